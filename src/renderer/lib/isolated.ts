/** Letters of Hebrew, Arabic, Syriac, Thaana, N’Ko and their presentation forms. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const begin = '\u2068';
const end = '\u2069';

/**
 * A word that runs from right to left, closed off from the sentence it stands in: without it, numbers and punctuation beside
 * an Arabic name would go to its other side ("سارة (1)" would be read as one of 1). Source: Unicode Standard Annex 9, FSI and PDI.
 */
export function isolated<Value>(value: Value): Value | string {
  return typeof value === 'string' && rightToLeft.test(value) ? `${begin}${value}${end}` : value;
}

export function isolatedValues<Value>(
  values: Readonly<Record<string, Value>>,
): Record<string, Value | string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)]));
}
