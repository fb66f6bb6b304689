import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPackagedProgram } from '../../scripts/lib/electron-runtime.mjs';
import { practiceAnswers } from '../e2e/support/filings';
import { practicePassphrase } from '../../src/shared/practice/contract';
import { makePracticeVault } from './keys';

/** A network namespace with nothing in it: no cable, no address, no route, and loopback is down. */
export interface Nothing {
  /** The words that start a program in it. */
  readonly inside: readonly string[];
  /** What the kernel says of its links: one line for each that is up. */
  readonly linksUp: () => readonly string[];
  /** For Playwright, which speaks to the program it drives over loopback. */
  readonly bringLoopbackUp: () => void;
  readonly remove: () => void;
}

export function makeNothing(): Nothing {
  const name = `dossier-nothing-${process.pid}`;
  const ip = (...words: string[]) => execFileSync('ip', words, { encoding: 'utf8' });
  ip('netns', 'add', name);
  return {
    inside: ['ip', 'netns', 'exec', name],
    linksUp: () =>
      ip('-n', name, '-o', 'link', 'show', 'up')
        .split('\n')
        .filter((line) => line !== ''),
    bringLoopbackUp: () => void ip('-n', name, 'link', 'set', 'lo', 'up'),
    remove: () => void ip('netns', 'del', name),
  };
}

const restMs = 4000;

/**
 * The program makes the practice vault by keys of the screen, without an inspector; then the command line, in the same
 * namespace, checks that vault, searches it, and makes an inventory and a chronology.
 *
 * @returns how many Word files came out, or what did not work
 */
export async function workInNothing(nothing: Nothing): Promise<number | string> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-nothing-'));
  const { executablePath, args } = await findPackagedProgram();
  const [first = '', ...words] = [
    ...nothing.inside,
    executablePath,
    ...args,
    `--user-data-dir=${join(folder, 'user')}`,
    '--lang=en',
  ];
  const program = spawn(first, words, { stdio: 'ignore', env: { ...process.env, HOME: folder } });
  const exit = new Promise((resolve) => program.on('exit', resolve));
  try {
    const vaults = join(folder, 'Dossier');
    const obstacle = await makePracticeVault(vaults);
    if (obstacle !== null) return obstacle;
    await isAtRest(vaults);
  } finally {
    // `ip netns exec` becomes the program: its process is that of main, which closes the vault on this signal.
    program.kill('SIGTERM');
    await exit;
  }
  try {
    return await workOnCommandLine(nothing, folder);
  } catch (cause) {
    return `the command line failed: ${cause instanceof Error ? cause.message : String(cause)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until nothing is written any more: three cases go into the vault once it is there. */
async function isAtRest(folder: string): Promise<void> {
  const sizes = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => {
        const { size = 0, mtimeMs = 0 } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
        return `${name} ${size} ${mtimeMs}`;
      })
      .join();
  let before = '';
  for (let now = sizes(); now !== before; now = sizes()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

async function workOnCommandLine(nothing: Nothing, folder: string): Promise<number | string> {
  const [vaultName] = readdirSync(join(folder, 'Dossier'));
  const vault = join(folder, 'Dossier', vaultName ?? '');
  const passphraseFile = join(folder, 'passphrase.txt');
  writeFileSync(passphraseFile, practicePassphrase, { mode: 0o600 });
  const out = join(folder, 'out');
  mkdirSync(out);
  const cli = async (...words: readonly string[]) => {
    const [program = '', ...before] = [...nothing.inside, process.execPath, join('out', 'main', 'cli.js')];
    const { stdout } = await promisify(execFile)(program, [
      ...before,
      ...words,
      '--passphrase-file',
      passphraseFile,
    ]);
    return stdout;
  };
  await cli('vault', 'verify', vault);
  const listed = await cli('case', 'list', vault);
  const code = /BR-\d{4}-001/u.exec(listed)?.[0];
  if (code === undefined) return 'the command line listed no case';
  if (!(await cli('search', vault, 'passeport')).includes('BR-')) return 'the search found nothing';
  const answers = join(folder, 'answers.json');
  writeFileSync(answers, JSON.stringify(practiceAnswers('F13', 'fr', '')));
  const inventory = [
    '--filing',
    'F13',
    '--language',
    'fr',
    '--answers',
    answers,
    '--out',
    join(out, 'F13.docx'),
  ];
  // The practice case has no consent to an inventory of evidence on record.
  const reason = ['--reason', 'Written where there is no network, for nobody'];
  await cli('filing', 'generate', vault, '--case', code, ...inventory, ...reason);
  await cli('chronology', vault, '--case', code, '--language', 'fr', '--out', join(out, 'chronology.docx'));
  return readdirSync(out).filter((name) => name.endsWith('.docx')).length;
}
