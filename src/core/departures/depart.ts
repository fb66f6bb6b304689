import { randomBytes } from 'node:crypto';
import {
  isOfConsent,
  shortestReason,
  type Addressed,
  type Departure,
  type Finding,
  type Objection,
  type ReasonKind,
  type ToldKind,
  reasonNeededSchema,
} from '../../shared/departures/schemas';
import { departureIdSchema, type CaseId, type FilingId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { VaultDeps } from '../kernel/deps';
import type { z } from 'zod';
import { lookAtConsent, objectionOfConsent } from './consent';
import { lookThrough, objectionsOf } from './gate';
import { sealOf } from './seal';
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

/** What is known of a copy that is no filing. */
interface Leaving {
  readonly caseId: CaseId;
  /** Null where nobody said to whom it goes; then no consent can be compared. */
  readonly to: Addressed | null;
  readonly told: readonly ToldKind[];
  readonly findings: readonly Finding[];
  readonly reason: string;
}

/** The gate for a copy that is no filing, with what was found in it. Gives what spoke against it. */
export function passGateWith(
  { db, clock }: Pick<VaultDeps, 'db' | 'clock'>,
  { caseId, to, told, findings, reason }: Leaving,
): Result<readonly Objection[], ReasonNeeded> {
  const consent =
    to === null ? null : objectionOfConsent(lookAtConsent(db, caseId, { ...to, told, today: clock.today() }));
  const objections = [...objectionsOf(findings), ...(consent === null ? [] : [consent])];
  const passed = passGate(objections, findings, reason);
  return passed.ok ? ok(objections) : passed;
}

/** The gate for a Word file that is no filing: it is looked through first. */
export function passGateForDocument(
  deps: Pick<VaultDeps, 'db' | 'clock'>,
  { document, ...leaving }: Omit<Leaving, 'findings'> & { readonly document: Uint8Array },
): Result<readonly Objection[], ReasonNeeded> {
  const meant = { childrenMeant: false, contactMeant: false };
  return passGateWith(deps, {
    ...leaving,
    findings: lookThrough(deps.db, leaving.caseId, document, meant),
  });
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
    readonly filingId?: FilingId | undefined;
    /** Null where nobody said to whom it goes. */
    readonly to: Addressed | null;
    readonly objections: readonly Objection[];
    readonly reason: string;
    readonly reasonKind: ReasonKind;
  },
): void {
  const id = departureIdSchema.parse(newId());
  const { filingId, to, objections, reason, reasonKind, ...rest } = left;
  const isOverridden = objections.length > 0;
  const kept = {
    ...rest,
    id,
    filingId: filingId ?? null,
    recipient: to?.recipient ?? null,
    recipientName: to?.recipientName ?? '',
    purpose: to?.purpose ?? null,
    objections,
    // A reason given where nothing spoke against it explains nothing.
    reason: isOverridden ? reason : '',
    reasonKind: isOverridden ? reasonKind : null,
    leftAt: clock.now(),
    memberId: actor,
    // So that nobody who has a copy of the log can try out which reason fits its seal.
    sealSalt: isOverridden ? randomBytes(16).toString('hex') : '',
  };
  insertDeparture(db, kept);
  if (!isOverridden) return;
  const { caseId } = left;
  audit({ action: overrideOf(objections, reasonKind), subjectId: id, caseId });
  audit({ action: 'departure.sealed', subjectId: sealOf(kept), caseId });
}

function overrideOf(objections: readonly Objection[], reasonKind: ReasonKind) {
  if (!objections.some(isOfConsent)) return 'departure.objected';
  return reasonKind === 'legalDuty' ? 'departure.legalDuty' : 'departure.consentOverridden';
}
