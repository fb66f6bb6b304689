import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;

beforeEach(() => {
  core = createTestCore({ now: '2026-11-24T10:00:00.000Z', today: '2026-11-24' });
});

afterEach(() => core.close());

describe('practice.create', () => {
  it('makes three cases of the full breadth, each in its phase', async () => {
    await core.value('practice.create', {});

    const { cases } = await core.value('cases.list', {});
    const glimpses = cases
      .map(({ code, phase, reflection }) => ({ code, phase: phase?.phaseId, day: reflection?.day }))
      .toSorted((one, other) => one.code.localeCompare(other.code));
    expect(glimpses).toEqual([
      { code: 'BR-2025-001', phase: 'BE-P3', day: undefined },
      { code: 'BR-2026-001', phase: 'BE-P1', day: 23 },
      { code: 'BR-2026-002', phase: 'BE-P2', day: undefined },
    ]);
    const main = cases.find(({ code }) => code === 'BR-2026-001');
    if (main === undefined) throw new Error('The main case is missing');
    const { counts } = await core.value('cases.read', { caseId: main.id });
    expect(counts).toMatchObject({ people: 9, interviews: 3, facts: 32, exhibits: 12 });
    const { deadlines } = await core.value('deadlines.list', { caseId: main.id, language: 'fr' });
    expect(deadlines.length).toBeGreaterThan(0);
  });

  it('starts afresh beside an earlier one', async () => {
    await core.value('practice.create', {});
    core.deps.session.close();
    await core.value('practice.create', {});

    const { vaults } = await core.value('vault.list', {});
    expect(vaults.map(({ name }) => name).toSorted()).toEqual(['Exercice', 'Exercice 2']);
  });

  it('fits every day of a year and a leap day', async () => {
    for (const today of ['2027-01-01', '2027-03-31', '2028-02-29', '2027-12-31']) {
      core.deps.session.close();
      core.clock.set(`${today}T10:00:00.000Z`, today);
      expect(await core.call('practice.create', {})).toMatchObject({ ok: true });
    }
  });
});
