import { createHash } from 'node:crypto';
import { pageTexts } from '../../shared/dossiers/page-texts';
import { languages, type Language } from '../../shared/kernel/languages';

/** A file as the page lists it. */
export interface PageFile {
  /** In the folder, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly byteLength: number;
  /** Number of its exhibit; '' for what is none. */
  readonly number: string;
  /** Title of its exhibit, or the word that the page has for it. */
  readonly title: string | { readonly word: 'custody' | 'chronology' | 'tag' };
  /** Of a copy that says nothing of itself: what its original is known by. */
  readonly originalSha256?: string;
}

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:70rem;margin:0 auto;padding:1.5rem}
table{width:100%;border-collapse:collapse;margin-top:1rem}
th,td{padding:.4rem .6rem;border-bottom:1px solid #8886;text-align:start;vertical-align:top}
code{font-size:.75rem;overflow-wrap:anywhere}
#summary{font-size:1.25rem;font-weight:600;margin:1rem 0}
.same,.allSame{color:#1b7a3d}.changed,.missing,.notAllSame{color:#c0221b;font-weight:700}
@media(prefers-color-scheme:dark){.same,.allSame{color:#6fd08c}.changed,.missing,.notAllSame{color:#ff8f87}}
button[aria-pressed=true]{font-weight:700}
progress{width:20rem;max-width:100%}
`;

/**
 * One page that lists the files and hashes them again in any browser. It may load nothing and send nothing: its policy
 * lets in its own script and style alone, by their hashes.
 */
export function dossierPage(page: {
  readonly language: Language;
  readonly script: string;
  readonly files: readonly PageFile[];
  /** Exhibits of which there is no file, such as those on paper. */
  readonly withoutFile: readonly { readonly number: string; readonly title: string }[];
  readonly unchecked: readonly string[];
}): string {
  const { language, script, files } = page;
  const texts = pageTexts[language];
  const data = {
    language,
    texts: pageTexts,
    files: files.map(({ path, sha256 }) => ({ path, sha256 })),
    unchecked: page.unchecked,
  };
  const policy = [
    "default-src 'none'",
    `script-src '${policyHash(script)}'`,
    `style-src '${policyHash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const say = (tag: string, id: string, attributes = ''): string =>
    `<${tag}${attributes} data-text="${id}">${escaped(texts[id] ?? '')}</${tag}>`;
  const bare = page.withoutFile.map(
    ({ number, title }) =>
      `<tr><td>${escaped(number)}</td><td dir="auto">${escaped(title)}</td>${say('td', 'noFile', ' colspan="3"')}</tr>`,
  );
  const rows = files.map(({ path, sha256, byteLength, number, title, originalSha256 }) =>
    [
      `<tr><td>${escaped(number)}</td>`,
      typeof title === 'string' ? `<td dir="auto">${escaped(title)}</td>` : say('td', title.word),
      `<td>${escaped(path)}<br><code>${sha256}</code>`,
      originalSha256 === undefined ? '' : `<br>${say('span', 'cleanCopy')} <code>${originalSha256}</code>`,
      `</td><td>${byteLength}</td>`,
      `<td data-path="${escaped(path)}" data-text="unknown">${escaped(texts['unknown'] ?? '')}</td></tr>`,
    ].join(''),
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
${say('title', 'title')}
<style>${style}</style>
</head>
<body>
<p>${languages.map((each) => `<button type="button" data-language="${each}">${each.toUpperCase()}</button>`).join(' ')}</p>
${say('h1', 'title')}
${say('p', 'lead')}
<p><label>${say('span', 'choose')} <input id="folder" type="file" webkitdirectory></label></p>
<p id="summary" role="status" data-text="idle">${escaped(texts['idle'] ?? '')}</p>
<p id="working" hidden><progress id="progress"></progress> ${say('button', 'stop', ' type="button" id="stop"')}</p>
<table>
<thead><tr>${['number', 'name', 'file', 'size', 'result'].map((id) => say('th', id, ' scope="col"')).join('')}</tr></thead>
<tbody>
${[...rows, ...bare].join('\n')}
</tbody>
</table>
<section id="strangersPart" hidden>${say('h2', 'strangers')}<ul id="strangers"></ul></section>
${say('p', 'limit')}
<script id="data" type="application/json">${JSON.stringify(data).replaceAll('<', String.raw`\u003c`)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function policyHash(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
