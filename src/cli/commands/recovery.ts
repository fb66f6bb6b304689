import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { checkPapersAtPath, setPassphraseAtPath, type NamedPerson } from '../../core/recovery/papers-at-path';
import type { CommandContext } from '../context';
import { CommandFailure, UsageFailure } from '../failure';
import { readNewPassphrase } from '../passphrase';

interface PaperOptions {
  readonly sheet: readonly string[];
}

interface PassphraseOptions extends PaperOptions {
  readonly member?: string;
  readonly newMember?: string;
  readonly newPassphraseFile?: string;
}

/** The option of every command that takes papers. */
export const sheetOption = [
  '--sheet <file>',
  'file with the characters or the words of a recovery sheet; given twice for two shares',
] as const;

/** The commands of `vault recovery`. */
export function registerRecovery(vault: Command, context: CommandContext): void {
  const recovery = vault.command('recovery').description('use recovery sheets and shares');

  recovery
    .command('check')
    .description('prove that a sheet, or two shares, would open a vault, without opening it')
    .argument('<vault>', 'folder of the vault, whose name ends in .dossier')
    .option(...sheetOption, collectSheets, [])
    .addHelpText(
      'after',
      '\nExample:\n  dossier vault recovery check ~/Documents/Office.dossier --sheet sheet.txt',
    )
    .action(async (folder: string, options: PaperOptions) => {
      const checked = await checkPapersAtPath(context.path(folder), readPapers(context, options));
      if (!checked.ok) throw new CommandFailure(checked.error);
      const { label, kind } = checked.value;
      context.print({
        text:
          kind === 'sheet' ? `Sheet ${label} opens this vault.` : `Two shares of ${label} open this vault.`,
        json: checked.value,
      });
    });

  recovery
    .command('set-passphrase')
    .description('give an advocate a new passphrase with a sheet, or two shares')
    .argument('<vault>', 'folder of the vault, whose name ends in .dossier')
    .option(...sheetOption, collectSheets, [])
    .option('--member <name>', 'the advocate who gets a new passphrase')
    .option('--new-member <name>', 'somebody new, who becomes an advocate of the vault')
    .option(
      '--new-passphrase-file <file>',
      'read the new passphrase from the first line of this file; - reads standard input',
    )
    .addHelpText(
      'after',
      '\nExample:\n  dossier vault recovery set-passphrase ~/Documents/Office.dossier --sheet sheet.txt --member "A. Advocate"',
    )
    .action(async (folder: string, options: PassphraseOptions) => {
      const person = personOf(options);
      const papers = readPapers(context, options);
      const passphrase = await readNewPassphrase(
        { workingFolder: context.path('.'), passphrases: context.passphrases },
        options.newPassphraseFile,
      );
      const set = await setPassphraseAtPath(context.deps, context.path(folder), papers, person, passphrase);
      if (!set.ok) throw new CommandFailure(set.error);
      const name = 'advocate' in person ? person.advocate : person.newAdvocate;
      context.print({
        text: `${name} has a new passphrase. The paper ${set.value.label} stays valid.`,
        json: { name, label: set.value.label },
      });
    });
}

export function collectSheets(file: string, before: readonly string[]): readonly string[] {
  return [...before, file];
}

function personOf({ member, newMember }: PassphraseOptions): NamedPerson {
  if (member !== undefined && newMember === undefined) return { advocate: member };
  if (newMember !== undefined && member === undefined && newMember.trim() !== '') {
    return { newAdvocate: newMember.trim() };
  }
  throw new UsageFailure('Name one person, with --member or --new-member.');
}

/** What stands on one sheet or on two shares, from their files. */
export function readPapers(context: CommandContext, { sheet }: PaperOptions): readonly string[] {
  if (sheet.length < 1 || sheet.length > 2) throw new UsageFailure('Give one sheet, or two shares.');
  return sheet.map((file) => {
    try {
      return readFileSync(context.path(file), 'utf8');
    } catch (failure) {
      const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
      throw new CommandFailure({ kind: 'sheetUnreadable' }, `The file of a sheet cannot be read (${code}).`);
    }
  });
}
