import { lookInLedger, standingOn } from '../../shared/consent/standing';
import {
  isOfLedger,
  type Addressed,
  type ConsentLook,
  type Objection,
  type ToldKind,
} from '../../shared/departures/schemas';
import { consentData } from '../../shared/filings/fill-consent';
import type { CaseId } from '../../shared/kernel/ids';
import { civilDateSchema } from '../../shared/kernel/time';
import { listConsentEntries } from '../consent/store';
import type { ReadableDatabase } from '../db/database';

/**
 * Whether the ledger of a case covers a copy: its recipient, its purpose, what it tells, the day.
 *
 * @param told  null when it is not known what the copy tells; then only recipient, purpose and day count
 */
export function lookAtConsent(
  db: ReadableDatabase,
  caseId: CaseId,
  copy: Addressed & { readonly told: readonly ToldKind[] | null; readonly today: string },
): ConsentLook {
  const { recipient, told, today } = copy;
  // What she takes herself, what stays in the office, and what her lawyer brings before a court in her name is no sharing.
  if (!isOfLedger(recipient)) return { kind: 'notAsked' };
  const data = told === null ? null : consentData.filter((kind) => told.includes(kind));
  const standings = standingOn(listConsentEntries(db, caseId), today);
  const look = lookInLedger(standings, { ...copy, recipient, data });
  switch (look.kind) {
    case 'covers':
      return {
        kind: 'covers',
        until: civilDateSchema.nullable().parse(look.until),
        onlyFor: [...look.onlyFor],
      };
    case 'ended':
      return { kind: 'ended', until: civilDateSchema.parse(look.until) };
    case 'withdrawn':
    case 'refused':
      return { kind: look.kind, on: civilDateSchema.parse(look.on) };
    case 'notForPurpose':
      return { kind: 'notForPurpose', agreed: [...look.agreed] };
    case 'notForData':
      return { kind: 'notForData', data: [...look.data] };
    case 'noneOnRecord':
      return look;
  }
}

const objections = {
  notAsked: null,
  covers: null,
  noneOnRecord: 'consentMissing',
  ended: 'consentEnded',
  withdrawn: 'consentWithdrawn',
  refused: 'consentRefused',
  notForPurpose: 'consentNotForPurpose',
  notForData: 'consentNotForData',
} as const satisfies Readonly<Record<ConsentLook['kind'], Objection | null>>;

export function objectionOfConsent({ kind }: ConsentLook): Objection | null {
  return objections[kind];
}
