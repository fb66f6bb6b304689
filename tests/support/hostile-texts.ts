// Texts that are markup or script to a page that does not take care. Each calls `hit`, which no page of the program has: in a
// test it is there to be called. Made of families, so that each way into a page is tried with each way to run something there.

const calls = [
  'hit()',
  'hit`1`',
  'top.hit()',
  "self['hit']()",
  '(0,hit)()',
  'setTimeout(hit)',
  'Reflect.apply(hit,0,[])',
];

/** Elements that run a handler as soon as they are in a page. */
const atOnce: readonly (readonly [element: string, handler: string])[] = [
  ['<img src=x', 'onerror'],
  ['<img src="data:image/svg+xml,<svg/>"', 'onload'],
  ['<svg', 'onload'],
  ['<svg><animate attributeName=x dur=1s', 'onbegin'],
  ['<svg><set attributeName=x dur=1s', 'onend'],
  ['<body', 'onload'],
  ['<details open', 'ontoggle'],
  ['<video src=x', 'onerror'],
  ['<audio src=x', 'onerror'],
  ['<video><source', 'onerror'],
  ['<input autofocus', 'onfocus'],
  ['<textarea autofocus', 'onfocus'],
  ['<select autofocus', 'onfocus'],
  ['<div contenteditable autofocus', 'onfocus'],
  ['<marquee', 'onstart'],
  ['<object data=x', 'onerror'],
  ['<link rel=stylesheet href=x', 'onerror'],
  ['<style>@keyframes k{}</style><p style="animation:k 1s"', 'onanimationstart'],
  ['<p style="transition:1s"', 'ontransitionend'],
  ['<dialog open', 'onclose'],
  ['<button popovertarget=p autofocus>x</button><div id=p popover', 'onbeforetoggle'],
  ['<p tabindex=1 autofocus', 'onfocusin'],
  ['<iframe', 'onload'],
  ['<embed src=x', 'onload'],
];

/** What may close the text, attribute, comment or element in which the words stand. */
const breaksOut = [
  '',
  '">',
  "'>",
  '--><!-- -->',
  '</textarea>',
  '</title>',
  '</style>',
  '</script>',
  '</svg>',
  ']]>',
  '`>',
  '&quot;>',
];

const frames = (call: string): readonly string[] => [
  `<script>${call}</script>`,
  `<script type=module>${call}</script>`,
  `<ScRiPt/x>${call}</sCrIpT>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><script xlink:href="data:text/javascript,${call}"/></svg>`,
  `<iframe srcdoc="<script>parent.${call.replace('top.', '')}</script>"></iframe>`,
  `<iframe src="javascript:parent.${call.replace('top.', '')}"></iframe>`,
  `<a href="javascript:${call}">a</a>`,
  `<a href=" &#1;javascript:${call}">a</a>`,
  `<a href="jav&#x09;ascript:${call}">a</a>`,
  `<form action="javascript:${call}"><button autofocus>b</button></form>`,
  `<button formaction="javascript:${call}">b</button>`,
  `<math><maction actiontype="statusline#x" xlink:href="javascript:${call}">m</maction></math>`,
  `<object data="javascript:${call}"></object>`,
  `<embed src="javascript:${call}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  `<base href="javascript:${call}//">`,
  `<link rel=import href="data:text/html,<script>${call}</script>">`,
  `<style>@import "data:text/css,*{background:url(javascript:${call})}";</style>`,
  `<p style="background:url(javascript:${call})">p</p>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${call}&gt;">`,
  `<svg></p><style><a id="</style><img src=1 onerror=${call}>">`,
  `<template><script>${call}</script></template>`,
  `<xss onfocus=${call} tabindex=1 autofocus>`,
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}}`,
  `<%= ${call} %>`,
  `{toString:()=>${call}}`,
  `';${call};//`,
  `";${call};//`,
  `\\u003cimg src=x onerror=${call}\\u003e`,
  `%3Cimg%20src=x%20onerror=${call}%3E`,
  `&lt;img src=x onerror=${call}&gt;`,
  `＜img src=x onerror=${call}＞`,
  `<img src=x\tonerror=${call}>`,
  `\u202e>${call}=rorreno x=crs gmi<\u202c<img src=x onerror=${call}>`,
  `[a](javascript:${call})`,
  `![a](x" onerror="${call})`,
  `javascript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `<?xml-stylesheet href="javascript:${call}"?>`,
  `<!DOCTYPE x [<!ENTITY e SYSTEM "javascript:${call}">]>`,
  `__proto__[onerror]=${call}`,
];

/** All different. */
export const hostileTexts: readonly string[] = [
  ...new Set([
    ...atOnce.map(([element, handler], index) => `${element} ${handler}=${calls[index % calls.length]}>`),
    ...breaksOut.flatMap((out) =>
      atOnce.slice(0, 6).map(([element, handler]) => `${out}${element} ${handler}=hit()>`),
    ),
    ...calls.slice(0, 3).flatMap(frames),
  ]),
];
