import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCaseTables } from '../../../src/core/backups/case-rows';
import { allowedOnClosedCases, changesClosedCase } from '../../../src/core/packages/closed-cases';
import { readPracticeContents } from '../../../src/core/practice/contents';
import { seedPracticeCases } from '../../../src/core/practice/seed';
import { contract } from '../../../src/shared/contract';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { anOriginal } from '../../support/backups';
import { anOffice, comparable, receive, rowsOf, send, type Office } from './support';

let office: Office;
let lawyer: Office;
let caseId: CaseId;
const refused = { ok: false, error: { kind: 'caseNotWorkedOnHere' } };

beforeAll(async () => {
  office = await anOffice();
  lawyer = await anOffice();
  const { core } = office;
  await seedPracticeCases(
    core.vaultDeps(),
    readPracticeContents(core.deps.resourcesFolder, core.clock.today()),
  );
  const [first] = (await core.value('cases.list', {})).cases;
  if (first === undefined) throw new Error('There are no practice cases');
  caseId = first.id;
  await anOriginal(core, caseId, Buffer.from('A letter'));
  await receive(lawyer, await send(office, lawyer, [caseId], { forReading: true }));
}, 120_000);
afterAll(() => {
  office.core.close();
  lawyer.core.close();
});

describe('a case that came only to be read', { timeout: 60_000 }, () => {
  it('says so, and is read and found like any other', async () => {
    expect(await lawyer.core.value('packages.place', { caseId })).toMatchObject({
      kind: 'forReading',
      otherName: 'An advocate',
    });
    expect(await lawyer.core.value('cases.read', { caseId })).toBeDefined();
    expect(
      (await lawyer.core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 5 })).facts,
    ).not.toEqual([]);
  });

  it('is not changed by any command of the contract, but for the few that are listed', () => {
    const { db, vault } = lawyer.core.vaultDeps();
    const commands = Object.entries(contract).filter(
      ([, { kind, access }]) => kind === 'command' && access === 'vault',
    );
    expect(commands.length).toBeGreaterThan(100);
    const answered = commands
      .map(([name]) => name)
      .filter((name) => !changesClosedCase({ db, vault }, name, { caseId }));
    expect(answered.toSorted()).toEqual(
      [...allowedOnClosedCases].filter((name) => name in contract).toSorted(),
    );
    expect([...allowedOnClosedCases].filter((name) => !(name in contract))).toEqual([]);
  });

  it('is known by the id of every record in it', () => {
    const { db, vault } = lawyer.core.vaultDeps();
    const rows = rowsOf(lawyer, caseId);
    const ids = findCaseTables(db)
      .filter(({ columns }) => columns.includes('id'))
      .flatMap(({ name }) => (rows.get(name) ?? []).slice(0, 3).map(({ id }) => [name, String(id)] as const));
    expect(new Set(ids.map(([name]) => name)).size).toBeGreaterThan(8);
    const unknown = ids.filter(
      ([, id]) => !changesClosedCase({ db, vault }, 'facts.change', { deep: [{ id }] }),
    );
    expect(unknown).toEqual([]);
  });

  it('stays as it is whatever is tried, through the channels themselves', async () => {
    const before = comparable(rowsOf(lawyer, caseId));
    const { core } = lawyer;
    const [fact] = (await core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 1 })).facts;
    const [interview] = await core.value('interviews.list', { caseId });
    if (fact === undefined || interview === undefined) throw new Error('The case is empty');
    expect(await core.call('cases.change', { caseId, changes: { note: 'x' } })).toEqual(refused);
    expect(await core.call('timeline.remove', { factId: fact.id })).toEqual(refused);
    expect(await core.call('interviews.remove', { interviewId: interview.id })).toMatchObject({
      ok: false,
    });
    expect(await core.call('people.create', { caseId, role: 'witness' })).toMatchObject({
      ok: false,
    });
    expect(await core.call('packages.takeBack', { caseId })).toEqual({
      ok: false,
      error: { kind: 'onlyForReading' },
    });
    expect(comparable(rowsOf(lawyer, caseId))).toBe(before);
  });

  it('is not sent on as one’s own, and other cases are worked on as ever', async () => {
    const { core } = lawyer;
    expect(
      await core.call('packages.create', {
        caseIds: [caseId],
        lock: { kind: 'publicKeys', recipients: [office.publicKey] },
        recipient: 'Somebody',
        purpose: 'copy',
      }),
    ).toMatchObject({ ok: false, error: { kind: 'caseElsewhere' } });
    await core.value('cases.create', { fileLanguage: 'fr', client: {} });
    const { cases } = await core.value('cases.list', {});
    const own = cases.find(({ id }) => id !== caseId);
    expect(
      await core.call('cases.change', { caseId: own?.id ?? caseId, changes: { note: 'x' } }),
    ).toMatchObject({ ok: true });
  });

  it('gets what its maker sends later', async () => {
    const [fact] = (await office.core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 1 }))
      .facts;
    if (fact === undefined) throw new Error('The case has no facts');
    await office.core.value('timeline.change', { factId: fact.id, changes: { place: 'Gent' } });
    await receive(lawyer, await send(office, lawyer, [caseId], { forReading: true }));
    const facts = (await lawyer.core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 200 }))
      .facts;
    expect(facts.find(({ id }) => id === fact.id)?.place).toBe('Gent');
    expect(await lawyer.core.value('packages.place', { caseId })).toMatchObject({ kind: 'forReading' });
    // Sent to be worked on, it opens.
    await receive(lawyer, await send(office, lawyer, [caseId]));
    expect(await lawyer.core.value('packages.place', { caseId })).toBeNull();
  });
});
