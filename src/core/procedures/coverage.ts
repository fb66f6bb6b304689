import { z } from 'zod';
import type { DocumentParagraph } from '../../shared/departures/objections';
import { filingDeclarations, type FilingKind } from '../../shared/filings/kinds';
import type { CaseId } from '../../shared/kernel/ids';
import type { Language } from '../../shared/kernel/languages';
import { err, ok } from '../../shared/kernel/result';
import {
  coverageContract,
  coverageSchema,
  mapCoverage,
  mostNamed,
  type Coverage,
} from '../../shared/procedures/coverage';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { onPaper, recordCopy } from '../departures/copy-record';
import { passGateWith } from '../departures/depart';
import { findInText } from '../departures/gate';
import { listExhibits } from '../evidence/store';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { openShelf } from '../packs/shelf';
import { listRequirements, readCaseHead, readProcedure } from './store';

const longestStatement = 200;
const idsSchema = z.array(z.string());

export const coverageHandlers: Handlers<typeof coverageContract> = {
  'procedures.coverage': (deps, { caseId, language, filingKind }) => {
    const head = readCaseHead(deps.db, caseId);
    return head === undefined
      ? err({ kind: 'caseNotFound' })
      : ok(coverageOf(deps, { caseId, caseCode: head.code, language, filingKind }));
  },

  'procedures.printCoverage': async (deps, { caseId, language, to, reason, reasonKind }) => {
    const { db, host } = deps;
    const head = readCaseHead(db, caseId);
    if (head === undefined) return err({ kind: 'caseNotFound' });
    const shown = coverageOf(deps, { caseId, caseCode: head.code, language, filingKind: null });
    const findings = findInText(db, caseId, wordsOf(shown), { childrenMeant: false, contactMeant: false });
    const passed = passGateWith(deps, { caseId, to, told: ['account', 'papers', 'stay'], findings, reason });
    if (!passed.ok) return passed;
    switch (await host.printPage()) {
      case 'printed':
        db.transaction(() =>
          recordCopy(
            deps,
            {
              departures: [
                { caseId, kind: 'coverage', to, objections: [...passed.value], reason, reasonKind },
              ],
              custody: [],
              audit: [{ action: 'procedure.coveragePrinted', subjectId: caseId, caseId }],
            },
            onPaper,
          ),
        );
        return ok({});
      case 'cancelled':
        return err({ kind: 'printCancelled' });
      case 'failed':
        return err({ kind: 'printFailed' });
    }
  },
};

/** What stands on the paper in words of the case. */
function wordsOf({ rows, serving }: Coverage): readonly DocumentParagraph[] {
  const facts = [...rows.flatMap((row) => row.facts.named), ...serving.noFacts.named];
  const exhibits = [...rows.flatMap((row) => row.exhibits.named), ...serving.noExhibits.named];
  const said = [
    ...facts.map(({ statement }) => statement),
    ...exhibits.map(({ title }) => title),
    ...rows.flatMap(({ paragraphs }) => paragraphs.named.map(({ title }) => title)),
    ...serving.noInterviews.map(({ title }) => title),
  ];
  return said.map((text, index) => ({ part: 'text', paragraph: index + 1, text }));
}

function coverageOf(
  { db, clock, resourcesFolder }: VaultDeps,
  wanted: {
    readonly caseId: CaseId;
    readonly caseCode: string;
    readonly language: Language;
    readonly filingKind: FilingKind | null;
  },
): Coverage {
  const { caseId, caseCode, language, filingKind } = wanted;
  const procedure = readProcedure(db, caseId);
  const pack = procedure === undefined ? undefined : openShelf({ db, resourcesFolder }).ofCase(procedure);
  const conditions = pack?.conditions ?? [];
  const requirements = pack?.requirements ?? [];
  const storedById = listRequirements(db, caseId);
  const needed = new Set(
    pack === undefined || procedure === undefined
      ? []
      : filingKind === null
        ? neededNext(pack, procedure.phaseId)
        : neededFor(pack, filingKind),
  );

  const facts = readFacts(db, caseId);
  const factsById = new Map<string, (typeof facts)[number]>(facts.map((fact) => [fact.id, fact]));
  const exhibits = listExhibits(db, caseId);
  const exhibitsById = new Map<string, (typeof exhibits)[number]>(exhibits.map((each) => [each.id, each]));
  const interviews = readInterviews(db, caseId);
  const interviewsById = new Map(interviews.map((each) => [each.id, each]));
  const map = mapCoverage(
    conditions.map(({ id }) => id),
    {
      facts,
      exhibitIds: exhibits.map(({ id }) => id),
      links: requirements.flatMap(({ id, proves }) => {
        const exhibitId = storedById.get(id)?.exhibitId;
        return exhibitId === undefined || exhibitId === null ? [] : [{ exhibitId, proves }];
      }),
    },
  );

  const namedFacts = (ids: readonly string[]) => ({
    count: ids.length,
    named: ids.slice(0, mostNamed).flatMap((id) => {
      const fact = factsById.get(id);
      if (fact === undefined) return [];
      const { statement, dateText, disputed } = fact;
      return [{ id, statement: shortened(statement), dateText, disputed }];
    }),
  });
  const namedExhibits = (ids: readonly string[]) => ({
    count: ids.length,
    named: ids.slice(0, mostNamed).flatMap((id) => {
      const exhibit = exhibitsById.get(id);
      return exhibit === undefined ? [] : [{ id, number: exhibit.number, title: exhibit.title }];
    }),
  });
  const citedInterviews = new Set(
    facts.flatMap(({ passages }) => passages.map((each) => each.split(' ')[0])),
  );

  return coverageSchema.parse({
    caseCode,
    today: clock.today(),
    rows: conditions.map(({ id, kind, name, text }) => {
      const { factIds = [], exhibitIds = [], passages = [] } = map.byCondition.get(id) ?? {};
      return {
        id,
        kind,
        name: name[language],
        text: text[language],
        isNeeded: needed.has(id),
        facts: namedFacts(factIds),
        exhibits: namedExhibits(exhibitIds),
        paragraphs: {
          count: passages.length,
          named: passages.slice(0, mostNamed).flatMap((passage) => {
            const [interviewId = '', blockId = ''] = passage.split(' ');
            const interview = interviewsById.get(interviewId);
            return interview === undefined
              ? []
              : [{ interviewId, blockId, title: interview.title, heldOn: interview.heldOn }];
          }),
        },
        requirements: requirements
          .filter(({ proves }) => proves.includes(id))
          .map((requirement) => ({
            id: requirement.id,
            name: requirement.name[language],
            state: storedById.get(requirement.id)?.state ?? 'missing',
          })),
        holes: [
          ...(factIds.length === 0 ? ['noFact'] : []),
          ...(exhibitIds.length === 0 ? ['noExhibit'] : []),
        ],
      };
    }),
    serving: {
      noFacts: namedFacts(map.idleFactIds),
      noExhibits: namedExhibits(map.idleExhibitIds),
      noInterviews: interviews.filter(({ id }) => !citedInterviews.has(id)),
    },
  });
}

/** What must be shown to enter one of the phases that can follow. */
function neededNext(pack: ProcedurePack, phaseId: string): readonly string[] {
  const next = pack.phases.find(({ id }) => id === phaseId)?.next ?? [];
  return pack.phases.filter(({ id }) => next.includes(id)).flatMap(({ needs }) => needs);
}

/** What must be shown to enter the phase the filing asks for, and what the documents annexed to it prove. */
function neededFor(pack: ProcedurePack, filingKind: FilingKind): readonly string[] {
  const { stage } = filingDeclarations[filingKind];
  return [
    ...pack.phases.filter(({ id }) => id === stage).flatMap(({ needs }) => needs),
    ...pack.requirements
      .filter(({ filings }) => filings.includes(filingKind))
      .flatMap(({ proves }) => proves),
  ];
}

function readFacts(db: ReadableDatabase, caseId: CaseId) {
  const citations = db.all<{
    fact_id: string;
    interview_id: string | null;
    block_id: string | null;
    exhibit_id: string | null;
  }>(sql`
    SELECT fact_citations.fact_id, fact_citations.interview_id, fact_citations.block_id, fact_citations.exhibit_id
    FROM fact_citations
    JOIN facts ON facts.id = fact_citations.fact_id
    LEFT JOIN interviews ON interviews.id = fact_citations.interview_id
    WHERE facts.case_id = ${caseId} AND interviews.removed_at IS NULL
    ORDER BY fact_citations.fact_id, fact_citations.ordinal
  `);
  const citationsByFact = new Map<string, (typeof citations)[number][]>();
  for (const citation of citations) {
    const known = citationsByFact.get(citation.fact_id);
    if (known === undefined) citationsByFact.set(citation.fact_id, [citation]);
    else known.push(citation);
  }
  return db
    .all<{ id: string; statement: string; date_text: string; disputed: number; condition_ids: string }>(
      sql`
        SELECT id, statement, date_text, disputed, condition_ids FROM facts
        WHERE case_id = ${caseId} ORDER BY sort_key, id
      `,
    )
    .map((row) => {
      const cited = citationsByFact.get(row.id) ?? [];
      return {
        id: row.id,
        statement: row.statement,
        dateText: row.date_text,
        disputed: row.disputed === 1,
        conditionIds: idsSchema.parse(JSON.parse(row.condition_ids)),
        exhibitIds: cited.flatMap(({ exhibit_id }) => exhibit_id ?? []),
        passages: cited.flatMap(({ interview_id, block_id }) =>
          interview_id === null || block_id === null ? [] : [`${interview_id} ${block_id}`],
        ),
      };
    });
}

function readInterviews(db: ReadableDatabase, caseId: CaseId) {
  return db.all<{ id: string; title: string; heldOn: string }>(sql`
    SELECT id, title, held_on AS heldOn FROM interviews
    WHERE case_id = ${caseId} AND removed_at IS NULL ORDER BY held_on, id
  `);
}

function shortened(statement: string): string {
  return statement.length <= longestStatement
    ? statement
    : `${statement.slice(0, longestStatement).trimEnd()}…`;
}
