import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCaseTables, type RowsByTable } from '../../../src/core/backups/case-rows';
import { sql } from '../../../src/core/db/sql';
import { passagesOfWholeCase } from '../../../src/core/search/index-store';
import type { CaseId } from '../../../src/shared/kernel/ids';
import type { Choice, Side } from '../../../src/shared/packages/schemas';
import { aCaseWithRecords, apply as applyToRecords, someEdits } from './edits';
import { aCaseWithPapers, applyToPapers, somePaperEdits } from './paper-edits';
import { anOffice, look, receive, rowsOf, send, type Office } from './support';
import {
  isSealed,
  plain,
  questionsOf,
  recordsOf,
  togetherOf,
  type CaseRecord,
  type Fields,
  type Records,
} from './told-naively';

/** 300 before a release. Each is a case of its own that goes to and fro three times. */
const runs = Number(process.env['DOSSIER_MERGE_RUNS'] ?? 16);
/** The same each time; another one finds others. */
const seed = Number(process.env['DOSSIER_MERGE_SEED'] ?? 20_260_302);

let one: Office;
let other: Office;
beforeAll(async () => {
  one = await anOffice();
  other = await anOffice();
});
afterAll(() => {
  one.core.close();
  other.core.close();
});

/** Lets a minute go by in both offices, so that what follows is later. */
function later(): void {
  const now = Math.max(...[one, other].map(({ core }) => Date.parse(core.clock.now())));
  for (const { core } of [one, other]) core.clock.set(new Date(now + 60_000).toISOString(), '2026-03-02');
}

/** What is done with a case, and the case it is done with. */
interface Work<Edit> {
  readonly begin: (office: Office) => Promise<CaseId>;
  readonly apply: (office: Office, caseId: CaseId, edit: Edit) => Promise<void>;
}

const records = (rows: RowsByTable): Records => recordsOf(findCaseTables(one.core.vaultDeps().db), rows);

/** Every row of the case, by table. */
const everything = (caseId: CaseId) =>
  Object.fromEntries([...rowsOf(one, caseId)].map(([table, rows]) => [table, plain(rows)]));

/** What search looks through in the case, and what it should. */
function searched(caseId: CaseId) {
  const { db } = one.core.vaultDeps();
  const found = db.all<{ readonly text: string }>(
    sql`SELECT text FROM search_passages WHERE case_id = ${caseId}`,
  );
  const texts = (all: readonly { readonly text: string }[]) => all.map(({ text }) => text).toSorted();
  return { found: texts(found), wanted: texts(passagesOfWholeCase(db, caseId)) };
}

/** What the program asks about a case of a package, as the model names it. */
async function asked(at: Office, handle: string, caseId: CaseId) {
  const found = await at.core.value('packages.differences', { handle, caseId, limit: 500 });
  return found.entries.flatMap(({ kind, table, key, differences }) =>
    differences
      .filter(({ isConflict }) => isConflict)
      .map(({ fields }) => {
        const isSealedThere = table === 'interviews' && fields.split(' ').includes('sealed_at');
        const name = isSealedThere ? 'seal' : fields.split(' ')[0];
        return { question: `${table} ${key} ${name}`, kind, choice: { caseId, table, key, fields } };
      }),
  );
}

/** Names and fields of all records, as texts that can be laid beside each other. */
function told(all: ReadonlyMap<string, Fields>) {
  return Object.fromEntries(
    [...all]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, fields]) => [
        name,
        Object.fromEntries(Object.entries(fields).map(([field, rows]) => [field, plain(rows)])),
      ]),
  );
}
const fieldsOf = (all: Records) => new Map([...all].map(([name, { fields }]) => [name, fields]));

/** Originals in whose place a redacted copy goes out. */
const standIns = (all: Records) =>
  new Set(
    [...all.values()]
      .filter(({ table, row }) => table.name === 'redacted_copies' && row['stands_in'] === 1)
      .map(({ row }) => row['original_id']),
  );

/** Texts that did not count are kept as versions that neither side had. */
const isVersion = (name: string) => /^(?:interview|filing_draft)_versions /.test(name);

/** Versions that are kept aside get an id each time; what stands in them is the same. */
const withoutIds = (all: Records) =>
  [...all.values()]
    .map(({ table, key, fields }) => [
      table.name,
      isVersion(`${table.name} `) ? '' : key,
      ...Object.values(fields).map(plain),
    ])
    .toSorted();

/** Two seals over one statement do not come together; nothing is changed. */
async function refuses(path: string, caseId: CaseId): Promise<void> {
  const before = everything(caseId);
  one.core.host.answerFile(path);
  expect(await one.core.call('packages.look', { handle: null, passphrase: null })).toMatchObject({
    ok: false,
    error: { kind: 'sealedDiffers', table: 'interviews' },
  });
  expect(everything(caseId)).toEqual(before);
}

async function comeTogether<Edit>(
  { begin, apply }: Work<Edit>,
  editsHere: readonly Edit[],
  editsThere: readonly Edit[],
  answers: readonly (Side | null)[],
): Promise<void> {
  const edit = async (office: Office, edits: readonly Edit[]): Promise<void> => {
    for (const each of edits) {
      later();
      await apply(office, caseId, each);
    }
  };
  const caseId = await begin(one);
  later();
  const base = records(rowsOf(one, caseId));
  await receive(other, await send(one, other, [caseId]));
  await edit(one, editsHere);
  await edit(other, editsThere);
  later();
  const there = records(rowsOf(other, caseId));
  const path = await send(other, one, [caseId]);
  later();
  const here = records(rowsOf(one, caseId));
  const before = everything(caseId);

  const isRefused = [...there].some(([name, theirs]) => {
    const mine = here.get(name);
    return (
      mine !== undefined &&
      isSealed(mine) &&
      isSealed(theirs) &&
      mine.row['sealed_at'] !== theirs.row['sealed_at']
    );
  });
  if (isRefused) return refuses(path, caseId);

  // It asks about what both have changed, and about nothing else.
  const { handle } = await look(one, path);
  const questions = await asked(one, handle, caseId);
  const sides = { tables: findCaseTables(one.core.vaultDeps().db), base, here, there };
  expect(questions.map(({ question }) => question).toSorted()).toEqual(questionsOf(sides));
  const chosen = new Map<string, Side>();
  const choices = questions.flatMap(({ question, choice }, index): Choice[] => {
    const take = answers[index % answers.length] ?? null;
    if (take === null) return [];
    chosen.set(question, take);
    return [{ ...choice, take }];
  });
  expect(everything(caseId)).toEqual(before);
  const { packageId } = await one.core.value('packages.takeIn', { handle, choices, makerConfirmed: true });

  // Each field is of the side that changed it, or that was chosen.
  const after = records(rowsOf(one, caseId));
  const versionsAside = (all: Records) =>
    new Map([...fieldsOf(all)].filter(([name]) => !isVersion(name) || here.has(name) || there.has(name)));
  expect(told(versionsAside(after))).toEqual(told(togetherOf(sides, chosen)));
  // Nothing is erased.
  expect([...here.keys()].filter((name) => !after.has(name))).toEqual([]);

  // What goes out redacted on both sides still does.
  const redacted = standIns(after);
  expect([...standIns(here)].filter((id) => standIns(there).has(id) && !redacted.has(id))).toEqual([]);

  // The same again changes nothing.
  const taken = everything(caseId);
  const again = await look(one, path);
  expect(again.takenInAt).not.toBeNull();
  expect(
    await one.core.call('packages.takeIn', { handle: again.handle, choices, makerConfirmed: true }),
  ).toEqual({
    ok: false,
    error: { kind: 'alreadyTakenIn' },
  });
  expect(everything(caseId)).toEqual(taken);

  // Undone, every row is as before; taken in once more, as after.
  await one.core.value('packages.undo', { packageId });
  expect(everything(caseId)).toEqual(before);
  const { found, wanted } = searched(caseId);
  expect(found).toEqual(wanted);
  await one.core.value('packages.takeIn', {
    handle: (await look(one, path)).handle,
    choices,
    makerConfirmed: true,
  });
  expect(withoutIds(records(rowsOf(one, caseId)))).toEqual(withoutIds(after));

  // On the way back it is asked about what was taken out there and stayed here, and what both have is the same.
  later();
  const settled = records(rowsOf(one, caseId));
  const back = await look(other, await send(one, other, [caseId]));
  const askedBack = await asked(other, back.handle, caseId);
  const sidesBack = { base: there, once: base, here: there, there: settled };
  expect(askedBack.map(({ question }) => question).toSorted()).toEqual(questionsOf(sidesBack));
  const chosenBack = askedBack.flatMap(({ choice }, index): Choice[] =>
    answers[index % answers.length] === 'there' ? [{ ...choice, take: 'there' }] : [],
  );
  await other.core.value('packages.takeIn', {
    handle: back.handle,
    choices: chosenBack,
    makerConfirmed: true,
  });
  const theirs = records(rowsOf(other, caseId));
  const chosenNames = new Set(chosenBack.map(({ table, key }) => `${table} ${key}`));
  for (const { choice } of askedBack) {
    const name = `${choice.table} ${choice.key}`;
    expect([name, theirs.has(name) && !chosenNames.has(name)]).toEqual([name, false]);
  }
  // A seal that was not wanted here stays there, as a seal never changes.
  const isSealedAlike = ({ row }: CaseRecord, beside: CaseRecord) =>
    (row['sealed_at'] ?? null) === (beside.row['sealed_at'] ?? null);
  const shared = (all: Records, beside: Records) =>
    told(
      fieldsOf(
        new Map(
          [...all].filter(([name, each]) => {
            const same = beside.get(name);
            return same !== undefined && isSealedAlike(each, same);
          }),
        ),
      ),
    );
  // What refers to a record that stays out on one side refers to nothing there.
  const apart = [...settled.keys()].filter((name) => !theirs.has(name));
  const ids = apart.map((name) => name.slice(name.indexOf('[')).slice(2, -2));
  const isOfApart = (line: string) => ids.some((id) => line.includes(id));
  const withoutApart = (all: ReturnType<typeof told>): unknown => {
    const lists = new Set(['fact_people', 'fact_citations', 'fact_constraints']);
    const inLists = JSON.stringify(all, (field, value: unknown) =>
      // A link to a record that stays out is none.
      lists.has(field) && typeof value === 'string'
        ? value
            .split('\n')
            .filter((line) => !isOfApart(line))
            .join('\n')
        : value,
    );
    return JSON.parse(ids.reduce((json, id) => json.replaceAll(`\\"${id}\\"`, 'null'), inLists));
  };
  expect(withoutApart(shared(theirs, settled))).toEqual(withoutApart(shared(settled, theirs)));
  expect([...there.keys()].filter((name) => !theirs.has(name))).toEqual([]);
}

const answers = fc.array(fc.constantFrom<Side | null>('here', 'there', null), { minLength: 1, maxLength: 6 });

describe('whatever two offices change in a case', { timeout: 3_600_000 }, () => {
  it('comes together as a person would say field by field, erases nothing, and can be undone', async () => {
    const work = { begin: aCaseWithRecords, apply: applyToRecords };
    await fc.assert(
      fc.asyncProperty(someEdits, someEdits, answers, (here, there, given) =>
        comeTogether(work, here, there, given),
      ),
      { numRuns: runs, seed },
    );
  });

  it('does so in its papers, too: drafts, consents, conversations, deadlines and what left', async () => {
    const work = { begin: aCaseWithPapers, apply: applyToPapers };
    await fc.assert(
      fc.asyncProperty(somePaperEdits, somePaperEdits, answers, (here, there, given) =>
        comeTogether(work, here, there, given),
      ),
      { numRuns: runs, seed },
    );
  });
});
