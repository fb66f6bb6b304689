import { filingDeclarations } from '../../shared/filings/kinds';
import type { Language } from '../../shared/kernel/languages';
import { isAnswerName, isFittingAnswer } from '../../shared/filings/answers';
import type { FilingDraft } from '../../shared/filings/schemas';
import {
  filingSnapshotSchema,
  namedRoles,
  type FilingSnapshot,
  type OpenRequirement,
  type SnapshotDeadline,
  type Source,
  type Sourced,
} from '../../shared/filings/snapshot';
import type { CaseId, EvidenceFileId } from '../../shared/kernel/ids';
import type { Clock } from '../../shared/kernel/time';
import type { ReadableDatabase } from '../db/database';
import { listWithdrawnNumbers } from '../exhibits/numbers';
import { listPictureFiles } from '../exhibits/pictures';
import { printExhibitNumber } from '../../shared/exhibits/numbering';
import { sql } from '../db/sql';
import { deriveDeadlines } from '../deadlines/derive';
import { listSettlements } from '../deadlines/store';
import { openShelf } from '../packs/shelf';
import { listEvents, listRequirements, readProcedure } from '../procedures/store';
import { readAnswers } from './store';

interface CaseRow {
  readonly id: string;
  readonly code: string;
  readonly file_language: string;
  readonly immigration_office_number: string;
  readonly prosecution_number: string;
  readonly police_report_number: string;
  readonly advocate_name: string;
  readonly centre_name: string;
  readonly centre_address: string;
  readonly updated_at: string;
}
interface PersonRow {
  readonly id: string;
  readonly role: string;
  readonly family_name: string;
  readonly given_names: string;
  readonly native_script_name: string;
  readonly other_names: string;
  readonly birth_date_edtf: string;
  readonly birth_place: string;
  readonly nationalities: string;
  readonly gender: string;
  readonly spoken_languages: string;
  readonly identity_document: string;
  readonly national_number: string;
  readonly organisation: string;
  readonly telephone: string;
  readonly email: string;
  readonly elected_domicile: string;
  readonly updated_at: string;
}
interface EventRow {
  readonly id: string;
  readonly kind: string;
  readonly happened_on: string;
  readonly printed_from: string | null;
  readonly printed_until: string | null;
  readonly channel: string | null;
  readonly reference: string;
  readonly created_at: string;
}
interface FactRow {
  readonly id: string;
  readonly statement: string;
  readonly date_edtf: string;
  readonly place: string;
  readonly source_kind: string;
  readonly confidence: string;
  readonly disputed: number;
  readonly updated_at: string;
}
interface ExhibitRow {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly date_edtf: string;
  readonly author: string;
  readonly pages: number | null;
  readonly language: string;
  readonly translation: string;
  readonly sha256: string;
  readonly updated_at: string;
}

/**
 * Reads everything a filing may be made from. Call it inside a transaction, so that all of it is of one moment.
 *
 * @returns null when there is no such case
 */
export function takeSnapshot(
  {
    db,
    clock,
    resourcesFolder,
  }: { readonly db: ReadableDatabase; readonly clock: Clock; readonly resourcesFolder: string },
  { caseId, filingKind, language }: FilingDraft,
): FilingSnapshot | null {
  const record = db.get<CaseRow>(sql`
    SELECT id, code, file_language, immigration_office_number, prosecution_number, police_report_number,
      advocate_name, centre_name, centre_address, updated_at
    FROM cases
    WHERE id = ${caseId}
  `);
  if (record === undefined) return null;
  const declaration = filingDeclarations[filingKind];
  const ofCase = from('case', record.id, record.updated_at);
  return filingSnapshotSchema.parse({
    format: 1,
    takenAt: clock.now(),
    today: clock.today(),
    caseId,
    filingKind,
    language,
    case: {
      code: ofCase(record.code),
      fileLanguage: ofCase(record.file_language),
      immigrationOfficeNumber: ofCase(record.immigration_office_number),
      prosecutionNumber: ofCase(record.prosecution_number),
      policeReportNumber: ofCase(record.police_report_number),
      advocateName: ofCase(record.advocate_name),
      centreName: ofCase(record.centre_name),
      centreAddress: ofCase(record.centre_address),
    },
    people: readPeople(db, caseId, [...namedRoles, ...(declaration.alsoNames ?? [])]),
    events: readEvents(db, caseId),
    interviews: db
      .all<{ id: string; held_on: string; updated_at: string }>(
        sql`SELECT id, held_on, updated_at FROM interviews WHERE case_id = ${caseId} AND removed_at IS NULL ORDER BY held_on, id`,
      )
      .map((row) => ({ id: row.id, heldOn: from('interview', row.id, row.updated_at)(row.held_on) })),
    exhibits: readExhibits(db, caseId),
    withdrawnNumbers: listWithdrawnNumbers(db, caseId).map(printExhibitNumber),
    picturesShown: [],
    picturesMissing: [],
    facts: declaration.tellsFacts === true ? readFacts(db, caseId) : [],
    deadlines: readDeadlines({ db, resourcesFolder }, caseId, declaration.keepsDeadlines ?? []),
    openRequirements:
      declaration.tellsMissing === true
        ? readOpenRequirements({ db, resourcesFolder }, caseId, language)
        : [],
    otherSuspensionSent: otherSuspensionSent(db, caseId, filingKind),
    neverWriteToClient: declaration.tellsMissing === true && neverWriteToClient(db, caseId),
    requirements: db
      .all<{ requirement_id: string; exhibit_id: string; updated_at: string }>(
        sql`
          SELECT requirement_id, exhibit_id, updated_at
          FROM case_requirements
          WHERE case_id = ${caseId} AND exhibit_id IS NOT NULL
          ORDER BY requirement_id
        `,
      )
      .map((row) => ({
        id: row.requirement_id,
        exhibitId: from('exhibit', row.exhibit_id, row.updated_at)(row.exhibit_id),
      })),
    answers: Object.fromEntries(
      Object.entries(readAnswers(db, { caseId, filingKind, language }))
        .filter(([name, { value }]) => isAnswerName(name) && isFittingAnswer(name, value))
        .map(([name, { value, changedAt }]) => [name, from('answer', null, changedAt)(value)]),
    ),
  } satisfies Record<keyof FilingSnapshot, unknown>);
}

/**
 * What a filing keeps of its snapshot: of facts, and of people only some filings may name, those that were chosen for it.
 *
 * @param pictures  originals whose pictures stand in its document, and exhibits that have none to show there
 */
export function keepWhatIsTold(
  snapshot: FilingSnapshot,
  pictures: { readonly shown: readonly EvidenceFileId[]; readonly missing: readonly string[] },
): FilingSnapshot {
  const chosen = new Set(
    Object.values(snapshot.answers).flatMap(({ value }) => (Array.isArray(value) ? value : [value])),
  );
  const alwaysNamed: readonly string[] = namedRoles;
  return {
    ...snapshot,
    picturesShown: [...pictures.shown],
    picturesMissing: [...pictures.missing],
    people: snapshot.people.filter(({ id, role }) => alwaysNamed.includes(role) || chosen.has(id)),
    facts: snapshot.facts.filter(({ id }) => chosen.has(id)),
  };
}

/** The open deadlines of these rules, as the agenda has them. A case without a procedure follows the pack of the filings. */
function readDeadlines(
  { db, resourcesFolder }: { readonly db: ReadableDatabase; readonly resourcesFolder: string },
  caseId: CaseId,
  ruleIds: readonly string[] | 'all',
): SnapshotDeadline[] {
  if (ruleIds.length === 0) return [];
  const shelf = openShelf({ db, resourcesFolder });
  const procedure = readProcedure(db, caseId);
  const pack = procedure === undefined ? shelf.current('be-thb') : shelf.ofCase(procedure);
  if (pack === undefined) return [];
  return deriveDeadlines(pack, listEvents(db, caseId), listSettlements(db, caseId))
    .filter(({ rule, settled }) => settled === null && (ruleIds === 'all' || ruleIds.includes(rule.id)))
    .map(({ rule, event, deadline }) => ({
      ruleId: rule.id,
      eventId: event.id,
      date: deadline.date,
      actBy: deadline.actBy,
      verify: rule.verify,
    }));
}

/** What is not there of what the procedure asks for; what stands before the phase of the case is over and left out. */
function readOpenRequirements(
  { db, resourcesFolder }: { readonly db: ReadableDatabase; readonly resourcesFolder: string },
  caseId: CaseId,
  language: Language,
): OpenRequirement[] {
  const procedure = readProcedure(db, caseId);
  const pack = procedure === undefined ? undefined : openShelf({ db, resourcesFolder }).ofCase(procedure);
  const phase = pack?.phases.find(({ id }) => id === procedure?.phaseId);
  if (pack === undefined || phase === undefined) return [];
  const asked = new Set([phase.id, ...phase.next]);
  const storedById = listRequirements(db, caseId);
  return pack.requirements
    .filter((requirement) => asked.has(requirement.phase))
    .filter(({ id }) => ['missing', 'requested'].includes(storedById.get(id)?.state ?? 'missing'))
    .map(({ id, name, provider, need }) => ({
      id,
      name: name[language],
      provider,
      holderPersonId: storedById.get(id)?.holderPersonId ?? null,
      isSuggested: need === 'required',
    }));
}

/** Extreme urgency for a petition with suspension, and the other way round; annulment alone asks for none. */
function otherSuspensionSent(db: ReadableDatabase, caseId: CaseId, filingKind: string): boolean {
  if (filingKind === 'F18') {
    return (
      db.get(sql`SELECT 1 FROM dispatches WHERE case_id = ${caseId} AND filing_kind = 'F19'`) !== undefined
    );
  }
  if (filingKind !== 'F19') return false;
  return (
    db.get(sql`
      SELECT 1 FROM dispatches
      JOIN filings ON filings.id = dispatches.filing_id
      WHERE dispatches.case_id = ${caseId} AND filings.filing_kind = 'F18'
        AND json_extract(filings.snapshot, '$.answers."petition.action".value') = 'annulmentAndSuspension'
    `) !== undefined
  );
}

function neverWriteToClient(db: ReadableDatabase, caseId: CaseId): boolean {
  return (
    db.get(sql`
      SELECT 1 FROM safe_contact_rules AS rules
      JOIN people ON people.id = rules.person_id
      WHERE people.case_id = ${caseId} AND people.role = 'client' AND rules.never_write = 1
    `) !== undefined
  );
}

function readFacts(db: ReadableDatabase, caseId: string): unknown[] {
  const citations = db.all<{
    fact_id: string;
    held_on: string | null;
    exhibit_id: string | null;
    locator: string;
  }>(sql`
    SELECT fact_citations.fact_id, interviews.held_on, fact_citations.exhibit_id, fact_citations.locator
    FROM fact_citations
    JOIN facts ON facts.id = fact_citations.fact_id
    LEFT JOIN interviews ON interviews.id = fact_citations.interview_id
    WHERE facts.case_id = ${caseId}
    ORDER BY fact_citations.fact_id, fact_citations.ordinal
  `);
  const citationsByFact = new Map<string, (typeof citations)[number][]>();
  for (const citation of citations) {
    citationsByFact.set(citation.fact_id, [...(citationsByFact.get(citation.fact_id) ?? []), citation]);
  }
  return db
    .all<FactRow>(
      sql`
        SELECT id, statement, date_edtf, place, source_kind, confidence, disputed, updated_at
        FROM facts
        WHERE case_id = ${caseId}
        ORDER BY sort_key, id
      `,
    )
    .map((row) => {
      const ofFact = from('fact', row.id, row.updated_at);
      return {
        id: row.id,
        statement: ofFact(row.statement),
        date: ofFact(row.date_edtf),
        place: ofFact(row.place),
        sourceKind: row.source_kind,
        confidence: row.confidence,
        disputed: row.disputed === 1,
        citations: (citationsByFact.get(row.id) ?? []).map(({ held_on, exhibit_id, locator }) =>
          exhibit_id === null
            ? { kind: 'interview', heldOn: held_on }
            : { kind: 'exhibit', exhibitId: exhibit_id, locator },
        ),
      };
    });
}

function readPeople(db: ReadableDatabase, caseId: string, roles: readonly string[]): unknown[] {
  return db
    .all<PersonRow>(
      sql`
        SELECT id, role, family_name, given_names, native_script_name, other_names, birth_date_edtf, birth_place, nationalities,
          gender, spoken_languages, identity_document, national_number, organisation, telephone, email,
          elected_domicile, updated_at
        FROM people
        WHERE case_id = ${caseId}
        ORDER BY created_at, id
      `,
    )
    .filter(({ role }) => roles.includes(role))
    .map((row) => {
      const ofPerson = from('person', row.id, row.updated_at);
      return {
        id: row.id,
        role: row.role,
        familyName: ofPerson(row.family_name),
        givenNames: ofPerson(row.given_names),
        nativeScriptName: ofPerson(row.native_script_name),
        otherNames: ofPerson(row.other_names),
        birthDate: ofPerson(row.birth_date_edtf),
        birthPlace: ofPerson(row.birth_place),
        nationalities: ofPerson<unknown>(JSON.parse(row.nationalities)),
        gender: ofPerson(row.gender),
        spokenLanguages: ofPerson<unknown>(JSON.parse(row.spoken_languages)),
        identityDocument: ofPerson(row.identity_document),
        nationalNumber: ofPerson(row.national_number),
        organisation: ofPerson(row.organisation),
        telephone: ofPerson(row.telephone),
        email: ofPerson(row.email),
        electedDomicile: ofPerson(row.elected_domicile),
      };
    });
}

function readEvents(db: ReadableDatabase, caseId: string): unknown[] {
  return db
    .all<EventRow>(
      sql`
        SELECT id, kind, happened_on, printed_from, printed_until, channel, reference, created_at
        FROM case_events
        WHERE case_id = ${caseId}
        ORDER BY happened_on, id
      `,
    )
    .map((row) => {
      const ofEvent = from('event', row.id, row.created_at);
      return {
        id: row.id,
        kind: row.kind,
        happenedOn: ofEvent(row.happened_on),
        printedFrom: ofEvent(row.printed_from),
        printedUntil: ofEvent(row.printed_until),
        channel: ofEvent(row.channel),
        reference: ofEvent(row.reference),
      };
    });
}

function readExhibits(db: ReadableDatabase, caseId: CaseId): unknown[] {
  const pictures = listPictureFiles(db, caseId);
  return db
    .all<ExhibitRow>(
      sql`
        SELECT id, label, title, date_edtf, author, pages, language, translation, sha256, updated_at
        FROM exhibits
        WHERE case_id = ${caseId}
        ORDER BY number
      `,
    )
    .map((row) => {
      const ofExhibit = from('exhibit', row.id, row.updated_at);
      return {
        id: row.id,
        number: ofExhibit(row.label),
        title: ofExhibit(row.title),
        date: ofExhibit(row.date_edtf),
        author: ofExhibit(row.author),
        pages: ofExhibit(row.pages),
        language: ofExhibit(row.language),
        translation: ofExhibit(row.translation),
        sha256: ofExhibit(row.sha256),
        pictures: pictures.filter(({ exhibitId }) => exhibitId === row.id).map(({ id }) => id),
      };
    });
}

function from(kind: Source['kind'], recordId: string | null, changedAt: string) {
  return <Value>(value: Value): Sourced<Value> => ({ value, source: { kind, recordId }, changedAt });
}
