import type { DocumentParagraph } from '../../shared/departures/objections';
import type { Finding } from '../../shared/departures/schemas';
import { originalTraces, type LeaveAs, type OriginalTrace } from '../../shared/evidence/traces';
import type { CaseId, EvidenceFileId } from '../../shared/kernel/ids';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { isOriginalDamaged, openOriginal, type OriginalsPlace } from '../evidence/originals';
import { createTraceReader, type NamedOriginal, type TraceReader } from '../evidence/traces/look-into';
import { findInText } from './gate';

/** Text files that are longer are not looked through: they are read into memory whole. */
const mostTextBytes = 4 * 1024 * 1024;

interface LeavingFile extends NamedOriginal {
  readonly id: EvidenceFileId;
  /** '' for one that stands in no exhibit. */
  readonly number: string;
}

/** `drawn`: as pages that say nothing of themselves. */
type Leaving = LeaveAs | 'drawn';

/**
 * Looks through originals that are to leave: words of PDFs as far as they were read, files that are text, and what files say of
 * themselves that leaves with them. What is seen on pictures and scans and heard in recordings cannot be looked through.
 *
 * @param alsoSaid  what leaves with them in words of ours: titles, a chronology
 * @param traces  whoever has looked into them already, and ends it; another one is begun unless given
 */
export async function lookThroughOriginals(
  { db, originals }: { readonly db: ReadableDatabase; readonly originals: OriginalsPlace },
  caseId: CaseId,
  {
    fileIds,
    leaveAs,
    alsoSaid,
    traces,
  }: {
    readonly fileIds: readonly EvidenceFileId[];
    readonly leaveAs: Leaving;
    readonly alsoSaid: readonly DocumentParagraph[];
    readonly traces?: TraceReader;
  },
): Promise<readonly Finding[]> {
  const paragraphs: DocumentParagraph[] = [...alsoSaid];
  const leaving = listLeaving(db, fileIds);
  for (const file of leaving) {
    const text = isText(file) ? await readText(originals, file) : readWords(db, file.id);
    const lines = text.split(/\r\n|[\r\n]/);
    for (const [index, line] of lines.entries()) {
      if (line.trim() !== '') {
        paragraphs.push({ part: 'original', paragraph: index + 1, exhibit: file.number, text: line });
      }
    }
  }
  const own = await findOwnTraces(originals, leaving, { leaveAs, traces });
  paragraphs.push(...own.words);
  return [
    ...findInText(db, caseId, paragraphs, { childrenMeant: false, contactMeant: false }),
    ...own.findings,
  ];
}

/** What leaves with originals that they say of themselves: one finding for each kind, with every exhibit. */
async function findOwnTraces(
  originals: OriginalsPlace,
  leaving: readonly LeavingFile[],
  { leaveAs, traces }: { readonly leaveAs: Leaving; readonly traces: TraceReader | undefined },
): Promise<{ readonly words: readonly DocumentParagraph[]; readonly findings: readonly Finding[] }> {
  const words: DocumentParagraph[] = [];
  const exhibitsByTrace = new Map<OriginalTrace, Set<string>>();
  if (leaveAs === 'drawn') return { words, findings: [] };
  const reader = traces ?? createTraceReader(originals);
  try {
    for (const file of leaving) {
      const look = await reader.look(file);
      // What is not whole does not leave either: whoever writes it out says so.
      if (!look.ok || (leaveAs === 'withoutTraces' && look.value.form === 'copy')) continue;
      words.push(...look.value.words.map((text) => titleSaid(file.number, text)));
      for (const trace of look.value.traces) {
        exhibitsByTrace.set(trace, (exhibitsByTrace.get(trace) ?? new Set()).add(file.number));
      }
    }
  } finally {
    if (traces === undefined) reader.end();
  }
  const findings = originalTraces.flatMap((trace) => {
    const exhibits = exhibitsByTrace.get(trace);
    if (exhibits === undefined) return [];
    const places = [...exhibits].map((exhibit) => ({
      part: 'original' as const,
      paragraph: 1,
      exhibit,
      excerpt: null,
    }));
    return [{ kind: 'trace' as const, personId: null, otherCase: null, trace, places }];
  });
  return { words, findings };
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
