import { purposeOf, recipientOf, toldBy } from '../../shared/departures/recipients';
import {
  toldKinds,
  type Addressed,
  type ConsentLook,
  type Finding,
  type Objection,
  type ToldKind,
} from '../../shared/departures/schemas';
import { reviewFiling } from '../../shared/filings/review';
import type { ReviewEntry } from '../../shared/filings/schemas';
import { filingSnapshotSchema, type FilingSnapshot } from '../../shared/filings/snapshot';
import type { FilingId } from '../../shared/kernel/ids';
import type { VaultDeps } from '../kernel/deps';
import { findFiling } from '../filings/store';
import { lookAtConsent, objectionOfConsent } from './consent';
import { lookThrough, objectionsOf } from './gate';
import { readSnapshot } from './store';

export interface FilingLook {
  readonly to: Addressed;
  readonly told: ToldKind[] | null;
  readonly consent: ConsentLook;
  readonly findings: readonly Finding[];
  readonly objections: Objection[];
}

/**
 * Who would learn what from a filing, and what speaks against letting it out; undefined when it does not exist.
 *
 * @param addressed  null for those the filing is made for
 */
export function lookAtFiling(
  { db, clock }: VaultDeps,
  filingId: FilingId,
  addressed: Addressed | null,
): FilingLook | undefined {
  const filing = findFiling(db, filingId);
  if (filing === undefined) return undefined;
  const { caseId, filingKind } = filing.summary;
  const read = filingSnapshotSchema.safeParse(readSnapshot(db, filingId));
  const snapshot = read.success ? read.data : null;
  const to = addressed ?? {
    recipient: recipientOf[filingKind],
    recipientName: '',
    purpose: purposeOf[filingKind],
  };
  const told = snapshot === null ? null : toldIn(snapshot);
  const consent = lookAtConsent(db, caseId, { ...to, told, today: clock.today() });
  const findings = lookThrough(db, caseId, filing.document, {
    childrenMeant: snapshot?.answers['children.mention']?.value === 'yes',
    contactMeant: filingKind === 'F1',
  });
  const objection = objectionOfConsent(consent);
  return {
    to,
    told,
    consent,
    findings,
    objections: [...objectionsOf(findings), ...(objection === null ? [] : [objection])],
  };
}

function toldIn(snapshot: FilingSnapshot): ToldKind[] {
  const told = new Set(reviewFiling(snapshot).review.entries.filter(says).map(toldBy));
  return toldKinds.filter((kind) => told.has(kind));
}

function says({ state, shown }: ReviewEntry): boolean {
  if (state !== 'given') return false;
  if (shown.kind === 'printed') return shown.text !== '';
  if (shown.kind === 'list') return shown.items.length > 0;
  return shown.kind === 'hiddenName';
}
