import type { FilingLanguage } from './kinds';

/**
 * An amount in euros as people type it in Belgium, in cents: `12500`, `12 500,50`, `12.500,50`, `€ 300`. Null when it
 * cannot be read with certainty, e.g. `12.5` or `12,500.00`.
 */
export function amountToCents(typed: string): number | null {
  const text = typed
    .trim()
    .replace(/^(?:€|EUR|euros?)\s*|\s*(?:€|EUR|euros?)$/giu, '')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
  const read = /^(\d{1,9}|\d{1,3}(?:[ .]\d{3}){1,2})(?:,(\d{1,2}))?$/.exec(text);
  if (read === null) return null;
  const [, euros = '', cents = ''] = read;
  return Number(euros.replaceAll(/[ .]/g, '')) * 100 + Number(cents.padEnd(2, '0'));
}

/** `12 500,50 EUR`, `12.500,50 EUR`. */
export function printAmount(cents: number, language: FilingLanguage): string {
  const separator = { fr: '\u00a0', nl: '.' }[language];
  const euros = String(Math.trunc(cents / 100)).replaceAll(/\B(?=(?:\d{3})+$)/g, separator);
  return `${euros},${String(cents % 100).padStart(2, '0')}\u00a0EUR`;
}
