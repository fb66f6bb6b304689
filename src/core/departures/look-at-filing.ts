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
import type { EvidenceFileId, FilingId } from '../../shared/kernel/ids';
import type { ReadableDatabase } from '../db/database';
import { listPictureFiles } from '../exhibits/pictures';
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
  /** Originals whose pictures leave with it. */
  readonly picturesShown: readonly EvidenceFileId[];
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
  const findings = [
    ...lookThrough(db, caseId, filing.document, {
      childrenMeant: snapshot?.answers['children.mention']?.value === 'yes',
      contactMeant: filingKind === 'F1',
    }),
    ...(snapshot === null ? [] : [...findReplacedPictures(db, snapshot), ...findMissingPictures(snapshot)]),
  ];
  const objection = objectionOfConsent(consent);
  return {
    to,
    told,
    consent,
    findings,
    objections: [...objectionsOf(findings), ...(objection === null ? [] : [objection])],
    picturesShown: snapshot?.picturesShown ?? [],
  };
}

/** Pictures in the document that were redacted or taken out since it was made: it still shows what they showed. */
function findReplacedPictures(
  db: ReadableDatabase,
  { caseId, exhibits, picturesShown }: FilingSnapshot,
): Finding[] {
  const goingOut = new Set(listPictureFiles(db, caseId).map(({ id }) => id));
  const replaced = new Set(picturesShown.filter((id) => !goingOut.has(id)));
  const places = exhibits
    .filter(({ pictures }) => pictures.some((id) => replaced.has(id)))
    .map(({ number }) => ({ part: 'original' as const, paragraph: 1, exhibit: number.value, excerpt: null }));
  return places.length === 0
    ? []
    : [{ kind: 'pictureReplaced', personId: null, otherCase: null, trace: null, places }];
}

function findMissingPictures({ picturesMissing }: FilingSnapshot): Finding[] {
  if (picturesMissing.length === 0) return [];
  const places = picturesMissing.map((exhibit) => ({
    part: 'original' as const,
    paragraph: 1,
    exhibit,
    excerpt: null,
  }));
  return [{ kind: 'pictureMissing', personId: null, otherCase: null, trace: null, places }];
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
