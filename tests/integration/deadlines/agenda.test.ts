import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { caseEventIdSchema, type CaseEventId, type CaseId } from '../../../src/shared/kernel/ids';
import type { EventDraftInput } from '../../../src/shared/procedures/contract';
import { createTestCore, testCost, testPassphrase, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  caseId = await openCase('Salma', 'Anne Modèle');
});
afterEach(() => core.close());

async function openCase(givenNames: string, advocateName: string): Promise<CaseId> {
  const made = await core.value('cases.create', {
    fileLanguage: 'fr',
    openedOn: '2026-01-10',
    advocateName,
    client: { givenNames, familyName: 'EXEMPLARI' },
  });
  await core.value('procedures.start', { caseId: made.caseId, packId: 'be-thb', since: '2026-01-10' });
  return made.caseId;
}

async function record(event: EventDraftInput, of: CaseId = caseId): Promise<CaseEventId> {
  return (await core.value('procedures.recordEvent', { caseId: of, event })).caseEventId;
}

/** Rule, group in the agenda, and what was said about resting. */
async function agenda() {
  const { entries } = await core.value('deadlines.agenda', { language: 'en' });
  return entries.map(({ ruleId, urgency, snooze }) => [ruleId, urgency, snooze]);
}

async function kinds(): Promise<readonly string[]> {
  const { entries } = await core.value('audit.list', {
    caseId: null,
    kind: 'deadline',
    before: null,
    limit: 50,
  });
  return entries.map(({ action }) => action).toReversed();
}

describe('forks', () => {
  it('stand in the agenda until they are taken, the most urgent case first', async () => {
    const other = await openCase('Olena', 'Bart Voorbeeld');
    await core.value('procedures.recordEvent', {
      caseId,
      event: { kind: 'aCardIssued', happenedOn: '2026-01-12', printedUntil: '2026-06-01' },
      beginsPhase: true,
    });
    await record({ kind: 'dismissed', happenedOn: '2026-02-20' });
    await core.value('procedures.recordEvent', {
      caseId: other,
      event: { kind: 'aCardIssued', happenedOn: '2026-01-12', printedUntil: '2026-06-01' },
      beginsPhase: true,
    });
    await record({ kind: 'conviction', happenedOn: '2026-02-20' }, other);

    const { forks } = await core.value('deadlines.agenda', { language: 'fr' });
    expect(
      forks.map(({ id, caseCode, urgency, by, advocateName }) => [id, caseCode, urgency, by, advocateName]),
    ).toEqual([
      ['permitGround', 'BR-2026-002', 'atOnce', null, 'Bart Voorbeeld'],
      ['endedWithoutGround', 'BR-2026-001', 'beforeExpiry', '2026-06-01', 'Anne Modèle'],
    ]);

    await core.value('procedures.recordEvent', {
      caseId: other,
      event: { kind: 'bCardIssued', happenedOn: '2026-03-01' },
      beginsPhase: true,
    });
    const after = await core.value('deadlines.agenda', { language: 'fr' });
    expect(after.forks.map(({ id }) => id)).toEqual(['endedWithoutGround']);
  });
});

describe('deadlines.printCalendar', () => {
  it('is written to the log when it was printed, and not when it was cancelled or failed', async () => {
    core.host.answerPrint('cancelled');
    expect(await core.call('deadlines.printCalendar', {})).toEqual({
      ok: false,
      error: { kind: 'printCancelled' },
    });
    expect(await core.call('deadlines.printCalendar', {})).toEqual({
      ok: false,
      error: { kind: 'printFailed' },
    });
    expect(await kinds()).toEqual([]);
    core.host.answerPrint('printed');
    expect(await core.call('deadlines.printCalendar', {})).toEqual({ ok: true, value: {} });
    expect(await kinds()).toEqual(['deadline.calendarPrinted']);
  });
});

describe('deadlines.snooze', () => {
  it('lets a deadline rest with its reason, until its day or until it is taken up again', async () => {
    const caseEventId = await record({ kind: 'observationsNoteReceived', happenedOn: '2026-02-27' });
    const key = { caseEventId, ruleId: 'BE-R15', stage: 'file' };
    await core.value('deadlines.snooze', { ...key, until: '2026-03-10', reason: 'Waits for the translator' });
    const resting = { until: '2026-03-10', reason: 'Waits for the translator', rests: true };
    expect(await agenda()).toEqual([
      ['BE-R15', 'week', null],
      ['BE-R15', 'later', resting],
    ]);
    const { deadlines } = await core.value('deadlines.list', { caseId, language: 'en' });
    expect(deadlines.map(({ snooze }) => snooze)).toEqual([null, resting]);

    core.clock.set('2026-03-10T08:00:00.000Z');
    expect((await agenda())[1]).toEqual(['BE-R15', 'week', { ...resting, rests: false }]);

    core.clock.set('2026-03-02T09:20:00.000Z');
    await core.value('deadlines.wake', key);
    expect((await agenda())[1]).toEqual(['BE-R15', 'later', null]);
    expect(await core.call('deadlines.wake', key)).toMatchObject({ error: { kind: 'deadlineNotFound' } });
    expect(await kinds()).toEqual(['deadline.snoozed', 'deadline.woken']);
  });

  it('never hides a deadline whose last safe day has come, even when the event was corrected since', async () => {
    const caseEventId = await record({ kind: 'observationsNoteReceived', happenedOn: '2026-02-27' });
    const key = { caseEventId, ruleId: 'BE-R15', stage: 'file' };
    await core.value('deadlines.snooze', { ...key, until: '2026-03-13', reason: 'Waits' });
    await core.value('procedures.changeEvent', {
      caseEventId,
      event: { kind: 'observationsNoteReceived', happenedOn: '2026-02-10' },
    });
    expect(await agenda()).toEqual([
      ['BE-R15', 'overdue', null],
      ['BE-R15', 'overdue', { until: '2026-03-13', reason: 'Waits', rests: false }],
    ]);
    expect(await core.value('deadlines.pressing', {})).toEqual({ overdue: 2, today: 0 });
  });

  it('refuses what would hide a danger or be a riddle later', async () => {
    const caseEventId = await record({ kind: 'observationsNoteReceived', happenedOn: '2026-02-27' });
    const overdue = await record({ kind: 'decisionNotified', happenedOn: '2026-01-12', channel: 'handed' });
    const key = { caseEventId, ruleId: 'BE-R15', stage: 'file' };
    const noEvent = caseEventIdSchema.parse('0190a000-0000-7000-8000-000000000001');
    const say = { until: '2026-03-05', reason: 'Waits' };
    const answers = [
      await core.call('deadlines.snooze', { ...key, ...say, reason: ' ' }),
      await core.call('deadlines.snooze', { ...key, ...say, until: '2026-03-02' }),
      await core.call('deadlines.snooze', { ...key, ...say, until: '2026-03-14' }),
      await core.call('deadlines.snooze', { caseEventId: overdue, ruleId: 'BE-R8', ...say }),
      await core.call('deadlines.snooze', { ...key, ...say, caseEventId: noEvent }),
    ];
    await core.value('deadlines.settle', { ...key, outcome: 'done', note: 'Filed by J-Box' });
    answers.push(await core.call('deadlines.snooze', { ...key, ...say }));
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.kind))).toEqual([
      'reasonMissing',
      'notInFuture',
      'afterSafeDay',
      'pressesNow',
      'deadlineNotFound',
      'alreadySettled',
    ]);
  });

  it('comes back with an event whose removal is undone', async () => {
    const caseEventId = await record({ kind: 'observationsNoteReceived', happenedOn: '2026-02-27' });
    await core.value('deadlines.snooze', {
      caseEventId,
      ruleId: 'BE-R15',
      stage: 'file',
      until: '2026-03-10',
      reason: 'Waits',
    });
    const before = await agenda();
    const removed = await core.value('procedures.removeEvent', { caseEventId });
    expect(await agenda()).toEqual([]);
    await core.value('procedures.restoreEvent', removed);
    expect(await agenda()).toEqual(before);
  });
});

describe('the calendar outside the vault', () => {
  it('holds codes, days and one neutral word: no name, no rule, no place', async () => {
    const other = await openCase('Blessing', 'Bram Voorbeeld');
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-01' });
    await record({ kind: 'decisionNotified', happenedOn: '2026-02-20', channel: 'handed' }, other);
    const path = join(core.folder, 'calendar');
    core.host.answerSavePath(path);
    expect(await core.value('deadlines.exportCalendar', {})).toEqual({
      outcome: 'saved',
      fileName: 'calendar.ics',
      entries: 3,
    });
    const file = readFileSync(`${path}.ics`, 'utf8');
    const told = file
      .split('\r\n')
      .filter((line) => /^(SUMMARY|DTSTART)/.test(line))
      .map((line) => line.replace(/^[^:]*:/, ''));
    expect(told).toEqual([
      '20260318',
      'BR-2026-001 deadline',
      '20260318',
      'BR-2026-001 deadline',
      '20260323',
      'BR-2026-002 deadline',
    ]);
    expect(file).not.toMatch(
      /Salma|Blessing|EXEMPLARI|Anne|Bram|BE-R|LOCATION|DESCRIPTION|ATTENDEE|ORGANIZER/,
    );

    core.host.answerSavePath(join(core.folder, 'bram.ics'));
    expect(await core.value('deadlines.exportCalendar', { advocateName: 'Bram Voorbeeld' })).toMatchObject({
      entries: 1,
    });
    core.host.answerSavePath(null);
    expect(await core.value('deadlines.exportCalendar', {})).toEqual({ outcome: 'cancelled' });
    expect(await kinds()).toEqual(['deadline.calendarExported', 'deadline.calendarExported']);
  });

  it('is the same for the same deadlines, so that a calendar changes the entries it has', async () => {
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-01' });
    const [first, second] = [join(core.folder, 'a.ics'), join(core.folder, 'b.ics')];
    core.host.answerSavePath(first);
    await core.value('deadlines.exportCalendar', {});
    core.host.answerSavePath(second);
    await core.value('deadlines.exportCalendar', {});
    expect(readFileSync(first, 'utf8')).toBe(readFileSync(second, 'utf8'));
  });

  it('says so when there is nothing to write, and when the place is gone', async () => {
    expect(await core.call('deadlines.exportCalendar', {})).toMatchObject({ error: { kind: 'nothingOpen' } });
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-01' });
    const gone = join(core.folder, 'no-such-folder', 'a.ics');
    core.host.answerSavePath(gone);
    expect(await core.call('deadlines.exportCalendar', {})).toMatchObject({
      error: { kind: 'targetMissing' },
    });
    expect(existsSync(gone)).toBe(false);
  });
});

describe('the command line', () => {
  it('lists the agenda and writes the calendar', async () => {
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-01' });
    const vaultFolder = core.vault().folder;
    // Two programs never have one vault open.
    await core.value('vault.prepareLock', {});
    const run = async (...args: readonly string[]) => {
      let out = '';
      const code = await runProgram(args, {
        writeOut: (text) => {
          out += text;
        },
        writeError: () => undefined,
        passphrases: {
          ask: () => Promise.resolve(testPassphrase),
          readStandardInput: () => `${testPassphrase}\n`,
        },
        workingFolder: core.folder,
        resourcesFolder: resolve('resources'),
        passphraseCost: testCost,
      });
      return { code, out };
    };
    const listed = await run('agenda', 'list', vaultFolder, '--json');
    expect(listed.code).toBe(0);
    // Whatever the day on which the test runs, the days of the law stay.
    expect(JSON.parse(listed.out)).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({ caseCode: 'BR-2026-001', ruleId: 'BE-R1', date: '2026-03-18' }),
      ]),
    });
    expect(await run('agenda', 'list', vaultFolder, '--advocate', 'Nobody')).toEqual({
      code: 0,
      out: 'No open deadline.\n',
    });
    const written = await run('agenda', 'ics', vaultFolder, '--out', 'all.ics', '--json');
    expect({ ...written, out: JSON.parse(written.out) as unknown }).toEqual({
      code: 0,
      out: { fileName: 'all.ics', entries: 2 },
    });
    expect(readFileSync(join(core.folder, 'all.ics'), 'utf8')).toContain('SUMMARY:BR-2026-001 ');
  });
});
