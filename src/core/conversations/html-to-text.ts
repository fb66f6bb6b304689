const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

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
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,8}));/gi, (whole, decimal, hexadecimal, name) => {
      if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    });
}
