import type { DocumentParagraph } from '../../shared/departures/objections';
import type { Finding } from '../../shared/departures/schemas';
import type { CaseId, EvidenceFileId } from '../../shared/kernel/ids';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import {
  isOriginalDamaged,
  openOriginal,
  type OriginalsPlace,
  type StoredOriginal,
} from '../evidence/originals';
import { findInText } from './gate';

/** Text files that are longer are not looked through: they are read into memory whole. */
const mostTextBytes = 4 * 1024 * 1024;

interface LeavingFile extends StoredOriginal {
  readonly id: EvidenceFileId;
  /** '' for one that stands in no exhibit. */
  readonly number: string;
  readonly mediaType: string;
  readonly name: string;
}

/**
 * Looks through originals that are to leave: words of PDFs as far as they were read, and files that are text. Nothing can be
 * read of pictures, recordings, scans and office documents.
 *
 * @param alsoSaid  what leaves with them in words of ours: titles, a chronology
 */
export async function lookThroughOriginals(
  { db, originals }: { readonly db: ReadableDatabase; readonly originals: OriginalsPlace },
  caseId: CaseId,
  {
    fileIds,
    alsoSaid,
  }: { readonly fileIds: readonly EvidenceFileId[]; readonly alsoSaid: readonly DocumentParagraph[] },
): Promise<readonly Finding[]> {
  const paragraphs: DocumentParagraph[] = [...alsoSaid];
  for (const file of listLeaving(db, fileIds)) {
    const text = isText(file) ? await readText(originals, file) : readWords(db, file.id);
    const lines = text.split(/\r\n|[\r\n]/);
    for (const [index, line] of lines.entries()) {
      if (line.trim() !== '') {
        paragraphs.push({ part: 'original', paragraph: index + 1, exhibit: file.number, text: line });
      }
    }
  }
  return findInText(db, caseId, paragraphs, { childrenMeant: false, contactMeant: false });
}

/** Words of ours that stand beside an exhibit. */
export function titleSaid(exhibit: string, text: string): DocumentParagraph {
  return { part: 'original', paragraph: 1, exhibit, text };
}

function listLeaving(db: ReadableDatabase, ids: readonly EvidenceFileId[]): readonly LeavingFile[] {
  return db.all<LeavingFile>(sql`
    SELECT evidence_files.id, coalesce(exhibits.label, '') AS number, evidence_files.media_type AS mediaType,
      evidence_files.name, evidence_files.stored_as AS storedAs, evidence_files.sha256,
      evidence_files.byte_length AS byteLength
    FROM evidence_files
    LEFT JOIN exhibits ON exhibits.id = evidence_files.exhibit_id
    WHERE evidence_files.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    ORDER BY exhibits.number, evidence_files.imported_at, evidence_files.id
  `);
}

function isText({ mediaType, name, byteLength }: LeavingFile): boolean {
  if (byteLength > mostTextBytes) return false;
  return mediaType.startsWith('text/') || /\.(?:txt|csv|md|eml|json|xml|html?)$/i.test(name);
}

async function readText(originals: OriginalsPlace, file: LeavingFile): Promise<string> {
  const opened = await openOriginal(originals, file);
  // What is not whole does not leave either: whoever writes it out says so.
  if (!opened.ok) return '';
  try {
    const parts: Uint8Array[] = [];
    for await (const part of opened.value) parts.push(Uint8Array.from(part));
    return new TextDecoder().decode(Buffer.concat(parts));
  } catch (failure) {
    if (isOriginalDamaged(failure)) return '';
    throw failure;
  }
}

function readWords(db: ReadableDatabase, id: EvidenceFileId): string {
  return (
    db.get<{ words: string }>(sql`SELECT words FROM evidence_words WHERE evidence_file_id = ${id}`)?.words ??
    ''
  );
}
