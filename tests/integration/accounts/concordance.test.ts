import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { AccountFields, Comparison } from '../../../src/shared/accounts/schemas';
import type { AccountId, CaseId, ExhibitId, FactId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { makeFilingCase } from '../../support/filing-case';

let core: TestCore;
let caseId: CaseId;
let facts: readonly [FactId, FactId];
let exhibitId: ExhibitId;

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
});
beforeEach(async () => {
  const made = await makeFilingCase(core, {
    fileLanguage: 'fr',
    exhibits: [{ title: 'Procès-verbal' }],
    facts: [
      { statement: 'Elle arrive à Zaventem', date: '12 mai 2023' },
      { statement: 'Son passeport lui est repris' },
    ],
  });
  caseId = made.caseId;
  facts = [made.facts[0] as FactId, made.facts[1] as FactId];
  exhibitId = made.exhibits[0] as ExhibitId;
});
afterAll(() => core.close());

const police: AccountFields = {
  kind: 'police',
  dateEdtf: '2023-06-01',
  takenBy: 'Police fédérale',
  language: 'en',
  interpreter: '',
  exhibitId: null,
  interviewId: null,
  note: '',
};
const leftOut: Comparison = {
  relation: 'leftOut',
  wording: '',
  locator: 'p. 2',
  reasons: ['notAsked', 'fear'],
  reason: 'Zwanzigerstraße stand im Protokoll',
};
const different: Comparison = { ...leftOut, relation: 'different', wording: 'au mois de juin', reasons: [] };

const concordance = () => core.value('accounts.concordance', { caseId });
const statements = async () => (await concordance()).statements;
const compare = (accountId: AccountId, factId: FactId, comparison: Comparison | null) =>
  core.value('accounts.compare', { accountId, factId, comparison });

async function anAccount(fields: Partial<AccountFields> = {}): Promise<AccountId> {
  return (await core.value('accounts.create', { caseId, account: { ...police, ...fields } })).id;
}

describe('earlier accounts', () => {
  it('stand beside the facts in the order of their dates, and changes are written down', async () => {
    const id = await anAccount({ exhibitId });
    await compare(id, facts[1], leftOut);
    const changed = { ...police, kind: 'asylum', exhibitId } as const;
    await core.value('accounts.change', { accountId: id, account: changed });
    expect(await concordance()).toEqual({
      accounts: [{ ...changed, id, caseId }],
      facts: [
        { id: facts[0], statement: 'Elle arrive à Zaventem', edtf: '2023-05-12' },
        { id: facts[1], statement: 'Son passeport lui est repris', edtf: '' },
      ],
      statements: [{ ...leftOut, accountId: id, factId: facts[1] }],
    });
    await compare(id, facts[1], different);
    expect(await statements()).toEqual([{ ...different, accountId: id, factId: facts[1] }]);
    await compare(id, facts[1], null);
    expect(await statements()).toEqual([]);
    const actions = core
      .vaultDeps()
      .db.all<{ action: string }>(
        sql`SELECT action FROM audit_entries WHERE subject_id = ${id} ORDER BY sequence`,
      );
    expect(actions.map(({ action }) => action)).toEqual([
      'account.created',
      'account.compared',
      'account.changed',
      'account.compared',
      'account.compared',
    ]);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true });
  });

  it('are refused when they cannot be so', async () => {
    const create = (account: AccountFields) => core.call('accounts.create', { caseId, account });
    const failure = (kind: string) => ({ ok: false, error: { kind } });
    expect(await create({ ...police, dateEdtf: 'some day' })).toEqual(failure('badDate'));
    const elsewhere = await makeFilingCase(core, {
      fileLanguage: 'nl',
      exhibits: [{ title: 'Ander' }],
      facts: [{ statement: 'Ander feit' }],
    });
    const foreign = elsewhere.exhibits[0] as ExhibitId;
    expect(await create({ ...police, exhibitId: foreign })).toEqual(failure('placeNotFound'));
    const accountId = await anAccount();
    const factId = elsewhere.facts[0] as FactId;
    expect(await core.call('accounts.compare', { accountId, factId, comparison: leftOut })).toEqual(
      failure('factNotFound'),
    );
    await core.value('accounts.remove', { accountId });
    expect(await core.call('accounts.compare', { accountId, factId, comparison: null })).toEqual(
      failure('accountNotFound'),
    );
  });

  it('come back whole after they were removed, and their facts with what was compared', async () => {
    const id = await anAccount();
    await compare(id, facts[0], different);
    await compare(id, facts[1], leftOut);
    const before = await concordance();
    await core.value('accounts.remove', { accountId: id });
    expect(await concordance()).toMatchObject({ accounts: [], statements: [] });
    await core.value('accounts.restore', { accountId: id });
    expect(await concordance()).toEqual(before);

    await core.value('timeline.remove', { factId: facts[0] });
    expect((await statements()).map(({ factId }) => factId)).toEqual([facts[1]]);
    await core.value('timeline.restore', { factId: facts[0] });
    expect(await concordance()).toEqual(before);
  });

  it('follow facts that are merged and split, and go back when that is undone', async () => {
    const one = await anAccount();
    const two = await anAccount({ kind: 'medical' });
    await compare(one, facts[0], different);
    await compare(one, facts[1], leftOut);
    await compare(two, facts[1], leftOut);
    const before = await concordance();
    const merged = await core.value('timeline.merge', {
      factIds: [...facts],
      statement: 'Les deux',
      dateOf: facts[0],
    });
    expect(await statements()).toEqual([
      {
        ...different,
        reasons: ['notAsked', 'fear'],
        accountId: one,
        factId: facts[0],
      },
      { ...leftOut, accountId: two, factId: facts[0] },
    ]);
    await core.value('timeline.undo', { undoId: merged.undoId });
    expect(await concordance()).toEqual(before);

    const long = { ...different, wording: 'a'.repeat(3000) };
    await compare(one, facts[0], long);
    await compare(one, facts[1], { ...long, wording: 'b'.repeat(3000) });
    const tooMuch = { factIds: [...facts], statement: 'Les deux', dateOf: null };
    expect(await core.call('timeline.merge', tooMuch)).toEqual({ ok: false, error: { kind: 'tooMuch' } });

    const split = await core.value('timeline.split', { factId: facts[1], first: 'A', second: 'B' });
    expect((await statements()).filter(({ accountId }) => accountId === two)).toHaveLength(2);
    await compare(two, split.facts[1].id, different);
    expect(await core.call('timeline.undo', { undoId: split.undoId })).toEqual({
      ok: false,
      error: { kind: 'changedSince' },
    });
  });

  it('are found by search with their fact, as long as they are there', async () => {
    const id = await anAccount();
    const find = async () =>
      (await core.value('search.find', { text: 'Zwanzigerstrasse', filter: { caseId } })).total;
    expect(await find()).toBe(0);
    await compare(id, facts[1], leftOut);
    expect(await find()).toBe(1);
    await core.value('accounts.remove', { accountId: id });
    expect(await find()).toBe(0);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true });
  });

  it('come along with a case that is brought back from a backup', async () => {
    const id = await anAccount({ exhibitId });
    await compare(id, facts[1], leftOut);
    const before = await concordance();
    const stick = join(core.folder, 'stick');
    mkdirSync(stick);
    core.host.answerFolder(stick);
    const backup = await core.value('backups.make', { place: 'choose' });
    const opened = await core.value('backups.openCases', {
      backup: { kind: 'known', id: backup.id },
      passphrase: null,
    });
    const restored = await core.value('backups.restoreCase', { handle: opened.handle, caseId });
    const copy = await core.value('accounts.concordance', { caseId: restored.caseId });
    expect(copy.accounts[0]?.exhibitId).not.toBe(exhibitId);
    const withoutIds = ({ accounts, facts: named, statements: compared }: typeof copy) => ({
      accounts: accounts.map(({ id: _id, caseId: _caseId, exhibitId: _exhibitId, ...fields }) => fields),
      facts: named.map(({ statement }) => statement),
      statements: compared.map(({ accountId, factId, ...comparison }) => ({
        account: accounts.findIndex((account) => account.id === accountId),
        fact: named.findIndex((fact) => fact.id === factId),
        ...comparison,
      })),
    });
    expect(withoutIds(copy)).toEqual(withoutIds(before));
  });
});
