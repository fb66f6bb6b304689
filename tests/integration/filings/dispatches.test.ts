import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { dispatchesContract } from '../../../src/shared/filings/dispatches';
import { caseIdSchema, dispatchIdSchema, filingIdSchema } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';

type Draft = z.input<(typeof dispatchesContract)['filings.recordDispatch']['input']>['dispatch'];

let core: TestCore;
let made: FilingCase;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  await core.value('procedures.start', { caseId: made.caseId, packId: 'be-thb', since: '2026-01-10' });
});
afterEach(() => core.close());

const letter: Draft = {
  filingId: null,
  filingKind: null,
  title: 'Lettre à la commune',
  recipient: 'Commune',
  sentOn: '2026-02-20',
  way: 'registered',
  reference: 'RR 123 456 789 BE',
  proof: 'sendingReceipt',
  proofExhibitId: null,
  note: '',
  sentEvent: null,
  answer: null,
};

async function log() {
  return (await core.value('filings.dispatches', { caseId: made.caseId, language: 'en' })).dispatches;
}

async function actions(): Promise<readonly string[]> {
  const { entries } = await core.value('audit.list', {
    caseId: made.caseId,
    kind: 'filing',
    before: null,
    limit: 50,
  });
  return entries.map(({ action }) => action).toReversed();
}

describe('the filing log', () => {
  it('keeps what went out, how, with what proof, and what came back', async () => {
    const { caseId } = made;
    await core.value('filings.answer', {
      caseId,
      filingKind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    const filing = await core.value('filings.generate', { caseId, filingKind: 'F7', language: 'fr' });
    const exhibit = await core.value('evidence.create', {
      caseId,
      exhibit: {
        title: 'Accusé de réception',
        dateEdtf: '2026-02-21',
        author: 'bpost',
        pages: 1,
        language: 'fr',
        translation: 'none',
        origin: '',
        medium: 'paper',
        sha256: '',
        note: '',
      },
    });
    const { dispatch } = await core.value('filings.recordDispatch', {
      caseId,
      dispatch: {
        ...letter,
        filingId: filing.id,
        title: '',
        recipient: 'Office des étrangers',
        way: 'registeredWithReceipt',
        proof: 'deliveryReceipt',
        proofExhibitId: exhibit.id,
      },
    });
    expect(dispatch).toEqual({
      ...letter,
      id: dispatch.id,
      caseId,
      filingId: filing.id,
      filingKind: 'F7',
      title: '',
      recipient: 'Office des étrangers',
      way: 'registeredWithReceipt',
      proof: 'deliveryReceipt',
      proofExhibitId: exhibit.id,
      proofExhibitNumber: exhibit.number,
      createdAt: '2026-03-02T09:15:00.000Z',
      updatedAt: '2026-03-02T09:15:00.000Z',
    });
    const {
      id: dispatchId,
      caseId: _case,
      proofExhibitNumber: _number,
      createdAt: _at,
      updatedAt: _changed,
      ...draft
    } = dispatch;
    core.clock.set('2026-03-03T09:00:00.000Z');
    await core.value('filings.changeDispatch', {
      dispatchId,
      dispatch: {
        ...draft,
        answer: {
          on: '2026-03-02',
          outcome: 'moreAsked',
          note: 'Une copie du passeport manque',
          event: null,
        },
      },
    });
    expect(await log()).toEqual([
      {
        ...dispatch,
        answer: {
          on: '2026-03-02',
          outcome: 'moreAsked',
          note: 'Une copie du passeport manque',
          event: null,
        },
        updatedAt: '2026-03-03T09:00:00.000Z',
      },
    ]);
    expect(await actions()).toEqual(['filing.generated', 'filing.sendingRecorded', 'filing.sendingChanged']);
  });

  it('meets a deadline by the sending and starts one with the answer, and takes both back', async () => {
    const { caseId } = made;
    await core.value('procedures.recordEvent', {
      caseId,
      event: { kind: 'aCardIssued', happenedOn: '2026-01-12', printedUntil: '2026-07-11' },
    });
    const deadlines = async () =>
      (await core.value('deadlines.list', { caseId, language: 'en' })).deadlines
        .filter(({ ruleId }) => ['BE-R7', 'BE-R8'].includes(ruleId))
        .map(({ ruleId, date, settled }) => [ruleId, date, settled?.byEvent ?? null]);
    expect(await deadlines()).toEqual([['BE-R7', '2026-07-11', null]]);
    const { sentKinds, answerKinds } = await core.value('filings.dispatches', { caseId, language: 'en' });
    expect(sentKinds.map(({ id }) => id)).toContain('aCardRenewalRequested');
    expect(answerKinds).toContainEqual({
      id: 'decisionNotified',
      name: 'Decision of the Office notified',
      asks: { channel: true, detained: true, ordinal: false },
    });

    const draft: Draft = {
      ...letter,
      filingKind: 'F11',
      title: '',
      sentEvent: { kind: 'aCardRenewalRequested' },
      answer: {
        on: '2026-02-25',
        outcome: 'refused',
        note: '',
        event: { kind: 'decisionNotified', channel: 'handed' },
      },
    };
    const { dispatch } = await core.value('filings.recordDispatch', { caseId, dispatch: draft });
    const both = [
      ['BE-R8', '2026-03-27', null],
      ['BE-R7', '2026-07-11', 'Renewal of the A card asked for'],
    ];
    expect(await deadlines()).toEqual(both);

    // The answer came another day than was written down at first.
    await core.value('filings.changeDispatch', {
      dispatchId: dispatch.id,
      dispatch: { ...draft, answer: { ...draft.answer, on: '2026-02-26' } as Draft['answer'] },
    });
    expect((await deadlines())[0]).toEqual(['BE-R8', '2026-03-30', null]);

    const removed = await core.value('filings.removeDispatch', { dispatchId: dispatch.id });
    expect(await deadlines()).toEqual([['BE-R7', '2026-07-11', null]]);
    expect(await log()).toEqual([]);
    await core.value('filings.restoreDispatch', removed);
    expect((await deadlines()).map(([rule]) => rule)).toEqual(['BE-R8', 'BE-R7']);
    expect(await log()).toMatchObject([
      {
        id: dispatch.id,
        sentEvent: { kind: 'aCardRenewalRequested' },
        answer: { event: { channel: 'handed' } },
      },
    ]);

    await core.value('filings.changeDispatch', {
      dispatchId: dispatch.id,
      dispatch: { ...draft, sentEvent: null, answer: null },
    });
    expect(await deadlines()).toEqual([['BE-R7', '2026-07-11', null]]);
  });

  it('refuses what cannot be, with nothing written', async () => {
    const { caseId } = made;
    const other = await core.value('cases.create', { fileLanguage: 'fr', client: {} });
    const record = (changes: Partial<Draft>, of = caseId) =>
      core.call('filings.recordDispatch', { caseId: of, dispatch: { ...letter, ...changes } });
    const answer = { on: '2026-02-25', outcome: 'refused', note: '', event: null } as const;
    const answers = [
      await record({ title: ' ' }),
      await record({ sentOn: '2026-03-03' }),
      await record({ answer: { ...answer, on: '2026-03-04' } }),
      await record({ answer: { ...answer, on: '2026-02-19' } }),
      await record({ filingId: filingIdSchema.parse('0190a000-0000-7000-8000-000000000001') }),
      await record({ proofExhibitId: '0190a000-0000-7000-8000-000000000001' as Draft['proofExhibitId'] }),
      await record({ sentEvent: { kind: 'noSuchEvent' } }),
      await record({ answer: { ...answer, event: { kind: 'decisionNotified' } } }),
      await record({ sentEvent: { kind: 'aCardRenewalRequested' } }, other.caseId),
      await record({}, caseIdSchema.parse('0190a000-0000-7000-8000-000000000000')),
      await core.call('filings.removeDispatch', {
        dispatchId: dispatchIdSchema.parse('0190a000-0000-7000-8000-000000000000'),
      }),
    ];
    expect(answers.map((given) => (given.ok ? 'ok' : given.error.kind))).toEqual([
      'titleMissing',
      'dayInFuture',
      'dayInFuture',
      'answerBeforeSending',
      'filingNotFound',
      'exhibitNotFound',
      'unknownEventKind',
      'channelMissing',
      'notStarted',
      'caseNotFound',
      'dispatchNotFound',
    ]);
    expect(await log()).toEqual([]);
    expect(await actions()).toEqual([]);
  });
});
