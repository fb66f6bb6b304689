import type { Row } from '../backups/case-rows';
import { sql } from '../db/sql';
import { nameOfMember } from '../drafts/store';
import type { VaultDeps } from '../kernel/deps';

// Of a text that was written on both sides one counts. The other is a version of its history, where it can be read and brought
// back.

interface BothTexts {
  readonly here: Row;
  readonly there: Row;
}

/** @param taken fields that come from there */
export function keepOtherText(
  { db, newId, clock }: VaultDeps,
  { here, there }: BothTexts,
  taken: readonly string[],
  { nextRevision }: { readonly nextRevision: (interviewId: string) => number },
): void {
  if (here['document'] === there['document']) return;
  const other = taken.includes('document') ? here : there;
  db.run(sql`
    INSERT INTO interview_versions (id, interview_id, revision, document, word_count, occasion, saved_at)
    VALUES (${newId()}, ${here['id'] ?? null}, ${nextRevision(String(here['id']))}, ${other['document'] ?? null},
      ${other['word_count'] ?? null}, 'beforeRestoring', ${clock.now()})
  `);
}

/** @param taken fields that come from there */
export function keepOtherDraft(deps: VaultDeps, { here, there }: BothTexts, taken: readonly string[]): void {
  keepDraft(deps, String(here['id']), taken.includes('blocks') ? here : there);
}

/** A draft that came of a filing which has one here: a filing has one in a language. */
export function keepDraftOfTakenPlace(deps: VaultDeps, there: Row): void {
  const draft = deps.db.get<{ readonly id: string }>(sql`
    SELECT id FROM filing_drafts
    WHERE case_id = ${there['case_id'] ?? null} AND filing_kind = ${there['filing_kind'] ?? null}
      AND language = ${there['language'] ?? null}
  `);
  if (draft !== undefined) keepDraft(deps, draft.id, there);
}

/** As a version of this draft, unless it is one already. */
function keepDraft({ db, newId, clock, actor }: VaultDeps, draftId: string, text: Row): void {
  const known = db.get(sql`
    SELECT 1 AS found FROM filing_draft_versions
    WHERE draft_id = ${draftId} AND blocks = ${text['blocks'] ?? null} AND document = ${text['document'] ?? null}
  `);
  if (known !== undefined) return;
  db.run(sql`
    INSERT INTO filing_draft_versions (id, draft_id, name, occasion, template_version, snapshot, document, blocks,
      kept_at, author)
    VALUES (${newId()}, ${draftId}, '', 'apart', ${text['template_version'] ?? null}, ${text['snapshot'] ?? null},
      ${text['document'] ?? null}, ${text['blocks'] ?? null}, ${clock.now()}, ${nameOfMember(db, actor)})
  `);
}
