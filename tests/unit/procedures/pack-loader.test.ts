import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPack } from '../../../src/core/procedures/pack-loader';

const shipped = resolve(import.meta.dirname, '../../../resources/procedures/be-thb');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-pack-'));
  cpSync(shipped, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

/** Replaces the first place where `from` stands after `after`, and gives its line. */
function edit(file: string, from: string, to: string, after = ''): number {
  const text = read(file);
  const start = text.indexOf(from, text.indexOf(after));
  if (start < 0) throw new Error(`${from} does not stand in ${file}`);
  writeFileSync(join(folder, file), text.slice(0, start) + to + text.slice(start + from.length));
  return text.slice(0, start).split('\n').length;
}

function problems() {
  const loaded = loadPack(folder);
  return loaded.ok ? [] : loaded.error.map(({ file, line, texts }) => ({ file, line, ...texts.en }));
}

describe('the Belgian pack', () => {
  it('is whole', () => {
    expect(problems()).toEqual([]);
  });

  it('has the marks of the deadline table', () => {
    const loaded = loadPack(folder);
    if (!loaded.ok) throw new Error('The pack does not load');
    const { rules } = loaded.value;
    expect(rules.filter(({ mark }) => mark === 'likely').map(({ id }) => id)).toEqual([
      'BE-R1',
      'BE-R7',
      'BE-R15',
      'BE-R22',
      'EU-R1',
      'BE-H',
    ]);
    expect(rules.filter(({ verify }) => !verify).map(({ id }) => id)).toEqual([
      'BE-R1',
      'BE-R2',
      'BE-R3',
      'BE-R4',
      'BE-R5',
      'BE-R6',
      'BE-R19',
      'BE-R20',
    ]);
  });

  it('asks to verify every time limit of the Council', () => {
    const loaded = loadPack(folder);
    if (!loaded.ok) throw new Error('The pack does not load');
    const ofTheCouncil = loaded.value.rules.filter(({ basis }) =>
      basis.some(({ text, article }) => text === 'aliensAct' && article?.startsWith('39/')),
    );
    expect(ofTheCouncil.length).toBe(12);
    expect(ofTheCouncil.every(({ verify }) => verify)).toBe(true);
  });

  it('has the four languages in no two texts of which one was left as it was', () => {
    const loaded = loadPack(folder);
    if (!loaded.ok) throw new Error('The pack does not load');
    const long = [...loaded.value.phases, ...loaded.value.conditions].flatMap((record) =>
      'summary' in record ? [record.summary, record.nextStep ?? record.summary] : [record.text],
    );
    for (const text of long) expect(new Set(Object.values(text)).size).toBe(4);
  });
});

describe('a pack with a mistake', () => {
  it('names the line of YAML that cannot be read', () => {
    edit('events.yaml', 'asks: { printedDates: true }', 'asks: { printedDates: true');
    const [first] = problems();
    expect(first).toMatchObject({ file: 'events.yaml' });
    expect(first?.cause).toMatch(/^This is not valid YAML/);
    expect(first?.mend).toMatch(/quotation mark/);
  });

  it('names a missing language, with the record it is missing in', () => {
    edit('phases.yaml', '      de: Bedenkzeit\n', '', 'id: BE-P1');
    expect(problems()).toEqual([
      {
        file: 'phases.yaml',
        line: expect.any(Number) as number,
        cause: 'phases → BE-P1 → name → de: “de” is missing.',
        mend: 'Write the text in the language “de” too; every text has fr, nl, de and en.',
      },
    ]);
  });

  it('names a field that does not exist', () => {
    const line = edit('deadlines.yaml', 'printedDateWins: true', 'printedDatesWin: true', 'id: BE-R1');
    expect(problems()).toEqual([
      {
        file: 'deadlines.yaml',
        line: expect.any(Number) as number,
        cause: 'rules → BE-R1: there is no field “printedDatesWin”.',
        mend: 'Check the spelling, or remove it.',
      },
    ]);
    expect(Math.abs((problems()[0]?.line ?? 0) - line)).toBeLessThan(60);
  });

  it('names the values that are allowed', () => {
    const line = edit('deadlines.yaml', 'mark: likely\n    basis', 'mark: probable\n    basis', 'id: BE-R1');
    expect(problems()).toMatchObject([
      {
        file: 'deadlines.yaml',
        line,
        mend: 'Use one of: sure, likely, unconfirmed.',
      },
    ]);
  });

  it('names an id that leads nowhere, on its own line', () => {
    const line = edit('deadlines.yaml', 'trigger: [aiIssued]', 'trigger: [aiIsued]', 'id: BE-R3');
    expect(problems()).toContainEqual({
      file: 'deadlines.yaml',
      line,
      cause: 'There is no event “aiIsued”.',
      mend: 'Correct the id, or add it to events.yaml.',
    });
  });

  it('finds rules that wait for each other', () => {
    const text = read('deadlines.yaml');
    const rule = (id: string, endOf: string) =>
      text
        .slice(text.indexOf('  - id: BE-R2\n'), text.indexOf('  - id: BE-R3\n'))
        .replace('BE-R2', id)
        .replace('endOf: BE-R1', `endOf: ${endOf}`);
    writeFileSync(
      join(folder, 'deadlines.yaml'),
      `${text}\n${rule('BE-X1', 'BE-X2')}\n${rule('BE-X2', 'BE-X1')}`,
    );
    expect(problems().map(({ cause }) => cause)).toEqual([
      'BE-X1 waits for a rule that waits for it: BE-X1 → BE-X2 → BE-X1.',
      'BE-X2 waits for a rule that waits for it: BE-X2 → BE-X1 → BE-X2.',
    ]);
  });

  it('finds a rule that takes its date from one that gives none', () => {
    edit('deadlines.yaml', 'endOf: BE-R1', 'endOf: BE-H');
    expect(problems().map(({ cause }) => cause)).toEqual(['“BE-H” gives no date that BE-R2 could end on.']);
  });

  it('finds a length that never ends', () => {
    edit('deadlines.yaml', 'amount: 45', 'amount: 0');
    expect(problems()).toMatchObject([{ file: 'deadlines.yaml', mend: 'Change the value.' }]);
  });

  it('finds a phase to which nothing leads, and an id that stands twice', () => {
    edit('phases.yaml', 'next: [BE-P3r, BE-P4]', 'next: [BE-P4]', 'id: BE-P3\n');
    edit('conditions.yaml', 'id: BE-C2', 'id: BE-C1');
    expect(problems().map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(['“BE-C1” stands here twice.', 'No phase leads to “BE-P3r”.']),
    );
  });

  it('finds a missing file, and one that is too large', () => {
    rmSync(join(folder, 'deadlines.yaml'));
    writeFileSync(join(folder, 'sources.yaml'), `#${' '.repeat(3_000_000)}`);
    expect(problems().map(({ file, cause }) => `${file}: ${cause}`)).toEqual([
      'sources.yaml: The file is larger than 2 MB.',
      'deadlines.yaml: The file is missing.',
    ]);
  });

  it('finds a value that YAML takes for the name of another one', () => {
    const line = edit('events.yaml', 'dateMeans:\n      fr: jour', 'dateMeans:\n      fr: *jour');
    expect(problems()).toEqual([
      {
        file: 'events.yaml',
        line: line + 1,
        cause: expect.any(String) as string,
        mend: expect.any(String) as string,
      },
    ]);
    edit('deadlines.yaml', 'mark: likely', 'mark: *likely');
    edit('deadlines.yaml', 'fr: Sans', 'fr: &likely Sans');
    expect(problems().map(({ mend }) => mend)).toContain('Put the text in quotation marks.');
  });

  it('refuses a review without a name and a day', () => {
    edit('pack.yaml', 'state: unreviewed', 'state: reviewed');
    expect(problems()).toMatchObject([
      { file: 'pack.yaml', cause: expect.stringContaining('not by whom') as string },
    ]);
  });

  it('never throws, whatever stands in a file', () => {
    const original = read('deadlines.yaml');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: original.length - 1 }),
        fc.string({ maxLength: 30 }),
        (at, text) => {
          writeFileSync(
            join(folder, 'deadlines.yaml'),
            original.slice(0, at) + text + original.slice(at + text.length),
          );
          for (const problem of problems()) {
            expect(problem.line).toBeGreaterThan(0);
            expect(problem.mend).not.toBe('');
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
