import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { listStoredNames } from '../../../src/core/evidence/originals';
import { takeSnapshot } from '../../../src/core/filings/snapshot';
import { checkSearchIndex, countSearchProblems } from '../../../src/core/search/check';
import { readPracticeContents } from '../../../src/core/practice/contents';
import { seedPracticeCases } from '../../../src/core/practice/seed';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { anOriginal, rowHashes } from '../../support/backups';
import { aConsent } from '../../support/consents';
import { wordFile } from '../../support/word-file';
import { aCaseWithRecords, apply, seal } from './edits';
import {
  anOffice,
  comparable,
  exhibitDraft,
  leftByUndo,
  look,
  receive,
  rowsOf,
  send,
  type Office,
} from './support';

const offices: Office[] = [];
afterEach(() => {
  for (const each of offices.splice(0)) each.core.close();
});

/** Two offices with the same case, which went from the first to the second. */
async function sharedCase(): Promise<{ one: Office; other: Office; caseId: CaseId }> {
  const one = await anOffice();
  const other = await anOffice();
  offices.push(one, other);
  const { core } = one;
  await seedPracticeCases(
    core.vaultDeps(),
    readPracticeContents(core.deps.resourcesFolder, core.clock.today()),
  );
  const [first] = (await core.value('cases.list', {})).cases;
  if (first === undefined) throw new Error('There are no practice cases');
  later(one);
  await receive(other, await send(one, other, [first.id]));
  later(one, other);
  return { one, other, caseId: first.id };
}

/** The same with a small case in which everything is linked to everything. */
async function smallSharedCase(): Promise<{ one: Office; other: Office; caseId: CaseId }> {
  const one = await anOffice();
  const other = await anOffice();
  offices.push(one, other);
  const caseId = await aCaseWithRecords(one);
  later(one);
  await receive(other, await send(one, other, [caseId]));
  later(one, other);
  return { one, other, caseId };
}

/** Lets a minute go by, so that what follows is later. */
function later(...all: readonly Office[]): void {
  for (const { core } of all) core.clock.set(new Date(Date.parse(core.clock.now()) + 60_000).toISOString());
}

async function factsOf({ core }: Office, caseId: CaseId) {
  return (await core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 200 })).facts;
}

/** Passages of the search index that are not as the records say. */
async function indexProblems({ core }: Office): Promise<number> {
  return countSearchProblems(await checkSearchIndex(core.vaultDeps().db));
}

/** How many rows of each kind a package would change in the case. */
async function countsOf(at: Office, path: string) {
  const [plan] = (await look(at, path)).cases;
  return plan?.counts;
}

describe('a package with a case that is here', { timeout: 120_000 }, () => {
  it('brings what is new and what was changed there alone, and leaves what was changed here', async () => {
    const { one, other, caseId } = await sharedCase();
    const [mine, theirs] = await factsOf(one, caseId);
    if (mine === undefined || theirs === undefined) throw new Error('The case has too few facts');
    await one.core.value('timeline.change', { factId: mine.id, changes: { place: 'Gent' } });
    await other.core.value('timeline.change', {
      factId: theirs.id,
      changes: { place: 'Liège', note: 'Seen twice' },
    });
    await other.core.value('people.create', {
      caseId,
      role: 'witness',
      familyName: 'Nweke',
      givenNames: 'Ada',
    });
    await anOriginal(other.core, caseId, Buffer.from('A ticket of the train'));
    later(one, other);

    const path = await send(other, one, [caseId]);
    const looked = await look(one, path);
    expect(looked.maker.standing).toBe('unknown');
    expect(looked.cases).toMatchObject([
      {
        caseId,
        hasBase: true,
        counts: {
          changedThere: 1,
          conflict: 0,
          removedHere: 0,
          removedThere: 0,
          sealedHere: 0,
          placeTaken: 0,
        },
      },
    ]);
    const { entries } = await one.core.value('packages.differences', {
      handle: looked.handle,
      caseId,
      withNames: true,
    });
    expect(entries.find(({ table }) => table === 'facts')).toMatchObject({
      kind: 'changedThere',
      title: theirs.statement,
      differences: [
        { fields: 'place', isConflict: false, values: [{ field: 'place', there: 'Liège' }] },
        { fields: 'note', isConflict: false, values: [{ field: 'note', there: 'Seen twice' }] },
      ],
    });
    expect(entries.filter(({ table }) => table === 'people')).toMatchObject([
      { kind: 'new', title: 'Ada Nweke' },
    ]);

    const taken = await one.core.value('packages.takeIn', { handle: looked.handle, makerConfirmed: true });
    expect(taken.cases).toMatchObject([{ caseId, isNew: false }]);
    const facts = await factsOf(one, caseId);
    expect(facts.find(({ id }) => id === mine.id)?.place).toBe('Gent');
    expect(facts.find(({ id }) => id === theirs.id)?.place).toBe('Liège');
    const found = await one.core.value('search.find', { text: 'Seen twice' });
    expect(JSON.stringify(found)).toContain(theirs.id);
    expect(await indexProblems(one)).toEqual(0);

    // And back: the other office gets what was changed here, and nothing twice.
    later(one, other);
    await receive(other, await send(one, other, [caseId]));
    expect((await factsOf(other, caseId)).map(({ id, place }) => [id, place])).toEqual(
      facts.map(({ id, place }) => [id, place]),
    );
    later(one, other);
    expect(await countsOf(one, await send(other, one, [caseId]))).toMatchObject({
      changedThere: 0,
      conflict: 0,
    });
  });

  it('asks about each field that both have changed, keeps both versions, and can be undone to the last row', async () => {
    const { one, other, caseId } = await sharedCase();
    const [fact] = await factsOf(one, caseId);
    if (fact === undefined) throw new Error('The case has no facts');
    await one.core.value('timeline.change', { factId: fact.id, changes: { place: 'Gent', note: 'Mine' } });
    await other.core.value('timeline.change', {
      factId: fact.id,
      changes: { place: 'Brugge', note: 'Theirs' },
    });
    await anOriginal(other.core, caseId, Buffer.from('A ticket of the train'));
    later(one, other);
    const path = await send(other, one, [caseId]);
    const { db, vault } = one.core.vaultDeps();
    const before = rowHashes(db, leftByUndo);
    const originals = listStoredNames(vault.originals);

    const { handle, cases } = await look(one, path);
    expect(cases[0]?.counts).toMatchObject({ conflict: 1 });
    const key = JSON.stringify([fact.id]);
    const choice = { caseId, table: 'facts', key, fields: 'place', take: 'there' } as const;
    expect(
      await one.core.call('packages.takeIn', {
        handle,
        choices: [{ ...choice, fields: 'statement' }],
        makerConfirmed: true,
      }),
    ).toEqual({ ok: false, error: { kind: 'choiceUnknown' } });
    const { packageId } = await one.core.value('packages.takeIn', {
      handle,
      choices: [choice],
      makerConfirmed: true,
    });

    const facts = await factsOf(one, caseId);
    expect(facts.find(({ id }) => id === fact.id)).toMatchObject({ place: 'Brugge' });
    const decisions = await one.core.value('packages.decisions', { caseId });
    expect(decisions.map(({ fields, taken, values }) => [fields, taken, values])).toEqual([
      ['note', 'here', [{ field: 'note', here: 'Mine', there: 'Theirs' }]],
      ['place', 'there', [{ field: 'place', here: 'Gent', there: 'Brugge' }]],
    ]);

    expect(listStoredNames(vault.originals)).toHaveLength(originals.length + 1);
    expect(await one.core.value('packages.undo', { packageId })).toEqual({ cases: 1 });
    expect(rowHashes(db, leftByUndo)).toEqual(before);
    expect(listStoredNames(vault.originals)).toEqual(originals);
    expect(await indexProblems(one)).toEqual(0);
    // What never changes is kept by its triggers as before.
    const triggers = sql`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`;
    expect(db.all(triggers)).toEqual(other.core.vaultDeps().db.all(triggers));
  });

  it('is not undone once something that came with it was changed or used', async () => {
    const { one, other, caseId } = await sharedCase();
    const [fact] = await factsOf(one, caseId);
    if (fact === undefined) throw new Error('The case has no facts');
    await other.core.value('timeline.change', { factId: fact.id, changes: { place: 'Brugge' } });
    later(one, other);
    const { packageId } = await receive(one, await send(other, one, [caseId]));
    await one.core.value('timeline.change', { factId: fact.id, changes: { place: 'Oostende' } });
    expect(await one.core.call('packages.undo', { packageId })).toEqual({
      ok: false,
      error: { kind: 'changedSince' },
    });
    await one.core.value('timeline.change', { factId: fact.id, changes: { place: 'Brugge' } });
    const list = await one.core.value('packages.list', {});
    expect(list.find((each) => each.packageId === packageId)).toMatchObject({
      canUndo: true,
      direction: 'takenIn',
    });
  });

  it('erases nothing: what was taken out there stays, what was taken out here and changed there is asked about', async () => {
    const { one, other, caseId } = await sharedCase();
    const [first, second] = await factsOf(one, caseId);
    if (first === undefined || second === undefined) throw new Error('The case has too few facts');
    await other.core.value('timeline.remove', { factId: first.id });
    await one.core.value('timeline.remove', { factId: second.id });
    await other.core.value('timeline.change', { factId: second.id, changes: { place: 'Brugge' } });
    later(one, other);
    const path = await send(other, one, [caseId]);
    expect(await countsOf(one, path)).toMatchObject({ removedThere: 1, removedHere: 1 });
    await receive(one, path);
    const ids = new Set((await factsOf(one, caseId)).map(({ id }) => id));
    expect([ids.has(first.id), ids.has(second.id)]).toEqual([true, false]);

    later(one, other);
    const again = await send(other, one, [caseId]);
    const { handle } = await look(one, again);
    const key = JSON.stringify([second.id]);
    await one.core.call('packages.takeIn', {
      handle,
      choices: [{ caseId, table: 'facts', key, fields: '*', take: 'there' }],
      makerConfirmed: true,
    });
    expect((await factsOf(one, caseId)).find(({ id }) => id === second.id)?.place ?? 'none').toMatch(
      /none|Brugge/,
    );
  });

  it('never changes a sealed statement: another one is refused, a text written on is kept aside', async () => {
    const { one, other, caseId } = await sharedCase();
    const [interview] = await one.core.value('interviews.list', { caseId });
    if (interview === undefined) throw new Error('The case has no interview');
    const theirDb = other.core.vaultDeps().db;
    const id = interview.id;
    await seal(one, id);
    const sealed = rowsOf(one, caseId).get('interviews');
    theirDb.run(sql`UPDATE interviews SET title = 'Another title' WHERE id = ${id} AND sealed_at IS NULL`);
    later(one, other);
    const path = await send(other, one, [caseId]);
    const counts = await countsOf(one, path);
    expect(counts).toMatchObject({ sealedHere: 1, conflict: 0 });
    await receive(one, path);
    expect(rowsOf(one, caseId).get('interviews')).toEqual(sealed);
    const decisions = await one.core.value('packages.decisions', { caseId });
    expect(decisions).toMatchObject([
      { table: 'interviews', taken: 'here', values: [{ there: 'Another title' }] },
    ]);

    // Sealed with another text there.
    await seal(other, id);
    later(one, other);
    one.core.host.answerFile(await send(other, one, [caseId]));
    expect(await one.core.call('packages.look', { handle: null, passphrase: null })).toMatchObject({
      ok: false,
      error: { kind: 'sealedDiffers', table: 'interviews' },
    });
  });

  it('takes a statement that was sealed there as it is, with its breaks, when nothing was changed here', async () => {
    const { one, other, caseId } = await sharedCase();
    const theirDb = other.core.vaultDeps().db;
    const [interview] = await other.core.value('interviews.list', { caseId });
    if (interview === undefined) throw new Error('The case has no interview');
    theirDb.run(sql`
      INSERT INTO interview_breaks (id, interview_id, started_at, ended_at, reason)
      VALUES (${other.core.deps.newId()}, ${interview.id}, '2026-02-01T10:15:00.000Z', '2026-02-01T10:30:00.000Z',
        'Tired')
    `);
    await seal(other, interview.id);
    later(one, other);
    await receive(one, await send(other, one, [caseId]));
    const pick = (office: Office) =>
      comparable(
        new Map(
          ['interviews', 'interview_breaks'].map((table) => [table, rowsOf(office, caseId).get(table) ?? []]),
        ),
      );
    expect(pick(one)).toBe(pick(other));
  });

  it('without an earlier package in common every difference is for a person to choose', async () => {
    const { one, other, caseId } = await sharedCase();
    const [fact] = await factsOf(one, caseId);
    if (fact === undefined) throw new Error('The case has no facts');
    await other.core.value('timeline.change', { factId: fact.id, changes: { place: 'Brugge' } });
    one.core.vaultDeps().db.run(sql`DELETE FROM package_states`);
    later(one, other);
    const [plan] = (await look(one, await send(other, one, [caseId]))).cases;
    expect(plan).toMatchObject({ hasBase: false, counts: { conflict: 1, changedThere: 0 } });
  });

  it('numbers exhibits and people anew where both offices gave the same number', async () => {
    const { one, other, caseId } = await sharedCase();
    for (const office of [one, other]) {
      await office.core.value('people.create', {
        caseId,
        role: 'doctor',
        familyName: `Of ${office.publicKey.slice(-4)}`,
      });
      await office.core.value('evidence.create', {
        caseId,
        exhibit: { ...exhibitDraft, title: `Of ${office.publicKey.slice(-4)}` },
      });
    }
    later(one, other);
    await receive(one, await send(other, one, [caseId]));
    const exhibits = await one.core.value('evidence.list', { caseId });
    const numbers = exhibits.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    const people = rowsOf(one, caseId).get('people') ?? [];
    expect(
      people
        .filter(({ role }) => role === 'doctor')
        .map((row) => row['role_number'])
        .toSorted(),
    ).toEqual([1, 2]);
  });

  it('comes back after both have written on the same interview and kept versions of it', async () => {
    const { one, other, caseId } = await smallSharedCase();
    for (const word of ['one', 'two']) {
      for (const office of [one, other]) {
        later(one, other);
        await apply(office, caseId, { what: 'writeInterview', which: 1, other: 1, word });
      }
    }
    later(one, other);
    await receive(one, await send(other, one, [caseId]));
    later(one, other);
    const path = await send(one, other, [caseId]);
    expect(await countsOf(other, path)).toMatchObject({ conflict: 0 });
    await receive(other, path);
  });

  it('leaves out a citation of what was taken out here, and comes in all the same', async () => {
    const { one, other, caseId } = await smallSharedCase();
    await apply(one, caseId, { what: 'removeExhibit', which: 1, other: 0, word: '' });
    await apply(other, caseId, { what: 'citeExhibit', which: 1, other: 1, word: 'p. 3' });
    await apply(other, caseId, { what: 'changeFact', which: 1, other: 0, word: 'Brugge' });
    later(one, other);
    await receive(one, await send(other, one, [caseId]));
    const [, fact] = rowsOf(one, caseId).get('facts') ?? [];
    expect(fact?.['place']).toBe('Brugge');
    const citations = rowsOf(one, caseId).get('fact_citations') ?? [];
    expect(citations.filter((row) => row['fact_id'] === fact?.['id'])).toEqual([]);
  });

  it('brings a person back with the rules for reaching her, which went with her', async () => {
    const { one, other, caseId } = await smallSharedCase();
    const rules = comparable(new Map([['rules', rowsOf(one, caseId).get('safe_contact_rules') ?? []]]));
    await apply(other, caseId, { what: 'changePerson', which: 1, other: 0, word: 'A colleague' });
    await apply(one, caseId, { what: 'removePerson', which: 1, other: 0, word: '' });
    expect(rowsOf(one, caseId).get('safe_contact_rules')).toEqual([]);
    later(one, other);
    const { handle } = await look(one, await send(other, one, [caseId]));
    const { entries } = await one.core.value('packages.differences', { handle, caseId });
    const { key = '' } = entries.find(({ kind }) => kind === 'removedHere') ?? {};
    const choice = { caseId, table: 'people', key, fields: '*', take: 'there' } as const;
    await one.core.value('packages.takeIn', { handle, choices: [choice], makerConfirmed: true });
    const back = rowsOf(one, caseId).get('safe_contact_rules') ?? [];
    expect(comparable(new Map([['rules', back]]))).toBe(rules);
  });

  it('leaves no word in the search that only the package had, once it is undone', async () => {
    const { one, other, caseId } = await smallSharedCase();
    await apply(other, caseId, { what: 'changePerson', which: 0, other: 0, word: 'Onlythere' });
    later(one, other);
    const { packageId } = await receive(one, await send(other, one, [caseId]));
    await one.core.value('packages.undo', { packageId });
    expect(await indexProblems(one)).toBe(0);
    const words = sql`SELECT count(*) AS count FROM search_passages WHERE text LIKE '%Onlythere%'`;
    expect(one.core.vaultDeps().db.get(words)).toEqual({ count: 0 });
  });

  it('lets a newer redacted copy stand in where the older one did, and never the original', async () => {
    const { one, other, caseId } = await smallSharedCase();
    await apply(other, caseId, { what: 'redactOriginal', which: 1, other: 0, word: '' });
    later(one, other);
    await receive(one, await send(other, one, [caseId]));
    const standing = (office: Office) =>
      (rowsOf(office, caseId).get('redacted_copies') ?? []).map((row) => [row['copy_id'], row['stands_in']]);
    expect(standing(one).toSorted()).toEqual(standing(other).toSorted());
    expect(standing(one).map(([, standsIn]) => standsIn)).toContain(1);
  });

  it('keeps one hold in force and one draft of a filing where both offices made their own', async () => {
    const { one, other, caseId } = await smallSharedCase();
    for (const [office, reason] of [
      [one, 'Of one'],
      [other, 'Of the other'],
    ] as const) {
      await office.core.value('retention.placeHold', { caseId, reason });
      const deps = office.core.vaultDeps();
      const snapshot = takeSnapshot(deps, { caseId, filingKind: 'F7', language: 'fr' });
      deps.db.run(sql`
        INSERT INTO filing_drafts (id, case_id, filing_kind, language, template_version, snapshot, document, blocks,
          revision, started_at, saved_at)
        VALUES (${office.core.deps.newId()}, ${caseId}, 'F7', 'fr', '1', ${JSON.stringify(snapshot)},
          ${wordFile([reason])}, '[]', 0,
          ${office.core.clock.now()}, ${office.core.clock.now()})
      `);
    }
    later(one, other);
    const path = await send(other, one, [caseId]);
    expect(await countsOf(one, path)).toMatchObject({ placeTaken: 2, sealedHere: 0, conflict: 0 });
    await receive(one, path);
    expect(rowsOf(one, caseId).get('legal_holds')).toMatchObject([{ reason: 'Of one', lifted_at: null }]);
    expect(rowsOf(one, caseId).get('filing_drafts')).toHaveLength(1);
    expect((await one.core.value('packages.decisions', { caseId })).map(({ table }) => table)).toEqual([
      'filing_drafts',
      'legal_holds',
    ]);
  });

  it('takes a hold that was placed after another had been lifted', async () => {
    const { one, other, caseId } = await smallSharedCase();
    await one.core.value('retention.placeHold', { caseId, reason: 'The first' });
    later(one, other);
    await receive(other, await send(one, other, [caseId]));
    await other.core.value('retention.liftHold', { caseId, reason: 'It is over' });
    later(one, other);
    await other.core.value('retention.placeHold', { caseId, reason: 'The second' });
    later(one, other);
    await receive(one, await send(other, one, [caseId]));
    const holds = rowsOf(one, caseId).get('legal_holds') ?? [];
    expect(holds.filter((row) => row['lifted_at'] === null)).toMatchObject([{ reason: 'The second' }]);
  });
});

describe('a consent that was written down by mistake there', { timeout: 120_000 }, () => {
  it('comes with the entry that strikes it, and never counts', async () => {
    const { one, other, caseId } = await smallSharedCase();
    const [entry] = await other.core.value('consent.record', { caseId, entries: [aConsent('police')] });
    if (entry === undefined) throw new Error('Nothing was written down');
    later(one, other);
    await other.core.value('consent.strike', { entryId: entry.id, why: 'She said the opposite' });
    later(one, other);
    await receive(one, await send(other, one, [caseId]));
    const ledger = await one.core.value('consent.read', { caseId });
    expect(ledger).toEqual(await other.core.value('consent.read', { caseId }));
    expect(ledger.standings).toEqual([]);
  });
});

describe('a case that is with somebody else', { timeout: 120_000 }, () => {
  it('is told, and is here again when its package comes back or somebody says so', async () => {
    const { one, other, caseId } = await sharedCase();
    expect(await one.core.value('packages.place', { caseId })).toBeNull();
    const path = await send(one, other, [caseId], { purpose: 'checkOut' });
    expect(await one.core.value('packages.place', { caseId })).toEqual({
      kind: 'checkedOut',
      otherName: 'A colleague',
      since: one.core.clock.today(),
    });
    // It may be worked on all the same; the banner has warned.
    await one.core.value('cases.change', { caseId, changes: { note: 'A word' } });
    await receive(other, path);
    expect(await other.core.value('packages.place', { caseId })).toBeNull();
    later(one, other);
    const { packageId } = await receive(one, await send(other, one, [caseId]));
    expect(await one.core.value('packages.place', { caseId })).toBeNull();
    await one.core.value('packages.undo', { packageId });
    expect(await one.core.value('packages.place', { caseId })).toMatchObject({ kind: 'checkedOut' });
    await one.core.value('packages.takeBack', { caseId });
    expect(await one.core.value('packages.place', { caseId })).toBeNull();
  });

  it('is not changed any more once it was handed over, until it is taken back', async () => {
    const { one, other, caseId } = await sharedCase();
    await send(one, other, [caseId], { purpose: 'handOver' });
    const change = { caseId, changes: { note: 'A word' } };
    const refused = { ok: false, error: { kind: 'caseNotWorkedOnHere' } };
    expect(await one.core.call('cases.change', change)).toEqual(refused);
    const [fact] = await factsOf(one, caseId);
    expect(
      await one.core.call('timeline.change', {
        factId: fact?.id ?? ('' as never),
        changes: { place: 'Gent' },
      }),
    ).toEqual(refused);
    expect(await one.core.value('cases.read', { caseId })).toBeDefined();
    await one.core.value('packages.takeBack', { caseId });
    expect(await one.core.call('cases.change', change)).toMatchObject({ ok: true });
  });
});
