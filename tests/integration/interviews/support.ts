import { sql } from '../../../src/core/db/sql';
import type { InterviewDocument, Provenance } from '../../../src/shared/interviews/document';
import type { InterviewDetails } from '../../../src/shared/interviews/schemas';
import {
  caseIdSchema,
  factIdSchema,
  type CaseId,
  type FactId,
  type InterviewId,
} from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

export interface InterviewTest {
  readonly core: TestCore;
  readonly caseId: CaseId;
}

/** A vault with one case and nothing else in it. */
export async function aVaultWithACase(): Promise<InterviewTest> {
  const core = createTestCore();
  await core.createVault();
  const { db, newId, clock } = core.vaultDeps();
  const caseId = caseIdSchema.parse(newId());
  db.run(sql`
    INSERT INTO cases (id, code, file_language, opened_on, created_at, updated_at)
    VALUES (${caseId}, 'BR-2026-014', 'fr', '2026-03-02', ${clock.now()}, ${clock.now()})
  `);
  return { core, caseId };
}

export function someDetails(changes: Partial<InterviewDetails> = {}): InterviewDetails {
  return {
    title: 'First interview',
    heldOn: '2026-03-02',
    startedAt: '10:00',
    endedAt: null,
    placeKind: 'centre',
    language: 'ti',
    interpreter: 'Interpreter 12',
    interpreterLanguage: 'ti',
    personsPresent: '',
    stopReason: '',
    stopNote: '',
    ...changes,
  };
}

export async function anInterview(
  { core, caseId }: InterviewTest,
  changes: Partial<InterviewDetails> = {},
): Promise<InterviewId> {
  return (await core.value('interviews.create', { caseId, details: someDetails(changes) })).id;
}

/** Id of the nth block of `aDocument`. */
export function blockId(place: number): string {
  return `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`;
}

/** One paragraph per text; a pair gives its provenance too. */
export function aDocument(
  ...texts: readonly (string | readonly [text: string, provenance: Provenance])[]
): InterviewDocument {
  return {
    type: 'doc',
    content: texts.map((given, index) => {
      const [text, provenance] = typeof given === 'string' ? ([given, 'paraphrase'] as const) : given;
      const attrs = { id: blockId(index + 1), provenance, sensitive: false };
      return text === ''
        ? { type: 'paragraph', attrs }
        : { type: 'paragraph', attrs, content: [{ type: 'text', text }] };
    }),
  };
}

/** Writes this text as the next revision and gives its number. */
export async function written(
  { core }: InterviewTest,
  interviewId: InterviewId,
  document: InterviewDocument,
): Promise<number> {
  const { revision } = await core.value('interviews.read', { interviewId });
  const saved = await core.value('interviews.saveDocument', {
    interviewId,
    baseRevision: revision,
    document,
    firstSinceOpening: false,
  });
  return saved.revision;
}

/** A fact of the timeline that cites a passage. */
export function aCitingFact(
  { core, caseId }: InterviewTest,
  citation: { readonly interviewId: InterviewId; readonly blockId: string; readonly quote: string },
  statement = 'She was taken to Brussels.',
): FactId {
  const { db, newId, clock } = core.vaultDeps();
  const factId = factIdSchema.parse(newId());
  db.run(sql`
    INSERT INTO facts (id, case_id, statement, date_text, source_kind, confidence, created_at, updated_at)
    VALUES (${factId}, ${caseId}, ${statement}, 'May 2023', 'clientStatement', 'certain', ${clock.now()}, ${clock.now()})
  `);
  db.run(sql`
    INSERT INTO fact_citations (id, fact_id, interview_id, block_id, quote)
    VALUES (${newId()}, ${factId}, ${citation.interviewId}, ${citation.blockId}, ${citation.quote})
  `);
  return factId;
}

/** What the audit chain says was done to this interview, oldest first. */
export function auditedActions({ core }: InterviewTest, interviewId: InterviewId): readonly string[] {
  return core
    .vaultDeps()
    .db.all<{ readonly action: string }>(
      sql`SELECT action FROM audit_entries WHERE subject_id = ${interviewId} ORDER BY sequence`,
    )
    .map((entry) => entry.action);
}
