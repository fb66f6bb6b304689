import type { FilingKind } from '../filings/kinds';
import type { ReviewGroup } from '../filings/schemas';
import type { RecipientKind, ToldKind } from './schemas';

/** Who each filing goes to. */
export const recipientOf: Readonly<Record<FilingKind, RecipientKind>> = {
  F1: 'centre',
  F2: 'herself',
  F3: 'herself',
  F4: 'immigrationOffice',
  F5: 'herself',
  F6: 'prosecution',
  F7: 'immigrationOffice',
  F8: 'prosecution',
  F9: 'immigrationOffice',
  F10: 'immigrationOffice',
  F11: 'immigrationOffice',
  F12: 'immigrationOffice',
  F13: 'other',
  F14: 'court',
  F15: 'other',
  F16: 'other',
  F17: 'immigrationOffice',
  F18: 'court',
  F19: 'court',
  F20: 'immigrationOffice',
  F21: 'other',
  F22: 'immigrationOffice',
  L1: 'herself',
};

/** What the reader learns from each part of a filing; a part that is left out says nothing of the person. */
const toldByGroup: Partial<Readonly<Record<ReviewGroup, ToldKind>>> = {
  client: 'identity',
  identity: 'identity',
  guardian: 'guardian',
  safety: 'contact',
  indications: 'account',
  history: 'account',
  account: 'account',
  offences: 'account',
  grounds: 'account',
  damage: 'account',
  circumstances: 'social',
  urgency: 'stay',
  health: 'health',
  needs: 'social',
  social: 'social',
  conditions: 'stay',
  decision: 'stay',
  request: 'stay',
  protection: 'stay',
  exhibits: 'papers',
};

/** The kind of data a printed value of a filing belongs to; null when it says nothing of the person. */
export function toldBy(entry: { readonly group: ReviewGroup; readonly field: string }): ToldKind | null {
  if (/^(?:children|referral\.children)/.test(entry.field)) return 'children';
  return toldByGroup[entry.group] ?? null;
}
