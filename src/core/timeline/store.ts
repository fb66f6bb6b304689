import { z } from 'zod';
import type { CaseId, ExhibitId, FactId, InterviewId, PersonId } from '../../shared/kernel/ids';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import { folded } from '../../shared/timeline/date-lexicon';
import type { ConstraintKind, FactConstraint, GapUnit } from '../../shared/timeline/linked-time';
import type { LaneKind } from '../../shared/timeline/picture';
import {
  factDraftContentSchema,
  firstTimelineSettings,
  timelineSettingsSchema,
  type FactDraft,
  type FactDraftId,
  type Tag,
  type TimelineSettings,
} from '../../shared/timeline/schemas';
import type {
  Citation,
  CitationDraft,
  Confidence,
  ConstraintDraft,
  Fact,
  FactCursor,
  FactDate,
  FactFields,
  FactFilter,
  FactGlimpse,
  NamedFact,
  SourceKind,
} from '../../shared/timeline/schemas';
import { timeSortKey, undatedSortKey } from '../../shared/timeline/uncertain-date';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';
import { indexFact } from '../search/index-store';

/** A fact as it is written: its date read, its citations checked. */
export interface StoredFactFields extends Omit<FactFields, 'date' | 'citations'> {
  readonly date: FactDate | null;
  readonly citations: readonly CitationDraft[];
}

interface GlimpseRow {
  readonly id: FactId;
  readonly statement: string;
  readonly dateText: string;
  readonly dateEdtf: string;
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
  readonly place: string;
  /** JSON list. */
  readonly personIds: string;
  readonly sourceKind: SourceKind;
  readonly confidence: Confidence;
  readonly disputed: number;
}

const glimpseColumns = sql`
  facts.id, facts.statement, facts.date_text AS dateText, facts.date_edtf AS dateEdtf, facts.earliest, facts.latest,
  facts.place, facts.source_kind AS sourceKind, facts.confidence, facts.disputed,
  (
    SELECT JSON_GROUP_ARRAY(fact_people.person_id) FROM fact_people WHERE fact_people.fact_id = facts.id
  ) AS personIds
`;

const idsSchema = z.array(z.string());

/** One page of the facts that pass a filter, and where the next begins. */
export function listFacts(
  db: ReadableDatabase,
  request: {
    readonly caseId: CaseId;
    readonly filter: FactFilter;
    readonly cursor: FactCursor | null;
    readonly limit: number;
  },
): { readonly facts: readonly FactGlimpse[]; readonly next: FactCursor | null; readonly total: number } {
  const { caseId, cursor, limit } = request;
  const condition = passes(caseId, request.filter);
  const after =
    cursor === null ? sql`` : sql`AND (facts.sort_key, facts.id) > (${cursor.sortKey}, ${cursor.id})`;
  const rows = db.all<GlimpseRow & { readonly sortKey: string; readonly citations: number }>(sql`
    SELECT ${glimpseColumns}, facts.sort_key AS sortKey,
      (SELECT COUNT(*) FROM fact_citations WHERE fact_citations.fact_id = facts.id) AS citations
    FROM facts
    WHERE ${condition} ${after}
    ORDER BY facts.sort_key, facts.id
    LIMIT ${limit + 1}
  `);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const total = db.get<{ readonly total: number }>(
    sql`SELECT COUNT(*) AS total FROM facts WHERE ${condition}`,
  );
  return {
    facts: page.map(({ sortKey: _sortKey, citations, ...row }) => ({ ...rowToShown(row), citations })),
    next: rows.length > limit && last !== undefined ? { sortKey: last.sortKey, id: last.id } : null,
    total: total?.total ?? 0,
  };
}

function passes(caseId: CaseId, filter: FactFilter): Sql {
  const words = folded(filter.text ?? '')
    .split(' ')
    .filter((word) => word !== '');
  const conditions: Sql[] = [
    sql`facts.case_id = ${caseId}`,
    ...words.map((word) => sql`INSTR(facts.search_text, ${word}) > 0`),
    ...(filter.personIds ?? []).map(
      (personId) => sql`
        EXISTS (SELECT 1 FROM fact_people WHERE fact_people.fact_id = facts.id AND fact_people.person_id = ${personId})
      `,
    ),
  ];
  if (filter.place !== undefined) conditions.push(sql`facts.place = ${filter.place}`);
  if (filter.sourceKinds !== undefined && filter.sourceKinds.length > 0) {
    conditions.push(sql`facts.source_kind IN (${listed(filter.sourceKinds)})`);
  }
  if (filter.confidences !== undefined && filter.confidences.length > 0) {
    conditions.push(sql`facts.confidence IN (${listed(filter.confidences)})`);
  }
  if (filter.disputed !== undefined) conditions.push(sql`facts.disputed = ${filter.disputed}`);
  if (filter.undated === true) conditions.push(sql`facts.sort_key = ${undatedSortKey}`);
  if (filter.undated === false) conditions.push(sql`facts.sort_key < ${undatedSortKey}`);
  if (filter.cited !== undefined) {
    const cited = sql`EXISTS (SELECT 1 FROM fact_citations WHERE fact_citations.fact_id = facts.id)`;
    conditions.push(filter.cited ? cited : sql`NOT ${cited}`);
  }
  if (filter.conditionId !== undefined) {
    conditions.push(
      sql`EXISTS (SELECT 1 FROM JSON_EACH(facts.condition_ids) WHERE value = ${filter.conditionId})`,
    );
  }
  if (filter.from !== undefined || filter.until !== undefined) {
    conditions.push(sql`facts.sort_key < ${undatedSortKey}`);
  }
  if (filter.from !== undefined) {
    conditions.push(sql`(facts.latest IS NULL OR facts.latest >= ${filter.from})`);
  }
  if (filter.until !== undefined) {
    conditions.push(sql`(facts.earliest IS NULL OR facts.earliest <= ${filter.until})`);
  }
  return joined(conditions, sql` AND `);
}

function listed(values: readonly string[]): Sql {
  return joined(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
}

function joined(parts: readonly Sql[], separator: Sql): Sql {
  return parts.reduce((left, right) => sql`${left}${separator}${right}`);
}

export function readOverview(
  db: ReadableDatabase,
  caseId: CaseId,
): {
  readonly total: number;
  readonly undated: number;
  readonly disputed: number;
  readonly withoutCitation: number;
  readonly years: readonly { readonly year: number; readonly facts: number }[];
  readonly sourceKinds: readonly SourceKind[];
  readonly personIds: readonly PersonId[];
} {
  const years = db.all<{ readonly year: string; readonly facts: number }>(sql`
    SELECT SUBSTR(sort_key, 1, 4) AS year, COUNT(*) AS facts
    FROM facts
    WHERE case_id = ${caseId}
    GROUP BY year
    ORDER BY year
  `);
  const disputed = db.get<{ readonly facts: number }>(sql`
    SELECT COUNT(*) AS facts FROM facts WHERE case_id = ${caseId} AND disputed = 1
  `);
  const cited = db.get<{ readonly facts: number }>(sql`
    SELECT COUNT(DISTINCT facts.id) AS facts
    FROM fact_citations
    JOIN facts ON facts.id = fact_citations.fact_id
    WHERE facts.case_id = ${caseId}
  `);
  const sourceKinds = db.all<{ readonly sourceKind: SourceKind }>(
    sql`SELECT DISTINCT source_kind AS sourceKind FROM facts WHERE case_id = ${caseId} ORDER BY source_kind`,
  );
  const people = db.all<{ readonly id: PersonId }>(sql`
    SELECT people.id FROM people
    WHERE people.case_id = ${caseId}
      AND EXISTS (SELECT 1 FROM fact_people WHERE fact_people.person_id = people.id)
    ORDER BY people.id
  `);
  const total = years.reduce((sum, { facts }) => sum + facts, 0);
  return {
    total,
    undated: years.find(({ year }) => year === undatedSortKey)?.facts ?? 0,
    disputed: disputed?.facts ?? 0,
    withoutCitation: total - (cited?.facts ?? 0),
    years: years
      .filter(({ year }) => year !== undatedSortKey)
      .map(({ year, facts }) => ({ year: Number(year), facts })),
    sourceKinds: sourceKinds.map(({ sourceKind }) => sourceKind),
    personIds: people.map(({ id }) => id),
  };
}

/** What the picture needs of a fact. */
export interface FactToPlace {
  readonly id: FactId;
  readonly edtf: string;
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
  readonly confidence: Confidence;
  readonly disputed: number;
  /** The people, the place or the elements, whichever the lanes go by. */
  readonly keys: readonly string[];
}

/** Every fact that passes a filter, in order, with what its lanes go by. */
export function listFactsToPlace(
  db: ReadableDatabase,
  caseId: CaseId,
  filter: FactFilter,
  lanes: LaneKind,
): readonly FactToPlace[] {
  const keys = {
    one: sql`'[]'`,
    person: sql`(
      SELECT JSON_GROUP_ARRAY(fact_people.person_id) FROM fact_people WHERE fact_people.fact_id = facts.id
    )`,
    place: sql`IIF(facts.place = '', '[]', JSON_ARRAY(facts.place))`,
    element: sql`facts.condition_ids`,
  }[lanes];
  return db
    .all<Omit<FactToPlace, 'keys'> & { readonly keys: string }>(
      sql`
        SELECT facts.id, facts.date_edtf AS edtf, facts.earliest, facts.latest, facts.confidence, facts.disputed,
          ${keys} AS keys
        FROM facts
        WHERE ${passes(caseId, filter)}
        ORDER BY facts.sort_key, facts.id
      `,
    )
    .map((row) => ({ ...row, keys: row.keys === '[]' ? [] : idsSchema.parse(JSON.parse(row.keys)) }));
}

export function readTimelineSettings(db: ReadableDatabase, caseId: CaseId): TimelineSettings {
  const row = db.get<{ readonly settings: string }>(
    sql`SELECT settings FROM timeline_settings WHERE case_id = ${caseId}`,
  );
  // A row of before a setting existed has its first value.
  const kept: unknown = row === undefined ? {} : JSON.parse(row.settings);
  return { ...firstTimelineSettings, ...timelineSettingsSchema.partial().parse(kept) };
}

export function writeTimelineSettings(
  db: WritableDatabase,
  caseId: CaseId,
  settings: TimelineSettings,
): void {
  db.run(sql`
    INSERT INTO timeline_settings (case_id, settings) VALUES (${caseId}, ${JSON.stringify(settings)})
    ON CONFLICT (case_id) DO UPDATE SET settings = excluded.settings
  `);
}

export function listPlaces(db: ReadableDatabase, caseId: CaseId): readonly string[] {
  return db
    .all<{ readonly place: string }>(
      sql`
        SELECT place FROM facts
        WHERE case_id = ${caseId} AND place <> ''
        GROUP BY place
        ORDER BY COUNT(*) DESC, place
        LIMIT 200
      `,
    )
    .map(({ place }) => place);
}

export function listFactsByBlock(
  db: ReadableDatabase,
  interviewId: InterviewId,
): readonly { readonly blockId: string; readonly factIds: readonly FactId[] }[] {
  const rows = db.all<{ readonly blockId: string; readonly factId: FactId }>(sql`
    SELECT DISTINCT fact_citations.block_id AS blockId, facts.id AS factId
    FROM fact_citations
    JOIN facts ON facts.id = fact_citations.fact_id
    WHERE fact_citations.interview_id = ${interviewId}
    ORDER BY facts.sort_key, facts.id
  `);
  const factIdsByBlock = new Map<string, FactId[]>();
  for (const { blockId, factId } of rows) {
    factIdsByBlock.set(blockId, [...(factIdsByBlock.get(blockId) ?? []), factId]);
  }
  return [...factIdsByBlock].map(([blockId, factIds]) => ({ blockId, factIds }));
}

/** Null when there is no such fact (any more). */
export function readFact(db: ReadableDatabase, factId: FactId): Fact | null {
  const row = db.get<
    GlimpseRow & {
      readonly caseId: CaseId;
      readonly disputeNote: string;
      readonly conditionIds: string;
      readonly note: string;
      readonly createdAt: Instant;
      readonly updatedAt: Instant;
    }
  >(sql`
    SELECT ${glimpseColumns}, facts.case_id AS caseId, facts.dispute_note AS disputeNote,
      facts.condition_ids AS conditionIds, facts.note, facts.created_at AS createdAt, facts.updated_at AS updatedAt
    FROM facts
    WHERE facts.id = ${factId}
  `);
  if (row === undefined) return null;
  const { caseId, disputeNote, conditionIds, note, createdAt, updatedAt, ...shown } = row;
  return {
    ...rowToShown(shown),
    caseId,
    disputeNote,
    conditionIds: idsSchema.parse(JSON.parse(conditionIds)),
    note,
    citations: [...listCitations(db, factId)],
    constraints: [...listConstraints(db, factId)],
    createdAt,
    updatedAt,
  };
}

function rowToShown({ dateText, dateEdtf, earliest, latest, personIds, disputed, ...row }: GlimpseRow) {
  return {
    ...row,
    date: dateEdtf === '' ? null : { text: dateText, edtf: dateEdtf, earliest, latest },
    // The column has a foreign key to people.
    personIds: idsSchema.parse(JSON.parse(personIds)) as PersonId[],
    disputed: disputed === 1,
  };
}

function listCitations(db: ReadableDatabase, factId: FactId): readonly Citation[] {
  return db
    .all<{
      readonly interviewId: InterviewId | null;
      readonly interviewTitle: string | null;
      readonly heldOn: CivilDate | null;
      readonly blockId: string | null;
      readonly quote: string;
      readonly exhibitId: ExhibitId | null;
      readonly exhibitNumber: string | null;
      readonly exhibitTitle: string | null;
      readonly locator: string;
    }>(
      sql`
      SELECT fact_citations.interview_id AS interviewId, interviews.title AS interviewTitle,
        interviews.held_on AS heldOn, fact_citations.block_id AS blockId, fact_citations.quote,
        fact_citations.exhibit_id AS exhibitId, exhibits.label AS exhibitNumber, exhibits.title AS exhibitTitle,
        fact_citations.locator
      FROM fact_citations
      LEFT JOIN interviews ON interviews.id = fact_citations.interview_id
      LEFT JOIN exhibits ON exhibits.id = fact_citations.exhibit_id
      WHERE fact_citations.fact_id = ${factId}
      ORDER BY fact_citations.ordinal
    `,
    )
    .flatMap((row): readonly Citation[] => {
      if (row.interviewId !== null && row.blockId !== null) {
        return [
          {
            kind: 'interview',
            interviewId: row.interviewId,
            title: row.interviewTitle ?? '',
            heldOn: row.heldOn ?? '',
            blockId: row.blockId,
            quote: row.quote,
          },
        ];
      }
      if (row.exhibitId === null) return [];
      return [
        {
          kind: 'exhibit',
          exhibitId: row.exhibitId,
          number: row.exhibitNumber ?? '',
          title: row.exhibitTitle ?? '',
          locator: row.locator,
        },
      ];
    });
}

interface ConstraintRow {
  readonly factId: FactId;
  readonly kind: ConstraintKind;
  readonly otherFactId: FactId;
  readonly amount: number | null;
  readonly unit: GapUnit | null;
  readonly approximate: number;
  readonly note: string;
}

const constraintColumns = sql`
  fact_constraints.fact_id AS factId, fact_constraints.kind, fact_constraints.other_fact_id AS otherFactId,
  fact_constraints.amount, fact_constraints.unit, fact_constraints.approximate, fact_constraints.note
`;

function rowToConstraint({
  kind,
  otherFactId,
  amount,
  unit,
  approximate,
  note,
}: ConstraintRow): ConstraintDraft {
  const gap = amount === null || unit === null ? null : { amount, unit, approximate: approximate === 1 };
  return { kind, otherFactId, gap, note };
}

function listConstraints(db: ReadableDatabase, factId: FactId): readonly ConstraintDraft[] {
  return db
    .all<ConstraintRow>(
      sql`SELECT ${constraintColumns} FROM fact_constraints WHERE fact_id = ${factId} ORDER BY ordinal`,
    )
    .map(rowToConstraint);
}

/** What other facts say of this one. */
export function listConstraintsOnFact(
  db: ReadableDatabase,
  factId: FactId,
): readonly (FactConstraint & { readonly note: string })[] {
  return db
    .all<ConstraintRow>(
      sql`SELECT ${constraintColumns} FROM fact_constraints WHERE other_fact_id = ${factId} ORDER BY fact_id, ordinal`,
    )
    .map((row) => ({ factId: row.factId, ...rowToConstraint(row) }));
}

/** Every constraint of a case, with the facts they link. */
export function readLinkedFacts(
  db: ReadableDatabase,
  caseId: CaseId,
): { readonly facts: readonly NamedFact[]; readonly constraints: readonly FactConstraint[] } {
  const constraints = db
    .all<ConstraintRow>(
      sql`
        SELECT ${constraintColumns}
        FROM fact_constraints
        JOIN facts ON facts.id = fact_constraints.fact_id
        WHERE facts.case_id = ${caseId}
        ORDER BY fact_constraints.fact_id, fact_constraints.ordinal
      `,
    )
    .map((row): FactConstraint => {
      const { kind, otherFactId, gap } = rowToConstraint(row);
      return { factId: row.factId, kind, otherFactId, gap };
    });
  const factIds = [...new Set(constraints.flatMap(({ factId, otherFactId }) => [factId, otherFactId]))];
  return { facts: readNamedFacts(db, factIds), constraints };
}

/** In the order of the timeline. */
export function readNamedFacts(db: ReadableDatabase, factIds: readonly FactId[]): readonly NamedFact[] {
  return db.all<NamedFact>(sql`
    SELECT facts.id, facts.statement, facts.date_edtf AS edtf
    FROM JSON_EACH(${JSON.stringify(factIds)}) AS wanted
    JOIN facts ON facts.id = wanted.value
    ORDER BY facts.sort_key, facts.id
  `);
}

const offeredFacts = 12;

/** Facts whose words begin with or hold those that are looked for, in the order of the timeline. */
export function findFacts(
  db: ReadableDatabase,
  request: { readonly caseId: CaseId; readonly text: string; readonly except: FactId | null },
): readonly NamedFact[] {
  return db.all<NamedFact>(sql`
    SELECT facts.id, facts.statement, facts.date_edtf AS edtf
    FROM facts
    WHERE ${passes(request.caseId, { text: request.text })} AND facts.id IS NOT ${request.except}
    ORDER BY facts.sort_key, facts.id
    LIMIT ${offeredFacts}
  `);
}

/** Writes a new fact with its people, citations and constraints. */
export function insertFact(
  db: WritableDatabase,
  fact: StoredFactFields & {
    readonly id: FactId;
    readonly caseId: CaseId;
    readonly createdAt: Instant;
    readonly updatedAt: Instant;
  },
  newId: () => string,
): void {
  db.run(sql`
    INSERT INTO facts (
      id, case_id, statement, date_text, date_edtf, earliest, latest, sort_key, place, source_kind, confidence,
      disputed, dispute_note, condition_ids, note, search_text, created_at, updated_at
    ) VALUES (
      ${fact.id}, ${fact.caseId}, ${fact.statement}, ${fact.date?.text ?? ''}, ${fact.date?.edtf ?? ''},
      ${fact.date?.earliest ?? null}, ${fact.date?.latest ?? null}, ${timeSortKey(fact.date)}, ${fact.place},
      ${fact.sourceKind}, ${fact.confidence}, ${fact.disputed}, ${fact.disputeNote},
      ${JSON.stringify(fact.conditionIds)}, ${fact.note}, ${searchText(fact)}, ${fact.createdAt}, ${fact.updatedAt}
    )
  `);
  writePeople(db, fact.id, fact.personIds);
  writeCitations(db, fact.id, fact.citations, newId);
  insertConstraints(db, fact.id, fact.constraints, newId);
  indexFact(db, fact.id);
}

/** Writes all fields of a fact over those it had. */
export function updateFact(
  db: WritableDatabase,
  factId: FactId,
  fact: StoredFactFields & { readonly updatedAt: Instant },
  newId: () => string,
): void {
  db.run(sql`
    UPDATE facts
    SET statement = ${fact.statement}, date_text = ${fact.date?.text ?? ''}, date_edtf = ${fact.date?.edtf ?? ''},
      earliest = ${fact.date?.earliest ?? null}, latest = ${fact.date?.latest ?? null},
      sort_key = ${timeSortKey(fact.date)}, place = ${fact.place}, source_kind = ${fact.sourceKind},
      confidence = ${fact.confidence}, disputed = ${fact.disputed}, dispute_note = ${fact.disputeNote},
      condition_ids = ${JSON.stringify(fact.conditionIds)}, note = ${fact.note},
      search_text = ${searchText(fact)}, updated_at = ${fact.updatedAt}
    WHERE id = ${factId}
  `);
  db.run(sql`DELETE FROM fact_people WHERE fact_id = ${factId}`);
  db.run(sql`DELETE FROM fact_citations WHERE fact_id = ${factId}`);
  db.run(sql`DELETE FROM fact_constraints WHERE fact_id = ${factId}`);
  writePeople(db, factId, fact.personIds);
  writeCitations(db, factId, fact.citations, newId);
  insertConstraints(db, factId, fact.constraints, newId);
  indexFact(db, factId);
}

/** What tags change in a fact, as stored. */
export interface TagsOfFact {
  readonly id: FactId;
  readonly confidence: Confidence;
  readonly disputed: number;
  readonly sourceKind: SourceKind;
  /** JSON lists. */
  readonly conditionIds: string;
  readonly personIds: string;
}

/**
 * Changes one thing in those of the facts that are of the case and not so already.
 *
 * @returns what those that were changed had before
 */
export function tagFacts(
  db: WritableDatabase,
  caseId: CaseId,
  factIds: readonly FactId[],
  tag: Tag,
  now: Instant,
): readonly TagsOfFact[] {
  const before = db.all<TagsOfFact>(sql`
    SELECT facts.id, facts.confidence, facts.disputed, facts.source_kind AS sourceKind,
      facts.condition_ids AS conditionIds,
      (
        SELECT JSON_GROUP_ARRAY(fact_people.person_id) FROM fact_people WHERE fact_people.fact_id = facts.id
      ) AS personIds
    FROM JSON_EACH(${JSON.stringify(factIds)}) AS wanted
    JOIN facts ON facts.id = wanted.value
    WHERE facts.case_id = ${caseId}
  `);
  const changed = before.flatMap((tags) => {
    const after = tagged(tags, tag);
    return JSON.stringify(after) === JSON.stringify(tags) ? [] : [{ tags, after }];
  });
  writeTags(
    db,
    changed.map(({ after }) => after),
    now,
  );
  return changed.map(({ tags }) => tags);
}

function tagged(tags: TagsOfFact, tag: Tag): TagsOfFact {
  switch (tag.kind) {
    case 'disputed':
      return { ...tags, disputed: tag.disputed ? 1 : 0 };
    case 'confidence':
      return { ...tags, confidence: tag.confidence };
    case 'sourceKind':
      return { ...tags, sourceKind: tag.sourceKind };
    case 'person':
      return { ...tags, personIds: withOrWithout(tags.personIds, tag.personId, tag.isOn) };
    case 'condition':
      return { ...tags, conditionIds: withOrWithout(tags.conditionIds, tag.conditionId, tag.isOn) };
  }
}

function withOrWithout(list: string, value: string, isOn: boolean): string {
  const values = idsSchema.parse(JSON.parse(list));
  if (values.includes(value) === isOn) return list;
  return JSON.stringify(isOn ? [...values, value] : values.filter((each) => each !== value));
}

/** Search looks through none of these, so its index stays as it is. */
export function writeTags(db: WritableDatabase, tags: readonly TagsOfFact[], now: Instant): void {
  for (const { id, confidence, disputed, sourceKind, conditionIds, personIds } of tags) {
    db.run(sql`
      UPDATE facts
      SET confidence = ${confidence}, disputed = ${disputed}, source_kind = ${sourceKind},
        condition_ids = ${conditionIds}, updated_at = ${now}
      WHERE id = ${id}
    `);
    db.run(sql`DELETE FROM fact_people WHERE fact_id = ${id}`);
    // Of a fact or a person that has gone since nothing is written.
    db.run(sql`
      INSERT INTO fact_people (fact_id, person_id)
      SELECT facts.id, people.id
      FROM JSON_EACH(${personIds}) AS wanted
      JOIN people ON people.id = wanted.value
      JOIN facts ON facts.id = ${id}
    `);
  }
}

export function deleteFact(db: WritableDatabase, factId: FactId): void {
  db.run(sql`DELETE FROM facts WHERE id = ${factId}`);
}

function writePeople(db: WritableDatabase, factId: FactId, personIds: readonly PersonId[]): void {
  for (const personId of personIds) {
    db.run(sql`INSERT INTO fact_people (fact_id, person_id) VALUES (${factId}, ${personId})`);
  }
}

function writeCitations(
  db: WritableDatabase,
  factId: FactId,
  citations: readonly CitationDraft[],
  newId: () => string,
): void {
  citations.forEach((citation, index) => {
    const [interviewId, blockId, quote] =
      citation.kind === 'interview'
        ? [citation.interviewId, citation.blockId, citation.quote]
        : [null, null, ''];
    const [exhibitId, locator] =
      citation.kind === 'exhibit' ? [citation.exhibitId, citation.locator] : [null, ''];
    db.run(sql`
      INSERT INTO fact_citations (id, fact_id, ordinal, interview_id, exhibit_id, block_id, quote, locator)
      VALUES (
        ${newId()}, ${factId}, ${index + 1}, ${interviewId}, ${exhibitId}, ${blockId}, ${quote}, ${locator}
      )
    `);
  });
}

/** Behind those that the fact has. */
export function insertConstraints(
  db: WritableDatabase,
  factId: FactId,
  constraints: readonly ConstraintDraft[],
  newId: () => string,
): void {
  for (const { kind, otherFactId, gap, note } of constraints) {
    db.run(sql`
      INSERT INTO fact_constraints (id, fact_id, ordinal, kind, other_fact_id, amount, unit, approximate, note)
      SELECT ${newId()}, ${factId}, coalesce(max(ordinal), 0) + 1, ${kind}, ${otherFactId}, ${gap?.amount ?? null},
        ${gap?.unit ?? null}, ${gap?.approximate ?? false}, ${note}
      FROM fact_constraints WHERE fact_id = ${factId}
    `);
  }
}

function searchText(fact: StoredFactFields): string {
  return foldedFact({ ...fact, dateText: fact.date?.text ?? '' });
}

function foldedFact(fact: {
  readonly statement: string;
  readonly place: string;
  readonly dateText: string;
  readonly note: string;
  readonly disputeNote: string;
}): string {
  return folded([fact.statement, fact.place, fact.dateText, fact.note, fact.disputeNote].join(' '));
}

/** What the filter looks through, for the facts of a case that were changed field by field. */
export function writeSearchTexts(db: WritableDatabase, caseId: CaseId): void {
  const facts = db.all<
    Parameters<typeof foldedFact>[0] & { readonly id: string; readonly searchText: string }
  >(sql`
    SELECT id, statement, place, date_text AS dateText, note, dispute_note AS disputeNote, search_text AS searchText
    FROM facts WHERE case_id = ${caseId}
  `);
  for (const fact of facts) {
    const text = foldedFact(fact);
    if (text !== fact.searchText) db.run(sql`UPDATE facts SET search_text = ${text} WHERE id = ${fact.id}`);
  }
}

export function isFactOfCase(db: ReadableDatabase, caseId: CaseId, factId: FactId): boolean {
  return db.get(sql`SELECT 1 FROM facts WHERE id = ${factId} AND case_id = ${caseId}`) !== undefined;
}

export function isPersonOfCase(db: ReadableDatabase, caseId: CaseId, personId: PersonId): boolean {
  return db.get(sql`SELECT 1 FROM people WHERE id = ${personId} AND case_id = ${caseId}`) !== undefined;
}

export function isExhibitOfCase(db: ReadableDatabase, caseId: CaseId, exhibitId: ExhibitId): boolean {
  return db.get(sql`SELECT 1 FROM exhibits WHERE id = ${exhibitId} AND case_id = ${caseId}`) !== undefined;
}

/** Not one that was put aside. */
export function isInterviewOfCase(db: ReadableDatabase, caseId: CaseId, interviewId: InterviewId): boolean {
  return (
    db.get(
      sql`SELECT 1 FROM interviews WHERE id = ${interviewId} AND case_id = ${caseId} AND removed_at IS NULL`,
    ) !== undefined
  );
}

export function listDrafts(db: ReadableDatabase, caseId: CaseId): readonly FactDraft[] {
  return db
    .all<Omit<FactDraft, 'content'> & { readonly content: string }>(
      sql`
        SELECT id, fact_id AS factId, content, updated_at AS updatedAt
        FROM fact_drafts
        WHERE case_id = ${caseId}
        ORDER BY updated_at DESC, id DESC
      `,
    )
    .map((row) => ({ ...row, content: factDraftContentSchema.parse(JSON.parse(row.content)) }));
}

export function writeDraft(db: WritableDatabase, caseId: CaseId, draft: FactDraft): void {
  db.run(sql`
    INSERT INTO fact_drafts (id, case_id, fact_id, content, updated_at)
    VALUES (${draft.id}, ${caseId}, ${draft.factId}, ${JSON.stringify(draft.content)}, ${draft.updatedAt})
    ON CONFLICT (id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at
  `);
}

export function deleteDraft(db: WritableDatabase, draftId: FactDraftId): void {
  db.run(sql`DELETE FROM fact_drafts WHERE id = ${draftId}`);
}
