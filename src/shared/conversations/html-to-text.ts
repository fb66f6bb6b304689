/** Names of the signs from 160 to 255, in order. Source: HTML 4, section 24.2. */
const latinNames =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
/** The others that mails are full of. A name that is in neither list is left as it stands. */
const entities: ReadonlyMap<string, string> = new Map([
  ...latinNames.split(' ').map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['euro', '\u20ac'],
  ['hellip', '\u2026'],
  ['ndash', '\u2013'],
  ['mdash', '\u2014'],
  ['lsquo', '\u2018'],
  ['rsquo', '\u2019'],
  ['sbquo', '\u201a'],
  ['ldquo', '\u201c'],
  ['rdquo', '\u201d'],
  ['bdquo', '\u201e'],
  ['lsaquo', '\u2039'],
  ['rsaquo', '\u203a'],
  ['bull', '\u2022'],
  ['trade', '\u2122'],
  ['OElig', '\u0152'],
  ['oelig', '\u0153'],
  ['zwnj', '\u200c'],
  ['zwj', '\u200d'],
  ['lrm', '\u200e'],
  ['rlm', '\u200f'],
]);

const blocks = new Set([
  'br',
  '/p',
  '/div',
  '/tr',
  '/li',
  '/h1',
  '/h2',
  '/h3',
  '/h4',
  '/h5',
  '/h6',
  '/blockquote',
]);
/** Elements whose content nobody reads. */
const silent = new Set(['script', 'style', 'head', 'title']);

/**
 * The words of a mail that has no plain text, a line for each block. Not for showing: styles and scripts are left out.
 * It goes over the text once, so that a mail made to be slow is not.
 */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    parts.push(spaced(html.slice(at, open < 0 ? html.length : open)));
    if (open < 0) break;
    const isComment = html.startsWith('<!--', open);
    const close = isComment ? html.indexOf('-->', open) : html.indexOf('>', open);
    // What is opened and never closed hides the rest from every reader of mail too.
    if (close < 0) break;
    at = close + (isComment ? 3 : 1);
    const tag = isComment ? '' : tagName(lower, open + 1);
    if (blocks.has(tag)) parts.push('\n');
    if (silent.has(tag)) {
      const end = lower.indexOf(`</${tag}`, at);
      if (end < 0) break;
      at = end;
    }
  }
  return parts
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

function tagName(lower: string, start: number): string {
  let end = start + 1;
  while (end < start + 12 && /[a-z\d]/.test(lower.charAt(end))) end += 1;
  return lower.slice(start, end);
}

function spaced(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,8}\d{0,2}));/gi,
      (whole, decimal, hexadecimal, name) => {
        if (typeof name === 'string') return entities.get(name) ?? whole;
        const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      },
    );
}
