import type { ConsentFields, ConsentPurpose } from '../consent/schemas';
import { sameName } from '../consent/standing';
import type { FilingKind } from '../filings/kinds';
import type { ReviewGroup } from '../filings/schemas';
import type { Departure, RecipientKind, ToldKind } from './schemas';

/** Whether a copy may have gone where a decision on sharing says: to such a recipient, for such a purpose. */
export function mayHaveGoneTo(
  { recipient, recipientName, purpose }: Pick<Departure, 'recipient' | 'recipientName' | 'purpose'>,
  decision: Pick<ConsentFields, 'recipient' | 'recipientName' | 'purposes'>,
): boolean {
  if (recipient !== decision.recipient) return false;
  const isSame =
    decision.recipientName === '' || recipientName === '' || sameName(recipientName, decision.recipientName);
  return (
    isSame && (purpose === null || decision.purposes.length === 0 || decision.purposes.includes(purpose))
  );
}

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

/** What each filing is shared for; null where it goes along with any other. What stays with the person has none. */
export const purposeOf: Readonly<Record<FilingKind, ConsentPurpose | null>> = {
  F1: 'support',
  F2: null,
  F3: null,
  F4: 'stay',
  F5: null,
  F6: 'investigation',
  F7: 'stay',
  F8: 'stay',
  F9: 'stay',
  F10: 'stay',
  F11: 'stay',
  F12: 'stay',
  F13: null,
  F14: 'compensation',
  F15: 'compensation',
  F16: 'stay',
  F17: 'stay',
  F18: 'stay',
  F19: 'stay',
  F20: 'stay',
  F21: 'protection',
  F22: 'stay',
  L1: null,
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
