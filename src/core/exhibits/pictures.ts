import {
  longestPictureSide,
  mostPictureBytes,
  mostPicturesOfFiling,
  pictureMediaTypes,
} from '../../shared/filings/pictures';
import type { TemplateFailure, ToldPicturesFailure } from '../../shared/filings/schemas';
import type { FilingSnapshot, SnapshotExhibit } from '../../shared/filings/snapshot';
import type { CaseId, EvidenceFileId, ExhibitId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { goesOut } from '../evidence/store';
import type { FilingPictures, PicturesFailure } from '../filings/build-document';
import type { PackageParts } from '../filings/package-reader';
import { asksForPictures } from '../filings/place-pictures';
import { bareJpeg, sizeOfJpeg } from './bundle/jpeg';

// Pictures of exhibits as filings print them. The page has them drawn where what survivors brought is decoded (ADR 11); here
// they are kept beside their originals, so that each is drawn once.

interface PictureFile {
  readonly id: EvidenceFileId;
  readonly exhibitId: ExhibitId;
  readonly mediaType: string;
  readonly byteLength: number;
}

/** Originals in the exhibits of a case that are pictures and go out, by the day they came. */
export function listPictureFiles(db: ReadableDatabase, caseId: CaseId): readonly PictureFile[] {
  return db.all<PictureFile>(sql`
    SELECT evidence_files.id, evidence_files.exhibit_id AS exhibitId, evidence_files.media_type AS mediaType,
      evidence_files.byte_length AS byteLength
    FROM evidence_files
    LEFT JOIN redacted_copies ON copy_id = evidence_files.id
    LEFT JOIN evidence_files AS received ON received.id = original_id
    WHERE evidence_files.case_id = ${caseId} AND evidence_files.exhibit_id IS NOT NULL
      AND evidence_files.removed_at IS NULL AND ${goesOut}
      AND evidence_files.media_type IN (SELECT value FROM json_each(${JSON.stringify(pictureMediaTypes)}))
    ORDER BY COALESCE(received.imported_at, evidence_files.imported_at), evidence_files.id
  `);
}

/**
 * Numbers of exhibits that have files which go out, and no picture among them, such as a PDF alone. None where the template
 * asks for no pictures.
 */
export function listMissingPictures(
  db: ReadableDatabase,
  caseId: CaseId,
  template: PackageParts,
): readonly string[] {
  if (!asksForPictures(template)) return [];
  const pictured = new Set(listPictureFiles(db, caseId).map(({ exhibitId }) => exhibitId));
  return db
    .all<{ readonly id: ExhibitId; readonly number: string }>(
      sql`
        SELECT id, label AS number
        FROM exhibits
        WHERE case_id = ${caseId} AND EXISTS (
          SELECT 1 FROM evidence_files WHERE exhibit_id = exhibits.id AND removed_at IS NULL AND ${goesOut}
        )
        ORDER BY exhibits.number
      `,
    )
    .filter(({ id }) => !pictured.has(id))
    .map(({ number }) => number);
}

/** Keeps what the page drew of an original. Nothing but the pixels of a JPEG is kept. */
export function keepPicture(
  db: WritableDatabase,
  { evidenceFileId, bytes }: { readonly evidenceFileId: EvidenceFileId; readonly bytes: Uint8Array },
  drawnAt: Instant,
): Result<null, { readonly kind: 'originalNotFound' | 'pictureDamaged' }> {
  const bare = bareJpeg(bytes);
  const size = bare === null ? null : sizeOfJpeg(bare.bytes);
  if (bare === null || size === null || bytes.byteLength > mostPictureBytes)
    return err({ kind: 'pictureDamaged' });
  const { width, height } = size;
  if (width < 1 || height < 1 || Math.max(width, height) > longestPictureSide)
    return err({ kind: 'pictureDamaged' });
  const isThere = db.get(sql`
    SELECT 1 FROM evidence_files
    WHERE id = ${evidenceFileId} AND removed_at IS NULL AND exhibit_id IS NOT NULL
      AND media_type IN (SELECT value FROM json_each(${JSON.stringify(pictureMediaTypes)}))
  `);
  if (isThere === undefined) return err({ kind: 'originalNotFound' });
  db.run(sql`
    INSERT OR REPLACE INTO exhibit_pictures (evidence_file_id, picture, width, height, drawn_at)
    VALUES (${evidenceFileId}, ${bare.bytes}, ${width}, ${height}, ${drawnAt})
  `);
  return ok(null);
}

/** The pictures of the exhibits of a snapshot, each read when a document asks for it. */
export function picturesOf(db: ReadableDatabase, { exhibits }: FilingSnapshot): FilingPictures {
  const exhibitById = new Map(
    exhibits.flatMap((exhibit) => exhibit.pictures.map((id) => [id, exhibit] as const)),
  );
  return {
    ids: new Set(exhibitById.keys()),
    read: (id) => {
      const kept = db.get<{ readonly picture: Uint8Array; readonly width: number; readonly height: number }>(
        sql`SELECT picture, width, height FROM exhibit_pictures WHERE evidence_file_id = ${id}`,
      );
      const exhibit = exhibitById.get(id);
      if (kept === undefined || exhibit === undefined) return null;
      const { picture: bytes, width, height } = kept;
      return { bytes, width, height, description: descriptionOf(exhibit, id) };
    },
  };
}

/** Its title, and which of several it is. A title with the name of a file in it would be taken for one and left out. */
export function descriptionOf({ title, pictures }: SnapshotExhibit, id: EvidenceFileId): string {
  const words = title.value.replaceAll(/[\\/]/g, '-').replace(/\.[a-z]{3,4}$/i, '');
  return pictures.length > 1 ? `${words} (${pictures.indexOf(id) + 1})` : words;
}

/** Why a document was not made; of pictures that nobody has drawn, with what one has to know to draw them. */
export function tellFailure(
  db: ReadableDatabase,
  { caseId, exhibits }: FilingSnapshot,
  failure: TemplateFailure | PicturesFailure,
): TemplateFailure | ToldPicturesFailure {
  if (failure.kind === 'tooManyPictures') return { ...failure, most: mostPicturesOfFiling };
  if (failure.kind !== 'picturesNotDrawn') return failure;
  const numbers = new Map(exhibits.map(({ id, number }) => [id, number.value]));
  return {
    kind: failure.kind,
    pictures: listPictureFiles(db, caseId)
      .filter(({ id }) => failure.ids.includes(id))
      .map(({ id, exhibitId, mediaType, byteLength }) => ({
        evidenceFileId: id,
        number: numbers.get(exhibitId) ?? '',
        mediaType,
        byteLength,
      })),
  };
}
