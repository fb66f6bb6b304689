import { parse } from 'node:path';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import type { exhibitsContract } from '../../../shared/exhibits/contract';
import type { Original } from '../../../shared/evidence/originals';
import {
  evidenceFileIdSchema,
  type CaseId,
  type EvidenceFileId,
  type ExhibitId,
} from '../../../shared/kernel/ids';
import { err, ok, type Result } from '../../../shared/kernel/result';
import { errorCode } from '../../db/driver';
import { sql } from '../../db/sql';
import { noteCustody } from '../../evidence/custody';
import { takeInOriginal, withdrawOriginals } from '../../evidence/loose-originals';
import type { StoredOriginal } from '../../evidence/originals';
import { listOriginals } from '../../evidence/store';
import type { VaultDeps } from '../../kernel/deps';
import { dialogText } from '../../kernel/dialog-texts';
import { bareJpeg } from '../bundle/jpeg';
import { barePng } from './bare-png';
import { pdfOfPictures } from './pdf-of-pictures';

type SaveInput = z.output<(typeof exhibitsContract)['exhibits.saveRedactedCopy']['input']>;
type SaveFailure = z.output<(typeof exhibitsContract)['exhibits.saveRedactedCopy']['failure']>;

interface Source {
  readonly id: EvidenceFileId;
  readonly caseId: CaseId;
  readonly exhibitId: ExhibitId | null;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** What was received: itself, but for a copy of a copy. */
  readonly rootId: EvidenceFileId;
}

/**
 * Keeps a redacted copy beside its original, in the same exhibit. The places were painted over by the page, which alone
 * decodes what survivors brought; here only pixels arrive, and nothing but pixels is kept.
 */
export async function saveRedactedCopy(
  deps: VaultDeps,
  input: SaveInput,
): Promise<Result<Original, SaveFailure>> {
  const { db, vault } = deps;
  const source = findSource(deps, input.evidenceFileId);
  if (source === undefined) return err({ kind: 'originalNotFound' });
  const isPdf = source.mediaType === 'application/pdf';
  if (!isPdf && !source.mediaType.startsWith('image/')) return err({ kind: 'notRedactable' });
  const copy = isPdf ? await copyOfPdf(input.pages) : copyOfPicture(input.pages);
  if (copy === null) return err({ kind: 'pageDamaged' });

  let written: StoredOriginal;
  try {
    written = await takeInOriginal(deps, Readable.from([copy.bytes]));
  } catch (failure) {
    if (['ENOSPC', 'EDQUOT'].includes(errorCode(failure) ?? '')) return err({ kind: 'vaultFull' });
    throw failure;
  }
  try {
    if (deps.session.current() !== vault) throw new Error('The vault was locked meanwhile');
    const id = keep(deps, { source, written, kind: copy.kind, areas: input.areas });
    const kept = listOriginals(db, source.caseId).find((original) => original.id === id);
    if (kept === undefined) throw new Error('A redacted copy written in this transaction is gone');
    return ok(kept);
  } catch (failure) {
    await withdrawOriginals(deps, [written]);
    if (errorCode(failure) === 'SQLITE_FULL') return err({ kind: 'vaultFull' });
    throw failure;
  }
}

/** Lets a copy stand in for its original, or the original go out again. */
export function useRedactedCopy(
  deps: VaultDeps,
  { evidenceFileId, standsIn }: { readonly evidenceFileId: EvidenceFileId; readonly standsIn: boolean },
): Result<null, { readonly kind: 'originalNotFound' }> {
  const { db } = deps;
  return db.transaction(() => {
    const source = findSource(deps, evidenceFileId);
    if (source === undefined || source.rootId === source.id) return err({ kind: 'originalNotFound' });
    db.run(sql`UPDATE redacted_copies SET stands_in = 0 WHERE original_id = ${source.rootId}`);
    if (standsIn) db.run(sql`UPDATE redacted_copies SET stands_in = 1 WHERE copy_id = ${source.id}`);
    deps.audit({
      action: standsIn ? 'exhibit.redactedCopyUsed' : 'exhibit.redactedCopyLeft',
      subjectId: source.exhibitId,
      caseId: source.caseId,
    });
    return ok(null);
  });
}

const endings = { pdf: 'pdf', jpeg: 'jpg', png: 'png' } as const;
const mediaTypes = { pdf: 'application/pdf', jpeg: 'image/jpeg', png: 'image/png' } as const;

/** The copy's row, what it is a copy of, and the custody of both, all of them or none. */
function keep(
  deps: VaultDeps,
  {
    source,
    written,
    kind,
    areas,
  }: {
    readonly source: Source;
    readonly written: StoredOriginal;
    readonly kind: keyof typeof endings;
    readonly areas: number;
  },
): EvidenceFileId {
  const { db, clock, newId, audit } = deps;
  return db.transaction(() => {
    const now = clock.now();
    const id = evidenceFileIdSchema.parse(newId());
    const name = `${parse(source.name).name} (${dialogText(deps, 'dialogs.redactedCopy')}).${endings[kind]}`;
    db.run(sql`
      INSERT INTO evidence_files (id, case_id, exhibit_id, stored_as, sha256, byte_length, name, media_type, imported_at)
      VALUES (${id}, ${source.caseId}, ${source.exhibitId}, ${written.storedAs}, ${written.sha256}, ${written.byteLength},
        ${name}, ${mediaTypes[kind]}, ${now})
    `);
    db.run(sql`UPDATE redacted_copies SET stands_in = 0 WHERE original_id = ${source.rootId}`);
    db.run(sql`
      INSERT INTO redacted_copies (copy_id, original_id, areas, stands_in, created_at)
      VALUES (${id}, ${source.rootId}, ${areas}, 1, ${now})
    `);
    noteCustody(deps, {
      fileId: source.id,
      action: 'redacted',
      at: now,
      details: { copySha256: written.sha256 },
    });
    noteCustody(deps, {
      fileId: id,
      action: 'madeByRedaction',
      at: now,
      details: { ofSha256: source.sha256 },
    });
    audit({ action: 'exhibit.redactedCopyMade', subjectId: source.exhibitId, caseId: source.caseId });
    return id;
  });
}

function findSource({ db }: VaultDeps, id: EvidenceFileId): Source | undefined {
  return db.get<Source>(sql`
    SELECT id, case_id AS caseId, exhibit_id AS exhibitId, name, media_type AS mediaType, sha256,
      COALESCE((SELECT original_id FROM redacted_copies WHERE copy_id = id), id) AS rootId
    FROM evidence_files WHERE id = ${id} AND removed_at IS NULL
  `);
}

interface Copy {
  readonly bytes: Uint8Array;
  readonly kind: keyof typeof endings;
}

async function copyOfPdf(pages: SaveInput['pages']): Promise<Copy | null> {
  const pictures = pages.flatMap(({ bytes, width, height }) => {
    const bare = bareJpeg(bytes);
    return bare === null ? [] : [{ bytes: bare.bytes, width, height }];
  });
  const made = pictures.length === pages.length ? await pdfOfPictures(pictures) : null;
  return made === null ? null : { bytes: made, kind: 'pdf' };
}

/** Only what makes up the picture; null where it is none, or more than one. */
function copyOfPicture(pages: SaveInput['pages']): Copy | null {
  const [page] = pages;
  if (page === undefined || pages.length > 1) return null;
  const jpeg = bareJpeg(page.bytes);
  if (jpeg !== null) return { bytes: jpeg.bytes, kind: 'jpeg' };
  const png = barePng(page.bytes);
  return png === null ? null : { bytes: png, kind: 'png' };
}
