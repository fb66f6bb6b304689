import type { CaseTable, Row } from '../backups/case-rows';

// What the bringing together has to know of tables. Everything else follows from the schema: a table that is added later is
// compared field by field.

/** Fields that only make sense together; the first of them names the group on screen. */
const together: Readonly<Record<string, readonly (readonly string[])[]>> = {
  people: [['family_name', 'given_names', 'native_script_name', 'other_names', 'name_keys']],
  safe_contact_rules: [['safe_from', 'safe_until']],
  interviews: [['document', 'word_count', 'revision']],
  facts: [['date_text', 'date_edtf', 'earliest', 'latest', 'sort_key']],
  fact_citations: [['interview_id', 'exhibit_id', 'block_id', 'quote', 'locator']],
  fact_constraints: [['kind', 'other_fact_id', 'amount', 'unit', 'approximate']],
  accounts: [['exhibit_id', 'interview_id']],
  account_statements: [['relation', 'wording', 'locator', 'reasons', 'reason']],
  case_procedures: [['pack_id', 'pack_version', 'phase_id', 'phase_since']],
  case_events: [
    ['happened_on', 'disputed_on', 'printed_from', 'printed_until', 'channel', 'detained', 'kind', 'ordinal'],
  ],
  dispatches: [
    ['filing_kind', 'title', 'filing_id'],
    ['answered_on', 'outcome', 'answer_note', 'answer_event_id'],
  ],
  departures: [['state', 'settled_on', 'settled_note']],
  evidence_words: [['words', 'read_at']],
  message_translations: [['text', 'translator']],
  settled_deadlines: [['settled_on', 'outcome', 'note']],
  deadline_snoozes: [['until', 'reason', 'snoozed_at']],
  asked_again: [['reason', 'decided_at', 'member_id']],
  interview_guides: [['answers', 'audited_at']],
  // The paragraphs stand in a Word file that was generated from a snapshot by a template.
  filing_drafts: [['blocks', 'document', 'snapshot', 'template_id', 'template_version']],
  filing_draft_comments: [['resolved_at', 'resolved_by']],
  legal_holds: [['lifted_at', 'lifted_by', 'lifting_reason']],
};

/** Not compared: each vault has its own, or it is worked out of the others. */
const notCompared: Readonly<Record<string, readonly string[]>> = {
  cases: ['code'],
  people: ['role_number'],
  facts: ['search_text'],
  exhibits: ['number', 'label'],
  evidence_files: ['stored_as'],
  interview_versions: ['revision'],
  filing_drafts: ['revision', 'saved_at'],
};
const neverCompared: ReadonlySet<string> = new Set(['created_at', 'updated_at', 'recorded_at']);

/** How one person looked at things, and what she had begun to type: of each side alone. */
const ownToEachSide: ReadonlySet<string> = new Set([
  'fact_drafts',
  'interview_addendum_drafts',
  'timeline_settings',
]);

/** Rows that never change once they are written. One with the same id and other content was tampered with. */
const neverChange: ReadonlySet<string> = new Set([
  'filings',
  'filing_exports',
  'filing_draft_versions',
  'interview_versions',
  'interview_addenda',
  'custody_entries',
  'conversation_messages',
]);

/** Fields that never change in rows that otherwise may. */
const fixedFields: Readonly<Record<string, readonly string[]>> = {
  evidence_files: ['sha256', 'byte_length', 'name', 'modified_at', 'imported_at'],
  consent_entries: [
    'kind',
    'recipient',
    'recipient_name',
    'purposes',
    'data',
    'limits',
    'language',
    'interpreter',
    'form',
    'witness',
    'decided_on',
    'until',
    'note',
    'recorded_at',
  ],
};

/** References of which a row has one, and says nothing without it. */
const oneOf: Readonly<Record<string, readonly string[]>> = {
  fact_citations: ['interview_id', 'exhibit_id'],
};

export function isMerged({ name }: CaseTable): boolean {
  return !ownToEachSide.has(name);
}

export function neverChanges(table: string): boolean {
  return neverChange.has(table);
}

/** All but what each vault numbers for itself, where the row never changes. */
export function fixedFieldsOf({ name, columns }: CaseTable): readonly string[] {
  if (!neverChanges(name)) return fixedFields[name] ?? [];
  return columns.filter((column) => notCompared[name]?.includes(column) !== true);
}

/** Whether a row can do without what this field refers to. */
export function isOptional({ name, optional }: CaseTable, field: string): boolean {
  return optional.includes(field) && oneOf[name]?.includes(field) !== true;
}

/** The fields of a table that are compared, in groups; its key is not among them. */
export function fieldGroups({ name, columns, primaryKey }: CaseTable): readonly (readonly string[])[] {
  const skipped = new Set([...primaryKey, ...(notCompared[name] ?? []), ...neverCompared]);
  const groups = (together[name] ?? []).map((group) => group.filter((column) => columns.includes(column)));
  const grouped = new Set(groups.flat());
  const single = columns.filter((column) => !skipped.has(column) && !grouped.has(column));
  return [...groups, ...single.map((column) => [column])];
}

export function rowKey({ primaryKey }: CaseTable, row: Row): string {
  return JSON.stringify(primaryKey.map((column) => row[column] ?? null));
}
