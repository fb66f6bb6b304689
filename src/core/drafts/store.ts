import { z } from 'zod';
import { draftBlockSchema, isWorked, type DraftBlock, type DraftBlockId } from '../../shared/drafts/blocks';
import {
  draftOccasions,
  draftSummarySchema,
  draftsContract,
  draftVersionIdSchema,
  type CitableRecord,
  type DraftComment,
  type DraftCommentId,
  type DraftSummary,
  type DraftVersion,
  type DraftVersionId,
} from '../../shared/drafts/contract';
import type { FilingDraft } from '../../shared/filings/schemas';
import { filingSnapshotSchema, type FilingSnapshot } from '../../shared/filings/snapshot';
import { textBlocks } from '../../shared/interviews/document';
import {
  draftIdSchema,
  ownTemplateIdSchema,
  type CaseId,
  type DraftId,
  type InterviewId,
  type MemberId,
  type OwnTemplateId,
} from '../../shared/kernel/ids';
import { instantSchema, type Instant } from '../../shared/kernel/time';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { parseDocument } from '../interviews/store';
import { indexDraft, unindexDraft } from '../search/index-store';

/** What a draft is made of: the text and what it was generated from. */
export interface DraftContent {
  readonly templateVersion: string;
  readonly snapshot: FilingSnapshot;
  readonly document: Uint8Array;
  readonly blocks: readonly DraftBlock[];
}

export interface StoredDraft extends DraftContent {
  readonly id: DraftId;
  readonly templateId: OwnTemplateId | null;
  readonly revision: number;
  readonly startedAt: Instant;
  readonly savedAt: Instant;
}

const contentRowSchema = z.object({
  template_version: z.string(),
  snapshot: z.string(),
  document: z.instanceof(Uint8Array),
  blocks: z.string(),
});
const draftRowSchema = contentRowSchema.extend({
  id: draftIdSchema,
  template_id: ownTemplateIdSchema.nullable(),
  revision: z.int(),
  started_at: instantSchema,
  saved_at: instantSchema,
});

export function findDraft(db: ReadableDatabase, id: DraftId): StoredDraft | undefined {
  const found = db.get(sql`
    SELECT id, template_id, template_version, snapshot, document, blocks, revision, started_at, saved_at
    FROM filing_drafts
    WHERE id = ${id}
  `);
  if (found === undefined) return undefined;
  const row = draftRowSchema.parse(found);
  return {
    ...contentOf(row),
    id: row.id,
    templateId: row.template_id,
    revision: row.revision,
    startedAt: row.started_at,
    savedAt: row.saved_at,
  };
}

function contentOf(row: z.infer<typeof contentRowSchema>): DraftContent {
  return {
    templateVersion: row.template_version,
    snapshot: filingSnapshotSchema.parse(JSON.parse(row.snapshot)),
    document: row.document,
    blocks: readBlocks(row.blocks),
  };
}

function readBlocks(json: string): readonly DraftBlock[] {
  return z.array(draftBlockSchema).parse(JSON.parse(json));
}

export function findDraftOf(
  db: ReadableDatabase,
  { caseId, filingKind, language }: FilingDraft,
): DraftId | undefined {
  const found = db.get<{ id: string }>(sql`
    SELECT id FROM filing_drafts
    WHERE case_id = ${caseId} AND filing_kind = ${filingKind} AND language = ${language}
  `);
  return found === undefined ? undefined : draftIdSchema.parse(found.id);
}

/** Drafts of a case, the one saved last first. */
export function listDrafts(db: ReadableDatabase, caseId: CaseId): readonly DraftSummary[] {
  return db
    .all<Record<string, string | number>>(
      sql`
        SELECT id, case_id, filing_kind, language, blocks, started_at, saved_at,
          (SELECT count(*) FROM filing_draft_comments AS comments
            WHERE comments.draft_id = filing_drafts.id AND comments.resolved_at IS NULL) AS open_comments
        FROM filing_drafts
        WHERE case_id = ${caseId}
        ORDER BY saved_at DESC, id DESC
      `,
    )
    .map((row) =>
      draftSummarySchema.parse({
        id: row['id'],
        caseId: row['case_id'],
        filingKind: row['filing_kind'],
        language: row['language'],
        startedAt: row['started_at'],
        savedAt: row['saved_at'],
        worked: readBlocks(String(row['blocks'])).filter(isWorked).length,
        openComments: row['open_comments'],
      }),
    );
}

export function insertDraft(
  db: WritableDatabase,
  draft: DraftContent & {
    readonly id: DraftId;
    readonly templateId: OwnTemplateId | null;
    readonly startedAt: Instant;
  },
): void {
  const { snapshot } = draft;
  db.run(sql`
    INSERT INTO filing_drafts (id, case_id, filing_kind, language, template_id, template_version, snapshot, document,
      blocks, revision, started_at, saved_at)
    VALUES (${draft.id}, ${snapshot.caseId}, ${snapshot.filingKind}, ${snapshot.language}, ${draft.templateId},
      ${draft.templateVersion}, ${JSON.stringify(snapshot)}, ${draft.document}, ${JSON.stringify(draft.blocks)}, 0,
      ${draft.startedAt}, ${draft.startedAt})
  `);
  indexDraft(db, draft.id);
}

export function writeBlocks(
  db: WritableDatabase,
  id: DraftId,
  saved: { readonly blocks: readonly DraftBlock[]; readonly revision: number; readonly savedAt: Instant },
): void {
  db.run(sql`
    UPDATE filing_drafts
    SET blocks = ${JSON.stringify(saved.blocks)}, revision = ${saved.revision}, saved_at = ${saved.savedAt}
    WHERE id = ${id}
  `);
  indexDraft(db, id);
}

export function writeContent(
  db: WritableDatabase,
  id: DraftId,
  saved: DraftContent & { readonly revision: number; readonly savedAt: Instant },
): void {
  db.run(sql`
    UPDATE filing_drafts
    SET template_version = ${saved.templateVersion}, snapshot = ${JSON.stringify(saved.snapshot)},
      document = ${saved.document}
    WHERE id = ${id}
  `);
  writeBlocks(db, id, saved);
}

export function deleteDraft(db: WritableDatabase, id: DraftId): void {
  unindexDraft(db, id);
  db.run(sql`DELETE FROM filing_drafts WHERE id = ${id}`);
}

export function insertVersion(
  db: WritableDatabase,
  version: DraftVersion & { readonly draftId: DraftId; readonly content: DraftContent },
): void {
  const { content } = version;
  db.run(sql`
    INSERT INTO filing_draft_versions (id, draft_id, name, occasion, template_version, snapshot, document, blocks,
      kept_at, author)
    VALUES (${version.id}, ${version.draftId}, ${version.name}, ${version.occasion}, ${content.templateVersion},
      ${JSON.stringify(content.snapshot)}, ${content.document}, ${JSON.stringify(content.blocks)}, ${version.keptAt},
      ${version.author})
  `);
}

const versionRowSchema = z.object({
  id: draftVersionIdSchema,
  name: z.string(),
  occasion: z.enum(draftOccasions),
  keptAt: instantSchema,
  author: z.string(),
});

/** Latest first. */
export function listVersions(db: ReadableDatabase, id: DraftId): readonly DraftVersion[] {
  return db
    .all(
      sql`
        SELECT id, name, occasion, kept_at AS keptAt, author
        FROM filing_draft_versions
        WHERE draft_id = ${id}
        ORDER BY kept_at DESC, id DESC
      `,
    )
    .map((row) => versionRowSchema.parse(row));
}

/** Whether the text as it stands is the last version kept. */
export function isLastVersion(db: ReadableDatabase, draft: StoredDraft): boolean {
  const last = db.get<{ blocks: string }>(sql`
    SELECT blocks FROM filing_draft_versions WHERE draft_id = ${draft.id} ORDER BY kept_at DESC, id DESC LIMIT 1
  `);
  return last?.blocks === JSON.stringify(draft.blocks);
}

export function findVersion(
  db: ReadableDatabase,
  id: DraftVersionId,
): { readonly draftId: DraftId; readonly version: DraftVersion; readonly content: DraftContent } | undefined {
  const found = db.get(sql`
    SELECT id, draft_id, name, occasion, template_version, snapshot, document, blocks, kept_at AS keptAt, author
    FROM filing_draft_versions
    WHERE id = ${id}
  `);
  if (found === undefined) return undefined;
  const row = contentRowSchema
    .extend(versionRowSchema.shape)
    .extend({ draft_id: draftIdSchema })
    .parse(found);
  const { name, occasion, keptAt, author } = row;
  return {
    draftId: row.draft_id,
    version: { id: row.id, name, occasion, keptAt, author },
    content: contentOf(row),
  };
}

const commentSchema = draftsContract['drafts.addComment'].output;

/** In the order they were written. */
export function listComments(db: ReadableDatabase, id: DraftId): readonly DraftComment[] {
  return db
    .all(
      sql`
        SELECT id, block_id AS blockId, text, author, written_at AS writtenAt, resolved_at AS resolvedAt,
          resolved_by AS resolvedBy
        FROM filing_draft_comments
        WHERE draft_id = ${id}
        ORDER BY written_at, id
      `,
    )
    .map((row) => commentSchema.parse(row));
}

/** What a paragraph that is in the draft no longer said in the last version that had it; '' where none did. */
export function findGoneText(db: ReadableDatabase, id: DraftId, blockId: DraftBlockId): string {
  return (
    db.get<{ text: string }>(sql`
      SELECT json_extract(block.value, '$.text') AS text
      FROM filing_draft_versions, json_each(filing_draft_versions.blocks) AS block
      WHERE draft_id = ${id} AND json_extract(block.value, '$.id') = ${blockId}
        AND json_extract(block.value, '$.text') IS NOT NULL
      ORDER BY kept_at DESC, filing_draft_versions.id DESC
      LIMIT 1
    `)?.text ?? ''
  );
}

export function insertComment(db: WritableDatabase, draftId: DraftId, comment: DraftComment): void {
  db.run(sql`
    INSERT INTO filing_draft_comments (id, draft_id, block_id, text, author, written_at)
    VALUES (${comment.id}, ${draftId}, ${comment.blockId}, ${comment.text}, ${comment.author}, ${comment.writtenAt})
  `);
}

/** Undefined when there is no such comment. */
export function resolveComment(
  db: WritableDatabase,
  id: DraftCommentId,
  resolved: { readonly at: Instant; readonly by: string } | null,
): DraftComment | undefined {
  db.run(sql`
    UPDATE filing_draft_comments
    SET resolved_at = ${resolved?.at ?? null}, resolved_by = ${resolved?.by ?? ''}
    WHERE id = ${id}
  `);
  const found = db.get<{ draftId: DraftId }>(
    sql`SELECT draft_id AS draftId FROM filing_draft_comments WHERE id = ${id}`,
  );
  return found === undefined
    ? undefined
    : listComments(db, found.draftId).find((comment) => comment.id === id);
}

/** Exhibits by their numbers, then facts by their place in the chronology. */
export function listCitable(db: ReadableDatabase, caseId: CaseId): readonly CitableRecord[] {
  const exhibits = db.all<{ id: string; label: string; title: string }>(
    sql`SELECT id, label, title FROM exhibits WHERE case_id = ${caseId} ORDER BY number`,
  );
  const facts = db.all<{ id: string; statement: string }>(
    sql`SELECT id, statement FROM facts WHERE case_id = ${caseId} ORDER BY sort_key, id`,
  );
  return [
    ...exhibits.map(({ id, label, title }) => ({ kind: 'exhibit' as const, id, number: label, title })),
    ...facts.map(({ id, statement }, index) => ({
      kind: 'fact' as const,
      id,
      number: String(index + 1),
      title: statement,
    })),
  ];
}

/** Her own words in sealed statements of the case, in the order they were told. */
export function listQuotable(
  db: ReadableDatabase,
  caseId: CaseId,
): readonly { readonly heldOn: string; readonly title: string; readonly text: string }[] {
  return db
    .all<{ id: InterviewId; heldOn: string; title: string; document: string }>(
      sql`
        SELECT id, held_on AS heldOn, title, document
        FROM interviews
        WHERE case_id = ${caseId} AND sealed_at IS NOT NULL AND removed_at IS NULL
        ORDER BY held_on, id
      `,
    )
    .flatMap(({ heldOn, title, document }) =>
      textBlocks(parseDocument(document))
        .filter(({ provenance, text }) => provenance === 'verbatim' && text.trim().length >= shortestQuote)
        .map(({ text }) => ({ heldOn, title, text: text.trim() })),
    );
}

/** Fewer letters are found in any text by chance. */
const shortestQuote = 12;

/** Name of the member at work, as it is now. */
export function nameOfMember(db: ReadableDatabase, id: MemberId): string {
  return db.get<{ name: string }>(sql`SELECT name FROM members WHERE id = ${id}`)?.name ?? '';
}

export function caseExists(db: ReadableDatabase, caseId: CaseId): boolean {
  return db.get(sql`SELECT 1 FROM cases WHERE id = ${caseId}`) !== undefined;
}
