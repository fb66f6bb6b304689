import type { CaseTable, Row, RowsByTable } from '../../../src/core/backups/case-rows';
import type { Side } from '../../../src/shared/packages/schemas';

// What a person would expect of two sides that come together, told row by row and field by field without looking at how the
// program does it. Only what has to be known of tables is written down once more.

/** What is read, and can be chosen, as one. A list stands for the rows of a table that hang on the record. */
const asOne: Readonly<Record<string, readonly (readonly string[])[]>> = {
  people: [['family_name', 'given_names', 'native_script_name', 'other_names', 'name_keys']],
  safe_contact_rules: [['safe_from', 'safe_until']],
  interviews: [['document', 'word_count']],
  interview_guides: [['answers', 'audited_at']],
  facts: [['date_text', 'date_edtf', 'earliest', 'latest', 'sort_key']],
  accounts: [['exhibit_id', 'interview_id']],
  case_procedures: [['pack_id', 'pack_version', 'phase_id', 'phase_since']],
  case_events: [
    ['happened_on', 'disputed_on', 'printed_from', 'printed_until', 'channel', 'detained', 'kind', 'ordinal'],
  ],
  departures: [['state', 'settled_on', 'settled_note']],
  legal_holds: [['lifted_at', 'lifted_by', 'lifting_reason']],
  account_statements: [['relation', 'wording', 'locator', 'reasons', 'reason']],
  settled_deadlines: [['settled_on', 'outcome', 'note']],
  deadline_snoozes: [['until', 'reason', 'snoozed_at']],
  asked_again: [['reason', 'decided_at', 'member_id']],
  message_translations: [['text', 'translator']],
  evidence_words: [['words', 'read_at']],
  dispatches: [
    ['filing_kind', 'title', 'filing_id'],
    ['answered_on', 'outcome', 'answer_note', 'answer_event_id'],
  ],
  // The text stands in a Word file that was made from a snapshot by a template.
  filing_drafts: [['blocks', 'document', 'snapshot', 'template_id', 'template_version']],
  filing_draft_comments: [['resolved_at', 'resolved_by']],
};
const lists: Readonly<Record<string, readonly [owner: string, by: string]>> = {
  fact_people: ['facts', 'fact_id'],
  fact_citations: ['facts', 'fact_id'],
  fact_constraints: ['facts', 'fact_id'],
  interview_breaks: ['interviews', 'interview_id'],
};
/** Given by each vault, or worked out. */
const ofEachVault: Readonly<Record<string, readonly string[]>> = {
  cases: ['code'],
  people: ['role_number'],
  facts: ['search_text'],
  exhibits: ['number', 'label'],
  evidence_files: ['stored_as'],
  interviews: ['revision'],
  interview_versions: ['revision'],
  filing_drafts: ['revision', 'saved_at'],
  // One copy stands in for an original; which, is looked at by itself.
  redacted_copies: ['stands_in'],
};
const times = ['created_at', 'updated_at', 'recorded_at'];
const drafts = new Set(['fact_drafts', 'interview_addendum_drafts', 'timeline_settings']);

/** A field, a few that are one, or a list, by its first name; what stands in it. */
export type Fields = Readonly<Record<string, readonly Row[]>>;
export interface CaseRecord {
  readonly table: CaseTable;
  readonly key: string;
  readonly row: Row;
  readonly fields: Fields;
}
export type Records = ReadonlyMap<string, CaseRecord>;

/** The records of a case by table and key. */
export function recordsOf(tables: readonly CaseTable[], rows: RowsByTable): Records {
  const records = new Map<string, CaseRecord>();
  for (const table of tables) {
    if (drafts.has(table.name) || Object.hasOwn(lists, table.name)) continue;
    for (const row of rows.get(table.name) ?? []) {
      const key = JSON.stringify(table.primaryKey.map((column) => row[column]));
      records.set(`${table.name} ${key}`, { table, key, row, fields: fieldsOf(table, row, rows) });
    }
  }
  return records;
}

function fieldsOf({ name, columns, primaryKey }: CaseTable, row: Row, rows: RowsByTable): Fields {
  const left = new Set([...primaryKey, ...times, ...(ofEachVault[name] ?? [])]);
  const groups = [...(asOne[name] ?? [])];
  const grouped = new Set(groups.flat());
  groups.push(...columns.filter((column) => !grouped.has(column) && !left.has(column)).map((each) => [each]));
  const parts = groups.map((group) => [group[0], [part(row, group)]] as const);
  const listed = Object.entries(lists)
    .filter(([, [owner]]) => owner === name)
    .map(([list, [, by]]) => [
      list,
      (rows.get(list) ?? []).filter((each) => each[by] === row['id']).map(({ id: _id, ...each }) => each),
    ]);
  return Object.fromEntries([...parts, ...listed]);
}

function part(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

export function isSame(one: readonly Row[] | undefined, other: readonly Row[] | undefined): boolean {
  return plain(one ?? []) === plain(other ?? []);
}

/** Text of rows, in whatever order they and their fields come. */
export function plain(rows: readonly Row[]): string {
  const texts = rows.map((row) =>
    JSON.stringify(
      Object.keys(row)
        .toSorted()
        .map((column) => {
          const value = row[column];
          return [column, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : (value ?? null)];
        }),
    ),
  );
  return texts.toSorted().join('\n');
}

export interface ThreeSides {
  readonly tables: readonly CaseTable[];
  /** What both had last. */
  readonly base: Records;
  /** What both had before that; nothing when it was the first they had. */
  readonly once?: Records;
  readonly here: Records;
  readonly there: Records;
}

/** What a person is asked, as table, key and first field; `*` for a row that was taken out here. */
export function questionsOf({ base, once, here, there }: Omit<ThreeSides, 'tables'>): readonly string[] {
  const questions: string[] = [];
  for (const [name, theirs] of there) {
    const mine = here.get(name);
    const was = base.get(name);
    if (mine === undefined) {
      const before = was ?? once?.get(name);
      if (before === undefined || isPlaceTaken(theirs, { here, there })) continue;
      // What stayed there although it is known that it went here is asked about, with what hangs on it.
      const isStillThere = was === undefined && !hangsOnMissing(theirs, here);
      if (isStillThere || changedFields(before, theirs).length > 0) questions.push(`${name} *`);
      continue;
    }
    if (isSealed(mine)) continue;
    const differing = changedFields(mine, theirs);
    const open = differing.filter((field) => !sealing.has(field));
    if (isSealed(theirs)) {
      if (open.some((field) => !isSame(was?.fields[field], mine.fields[field])))
        questions.push(`${name} seal`);
      continue;
    }
    for (const field of differing) {
      const isBoth =
        !isSame(was?.fields[field], mine.fields[field]) && !isSame(was?.fields[field], theirs.fields[field]);
      if (isBoth) questions.push(`${name} ${field}`);
    }
  }
  return questions.toSorted();
}

function hangsOnMissing({ table, row }: CaseRecord, here: Records): boolean {
  return table.references.some(
    ({ from, table: target }) =>
      !table.optional.includes(from) && !here.has(`${target} ${JSON.stringify([row[from] ?? null])}`),
  );
}

const sealing = new Set(['sealed_at', 'sealed_hash']);

export function isSealed({ table, row }: CaseRecord): boolean {
  return table.name === 'interviews' && row['sealed_at'] !== null;
}

function changedFields(one: CaseRecord, other: CaseRecord): readonly string[] {
  return Object.keys(other.fields).filter((field) => !isSame(one.fields[field], other.fields[field]));
}

/**
 * The records that there should be once both sides came together.
 *
 * @param chosen what was answered to a question of `questionsOf`; nothing for what nobody chose
 */
export function togetherOf(
  { tables, base, once, here, there }: ThreeSides,
  chosen: ReadonlyMap<string, Side>,
): ReadonlyMap<string, Fields> {
  const isBack = (name: string) => chosen.get(`${name} *`) === 'there';
  // An addendum comes with the seal it stands on.
  const isOnText = ({ table, row }: CaseRecord): boolean => {
    const name = `interviews ${JSON.stringify([row['interview_id'] ?? null])}`;
    const [mine, theirs] = [here.get(name), there.get(name)];
    if (table.name !== 'interview_addenda' || mine === undefined || isSealed(mine)) return false;
    const asked = questionsOf({ base, here, there }).includes(`${name} seal`);
    return theirs === undefined || !isSealed(theirs) || (asked && chosen.get(`${name} seal`) !== 'there');
  };
  const coming = new Map<string, CaseRecord>();
  for (const [name, theirs] of there) {
    if (here.has(name)) continue;
    const was = base.get(name) ?? once?.get(name);
    const isNew = was === undefined && !isPlaceTaken(theirs, { here, there }) && !isOnText(theirs);
    // What hung on it went with it, and comes back with it.
    const comesAlong =
      was !== undefined &&
      changedFields(was, theirs).length === 0 &&
      theirs.table.references.some(
        ({ from, table }) =>
          !theirs.table.optional.includes(from) &&
          isBack(`${table} ${JSON.stringify([theirs.row[from] ?? null])}`),
      );
    if (isNew || isBack(name) || comesAlong) coming.set(name, theirs);
  }
  const isHere = (table: string, column: string, value: Row[string]): boolean =>
    column === 'id'
      ? here.has(`${table} ${JSON.stringify([value])}`) || coming.has(`${table} ${JSON.stringify([value])}`)
      : true;
  const settledRow = (table: CaseTable | undefined, row: Row): Row | null => {
    const gone = (table?.references ?? []).filter(
      ({ from, table: target, to }) => (row[from] ?? null) !== null && !isHere(target, to, row[from] ?? null),
    );
    const isNeeded = gone.some(
      ({ from }) => table?.optional.includes(from) !== true || table.name === 'fact_citations',
    );
    return isNeeded ? null : { ...row, ...Object.fromEntries(gone.map(({ from }) => [from, null])) };
  };
  // What hangs on something that stays out stays out as well, and so on down.
  for (let before = -1; before !== coming.size;) {
    before = coming.size;
    for (const [name, { table, row }] of coming) if (settledRow(table, row) === null) coming.delete(name);
  }
  const settled = (table: CaseTable, field: string, rows: readonly Row[]): readonly Row[] => {
    const of = Object.hasOwn(lists, field) ? tables.find((each) => each.name === field) : table;
    return rows.map((row) => settledRow(of, row)).filter((row) => row !== null);
  };
  const together = new Map<string, Fields>();
  for (const [name, { fields }] of here) together.set(name, fields);
  for (const [name, { table, fields }] of coming) {
    together.set(
      name,
      Object.fromEntries(Object.entries(fields).map(([field, rows]) => [field, settled(table, field, rows)])),
    );
  }
  for (const [name, mine] of here) {
    const theirs = there.get(name);
    if (theirs === undefined || isSealed(mine)) continue;
    const was = base.get(name);
    const taken = changedFields(mine, theirs).filter((field) => {
      const question = isSealed(theirs) ? `${name} seal` : `${name} ${field}`;
      const asked = questionsOf({ base, here: new Map([[name, mine]]), there: new Map([[name, theirs]]) });
      if (asked.includes(question)) return chosen.get(question) === 'there';
      return isSealed(theirs) || isSame(was?.fields[field], mine.fields[field]);
    });
    const fields = taken.map((field) => [field, settled(mine.table, field, theirs.fields[field] ?? [])]);
    together.set(name, { ...mine.fields, ...Object.fromEntries(fields) });
  }
  return together;
}

/** Of two addenda in the same place, and of two holds in force, the one here stays. */
function isPlaceTaken(
  { table, row }: CaseRecord,
  { here, there }: Pick<ThreeSides, 'here' | 'there'>,
): boolean {
  return [...here].some(([name, mine]) => {
    if (mine.table.name !== table.name) return false;
    switch (table.name) {
      case 'interview_addenda':
        // From the first that is another one here, none of theirs has a place.
        return (
          !there.has(name) &&
          mine.row['interview_id'] === row['interview_id'] &&
          Number(mine.row['ordinal']) <= Number(row['ordinal'])
        );
      case 'filing_drafts':
        // A filing has one draft in a language.
        return ['filing_kind', 'language'].every((field) => mine.row[field] === row[field]);
      case 'legal_holds':
        return [mine, there.get(name), { row }].every((hold) => (hold?.row['lifted_at'] ?? null) === null);
      default:
        return false;
    }
  });
}
