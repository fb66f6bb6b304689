import type { ConsentData, ConsentEntry, ConsentPurpose, LedgerRecipient } from './schemas';
import { consentData } from '../filings/fill-consent';

// What follows from the ledger on a day: pure, and the same for the screen and for the gate.

export type StandingState = 'given' | 'ended' | 'refused' | 'withdrawn';

/** What holds towards a recipient, for the purposes that one entry decided. */
export interface Standing {
  readonly entry: ConsentEntry;
  readonly state: StandingState;
  /** Those that no later entry decided otherwise. Empty: whatever the purpose. */
  readonly purposes: readonly ConsentPurpose[];
}

/**
 * What counts on a day: of each recipient and purpose the last decision, by the day it was made. A consent of a later day, as a
 * laptop with another clock brings it, does not hold yet; a refusal or withdrawal does.
 */
export function standingOn(entries: readonly ConsentEntry[], today: string): readonly Standing[] {
  const struck = new Set(entries.map(({ strikes }) => strikes));
  const counted = entries
    .filter(({ id, kind, decidedOn }) => {
      return kind !== 'struck' && !struck.has(id) && !(kind === 'given' && decidedOn > today);
    })
    .toSorted(
      (left, right) =>
        left.decidedOn.localeCompare(right.decidedOn) ||
        left.recordedAt.localeCompare(right.recordedAt) ||
        left.id.localeCompare(right.id),
    );
  let standings: readonly Standing[] = [];
  for (const entry of counted) {
    standings = [
      ...standings.flatMap((before) => (isAbout(entry, before) ? without(before, entry.purposes) : [before])),
      { entry, state: stateOf(entry, today), purposes: entry.purposes },
    ];
  }
  return standings.toSorted(
    (left, right) =>
      left.entry.recipient.localeCompare(right.entry.recipient) ||
      left.entry.recipientName.localeCompare(right.entry.recipientName),
  );
}

/** What a refusal or withdrawal says of all of a kind, it says of each one by name; a consent to all takes back no word on one. */
function isAbout(later: ConsentEntry, { entry: before }: Standing): boolean {
  if (later.recipient !== before.recipient) return false;
  return (
    later.recipientName === before.recipientName || (later.recipientName === '' && later.kind !== 'given')
  );
}

function without(before: Standing, decided: readonly ConsentPurpose[]): readonly Standing[] {
  if (decided.length === 0) return [];
  // A refusal of everything stays the ground on which consents for single purposes stand.
  if (before.purposes.length === 0) return [before];
  const purposes = before.purposes.filter((purpose) => !decided.includes(purpose));
  return purposes.length === 0 ? [] : [{ ...before, purposes }];
}

function stateOf({ kind, until }: ConsentEntry, today: string): StandingState {
  if (kind === 'refused' || kind === 'withdrawn') return kind;
  return until !== null && until < today ? 'ended' : 'given';
}

/** What the ledger says of telling something to somebody. */
export type LedgerLook =
  | { readonly kind: 'noneOnRecord' }
  | { readonly kind: 'covers'; readonly until: string | null; readonly onlyFor: readonly string[] }
  | { readonly kind: 'ended'; readonly until: string }
  | { readonly kind: 'withdrawn'; readonly on: string }
  | { readonly kind: 'refused'; readonly on: string }
  | { readonly kind: 'notForPurpose'; readonly agreed: readonly ConsentPurpose[] }
  | { readonly kind: 'notForData'; readonly data: readonly ConsentData[] };

export interface Telling {
  readonly recipient: LedgerRecipient;
  /** Empty where it is not known which of them. */
  readonly recipientName: string;
  /** Null where it is not known; then consent for any purpose is enough. */
  readonly purpose: ConsentPurpose | null;
  /** Null where it is not known; then only recipient, purpose and day count. */
  readonly data: readonly ConsentData[] | null;
}

/** Whether a telling is covered by what stands; the best answer where several entries could cover it. */
export function lookInLedger(standings: readonly Standing[], telling: Telling): LedgerLook {
  const ofKind = standings.filter(({ entry }) => entry.recipient === telling.recipient);
  const byName = ofKind.filter(({ entry }) => sameName(entry.recipientName, telling.recipientName));
  const toAll = ofKind.filter(({ entry }) => entry.recipientName === '');
  // What was said of this one counts before what was said of all; of one who is not named, what was said of some.
  for (const [said, isOneOfThem] of [
    [telling.recipientName === '' ? [] : byName, false],
    [toAll, false],
    [telling.recipientName === '' ? ofKind : [], true],
  ] as const) {
    if (said.length > 0) return look(said, telling, isOneOfThem);
  }
  return { kind: 'noneOnRecord' };
}

function look(said: readonly Standing[], { purpose, data }: Telling, isOneOfThem: boolean): LedgerLook {
  const exact = said.filter(({ purposes }) => purpose === null || purposes.includes(purpose));
  const relevant = exact.length > 0 ? exact : said.filter(({ purposes }) => purposes.length === 0);
  const looks = relevant.map((standing) => lookAt(standing, data, isOneOfThem));
  const best = order.flatMap((kind) => looks.filter((each) => each.kind === kind))[0];
  if (best !== undefined) {
    const names = looks.flatMap((each) => (each.kind === 'covers' ? each.onlyFor : []));
    return best.kind === 'covers' ? { ...best, onlyFor: [...new Set(names)] } : best;
  }
  return { kind: 'notForPurpose', agreed: [...new Set(said.flatMap(({ purposes }) => purposes))] };
}

const order = ['covers', 'notForData', 'ended', 'withdrawn', 'refused'] as const;

function lookAt(
  { entry, state }: Standing,
  told: readonly ConsentData[] | null,
  isOneOfThem: boolean,
): LedgerLook {
  switch (state) {
    case 'ended':
      return { kind: 'ended', until: entry.until ?? entry.decidedOn };
    case 'withdrawn':
    case 'refused':
      return { kind: state, on: entry.decidedOn };
    case 'given': {
      const data = consentData.filter((kind) => told?.includes(kind) === true && !entry.data.includes(kind));
      if (data.length > 0) return { kind: 'notForData', data };
      return { kind: 'covers', until: entry.until, onlyFor: isOneOfThem ? [entry.recipientName] : [] };
    }
  }
}

/** Names as people type them: capitals and spaces aside. */
export function sameName(one: string, other: string): boolean {
  const key = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase();
  return key(one) === key(other);
}
