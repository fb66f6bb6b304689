import { createHash } from 'node:crypto';
import {
  shortestReason,
  type Departure,
  type Finding,
  type Objection,
  reasonNeededSchema,
} from '../../shared/departures/schemas';
import { departureIdSchema, type CaseId, type FilingId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { VaultDeps } from '../kernel/deps';
import type { z } from 'zod';
import { lookThrough, objectionsOf } from './gate';
import { insertDeparture } from './store';

type ReasonNeeded = z.infer<typeof reasonNeededSchema>;

/** What stands between a document and the world: fails while something speaks against it and nobody wrote why not. */
export function passGate(
  objections: readonly Objection[],
  findings: readonly Finding[],
  reason: string,
): Result<void, ReasonNeeded> {
  if (objections.length === 0 || reason.trim().length >= shortestReason) return ok(undefined);
  return err({ kind: 'reasonNeeded', objections: [...objections], findings: [...withoutExcerpts(findings)] });
}

/** The gate for a document that is no filing: nobody knows who will receive it, so no consent can be compared. */
export function passGateForDocument(
  { db }: Pick<VaultDeps, 'db'>,
  caseId: CaseId,
  document: Uint8Array,
  reason: string,
): Result<readonly Objection[], ReasonNeeded> {
  const findings = lookThrough(db, caseId, document, { childrenMeant: false, contactMeant: false });
  const objections = objectionsOf(findings);
  const passed = passGate(objections, findings, reason);
  return passed.ok ? ok(objections) : passed;
}

export function withoutExcerpts(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    places: finding.places.map((place) => ({ ...place, excerpt: null })),
  }));
}

/** Writes down that a copy left, in the transaction under way when there is one. */
export function noteDeparture(
  { db, clock, newId, actor, audit }: VaultDeps,
  left: Pick<Departure, 'caseId' | 'kind' | 'fileName' | 'sha256' | 'sizeBytes'> & {
    readonly filingId?: FilingId;
    readonly objections?: readonly Objection[];
    readonly reason?: string;
    readonly recipient?: string;
  },
): void {
  const id = departureIdSchema.parse(newId());
  const { filingId = null, objections = [], reason = '', recipient = '', ...rest } = left;
  insertDeparture(db, {
    ...rest,
    id,
    filingId,
    objections,
    // A reason given where nothing spoke against it explains nothing.
    reason: objections.length === 0 ? '' : reason,
    recipient,
    leftAt: clock.now(),
    memberId: actor,
  });
  if (objections.length > 0) {
    audit({ action: 'departure.objected', subjectId: id, caseId: left.caseId });
  }
}

/** What a document is known by. */
export function digestOf(document: Uint8Array): Pick<Departure, 'sha256' | 'sizeBytes'> {
  return { sha256: createHash('sha256').update(document).digest('hex'), sizeBytes: document.byteLength };
}
