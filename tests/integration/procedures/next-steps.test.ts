import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../src/shared/kernel/ids';
import type { EventDraftInput } from '../../../src/shared/procedures/contract';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;

// Monday 2 March 2026.
beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  const made = await core.value('cases.create', {
    fileLanguage: 'nl',
    openedOn: '2025-01-02',
    client: { givenNames: 'Salma' },
  });
  caseId = made.caseId;
  await core.value('procedures.start', { caseId, packId: 'be-thb', since: '2025-01-02' });
});
afterEach(() => core.close());

async function record(
  kind: string,
  happenedOn: string,
  more: Partial<EventDraftInput> = {},
): Promise<string> {
  const { caseEventId } = await core.value('procedures.recordEvent', {
    caseId,
    event: { kind, happenedOn, ...more },
    beginsPhase: true,
  });
  return caseEventId;
}

async function steps() {
  const answer = await core.value('procedures.steps', { caseId, language: 'en' });
  return answer.steps.map(({ id, kind, urgency, by, because, filings, routes, remedies }) => ({
    id: id.split(' ')[0],
    kind,
    urgency,
    by,
    because: because.happenedOn,
    filings: filings.map(({ filingKind, madeOn }) => (madeOn === null ? filingKind : `${filingKind} made`)),
    routes: routes.map((route) => route.id),
    remedies: remedies.map((remedy) => remedy.id),
  }));
}

describe('the four confirmations of the magistrate', () => {
  it('are asked for from four weeks before the attestation ends', async () => {
    // Until 30 March: four weeks before is Monday 2 March, which is today.
    await record('aiIssued', '2025-12-31', { printedUntil: '2026-03-30' });
    expect(await steps()).toEqual([
      {
        id: 'BE-R4',
        kind: 'prompt',
        urgency: 'beforeExpiry',
        by: '2026-03-30',
        because: '2025-12-31',
        filings: ['F8', 'F10', 'F9'],
        routes: [],
        remedies: [],
      },
    ]);
    const { steps: told } = await core.value('procedures.steps', { caseId, language: 'fr' });
    expect(told[0]).toMatchObject({ title: 'Confirmations du magistrat', filingLanguage: 'nl' });
    expect(told[0]?.text).toContain('les quatre points');
  });

  it('are not asked for a day earlier, nor once they came, nor in a closed case', async () => {
    await record('aiIssued', '2026-01-01', { printedUntil: '2026-03-31' });
    expect(await steps()).toEqual([]);
    await record('aiIssued', '2025-12-31', { printedUntil: '2026-03-30' });
    expect(await steps()).toHaveLength(1);
    await record('confirmationsReceived', '2026-03-01');
    expect(await steps()).toEqual([]);
  });

  it('are asked for at once where the attestation is shorter than four weeks', async () => {
    await record('aiIssued', '2026-03-01', { printedUntil: '2026-03-20' });
    expect((await steps()).map(({ id }) => id)).toEqual(['BE-R4']);
    await core.value('cases.close', { caseId, closedOn: '2026-03-02' });
    expect(await steps()).toEqual([]);
  });
});

describe('the renewal of the A card', () => {
  it('stands there while its window is open, until it was asked for', async () => {
    // Until 16 April: the window opens 45 days before, on Monday 2 March.
    await record('aCardIssued', '2025-10-17', { printedUntil: '2026-04-16' });
    expect(await steps()).toMatchObject([{ id: 'BE-R7', by: '2026-04-16', filings: ['F11', 'F8'] }]);
    await record('aCardRenewalRequested', '2026-03-02');
    expect(await steps()).toEqual([]);
  });

  it('does not stand there a day before the window opens', async () => {
    await record('aCardIssued', '2025-10-18', { printedUntil: '2026-04-17' });
    expect(await steps()).toEqual([]);
  });
});

describe('the end of the criminal case', () => {
  beforeEach(async () => {
    await record('aCardIssued', '2025-12-02', { printedUntil: '2026-06-01' });
  });

  it('without a ground for the B card asks for another way before the card expires', async () => {
    await record('dismissed', '2026-02-20');
    expect(await steps()).toEqual([
      {
        id: 'endedWithoutGround',
        kind: 'choice',
        urgency: 'beforeExpiry',
        by: '2026-06-01',
        because: '2026-02-20',
        filings: ['F16', 'F17', 'F8'],
        routes: ['regularisation9bis', 'medical9ter', 'internationalProtection', 'financialAid'],
        remedies: ['annulment'],
      },
    ]);
  });

  it.each(['conviction', 'chargeKept'])(
    'with %s asks for the B card at once, whatever came after',
    async (kind) => {
      await record(kind, '2026-02-10');
      await record('acquittal', '2026-02-20');
      expect((await steps()).map(({ id, urgency, filings }) => ({ id, urgency, filings }))).toEqual([
        { id: 'permitGround', urgency: 'atOnce', filings: ['F12'] },
      ]);
      await record('bCardIssued', '2026-03-01');
      expect(await steps()).toEqual([]);
    },
  );

  it('with other offences asks whether the charge was kept', async () => {
    await record('requalified', '2026-02-20');
    expect((await steps()).map(({ id }) => id)).toEqual(['requalified']);
  });
});

describe('a decision of the Office', () => {
  it('asks for file access and a petition until its deadlines are settled', async () => {
    const caseEventId = await record('decisionNotified', '2026-02-20', { channel: 'handed' });
    expect(await steps()).toMatchObject([
      { id: 'refusalNotified', urgency: 'atOnce', filings: ['F22', 'F18', 'F19'] },
    ]);
    await core.value('deadlines.settle', {
      caseEventId,
      ruleId: 'BE-R8',
      stage: '',
      settledOn: '2026-03-02',
      outcome: 'done',
      note: '',
    });
    expect(await steps()).toEqual([]);
  });

  it('that announces the end of the stay asks for observations, until a document was issued', async () => {
    await record('aCardIssued', '2025-12-02', { printedUntil: '2026-06-01' });
    await record('withdrawalAnnounced', '2026-02-20');
    expect(await steps()).toMatchObject([
      {
        id: 'withdrawal',
        urgency: 'atOnce',
        filings: ['F20', 'F22'],
        remedies: ['annulment', 'extremeUrgency'],
      },
    ]);
    await record('aCardRenewed', '2026-03-01', { printedUntil: '2026-08-31' });
    expect(await steps()).toEqual([]);
  });
});

describe('remedies and other ways', () => {
  it('are told in four languages, with what a petition must contain', async () => {
    const ways = await core.value('procedures.ways', { caseId, language: 'fr' });
    expect(ways.remedies.map(({ id }) => id)).toEqual([
      'annulment',
      'ordinarySuspension',
      'extremeUrgency',
      'release',
      'cassation',
    ]);
    expect(ways.remedies[0]?.formalities.map(({ id }) => id)).toContain('signature');
    expect(ways.remedies.every(({ fact }) => fact.verify)).toBe(true);
    expect(ways.routes.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'regularisation9bis',
        'medical9ter',
        'durableSolution',
        'financialAid',
        'civilParty',
      ]),
    );
    expect(ways.situations.map(({ id }) => id)).toContain('unaccompaniedMinor');
  });
});
