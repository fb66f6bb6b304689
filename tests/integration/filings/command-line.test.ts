import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';
import { ledgerRecipients } from '../../../src/shared/consent/schemas';
import { offeredKinds } from '../../../src/shared/filings/registry';
import type { VaultId } from '../../../src/shared/kernel/ids';
import { letLearn } from '../../support/consents';
import { createTestCore, testCost, testPassphrase, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { plainText } from '../../support/filing-documents';
import { documentXml, wordFile } from '../../support/word-file';

let core: TestCore;
let made: FilingCase;
let vaultFolder: string;
let vaultId: VaultId;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  await letLearn(core, made.caseId, ...ledgerRecipients);
  vaultFolder = core.vault().folder;
  vaultId = core.vault().id;
  // Two programs never have one vault open.
  await core.value('vault.prepareLock', {});
});
afterEach(() => core.close());

async function run(...args: readonly string[]) {
  let out = '';
  let error = '';
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: {
      ask: () => Promise.resolve(testPassphrase),
      readStandardInput: () => `${testPassphrase}\n`,
    },
    workingFolder: core.folder,
    resourcesFolder: resolve('resources'),
    passphraseCost: testCost,
  });
  return { code, out, error };
}

const generate = (...more: readonly string[]) =>
  run(
    'filing',
    'generate',
    vaultFolder,
    '--case',
    'BR-2026-001',
    '--filing',
    'F7',
    '--language',
    'fr',
    ...more,
  );

describe('dossier filing generate', () => {
  it('writes the filing once its questions are answered, and says what to check', async () => {
    writeFileSync(join(core.folder, 'answers.json'), JSON.stringify(answersForAttestation(made)));
    const { code, out, error } = await generate('--out', 'F7.docx', '--answers', 'answers.json', '--json');
    expect({ code, outcome: JSON.parse(out) }).toEqual({
      code: 0,
      outcome: expect.objectContaining({ fileName: 'F7.docx', version: 1 }),
    });
    expect(error).toContain('To check: notAnOfficialForm');
    expect(plainText(readFileSync(join(core.folder, 'F7.docx')))).toContain(
      'Demande d’attestation d’immatriculation',
    );
  });

  it('names what is missing, writes nothing and ends with 1', async () => {
    const { code, out, error } = await generate('--out', 'F7.docx', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: {
        kind: 'valuesMissing',
        missing: expect.arrayContaining([expect.objectContaining({ field: 'letter.place' })]),
      },
    });
    expect(error).toContain('Nothing was made, because these values are missing:\n');
    expect(existsSync(join(core.folder, 'F7.docx'))).toBe(false);
  });

  it('makes all that nothing is missing for, and names what is missing for the others', async () => {
    mkdirSync(join(core.folder, 'filings'));
    const all = ['filing', 'generate', vaultFolder, '--case', 'BR-2026-001', '--all', '--out', 'filings'];
    writeFileSync(join(core.folder, 'answers.json'), JSON.stringify(answersForAttestation(made)));
    await generate('--out', 'F7.docx', '--answers', 'answers.json');

    const { code, out, error } = await run(...all, '--json');
    const outcome = JSON.parse(out) as {
      readonly made: readonly { readonly filing: string; readonly fileName: string }[];
      readonly notMade: readonly { readonly filing: string; readonly missing: readonly string[] }[];
    };
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(outcome.made.map(({ filing }) => filing)).toContain('F7');
    expect(readdirSync(join(core.folder, 'filings')).toSorted()).toEqual(
      outcome.made.map(({ fileName }) => fileName).toSorted(),
    );
    expect([...outcome.made, ...outcome.notMade].map(({ filing }) => filing).toSorted()).toEqual(
      offeredKinds.toSorted(),
    );
    expect(outcome.notMade.find(({ filing }) => filing === 'F18')?.missing.length).toBeGreaterThan(0);
    expect((await run(...all)).out).toMatch(/^F7 {2}BR-2026-001_F7_fr_[\d-]{10}\.docx$/m);
  });

  it('ends with 2 where --all is asked for in a way that cannot be meant', async () => {
    const all = ['filing', 'generate', vaultFolder, '--case', 'BR-2026-001', '--all', '--out'];
    expect(await run(...all, 'nowhere')).toEqual({
      code: 2,
      out: '',
      error: 'With --all, --out is a folder that is there already.\n',
    });
    expect(await run(...all, '.', '--filing', 'F7')).toMatchObject({ code: 2 });
    expect(await run('filing', 'generate', vaultFolder, '--case', 'BR-2026-001', '--out', 'x.docx')).toEqual({
      code: 2,
      out: '',
      error: 'Name one filing with --filing and --language, or take --all.\n',
    });
  });

  it('knows no case that is not there', async () => {
    const outcome = await run(
      'filing',
      'generate',
      vaultFolder,
      '--case',
      'BR-2026-999',
      '--filing',
      'F7',
      '--language',
      'fr',
      '--out',
      'x.docx',
    );
    expect(outcome).toEqual({ code: 1, out: '', error: 'There is no such case in this vault.\n' });
  });

  it.each([
    [
      'a filing there is none of',
      ['--filing', 'F99', '--out', 'x.docx'],
      `It is one of ${offeredKinds.join(', ')}.`,
    ],
    [
      'a language there is no template in',
      ['--language', 'de', '--out', 'x.docx'],
      'The language of F7 is one of fr, nl.',
    ],
    ['no place to write to', [], "required option '--out <place>' not specified"],
  ])('ends with 2 for %s', async (_name, args, sentence) => {
    const { code, error } = await generate(...args);
    expect(code).toBe(2);
    expect(error).toContain(sentence);
  });

  it('ends with 2 when the file of answers is none', async () => {
    writeFileSync(join(core.folder, 'answers.json'), 'not JSON');
    expect(await generate('--out', 'x.docx', '--answers', 'answers.json')).toEqual({
      code: 2,
      out: '',
      error: 'The file of answers cannot be read, or is no JSON.\n',
    });
  });
});

describe('dossier filing generate, where something speaks against it', () => {
  it('writes nothing without a reason, and names the place without its words', async () => {
    await core.value('vault.unlock', { id: vaultId, passphrase: testPassphrase });
    await core.value('departures.guard', { caseId: made.caseId, kind: 'words', text: 'Modèleville' });
    await core.value('vault.prepareLock', {});
    writeFileSync(join(core.folder, 'answers.json'), JSON.stringify(answersForAttestation(made)));
    const refused = await generate('--out', 'guarded.docx', '--answers', 'answers.json');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.error).toContain(
      'this speaks against it: guardedWords.\n  guardedWords in the text, paragraph',
    );
    expect(refused.error).not.toContain('Modèleville');
    expect(existsSync(join(core.folder, 'guarded.docx'))).toBe(false);
    expect((await generate('--out', 'guarded.docx', '--reason', 'The commune is known.')).code).toBe(0);
  });
});

describe('dossier docx inspect', () => {
  it('tells what a file holds and what it gives away', async () => {
    const coreProperties = '<cp:coreProperties><dc:creator>Somebody</dc:creator></cp:coreProperties>';
    writeFileSync(
      join(core.folder, 'a.docx'),
      wordFile(['Bonjour {client.inText}'], { 'docProps/core.xml': coreProperties }),
    );
    const { code, out } = await run('docx', 'inspect', 'a.docx', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      fieldsLeftOver: ['{client.inText}'],
      properties: { 'dc:creator': 'Somebody' },
      leaks: [{ kind: 'author', part: 'docProps/core.xml', found: 'dc:creator: Somebody' }],
    });
    const told = await run('docx', 'inspect', 'a.docx');
    expect(told.out).toContain('Gives away:\n  author in docProps/core.xml: dc:creator: Somebody\n');
    expect(told.out).toContain('\nBonjour {client.inText}');
  });

  it('tells with --leaks where each thing stands, and ends with 1', async () => {
    writeFileSync(
      join(core.folder, 'a.docx'),
      wordFile([], {
        'word/document.xml': documentXml(
          '<w:p/><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Rue du Refuge 1</w:t></w:r></w:p><w:p><w:fldSimple w:instr=" DDEAUTO x "/></w:p>',
        ),
      }),
    );
    const hidden = {
      kind: 'hiddenText',
      part: 'word/document.xml',
      paragraph: 2,
      found: 'Rue du Refuge 1',
    };
    const field = { kind: 'fetchingField', part: 'word/document.xml', paragraph: 3, found: 'DDEAUTO x' };
    const asJson = await run('docx', 'inspect', 'a.docx', '--leaks', '--json');
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.out)).toEqual({
      dangers: [{ reason: 'dangerousField', part: 'word/document.xml' }],
      leaks: [hidden, field],
    });
    expect(await run('docx', 'inspect', 'a.docx', '--leaks')).toEqual({
      code: 1,
      out: [
        'Dangerous: dangerousField in word/document.xml. It holds a field that fetches or runs something.',
        'Gives away: hiddenText in word/document.xml, paragraph 2: Rue du Refuge 1',
        'Gives away: fetchingField in word/document.xml, paragraph 3: DDEAUTO x',
        '',
      ].join('\n'),
      error: 'This file must not be opened or taken as a template.\n',
    });
  });

  it('ends --leaks with 0 for a file that says nothing beside its text, and tells why one cannot be read', async () => {
    writeFileSync(join(core.folder, 'a.docx'), wordFile(['Bonjour']));
    expect(await run('docx', 'inspect', 'a.docx', '--leaks')).toEqual({
      code: 0,
      out: 'Nothing beside its text was found.\n',
      error: '',
    });
    writeFileSync(
      join(core.folder, 'a.docx'),
      wordFile([], { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
    );
    expect((await run('docx', 'inspect', 'a.docx', '--leaks')).out).toBe(
      'Dangerous: documentType in word/document.xml. It declares a document type, which no Word file does.\n',
    );
  });

  it('refuses what is no Word file with a sentence', async () => {
    writeFileSync(join(core.folder, 'a.docx'), 'no zip');
    expect(await run('docx', 'inspect', 'a.docx')).toEqual({
      code: 1,
      out: '',
      error: 'This file was not read: notAZip. It is not a Word file, or it is damaged.\n',
    });
    expect(await run('docx', 'inspect', 'nowhere.docx')).toEqual({
      code: 1,
      out: '',
      error: 'There is no file at this path that can be read.\n',
    });
  });

  it('refuses a file whose parts are no XML', async () => {
    writeFileSync(join(core.folder, 'a.docx'), wordFile([], { 'word/document.xml': '<a>' }));
    expect(await run('docx', 'inspect', 'a.docx')).toEqual({
      code: 1,
      out: '',
      error: 'This file was not read: damagedPart. A part of it is damaged.\n',
    });
  });
});

describe('dossier template check', () => {
  it('fills each field by its name, and says what will not be in a filing', async () => {
    writeFileSync(
      join(core.folder, 'letter.docx'),
      wordFile(['Nom : {client.familyName}', '{#exhibits}', '{number}. {title}', '{/exhibits}'], {
        'docProps/core.xml': '<cp:coreProperties><dc:creator>Marie</dc:creator></cp:coreProperties>',
      }),
    );
    const asJson = await run('template', 'check', 'letter.docx', '--json');
    expect(asJson.code).toBe(0);
    expect(JSON.parse(asJson.out)).toEqual({
      tags: 5,
      fields: ['client.familyName', 'exhibits', 'number', 'title'],
      leftBehind: [
        { kind: 'author', part: 'docProps/core.xml', paragraph: null, found: 'dc:creator: Marie' },
      ],
      text: 'Nom : «client.familyName»\n«number 1». «title 1»\n«number 2». «title 2»\n',
    });
    const told = await run('template', 'check', 'letter.docx');
    expect(told.out).toContain(
      'It can be a template: 5 tags, 4 fields.\nNot in any filing made from it: author.',
    );
  });

  it('names every mistake with its paragraph, its cause and the way to mend it', async () => {
    writeFileSync(
      join(core.folder, 'letter.docx'),
      wordFile(['Bonjour', 'Nom : {client.familyNam} {“client.givenNames”}']),
    );
    expect(await run('template', 'check', 'letter.docx')).toEqual({
      code: 1,
      out: '',
      error: [
        '2 mistakes:',
        '  text, paragraph 2: {client.familyNam} fieldUnknown; choose a name from the list of fields ({client.familyName})',
        '    Nom : {client.familyNam} {“client.givenNames”}',
        '  text, paragraph 2: {“client.givenNames”} signsAdded; take away the quotes, spaces, apostrophes or second braces around the name ({client.givenNames})',
        '    Nom : {client.familyNam} {“client.givenNames”}',
        '',
      ].join('\n'),
    });
  });

  it('takes five hundred tags in parts ten deep, and refuses a dangerous file', async () => {
    const flags = ['client.isMale', 'client.hasGuardian', 'children.areNamed', 'client.isFemale'];
    // A list stands in itself never, a question may.
    const deep = [...flags, ...flags, 'exhibits', 'statements'];
    const inside = Array.from({ length: 480 }, () => '{client.familyName}');
    writeFileSync(
      join(core.folder, 'letter.docx'),
      wordFile([
        ...deep.map((name) => `{#${name}}`),
        ...inside,
        ...deep.toReversed().map((name) => `{/${name}}`),
      ]),
    );
    const taken = await run('template', 'check', 'letter.docx', '--json');
    expect(JSON.parse(taken.out)).toMatchObject({ tags: 500 });
    writeFileSync(join(core.folder, 'letter.docx'), wordFile(['x'], { 'word/vbaProject.bin': 'x' }));
    expect((await run('template', 'check', 'letter.docx')).error).toBe(
      'This file is refused: macros in word/vbaProject.bin. It holds macros.\n',
    );
  });
});
