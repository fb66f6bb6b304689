/** Marks that turn the direction of writing and show nothing. Exports put them around names, dates and notices. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function withoutDirectionMarks(text: string): string {
  return text.replace(directionMarks, '');
}

export function isDirectionMark(code: number): boolean {
  return (
    code === 0x61c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}

/** The code points of zero in scripts that phones write numbers in; nine more digits follow each. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0, 0x1810, 0xa9d0, 0xff10,
] as const;

/** The value of a digit of any script, null for anything else. */
export function digitValue(code: number): number | null {
  for (const zero of zeros) {
    if (code >= zero && code <= zero + 9) return code - zero;
  }
  return null;
}

/** The beginning of a line with plain digits and spaces and without direction marks, and where each character came from. */
export interface PlainHead {
  readonly text: string;
  /** Index in the line of the character at this index of `text`, and of the end. Null where both are the same. */
  readonly origins: readonly number[] | null;
}

/** No date and time of any export is longer. */
const headLength = 110;

export function plainHead(line: string): PlainHead {
  const head = line.length > headLength ? line.slice(0, headLength) : line;
  if (isPlain(head)) return { text: head, origins: null };
  let text = '';
  const origins: number[] = [];
  for (let index = 0; index < head.length; index += 1) {
    const code = head.charCodeAt(index);
    if (isDirectionMark(code) || code === 0xfeff) continue;
    text += plainCharacter(code);
    origins.push(index);
  }
  origins.push(head.length);
  return { text, origins };
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7e || code < 0x20) return false;
  }
  return true;
}

function plainCharacter(code: number): string {
  // No-break, narrow no-break, thin and figure spaces stand where other exports have a space.
  if (code === 0xa0 || code === 0x202f || (code >= 0x2000 && code <= 0x200a)) return ' ';
  const digit = code > 0x7e ? digitValue(code) : null;
  return digit === null ? String.fromCharCode(code) : String(digit);
}

/** Lines without their ends. A newline at the end of the text begins no further line. */
export function splitLines(text: string): readonly string[] {
  if (text === '') return [];
  // Ends of lines as the first Macs wrote them, where there are no others.
  const lines = text.split(text.includes('\n') ? '\n' : '\r');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
