import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { personIdSchema, type CaseId, type PersonId } from '../../../src/shared/kernel/ids';
import { emptyPersonFields, emptySafeContact } from '../../../src/shared/people/schemas';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;
let clientId: PersonId;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  ({ caseId, clientId } = await core.value('cases.create', {
    fileLanguage: 'fr',
    client: { givenNames: 'Salma', familyName: 'Tazi', nativeScriptName: 'سلمى التازي' },
  }));
});
afterEach(() => core.close());

const noPerson = personIdSchema.parse('0190a000-0000-7000-8000-000000000000');

function count(action: string): number {
  return core.vaultDeps().db.all(sql`SELECT sequence FROM audit_entries WHERE action = ${action}`).length;
}

describe('people.list', () => {
  it('lists by role and number without any name', async () => {
    const witness = { caseId, role: 'witness', givenNames: 'Fatou', telephone: '0470 00 00 00' } as const;
    await core.value('people.create', witness);
    await core.value('people.create', {
      ...witness,
      spokenLanguages: ['wo', 'fr'],
      nationalities: ['SEN', 'BEL'],
    });
    await core.value('people.create', { caseId, role: 'child' });
    await core.value('people.setSafeContact', {
      personId: clientId,
      safeContact: { ...emptySafeContact, neverCall: true, codeWord: 'bibliothèque' },
    });

    const people = await core.value('people.list', { caseId });
    expect(people.map(({ id: _id, ...rest }) => rest)).toEqual([
      {
        role: 'client',
        roleNumber: 1,
        hasName: true,
        nationalities: [],
        spokenLanguages: [],
        safeContact: { ...emptySafeContact, neverCall: true, codeWord: null, hasCodeWord: true },
      },
      {
        role: 'child',
        roleNumber: 1,
        hasName: false,
        nationalities: [],
        spokenLanguages: [],
        safeContact: null,
      },
      {
        role: 'witness',
        roleNumber: 1,
        hasName: true,
        nationalities: [],
        spokenLanguages: [],
        safeContact: null,
      },
      {
        role: 'witness',
        roleNumber: 2,
        hasName: true,
        nationalities: ['SEN', 'BEL'],
        spokenLanguages: ['wo', 'fr'],
        safeContact: null,
      },
    ]);
    expect(JSON.stringify(people)).not.toMatch(/Fatou|Salma|Tazi|0470|biblio/);
  });
});

describe('people.names', () => {
  it('gives names and code words, and writes down once per session that they were shown', async () => {
    await core.value('people.setSafeContact', {
      personId: clientId,
      safeContact: { ...emptySafeContact, codeWord: 'bibliothèque' },
    });
    expect(await core.value('people.names', { caseId })).toEqual([
      { personId: clientId, name: 'Salma Tazi', nativeScriptName: 'سلمى التازي', codeWord: 'bibliothèque' },
    ]);
    await core.value('people.read', { personId: clientId });
    await core.value('people.names', { caseId });
    expect(count('case.namesShown')).toBe(1);
    await core.lockAndReopen();
    await core.value('people.read', { personId: clientId });
    expect(count('case.namesShown')).toBe(2);
  });
});

describe('people.create', () => {
  it('keeps names as written: right to left, combined, beyond the first 65,536 letters, or a single one', async () => {
    const names = [
      'محمد بن علي',
      'Zoe\u0308',
      '𞤀𞤤𞤭 𞤄𞤢',
      'Nguyễn Thị Hồng',
      'می\u200Cرا',
      'Blessing',
      '𠮷田',
      'O’Neill-d’Arc',
    ];
    const kept: string[] = [];
    for (const givenNames of names) {
      const { personId } = await core.value('people.create', { caseId, role: 'familyMember', givenNames });
      kept.push((await core.value('people.read', { personId })).givenNames);
    }
    expect(kept).toEqual(names.map((name) => name.normalize('NFC')));
  });

  it('takes an unknown or uncertain birth date, several nationalities, or none at all', async () => {
    const born = async (birthDate: string, nationalities: readonly string[]) => {
      const { personId } = await core.value('people.create', {
        caseId,
        role: 'child',
        birthDate,
        nationalities: [...nationalities],
      });
      const person = await core.value('people.read', { personId });
      return [person.birthDate, person.nationalities];
    };
    expect(await born('', [])).toEqual(['', []]);
    expect(await born('2019~', ['MAR', 'BEL'])).toEqual(['2019~', ['MAR', 'BEL']]);
    expect(await born('2018/2019', ['XXA'])).toEqual(['2018/2019', ['XXA']]);
  });

  it('refuses what is no date, no nationality, no language, or stateless with a nationality', async () => {
    const refused = async (fields: Readonly<Record<string, unknown>>) => {
      const answer = await core.call('people.create', { caseId, role: 'child', ...fields });
      return answer.ok ? 'created' : answer.error;
    };
    const badInput = (path: string) => ({ kind: 'badInput', paths: [path] });
    expect(await refused({ birthDate: 'about 2019' })).toEqual(badInput('birthDate'));
    expect(await refused({ birthDate: '2019-02-29' })).toEqual(badInput('birthDate'));
    expect(await refused({ nationalities: ['ZZZ'] })).toEqual(badInput('nationalities.0'));
    expect(await refused({ nationalities: ['BEL', 'BEL'] })).toEqual(badInput('nationalities'));
    expect(await refused({ nationalities: ['XXA', 'BEL'] })).toEqual(badInput('nationalities'));
    expect(await refused({ spokenLanguages: ['franc_ais'] })).toEqual(badInput('spokenLanguages.0'));
    expect(await refused({ shelterAddress: 'x' })).toEqual(badInput(''));
    expect(await core.value('people.list', { caseId })).toHaveLength(1);
  });
});

describe('people.change', () => {
  it('changes the fields given and is found under the new name', async () => {
    core.clock.set('2026-03-03T08:00:00.000Z');
    const changed = await core.value('people.change', {
      personId: clientId,
      changes: { familyName: 'El Idrissi', gender: 'F', email: undefined },
    });
    expect(changed).toEqual({
      ...emptyPersonFields,
      id: clientId,
      caseId,
      role: 'client',
      roleNumber: 1,
      familyName: 'El Idrissi',
      givenNames: 'Salma',
      nativeScriptName: 'سلمى التازي',
      gender: 'F',
      safeContact: null,
      createdAt: '2026-03-02T09:15:00.000Z',
      updatedAt: '2026-03-03T08:00:00.000Z',
    });
    const { matches } = await core.value('cases.searchBeforeCreate', {
      givenNames: 'Salma',
      familyName: 'Idrissi',
    });
    expect(matches.map(({ personId }) => personId)).toEqual([clientId]);
  });

  it('writes one entry to the audit log for what is typed within five minutes', async () => {
    const type = (note: string) => core.value('people.change', { personId: clientId, changes: { note } });
    await type('a');
    await type('ab');
    core.clock.set('2026-03-02T09:19:59.000Z');
    await type('abc');
    expect(count('person.changed')).toBe(1);
    core.clock.set('2026-03-02T09:20:00.000Z');
    await type('abcd');
    expect(count('person.changed')).toBe(2);
  });

  it('gives the next number in a new role, and never leaves a case without a client', async () => {
    const { personId } = await core.value('people.create', { caseId, role: 'familyMember' });
    await core.value('people.create', { caseId, role: 'witness' });
    const changed = await core.value('people.change', { personId, changes: { role: 'witness' } });
    expect([changed.role, changed.roleNumber]).toEqual(['witness', 2]);
    expect(await core.call('people.change', { personId: clientId, changes: { role: 'witness' } })).toEqual({
      ok: false,
      error: { kind: 'lastClient' },
    });
    expect(await core.call('people.change', { personId: noPerson, changes: {} })).toEqual({
      ok: false,
      error: { kind: 'personNotFound' },
    });
  });
});

describe('people.setSafeContact', () => {
  const rule = {
    ...emptySafeContact,
    neverCall: true,
    safeFrom: '22:00',
    safeUntil: '06:00',
    instructions: 'via le centre',
  };

  it('keeps rules, takes them back, and does not keep empty ones', async () => {
    const kept = async () => (await core.value('people.read', { personId: clientId })).safeContact;
    await core.value('people.setSafeContact', { personId: clientId, safeContact: rule });
    expect(await kept()).toEqual(rule);
    await core.value('people.setSafeContact', { personId: clientId, safeContact: null });
    expect(await kept()).toBeNull();
    await core.value('people.setSafeContact', { personId: clientId, safeContact: emptySafeContact });
    expect(await kept()).toBeNull();
  });

  it('refuses half a window, an empty one, and times that are none', async () => {
    const windows = [
      { safeFrom: '10:00', safeUntil: null },
      { safeFrom: '10:00', safeUntil: '10:00' },
      { safeFrom: '24:00', safeUntil: '25:00' },
    ];
    for (const window of windows) {
      const answer = await core.call('people.setSafeContact', {
        personId: clientId,
        safeContact: { ...rule, ...window },
      });
      expect(answer).toMatchObject({ ok: false, error: { kind: 'badInput' } });
    }
  });
});

describe('people.remove', () => {
  it('takes a person out with her links, and puts everything back when asked', async () => {
    const { personId } = await core.value('people.create', { caseId, role: 'witness', givenNames: 'Fatou' });
    await core.value('people.create', { caseId, role: 'witness' });
    await core.value('people.setSafeContact', {
      personId,
      safeContact: { ...emptySafeContact, codeWord: 'lune' },
    });
    const { db, newId } = core.vaultDeps();
    const factId = newId();
    db.run(sql`
      INSERT INTO facts (id, case_id, statement, source_kind, confidence, created_at, updated_at)
      VALUES (${factId}, ${caseId}, 'x', 'witness', 'certain', '', '')
    `);
    db.run(sql`INSERT INTO fact_people (fact_id, person_id) VALUES (${factId}, ${personId})`);
    db.run(sql`
      INSERT INTO case_requirements (case_id, requirement_id, state, holder_person_id, updated_at)
      VALUES (${caseId}, 'passport', 'missing', ${personId}, '')
    `);
    const before = await core.value('people.read', { personId });
    const links = () => [
      db.all(sql`SELECT fact_id, person_id FROM fact_people`),
      db.all(sql`SELECT requirement_id, holder_person_id FROM case_requirements`),
    ];
    const linksBefore = links();

    core.clock.set('2026-03-02T09:16:00.000Z');
    await core.value('people.remove', { personId });
    expect(await core.call('people.read', { personId })).toEqual({
      ok: false,
      error: { kind: 'personNotFound' },
    });
    expect(links()[0]).toEqual([]);

    await core.value('people.restore', { personId });
    expect(await core.value('people.read', { personId })).toEqual({
      ...before,
      updatedAt: '2026-03-02T09:16:00.000Z',
    });
    expect(links()).toEqual(linksBefore);
    expect(['person.removed', 'person.restored'].map(count)).toEqual([1, 1]);
  });

  it('puts a person back under another number when hers was given away', async () => {
    const { personId } = await core.value('people.create', { caseId, role: 'witness' });
    await core.value('people.remove', { personId });
    await core.value('people.create', { caseId, role: 'witness' });
    await core.value('people.restore', { personId });
    expect((await core.value('people.read', { personId })).roleNumber).toBe(2);
  });

  it('forgets who was removed when the vault is locked', async () => {
    const { personId } = await core.value('people.create', { caseId, role: 'witness' });
    await core.value('people.remove', { personId });
    await core.lockAndReopen();
    expect(await core.call('people.restore', { personId })).toEqual({
      ok: false,
      error: { kind: 'personNotFound' },
    });
  });

  it('keeps the last client', async () => {
    expect(await core.call('people.remove', { personId: clientId })).toEqual({
      ok: false,
      error: { kind: 'lastClient' },
    });
  });
});
