import { answerControls, isAnswerName } from '../../shared/filings/answers';
import { withoutCitations } from '../../shared/drafts/citations';
import { edtfRange } from '../../shared/filings/dates';
import type { InterviewDocument, Provenance } from '../../shared/interviews/document';
import { textBlocks } from '../../shared/interviews/document';
import type { SearchKind } from '../../shared/search/contract';
import { documentToPlainText, readDocumentText } from '../filings/document-text';
import { readPackage } from '../filings/package-reader';
import type { ReadableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';

/** A piece of a record that can be found, before its words are divided. */
export interface Passage {
  readonly caseId: string;
  readonly kind: SearchKind;
  /** Id of the record; of answers `answersId`. */
  readonly subjectId: string;
  /** '' for a record as a whole. */
  readonly part: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly isSensitive: boolean;
  /** Of a paragraph of an interview; '' for everything else. */
  readonly provenance: Provenance | '';
  readonly text: string;
}

/** Which records: one of them, or all of a case. */
export type Whose = { readonly id: string } | { readonly caseId: string };

const undated = { firstDay: '', lastDay: '' } as const;
const fieldDivider = ' · ';

/** Part of an interview that holds what is known about the conversation. */
export const detailsPart = 'details';

/** What answers for a filing are called in the index. */
export function answersId(draft: {
  readonly caseId: string;
  readonly filingKind: string;
  readonly language: string;
}): string {
  return `${draft.caseId} ${draft.filingKind} ${draft.language}`;
}

export function passagesOfCases(db: ReadableDatabase, whose: { readonly id: string }): readonly Passage[] {
  return db
    .all<
      Record<
        | 'id'
        | 'openedOn'
        | 'code'
        | 'office'
        | 'prosecution'
        | 'police'
        | 'advocate'
        | 'centre'
        | 'address'
        | 'note',
        string
      >
    >(
      sql`
        SELECT id, opened_on AS openedOn, code, immigration_office_number AS office,
          prosecution_number AS prosecution, police_report_number AS police, advocate_name AS advocate,
          centre_name AS centre, centre_address AS address, note
        FROM cases
        WHERE id = ${whose.id}
      `,
    )
    .flatMap((row) =>
      passage(row.id, 'case', row.id, onDay(row.openedOn), [
        row.code,
        row.office,
        row.prosecution,
        row.police,
        row.advocate,
        row.centre,
        row.address,
        row.note,
      ]),
    );
}

/** Safe-contact rules are left out: a code word must not stand in a list of results. */
export function passagesOfPeople(db: ReadableDatabase, whose: Whose): readonly Passage[] {
  return db
    .all<
      Record<
        | 'id'
        | 'caseId'
        | 'given'
        | 'family'
        | 'native'
        | 'others'
        | 'birthPlace'
        | 'identityDocument'
        | 'nationalNumber'
        | 'organisation'
        | 'telephone'
        | 'email'
        | 'domicile'
        | 'note',
        string
      >
    >(
      sql`
        SELECT id, case_id AS caseId, given_names AS given, family_name AS family, native_script_name AS native,
          other_names AS others, birth_place AS birthPlace, identity_document AS identityDocument,
          national_number AS nationalNumber, organisation, telephone, email, elected_domicile AS domicile, note
        FROM people
        WHERE ${isOf(whose)}
        ORDER BY id
      `,
    )
    .flatMap((row) =>
      passage(row.caseId, 'person', row.id, undated, [
        [row.given, row.family].filter((part) => part !== '').join(' '),
        row.native,
        ...row.others.split('\n'),
        row.birthPlace,
        row.identityDocument,
        row.nationalNumber,
        row.organisation,
        row.telephone,
        row.email,
        row.domicile,
        row.note,
      ]),
    );
}

/** None for an interview that was put aside. */
export function passagesOfInterviews(db: ReadableDatabase, whose: Whose): readonly Passage[] {
  return db
    .all<
      Record<
        'id' | 'caseId' | 'heldOn' | 'title' | 'interpreter' | 'present' | 'stopNote' | 'document',
        string
      >
    >(
      sql`
        SELECT id, case_id AS caseId, held_on AS heldOn, title, interpreter, persons_present AS present,
          stop_note AS stopNote, document
        FROM interviews
        WHERE ${isOf(whose)} AND removed_at IS NULL
        ORDER BY id
      `,
    )
    .flatMap((row) => {
      const common = {
        caseId: row.caseId,
        kind: 'interview',
        subjectId: row.id,
        ...onDay(row.heldOn),
      } as const;
      // What stands in the column was checked when it was written.
      const document = JSON.parse(row.document) as InterviewDocument;
      return [
        ...passage(
          row.caseId,
          'interview',
          row.id,
          onDay(row.heldOn),
          [row.title, row.interpreter, ...row.present.split('\n'), row.stopNote],
          detailsPart,
        ),
        ...textBlocks(document).flatMap((block): readonly Passage[] => {
          const text = oneLine(block.text);
          if (text === '') return [];
          const { id, sensitive, provenance } = block;
          return [{ ...common, part: id, isSensitive: sensitive, provenance, text }];
        }),
        ...db
          .all<{ readonly id: string; readonly text: string; readonly reason: string }>(
            sql`SELECT id, text, reason FROM interview_addenda WHERE interview_id = ${row.id} ORDER BY ordinal`,
          )
          .flatMap((addendum) =>
            passage(
              row.caseId,
              'interview',
              row.id,
              onDay(row.heldOn),
              [addendum.text, addendum.reason],
              `addendum ${addendum.id}`,
            ),
          ),
      ];
    });
}

export function passagesOfFacts(db: ReadableDatabase, whose: Whose): readonly Passage[] {
  return db
    .all<
      Record<'id' | 'caseId' | 'statement' | 'dateEdtf' | 'place' | 'note' | 'disputeNote', string> & {
        /** How it was told elsewhere, and why otherwise. */
        readonly told: string | null;
        readonly earliest: string | null;
        readonly latest: string | null;
      }
    >(
      sql`
        SELECT id, case_id AS caseId, statement, date_edtf AS dateEdtf, earliest, latest,
          place, note, dispute_note AS disputeNote,
          (
            SELECT group_concat(wording || char(10) || reason, char(10) ORDER BY account_id)
            FROM account_statements WHERE account_statements.fact_id = facts.id
          ) AS told
        FROM facts
        WHERE ${isOf(whose)}
        ORDER BY id
      `,
    )
    .flatMap((row) =>
      passage(row.caseId, 'fact', row.id, row.dateEdtf === '' ? undated : fromUntil(row), [
        row.statement,
        row.place,
        row.note,
        row.disputeNote,
        row.told ?? '',
      ]),
    );
}

export function passagesOfExhibits(db: ReadableDatabase, whose: Whose): readonly Passage[] {
  return db
    .all<Record<'id' | 'caseId' | 'title' | 'dateEdtf' | 'author' | 'origin' | 'note' | 'marks', string>>(
      sql`
        SELECT id, case_id AS caseId, title, date_edtf AS dateEdtf, author, origin, note,
          (
            SELECT coalesce(group_concat(words, char(10) ORDER BY at_ms, evidence_marks.id), '')
            FROM evidence_marks JOIN evidence_files ON evidence_files.id = evidence_file_id
            WHERE evidence_files.exhibit_id = exhibits.id
          ) AS marks
        FROM exhibits
        WHERE ${isOf(whose)}
        ORDER BY id
      `,
    )
    .flatMap((row) =>
      passage(
        row.caseId,
        'exhibit',
        row.id,
        row.dateEdtf === '' ? undated : fromUntil(edtfRange(row.dateEdtf)),
        [row.title, row.author, row.origin, row.note, row.marks],
      ),
    )
    .concat(passagesOfOriginals(db, whose));
}

/** The words of the PDFs that belong to exhibits, found under these. */
function passagesOfOriginals(db: ReadableDatabase, whose: Whose): readonly Passage[] {
  return db
    .all<Record<'id' | 'caseId' | 'dateEdtf' | 'originalId' | 'words', string>>(
      sql`
        SELECT exhibits.id, exhibits.case_id AS caseId, date_edtf AS dateEdtf, evidence_files.id AS originalId, words
        FROM exhibits
        JOIN evidence_files ON evidence_files.exhibit_id = exhibits.id
        JOIN evidence_words ON evidence_file_id = evidence_files.id
        WHERE ${'id' in whose ? sql`exhibits.id = ${whose.id}` : sql`exhibits.case_id = ${whose.caseId}`}
        ORDER BY exhibits.id, evidence_files.id
      `,
    )
    .flatMap((row) =>
      passage(
        row.caseId,
        'exhibit',
        row.id,
        row.dateEdtf === '' ? undated : fromUntil(edtfRange(row.dateEdtf)),
        [row.words],
        row.originalId,
      ),
    );
}

/**
 * Messages and notices of a conversation, each by itself.
 */
/** @param part of a conversation, by the sequence of its messages; `until` is not part of it */
export function passagesOfConversations(
  db: ReadableDatabase,
  whose: Whose,
  part?: { readonly from: number; readonly until: number },
): readonly Passage[] {
  return db
    .all<
      Record<'id' | 'caseId' | 'at' | 'subject' | 'text' | 'attachments' | 'translation', string> & {
        readonly sequence: number;
      }
    >(
      sql`
        SELECT conversations.id, case_id AS caseId, sequence, at, subject, conversation_messages.text AS text,
          attachments, coalesce(message_translations.text, '') AS translation
        FROM conversation_messages
        JOIN conversations ON conversations.id = conversation_id
        LEFT JOIN message_translations USING (conversation_id, sequence)
        WHERE ${'id' in whose ? sql`conversation_id = ${whose.id}` : sql`case_id = ${whose.caseId}`}
          ${part === undefined ? sql`` : sql`AND sequence >= ${part.from} AND sequence < ${part.until}`}
        ORDER BY conversations.id, sequence
      `,
    )
    .flatMap((row) => passagesOfMessage(row.caseId, row.id, row));
}

/** What can be found of one message: subject, words, the names of its files, and their translation. */
export function passagesOfMessage(
  caseId: string,
  conversationId: string,
  message: {
    readonly sequence: number;
    readonly at: string;
    readonly subject: string;
    readonly text: string;
    /** JSON. */
    readonly attachments: string;
    /** '' without one. */
    readonly translation: string;
  },
): readonly Passage[] {
  const day = message.at.slice(0, 10);
  const files = message.attachments === '[]' ? [] : (JSON.parse(message.attachments) as readonly string[]);
  return passage(
    caseId,
    'message',
    conversationId,
    day === '' ? undated : onDay(day),
    // Not the sender: a name that is hidden elsewhere would show in what is found.
    [message.subject, message.text, ...files, message.translation],
    String(message.sequence),
  );
}

/** What was typed as an answer; choices, days and ids are none of its words. */
export function passagesOfAnswers(
  db: ReadableDatabase,
  whose: { readonly caseId: string; readonly filingKind?: string; readonly language?: string },
): readonly Passage[] {
  const draft =
    whose.filingKind === undefined || whose.language === undefined
      ? sql``
      : sql`AND filing_kind = ${whose.filingKind} AND language = ${whose.language}`;
  return db
    .all<Record<'caseId' | 'filingKind' | 'language' | 'answers' | 'updatedAt', string>>(
      sql`
        SELECT case_id AS caseId, filing_kind AS filingKind, language, answers, updated_at AS updatedAt
        FROM filing_answers
        WHERE case_id = ${whose.caseId} ${draft}
        ORDER BY filing_kind, language
      `,
    )
    .flatMap((row) => {
      // As above.
      const answers = JSON.parse(row.answers) as Readonly<Record<string, { readonly value: unknown }>>;
      const texts = Object.entries(answers).flatMap(([name, { value }]) =>
        typeof value === 'string' && isTypedAnswer(name) ? [value] : [],
      );
      return passage(row.caseId, 'answers', answersId(row), onDay(row.updatedAt.slice(0, 10)), texts);
    });
}

function isTypedAnswer(name: string): boolean {
  return isAnswerName(name) && ['text', 'longText'].includes(answerControls[name].kind);
}

/** The documents that were made, each as one text. */
export function passagesOfFilings(db: ReadableDatabase, whose: Whose): readonly Passage[] {
  return db
    .all<{
      readonly id: string;
      readonly caseId: string;
      readonly generatedAt: string;
      readonly document: Uint8Array;
    }>(
      sql`
        SELECT id, case_id AS caseId, generated_at AS generatedAt, document
        FROM filings
        WHERE ${isOf(whose)}
        ORDER BY id
      `,
    )
    .flatMap((row) => {
      const parts = readPackage(row.document);
      if (!parts.ok) throw new Error(`A filing of the vault could not be read: ${parts.error.reason}`);
      const text = documentToPlainText(readDocumentText(parts.value));
      return passage(row.caseId, 'filing', row.id, onDay(row.generatedAt.slice(0, 10)), [text]);
    });
}

/** The texts that are worked on, each as one; what they cite is found under itself. */
export function passagesOfDrafts(db: ReadableDatabase, whose: Whose): readonly Passage[] {
  return db
    .all<Record<'id' | 'caseId' | 'savedAt' | 'blocks', string>>(
      sql`
        SELECT id, case_id AS caseId, saved_at AS savedAt, blocks
        FROM filing_drafts
        WHERE ${isOf(whose)}
        ORDER BY id
      `,
    )
    .flatMap((row) => {
      // Written by the store of drafts alone.
      const blocks = JSON.parse(row.blocks) as readonly { readonly text: string | null }[];
      const text = withoutCitations(blocks.map((block) => block.text ?? '').join('\n'));
      return passage(row.caseId, 'draft', row.id, onDay(row.savedAt.slice(0, 10)), [text]);
    });
}

function isOf(whose: Whose): Sql {
  return 'id' in whose ? sql`id = ${whose.id}` : sql`case_id = ${whose.caseId}`;
}

function passage(
  caseId: string,
  kind: SearchKind,
  subjectId: string,
  days: { readonly firstDay: string; readonly lastDay: string },
  fields: readonly string[],
  part = '',
): readonly Passage[] {
  const text = fields
    .map(oneLine)
    .filter((field) => field !== '')
    .join(fieldDivider);
  return text === ''
    ? []
    : [{ caseId, kind, subjectId, part, ...days, isSensitive: false, provenance: '', text }];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

function onDay(day: string): { readonly firstDay: string; readonly lastDay: string } {
  return { firstDay: day, lastDay: day };
}

function fromUntil(range: { readonly earliest: string | null; readonly latest: string | null }): {
  readonly firstDay: string;
  readonly lastDay: string;
} {
  return { firstDay: range.earliest ?? '0000-01-01', lastDay: range.latest ?? '9999-12-31' };
}
