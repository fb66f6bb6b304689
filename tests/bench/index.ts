import { availableParallelism, loadavg, totalmem } from 'node:os';
import type { z } from 'zod';
import { sql } from '../../src/core/db/sql';
import { insertFact } from '../../src/core/timeline/store';
import { factIdSchema, type CaseId } from '../../src/shared/kernel/ids';
import type { searchContract } from '../../src/shared/search/contract';
import { emptyFactFields } from '../../src/shared/timeline/schemas';
import { createTestCore, type TestCore } from '../support/core';
import { answersForInventory } from '../support/filing-answers';
import { adultCase, makeFilingCase } from '../support/filing-case';
import { measureChatImport } from './chat-import';
import { measureEvidenceImport, measureImportMemory } from './evidence-import';
import { measureRefusals } from './hostile-documents';
import { addExhibit, fill, fullSize, quickSize, seededRandom, type Filled } from './fill';
import { longInterviewWorks } from './long-interview';
import { formatTable, measure, tableRow, type Timing, type Work } from './measure';
import { measurePackages, packageSteps, type PackageStep } from './packages';
import { measureProgramStart } from './program-start';
import { measureScrolling } from './scrolling';
import { createSides, type Side } from './sides';

// Speed is told, never tested: a figure over its budget still ends with code 0. `--quick` measures a small vault in few
// rounds, to see that the bench itself works; its figures say nothing.
const isQuick = process.argv.includes('--quick');
const size = isQuick ? quickSize : fullSize;
const roundsOf = (wanted: number) => (isQuick ? 3 : wanted);
const insertedStatement = 'Elle a changé de logement et n’a revu personne pendant trois semaines.';
const rowsInserted = isQuick ? 100 : 1000;
const rowsRead = isQuick ? 100 : 1000;
/** Rows of a case go in as one transaction: core answers nobody else until they are there. */
const longestPackageWait = 10_000;
/** Of the speed of reading, hashing and encrypting alone. */
const leastShare = 0.6;

const memoryGb = Math.round(totalmem() / 2 ** 30);
console.log(
  `${availableParallelism()} cores, ${memoryGb} GB of memory, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
);
const load = loadavg()[0] ?? 0;
if (load > availableParallelism() / 2) {
  console.log(
    `The machine is busy (load ${load.toFixed(1)}): times will be too long, ratios are less touched by it.`,
  );
}
const core = createTestCore();
try {
  await run(core);
} finally {
  core.close();
}

async function run(testCore: TestCore): Promise<void> {
  const sides = await createSides(testCore);
  console.log(
    `Filling two databases with ${size.cases} cases, ${size.paragraphs} paragraphs of interviews and ${size.facts} facts…`,
  );
  const filled = sides.map((side) => fill(side.core, size))[0];
  if (filled === undefined) throw new Error('There is no side to fill');
  const inventories = new Map<Side, CaseId>();
  for (const side of sides) inventories.set(side, await makeInventory(side.core));

  const rows: (readonly string[])[] = [];
  for (const work of await listWorks(sides, filled, inventories)) {
    const [vault, plain] = await measure(work, sides);
    if (vault !== undefined) rows.push(tableRow(work.name, work.budgetMs, vault, plain ?? null));
  }
  // No database takes part in these: they are measured once.
  for (const work of longInterviewWorks(isQuick ? 300 : 3000, roundsOf)) {
    const [timing] = await measure(work, sides.slice(0, 1));
    if (timing !== undefined) rows.push(tableRow(work.name, work.budgetMs, timing, null));
  }
  const messages = isQuick ? 2000 : 100_000;
  const [chat, plainChat, chatWaits] = await measureChatImport(sides, {
    caseId: filled.largeCase,
    messages,
    rounds: isQuick ? 1 : 3,
  });
  if (chat !== undefined)
    rows.push(
      tableRow(`a chat of ${messages} messages, from file to search`, 10_000, chat, plainChat ?? null),
    );
  // A call that waits longer could cost what was typed: it is saved within two seconds.
  const longestWait = 2000;
  if (chatWaits !== undefined)
    rows.push(tableRow('longest wait of another call meanwhile', longestWait, chatWaits, null));
  const mebibytes = isQuick ? 16 : 256;
  const [vaultSide] = sides;
  const evidence = await measureEvidenceImport(vaultSide.core, {
    caseId: filled.largeCase,
    mebibytes,
    rounds: isQuick ? 1 : 5,
  });
  rows.push(
    tableRow(
      `an original of ${mebibytes} MiB, beside reading, SHA-256 and ChaCha20-Poly1305 alone`,
      Math.round(evidence.bare.median / leastShare),
      evidence.imports,
      evidence.bare,
    ),
    tableRow('longest wait of another call meanwhile', longestWait, evidence.waits, null),
  );
  rows.push(...(await packageRows()));
  for (const side of sides) side.close();
  const refusals = await measureRefusals(roundsOf(7));
  rows.push(
    tableRow(
      `hostile Word file that takes longest (${refusals.longest.name}), beside an honest one`,
      200,
      refusals.longest,
      refusals.honest,
    ),
  );
  const largeFile = isQuick ? 64 : 2048;
  const memory = await measureImportMemory(largeFile);

  let programStart = '';
  try {
    const timing = await measureProgramStart(testCore, roundsOf(7));
    rows.push(tableRow('start of the packaged program to lock screen', 1500, timing, null));
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message.split('\n')[0] : String(failure);
    programStart = `The start of the program was not measured. ${reason}`;
  }

  const factsScrolled = isQuick ? 1000 : 50_000;
  try {
    const [list, empty] = await measureScrolling(factsScrolled, roundsOf(6));
    const name = `longest frame while ${factsScrolled} facts scroll past, beside an empty box`;
    rows.push(tableRow(name, 50, list, empty));
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message.split('\n')[0] : String(failure);
    programStart += ` Scrolling was not measured. ${reason}`;
  }

  console.log(`\n${formatTable(rows)}\n`);
  console.log(
    'Figures are medians, with the fastest and the slowest round. Plain is the same driver and the same',
  );
  console.log('settings without a key, so the ratio is the price of encryption. Budgets hold for 2 cores.');
  console.log(
    'Of scrolling, plain is an empty box of the same height in the same window; of packages, four times the time of a quarter.',
  );
  console.log('Of a hostile file, plain is the longest template of the program; both are processor time.');
  console.log(
    'Of an original, plain is the same file read, hashed and encrypted by the same ciphers without writing it; the',
  );
  console.log('budget is that time at 60 % of its speed.');
  const added = memory.peak - memory.idle;
  console.log(
    `Memory: an original of ${largeFile} MiB takes ${added} MiB above the ${memory.idle} MiB of an idle core (budget 300: ${added <= 300 ? 'within' : 'OVER'}).`,
  );
  const { count, mostAdded } = refusals;
  if (mostAdded !== null) {
    console.log(
      `Memory: of ${count} hostile Word files none takes more than ${Math.round(mostAdded)} MiB until it is refused (budget 150: ${mostAdded <= 150 ? 'within' : 'OVER'}).`,
    );
  }
  if (programStart !== '') console.log(programStart);
}

/** Where the work grows with the facts alone, four times as many take four times as long: a ratio of 1. */
async function packageRows(): Promise<(readonly string[])[]> {
  const facts = isQuick ? 200 : 20_000;
  const quarter = await measurePackages(facts / 4, roundsOf(3));
  const whole = await measurePackages(facts, roundsOf(2));
  const names: Readonly<Record<PackageStep, readonly [name: string, budgetMs: number]>> = {
    make: [`a package of ${facts} facts, made and read back`, 10_000],
    'look at new': ['the same looked at, where its case is new', 10_000],
    'take in new': ['and taken in', 20_000],
    'look at changed': ['looked at once more, where a fifth was changed here or there', 10_000],
    'take in changed': ['and brought together', 20_000],
    wait: ['longest wait of another call meanwhile', longestPackageWait],
  };
  return packageSteps.map((step) => {
    const [name, budgetMs] = names[step];
    const times = (timing: Timing): Timing => ({
      median: timing.median * 4,
      fastest: timing.fastest * 4,
      slowest: timing.slowest * 4,
    });
    return tableRow(name, budgetMs, whole[step], times(quarter[step]));
  });
}

/** Another case, with as many exhibits as an inventory may well have. */
async function makeInventory(side: TestCore): Promise<CaseId> {
  const made = await makeFilingCase(side, { ...adultCase, exhibits: [] });
  const { db, newId } = side.vaultDeps();
  db.transaction(() => {
    for (let number = 1; number <= size.exhibits; number += 1) addExhibit(side, made.caseId, number, newId());
  });
  await side.value('filings.answer', {
    caseId: made.caseId,
    filingKind: 'F13',
    language: 'fr',
    answers: { ...answersForInventory(), 'signatory.name': 'Anne Modèle' },
  });
  return made.caseId;
}

async function listWorks(
  sides: readonly Side[],
  filled: Filled,
  inventories: ReadonlyMap<Side, CaseId>,
): Promise<readonly Work[]> {
  const { largeCase, longInterview } = filled;
  const [anySide] = sides;
  if (anySide === undefined) throw new Error('There is no side to measure');
  const { document, revision } = await anySide.core.value('interviews.read', { interviewId: longInterview });
  const revisions = new Map(sides.map((side) => [side, revision]));
  const inventory = (side: Side) => ({
    caseId: inventories.get(side) ?? largeCase,
    filingKind: 'F13' as const,
    language: 'fr' as const,
  });
  let saves = 0;

  return [
    {
      name: 'unlock after the key derivation, and a first read',
      budgetMs: 150,
      rounds: roundsOf(15),
      before: (side) => side.close(),
      work: (side) => side.open().db.get(sql`SELECT id, code FROM cases WHERE code = 'BX-2026-001'`),
    },
    {
      name: 'cases.list, first page, right after unlocking',
      budgetMs: 50,
      rounds: roundsOf(15),
      before: (side) => {
        side.close();
        side.open();
      },
      work: ({ core: { value } }) => value('cases.list', {}),
    },
    {
      name: 'cases.list, first page',
      budgetMs: 50,
      rounds: roundsOf(50),
      work: ({ core: { value } }) => value('cases.list', {}),
    },
    {
      name: `timeline.list, first page of ${size.factsOfLargeCase} facts`,
      budgetMs: 50,
      rounds: roundsOf(50),
      work: ({ core: { value } }) =>
        value('timeline.list', { caseId: largeCase, filter: {}, cursor: null, limit: 100 }),
    },
    {
      name: `timeline.picture of ${size.factsOfLargeCase} facts, by place`,
      budgetMs: null,
      rounds: roundsOf(15),
      work: ({ core: { value } }) =>
        value('timeline.picture', {
          caseId: largeCase,
          filter: {},
          lanes: 'place',
          window: null,
          columns: 80,
        }),
    },
    {
      name: `interviews.saveDocument, ${size.paragraphsOfLongInterview} paragraphs`,
      budgetMs: 20,
      rounds: roundsOf(100),
      work: async (side) => {
        saves += 1;
        const [first, ...others] = document.content;
        if (first?.type !== 'paragraph') throw new Error('The interview begins with a paragraph');
        const typed = {
          ...first,
          content: [{ type: 'text' as const, text: `And then, for the time ${saves}…` }],
        };
        const saved = await side.core.value('interviews.saveDocument', {
          interviewId: longInterview,
          baseRevision: revisions.get(side) ?? 0,
          document: { ...document, content: [typed, ...others] },
          firstSinceOpening: false,
        });
        revisions.set(side, saved.revision);
      },
    },
    ...searchWorks(largeCase),
    {
      name: `filings.review, inventory of ${size.exhibits} exhibits`,
      budgetMs: null,
      rounds: roundsOf(20),
      work: (side) => side.core.value('filings.review', inventory(side)),
    },
    {
      name: `filings.review and generate, ${size.exhibits} exhibits`,
      budgetMs: 400,
      rounds: roundsOf(20),
      work: async (side) => {
        await side.core.value('filings.review', inventory(side));
        await side.core.value('filings.generate', inventory(side));
      },
    },
    {
      name: 'one change, committed',
      budgetMs: null,
      rounds: roundsOf(100),
      work: (side) => {
        const { db } = side.core.vaultDeps();
        saves += 1;
        db.run(sql`UPDATE cases SET note = ${`Note ${saves}`} WHERE id = ${largeCase}`);
      },
    },
    {
      name: `${rowsInserted} facts inserted and committed`,
      budgetMs: null,
      rounds: roundsOf(8),
      work: ({ core: { vaultDeps } }) => insertFacts(vaultDeps(), largeCase),
      after: ({ core: { vaultDeps } }) => {
        vaultDeps().db.run(sql`DELETE FROM facts WHERE statement = ${insertedStatement}`);
      },
    },
    {
      name: `${rowsRead} facts read by id`,
      budgetMs: null,
      rounds: roundsOf(50),
      work: ({ core: { vaultDeps } }) => readFacts(vaultDeps(), filled),
    },
    {
      name: `${rowsRead} facts read by id right after unlocking`,
      budgetMs: null,
      rounds: roundsOf(15),
      before: (side) => {
        side.close();
        side.open();
      },
      work: ({ core: { vaultDeps } }) => readFacts(vaultDeps(), filled),
    },
  ];
}

/** Words of the generated texts stand in most passages, so these are searches at their worst. */
function searchWorks(largeCase: CaseId): readonly Work[] {
  const search = (name: string, input: SearchInput, before?: Work['before']): Work => ({
    name: `search.find, ${name}`,
    budgetMs: 100,
    rounds: roundsOf(before === undefined ? 40 : 15),
    ...(before === undefined ? {} : { before }),
    work: (side) => side.core.value('search.find', input),
  });
  return [
    search('one word', { text: 'passeport' }),
    search('one word right after unlocking', { text: 'passeport' }, (side) => {
      side.close();
      side.open();
    }),
    search('two words, the last unfinished', { text: 'dette pa' }),
    search('a phrase', { text: '"le passeport"' }),
    search('two letters', { text: 'pa' }),
    search('inside longer words', { text: 'ssepor' }),
    search('one word in a year', { text: 'passeport', filter: { from: '2021-01-01', until: '2021-12-31' } }),
    search('one word in the large case', { text: 'passeport', filter: { caseId: largeCase } }),
    search('a name, with names shown', { text: 'Pasport Personnes', withNames: true }),
  ];
}

type SearchInput = z.input<(typeof searchContract)['search.find']['input']>;

type VaultDeps = ReturnType<TestCore['vaultDeps']>;

function insertFacts({ db, newId, clock }: VaultDeps, caseId: CaseId): void {
  const createdAt = clock.now();
  const fact = {
    ...emptyFactFields,
    date: null,
    statement: insertedStatement,
    caseId,
    createdAt,
    updatedAt: createdAt,
  };
  db.transaction(() => {
    for (let row = 0; row < rowsInserted; row += 1) {
      insertFact(db, { ...fact, id: factIdSchema.parse(newId()), citations: [] }, newId);
    }
  });
}

function readFacts({ db }: VaultDeps, { facts }: Filled): void {
  const random = seededRandom(2);
  for (let read = 0; read < rowsRead; read += 1) {
    const id = facts[Math.floor(random() * facts.length)] ?? '';
    db.get(sql`SELECT id, statement, date_text AS dateText, note FROM facts WHERE id = ${id}`);
  }
}
