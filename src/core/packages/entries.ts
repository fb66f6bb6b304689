import { interviewDocumentSchema, textBlocks } from '../../shared/interviews/document';
import type { Decision, PlanEntry } from '../../shared/packages/schemas';
import type { CaseTable, Row, RowsByTable } from '../backups/case-rows';
import type { SqlValue } from '../db/sql';
import { listRowsOf, wholeRow, type GroupDifference, type RowDifference } from './compare';
import { fieldGroups } from './fields';
import { listsOf } from './lists';

interface Rows {
  readonly tables: readonly CaseTable[];
  readonly here: RowsByTable;
  readonly there: RowsByTable;
}

/** Longer texts are compared whole and shown by their beginning. */
const longestShown = 1500;

/** Of people: who they are and how they are reached, which is shown while names are. */
const namesOfPeople: ReadonlySet<string> = new Set([
  'family_name',
  'given_names',
  'native_script_name',
  'other_names',
  'telephone',
  'email',
  'identity_document',
  'national_number',
  'elected_domicile',
]);

/** A difference as a person reads it. */
export function toEntry(difference: RowDifference, rows: Rows, withNames: boolean): PlanEntry {
  const { kind, table, key, here, there, groups } = difference;
  return {
    kind,
    table,
    key,
    title: titleOf(table, here ?? there ?? {}, withNames),
    differences: groups.map((group) => {
      const values = valuesOf(difference, group, rows);
      const fields = [...new Set([...Object.keys(values.here), ...Object.keys(values.there)])];
      return {
        fields: group.fields.join(' '),
        isConflict: group.isConflict,
        values: fields
          .filter((field) => !workedOut.has(field))
          .map((field) => {
            const isHidden = !withNames && table === 'people' && namesOfPeople.has(field);
            return {
              field,
              here: isHidden ? null : cut(values.here[field] ?? null),
              there: isHidden ? null : cut(values.there[field] ?? null),
            };
          }),
      };
    }),
  };
}

/** What was decided, as a person reads it. `row` is the record as it stands here now; null when it does not. */
export function toDecision(decision: Omit<Decision, 'title'>, row: Row | null, withNames: boolean): Decision {
  const isHidden = !withNames && decision.table === 'people';
  return {
    ...decision,
    title: titleOf(decision.table, row ?? {}, withNames),
    values: decision.values
      .filter(({ field }) => !workedOut.has(field))
      .map(({ field, here, there }) => ({
        field,
        here: isHidden ? null : cut(here),
        there: isHidden ? null : cut(there),
      })),
  };
}

/** Follow from other fields of their group, and say nothing by themselves. */
const workedOut: ReadonlySet<string> = new Set([
  'name_keys',
  'word_count',
  'revision',
  'earliest',
  'latest',
  'sort_key',
  'date_edtf',
  'sealed_hash',
  'audited_at',
  'read_at',
]);

/** Both versions of a group of fields, as text. */
export function valuesOf(
  difference: RowDifference,
  { fields }: GroupDifference,
  { tables, here, there }: Rows,
): { readonly here: Record<string, string | null>; readonly there: Record<string, string | null> } {
  const table = tables.find(({ name }) => name === difference.table);
  const wanted = fields[0] === wholeRow && table !== undefined ? fieldGroups(table).flat() : fields;
  const id = String((difference.here ?? difference.there)?.['id'] ?? '');
  const side = (row: Row | null, rows: RowsByTable): Record<string, string | null> => {
    if (row === null) return {};
    const lists = listRowsOf(difference.table, id, rows);
    const isList = new Set(listsOf(difference.table));
    return Object.fromEntries(
      wanted.map((field) => [
        field,
        isList.has(field) ? listText(lists.get(field) ?? []) : valueText(field, row[field] ?? null),
      ]),
    );
  };
  return { here: side(difference.here, here), there: side(difference.there, there) };
}

function valueText(field: string, value: SqlValue): string | null {
  if (value === null || value instanceof Uint8Array) return null;
  return field === 'document' ? documentText(String(value)) : String(value);
}

/** Every row of a list on a line of its own: what was written in it, without ids. */
function listText(rows: readonly Row[]): string {
  return rows
    .map((row) =>
      Object.entries(row)
        .filter(([field, value]) => field !== 'ordinal' && value !== null && value !== '' && !isId(value))
        .map(([, value]) => String(value))
        .join(' · '),
    )
    .map((line) => (line === '' ? '·' : line))
    .join('\n');
}

function isId(value: SqlValue): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/.test(value);
}

function documentText(stored: string): string {
  const parsed = interviewDocumentSchema.safeParse(parseJson(stored));
  if (!parsed.success) return '';
  return textBlocks(parsed.data)
    .map(({ text }) => text)
    .join('\n');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A package can hold anything; it is refused where it is taken in.
    return null;
  }
}

const titles: Readonly<Record<string, string>> = {
  cases: 'code',
  facts: 'statement',
  interviews: 'title',
  exhibits: 'title',
  evidence_files: 'name',
  conversations: 'title',
  filings: 'filing_kind',
  case_events: 'kind',
  case_requirements: 'requirement_id',
  settled_deadlines: 'rule_id',
  deadline_snoozes: 'rule_id',
  timeline_views: 'name',
  dispatches: 'recipient',
  departures: 'file_name',
  interview_addenda: 'text',
};

function titleOf(table: string, row: Row, withNames: boolean): string {
  if (table === 'people') {
    if (!withNames) return '';
    return [row['given_names'], row['family_name']].filter((part) => (part ?? '') !== '').join(' ');
  }
  const field = titles[table];
  return field === undefined ? '' : (cut(valueText(field, row[field] ?? null)) ?? '').slice(0, 200);
}

function cut(text: string | null): string | null {
  return text !== null && text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
