import type { ConsentLook, Objection, RecipientKind, ToldKind } from '../../shared/departures/schemas';
import { consentRecipients } from '../../shared/filings/fill-consent';
import { filingSnapshotSchema } from '../../shared/filings/snapshot';
import type { CaseId } from '../../shared/kernel/ids';
import { civilDateSchema } from '../../shared/kernel/time';
import type { ReadableDatabase } from '../db/database';
import { findConsentSnapshot } from './store';

/** Kinds of data that the consent asks about. */
const askedAbout: ReadonlySet<ToldKind> = new Set([
  'identity',
  'contact',
  'account',
  'papers',
  'stay',
  'health',
  'children',
]);

/**
 * Whether the newest consent of a case (F2) covers a document: its recipient, what it tells, the day.
 *
 * @param told  null when it is not known what the document tells; then only recipient and day count
 */
export function lookAtConsent(
  db: ReadableDatabase,
  caseId: CaseId,
  document: {
    readonly recipient: RecipientKind;
    readonly told: readonly ToldKind[] | null;
    readonly today: string;
  },
): ConsentLook {
  const { recipient, told, today } = document;
  // What she takes herself, and what her lawyer brings before a court in her name, is no sharing by the office.
  if (recipient === 'herself' || recipient === 'court') return { kind: 'notAsked' };
  const read = filingSnapshotSchema.safeParse(findConsentSnapshot(db, caseId));
  if (!read.success) return { kind: 'noneOnRecord' };
  const answer = (name: string): unknown => read.data.answers[name]?.value;
  const until = civilDateSchema.safeParse(answer('consent.until')).data ?? null;
  if (until !== null && until < today) return { kind: 'ended', until };
  const listed = consentRecipients.find((each) => each === recipient);
  if (listed === undefined) return { kind: 'recipientNotListed', until };
  const agreedTo = listOf(answer('consent.recipients'));
  if (!agreedTo.includes(listed)) return { kind: 'notForRecipient' };
  const agreedData = listOf(answer(`consent.${listed}.data`));
  const data = (told ?? []).filter((kind) => askedAbout.has(kind) && !agreedData.includes(kind));
  return data.length > 0 ? { kind: 'notForData', data } : { kind: 'covers', until };
}

export function objectionOfConsent({ kind }: ConsentLook): Objection | null {
  if (kind === 'ended') return 'consentEnded';
  if (kind === 'notForRecipient') return 'consentNotForRecipient';
  return kind === 'notForData' ? 'consentNotForData' : null;
}

function listOf(answer: unknown): readonly unknown[] {
  return Array.isArray(answer) ? answer : [];
}
