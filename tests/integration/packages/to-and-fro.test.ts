import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { anOriginal } from '../../support/backups';
import { aDocument } from '../interviews/support';
import { aCaseWithRecords, apply } from './edits';
import { anOffice, interviewDetails, look, receive, rowsOf, send, type Office } from './support';

const offices: Office[] = [];
afterEach(() => {
  for (const each of offices.splice(0)) each.core.close();
});

/** Lets a minute go by, so that what follows is later. */
function later(): void {
  const now = Math.max(...offices.map(({ core }) => Date.parse(core.clock.now())));
  for (const { core } of offices) core.clock.set(new Date(now + 60_000).toISOString());
}

/** Two offices; the first has a case with two facts and an interview that is not sealed. */
async function twoOffices(): Promise<{ one: Office; other: Office; caseId: CaseId }> {
  const one = await anOffice();
  const other = await anOffice();
  offices.push(one, other);
  const { caseId } = await one.core.value('cases.create', { fileLanguage: 'fr', client: {} });
  await one.core.value('timeline.create', { caseId, statement: 'She came by train' });
  await one.core.value('timeline.create', { caseId, statement: 'She was paid nothing' });
  const { id: interviewId } = await one.core.value('interviews.create', {
    caseId,
    details: interviewDetails,
  });
  await one.core.value('interviews.saveDocument', {
    interviewId,
    baseRevision: 0,
    document: aDocument('She said that she came by train'),
    firstSinceOpening: true,
  });
  return { one, other, caseId };
}

async function pass(from: Office, to: Office, caseId: CaseId) {
  later();
  const path = await send(from, to, [caseId]);
  later();
  return receive(to, path);
}

async function lookAtNext(from: Office, to: Office, caseId: CaseId) {
  later();
  const path = await send(from, to, [caseId]);
  const { handle, cases } = await look(to, path);
  return { path, handle, counts: cases[0]?.counts };
}

async function factsOf({ core }: Office, caseId: CaseId) {
  return (await core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 200 })).facts;
}

async function purge({ core }: Office, caseId: CaseId): Promise<void> {
  await core.value('cases.close', { caseId, closedOn: core.clock.today(), keepUntil: null });
  const { code } = await core.value('cases.read', { caseId });
  await core.value('retention.purge', { caseId, code, reason: 'This office is done with it.' });
}

describe('what was taken out at one office and stays at the other', { timeout: 120_000 }, () => {
  it('is asked about when it comes back, and stays out unless chosen', async () => {
    const { one, other, caseId } = await twoOffices();
    await pass(one, other, caseId);
    const [fact] = await factsOf(other, caseId);
    if (fact === undefined) throw new Error('The case has no facts');
    await other.core.value('timeline.remove', { factId: fact.id });
    await pass(other, one, caseId);
    expect(await factsOf(one, caseId)).toHaveLength(2);

    const asked = await lookAtNext(one, other, caseId);
    expect(asked.counts).toMatchObject({ removedHere: 1 });
    const { packageId } = await other.core.value('packages.takeIn', { handle: asked.handle });
    expect((await factsOf(other, caseId)).map(({ id }) => id)).not.toContain(fact.id);

    await other.core.value('packages.undo', { packageId });
    const { handle } = await look(other, asked.path);
    const key = JSON.stringify([fact.id]);
    const choice = { caseId, table: 'facts', key, fields: '*', take: 'there' } as const;
    await other.core.value('packages.takeIn', { handle, choices: [choice] });
    expect((await factsOf(other, caseId)).map(({ id }) => id)).toContain(fact.id);
  });

  it('is asked about once: what was decided is not asked again until it is changed there', async () => {
    const { one, other, caseId } = await twoOffices();
    await pass(one, other, caseId);
    const [fact] = await factsOf(other, caseId);
    if (fact === undefined) throw new Error('The case has no facts');
    await other.core.value('timeline.remove', { factId: fact.id });
    await pass(other, one, caseId);
    await pass(one, other, caseId);
    expect((await lookAtNext(one, other, caseId)).counts).toMatchObject({ removedHere: 0 });
    await one.core.value('timeline.change', { factId: fact.id, changes: { place: 'Gent' } });
    expect((await lookAtNext(one, other, caseId)).counts).toMatchObject({ removedHere: 1 });
  });

  it('is one question with what hangs on it, and comes back with that', async () => {
    const one = await anOffice();
    const other = await anOffice();
    offices.push(one, other);
    const caseId = await aCaseWithRecords(one);
    await pass(one, other, caseId);
    const rules = rowsOf(other, caseId).get('safe_contact_rules');
    expect(rules).toHaveLength(1);
    await apply(other, caseId, { what: 'removePerson', which: 1, other: 0, word: '' });
    await pass(other, one, caseId);
    const { handle } = await lookAtNext(one, other, caseId);
    const { entries } = await other.core.value('packages.differences', { handle, caseId });
    const asked = entries.filter(({ kind }) => kind !== 'new');
    expect(asked.map(({ kind, table }) => [kind, table])).toEqual([['removedHere', 'people']]);
    const key = asked[0]?.key ?? '';
    const choice = { caseId, table: 'people', key, fields: '*', take: 'there' } as const;
    await other.core.value('packages.takeIn', { handle, choices: [choice] });
    expect(rowsOf(other, caseId).get('safe_contact_rules')).toEqual(rules);
  });

  it('is asked about as well when it comes by way of a third office', async () => {
    const { one, other, caseId } = await twoOffices();
    const third = await anOffice();
    offices.push(third);
    await pass(one, other, caseId);
    await pass(one, third, caseId);
    const { id } = await other.core.value('timeline.create', { caseId, statement: 'She left in May' });
    await pass(other, third, caseId);
    await pass(third, one, caseId);
    await other.core.value('timeline.remove', { factId: id });
    expect((await lookAtNext(one, other, caseId)).counts).toMatchObject({ removedHere: 1 });
  });
});

describe('a package that was taken in before', { timeout: 120_000 }, () => {
  it('is taken in again once its case was destroyed here, and not before', async () => {
    const { one, other, caseId } = await twoOffices();
    later();
    const path = await send(one, other, [caseId]);
    await receive(other, path);
    const { handle, takenInAt } = await look(other, path);
    expect(takenInAt).not.toBeNull();
    expect(await other.core.call('packages.takeIn', { handle })).toEqual({
      ok: false,
      error: { kind: 'alreadyTakenIn' },
    });
    await purge(other, caseId);
    const again = await look(other, path);
    expect([again.takenInAt, again.cases[0]?.codeHere]).toEqual([null, null]);
    const { packageId } = await other.core.value('packages.takeIn', { handle: again.handle });
    expect(await factsOf(other, caseId)).toHaveLength(2);
    const list = await other.core.value('packages.list', {});
    expect(list).toMatchObject([{ packageId, canUndo: true, goneCodes: [] }]);
  });

  it('can be undone for one of its cases after the other was destroyed', async () => {
    const { one, other, caseId } = await twoOffices();
    const second = await one.core.value('cases.create', { fileLanguage: 'fr', client: {} });
    later();
    const { packageId } = await receive(other, await send(one, other, [caseId, second.caseId]));
    await purge(other, second.caseId);
    const { db } = other.core.vaultDeps();
    expect(await other.core.value('packages.list', {})).toMatchObject([{ packageId, canUndo: true }]);
    expect(await other.core.value('packages.undo', { packageId })).toEqual({ cases: 1 });
    expect(db.all(sql`SELECT id FROM cases`)).toEqual([]);
  });

  it('keeps nothing of its cases for an undo when all of them were destroyed', async () => {
    const { one, other, caseId } = await twoOffices();
    await pass(one, other, caseId);
    await purge(other, caseId);
    expect(await other.core.value('packages.list', {})).toMatchObject([{ canUndo: false }]);
  });

  it('was made here itself, and still tells what both sides have had once that is undone', async () => {
    const { one, other, caseId } = await twoOffices();
    later();
    const path = await send(one, [one, other], [caseId]);
    const { db } = one.core.vaultDeps();
    const states = () => db.all(sql`SELECT package_id, recorded_at, state FROM package_states`);
    const made = states();
    later();
    const { packageId } = await receive(one, path);
    expect(states()).toEqual(made);
    await one.core.value('packages.undo', { packageId });
    expect(states()).toEqual(made);

    await receive(other, path);
    later();
    const { cases } = await look(one, await send(other, one, [caseId]));
    expect(cases).toMatchObject([{ hasBase: true }]);
  });
});

describe('an addendum to a statement that was sealed there and written on here', { timeout: 120_000 }, () => {
  async function sealedThere() {
    const { one, other, caseId } = await twoOffices();
    await pass(one, other, caseId);
    const [interview] = await other.core.value('interviews.list', { caseId });
    if (interview === undefined) throw new Error('The case has no interview');
    const interviewId = interview.id;
    const { revision } = await other.core.value('interviews.read', { interviewId });
    await other.core.value('interviews.seal', { interviewId, baseRevision: revision });
    await other.core.value('interviews.addAddendum', { interviewId, text: 'She came in May', reason: '' });
    await one.core.value('interviews.changeDetails', {
      interviewId,
      changes: { title: 'Written on here' },
    });
    const key = JSON.stringify([interviewId]);
    return { one, other, caseId, key };
  }
  const addenda = (office: Office, caseId: CaseId) => rowsOf(office, caseId).get('interview_addenda') ?? [];

  async function takeInWith(
    take: 'here' | 'there',
    at: Office,
    of: { handle: string; caseId: CaseId; key: string },
  ) {
    const { handle, caseId, key } = of;
    const { entries } = await at.core.value('packages.differences', { handle, caseId });
    const seal = entries.find((each) => each.table === 'interviews' && each.key === key);
    const fields = seal?.differences[0]?.fields ?? '';
    return at.core.value('packages.takeIn', {
      handle,
      choices: [{ caseId, table: 'interviews', key, fields, take }],
      makerConfirmed: true,
    });
  }

  it('is kept aside with the seal that was not chosen', async () => {
    const { one, other, caseId } = await sealedThere();
    await pass(other, one, caseId);
    expect(rowsOf(one, caseId).get('interviews')).toMatchObject([
      { title: 'Written on here', sealed_at: null },
    ]);
    expect(addenda(one, caseId)).toEqual([]);
    const decisions = await one.core.value('packages.decisions', { caseId });
    expect(decisions.map(({ table, taken }) => [table, taken])).toEqual([
      ['interview_addenda', 'here'],
      ['interviews', 'here'],
    ]);
    expect(decisions[0]?.values).toContainEqual({ field: 'text', here: null, there: 'She came in May' });
  });

  it('comes with the seal that was chosen, now or with a later package', async () => {
    const { one, other, caseId, key } = await sealedThere();
    const first = await lookAtNext(other, one, caseId);
    const { packageId } = await takeInWith('there', one, { ...first, caseId, key });
    expect(addenda(one, caseId)).toEqual(addenda(other, caseId));
    await one.core.value('packages.undo', { packageId });
    await takeInWith('here', one, { ...(await look(one, first.path)), caseId, key });
    expect(addenda(one, caseId)).toEqual([]);

    const second = await lookAtNext(other, one, caseId);
    await takeInWith('there', one, { handle: second.handle, caseId, key });
    expect(rowsOf(one, caseId).get('interviews')).toEqual(rowsOf(other, caseId).get('interviews'));
    expect(addenda(one, caseId)).toEqual(addenda(other, caseId));
  });
});

describe('addenda that both offices wrote to the same sealed statement', { timeout: 120_000 }, () => {
  it('stay with each, also a second one that is sealed over the first, and the case goes on to others', async () => {
    const { one, other, caseId } = await twoOffices();
    const [interview] = await one.core.value('interviews.list', { caseId });
    if (interview === undefined) throw new Error('The case has no interview');
    const interviewId = interview.id;
    const { revision } = await one.core.value('interviews.read', { interviewId });
    await one.core.value('interviews.seal', { interviewId, baseRevision: revision });
    await pass(one, other, caseId);
    const add = (office: Office, text: string) =>
      office.core.value('interviews.addAddendum', { interviewId, text, reason: '' });
    await add(one, 'Mine');
    await add(other, 'Theirs');
    await add(other, 'Theirs, too');
    await pass(other, one, caseId);
    const addenda = rowsOf(one, caseId).get('interview_addenda') ?? [];
    expect(addenda.map(({ text }) => text)).toEqual(['Mine']);
    const decisions = await one.core.value('packages.decisions', { caseId });
    expect(decisions.map(({ table }) => table)).toEqual(['interview_addenda', 'interview_addenda']);
    // The chain of seals is whole, so that a third office takes the case in.
    const third = await anOffice();
    offices.push(third);
    later();
    await receive(third, await send(one, third, [caseId]));
    expect(rowsOf(third, caseId).get('interview_addenda')).toHaveLength(1);
  });
});

describe('an edit after the differences were shown', { timeout: 120_000 }, () => {
  async function bothChanged() {
    const { one, other, caseId } = await twoOffices();
    await pass(one, other, caseId);
    const [fact] = await factsOf(one, caseId);
    if (fact === undefined) throw new Error('The case has no facts');
    const factId = fact.id;
    await one.core.value('timeline.change', { factId, changes: { place: 'Gent' } });
    await other.core.value('timeline.change', { factId, changes: { place: 'Brugge' } });
    await anOriginal(other.core, caseId, Buffer.alloc(3_000_000, 7));
    const { handle } = await lookAtNext(other, one, caseId);
    const key = JSON.stringify([factId]);
    const choices = [{ caseId, table: 'facts', key, fields: 'place', take: 'there' } as const];
    return { one, other, caseId, factId, handle, choices };
  }

  it('is not lost under an older choice, while originals are copied either', async () => {
    const { one, caseId, factId, handle, choices } = await bothChanged();
    const taking = one.core.call('packages.takeIn', { handle, choices, makerConfirmed: true });
    await one.core.value('timeline.change', { factId, changes: { place: 'Oostende' } });
    expect(await taking).toEqual({ ok: false, error: { kind: 'choiceUnknown' } });
    expect((await factsOf(one, caseId)).find(({ id }) => id === factId)?.place).toBe('Oostende');

    // Looked at once more, it is chosen with the new text in sight.
    const { entries } = await one.core.value('packages.differences', { handle, caseId });
    expect(JSON.stringify(entries)).toContain('Oostende');
    await one.core.value('packages.takeIn', { handle, choices, makerConfirmed: true });
    expect((await factsOf(one, caseId)).find(({ id }) => id === factId)?.place).toBe('Brugge');
  });

  it('of something that does not differ is no reason to look again', async () => {
    const { one, caseId, handle, choices } = await bothChanged();
    const taking = one.core.call('packages.takeIn', { handle, choices, makerConfirmed: true });
    await one.core.value('timeline.create', { caseId, statement: 'New here' });
    expect(await taking).toMatchObject({ ok: true });
  });
});
