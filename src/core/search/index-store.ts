import type { SearchKind } from '../../shared/search/contract';
import { foldText } from '../../shared/search/fold';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';
import {
  answersId,
  passagesOfAnswers,
  passagesOfCases,
  passagesOfConversations,
  passagesOfDrafts,
  passagesOfExhibits,
  passagesOfFacts,
  passagesOfFilings,
  passagesOfInterviews,
  passagesOfPeople,
  type Passage,
} from './passages';

// The stores call these in the transaction of each write, so that what is saved can be found and nothing else. What is
// deleted leaves by triggers of the schema, because records also go with what they belong to.

export function indexCase(db: WritableDatabase, caseId: string): void {
  writePassages(db, caseId, passagesOfCases(db, { id: caseId }));
}

export function indexPerson(db: WritableDatabase, personId: string): void {
  writePassages(db, personId, passagesOfPeople(db, { id: personId }));
}

/** Its text, details and addenda; only paragraphs that changed are written. */
export function indexInterview(db: WritableDatabase, interviewId: string): void {
  writePassages(db, interviewId, passagesOfInterviews(db, { id: interviewId }));
}

export function indexFact(db: WritableDatabase, factId: string): void {
  writePassages(db, factId, passagesOfFacts(db, { id: factId }));
}

export function indexExhibit(db: WritableDatabase, exhibitId: string): void {
  writePassages(db, exhibitId, passagesOfExhibits(db, { id: exhibitId }));
}

export function unindexConversation(db: WritableDatabase, conversationId: string): void {
  unindex(db, sql`subject_id = ${conversationId}`);
}

/** Takes everything of a case out of the index, before its records go. */
export function unindexCase(db: WritableDatabase, caseId: string): void {
  unindex(db, sql`case_id = ${caseId}`);
}

/** To take a passage out of the index for good costs about as much as bringing so many into an empty one. */
const passagesMadeForOneRemoved = 100;

/**
 * Without the triggers, which look up every word of every passage: of a hundred thousand messages that takes minutes. Where
 * much goes, the words of what stays are written anew.
 */
function unindex(db: WritableDatabase, which: Sql): void {
  const going = db
    .all<{ readonly folded: string }>(sql`SELECT folded FROM search_passages WHERE ${which}`)
    .map(({ folded }) => folded);
  const { all } = db.get<{ readonly all: number }>(sql`SELECT count(*) AS "all" FROM search_passages`) ?? {
    all: 0,
  };
  const isMuch = going.length * passagesMadeForOneRemoved > all;
  withTriggersHeld(db, 'emptying', () => {
    if (!isMuch) {
      db.run(sql`
        INSERT INTO search_words (search_words, rowid, folded, facets)
        SELECT 'delete', id, folded, facets FROM search_passages WHERE ${which}
      `);
    }
    db.run(sql`DELETE FROM search_passages WHERE ${which}`);
    if (isMuch) db.run(sql`INSERT INTO search_words (search_words) VALUES ('rebuild')`);
  });
  for (const word of new Set(going.flatMap((folded) => folded.split(' ')))) {
    db.run(sql`
      DELETE FROM search_vocabulary
      WHERE word = ${word}
        AND NOT EXISTS (SELECT 1 FROM search_words WHERE search_words = 'folded : "' || word || '"')
    `);
  }
}

/** Within the transaction of its caller. */
function withTriggersHeld(db: WritableDatabase, held: 'emptying' | 'filling', work: () => void): void {
  const before = db.get<{ readonly state: string }>(sql`SELECT state FROM search_state`)?.state ?? 'whole';
  db.run(sql`UPDATE search_state SET state = ${held}`);
  work();
  db.run(sql`UPDATE search_state SET state = ${before}`);
}

export function indexAnswers(
  db: WritableDatabase,
  draft: { readonly caseId: string; readonly filingKind: string; readonly language: string },
): void {
  writePassages(db, answersId(draft), passagesOfAnswers(db, draft));
}

export function indexFiling(db: WritableDatabase, filingId: string): void {
  writePassages(db, filingId, passagesOfFilings(db, { id: filingId }));
}

export function indexDraft(db: WritableDatabase, draftId: string): void {
  writePassages(db, draftId, passagesOfDrafts(db, { id: draftId }));
}

/** A draft that was thrown away. */
export function unindexDraft(db: WritableDatabase, draftId: string): void {
  writePassages(db, draftId, []);
}

/** All of a case whose records came in without their stores, as from a backup. */
export function indexWholeCase(db: WritableDatabase, caseId: string): void {
  insertPassages(db, passagesOfWholeCase(db, caseId));
}

/** All of a case of which records were changed without their stores; what is right already is not touched. */
export function indexCaseAgain(db: WritableDatabase, caseId: string): void {
  const subjects = db.all<{ readonly id: string }>(
    sql`SELECT DISTINCT subject_id AS id FROM search_passages WHERE case_id = ${caseId}`,
  );
  // Also those in which nothing is written any more.
  const bySubject = new Map<string, Passage[]>(subjects.map(({ id }) => [id, []]));
  for (const passage of passagesOfWholeCase(db, caseId)) {
    const there = bySubject.get(passage.subjectId);
    if (there === undefined) bySubject.set(passage.subjectId, [passage]);
    else there.push(passage);
  }
  for (const [subjectId, passages] of bySubject) writePassages(db, subjectId, passages);
}

/** Everything of a case that can be found, drawn from its records. */
export function passagesOfWholeCase(db: ReadableDatabase, caseId: string): readonly Passage[] {
  return [
    ...passagesOfCases(db, { id: caseId }),
    ...passagesOfPeople(db, { caseId }),
    ...passagesOfInterviews(db, { caseId }),
    ...passagesOfFacts(db, { caseId }),
    ...passagesOfExhibits(db, { caseId }),
    ...passagesOfConversations(db, { caseId }),
    ...passagesOfAnswers(db, { caseId }),
    ...passagesOfFilings(db, { caseId }),
    ...passagesOfDrafts(db, { caseId }),
  ];
}

interface KeptRow {
  readonly id: number;
  readonly part: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly isSensitive: number;
  readonly provenance: string;
  readonly text: string;
}

/**
 * Brings the passages of one record to what they should be, and touches no row that is right already.
 *
 * @param part the only part of the record that is looked at
 */
export function writePassages(
  db: WritableDatabase,
  subjectId: string,
  passages: readonly Passage[],
  part?: string,
): void {
  const kept = new Map(
    db
      .all<KeptRow>(
        sql`
          SELECT id, part, first_day AS firstDay, last_day AS lastDay, is_sensitive AS isSensitive, provenance, text
          FROM search_passages
          WHERE subject_id = ${subjectId} ${part === undefined ? sql`` : sql`AND part = ${part}`}
        `,
      )
      .map((row) => [row.part, row]),
  );
  for (const passage of passages) {
    const row = kept.get(passage.part);
    kept.delete(passage.part);
    if (row === undefined) insertPassage(db, passage);
    else if (row.text !== passage.text) changeText(db, row.id, passage);
    else if (!isSameBesideText(row, passage)) changeBesideText(db, row.id, passage);
  }
  for (const { id } of kept.values()) db.run(sql`DELETE FROM search_passages WHERE id = ${id}`);
}

/** Brings many into the index in half the time that one after the other would take. Within the caller's transaction. */
export function insertPassages(db: WritableDatabase, passages: readonly Passage[]): void {
  const last = db.get<{ readonly id: number }>(
    sql`SELECT coalesce(max(id), 0) AS id FROM search_passages`,
  )?.id;
  const words = new Set<string>();
  withTriggersHeld(db, 'filling', () => {
    for (const passage of passages) for (const word of insertPassage(db, passage).split(' ')) words.add(word);
  });
  db.run(sql`
    INSERT INTO search_words (rowid, folded, facets)
    SELECT id, folded, facets FROM search_passages WHERE id > ${last ?? 0}
  `);
  words.delete('');
  db.run(sql`
    INSERT INTO search_vocabulary (word)
    SELECT value FROM json_each(${JSON.stringify([...words])}) WHERE true
    ON CONFLICT DO NOTHING
  `);
}

/** @returns its words as they are compared */
function insertPassage(db: WritableDatabase, passage: Passage): string {
  const folded = foldText(passage.text);
  db.run(sql`
    INSERT INTO search_passages (
      case_id, kind, subject_id, part, first_day, last_day, is_sensitive, provenance, text, folded, facets
    ) VALUES (
      ${passage.caseId}, ${passage.kind}, ${passage.subjectId}, ${passage.part}, ${passage.firstDay},
      ${passage.lastDay}, ${passage.isSensitive}, ${passage.provenance}, ${passage.text}, ${folded},
      ${facetsOf(passage)}
    )
  `);
  return folded;
}

function changeText(db: WritableDatabase, id: number, passage: Passage): void {
  db.run(sql`
    UPDATE search_passages
    SET first_day = ${passage.firstDay}, last_day = ${passage.lastDay}, is_sensitive = ${passage.isSensitive},
      provenance = ${passage.provenance}, text = ${passage.text}, folded = ${foldText(passage.text)}
    WHERE id = ${id}
  `);
}

/** Apart from `changeText`, since naming `folded` would write its words to the index again. */
function changeBesideText(db: WritableDatabase, id: number, passage: Passage): void {
  db.run(sql`
    UPDATE search_passages
    SET first_day = ${passage.firstDay}, last_day = ${passage.lastDay}, is_sensitive = ${passage.isSensitive},
      provenance = ${passage.provenance}
    WHERE id = ${id}
  `);
}

export function isSameBesideText(
  row: Pick<KeptRow, 'firstDay' | 'lastDay' | 'isSensitive' | 'provenance'>,
  passage: Passage,
): boolean {
  return (
    row.firstDay === passage.firstDay &&
    row.lastDay === passage.lastDay &&
    (row.isSensitive === 1) === passage.isSensitive &&
    row.provenance === passage.provenance
  );
}

/** The word in the index that stands for a case. */
export function caseFacet(caseId: string): string {
  return `case${caseId.replaceAll('-', '').toLowerCase()}`;
}

/** The word in the index that stands for a kind. */
export function kindFacet(kind: SearchKind): string {
  return `kind${kind}`;
}

export function facetsOf({ caseId, kind }: Pick<Passage, 'caseId' | 'kind'>): string {
  return `${caseFacet(caseId)} ${kindFacet(kind)}`;
}
