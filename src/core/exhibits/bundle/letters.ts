// The typefaces that every PDF reader has know the letters of Western Europe (Windows-1252). Others are written without the
// mark they bear, or by their number.

const beyondLatin1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
const alike: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '\u202f': '\u00a0',
  '\u2009': '\u00a0',
};

/** What can be printed of a line of text, and how many of its letters could not and stand as numbers. */
export function printable(text: string): { readonly text: string; readonly unknown: number } {
  let unknown = 0;
  let printed = '';
  for (const sign of text.normalize('NFC')) {
    if (isKnown(sign)) {
      printed += sign;
      continue;
    }
    if (/^\p{Cc}$/u.test(sign)) {
      printed += ' ';
      continue;
    }
    // Marks of direction and joiners show nothing.
    if (/^\p{Cf}$/u.test(sign) || /^\p{Mn}$/u.test(sign)) continue;
    const plain = alike[sign] ?? sign.normalize('NFD').replaceAll(/\p{Mn}/gu, '');
    if (plain !== '' && [...plain].every(isKnown)) {
      printed += plain;
      continue;
    }
    unknown += 1;
    printed += `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return { text: printed, unknown };
}

function isKnown(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || beyondLatin1.has(sign);
}
