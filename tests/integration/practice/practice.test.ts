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
    const { rows, serving } = await core.value('procedures.coverage', {
      caseId: main.id,
      language: 'fr',
      filingKind: null,
    });
    // Something to see and something to do: elements that stand, holes, and evidence that serves nothing yet.
    expect(Object.fromEntries(rows.slice(0, 9).map(({ id, facts }) => [id, facts.count]))).toEqual({
      'BE-scope-trafficking': 14,
      'BE-scope-smuggling': 0,
      'BE-C1': 1,
      'BE-C2': 1,
      'BE-C3': 1,
      'BE-C4': 0,
      'BE-P1-noTitle': 1,
      'BE-P2-statement': 1,
      'BE-P2-identity': 1,
    });
    expect({
      noFacts: serving.noFacts.count,
      noExhibits: serving.noExhibits.named.map(({ number, title }) => `${number} ${title}`),
    }).toEqual({
      noFacts: 13,
      noExhibits: [
        '7 Reçu de transfert d’argent vers Tanger',
        '8 Badge d’accès d’un chantier de nettoyage',
        '9 Acte de vente de la parcelle de la mère',
        '10 Extrait d’acte de naissance de la cliente',
      ],
    });
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
