import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { caseIdSchema } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
});
afterEach(() => core.close());

function auditedActions(): readonly string[] {
  return core
    .vaultDeps()
    .db.all<{ readonly action: string }>(sql`SELECT action FROM audit_entries ORDER BY sequence`)
    .map(({ action }) => action)
    .filter((action) => !action.startsWith('vault.'));
}

async function openCase(givenNames: string, familyName = '', more: { openedOn?: string } = {}) {
  return core.value('cases.create', { fileLanguage: 'fr', client: { givenNames, familyName }, ...more });
}

const noCase = caseIdSchema.parse('0190a000-0000-7000-8000-000000000000');

describe('cases.create', () => {
  it('opens a case with its client under the next code of the year', async () => {
    const first = await openCase('Marie', 'Diallo');
    const second = await openCase('Blessing');
    const older = await openCase('Nadia', 'Ben Salah', { openedOn: '2025-12-30' });

    expect([first.code, second.code, older.code]).toEqual(['BR-2026-001', 'BR-2026-002', 'BR-2025-001']);
    expect(await core.value('cases.read', { caseId: first.caseId })).toEqual({
      id: first.caseId,
      code: 'BR-2026-001',
      fileLanguage: 'fr',
      immigrationOfficeNumber: '',
      prosecutionNumber: '',
      policeReportNumber: '',
      advocateName: '',
      centreName: '',
      centreAddress: '',
      note: '',
      openedOn: '2026-03-02',
      closedOn: null,
      createdAt: '2026-03-02T09:15:00.000Z',
      updatedAt: '2026-03-02T09:15:00.000Z',
      phase: null,
      nextDeadline: null,
      reflection: null,
      counts: { people: 1, interviews: 0, facts: 0, exhibits: 0 },
    });
    expect(await core.value('people.read', { personId: first.clientId })).toMatchObject({
      role: 'client',
      roleNumber: 1,
      givenNames: 'Marie',
      familyName: 'Diallo',
    });
    expect(auditedActions().slice(0, 2)).toEqual(['case.created', 'person.created']);
  });

  it('writes nothing while someone in another case may be the same person, until each was looked at', async () => {
    const first = await openCase('Tatiana', 'Ivanova');
    const client = { givenNames: 'Татьяна', familyName: 'Иванова' };
    const match = {
      personId: first.clientId,
      caseId: first.caseId,
      caseCode: 'BR-2026-001',
      caseClosed: false,
      role: 'client',
      roleNumber: 1,
      maskedName: 'T… I…',
      reasons: ['sameName', 'nativeScript'],
    };

    expect(await core.call('cases.create', { fileLanguage: 'nl', client })).toEqual({
      ok: false,
      error: { kind: 'likelySamePerson', matches: [match] },
    });
    expect((await core.value('cases.list', {})).total).toBe(1);

    const second = await core.value('cases.create', {
      fileLanguage: 'nl',
      client,
      reviewedMatches: [first.clientId],
    });
    expect(second.code).toBe('BR-2026-002');
  });

  it('opens a case for someone whose name nobody knows yet', async () => {
    await openCase('');
    const { clientId } = await openCase('');
    expect(await core.value('people.read', { personId: clientId })).toMatchObject({
      givenNames: '',
      familyName: '',
    });
  });

  it('refuses a day that has not come', async () => {
    expect(
      await core.call('cases.create', { fileLanguage: 'fr', client: {}, openedOn: '2026-03-03' }),
    ).toEqual({ ok: false, error: { kind: 'impossibleDay', field: 'openedOn' } });
  });

  it('starts codes with the prefix of the vault', async () => {
    await openCase('A');
    await core.value('cases.changeCodePrefix', { codePrefix: 'LUX2' });
    expect(await core.value('cases.readCodePrefix', {})).toEqual({ codePrefix: 'LUX2' });
    expect((await openCase('B')).code).toBe('LUX2-2026-001');
    expect(await core.call('cases.changeCodePrefix', { codePrefix: 'be-' })).toMatchObject({
      error: { kind: 'badInput', paths: ['codePrefix'] },
    });
  });
});

describe('cases.searchBeforeCreate', () => {
  it('looks in all cases and roles, at every way a name is written, and says why', async () => {
    const { caseId, clientId } = await openCase('Salma', 'Tazi');
    await core.value('people.change', {
      personId: clientId,
      changes: { nativeScriptName: 'سلمى التازي', otherNames: 'Selma Ettazi\nLina' },
    });
    const { personId } = await core.value('people.create', {
      caseId,
      role: 'witness',
      givenNames: 'Fatou',
      familyName: 'Ndiaye',
    });
    await core.value('cases.close', { caseId });

    const search = async (names: { givenNames?: string; familyName?: string; nativeScriptName?: string }) =>
      (await core.value('cases.searchBeforeCreate', names)).matches.map((match) => [
        match.personId,
        match.maskedName,
        match.caseClosed,
        match.reasons,
      ]);

    expect(await search({ givenNames: 'TAZI', familyName: 'Salma' })).toEqual([
      [clientId, 'S… T…', true, ['sameName']],
    ]);
    expect(await search({ nativeScriptName: 'سلمى التازي' })).toEqual([
      [clientId, 'S… T…', true, ['sameName', 'nativeScript']],
    ]);
    expect(await search({ givenNames: 'Lina' })).toEqual([
      [clientId, 'S… T…', true, ['sameName', 'otherSpelling']],
    ]);
    expect(await search({ givenNames: 'Fatu', familyName: "N'Diaye" })).toEqual([
      [personId, 'F… N…', true, ['sameName']],
    ]);
    expect(await search({ givenNames: 'Fatou', familyName: 'Sow' })).toEqual([]);
    expect(await search({})).toEqual([]);
  });
});

describe('cases.list', () => {
  it('shows no name until asked, and writes down once per session that it did', async () => {
    await openCase('Marie', 'Diallo');
    const hidden = await core.value('cases.list', {});
    expect(JSON.stringify(hidden)).not.toMatch(/Marie|Diallo/);
    expect(hidden.cases.map(({ clientNames }) => clientNames)).toEqual([null]);

    const shown = await core.value('cases.list', { withNames: true });
    await core.value('cases.list', { withNames: true });
    expect(shown.cases.map(({ clientNames }) => clientNames)).toEqual([['Marie Diallo']]);
    expect(auditedActions().filter((action) => action === 'case.namesShown')).toHaveLength(1);

    await core.lockAndReopen();
    await core.value('cases.list', { withNames: true });
    expect(auditedActions().filter((action) => action === 'case.namesShown')).toHaveLength(2);
  });

  it('finds by code, by official numbers and by any spelling of a client', async () => {
    const marie = await openCase('Marie', 'Diallo');
    const mohamed = await openCase('محمد', '');
    await core.value('cases.change', {
      caseId: marie.caseId,
      changes: { immigrationOfficeNumber: '9.123.456' },
    });
    const find = async (filter: string) =>
      (await core.value('cases.list', { filter })).cases.map(({ id }) => id);

    expect(await find('2026-002')).toEqual([mohamed.caseId]);
    expect(await find('br 2026 1')).toEqual([]);
    expect(await find('9123456')).toEqual([marie.caseId]);
    expect(await find('dial')).toEqual([marie.caseId]);
    expect(await find('Muhammad')).toEqual([mohamed.caseId]);
    expect(await find('nobody')).toEqual([]);
  });

  it('tells open from closed ones, in pages of fifty, by code while nothing is due', async () => {
    for (let number = 1; number <= 52; number += 1) await openCase('');
    const all = await core.value('cases.list', {});
    const closing = all.cases[4];
    if (closing === undefined) throw new Error('no fifth case');
    await core.value('cases.close', { caseId: closing.id });

    const first = await core.value('cases.list', {});
    const second = await core.value('cases.list', { page: 1 });
    const closed = await core.value('cases.list', { state: 'closed' });
    expect([first.total, first.openCount, first.closedCount]).toEqual([51, 51, 1]);
    expect(first.cases.map(({ code }) => code).slice(3, 6)).toEqual([
      'BR-2026-004',
      'BR-2026-006',
      'BR-2026-007',
    ]);
    expect(second.cases.map(({ code }) => code)).toEqual(['BR-2026-052']);
    expect(closed.cases.map(({ code, closedOn }) => [code, closedOn])).toEqual([
      ['BR-2026-005', '2026-03-02'],
    ]);
  });

  it('puts the case whose deadline presses most first, and says where each stands', async () => {
    await openCase('Marie');
    const { caseId } = await openCase('Blessing');
    await core.value('procedures.start', { caseId, packId: 'be-thb', since: '2026-02-01' });
    await core.value('procedures.recordEvent', {
      caseId,
      event: { kind: 'annexe15Issued', happenedOn: '2026-02-08' },
      beginsPhase: true,
    });

    const { cases } = await core.value('cases.list', {});
    expect(cases.map(({ code }) => code)).toEqual(['BR-2026-002', 'BR-2026-001']);
    const { phase, nextDeadline, reflection } = await core.value('cases.read', { caseId });
    expect({ phase, nextDeadline, reflection }).toMatchObject({
      phase: { phaseId: 'BE-P1' },
      nextDeadline: { ruleId: 'BE-R2', date: '2026-03-25', urgency: expect.any(String) },
      reflection: { day: 22, of: 45 },
    });
    expect(cases[0]).toMatchObject({ phase, nextDeadline, reflection });

    await core.value('cases.close', { caseId });
    const closed = await core.value('cases.read', { caseId });
    expect(closed).toMatchObject({ phase, nextDeadline: null, reflection: null });
    expect((await core.value('cases.list', { state: 'closed' })).cases[0]).toMatchObject({
      phase,
      nextDeadline: null,
      reflection: null,
    });
  });

  it('says when anything in a case was last changed', async () => {
    const { caseId } = await openCase('Marie');
    core.clock.set('2026-03-05T10:00:00.000Z');
    await core.value('people.create', { caseId, role: 'witness' });
    core.clock.set('2026-03-06T10:00:00.000Z');
    await core.value('people.names', { caseId });
    const [only] = (await core.value('cases.list', {})).cases;
    expect([only?.touchedAt, only?.counts]).toEqual([
      '2026-03-05T10:00:00.000Z',
      { people: 2, interviews: 0, facts: 0, exhibits: 0 },
    ]);
  });
});

describe('cases.change', () => {
  it('changes the fields given, tidied, and leaves the others', async () => {
    const { caseId } = await openCase('Marie');
    await core.value('cases.change', { caseId, changes: { centreName: 'PAG-ASA', note: 'one\r\ntwo  ' } });
    core.clock.set('2026-03-03T09:00:00.000Z');
    const changed = await core.value('cases.change', {
      caseId,
      changes: { fileLanguage: 'de', advocateName: ' Anne \u202E Modèle ', centreName: undefined },
    });
    expect(changed).toMatchObject({
      fileLanguage: 'de',
      advocateName: 'Anne Modèle',
      centreName: 'PAG-ASA',
      note: 'one\ntwo',
      updatedAt: '2026-03-03T09:00:00.000Z',
    });
  });

  it('names the fields that do not fit and keeps what was there', async () => {
    const { caseId } = await openCase('Marie');
    expect(
      await core.call('cases.change', {
        caseId,
        // @ts-expect-error a language no Belgian file is kept in
        changes: { fileLanguage: 'es', openedOn: 'yesterday', note: 'x'.repeat(20_000) },
      }),
    ).toEqual({
      ok: false,
      error: { kind: 'badInput', paths: ['changes.fileLanguage', 'changes.note', 'changes.openedOn'] },
    });
    expect(await core.call('cases.change', { caseId: noCase, changes: {} })).toEqual({
      ok: false,
      error: { kind: 'caseNotFound' },
    });
  });
});

describe('cases.close', () => {
  it('closes on a day between the opening and today, and opens again', async () => {
    const { caseId } = await openCase('Marie');
    core.clock.set('2026-05-01T09:00:00.000Z');
    for (const closedOn of ['2026-03-01', '2026-05-02']) {
      expect(await core.call('cases.close', { caseId, closedOn })).toEqual({
        ok: false,
        error: { kind: 'impossibleDay', field: 'closedOn' },
      });
    }
    await core.value('cases.close', { caseId, closedOn: '2026-04-30' });
    expect((await core.value('cases.read', { caseId })).closedOn).toBe('2026-04-30');
    expect(await core.call('cases.change', { caseId, changes: { openedOn: '2026-05-01' } })).toEqual({
      ok: false,
      error: { kind: 'impossibleDay', field: 'openedOn' },
    });
    await core.value('cases.reopen', { caseId });
    expect((await core.value('cases.read', { caseId })).closedOn).toBeNull();
    expect(auditedActions()).toEqual(['case.created', 'person.created', 'case.closed', 'case.reopened']);
  });
});
