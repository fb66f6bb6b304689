import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { ConsentFields, LedgerRecipient } from '../../../src/shared/consent/schemas';
import { civilDateSchema } from '../../../src/shared/kernel/time';
import { aConsent } from '../../support/consents';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { makeFiling } from '../../support/filing-documents';
import { procedureScenarios } from '../../support/filing-scenarios-procedure';

let core: TestCore;
let made: FilingCase;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
});
afterEach(() => core.close());

const day = (text: string) => civilDateSchema.parse(text);
const record = (...entries: readonly ConsentFields[]) =>
  core.call('consent.record', { caseId: made.caseId, entries: [...entries] });
const read = () => core.value('consent.read', { caseId: made.caseId });
const audited = () =>
  core
    .vaultDeps()
    .db.all<{ action: string; subject_id: string }>(
      sql`SELECT action, subject_id FROM audit_entries WHERE action LIKE 'consent.%' ORDER BY sequence`,
    );

async function today() {
  const { entries, standings } = await read();
  return standings.map(({ entryId, state, purposes, runsOut }) => {
    const entry = entries.find(({ id }) => id === entryId);
    return [entry?.recipient, entry?.recipientName, state, purposes.join(' '), runsOut];
  });
}

describe('the ledger of consents', () => {
  it('keeps every decision with who wrote it down and when, and says so in the log without its content', async () => {
    const given = aConsent('centre', { purposes: ['support'], until: day('2026-06-30') });
    const recorded = await record(given);
    if (!recorded.ok) throw new Error(recorded.error.kind);
    const [entry] = recorded.value;
    expect(entry).toEqual({
      ...given,
      id: entry?.id,
      caseId: made.caseId,
      strikes: null,
      recordedAt: '2026-03-02T09:15:00.000Z',
      memberId: core.vaultDeps().actor,
    });
    expect(await read()).toEqual({
      today: '2026-03-02',
      entries: [entry],
      standings: [{ entryId: entry?.id, state: 'given', purposes: ['support'], runsOut: false }],
      forms: [],
    });
    expect(audited()).toEqual([{ action: 'consent.given', subject_id: entry?.id }]);
    const { db } = core.vaultDeps();
    expect(() => db.run(sql`UPDATE consent_entries SET data = '[]'`)).toThrow('never changes');
    expect(() => db.run(sql`DELETE FROM consent_entries`)).toThrow('never goes');
  });

  it('lets a later decision count, for its purposes and its recipient alone', async () => {
    await record(
      aConsent('police', { purposes: ['investigation', 'protection'] }),
      aConsent('doctor', { recipientName: 'Dr Exemple', purposes: ['care'] }),
      aConsent('doctor', { purposes: ['care'] }),
    );
    await record(
      aConsent('police', { kind: 'withdrawn', purposes: ['investigation'], decidedOn: day('2026-02-10') }),
    );
    expect(await today()).toEqual([
      ['doctor', '', 'given', 'care', false],
      ['doctor', 'Dr Exemple', 'given', 'care', false],
      ['police', '', 'given', 'protection', false],
      ['police', '', 'withdrawn', 'investigation', false],
    ]);
    // What is refused to all doctors is refused to each of them.
    await record(aConsent('doctor', { kind: 'refused', purposes: [], decidedOn: day('2026-02-11') }));
    expect((await today()).slice(0, 2)).toEqual([
      ['doctor', '', 'refused', '', false],
      ['police', '', 'given', 'protection', false],
    ]);
    await record(
      aConsent('doctor', {
        recipientName: 'Dr Exemple',
        purposes: ['care'],
        decidedOn: day('2026-02-12'),
        until: day('2026-03-10'),
      }),
    );
    expect((await today()).slice(0, 2)).toEqual([
      ['doctor', '', 'refused', '', false],
      ['doctor', 'Dr Exemple', 'given', 'care', true],
    ]);
    core.clock.set('2026-03-11T09:15:00.000Z');
    expect((await today())[1]).toEqual(['doctor', 'Dr Exemple', 'ended', 'care', true]);
  });

  it('refuses what is no informed consent, and writes nothing of it', async () => {
    const wrong: readonly (readonly [Partial<ConsentFields>, string])[] = [
      [{ decidedOn: day('2026-03-03') }, 'dayInFuture'],
      [{ until: day('2026-01-31') }, 'endsTooEarly'],
      [{ data: [] }, 'nothingAgreed'],
      [{ purposes: [] }, 'nothingAgreed'],
      [{ language: '' }, 'languageMissing'],
      [{ form: 'oral', witness: '' }, 'witnessMissing'],
      [{ exhibitId: made.caseId as never }, 'proofNotFound'],
      [{ filingId: made.caseId as never }, 'proofNotFound'],
    ];
    for (const [changes, kind] of wrong) {
      expect(await record(aConsent('centre'), aConsent('police', changes))).toEqual({
        ok: false,
        error: { kind },
      });
    }
    expect((await read()).entries).toEqual([]);
    // She need not say anything of a refusal but that it is one.
    expect(
      await record(
        aConsent('police', {
          kind: 'refused',
          purposes: [],
          data: [],
          language: '',
          form: 'oral',
          until: null,
        }),
      ),
    ).toMatchObject({ ok: true });
  });

  it('keeps a mistake readable, and never counts it', async () => {
    await record(aConsent('centre'));
    await record(aConsent('centre', { kind: 'refused', decidedOn: day('2026-02-20'), purposes: [] }));
    const [mistaken] = (await read()).entries;
    if (mistaken === undefined) throw new Error('Nothing was written down');
    const strike = (why: string) => core.call('consent.strike', { entryId: mistaken.id, why });
    expect(await strike(' ')).toMatchObject({ error: { kind: 'badInput' } });
    expect(await strike('It was another case.')).toMatchObject({
      value: { kind: 'struck', strikes: mistaken.id, note: 'It was another case.' },
    });
    expect(await strike('Twice.')).toEqual({ ok: false, error: { kind: 'struckBefore' } });
    expect((await today()).map(([recipient, , state]) => [recipient, state])).toEqual([['centre', 'given']]);
    expect((await read()).entries).toHaveLength(3);
    expect(audited().map(({ action }) => action)).toEqual([
      'consent.given',
      'consent.refused',
      'consent.struck',
    ]);
  });

  it('takes a form over as it was agreed to, and asks about it until somebody did', async () => {
    const scenario = procedureScenarios.find(({ name }) => name === 'F2.nl.all');
    if (scenario === undefined) throw new Error('There is no scenario of a consent');
    const { id } = await makeFiling(core, made, {
      kind: 'F2',
      language: 'nl',
      answers: scenario.answers(made),
    });
    const [form] = (await read()).forms;
    expect(form).toMatchObject({ filingId: id, language: 'nl', madeAt: '2026-03-02T09:15:00.000Z' });
    expect(form?.fields.map(({ recipient }) => recipient)).toEqual([
      'police',
      'prosecution',
      'immigrationOffice',
      'socialWelfare',
      'doctor',
    ]);
    expect(form?.fields[0]).toEqual({
      kind: 'given',
      recipient: 'police',
      recipientName: '',
      purposes: ['investigation', 'protection'],
      data: ['identity', 'contact', 'account', 'papers', 'stay', 'health', 'children'],
      limits: 'alles wat de familie in het land van herkomst betreft',
      language: 'ar',
      interpreter: 'Leïla Inventani',
      form: 'signed',
      witness: '',
      decidedOn: '2026-03-02',
      until: '2026-09-01',
      note: '',
      filingId: id,
      exhibitId: null,
    });
    const [first, ...others] = form?.fields ?? [];
    if (first === undefined) throw new Error('The form says nothing');
    const taken = await record({ ...first, kind: 'refused' }, ...others);
    if (!taken.ok) throw new Error(taken.error.kind);
    expect((await read()).forms).toEqual([]);
    expect((await today()).map(([recipient, , state]) => [recipient, state])).toEqual([
      ['doctor', 'given'],
      ['immigrationOffice', 'given'],
      ['police', 'refused'],
      ['prosecution', 'given'],
      ['socialWelfare', 'given'],
    ]);
    // All of them were written down by mistake: the form is asked about again.
    for (const { id: entryId } of taken.value)
      await core.value('consent.strike', { entryId, why: 'Not signed.' });
    expect((await read()).forms).toHaveLength(1);
  });
});

describe('a withdrawal', () => {
  it('shows every copy that went there, and what became of each is written down', async () => {
    const { caseId } = made;
    await record(aConsent('immigrationOffice'), aConsent('centre'));
    const { id: filingId } = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    core.host.answerSavePath(join(core.folder, 'F7.docx'));
    await core.value('filings.saveAs', { filingId, form: 'word', dialogTitle: '' });
    core.host.answerSavePath(join(core.folder, 'annex.docx'));
    const annex = { caseId, language: 'fr', withGiver: false } as const;
    await core.value('exhibits.saveCustodyAnnex', annex);
    core.host.answerSavePath(join(core.folder, 'annex-2.docx'));
    await core.value('exhibits.saveCustodyAnnex', {
      ...annex,
      to: { recipient: 'centre', recipientName: 'PAG-ASA', purpose: 'support' },
    });

    const all = { recipientName: '', purposes: [] };
    const copies = async (
      decision: Pick<ConsentFields, 'recipient'> & Partial<Pick<ConsentFields, 'recipientName' | 'purposes'>>,
    ) => {
      const { sent, unknown } = await core.value('departures.listSentTo', { caseId, ...all, ...decision });
      return [sent.map(({ fileName }) => fileName), unknown.map(({ fileName }) => fileName)];
    };
    await record(aConsent('immigrationOffice', { kind: 'withdrawn', purposes: [], data: [], until: null }));
    expect(await copies({ recipient: 'immigrationOffice' })).toEqual([['F7.docx'], ['annex.docx']]);
    expect(await copies({ recipient: 'immigrationOffice', purposes: ['care'] })).toEqual([
      [],
      ['annex.docx'],
    ]);
    expect(await copies({ recipient: 'centre', recipientName: 'pag-asa' })).toEqual([
      ['annex-2.docx'],
      ['annex.docx'],
    ]);
    expect(await copies({ recipient: 'centre', recipientName: 'Payoke' })).toEqual([[], ['annex.docx']]);

    const [out] = (
      await core.value('departures.listSentTo', { caseId, ...all, recipient: 'immigrationOffice' })
    ).sent;
    if (out === undefined) throw new Error('Nothing went there');
    const askBack = (on: string | null) =>
      core.call('departures.askBack', { departureId: out.id, on: on === null ? null : day(on) });
    expect(await askBack('2026-03-03')).toEqual({ ok: false, error: { kind: 'dayImpossible' } });
    expect(await askBack('2026-03-02')).toMatchObject({ value: { askedBackOn: '2026-03-02', state: 'out' } });
    await core.value('departures.settle', { departureId: out.id, state: 'destroyed', on: day('2026-03-02') });
    expect(await askBack(null)).toEqual({ ok: false, error: { kind: 'notOut' } });
    expect(
      core
        .vaultDeps()
        .db.all<{ action: string }>(
          sql`SELECT action FROM audit_entries WHERE subject_id = ${out.id} ORDER BY sequence`,
        )
        .map(({ action }) => action),
    ).toEqual(['departure.askedBack', 'departure.settled']);

    // From now on it stops the next one.
    expect(await core.call('filings.saveAs', { filingId, form: 'word', dialogTitle: '' })).toMatchObject({
      error: { kind: 'reasonNeeded', objections: ['consentWithdrawn'] },
    });
  });
});

describe('consent.prepareForm', () => {
  it('answers the questions of the form, and the form gives the same decision back', async () => {
    const { caseId } = made;
    const prepare = (changes: Parameters<typeof aConsent>[1], recipient: LedgerRecipient = 'police') => {
      const { data, limits, until, form, witness, decidedOn } = aConsent(recipient, changes);
      return core.call('consent.prepareForm', {
        caseId,
        fields: { recipient, data, limits, until, form, witness, decidedOn },
      });
    };
    expect(await prepare({}, 'lawyer')).toEqual({ ok: false, error: { kind: 'noPage' } });
    expect(await prepare({ data: ['identity'] }, 'centre')).toEqual({ ok: true, value: { language: 'fr' } });
    await prepare({
      data: ['identity', 'account'],
      limits: 'sa famille',
      form: 'oral',
      witness: 'Anne Modèle',
    });
    await makeFiling(core, made, {
      kind: 'F2',
      language: 'fr',
      answers: { 'mandate.understanding': 'interpreter', 'letter.place': 'Bruxelles' },
    });
    const [form] = (await read()).forms;
    expect(form?.fields).toMatchObject([
      { recipient: 'centre', data: ['identity'], limits: 'sa famille', until: '2026-12-31' },
      {
        recipient: 'police',
        data: ['identity', 'account'],
        limits: 'sa famille',
        form: 'oral',
        witness: 'Anne Modèle',
        decidedOn: '2026-02-01',
        language: 'ar',
      },
    ]);
  });
});
