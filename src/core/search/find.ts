import type { z } from 'zod';
import type { FilingKind } from '../../shared/filings/kinds';
import type { Language } from '../../shared/kernel/languages';
import type { Provenance } from '../../shared/interviews/document';
import type {
  CaseId,
  ConversationId,
  ExhibitId,
  FactId,
  DraftId,
  FilingId,
  InterviewId,
  PersonId,
} from '../../shared/kernel/ids';
import { spokenName } from '../../shared/people/names';
import type { PersonRole } from '../../shared/people/schemas';
import {
  searchCountLimit,
  searchKinds,
  searchResultLimit,
  type searchContract,
  type SearchFilter,
  type SearchGroup,
  type SearchKind,
  type SearchResult,
} from '../../shared/search/contract';
import { isLoneSign } from '../../shared/search/fold';
import { isEnoughToSearch, readSearchText, type SearchClause } from '../../shared/search/search-text';
import { snippetOf, type SoughtWords } from '../../shared/search/snippet';
import type { ReadableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';
import { findMatches } from '../people/find-matches';
import { caseFacet, kindFacet } from './index-store';
import { detailsPart } from './passages';
import { otherSpellings } from './spellings';

type Wanted = z.output<(typeof searchContract)['search.find']['input']>;
type Found = z.input<(typeof searchContract)['search.find']['output']>;

/** Cases and people come before what is written about them, and are never crowded out by it. */
const headKinds: ReadonlySet<SearchKind> = new Set(['case', 'person']);
const headLimit = 50;
/** With fewer people than this found by words, whole names that are close are looked for too. */
const enoughPeople = 10;
/** With fewer results than this, what was typed is also looked for inside longer words. */
const enoughResults = 20;
const shortestInside = 3;
const mostLongerWords = 60;

interface PassageRow {
  readonly id: number;
  readonly caseId: CaseId;
  readonly kind: SearchKind;
  readonly subjectId: string;
  readonly part: string;
  readonly isSensitive: number;
  readonly provenance: string;
  readonly text: string;
}

interface Hit {
  readonly row: PassageRow;
  readonly fit: SearchResult['fit'];
}

/** Looks for what was typed in everything that can be found. */
export function findPassages(db: ReadableDatabase, wanted: Wanted): Found {
  const clauses = readSearchText(wanted.text);
  const isIndexWhole = isSearchIndexWhole(db);
  if (!isEnoughToSearch(clauses))
    return { wasSearched: false, groups: [], total: 0, isMore: false, isIndexWhole };

  const kinds = wanted.filter.kinds ?? searchKinds;
  const spellings = otherSpellings(db, clauses);
  const byWords = matchOf(clauses, (clause) => alternativesOf(clause, spellings));
  const heads = findRows(
    db,
    byWords,
    wanted.filter,
    kinds.filter((kind) => headKinds.has(kind)),
    headLimit,
  );
  const others = findRows(
    db,
    byWords,
    wanted.filter,
    kinds.filter((kind) => !headKinds.has(kind)),
    searchResultLimit - heads.rows.length,
  );
  const hits: Hit[] = [...heads.rows, ...others.rows].map((row) => ({ row, fit: 'words' }));
  let total = heads.total + others.total;

  const named = kinds.includes('person') && heads.total < enoughPeople ? findNamed(db, wanted, hits) : [];
  const longer = total < enoughResults ? longerWords(db, clauses) : new Map<string, readonly string[]>();
  if (longer.size > 0) {
    const byParts = matchOf(clauses, (clause) => [
      ...alternativesOf(clause, spellings),
      ...(longer.get(clause.words[0] ?? '') ?? []).map((word) => phrase([word], false)),
    ]);
    const seen = new Set(hits.map(({ row }) => row.id));
    const inside = findRows(db, byParts, wanted.filter, kinds, searchResultLimit);
    for (const row of inside.rows) if (!seen.has(row.id)) hits.push({ row, fit: 'inside' });
    total = inside.total;
  }

  const sought: readonly SoughtWords[] = [
    ...clauses,
    ...[...spellings.values()].flat().map((word) => ({ words: [word], isPrefix: false })),
    ...[...longer.keys()].map((word) => ({ words: [word], isPrefix: false, isInside: true })),
  ];
  const placed = [
    ...hits.filter(({ row }) => headKinds.has(row.kind)),
    ...named,
    ...hits.filter(({ row }) => !headKinds.has(row.kind)),
  ].slice(0, searchResultLimit);
  return {
    wasSearched: true,
    groups: groupHits(db, placed, sought, wanted.withNames),
    total: Math.min(total + named.length, searchCountLimit),
    isMore: total + named.length > searchCountLimit,
    isIndexWhole,
  };
}

/** False when a rebuilding was broken off, and while a conversation is still coming into the index. */
export function isSearchIndexWhole(db: ReadableDatabase): boolean {
  const state = db.get<{ readonly state: string }>(sql`SELECT state FROM search_state`)?.state;
  return state === 'whole' && db.get(sql`SELECT 1 FROM search_pending LIMIT 1`) === undefined;
}

/** A search in the index's own language. Words hold nothing but letters and figures, and stand in quotes. */
function matchOf(
  clauses: readonly SearchClause[],
  alternativesFor: (clause: SearchClause) => readonly string[],
): string {
  return clauses.map((clause) => `(${alternativesFor(clause).join(' OR ')})`).join(' AND ');
}

function alternativesOf(
  clause: SearchClause,
  spellings: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const [only, ...more] = clause.words;
  const others = only === undefined || more.length > 0 ? [] : (spellings.get(only) ?? []);
  return [phrase(clause.words, clause.isPrefix), ...others.map((word) => phrase([word], false))];
}

function phrase(words: readonly string[], isPrefix: boolean): string {
  return `"${words.join(' ')}"${isPrefix ? ' *' : ''}`;
}

function findRows(
  db: ReadableDatabase,
  match: string,
  filter: SearchFilter,
  kinds: readonly SearchKind[],
  limit: number,
): { readonly rows: readonly PassageRow[]; readonly total: number } {
  if (kinds.length === 0 || limit <= 0) return { rows: [], total: 0 };
  const facets = [
    `facets : (${kinds.map((kind) => `"${kindFacet(kind)}"`).join(' OR ')})`,
    ...(filter.caseId === undefined ? [] : [`facets : "${caseFacet(filter.caseId)}"`]),
  ];
  const whole = `folded : (${match}) AND ${facets.join(' AND ')}`;
  const conditions = conditionsOf(filter);
  const joined =
    conditions === null
      ? sql``
      : sql`
    JOIN search_passages AS passage ON passage.id = search_words.rowid AND ${conditions}
  `;
  const total =
    db.get<{ readonly total: number }>(sql`
      SELECT COUNT(*) AS total FROM (
        SELECT 1 FROM search_words ${joined} WHERE search_words MATCH ${whole} LIMIT ${searchCountLimit + 1}
      )
    `)?.total ?? 0;
  if (total === 0) return { rows: [], total };
  // Weighing every one of a great many costs more than it tells; then the ones written last come first.
  const order = total <= searchCountLimit ? sql`ORDER BY rank` : sql`ORDER BY search_words.rowid DESC`;
  const rows = db.all<PassageRow>(sql`
    SELECT found.id, found.case_id AS caseId, found.kind, found.subject_id AS subjectId, found.part,
      found.is_sensitive AS isSensitive, found.provenance, found.text
    FROM (
      SELECT search_words.rowid AS place FROM search_words ${joined}
      WHERE search_words MATCH ${whole}
      ${order}
      LIMIT ${limit}
    )
    JOIN search_passages AS found ON found.id = place
  `);
  return { rows, total };
}

/** What the index cannot filter by itself; null when there is nothing of it. */
function conditionsOf(filter: SearchFilter): Sql | null {
  const conditions: Sql[] = [];
  if (filter.from !== undefined) conditions.push(sql`passage.last_day >= ${filter.from}`);
  if (filter.until !== undefined) {
    conditions.push(sql`passage.first_day <= ${filter.until} AND passage.first_day <> ''`);
  }
  const { personId } = filter;
  if (personId !== undefined) {
    conditions.push(sql`(
      passage.subject_id = ${personId}
      OR passage.subject_id IN (SELECT fact_id FROM fact_people WHERE person_id = ${personId})
      OR passage.subject_id IN (
        SELECT exhibit_id FROM fact_citations
        JOIN fact_people ON fact_people.fact_id = fact_citations.fact_id
        WHERE fact_people.person_id = ${personId} AND exhibit_id IS NOT NULL
      )
      OR passage.part IN (
        SELECT block_id FROM fact_citations
        JOIN fact_people ON fact_people.fact_id = fact_citations.fact_id
        WHERE fact_people.person_id = ${personId} AND block_id IS NOT NULL
      )
    )`);
  }
  const [first, ...others] = conditions;
  if (first === undefined) return null;
  return others.reduce((left, right) => sql`${left} AND ${right}`, first);
}

/** People whose whole name is close to what was typed, besides those whom its words found. */
function findNamed(db: ReadableDatabase, { text, filter }: Wanted, hits: readonly Hit[]): readonly Hit[] {
  if (filter.from !== undefined || filter.until !== undefined) return [];
  const found = new Set(hits.map(({ row }) => row.subjectId));
  return findMatches(db, { familyName: '', givenNames: text, nativeScriptName: '', otherNames: '' })
    .filter(({ personId, caseId }) => {
      if (filter.caseId !== undefined && filter.caseId !== caseId) return false;
      if (filter.personId !== undefined && filter.personId !== personId) return false;
      return !found.has(personId);
    })
    .map(({ personId, caseId }) => ({
      row: {
        id: -1,
        caseId,
        kind: 'person',
        subjectId: personId,
        part: '',
        isSensitive: 0,
        provenance: '',
        text: '',
      },
      fit: 'name',
    }));
}

/** By the word typed, the words of the vault that hold it somewhere inside. */
function longerWords(
  db: ReadableDatabase,
  clauses: readonly SearchClause[],
): ReadonlyMap<string, readonly string[]> {
  const found = clauses.flatMap(({ words }): readonly (readonly [string, readonly string[]])[] => {
    const [word, ...more] = words;
    if (word === undefined || more.length > 0 || word.length < shortestInside || isLoneSign(word)) return [];
    const rows = db.all<{ readonly word: string }>(sql`
      SELECT word FROM search_vocabulary
      WHERE INSTR(word, ${word}) > 0 AND word <> ${word}
      LIMIT ${mostLongerWords}
    `);
    return rows.length === 0 ? [] : [[word, rows.map((row) => row.word)]];
  });
  return new Map(found);
}

function groupHits(
  db: ReadableDatabase,
  hits: readonly Hit[],
  sought: readonly SoughtWords[],
  withNames: boolean,
): SearchGroup[] {
  const groups = new Map<CaseId, SearchResult[]>();
  for (const hit of hits) {
    const result = hitToResult(db, hit, { sought, withNames });
    if (result !== null) groups.set(hit.row.caseId, [...(groups.get(hit.row.caseId) ?? []), result]);
  }
  return [...groups].flatMap(([caseId, results]) => {
    const found = db.get<{ readonly code: string; readonly closedOn: string | null }>(
      sql`SELECT code, closed_on AS closedOn FROM cases WHERE id = ${caseId}`,
    );
    if (found === undefined) return [];
    return [
      {
        caseId,
        caseCode: found.code,
        caseClosed: found.closedOn !== null,
        results: results.toSorted(
          (left, right) => searchKinds.indexOf(left.kind) - searchKinds.indexOf(right.kind),
        ),
      },
    ];
  });
}

interface Showing {
  readonly sought: readonly SoughtWords[];
  readonly withNames: boolean;
}

/** What is found of them holds names of people. */
export const kindsWithNames: ReadonlySet<SearchKind> = new Set(['person', 'filing', 'draft']);

/** Null for a passage whose record is not there: the index is then not whole, which its check tells. */
function hitToResult(db: ReadableDatabase, { row, fit }: Hit, showing: Showing): SearchResult | null {
  const showsNames = kindsWithNames.has(row.kind);
  const snippet =
    row.text === '' || (showsNames && !showing.withNames)
      ? null
      : copied(snippetOf(row.text, showing.sought));
  switch (row.kind) {
    case 'case':
      return { kind: 'case', fit, snippet };
    case 'person': {
      const person = db.get<{
        readonly role: PersonRole;
        readonly roleNumber: number;
        readonly givenNames: string;
        readonly familyName: string;
        readonly nativeScriptName: string;
      }>(sql`
        SELECT role, role_number AS roleNumber, given_names AS givenNames, family_name AS familyName,
          native_script_name AS nativeScriptName
        FROM people
        WHERE id = ${row.subjectId}
      `);
      if (person === undefined) return null;
      const { role, roleNumber } = person;
      const name = showing.withNames ? spokenName(person) : null;
      return { kind: 'person', fit, snippet, personId: row.subjectId as PersonId, role, roleNumber, name };
    }
    case 'interview': {
      const interviewId = row.subjectId as InterviewId;
      const interview = db.get<{ readonly title: string; readonly heldOn: string }>(
        sql`SELECT title, held_on AS heldOn FROM interviews WHERE id = ${interviewId} AND removed_at IS NULL`,
      );
      if (interview === undefined) return null;
      return { kind: 'interview', fit, snippet, interviewId, ...interview, part: interviewPart(row) };
    }
    case 'fact': {
      const fact = db.get<Record<'text' | 'edtf', string> & Record<'earliest' | 'latest', string | null>>(sql`
        SELECT date_text AS text, date_edtf AS edtf, earliest, latest FROM facts WHERE id = ${row.subjectId}
      `);
      if (fact === undefined) return null;
      return {
        kind: 'fact',
        fit,
        snippet,
        factId: row.subjectId as FactId,
        date: fact.edtf === '' ? null : fact,
      };
    }
    case 'exhibit': {
      const exhibit = db.get<{ readonly number: string; readonly title: string }>(
        sql`SELECT label AS number, title FROM exhibits WHERE id = ${row.subjectId}`,
      );
      if (exhibit === undefined) return null;
      return { kind: 'exhibit', fit, snippet, exhibitId: row.subjectId as ExhibitId, ...exhibit };
    }
    case 'message': {
      const message = db.get<Record<'title' | 'sender' | 'at', string> & { readonly sequence: number }>(sql`
        SELECT title, sequence, sender, at
        FROM conversation_messages
        JOIN conversations ON conversations.id = conversation_id
        WHERE conversation_id = ${row.subjectId} AND sequence = ${Number(row.part)}
      `);
      if (message === undefined) return null;
      return {
        kind: 'message',
        fit,
        snippet,
        conversationId: row.subjectId as ConversationId,
        ...message,
        sender: showing.withNames ? message.sender : null,
      };
    }
    case 'answers': {
      const [, filingKind, language] = row.subjectId.split(' ');
      // The subject was put together from these.
      return {
        kind: 'answers',
        fit,
        snippet,
        filingKind: filingKind as FilingKind,
        language: language as Language,
      };
    }
    case 'filing': {
      const filing = db.get<{
        readonly filingKind: FilingKind;
        readonly language: Language;
        readonly generatedAt: string;
      }>(sql`
        SELECT filing_kind AS filingKind, language, generated_at AS generatedAt FROM filings WHERE id = ${row.subjectId}
      `);
      if (filing === undefined) return null;
      return { kind: 'filing', fit, snippet, filingId: row.subjectId as FilingId, ...filing };
    }
    case 'draft': {
      const draft = db.get<{
        readonly filingKind: FilingKind;
        readonly language: Language;
        readonly savedAt: string;
      }>(sql`
        SELECT filing_kind AS filingKind, language, saved_at AS savedAt FROM filing_drafts WHERE id = ${row.subjectId}
      `);
      if (draft === undefined) return null;
      return { kind: 'draft', fit, snippet, draftId: row.subjectId as DraftId, ...draft };
    }
  }
}

function copied(snippet: ReturnType<typeof snippetOf>): SearchResult['snippet'] {
  return { text: snippet.text, marks: snippet.marks.map((mark) => ({ ...mark })) };
}

type InterviewPart = Extract<SearchResult, { kind: 'interview' }>['part'];

function interviewPart(row: PassageRow): InterviewPart {
  if (row.part === detailsPart) return { kind: 'details' };
  if (row.part.startsWith('addendum ')) return { kind: 'addendum' };
  return {
    kind: 'paragraph',
    blockId: row.part,
    // Every paragraph has one; only other passages have none.
    provenance: row.provenance as Provenance,
    sensitive: row.isSensitive === 1,
  };
}
