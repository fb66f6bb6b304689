import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { readPackage } from '../../../src/core/filings/package-reader';
import { partText } from '../../../src/core/filings/word-package';
import { sql } from '../../../src/core/db/sql';
import { fieldShapes } from '../../../src/shared/filings/fields';
import type { FieldShape } from '../../../src/shared/filings/questions';
import type { AnswerValue } from '../../../src/shared/filings/answers';
import type { FilingDraft } from '../../../src/shared/filings/schemas';
import type { OwnTemplateId, PersonId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { answersForCivilParty } from '../../support/route-scenarios';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { plainText, storedDocument } from '../../support/filing-documents';
import { wordFile } from '../../support/word-file';

let core: TestCore;
let made: FilingCase;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  await core.value('filings.answer', { ...draft(), answers: answersForAttestation(made) });
});
afterAll(() => core.close());

const ofFiling = { filingKind: 'F7', language: 'fr' } as const;
const draft = () => ({ caseId: made.caseId, ...ofFiling });
const answer = (
  of: Pick<FilingDraft, 'caseId' | 'filingKind' | 'language'>,
  answers: Readonly<Record<string, AnswerValue>>,
) => core.value('filings.answer', { ...of, answers: { ...answers } });
const takeIn = (of: { filingKind: 'F7' | 'F13' | 'F14'; language: 'fr' | 'nl' }, bytes: Uint8Array) => {
  const path = join(core.folder, 'own.docx');
  writeFileSync(path, bytes);
  core.host.answerFile(path);
  return core.call('templates.import', of);
};
const take = (bytes: Uint8Array) => takeIn(ofFiling, bytes);
const letter = (words: string) =>
  wordFile([words, 'Nom : {client.familyName}', '{#exhibits}', '{number}. {title}', '{/exhibits}'], {
    'docProps/core.xml': '<cp:coreProperties><dc:creator>Marie</dc:creator></cp:coreProperties>',
  });
const audited = () =>
  core
    .vaultDeps()
    .db.get<{ action: string }>(sql`SELECT action FROM audit_entries ORDER BY sequence DESC LIMIT 1`)?.action;

describe('a template of the organisation', () => {
  it('is taken in, offered, filled in, and named by the filings made from it', async () => {
    expect(await core.value('templates.offered', ofFiling)).toBeNull();
    const taken = await take(letter('Notre propre lettre'));
    if (!taken.ok) throw new Error(`Not taken: ${taken.error.kind}`);
    const { template } = taken.value;
    expect(taken.value).toMatchObject({
      tags: 5,
      leftBehind: ['author'],
      template: { version: 1, usedBy: [] },
    });
    expect(audited()).toBe('template.imported');
    expect(await core.value('templates.offered', ofFiling)).toEqual(template);

    const filing = await core.value('filings.generate', { ...draft(), templateId: template.id });
    const document = storedDocument(core, filing.id);
    expect(plainText(document)).toContain(
      'Notre propre lettre\nNom : EXEMPLARI\n1. Procès-verbal d’audition',
    );
    const inspected = inspectDocument(document);
    if (!inspected.ok) throw new Error('The filing cannot be read');
    expect(inspected.value.leaks).toEqual([]);
    const again = await core.value('filings.generate', { ...draft(), templateId: template.id });
    expect(storedDocument(core, again.id).equals(document)).toBe(true);
    const [listed] = await core.value('templates.list', {});
    expect(listed?.usedBy.map(({ filingId, caseCode }) => [filingId, caseCode])).toEqual([
      [again.id, 'BR-2026-001'],
      [filing.id, 'BR-2026-001'],
    ]);
  });

  it('has versions that never change; the newest one that is offered counts', async () => {
    const second = await take(letter('Deuxième version'));
    if (!second.ok) throw new Error(`Not taken: ${second.error.kind}`);
    expect(second.value.template.version).toBe(2);
    expect(await take(letter('Deuxième version'))).toEqual({
      ok: false,
      error: { kind: 'alreadyThere', version: 2 },
    });
    const { id } = second.value.template;
    await core.value('templates.retire', { templateId: id, retired: true });
    expect(audited()).toBe('template.retired');
    expect((await core.value('templates.offered', ofFiling))?.version).toBe(1);
    await core.value('templates.retire', { templateId: id, retired: false });
    expect((await core.value('templates.offered', ofFiling))?.version).toBe(2);
    expect(() =>
      core.vaultDeps().db.run(sql`UPDATE own_templates SET document = x'00' WHERE id = ${id}`),
    ).toThrow(/never changes/);
  });

  it('is refused with its reason, or with the place and cause of each mistake', async () => {
    expect(await take(wordFile(['x'], { 'word/vbaProject.bin': 'x' }))).toEqual({
      ok: false,
      error: { kind: 'templateRefused', reason: 'macros', part: 'word/vbaProject.bin' },
    });
    expect(await take(wordFile(['Bonjour {client.familyNam}']))).toMatchObject({
      error: { kind: 'templateBroken', problems: [{ paragraph: 1, suggestion: 'client.familyName' }] },
    });
    expect(await take(Buffer.alloc(9 * 1024 * 1024))).toMatchObject({
      error: { kind: 'templateRefused', reason: 'packageTooLarge' },
    });
    core.host.answerFile(join(core.folder, 'nowhere.docx'));
    expect(await core.call('templates.import', ofFiling)).toEqual({
      ok: false,
      error: { kind: 'fileNotRead' },
    });
    core.host.answerFile(null);
    expect(await core.call('templates.import', ofFiling)).toEqual({
      ok: false,
      error: { kind: 'dialogCancelled' },
    });
    expect(await core.call('templates.import', { filingKind: 'F7', language: 'de' })).toEqual({
      ok: false,
      error: { kind: 'notInLanguage' },
    });
  });

  it('makes no filing of another kind, and none that prints what is empty', async () => {
    const unknown = core.deps.newId() as OwnTemplateId;
    expect(await core.call('filings.generate', { ...draft(), templateId: unknown })).toEqual({
      ok: false,
      error: { kind: 'templateMissing' },
    });
    const taken = await take(wordFile(['Mandat : {mandate.limits}']));
    if (!taken.ok) throw new Error(`Not taken: ${taken.error.kind}`);
    expect(
      await core.call('filings.generate', { ...draft(), templateId: taken.value.template.id }),
    ).toMatchObject({
      error: { kind: 'templateBroken', problems: [{ cause: 'fieldEmpty', tag: 'mandate.limits' }] },
    });
  });

  it('begins from that of the program, which is a template by itself', async () => {
    core.host.answerSavePath(join(core.folder, 'starter'));
    expect(await core.value('templates.saveStarter', ofFiling)).toEqual({ fileName: 'starter.docx' });
    expect((await take(readFileSync(join(core.folder, 'starter.docx')))).ok).toBe(true);
  });
  it('begins from that of the program with every tag at hand, and prints none of that list', async () => {
    core.host.answerSavePath(join(core.folder, 'tags.docx'));
    const tags = Object.entries<FieldShape>(fieldShapes).flatMap(([name, shape]) => [
      { name, list: '', meaning: `What ${name} says` },
      ...(Array.isArray(shape) ? shape : []).map((item: string) => ({
        name: item,
        list: name,
        meaning: item,
      })),
    ]);
    const strange = [
      { name: 'no.such.field', list: '', meaning: '' },
      { name: 'title', list: 'client.isMale', meaning: '' },
    ];
    await core.value('templates.saveStarter', { ...ofFiling, tags: [...tags, ...strange] });
    const file = readFileSync(join(core.folder, 'tags.docx'));
    const text = plainText(file);
    expect(text).toContain('{client.familyName} | What client.familyName says');
    expect(text).toContain('{#exhibits}{title}{/exhibits} | title');
    expect(text).toContain('{#client.isMale}{/client.isMale} | What client.isMale says');
    expect(text).not.toContain('no.such.field');

    const alone = await take(readFileSync(join(core.folder, 'starter.docx')));
    const taken = await take(file);
    if (!taken.ok) throw new Error(`Not taken: ${taken.error.kind}`);
    const { template } = taken.value;
    expect(alone).toMatchObject({ error: { kind: 'alreadyThere' } });
    const tried = await core.value('templates.tryOnPractice', { ...ofFiling, templateId: template.id });
    const ofProgram = await core.value('templates.tryOnPractice', { ...ofFiling, templateId: null });
    expect(tried.tags).toEqual(ofProgram.tags);
    const filing = await core.value('filings.generate', { ...draft(), templateId: template.id });
    const asProgram = await core.value('filings.generate', draft());
    expect(plainText(storedDocument(core, filing.id))).toBe(plainText(storedDocument(core, asProgram.id)));
  });

  it.each([
    ['fr', '17 avril 1998', 'Les pièces jointes', 'La pièce jointe', 'Elle est née', 'Il est né'],
    [
      'nl',
      '17 april 1998',
      'De bijgevoegde stukken',
      'Het bijgevoegde stuk',
      'Zij is geboren',
      'Hij is geboren',
    ],
  ] as const)(
    'agrees in sex and number in %s, writes days as one does there, and marks words that run to the left',
    async (language, day, several, single, she, he) => {
      const make = async (filingKind: 'F7' | 'F13', words: readonly string[]) => {
        const taken = await takeIn({ filingKind, language }, wordFile(words));
        if (!taken.ok) throw new Error(`Not taken: ${taken.error.kind}`);
        return async (answers: Parameters<typeof answer>[1]) => {
          const of = { caseId: made.caseId, filingKind, language };
          await answer(of, answers);
          const { id } = await core.value('filings.generate', { ...of, templateId: taken.value.template.id });
          return storedDocument(core, id);
        };
      };
      const born = await make('F7', [
        `{#client.isFemale}${she}{/client.isFemale}{#client.isMale}${he}{/client.isMale} {client.birthDate} ({client.nativeScriptName}).`,
      ]);
      const ofAWoman = await born(answersForAttestation(made));
      expect(plainText(ofAWoman)).toBe(`${she} ${day} (سلمى إكزمپلاري).\n`);
      const parts = readPackage(ofAWoman);
      if (!parts.ok) throw new Error(parts.error.reason);
      expect(partText(parts.value, 'word/document.xml')).toMatch(/<w:rtl\/>.*سلمى/);
      const personId = made.people['client'] as PersonId;
      await core.value('people.change', { personId, changes: { gender: 'M' } });
      expect(plainText(await born({}))).toBe(`${he} ${day} (سلمى إكزمپلاري).\n`);
      await core.value('people.change', { personId, changes: { gender: 'F' } });

      const listed = await make('F13', [
        `{#exhibits.areSeveral}${several}{/exhibits.areSeveral}{^exhibits.areSeveral}${single}{/exhibits.areSeveral}: {exhibits.count}`,
      ]);
      const inventory = { 'inventory.annexTo': 'F7', 'letter.place': 'Bruxelles', 'signatory.name': 'Anne' };
      const of = (count: number) => ({ ...inventory, 'exhibits.attached': made.exhibits.slice(0, count) });
      expect(plainText(await listed(of(3)))).toBe(`${several}: 3\n`);
      expect(plainText(await listed(of(1)))).toBe(`${single}: 1\n`);
    },
  );

  it.each([
    [
      'fr',
      ['Les prévenues', 'Les prévenus', 'La prévenue', 'Le prévenu'],
      ['avocate', 'avocat'],
      '31\u00a0240,50\u00a0EUR',
      '10\u00a0000,00\u00a0EUR',
      '41\u00a0240,50\u00a0EUR',
    ],
    [
      'nl',
      ['De beklaagden', 'De beklaagden', 'De beklaagde', 'De beklaagde'],
      ['advocate', 'advocaat'],
      '31.240,50\u00a0EUR',
      '10.000,00\u00a0EUR',
      '41.240,50\u00a0EUR',
    ],
  ] as const)(
    'agrees with the people and the sums of a list in %s',
    async (language, [women, mixed, woman, man], [herCalling, hisCalling], wages, moral, total) => {
      const of = { caseId: made.caseId, filingKind: 'F14', language } as const;
      const several = 'civil.defendants.areSeveral';
      const allFemale = 'civil.defendants.areAllFemale';
      const taken = await takeIn(
        { filingKind: 'F14', language },
        wordFile([
          `{#${several}}{#${allFemale}}${women}{/${allFemale}}{^${allFemale}}${mixed}{/${allFemale}}{/${several}}` +
            `{^${several}}{#${allFemale}}${woman}{/${allFemale}}{^${allFemale}}${man}{/${allFemale}}{/${several}}`,
          '{#civil.defendants}',
          '{name}{#isFemale} (F){/isFemale}{#isMale} (M){/isMale}',
          '{/civil.defendants}',
          '{#damage}',
          '{item}{#damage.areSeveral}, {/damage.areSeveral}{amount}',
          '{/damage}',
          `{damage.total}, {#sender.isFemale}${herCalling}{/sender.isFemale}{#sender.isMale}${hisCalling}{/sender.isMale}`,
        ]),
      );
      if (!taken.ok) throw new Error(`Not taken: ${JSON.stringify(taken.error)}`);
      const add = async (givenNames: string, gender: 'F' | 'M' | 'unknown') =>
        (
          await core.value('people.create', {
            caseId: made.caseId,
            role: 'allegedExploiter',
            familyName: 'INVENTA',
            givenNames,
            gender,
          })
        ).personId;
      const [one, two] = [await add('Una', 'F'), await add('Dua', 'F')];
      const [he, unknown] = [await add('Tri', 'M'), await add('Kvar', 'unknown')];
      const filled = async (defendants: readonly string[]) => {
        await answer(of, {
          ...answersForCivilParty(made),
          'civil.items': ['wages', 'moral'],
          'civil.defendants': [...defendants],
        });
        const { id } = await core.value('filings.generate', { ...of, templateId: taken.value.template.id });
        return plainText(storedDocument(core, id)).split('\n');
      };
      const damage = { fr: ['Salaires impayés', 'Dommage moral'], nl: ['Onbetaald loon', 'Morele schade'] };
      const sums = [
        `${damage[language][0]}, ${wages}`,
        `${damage[language][1]}, ${moral}`,
        `${total}, ${herCalling}`,
        '',
      ];
      expect(await filled([one])).toEqual([woman, 'INVENTA Una (F)', ...sums]);
      expect(await filled([he])).toEqual([man, 'INVENTA Tri (M)', ...sums]);
      expect(await filled([one, two])).toEqual([women, 'INVENTA Una (F)', 'INVENTA Dua (F)', ...sums]);
      expect(await filled([one, he])).toEqual([mixed, 'INVENTA Una (F)', 'INVENTA Tri (M)', ...sums]);
      expect(await filled([one, unknown])).toEqual([mixed, 'INVENTA Una (F)', 'INVENTA Kvar', ...sums]);
    },
  );

  it('prints nothing of what can only be asked about a person in a list', async () => {
    expect(
      await takeIn({ filingKind: 'F14', language: 'fr' }, wordFile(['{#children}{isFemale}{/children}'])),
    ).toMatchObject({
      error: {
        kind: 'templateBroken',
        problems: [{ cause: 'fieldIsFlag', tag: 'isFemale', suggestion: '#isFemale' }],
      },
    });
  });
});
