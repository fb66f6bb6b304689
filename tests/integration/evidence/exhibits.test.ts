import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { ExhibitDraft } from '../../../src/shared/evidence/schemas';
import type { CaseId, ExhibitId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  caseId = await aCase();
});
afterEach(() => core.close());

async function aCase(): Promise<CaseId> {
  return (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
}

function anExhibit(title: string, changes: Partial<ExhibitDraft> = {}): ExhibitDraft {
  return {
    title,
    dateEdtf: '',
    author: '',
    pages: null,
    language: '',
    translation: 'none',
    origin: '',
    medium: 'paper',
    sha256: '',
    note: '',
    ...changes,
  };
}

async function addExhibits(...titles: readonly string[]): Promise<readonly ExhibitId[]> {
  const ids: ExhibitId[] = [];
  for (const title of titles) {
    ids.push((await core.value('evidence.create', { caseId, exhibit: anExhibit(title) })).id);
  }
  return ids;
}

async function inventory(): Promise<readonly string[]> {
  const exhibits = await core.value('evidence.list', { caseId });
  return exhibits.map(({ number, title }) => `${number} ${title}`);
}

function audited(): readonly string[] {
  return core
    .vaultDeps()
    .db.all<{ action: string }>(sql`SELECT action FROM audit_entries ORDER BY sequence`)
    .map(({ action }) => action)
    .filter((action) => action.startsWith('exhibit.'));
}

describe('evidence.create', () => {
  it('numbers exhibits from 1 and keeps everything that was entered', async () => {
    const exhibit = anExhibit('Procès-verbal', {
      dateEdtf: '2026-02-10',
      author: 'Zone de police fictive',
      pages: 7,
      language: 'fr',
      translation: 'sworn',
      origin: 'Avocate',
      medium: 'digital',
      sha256: 'ab'.repeat(32),
      note: 'Original au dossier.',
    });
    const made = await core.value('evidence.create', { caseId, exhibit });
    expect(made).toEqual({
      ...exhibit,
      id: made.id,
      caseId,
      place: 1,
      number: '1',
      isKept: false,
      createdAt: '2026-03-02T09:15:00.000Z',
      updatedAt: '2026-03-02T09:15:00.000Z',
    });
    await addExhibits('Attestation');
    await core.lockAndReopen();
    expect(await inventory()).toEqual(['1 Procès-verbal', '2 Attestation']);
    expect(audited()).toEqual(['exhibit.created', 'exhibit.created']);
  });

  it('puts one between others when a number is given', async () => {
    await addExhibits('a', 'b');
    await core.value('evidence.create', { caseId, exhibit: anExhibit('c'), place: 2 });
    await core.value('evidence.create', { caseId, exhibit: anExhibit('d'), place: 99 });
    expect(await inventory()).toEqual(['1 a', '2 c', '3 b', '4 d']);
  });

  it('refuses a date that is none and a case that is not there, and adds nothing', async () => {
    const create = (exhibit: ExhibitDraft, into: CaseId) =>
      core.call('evidence.create', { caseId: into, exhibit });
    expect(await create(anExhibit('a', { dateEdtf: '2026-02-30' }), caseId)).toEqual({
      ok: false,
      error: { kind: 'badDate' },
    });
    const nowhere = core.deps.newId() as CaseId;
    expect(await create(anExhibit('a'), nowhere)).toEqual({ ok: false, error: { kind: 'caseNotFound' } });
    expect(await inventory()).toEqual([]);
    expect(audited()).toEqual([]);
  });
});

describe('evidence.move', () => {
  it('closes up behind and makes room in front', async () => {
    const [a = '' as ExhibitId, , , d = '' as ExhibitId] = await addExhibits('a', 'b', 'c', 'd');
    await core.value('evidence.move', { exhibitId: a, place: 3 });
    expect(await inventory()).toEqual(['1 b', '2 c', '3 a', '4 d']);
    await core.value('evidence.move', { exhibitId: d, place: 1 });
    expect(await inventory()).toEqual(['1 d', '2 b', '3 c', '4 a']);
    await core.value('evidence.move', { exhibitId: d, place: 99 });
    expect(await inventory()).toEqual(['1 b', '2 c', '3 a', '4 d']);
  });

  it('leaves the numbers of other cases alone', async () => {
    const [a = '' as ExhibitId] = await addExhibits('a', 'b');
    const otherCase = await aCase();
    await core.value('evidence.create', { caseId: otherCase, exhibit: anExhibit('x') });
    await core.value('evidence.move', { exhibitId: a, place: 2 });
    const others = await core.value('evidence.list', { caseId: otherCase });
    expect(others.map(({ number, title }) => `${number} ${title}`)).toEqual(['1 x']);
  });
});

describe('exhibits.remove and exhibits.restore', () => {
  it('closes up, and puts the exhibit back under its id and with its requirements', async () => {
    const [, b = '' as ExhibitId] = await addExhibits('a', 'b', 'c');
    core.vaultDeps().db.run(sql`
      INSERT INTO case_requirements (case_id, requirement_id, state, exhibit_id, updated_at)
      VALUES (${caseId}, 'BE-P2-statement', 'received', ${b}, '2026-03-02T09:15:00.000Z')
    `);
    const removed = await core.value('evidence.remove', { exhibitId: b });
    expect(await inventory()).toEqual(['1 a', '2 c']);
    expect(removed.requirementIds).toEqual(['BE-P2-statement']);

    await core.value('evidence.restore', removed);
    expect(await inventory()).toEqual(['1 a', '2 b', '3 c']);
    expect(
      core.vaultDeps().db.get(sql`SELECT exhibit_id FROM case_requirements WHERE case_id = ${caseId}`),
    ).toEqual({ exhibit_id: b });
    expect(await core.call('evidence.restore', removed)).toMatchObject({ ok: true });
    expect(await inventory()).toEqual(['1 a', '2 b', '3 c']);
  });

  it('refuses to take out an exhibit that a fact cites, and names the fact', async () => {
    const [a = '' as ExhibitId] = await addExhibits('a');
    const { db, newId } = core.vaultDeps();
    const factId = newId();
    db.run(sql`
      INSERT INTO facts (id, case_id, statement, source_kind, confidence, created_at, updated_at)
      VALUES (${factId}, ${caseId}, 'Arrivée.', 'document', 'certain', '2026-03-02T09:15:00.000Z', '2026-03-02T09:15:00.000Z')
    `);
    db.run(sql`INSERT INTO fact_citations (id, fact_id, exhibit_id) VALUES (${newId()}, ${factId}, ${a})`);
    expect(await core.call('evidence.remove', { exhibitId: a })).toEqual({
      ok: false,
      error: { kind: 'exhibitCited', factIds: [factId] },
    });
    expect(await inventory()).toEqual(['1 a']);
  });
});

describe('numbers of exhibits', () => {
  it('run from 1 without gaps after any changes', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('create' as const), place: fc.integer({ min: 1, max: 12 }) }),
      fc.record({
        kind: fc.constantFrom('move' as const, 'remove' as const, 'restore' as const),
        at: fc.nat(10),
        place: fc.integer({ min: 1, max: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        caseId = await aCase();
        let removed: Awaited<ReturnType<typeof core.value<'evidence.remove'>>>[] = [];
        for (const each of steps) {
          const exhibits = await core.value('evidence.list', { caseId });
          if (each.kind === 'create') {
            await core.value('evidence.create', { caseId, exhibit: anExhibit('x'), place: each.place });
            continue;
          }
          const exhibit = exhibits[each.at % Math.max(1, exhibits.length)];
          if (each.kind === 'restore') {
            const last = removed.at(-1);
            if (last !== undefined) await core.value('evidence.restore', last);
            removed = removed.slice(0, -1);
          } else if (exhibit !== undefined && each.kind === 'move') {
            await core.value('evidence.move', { exhibitId: exhibit.id, place: each.place });
          } else if (exhibit !== undefined) {
            removed = [...removed, await core.value('evidence.remove', { exhibitId: exhibit.id })];
          }
        }
        const numbers = (await core.value('evidence.list', { caseId })).map(({ number }) => number);
        expect(numbers).toEqual(numbers.map((_number, index) => String(index + 1)));
      }),
      { numRuns: 25 },
    );
  });
});
