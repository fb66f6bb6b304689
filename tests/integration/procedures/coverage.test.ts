import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePackArchive } from '../../../src/core/packs/pack-archive';
import { readPackFolder } from '../../../src/core/procedures/pack-loader';
import { caseIdSchema, type CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';

let core: TestCore;
let made: FilingCase;

beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, {
    ...adultCase,
    exhibits: [{ title: 'Contrat' }, { title: 'Photo' }, { title: 'Audition' }],
    facts: [
      { statement: 'Le passeport lui est pris', exhibits: [{ at: 0, locator: 'p. 2' }] },
      { statement: 'Elle arrive à Bruxelles' },
    ],
    interviewDays: ['2026-02-01'],
  });
});
afterEach(() => core.close());

const coverage = (filingKind: 'F7' | null = null, caseId: CaseId = made.caseId) =>
  core.value('procedures.coverage', { caseId, language: 'en', filingKind });

async function outline(filingKind: 'F7' | null = null) {
  const { rows } = await coverage(filingKind);
  return rows
    .filter(({ isNeeded }) => isNeeded)
    .map(({ id, facts, exhibits, holes }) => [id, facts.count, exhibits.count, holes.join(' ')].join(' '));
}

describe('procedures.coverage', () => {
  it('is empty without a procedure, and says when there is no case', async () => {
    expect((await coverage()).rows).toEqual([]);
    const noCase = caseIdSchema.parse('0190a000-0000-7000-8000-000000000000');
    expect(await core.call('procedures.coverage', { caseId: noCase, language: 'en' })).toMatchObject({
      error: { kind: 'caseNotFound' },
    });
    expect(await core.call('procedures.printCoverage', { caseId: noCase })).toMatchObject({
      error: { kind: 'caseNotFound' },
    });
    expect(await core.call('procedures.printCoverage', { caseId: made.caseId })).toMatchObject({
      error: { kind: 'printFailed' },
    });
    core.host.answerPrint('printed');
    expect(await core.call('procedures.printCoverage', { caseId: made.caseId })).toEqual({
      ok: true,
      value: {},
    });
    const { entries } = await core.value('audit.list', {
      caseId: made.caseId,
      kind: 'procedure',
      before: null,
      limit: 50,
    });
    expect(entries.map(({ action }) => action)).toEqual(['procedure.coveragePrinted']);
  });

  it('shows on what each element rests, the holes, and what serves nothing', async () => {
    const { caseId } = made;
    await core.value('procedures.start', { caseId, packId: 'be-thb', phaseId: 'BE-P1', since: '2026-01-10' });
    const [taken] = made.facts;
    await core.value('timeline.change', {
      factId: taken as never,
      changes: { conditionIds: ['BE-scope-trafficking'] },
    });
    await core.value('procedures.setRequirement', {
      caseId,
      requirementId: 'BE-P2-statement',
      changes: { exhibitId: made.exhibits[2] as never },
    });
    const found = await coverage('F7');
    const row = found.rows.find(({ id }) => id === 'BE-scope-trafficking');
    expect(row).toMatchObject({
      isNeeded: true,
      facts: { count: 1, named: [{ id: taken, statement: 'Le passeport lui est pris', disputed: false }] },
      exhibits: { count: 1, named: [{ id: made.exhibits[0], number: '1', title: 'Contrat' }] },
      paragraphs: { count: 0, named: [] },
      holes: [],
    });
    expect(found.serving.noFacts).toMatchObject({
      count: 1,
      named: [{ statement: 'Elle arrive à Bruxelles' }],
    });
    expect(found.serving.noExhibits.named.map(({ title }) => title)).toEqual(['Photo']);
    expect(found.serving.noInterviews).toHaveLength(1);
    expect(await outline('F7')).toMatchInlineSnapshot(`
      [
        "BE-scope-trafficking 1 1 ",
        "BE-scope-smuggling 0 0 noFact noExhibit",
        "BE-C1 0 0 noFact noExhibit",
        "BE-C2 0 0 noFact noExhibit",
        "BE-C3 0 1 noFact",
        "BE-C4 0 0 noFact noExhibit",
        "BE-P2-statement 0 1 noFact",
        "BE-P2-identity 0 0 noFact noExhibit",
      ]
    `);
    expect(await outline()).toMatchInlineSnapshot(`
      [
        "BE-scope-trafficking 1 1 ",
        "BE-scope-smuggling 0 0 noFact noExhibit",
        "BE-C1 0 0 noFact noExhibit",
        "BE-C2 0 0 noFact noExhibit",
        "BE-C3 0 1 noFact",
        "BE-C4 0 0 noFact noExhibit",
        "BE-P2-statement 0 1 noFact",
      ]
    `);
  });

  it('speaks by the version of the rules the case is on, as the log of letters does', async () => {
    const { caseId } = made;
    await core.value('procedures.start', { caseId, packId: 'be-thb', phaseId: 'BE-P1', since: '2026-01-10' });
    const names = async () => {
      const { rows } = await coverage();
      const { answerKinds } = await core.value('filings.dispatches', { caseId, language: 'en' });
      return [
        rows.find(({ id }) => id === 'BE-scope-trafficking')?.name,
        answerKinds.find(({ id }) => id === 'observationsNoteReceived')?.name,
      ];
    };
    const before = await names();
    const files = new Map(
      readPackFolder(resolve(import.meta.dirname, '../../../resources/procedures/be-thb')),
    );
    const change = (file: string, from: RegExp, to: string) => {
      files.set(
        file,
        Buffer.from(
          Buffer.from(files.get(file) ?? [])
            .toString('utf8')
            .replace(from, to),
          'utf8',
        ),
      );
    };
    change('pack.yaml', /version: '[^']+'/, "version: '2099.1'");
    change('conditions.yaml', /(id: BE-scope-trafficking\n[\s\S]*?en: )[^\n]+/, '$1Victim by the new act');
    change('events.yaml', /(id: observationsNoteReceived\n[\s\S]*?en: )[^\n]+/, '$1Note by the new act');
    const path = join(core.folder, 'next.dossier-pack');
    writeFileSync(path, writePackArchive(files));
    core.host.answerFile(path);
    const chosen = await core.value('packs.choose', { language: 'en' });
    await core.value('packs.add', { contentSha256: chosen.contentSha256, confirmsUnsigned: true });
    expect(await names()).toEqual(before);
    await core.value('packs.moveCase', { caseId, version: '2099.1' });
    expect(await names()).toEqual(['Victim by the new act', 'Note by the new act']);
  });

  it('counts two hundred exhibits and a thousand facts, and names the first', async () => {
    const { caseId } = made;
    await core.value('procedures.start', { caseId, packId: 'be-thb', since: '2026-01-10' });
    const { db, newId, clock } = core.vaultDeps();
    const { sql } = await import('../../../src/core/db/sql');
    const now = clock.now();
    db.transaction(() => {
      for (let number = 4; number <= 200; number += 1) {
        db.run(sql`
          INSERT INTO exhibits (id, case_id, number, label, title, created_at, updated_at)
          VALUES (${newId()}, ${caseId}, ${number}, ${String(number)}, ${`Pièce ${number}`}, ${now}, ${now})
        `);
      }
      for (let index = 0; index < 1000; index += 1) {
        db.run(sql`
          INSERT INTO facts (id, case_id, statement, source_kind, confidence, condition_ids, created_at, updated_at)
          VALUES (${newId()}, ${caseId}, ${'x'.repeat(3000)}, 'document', 'certain', '["BE-C1"]', ${now}, ${now})
        `);
      }
    });
    const { rows, serving } = await coverage();
    const row = rows.find(({ id }) => id === 'BE-C1');
    expect([row?.facts.count, row?.facts.named.length, row?.facts.named[0]?.statement.length]).toEqual([
      1000, 50, 201,
    ]);
    expect([serving.noExhibits.count, serving.noExhibits.named.length]).toEqual([200, 50]);
  });
});
