import { resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program';

async function run(...args: readonly string[]) {
  let out = '';
  let error = '';
  const exitCode = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: { ask: () => Promise.resolve(null), readStandardInput: () => '' },
    workingFolder: tmpdir(),
    resourcesFolder: resolve(import.meta.dirname, '../../../resources'),
  });
  return { exitCode, out, error };
}

async function explain(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { exitCode, out, error } = await run('deadline', 'explain', ...args, '--json');
  expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
  // The command prints one JSON object.
  return JSON.parse(out) as Record<string, unknown>;
}

describe('deadline explain', () => {
  it('prints date, steps, mark and source as JSON', async () => {
    expect(await explain('--rule', 'BE-R8', '--event', '2026-03-02', '--channel', 'registered')).toEqual({
      rule: 'BE-R8',
      title: 'Action for annulment (Council)',
      date: '2026-04-01',
      actBy: '2026-04-01',
      steps: [
        {
          kind: 'trigger',
          text: 'The registered letter with acknowledgment of receipt was presented on Monday 2 March 2026.',
          mark: null,
        },
        {
          kind: 'start',
          text: 'That day does not count. Time runs from the day after (BE-S1): Tuesday 3 March 2026 is day 1.',
          mark: 'sure',
        },
        {
          kind: 'count',
          text: '30 calendar days are counted, and the last day counts: time runs until Wednesday 1 April 2026.',
          mark: 'sure',
        },
        {
          kind: 'workingDay',
          text: 'Wednesday 1 April 2026 is a working day: the deadline does not move.',
          mark: null,
        },
      ],
      consequence: expect.stringContaining('inadmissible') as string,
      mark: 'sure',
      verify: true,
      verifyBecause: expect.stringContaining('EU Pact') as string,
      source:
        'Act of 15 December 1980, art.\u00a039/57, §\u00a01, para.\u00a01; Act of 15 December 1980, art.\u00a039/57, §\u00a02 (S1)',
      lawAsOf: '2025-08-08',
      reviewState: 'unreviewed',
      language: 'en',
      isWorkingTranslation: true,
    });
  });

  it('gives the window of a renewal', async () => {
    expect(await explain('--rule', 'BE-R7', '--event', '2026-09-01')).toMatchObject({
      opens: '2026-07-18',
      target: '2026-08-02',
      last: '2026-09-01',
      grace: '2026-10-01',
      mark: 'likely',
    });
  });

  it('takes the second removal measure, a printed date and a disputed start into account', async () => {
    expect(
      await explain('--rule', 'BE-R10', '--event', '2026-03-02', '--channel', 'handed', '--nth', '2'),
    ).toMatchObject({ date: '2026-03-09' });
    expect(
      await explain('--rule', 'BE-R1', '--event', '2026-03-02', '--printed-until', '2026-04-18'),
    ).toMatchObject({
      date: '2026-04-18',
      actBy: '2026-04-17',
    });
    expect(
      await explain(
        '--rule',
        'BE-R9',
        '--event',
        '2026-03-09',
        '--channel',
        'other',
        '--disputed',
        '2026-03-02',
      ),
    ).toMatchObject({ date: '2026-03-12', alternative: { date: '2026-03-19' } });
  });

  it('gives both dates of a rule with two acts', async () => {
    expect(await explain('--rule', 'BE-R15', '--event', '2026-03-02')).toMatchObject({
      date: '2026-03-10',
      stages: [
        { stage: 'announce', date: '2026-03-10' },
        { stage: 'file', date: '2026-03-17' },
      ],
    });
  });

  it('answers in each language, and says of German that it is a working translation', async () => {
    const args = ['--rule', 'be-r8', '--event', '2026-03-02', '--channel', 'post', '--language'];
    expect(await explain(...args, 'fr')).toMatchObject({
      title: 'Recours en annulation (CCE)',
      isWorkingTranslation: false,
    });
    expect(await explain(...args, 'nl')).toMatchObject({
      title: 'Beroep tot nietigverklaring (RvV)',
      isWorkingTranslation: false,
    });
    expect(await explain(...args, 'de')).toMatchObject({
      title: 'Nichtigkeitsklage (RAS)',
      isWorkingTranslation: true,
    });
  });

  it('prints numbered sentences for people', async () => {
    const { exitCode, out } = await run('deadline', 'explain', '--rule', 'BE-R19', '--event', '2026-03-02');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^BE-R19 {2}Medical certificate \(9ter\)\n\n2026-06-01, Monday 1 June 2026\n/);
    expect(out).toMatch(/ 1\. Starting point: date of the medical certificate, on Monday 2 March 2026\./);
    expect(out).toMatch(/No practising lawyer has reviewed/);
  });

  it.each([
    [['--rule', 'BE-R99', '--event', '2026-03-02'], 'There is no rule BE-R99.'],
    [['--rule', 'BE-R8', '--event', '2026-02-30', '--channel', 'post'], 'It is a day that exists'],
    [['--rule', 'BE-R8', '--event', 'tomorrow', '--channel', 'post'], 'It is a day that exists'],
    [['--rule', 'BE-R8', '--event', '2026-03-02'], 'Add --channel'],
    [
      ['--rule', 'BE-R8', '--event', '2026-03-02', '--channel', 'pigeon'],
      'Allowed choices are handed, registered, post, other',
    ],
    [['--rule', 'BE-R8', '--event', '2026-03-02', '--channel', 'post', '--detained'], 'take BE-R9'],
    [['--rule', 'BE-R10', '--event', '2026-03-02', '--channel', 'post', '--nth', '0'], 'whole number from 1'],
    [['--rule', 'BE-R1', '--event', '2026-03-02', '--printed-until', '2026-03-01'], 'before its issue'],
    [['--rule', 'BE-R22', '--event', '2026-03-02'], 'Add --length'],
    [['--rule', 'BE-S1', '--event', '2026-03-02', '--channel', 'post'], 'not for “post”'],
    [['--event', '2026-03-02'], "required option '--rule <id>' not specified"],
  ])('refuses %j with a sentence and exit code 2', async (args, sentence) => {
    const { exitCode, out, error } = await run('deadline', 'explain', ...args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(error).toContain(sentence);
  });

  it('says when an option plays no part', async () => {
    const { exitCode, error } = await run(
      'deadline',
      'explain',
      '--rule',
      'BE-R14',
      '--event',
      '2026-03-02',
      '--nth',
      '2',
    );
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: 'Plays no part in BE-R14: --nth.\n' });
  });
});

describe('deadline rules', () => {
  it('lists those of every pack with the day each counts from', async () => {
    const { out } = await run('deadline', 'rules', '--language', 'fr');
    expect(
      out
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('BE-')),
    ).toHaveLength(27);
    expect(out).toContain('FR-R4   Recours en rétention (notification en rétention)');
    expect(out).toContain('BE-R7   Demander le renouvellement de la carte A (échéance de la carte A)');
  });
});

describe('pack check', () => {
  it('finds no mistake in what is shipped', async () => {
    expect(await run('pack', 'check')).toEqual({
      exitCode: 0,
      out: ['be', 'de', 'es', 'fr', 'ie', 'it', 'lu', 'nl', 'uk']
        .map((country) => `${country}-thb 2026.1: no mistake found (unreviewed).\n`)
        .join(''),
      error: '',
    });
  });

  it('names what is missing in a folder that is no pack', async () => {
    const { exitCode, out } = await run('pack', 'check', resolve(import.meta.dirname));
    expect(exitCode).toBe(1);
    expect(out).toContain('pack.yaml:1: The file is missing.');
  });

  it('refuses a folder that is not there', async () => {
    expect(await run('pack', 'check', 'nowhere-at-all')).toMatchObject({
      exitCode: 2,
      error: 'There is no such folder or file.\n',
    });
  });
});
