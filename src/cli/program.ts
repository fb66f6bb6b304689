import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { createContext, type CommandContext, type Surroundings } from './context';
import { register as registerAgenda } from './commands/agenda';
import { register as registerAudit } from './commands/audit';
import { register as registerBackup } from './commands/backup';
import { register as registerCases } from './commands/cases';
import { register as registerChronology } from './commands/chronology';
import { register as registerDeadline } from './commands/deadline';
import { register as registerDocx } from './commands/docx';
import { register as registerExhibits } from './commands/exhibits';
import { register as registerExport } from './commands/export';
import { register as registerFiling } from './commands/filing';
import { register as registerImport } from './commands/import';
import { register as registerPack } from './commands/pack';
import { register as registerPackage } from './commands/package';
import { register as registerPolicy } from './commands/policy';
import { register as registerSearch } from './commands/search';
import { register as registerTemplate } from './commands/template';
import { register as registerUpdate } from './commands/update';
import { register as registerVault } from './commands/vault';
import { CommandFailure, UsageFailure } from './failure';

/** What every file of `commands/` exports under the name `register`. A new one adds its line to this list. */
export type Register = (program: Command, context: CommandContext) => void;
const registers: readonly Register[] = [
  registerVault,
  registerBackup,
  registerCases,
  registerAgenda,
  registerSearch,
  registerImport,
  registerExport,
  registerPackage,
  registerFiling,
  registerDocx,
  registerTemplate,
  registerChronology,
  registerExhibits,
  registerDeadline,
  registerPack,
  registerPolicy,
  registerUpdate,
  registerAudit,
];

/** 0 done; 1 refused or failed; 2 asked for in a way that cannot be meant. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs one command.
 *
 * @param args what follows the program's name
 */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const wantsJson = args.includes('--json');
  let printed = false;
  const writeOut = (text: string) => {
    printed = true;
    surroundings.writeOut(text);
  };
  const program = new Command('dossier')
    .description('Works on Dossier vaults from the command line. Nothing leaves this computer.')
    .option('--json', 'print the outcome as JSON, for other programs')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'show what a command does')
    .helpCommand(false)
    .addHelpText(
      'after',
      [
        '',
        'Exit codes: 0 done, 1 refused or failed, 2 not understood.',
        'A passphrase is asked for on the terminal or read from a file, never from an argument.',
        '',
        'Examples:',
        '  dossier vault create ~/Documents --name "Office" --owner "A. Advocate"',
        '  dossier case list ~/Documents/Office.dossier --json',
      ].join('\n'),
    );
  const context = createContext({ ...surroundings, writeOut }, wantsJson);
  for (const register of registers) register(program, context);
  prepareAll(program, surroundings);

  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (failure) {
    // Commander has written its own text, help included.
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 2;
    if (failure instanceof UsageFailure) {
      surroundings.writeError(`${failure.message}\n`);
      return 2;
    }
    const told = describe(failure);
    // A command that has printed its outcome and then failed has told in it what is wrong.
    if (wantsJson && !printed) surroundings.writeOut(`${JSON.stringify({ error: told.json }, null, 2)}\n`);
    surroundings.writeError(`${told.sentence}\n`);
    return 1;
  }
}

/** Settings that commander does not hand down by itself, and `--json` in every place where people type it. */
function prepareAll(command: Command, surroundings: Surroundings): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: surroundings.writeOut, writeErr: surroundings.writeError })
    .showHelpAfterError('(--help shows what this command takes)')
    .helpOption('--help', 'show what a command does');
  if (command.parent !== null) command.helpCommand(false);
  if (command.parent !== null && command.commands.length === 0) {
    command.option('--json', 'print the outcome as JSON, for other programs');
  }
  for (const child of command.commands) prepareAll(child, surroundings);
}

function describe(failure: unknown): { readonly sentence: string; readonly json: unknown } {
  if (failure instanceof CommandFailure) {
    return { sentence: failure.message, json: { ...failure.failure, message: failure.message } };
  }
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : null;
  const kind = code === null ? 'unexpected' : (storageKinds[code] ?? 'unexpected');
  const known = new CommandFailure({ kind });
  const sentence =
    kind === 'unexpected'
      ? `Something went wrong in the program itself${code === null ? '' : ` (${code})`}.`
      : known.message;
  return { sentence, json: { kind, message: sentence } };
}

const storageKinds: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'diskFull',
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  SQLITE_READONLY: 'readOnlyFolder',
  SQLITE_CANTOPEN: 'readOnlyFolder',
  EROFS: 'readOnlyFolder',
  EACCES: 'readOnlyFolder',
  EPERM: 'readOnlyFolder',
};
