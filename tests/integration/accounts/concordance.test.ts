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

describe('before one asks again', () => {
  const before = () => core.value('accounts.beforeAsking', { caseId });
  const aFact = {
    conditionIds: [],
    isUncertain: false,
    isSensitive: false,
    isDocumented: false,
    isUnexplained: false,
    toldIn: [],
    askAgain: null,
  };

  const detailsOf = (heldOn: string) => ({
    title: `On ${heldOn}`,
    heldOn,
    startedAt: null,
    endedAt: null,
    placeKind: '' as const,
    language: '',
    interpreter: '',
    interpreterLanguage: '',
    personsPresent: '',
    stopReason: '' as const,
    stopNote: '',
  });

  it('what is known is listed with how often it was told, where, and what is missing', async () => {
    const heldOn = '2023-07-01';
    const [first = '', second = ''] = await Promise.all(
      [heldOn, '2023-05-20'].map(async (day) => {
        const { id } = await core.value('interviews.create', { caseId, details: detailsOf(day) });
        return id;
      }),
    );
    const blockId = '01936e6e-0000-7000-8000-000000000001';
    const { db, newId } = core.vaultDeps();
    const hidden = { id: blockId, provenance: 'verbatim', sensitive: true } as const;
    await core.value('interviews.saveDocument', {
      interviewId: first as never,
      baseRevision: 0,
      firstSinceOpening: true,
      document: {
        type: 'doc',
        content: [{ type: 'paragraph', attrs: hidden, content: [{ type: 'text', text: 'Son passeport' }] }],
      },
    });
    for (const [factId, interviewId, block] of [
      [facts[1], first, blockId],
      [facts[1], second, null],
      [facts[0], second, null],
    ] as const)
      db.run(sql`
        INSERT INTO fact_citations (id, fact_id, interview_id, block_id)
        VALUES (${newId()}, ${factId}, ${interviewId}, ${block})
      `);
    db.run(sql`
      INSERT INTO fact_citations (id, fact_id, exhibit_id) VALUES (${newId()}, ${facts[0]}, ${exhibitId})
    `);
    // An account that stands in an interview is that interview.
    const same = { ...leftOut, relation: 'same' } as const;
    await compare(await anAccount({ interviewId: first as never }), facts[1], same);
    const toPolice = await anAccount();
    await compare(toPolice, facts[1], { ...different, reason: '' });
    await compare(toPolice, facts[0], leftOut);

    expect(await before()).toEqual({
      tellings: [
        { kind: 'interview', id: second, title: 'On 2023-05-20', edtf: '2023-05-20' },
        { kind: 'account', id: toPolice, to: 'police', edtf: '2023-06-01' },
        { kind: 'interview', id: first, title: 'On 2023-07-01', edtf: heldOn },
      ],
      facts: [
        {
          ...aFact,
          id: facts[0],
          statement: 'Elle arrive à Zaventem',
          edtf: '2023-05-12',
          isDocumented: true,
          toldIn: [second],
        },
        {
          ...aFact,
          id: facts[1],
          statement: 'Son passeport lui est repris',
          edtf: '',
          isSensitive: true,
          isUnexplained: true,
          toldIn: [second, toPolice, first],
        },
      ],
    });
  });

  it('a fact is told again only for a reason, which stays with it through removal, merging and undo', async () => {
    const reasons = async () =>
      (await before()).facts.map(({ id, askAgain }) => [id, askAgain?.reason ?? null]);
    expect(await core.call('accounts.askAgain', { factId: facts[0], reason: ' ' })).toMatchObject({
      error: { kind: 'badInput' },
    });
    await core.value('accounts.askAgain', { factId: facts[0], reason: 'The day decides' });
    await core.value('accounts.askAgain', { factId: facts[1], reason: 'Who took it?' });
    const both = [
      [facts[0], 'The day decides'],
      [facts[1], 'Who took it?'],
    ];
    expect(await reasons()).toEqual(both);
    await core.value('timeline.remove', { factId: facts[0] });
    expect(core.vaultDeps().db.all(sql`SELECT reason FROM asked_again`)).toEqual([
      { reason: 'Who took it?' },
    ]);
    await core.value('timeline.restore', { factId: facts[0] });
    expect(await reasons()).toEqual(both);

    const merged = await core.value('timeline.merge', {
      factIds: [facts[0], facts[1]],
      statement: 'Elle arrive sans passeport',
      dateOf: facts[0],
    });
    expect(await reasons()).toEqual([[facts[0], 'The day decides\nWho took it?']]);
    await core.value('timeline.undo', { undoId: merged.undoId });
    expect(await reasons()).toEqual(both);
    await core.value('accounts.askAgain', { factId: facts[0], reason: null });
    expect(await reasons()).toEqual([
      [facts[0], null],
      [facts[1], 'Who took it?'],
    ]);
    expect(await core.call('accounts.askAgain', { factId: exhibitId as never, reason: 'x' })).toEqual({
      ok: false,
      error: { kind: 'factNotFound' },
    });
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true });
  });
});

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
