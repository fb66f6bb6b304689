import { accountsContract } from '../../shared/accounts/contract';
import { casesContract } from '../../shared/cases/contract';
import { consentContract } from '../../shared/consent/contract';
import { conversationsContract } from '../../shared/conversations/contract';
import { deadlinesContract } from '../../shared/deadlines/contract';
import { departuresContract } from '../../shared/departures/contract';
import { draftsContract } from '../../shared/drafts/contract';
import { evidenceContract } from '../../shared/evidence/contract';
import { exhibitsContract } from '../../shared/exhibits/contract';
import { filingsContract } from '../../shared/filings/contract';
import { dispatchesContract } from '../../shared/filings/dispatches';
import { interviewsContract } from '../../shared/interviews/contract';
import type { Channel } from '../../shared/kernel/contract';
import { interviewIdSchema, type CaseId } from '../../shared/kernel/ids';
import type { Result } from '../../shared/kernel/result';
import { peopleContract } from '../../shared/people/contract';
import { proceduresContract } from '../../shared/procedures/contract';
import { coverageContract } from '../../shared/procedures/coverage';
import { retentionContract } from '../../shared/retention/contract';
import { timelineContract } from '../../shared/timeline/contract';
import { findCaseTables, isOfCase, type CaseTable } from '../backups/case-rows';
import { accountsHandlers } from '../accounts/handlers';
import { casesHandlers } from '../cases/handlers';
import { consentHandlers } from '../consent/handlers';
import { conversationsHandlers } from '../conversations/handlers';
import type { ReadableDatabase } from '../db/database';
import { identifier, sql } from '../db/sql';
import { deadlinesHandlers } from '../deadlines/handlers';
import { departuresHandlers } from '../departures/handlers';
import { draftsHandlers } from '../drafts/handlers';
import { evidenceHandlers } from '../evidence/handlers';
import { exhibitsHandlers } from '../exhibits/handlers';
import { dispatchHandlers } from '../filings/dispatch-handlers';
import { filingsHandlers } from '../filings/handlers';
import { interviewsHandlers } from '../interviews/handlers';
import { readDetails, readDocument, readGuide } from '../interviews/store';
import type { VaultDeps } from '../kernel/deps';
import { peopleHandlers } from '../people/handlers';
import { coverageHandlers } from '../procedures/coverage';
import { proceduresHandlers } from '../procedures/handlers';
import { retentionHandlers } from '../retention/handlers';
import { timelineHandlers } from '../timeline/handlers';

const contract = {
  ...accountsContract,
  ...casesContract,
  ...consentContract,
  ...conversationsContract,
  ...coverageContract,
  ...deadlinesContract,
  ...departuresContract,
  ...dispatchesContract,
  ...draftsContract,
  ...evidenceContract,
  ...exhibitsContract,
  ...filingsContract,
  ...interviewsContract,
  ...peopleContract,
  ...proceduresContract,
  ...retentionContract,
  ...timelineContract,
};

const handlers = {
  ...accountsHandlers,
  ...casesHandlers,
  ...consentHandlers,
  ...conversationsHandlers,
  ...coverageHandlers,
  ...deadlinesHandlers,
  ...departuresHandlers,
  ...dispatchHandlers,
  ...draftsHandlers,
  ...evidenceHandlers,
  ...exhibitsHandlers,
  ...filingsHandlers,
  ...interviewsHandlers,
  ...peopleHandlers,
  ...proceduresHandlers,
  ...retentionHandlers,
  ...timelineHandlers,
};

type Name = keyof typeof contract;

/** Queries that want nothing but a case. */
const ofCase = [
  'accounts.beforeAsking',
  'accounts.concordance',
  'cases.read',
  'consent.read',
  'departures.guarded',
  'departures.list',
  'drafts.list',
  'evidence.batches',
  'evidence.list',
  'evidence.originals',
  'evidence.unread',
  'exhibits.bundlePlan',
  'exhibits.sent',
  'filings.list',
  'interviews.list',
  'interviews.listRemoved',
  'people.list',
  'people.names',
  'retention.lookBeforePurge',
  'retention.readCase',
  'timeline.drafts',
  'timeline.linkedTime',
  'timeline.overview',
  'timeline.places',
  'timeline.settings',
  'timeline.views',
] as const satisfies readonly Name[];

/** Queries that want the language of the program besides. */
const ofCaseIn = [
  'deadlines.list',
  'filings.dispatches',
  'procedures.conditions',
  'procedures.coverage',
  'procedures.read',
  'procedures.steps',
  'procedures.ways',
] as const satisfies readonly Name[];

/** Queries about one record, by the table that has its id. */
const ofRecord = [
  { table: 'people', wants: 'personId', names: ['people.read'] },
  { table: 'facts', wants: 'factId', names: ['timeline.read'] },
  {
    table: 'interviews',
    wants: 'interviewId',
    names: ['interviews.read', 'interviews.versions', 'interviews.citations', 'timeline.factsByInterview'],
  },
  { table: 'interview_versions', wants: 'versionId', names: ['interviews.readVersion'] },
  { table: 'filings', wants: 'filingId', names: ['filings.text'] },
  { table: 'filing_drafts', wants: 'draftId', names: ['drafts.read', 'drafts.versions'] },
  { table: 'filing_draft_versions', wants: 'versionId', names: ['drafts.readVersion'] },
  { table: 'evidence_files', wants: 'evidenceFileId', names: ['evidence.marks'] },
  { table: 'conversations', wants: 'conversationId', names: ['conversations.read'] },
] as const satisfies readonly {
  readonly table: string;
  readonly wants: string;
  readonly names: readonly Name[];
}[];

const pageOfFacts = 500;
const pageOfMessages = 2000;

/**
 * Asks what the screens of a case ask, and holds the answers against the contract. Throws where one of them would be a fault
 * of the program. Nothing is written, and names that are read here do not count as shown.
 */
export function readEveryScreen(given: VaultDeps, caseId: CaseId): void {
  // Which names were shown is kept by vault; this one is another.
  const deps = { ...given, vault: { ...given.vault }, audit: () => {} };
  const { db } = deps;
  for (const name of ofCase) ask(deps, name, { caseId });
  for (const name of ofCaseIn) ask(deps, name, { caseId, language: 'en' });
  const tables = findCaseTables(db);
  for (const { table: wanted, wants, names } of ofRecord) {
    for (const id of idsOf(db, tables, wanted, caseId)) {
      for (const name of names) ask(deps, name, { [wants]: id });
    }
  }
  for (const draft of db.all(sql`
    SELECT case_id AS caseId, filing_kind AS filingKind, language FROM filing_answers WHERE case_id = ${caseId}
  `)) {
    ask(deps, 'filings.review', draft);
  }
  // One that was put aside can be brought back.
  for (const id of idsOf(db, tables, 'interviews', caseId)) {
    const interviewId = interviewIdSchema.parse(id);
    readDetails(db, interviewId);
    readDocument(db, interviewId);
    readGuide(db, interviewId);
  }
  for (let cursor: unknown = null; ;) {
    const page = timelineContract['timeline.list'].output.safeParse(
      ask(deps, 'timeline.list', { caseId, filter: {}, cursor, limit: pageOfFacts }),
    );
    if (!page.success || page.data.next === null) break;
    cursor = page.data.next;
  }
  for (const conversationId of idsOf(db, tables, 'conversations', caseId)) {
    for (let offset = 0; ; offset += pageOfMessages) {
      const page = conversationsContract['conversations.messages'].output.safeParse(
        ask(deps, 'conversations.messages', { conversationId, filter: {}, offset, limit: pageOfMessages }),
      );
      if (!page.success || offset + pageOfMessages >= page.data.total) break;
    }
  }
}

/** The answer as the page would get it; null for an expected failure. */
function ask(deps: VaultDeps, name: Name, input: unknown): unknown {
  const channel: Channel = contract[name];
  // `Handlers<…>` has checked the pair of channel and handler; here it is only looked up by name.
  const handler = handlers[name] as (deps: VaultDeps, input: unknown) => Result<unknown, unknown>;
  const answer = handler(deps, channel.input.parse(input));
  return answer.ok ? channel.output.parse(answer.value) : null;
}

function idsOf(
  db: ReadableDatabase,
  tables: readonly CaseTable[],
  name: string,
  caseId: CaseId,
): readonly unknown[] {
  const table = tables.find((each) => each.name === name);
  if (table === undefined) throw new Error(`No table ${name} belongs to cases`);
  return db
    .all<{ readonly id: unknown }>(
      sql`SELECT id FROM ${identifier(name)} WHERE ${isOfCase(table, tables, caseId)}`,
    )
    .map(({ id }) => id);
}
