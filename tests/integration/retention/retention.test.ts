import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;
let code: string;
beforeEach(async () => {
  core = createTestCore({ now: '2026-11-27T09:00:00.000Z' });
  await core.createVault();
  const made = await core.value('cases.create', { fileLanguage: 'fr', client: {}, openedOn: '2024-02-01' });
  caseId = made.caseId;
  code = made.code;
});
afterEach(() => core.close());

const failed = (kind: string) => ({ ok: false, error: { kind } });

describe('keeping a closed case', () => {
  it('proposes no day until the office has set a period, and then the eve of the same date', async () => {
    expect(await core.value('retention.readPeriod', {})).toEqual({ period: null });
    await core.value('cases.close', { caseId, reason: 'She has her B card' });
    expect(await core.value('retention.readCase', { caseId })).toEqual({
      closedOn: '2026-11-27',
      closingReason: 'She has her B card',
      keepUntil: null,
      holds: [],
      obstacle: null,
    });
    await core.value('retention.changePeriod', { period: { amount: 5, unit: 'year' } });
    await core.value('cases.close', { caseId, closedOn: '2026-02-28' });
    expect(await core.value('retention.readCase', { caseId })).toMatchObject({
      keepUntil: '2031-02-28',
      obstacle: 'keptUntil',
    });
    await core.value('retention.changePeriod', { period: { amount: 6, unit: 'month' } });
    expect(await core.value('retention.readCase', { caseId })).toMatchObject({ keepUntil: '2031-02-28' });
    await core.value('cases.close', { caseId, keepUntil: null });
    expect(await core.value('retention.readCase', { caseId })).toMatchObject({ keepUntil: null });
    await core.value('retention.changePeriod', { period: null });
    expect(await core.value('retention.readPeriod', {})).toEqual({ period: null });
  });

  it('refuses a day before the closing, and a day for an open case', async () => {
    expect(await core.call('retention.changeKeepUntil', { caseId, keepUntil: '2030-01-01' })).toEqual(
      failed('caseOpen'),
    );
    expect(await core.call('cases.close', { caseId, keepUntil: '2026-11-26' })).toEqual({
      ok: false,
      error: { kind: 'impossibleDay', field: 'keepUntil' },
    });
    await core.value('cases.close', { caseId });
    expect(await core.call('retention.changeKeepUntil', { caseId, keepUntil: '2026-11-26' })).toEqual(
      failed('beforeClosing'),
    );
  });

  it('lists a case the day after its last day, and forgets the day when it is opened again', async () => {
    await core.value('cases.close', { caseId, keepUntil: '2026-12-31' });
    core.clock.set('2026-12-31T12:00:00.000Z');
    expect(await core.value('retention.listDue', {})).toEqual([]);
    core.clock.set('2027-01-01T12:00:00.000Z');
    expect(await core.value('retention.listDue', {})).toEqual([
      { caseId, code, closedOn: '2026-11-27', keepUntil: '2026-12-31', onHold: false },
    ]);
    await core.value('cases.reopen', { caseId });
    expect(await core.value('retention.listDue', {})).toEqual([]);
    expect(await core.value('retention.readCase', { caseId })).toMatchObject({
      keepUntil: null,
      closingReason: '',
      obstacle: 'caseOpen',
    });
  });
});

describe('a legal hold', () => {
  it('keeps a case from being destroyed until it is lifted, and both reasons stay', async () => {
    await core.value('retention.placeHold', { caseId, reason: 'An appeal is pending' });
    expect(await core.call('retention.placeHold', { caseId, reason: 'Again' })).toEqual(failed('onHold'));
    await core.value('cases.close', { caseId, keepUntil: '2026-11-27' });
    core.clock.set('2026-12-01T08:00:00.000Z');
    expect(await core.value('retention.listDue', {})).toMatchObject([{ caseId, onHold: true }]);
    expect(await core.call('retention.purge', { caseId, code, reason: 'Over' })).toEqual(failed('onHold'));

    await core.value('retention.liftHold', { caseId, reason: 'The appeal is decided' });
    expect(await core.call('retention.liftHold', { caseId, reason: 'Again' })).toEqual(failed('notOnHold'));
    expect(await core.value('retention.readCase', { caseId })).toMatchObject({
      obstacle: null,
      holds: [
        {
          reason: 'An appeal is pending',
          placedAt: '2026-11-27T09:00:00.000Z',
          placedBy: 'An advocate',
          liftedAt: '2026-12-01T08:00:00.000Z',
          liftedBy: 'An advocate',
          liftingReason: 'The appeal is decided',
        },
      ],
    });
    expect(await core.value('retention.purge', { caseId, code, reason: 'Over' })).toMatchObject({
      caseCode: code,
      closedOn: '2026-11-27',
      finishedAt: '2026-12-01T08:00:00.000Z',
    });
  });
});

describe('retention.purge', () => {
  it('refuses an open case, one that is to be kept, another code and a missing reason, and changes nothing', async () => {
    const purge = (given: { code?: string; reason?: string } = {}) =>
      core.call('retention.purge', { caseId, code, reason: 'Over', ...given });
    expect(await purge()).toEqual(failed('caseOpen'));
    await core.value('cases.close', { caseId, keepUntil: '2026-11-27' });
    expect(await purge()).toEqual(failed('keptUntil'));
    core.clock.set('2026-11-28T08:00:00.000Z');
    expect(await purge({ code: `${code}0` })).toEqual(failed('codeDiffers'));
    expect(await purge({ reason: '  ' })).toMatchObject(failed('badInput'));
    expect(await core.value('retention.listPurges', {})).toEqual([]);
    expect(await core.value('cases.read', { caseId })).toMatchObject({ code });
  });

  it('never gives the code to another case', async () => {
    await core.value('cases.close', { caseId });
    await core.value('retention.purge', { caseId, code, reason: 'Over' });
    const next = await core.value('cases.create', { fileLanguage: 'fr', client: {}, openedOn: '2024-02-01' });
    expect(next.code).not.toBe(code);
  });
});
