import { ZodError } from 'zod';
import { interviewDocumentSchema } from '../../shared/interviews/document';
import { interviewDetailsSchema } from '../../shared/interviews/schemas';
import { caseIdSchema, interviewIdSchema } from '../../shared/kernel/ids';
import type { Row, RowsByTable } from '../backups/case-rows';
import { sealHash } from './seal';

/**
 * Whether the interviews among rows from outside are as they were sealed, each with its chain of addenda. A seal that does
 * not hold when it comes can never be mended here.
 *
 * @param earlierIds under which rows were written first, where they have another id now; seals are taken over those
 */
export function areSealsWhole(
  rows: RowsByTable,
  earlierIds: readonly { readonly id: string; readonly earlierId: string }[],
): boolean {
  const earlier = new Map(earlierIds.map(({ id, earlierId }) => [id, earlierId]));
  const firstId = (id: Row[string] | undefined): string => earlier.get(String(id)) ?? String(id);
  const breaks = byInterview(rows.get('interview_breaks'));
  const addenda = byInterview(rows.get('interview_addenda'));
  return (rows.get('interviews') ?? []).every((row) => {
    const id = String(row['id']);
    const written = (addenda.get(id) ?? []).toSorted((a, b) => Number(a['ordinal']) - Number(b['ordinal']));
    if ((row['sealed_at'] ?? null) === null) {
      return (row['sealed_hash'] ?? null) === null && written.length === 0;
    }
    if (statementHash(row, breaks.get(id) ?? [], firstId) !== row['sealed_hash']) return false;
    let previousHash = String(row['sealed_hash']);
    return written.every((addendum) => {
      const hash = sealHash({
        format: 'dossier-addendum/1',
        addendumId: firstId(addendum['id']),
        interviewId: interviewIdSchema.parse(firstId(id)),
        previousHash,
        text: String(addendum['text']),
        reason: String(addendum['reason']),
        writtenAt: String(addendum['written_at']),
      });
      previousHash = String(addendum['hash']);
      return hash === previousHash;
    });
  });
}

/** Null for what cannot be read, and so was never sealed. */
function statementHash(
  row: Row,
  breaks: readonly Row[],
  firstId: (id: Row[string] | undefined) => string,
): string | null {
  try {
    return sealHash({
      format: 'dossier-interview/1',
      interviewId: interviewIdSchema.parse(firstId(row['id'])),
      caseId: caseIdSchema.parse(firstId(row['case_id'])),
      sealedAt: String(row['sealed_at']),
      details: interviewDetailsSchema.parse({
        title: row['title'],
        heldOn: row['held_on'],
        startedAt: row['started_at'],
        endedAt: row['ended_at'],
        placeKind: row['place_kind'],
        language: row['language'],
        interpreter: row['interpreter'],
        interpreterLanguage: row['interpreter_language'],
        personsPresent: row['persons_present'],
        stopReason: row['stop_reason'],
        stopNote: row['stop_note'],
      }),
      breaks: breaks
        .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
        .map((each) => ({
          startedAt: String(each['started_at']),
          endedAt: each['ended_at'] === null ? null : String(each['ended_at']),
          reason: String(each['reason']),
        })),
      document: interviewDocumentSchema.parse(JSON.parse(String(row['document']))),
    });
  } catch (failure) {
    if (failure instanceof ZodError || failure instanceof SyntaxError) return null;
    throw failure;
  }
}

/** In the order they began, as when they were sealed. */
function orderOf(each: Row): string {
  return `${String(each['started_at'])} ${String(each['id'])}`;
}

function byInterview(rows: readonly Row[] = []): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row['interview_id']);
    found.set(id, [...(found.get(id) ?? []), row]);
  }
  return found;
}
