import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { languages } from '../../../src/shared/kernel/languages';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  const made = await core.value('cases.create', {
    fileLanguage: 'fr',
    openedOn: '2026-02-01',
    client: { givenNames: 'Salma' },
  });
  caseId = made.caseId;
});
afterEach(() => core.close());

/** The event with which time begins in each country, and what follows from it. Counted on a paper calendar. */
const cases = [
  {
    packId: 'fr-thb',
    kind: 'receiptHandedOver',
    phase: 'FR-P1',
    // Day 1 is 3 March; day 30 is Wednesday 1 April.
    deadlines: [['FR-R1', '2026-04-01']],
    clock: { day: 0, of: 30 },
  },
  {
    packId: 'nl-thb',
    kind: 'reflectionOffered',
    phase: 'NL-P1',
    // Three months to the eve of the same date.
    deadlines: [['NL-R1', '2026-06-01']],
    clock: null,
  },
  {
    packId: 'de-thb',
    kind: 'periodSet',
    phase: 'DE-P1',
    // Three months; the day of setting does not count.
    deadlines: [['DE-R1', '2026-06-02']],
    clock: null,
  },
  {
    packId: 'lu-thb',
    kind: 'reportedToMinister',
    phase: 'LU-P1',
    // Day 90 is Sunday 31 May, which stays.
    deadlines: [['LU-R1', '2026-05-31']],
    clock: { day: 0, of: 90 },
  },
  {
    packId: 'es-thb',
    kind: 'reflectionGranted',
    phase: 'ES-P1',
    deadlines: [['ES-R3', '2026-05-31']],
    clock: { day: 0, of: 90 },
  },
  {
    packId: 'it-thb',
    kind: 'permitIssued',
    phase: 'IT-P2',
    deadlines: [['IT-R1', '2027-03-01']],
    clock: null,
  },
  {
    packId: 'uk-thb',
    kind: 'reasonableGrounds',
    phase: 'UK-P1',
    deadlines: [['UK-R1', '2026-04-01']],
    clock: { day: 0, of: 30 },
  },
  {
    packId: 'ie-thb',
    kind: 'reflectionGranted',
    phase: 'IE-P1',
    // Day 59 is 30 April.
    deadlines: [['IE-R1', '2026-05-01']],
    clock: { day: 0, of: 60 },
  },
] as const;

describe.each(cases)('a case under $packId', ({ packId, kind, phase, deadlines, clock }) => {
  it('shows phases, conditions and deadlines in four languages, and offers no filings', async () => {
    await core.value('procedures.start', { caseId, packId });
    await core.value('procedures.recordEvent', {
      caseId,
      event: { kind, happenedOn: '2026-03-02' },
      beginsPhase: true,
    });
    for (const language of languages) {
      const { procedure } = await core.value('procedures.read', { caseId, language });
      expect(procedure).toMatchObject({ phaseId: phase, pack: { id: packId } });
      expect(procedure?.phases.length).toBeGreaterThan(1);
      expect(procedure?.conditions.length).toBeGreaterThan(1);
      expect(
        procedure?.reflection === null || procedure?.reflection === undefined
          ? null
          : { day: procedure.reflection.day, of: procedure.reflection.of },
      ).toEqual(clock);
      const listed = await core.value('deadlines.list', { caseId, language });
      expect(listed.deadlines.map(({ ruleId, date }) => [ruleId, date])).toEqual(deadlines);
    }
    expect((await core.value('filings.list', { caseId })).offered).toEqual([]);
  });
});
