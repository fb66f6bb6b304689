import type { ChronologyChoice } from '../../shared/chronology/contract';
import type { Recognisable } from '../../shared/chronology/mentions';
import {
  certaintyLine,
  citeExhibit,
  citeInterview,
  joinCitations,
  placeLine,
  sourceLine,
} from '../../shared/chronology/wording';
import type { Language } from '../../shared/kernel/languages';
import { capitalised, asSentence } from '../../shared/filings/wording';
import { textBlocks, type InterviewDocument } from '../../shared/interviews/document';
import { findPassage } from '../../shared/interviews/passage';
import type { CaseId, InterviewId, PersonId } from '../../shared/kernel/ids';
import { describeUncertainDate } from '../../shared/timeline/describe-date';
import type { Citation } from '../../shared/timeline/schemas';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { readDocument } from '../interviews/store';
import { listFacts, readFact } from '../timeline/store';

/** One fact as the document tells it. */
export interface ToldFact {
  /** In words; '' when undated. */
  readonly date: string;
  readonly statement: string;
  readonly isDisputed: boolean;
  /** Place, source and certainty, as far as they are told. */
  readonly details: readonly string[];
  /** Text of its footnote, '' without one. */
  readonly note: string;
}

/** The facts that are chosen, in the order of their dates, the undated last. */
export function readToldFacts(
  db: ReadableDatabase,
  caseId: CaseId,
  choice: ChronologyChoice,
): readonly ToldFact[] {
  const { language } = choice;
  const { facts } = listFacts(db, { caseId, filter: choice.filter, cursor: null, limit: mostFacts });
  const documents = new Map<InterviewId, InterviewDocument>();
  const documentOf = (id: InterviewId): InterviewDocument => {
    const found = documents.get(id) ?? readDocument(db, id);
    documents.set(id, found);
    return found;
  };
  return facts.flatMap(({ id }) => {
    const fact = readFact(db, id);
    if (fact === null) return [];
    const citations = fact.citations
      .filter(({ kind }) => choice.sources === 'all' || (choice.sources === 'exhibits' && kind === 'exhibit'))
      .map((citation) => cite(citation, language, documentOf));
    return [
      {
        date: fact.date === null ? '' : capitalised(describeUncertainDate(fact.date.edtf, language)),
        statement: asSentence(fact.statement.trim()),
        isDisputed: fact.disputed,
        details: [
          ...(fact.place.trim() === '' ? [] : [placeLine(fact.place.trim(), language)]),
          ...(choice.withSourceKind ? [sourceLine(fact.sourceKind, language)] : []),
          ...(choice.withConfidence ? [certaintyLine(fact.confidence, language)] : []),
        ],
        note: joinCitations([...new Set(citations)], language),
      },
    ];
  });
}

/** More than any case holds: the table of the largest case takes a few seconds to write. */
const mostFacts = 20_000;

function cite(
  citation: Citation,
  language: Language,
  documentOf: (id: InterviewId) => InterviewDocument,
): string {
  if (citation.kind === 'exhibit') return citeExhibit(citation, language);
  const document = documentOf(citation.interviewId);
  const found = findPassage(document, citation);
  const paragraphs = textBlocks(document).filter(({ text }) => text.trim() !== '');
  const index =
    found === null || found.match === 'changed'
      ? -1
      : paragraphs.findIndex(({ id }) => id === found.block.id);
  return citeInterview(citation.heldOn, index < 0 ? null : index + 1, language);
}

/** Everybody of the vault, with the case each belongs to. */
export function listRecognisable(
  db: ReadableDatabase,
): readonly (Recognisable & { readonly id: PersonId; readonly caseId: CaseId; readonly caseCode: string })[] {
  return db.all(sql`
    SELECT people.id, people.case_id AS caseId, cases.code AS caseCode, people.family_name AS familyName,
      people.given_names AS givenNames, people.native_script_name AS nativeScriptName,
      people.other_names AS otherNames, people.telephone, people.email, people.elected_domicile AS address
    FROM people
    JOIN cases ON cases.id = people.case_id
    ORDER BY cases.code, people.created_at, people.id
  `);
}
