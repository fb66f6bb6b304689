import { z } from 'zod';
import { draftBlockSchema } from '../../shared/drafts/blocks';
import { printCitations } from '../../shared/drafts/citations';
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

/** Longer texts are compared whole and shown in part. */
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
          .filter((field) => isShown(field) && (values.here[field] ?? values.there[field] ?? null) !== null)
          .map((field) => {
            const isHidden = !withNames && table === 'people' && namesOfPeople.has(field);
            const shown = cutBoth(values.here[field] ?? null, values.there[field] ?? null);
            return isHidden ? { field, here: null, there: null } : { field, ...shown };
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
      .filter(({ field }) => isShown(field))
      .map(({ field, here, there }) =>
        isHidden ? { field, here: null, there: null } : { field, ...cutBoth(here, there) },
      ),
  };
}

/** Follow from other fields of their group, or are ids: they say nothing by themselves. */
const workedOut: ReadonlySet<string> = new Set([
  'case_id',
  'member_id',
  'draft_id',
  'block_id',
  'pack_id',
  'seal_salt',
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
  'snapshot',
  'template_id',
  'template_version',
]);

/** Whether a field says something to a person. */
export function isShown(field: string): boolean {
  return !workedOut.has(field);
}

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
        isList.has(field)
          ? listText(lists.get(field) ?? [])
          : (referredText(table, field, row, rows) ?? valueText(field, row[field] ?? null, rows)),
      ]),
    );
  };
  return { here: side(difference.here, here), there: side(difference.there, there) };
}

function valueText(field: string, value: SqlValue, rows: RowsByTable): string | null {
  if (value === null || value instanceof Uint8Array) return null;
  const text = String(value);
  switch (field) {
    case 'document':
      return documentText(text);
    case 'blocks':
      return draftText(text, rows);
    default:
      return /^[[{]/.test(text) ? plainText(parseJson(text), text) : text;
  }
}

/** The record that a field names, as it is called on that side; null where it names none. */
function referredText(
  table: CaseTable | undefined,
  field: string,
  row: Row,
  rows: RowsByTable,
): string | null {
  const value = row[field] ?? null;
  const reference = table?.references.find(({ from }) => from === field);
  if (value === null || reference === undefined) return null;
  const referred = (rows.get(reference.table) ?? []).find((each) => each[reference.to] === value);
  if (referred === undefined) return null;
  // Which names are shown is not known here, and what was chosen is kept: a person is told by her role.
  if (reference.table === 'people') return `${String(referred['role'])} ${String(referred['role_number'])}`;
  const title = titleOf(reference.table, referred, false);
  return title === '' ? null : title;
}

/** A list in a line, and named values in lines of their own; any other text as it stands. */
function plainText(content: unknown, text: string): string {
  if (Array.isArray(content)) {
    return content.every((each) => typeof each === 'string' || typeof each === 'number')
      ? content.join(', ')
      : text;
  }
  if (typeof content !== 'object' || content === null) return text;
  return Object.entries(content)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

/** The paragraphs of a draft, with citations as they would be printed on that side. */
function draftText(stored: string, rows: RowsByTable): string {
  const parsed = z.array(draftBlockSchema).safeParse(parseJson(stored));
  if (!parsed.success) return '';
  const placeOf = ({ sort_key: key, id }: Row) => `${String(key)} ${String(id)}`;
  const facts = (rows.get('facts') ?? []).toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  const citable = [
    ...(rows.get('exhibits') ?? []).map(({ id, label }) => ({
      kind: 'exhibit' as const,
      id: String(id),
      number: String(label),
    })),
    ...facts.map(({ id }, index) => ({ kind: 'fact' as const, id: String(id), number: String(index + 1) })),
  ];
  return parsed.data.flatMap(({ text }) => (text === null ? [] : [printCitations(text, citable)])).join('\n');
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
  filing_answers: 'filing_kind',
  filing_drafts: 'filing_kind',
  filing_draft_versions: 'name',
  filing_draft_comments: 'text',
  consent_entries: 'recipient',
  legal_holds: 'reason',
  accounts: 'kind',
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
  return field === undefined
    ? ''
    : (cut(valueText(field, row[field] ?? null, new Map())) ?? '').slice(0, 200);
}

/** Two texts that are too long to be shown whole are shown from the first line in which they differ. */
function cutBoth(
  here: string | null,
  there: string | null,
): { readonly here: string | null; readonly there: string | null } {
  if (here === null || there === null || Math.max(here.length, there.length) <= longestShown) {
    return { here: cut(here), there: cut(there) };
  }
  let same = 0;
  while (same < here.length && here[same] === there[same]) same += 1;
  const from = Math.max(here.lastIndexOf('\n', same - 1) + 1, same - longestShown / 2);
  const shown = (text: string) => cut(from === 0 ? text : `…${text.slice(from)}`);
  return { here: shown(here), there: shown(there) };
}

function cut(text: string | null): string | null {
  return text !== null && text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
