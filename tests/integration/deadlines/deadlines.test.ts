import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  caseEventIdSchema,
  caseIdSchema,
  type CaseEventId,
  type CaseId,
} from '../../../src/shared/kernel/ids';
import type { EventDraftInput } from '../../../src/shared/procedures/contract';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  caseId = await openCase('Salma', '2026-02-01');
});
afterEach(() => core.close());

async function openCase(givenNames: string, since: string): Promise<CaseId> {
  const made = await core.value('cases.create', {
    fileLanguage: 'fr',
    openedOn: since,
    client: { givenNames },
  });
  await core.value('procedures.start', { caseId: made.caseId, packId: 'be-thb', since });
  return made.caseId;
}

async function record(event: EventDraftInput, of: CaseId = caseId): Promise<CaseEventId> {
  return (await core.value('procedures.recordEvent', { caseId: of, event })).caseEventId;
}

async function list(language: 'fr' | 'en' = 'en') {
  return (await core.value('deadlines.list', { caseId, language })).deadlines;
}

/** Rule, last safe day and how it stands. */
async function outline() {
  return (await list()).map(({ ruleId, stage, actBy, urgency, settled }) =>
    [ruleId + (stage && `#${stage}`), actBy, settled === null ? urgency : settled.outcome].join(' '),
  );
}

describe('deadlines.list', () => {
  it('tells a deadline with its steps, marks, sources and the version of the law', async () => {
    await record({ kind: 'decisionNotified', happenedOn: '2026-02-05', channel: 'registered' });
    const [deadline] = await list();
    expect(deadline).toMatchObject({
      ruleId: 'BE-R8',
      title: 'Action for annulment (Council)',
      date: '2026-03-09',
      actBy: '2026-03-09',
      urgency: 'week',
      mark: 'sure',
      verify: true,
      eventName: 'Decision of the Office notified',
      fact: { lawAsOf: '2025-08-08', sources: [{ key: 'S1' }] },
      settled: null,
    });
    expect(deadline?.steps.map(({ kind }) => kind)).toEqual(['trigger', 'start', 'count', 'passed', 'roll']);
    expect(deadline?.fact.verifyBecause).toMatch(/Council for Alien Law Litigation/);
  });

  it('gives the shorter limit to a detained person, and five days from the second removal measure', async () => {
    await record({
      kind: 'removalMeasureNotified',
      happenedOn: '2026-02-27',
      channel: 'handed',
      detained: true,
      ordinal: 2,
    });
    expect(await outline()).toEqual(['BE-R10 2026-03-04 week', 'BE-R9 2026-03-09 week']);
  });

  it('shows both dates of a disputed start, the earlier first', async () => {
    await record({
      kind: 'decisionNotified',
      happenedOn: '2026-02-12',
      disputedOn: '2026-02-05',
      channel: 'handed',
    });
    expect(await list()).toMatchObject([{ date: '2026-03-09', laterDate: '2026-03-16' }]);
    expect((await list())[0]?.laterSteps.length).toBeGreaterThan(2);
  });

  it('gives both acts of the synthesis brief their own line', async () => {
    await record({ kind: 'observationsNoteReceived', happenedOn: '2026-02-27' });
    expect(await outline()).toEqual(['BE-R15#announce 2026-03-06 week', 'BE-R15#file 2026-03-13 later']);
  });

  it('takes the deadlines of a document as met once the next document is there', async () => {
    await record({ kind: 'annexe15Issued', happenedOn: '2025-12-01' });
    await record({ kind: 'statementMade', happenedOn: '2025-12-20' });
    await record({ kind: 'aiIssued', happenedOn: '2026-01-10', printedUntil: '2026-04-09' });
    expect(await outline()).toEqual([
      'BE-R2 2026-01-15 done',
      'BE-R1 2026-01-15 done',
      'BE-R4 2026-04-09 later',
      'BE-R3 2026-04-09 later',
    ]);
    expect((await list())[0]?.settled).toEqual({
      outcome: 'done',
      on: '2025-12-20',
      note: '',
      byEvent: 'Complaint or statements',
    });
  });

  it('does not take a statement that came too late for one in time', async () => {
    core.clock.set('2026-04-20T08:00:00.000Z');
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-01' });
    await record({ kind: 'statementMade', happenedOn: '2026-04-01' });
    expect((await outline())[0]).toBe('BE-R2 2026-03-18 overdue');
  });

  it('presses once the day that practice advises is over', async () => {
    await record({ kind: 'annexe15Issued', happenedOn: '2026-01-26' });
    expect(await outline()).toEqual(['BE-R2 2026-03-12 week', 'BE-R1 2026-03-12 later']);
  });

  it('asks for each renewal of the A card anew', async () => {
    core.clock.set('2026-09-02T08:00:00.000Z');
    await record({ kind: 'aCardIssued', happenedOn: '2026-02-02', printedUntil: '2026-08-01' });
    await record({ kind: 'aCardRenewalRequested', happenedOn: '2026-07-01' });
    await record({ kind: 'aCardRenewed', happenedOn: '2026-08-02', printedUntil: '2027-02-01' });
    const deadlines = await list();
    expect(deadlines.map(({ ruleId, date, settled }) => [ruleId, date, settled?.outcome])).toEqual([
      ['BE-R7', '2026-08-01', 'done'],
      ['BE-R6', '2026-08-01', 'done'],
      ['BE-R7', '2027-02-01', undefined],
      ['BE-R6', '2027-02-01', undefined],
    ]);
    expect(deadlines[2]?.points).toEqual([
      { kind: 'opens', date: '2026-12-18' },
      { kind: 'target', date: '2027-01-02' },
      { kind: 'grace', date: '2027-03-03' },
    ]);
  });

  it('is empty for a case without a procedure, and says when there is no case', async () => {
    const made = await core.value('cases.create', { fileLanguage: 'nl', client: {} });
    expect(await core.value('deadlines.list', { caseId: made.caseId, language: 'nl' })).toEqual({
      today: '2026-03-02',
      deadlines: [],
    });
    const noCase = caseIdSchema.parse('0190a000-0000-7000-8000-000000000000');
    expect(await core.call('deadlines.list', { caseId: noCase, language: 'nl' })).toMatchObject({
      error: { kind: 'caseNotFound' },
    });
  });
});

describe('deadlines.settle', () => {
  it('keeps what was said, until it is taken back', async () => {
    const caseEventId = await record({
      kind: 'decisionNotified',
      happenedOn: '2026-02-05',
      channel: 'handed',
    });
    const key = { caseEventId, ruleId: 'BE-R8' };
    await core.value('deadlines.settle', {
      ...key,
      outcome: 'done',
      settledOn: '2026-03-01',
      note: 'Filed by J-Box',
    });
    expect((await list())[0]?.settled).toEqual({
      outcome: 'done',
      on: '2026-03-01',
      note: 'Filed by J-Box',
      byEvent: null,
    });
    await core.value('deadlines.reopen', key);
    expect((await list())[0]?.settled).toBeNull();
    expect(await core.call('deadlines.reopen', key)).toMatchObject({ error: { kind: 'deadlineNotFound' } });
  });

  it('settles one act of a rule and leaves the other open', async () => {
    const caseEventId = await record({ kind: 'observationsNoteReceived', happenedOn: '2026-02-27' });
    await core.value('deadlines.settle', {
      caseEventId,
      ruleId: 'BE-R15',
      stage: 'announce',
      outcome: 'done',
    });
    expect(await outline()).toEqual(['BE-R15#announce 2026-03-06 done', 'BE-R15#file 2026-03-13 later']);
  });

  it('wants a reason to set a deadline aside, a day that has come, and a deadline that exists', async () => {
    const caseEventId = await record({
      kind: 'decisionNotified',
      happenedOn: '2026-02-05',
      channel: 'handed',
    });
    const key = { caseEventId, ruleId: 'BE-R8' } as const;
    const noEvent = caseEventIdSchema.parse('0190a000-0000-7000-8000-000000000001');
    const answers = [
      await core.call('deadlines.settle', { ...key, outcome: 'notNeeded' }),
      await core.call('deadlines.settle', { ...key, outcome: 'done', settledOn: '2026-03-03' }),
      await core.call('deadlines.settle', { ...key, ruleId: 'BE-R9', outcome: 'done' }),
      await core.call('deadlines.settle', { ...key, stage: 'file', outcome: 'done' }),
      await core.call('deadlines.settle', { ...key, caseEventId: noEvent, outcome: 'done' }),
    ];
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.kind))).toEqual([
      'reasonMissing',
      'inFuture',
      'deadlineNotFound',
      'deadlineNotFound',
      'deadlineNotFound',
    ]);
  });
});

describe('deadlines.agenda', () => {
  it('lists what is open in every open case by the day to look at it, with codes and no names', async () => {
    const second = await openCase('Blessing', '2025-06-01');
    const closed = await openCase('Sunisa', '2025-06-01');
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-01' });
    await record({ kind: 'decisionNotified', happenedOn: '2026-01-02', channel: 'handed' }, second);
    await record({ kind: 'removalMeasureNotified', happenedOn: '2026-02-20', channel: 'handed' }, second);
    await record({ kind: 'decisionNotified', happenedOn: '2026-02-20', channel: 'handed' }, closed);
    await core.value('cases.close', { caseId: closed });

    const agenda = await core.value('deadlines.agenda', { language: 'fr' });
    expect(
      agenda.entries.map(({ caseCode, ruleId, attentionOn, date, urgency }) =>
        [caseCode, ruleId, attentionOn, date, urgency].join(' '),
      ),
    ).toEqual([
      'BR-2025-001 BE-R8 2026-02-02 2026-02-02 overdue',
      'BR-2025-001 BE-R10 2026-03-02 2026-03-02 today',
      'BR-2026-001 BE-R2 2026-03-03 2026-03-18 week',
      'BR-2026-001 BE-R1 2026-03-18 2026-03-18 later',
      'BR-2025-001 BE-R8 2026-03-23 2026-03-23 later',
    ]);
    expect(agenda.openCases).toBe(2);
    expect(JSON.stringify(agenda)).not.toMatch(/Salma|Blessing|Sunisa/);
    expect(await core.value('deadlines.pressing', {})).toEqual({ overdue: 1, today: 1 });
    expect(
      (await core.value('cases.list', {})).cases.map(({ code, nextDeadline }) => [
        code,
        nextDeadline?.date,
        nextDeadline?.ruleId,
      ]),
    ).toEqual([
      ['BR-2025-001', '2026-02-02', 'BE-R8'],
      ['BR-2026-001', '2026-03-18', 'BE-R2'],
    ]);
  });
});
