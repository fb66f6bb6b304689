import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { caseEventIdSchema, caseIdSchema, type CaseId } from '../../../src/shared/kernel/ids';
import { languages } from '../../../src/shared/kernel/languages';
import type { EventDraftInput } from '../../../src/shared/procedures/contract';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  const made = await core.value('cases.create', {
    fileLanguage: 'fr',
    openedOn: '2026-02-01',
    client: { givenNames: 'Salma', birthDate: '1998-04-17' },
  });
  caseId = made.caseId;
});
afterEach(() => core.close());

async function start(phaseId?: string): Promise<void> {
  await core.value('procedures.start', {
    caseId,
    packId: 'be-thb',
    since: '2026-02-01',
    ...(phaseId && { phaseId }),
  });
}

async function record(event: EventDraftInput, beginsPhase = false) {
  return core.call('procedures.recordEvent', { caseId, event, beginsPhase });
}

async function read(language: 'fr' | 'nl' | 'de' | 'en' = 'en') {
  const { procedure } = await core.value('procedures.read', { caseId, language });
  if (procedure === null) throw new Error('The procedure was not started');
  return procedure;
}

function auditedActions(): readonly string[] {
  return core
    .vaultDeps()
    .db.all<{ readonly action: string }>(sql`SELECT action FROM audit_entries ORDER BY sequence`)
    .map(({ action }) => action)
    .filter((action) => /^(procedure|deadline)\./.test(action));
}

const noCase = caseIdSchema.parse('0190a000-0000-7000-8000-000000000000');
const noEvent = caseEventIdSchema.parse('0190a000-0000-7000-8000-000000000001');

describe('procedures.packs', () => {
  it('names the Belgian procedure, unreviewed, with its phases in order', async () => {
    const { packs } = await core.value('procedures.packs', { language: 'fr' });
    expect(
      packs.map(({ id, jurisdiction, firstPhase, hasFilings }) => ({
        id,
        jurisdiction,
        firstPhase,
        hasFilings,
      })),
    ).toEqual([
      { id: 'be-thb', jurisdiction: 'BE', firstPhase: 'BE-P0', hasFilings: true },
      { id: 'de-thb', jurisdiction: 'DE', firstPhase: 'DE-P1', hasFilings: false },
      { id: 'es-thb', jurisdiction: 'ES', firstPhase: 'ES-P1', hasFilings: false },
      { id: 'fr-thb', jurisdiction: 'FR', firstPhase: 'FR-P1', hasFilings: false },
      { id: 'ie-thb', jurisdiction: 'IE', firstPhase: 'IE-P1', hasFilings: false },
      { id: 'it-thb', jurisdiction: 'IT', firstPhase: 'IT-P1', hasFilings: false },
      { id: 'lu-thb', jurisdiction: 'LU', firstPhase: 'LU-P1', hasFilings: false },
      { id: 'nl-thb', jurisdiction: 'NL', firstPhase: 'NL-P1', hasFilings: false },
      { id: 'uk-thb', jurisdiction: 'GB', firstPhase: 'UK-P0', hasFilings: false },
    ]);
    expect(new Set(packs.map(({ review }) => review.state))).toEqual(new Set(['unreviewed']));
    expect(packs[0]?.phases.map(({ id }) => id)).toEqual([
      'BE-P0',
      'BE-P1',
      'BE-P2',
      'BE-P2b',
      'BE-P3',
      'BE-P3r',
      'BE-P4',
    ]);
  });
});

describe('procedures.start', () => {
  it('begins in the first phase, and keeps the step', async () => {
    expect(await core.value('procedures.read', { caseId, language: 'en' })).toEqual({
      today: '2026-03-02',
      procedure: null,
    });
    await start();
    const procedure = await read();
    expect(procedure).toMatchObject({
      phaseId: 'BE-P0',
      phaseSince: '2026-02-01',
      startedVersion: '2026.1',
      history: [{ phaseId: 'BE-P0', since: '2026-02-01' }],
      reflection: null,
      events: [],
    });
    expect(auditedActions()).toEqual(['procedure.started']);
  });

  it('can begin in a later phase, for a case that comes from elsewhere', async () => {
    await start('BE-P3');
    const { phases } = await read();
    expect(phases.map(({ id, state }) => [id, state])).toEqual([
      ['BE-P0', 'skipped'],
      ['BE-P1', 'skipped'],
      ['BE-P2', 'skipped'],
      ['BE-P2b', 'skipped'],
      ['BE-P3', 'current'],
      ['BE-P3r', 'ahead'],
      ['BE-P4', 'ahead'],
    ]);
  });

  it('refuses what does not fit, each with its own kind', async () => {
    const failures = await Promise.all([
      core.call('procedures.start', { caseId: noCase, packId: 'be-thb' }),
      core.call('procedures.start', { caseId, packId: 'xx' }),
      core.call('procedures.start', { caseId, packId: '../be-thb' }),
      core.call('procedures.start', { caseId, packId: 'be-thb', phaseId: 'BE-P9' }),
      core.call('procedures.start', { caseId, packId: 'be-thb', since: '2026-03-03' }),
    ]);
    expect(failures.map((failure) => (failure.ok ? 'ok' : failure.error.kind))).toEqual([
      'caseNotFound',
      'unknownPack',
      'unknownPack',
      'unknownPhase',
      'inFuture',
    ]);
    await start();
    expect(await core.call('procedures.start', { caseId, packId: 'be-thb' })).toEqual({
      ok: false,
      error: { kind: 'alreadyStarted' },
    });
  });
});

describe('procedures.read', () => {
  it('gives every text in every language, with its marks and sources', async () => {
    await start();
    for (const language of languages) {
      const procedure = await read(language);
      const texts = JSON.stringify(procedure);
      expect(texts).not.toMatch(/undefined|\[object/);
      expect(procedure.pack.isWorkingTranslation).toBe(language === 'de' || language === 'en');
    }
    const phase = (await read('fr')).phases[1];
    expect(phase?.fact).toMatchObject({
      mark: 'sure',
      verify: false,
      lawAsOf: '2025-08-08',
      basis: [
        'loi du 15 décembre 1980, art.\u00a061/2, §\u00a02, al.\u00a01er',
        'arrêté royal du 8 octobre 1981, art.\u00a0110bis, §\u00a02',
      ],
    });
    expect(phase?.fact.sources.map(({ key }) => key)).toEqual(['S1', 'S6', 'S8', 'S9']);
  });

  it('says when there is no such case', async () => {
    expect(await core.call('procedures.read', { caseId: noCase, language: 'en' })).toEqual({
      ok: false,
      error: { kind: 'caseNotFound' },
    });
  });
});

describe('the reflection clock', () => {
  it('counts from the day after issue to day 45', async () => {
    await start();
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-08' }, true);
    expect((await read()).reflection).toEqual({
      phaseId: 'BE-P1',
      day: 22,
      of: 45,
      startsOn: '2026-02-08',
      endsOn: '2026-03-25',
      endIs: 'computed',
      state: 'running',
      metOn: null,
      metOnDay: null,
    });
    expect(await core.value('cases.read', { caseId })).toMatchObject({
      phase: { phaseId: 'BE-P1' },
      reflection: { day: 22, of: 45 },
      nextDeadline: { date: '2026-03-25', ruleId: 'BE-R2' },
    });
  });

  it('ends on the printed day, which is day 45 even where the day of issue is day 1', async () => {
    await start();
    await record(
      {
        kind: 'annexe15Issued',
        happenedOn: '2026-02-08',
        printedFrom: '2026-02-08',
        printedUntil: '2026-03-24',
      },
      true,
    );
    await record({ kind: 'statementMade', happenedOn: '2026-02-20', reference: 'BR.55.L9.000456/2026' });
    const { reflection } = await read();
    expect(reflection).toMatchObject({
      day: 23,
      of: 45,
      endIs: 'printed',
      metOn: '2026-02-20',
      metOnDay: 13,
    });
    core.clock.set('2026-03-24T08:00:00.000Z');
    expect((await read()).reflection).toMatchObject({ day: 45, state: 'running' });
    core.clock.set('2026-03-25T08:00:00.000Z');
    expect((await read()).reflection).toMatchObject({ day: 45, state: 'ended' });
  });
});

describe('procedures.setPhase', () => {
  it('lets a case skip the reflection period, and shows it as skipped', async () => {
    await start();
    await core.value('procedures.setPhase', { caseId, phaseId: 'BE-P2', since: '2026-02-20' });
    const procedure = await read();
    expect(procedure.phases.slice(0, 3).map(({ state }) => state)).toEqual(['past', 'skipped', 'current']);
    expect(procedure.history).toEqual([
      { phaseId: 'BE-P0', since: '2026-02-01' },
      { phaseId: 'BE-P2', since: '2026-02-20' },
    ]);
    expect(auditedActions()).toEqual(['procedure.started', 'procedure.phaseChanged']);
  });

  it('refuses a phase of the future, one that does not exist, and a case without a procedure', async () => {
    expect(await core.call('procedures.setPhase', { caseId, phaseId: 'BE-P2' })).toMatchObject({
      error: { kind: 'notStarted' },
    });
    await start();
    expect(await core.call('procedures.setPhase', { caseId, phaseId: 'BE-P7' })).toMatchObject({
      error: { kind: 'unknownPhase' },
    });
    expect(
      await core.call('procedures.setPhase', { caseId, phaseId: 'BE-P2', since: '2026-04-01' }),
    ).toMatchObject({
      error: { kind: 'inFuture', today: '2026-03-02' },
    });
  });
});

describe('procedures.recordEvent', () => {
  it('moves the case into the phase that begins with the event', async () => {
    await start();
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-08', printedUntil: '2026-03-25' }, true);
    expect(await read()).toMatchObject({ phaseId: 'BE-P1', phaseSince: '2026-02-08' });
    expect(auditedActions()).toEqual([
      'procedure.started',
      'procedure.eventRecorded',
      'procedure.phaseChanged',
    ]);
  });

  it('refuses what cannot have happened', async () => {
    await start();
    const kinds = async (event: EventDraftInput) => {
      const answer = await record(event);
      return answer.ok ? answer.value.warnings.map(({ kind }) => kind) : answer.error;
    };
    expect(await kinds({ kind: 'statementMade', happenedOn: '2026-03-03' })).toEqual({
      kind: 'inFuture',
      today: '2026-03-02',
    });
    expect(await kinds({ kind: 'statementMade', happenedOn: '1998-04-16' })).toEqual({ kind: 'beforeBirth' });
    expect(await kinds({ kind: 'sunrise', happenedOn: '2026-03-01' })).toEqual({ kind: 'unknownEventKind' });
    expect(await kinds({ kind: 'decisionNotified', happenedOn: '2026-03-01' })).toEqual({
      kind: 'channelMissing',
    });
    expect(
      await kinds({ kind: 'annexe15Issued', happenedOn: '2026-02-10', printedUntil: '2026-02-09' }),
    ).toEqual({ kind: 'printedDatesReversed' });
    expect(await kinds({ kind: 'statementMade', happenedOn: '2026-02-30' })).toEqual({
      kind: 'badInput',
      paths: ['event.happenedOn', 'event.happenedOn'],
    });
    expect((await read()).events).toEqual([]);
  });

  it('warns of what looks like a slip, and records it', async () => {
    await start();
    const warnings = async (event: EventDraftInput) => {
      const answer = await record(event);
      return answer.ok ? answer.value.warnings : answer.error;
    };
    expect(await warnings({ kind: 'accompanimentStarted', happenedOn: '2026-01-20' })).toEqual([
      { kind: 'beforeOpening', openedOn: '2026-02-01' },
    ]);
    expect(await warnings({ kind: 'accompanimentStarted', happenedOn: '2026-01-20' })).toContainEqual({
      kind: 'alreadyRecorded',
    });
    expect(await warnings({ kind: 'finalDecision', happenedOn: '2006-02-10' })).toEqual([
      { kind: 'longAgo' },
    ]);
    expect(
      await warnings({ kind: 'annexe15Issued', happenedOn: '2026-02-10', printedUntil: '2027-03-27' }),
    ).toEqual([{ kind: 'unusualEnd', ruleId: 'BE-R1', expected: '2026-03-27', printed: '2027-03-27' }]);
  });

  it('warns of a statement after the reflection period', async () => {
    core.clock.set('2026-05-02T08:00:00.000Z');
    await start();
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-08' });
    const answer = await record({ kind: 'statementMade', happenedOn: '2026-04-10' });
    expect(answer).toMatchObject({
      value: { warnings: [{ kind: 'afterReflection', endsOn: '2026-03-25' }] },
    });
  });

  it('only warns where the date of birth is not certain', async () => {
    const [client] = await core.value('people.list', { caseId });
    if (client === undefined) throw new Error('A case without a client');
    await core.value('people.change', { personId: client.id, changes: { birthDate: '2025~' } });
    await start();
    const answer = await record({ kind: 'accompanimentStarted', happenedOn: '2024-12-31' });
    expect(answer).toMatchObject({
      value: { warnings: [{ kind: 'maybeBeforeBirth' }, { kind: 'beforeOpening' }] },
    });
  });

  it('keeps nothing that the kind of event does not ask for', async () => {
    await start();
    await record({
      kind: 'statementMade',
      happenedOn: '2026-02-20',
      channel: 'post',
      detained: true,
      ordinal: 4,
      printedUntil: '2026-05-01',
    });
    expect((await read()).events).toMatchObject([
      { kind: 'statementMade', channel: null, detained: false, ordinal: 1, printedUntil: null },
    ]);
  });

  it('takes a reference in any script', async () => {
    await start();
    await record({
      kind: 'statementMade',
      happenedOn: '2026-02-20',
      reference: ' محضر 𠮷 12/ب\u202E ',
      note: 'سلمى\n\n𝒩',
    });
    expect((await read()).events).toMatchObject([{ reference: 'محضر 𠮷 12/ب', note: 'سلمى\n\n𝒩' }]);
  });
});

describe('procedures.changeEvent and removeEvent', () => {
  it('puts a date right, removes an event with its deadlines, and puts it back as it was', async () => {
    await start();
    const made = await record({ kind: 'aiIssued', happenedOn: '2026-02-10' });
    if (!made.ok) throw new Error(made.error.kind);
    const { caseEventId } = made.value;
    await core.value('procedures.changeEvent', {
      caseEventId,
      event: { kind: 'aiIssued', happenedOn: '2026-02-12', printedUntil: '2026-05-11' },
    });
    await core.value('deadlines.settle', {
      caseEventId,
      ruleId: 'BE-R4',
      outcome: 'notNeeded',
      note: 'Confirmed by telephone',
    });
    const before = await core.value('deadlines.list', { caseId, language: 'en' });
    expect(before.deadlines.map(({ ruleId, date }) => [ruleId, date])).toEqual([
      ['BE-R4', '2026-05-11'],
      ['BE-R3', '2026-05-11'],
    ]);

    const removed = await core.value('procedures.removeEvent', { caseEventId });
    expect((await core.value('deadlines.list', { caseId, language: 'en' })).deadlines).toEqual([]);
    await core.value('procedures.restoreEvent', removed);
    expect(await core.value('deadlines.list', { caseId, language: 'en' })).toEqual(before);
    expect(auditedActions()).toEqual([
      'procedure.started',
      'procedure.eventRecorded',
      'procedure.eventChanged',
      'deadline.settled',
      'procedure.eventRemoved',
      'procedure.eventRecorded',
    ]);
  });

  it('says when the event is not there', async () => {
    const event = { kind: 'aiIssued', happenedOn: '2026-02-12' };
    expect(await core.call('procedures.changeEvent', { caseEventId: noEvent, event })).toMatchObject({
      error: { kind: 'eventNotFound' },
    });
    expect(await core.call('procedures.removeEvent', { caseEventId: noEvent })).toMatchObject({
      error: { kind: 'eventNotFound' },
    });
  });
});

describe('procedures.setRequirement', () => {
  it('keeps who has what, and takes a linked exhibit as received', async () => {
    await start();
    const [client] = await core.value('people.list', { caseId });
    const exhibit = await core.value('evidence.create', {
      caseId,
      exhibit: {
        title: 'Attestation',
        dateEdtf: '2026-02-10',
        author: 'Centre',
        pages: 1,
        language: 'fr',
        translation: 'none',
        origin: '',
        medium: 'paper',
        sha256: '',
        note: '',
      },
    });
    const requirementId = 'BE-P2-accompaniment';
    await core.value('procedures.setRequirement', {
      caseId,
      requirementId,
      changes: { state: 'requested', holderPersonId: client?.id ?? null, holderNote: 'reminder on Friday' },
    });
    await core.value('procedures.setRequirement', {
      caseId,
      requirementId,
      changes: { exhibitId: exhibit.id },
    });
    expect((await read()).requirements.find(({ id }) => id === requirementId)).toMatchObject({
      state: 'received',
      holderPersonId: client?.id,
      holderNote: 'reminder on Friday',
      exhibit: { id: exhibit.id, number: '1', title: 'Attestation' },
    });
  });

  it('refuses people and exhibits of another case', async () => {
    await start();
    const other = await core.value('cases.create', {
      fileLanguage: 'nl',
      client: { givenNames: 'Blessing' },
    });
    const changes = { holderPersonId: other.clientId };
    expect(
      await core.call('procedures.setRequirement', { caseId, requirementId: 'BE-P2-statement', changes }),
    ).toMatchObject({ error: { kind: 'personNotInCase' } });
    expect(
      await core.call('procedures.setRequirement', { caseId, requirementId: 'nothing', changes: {} }),
    ).toMatchObject({ error: { kind: 'unknownRequirement' } });
  });
});

describe('a lock', () => {
  it('loses nothing of the procedure', async () => {
    await start();
    await record({ kind: 'annexe15Issued', happenedOn: '2026-02-08' }, true);
    const before = await core.value('procedures.read', { caseId, language: 'fr' });
    await core.lockAndReopen();
    expect(await core.value('procedures.read', { caseId, language: 'fr' })).toEqual(before);
  });
});
