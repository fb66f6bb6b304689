import type { Command } from 'commander';
import { languages, languageSchema } from '../../shared/kernel/languages';
import type { CommandContext } from '../context';
import { leavingInput, oneOf, takesLeaving, type LeavingOptions } from '../departure-reason';
import { CommandFailure } from '../failure';
import { findCase } from '../find-case';

interface FolderOptions extends LeavingOptions {
  readonly passphraseFile?: string;
  readonly case: string;
  readonly language: string;
  readonly to: string;
  readonly exhibit: readonly string[];
  readonly withGiver?: true;
  readonly withChronology?: true;
  readonly asReceived?: true;
}

export function register(program: Command, context: CommandContext): void {
  const exhibits = program.command('exhibits').description('exhibits of a case');
  takesLeaving(context.takesVault(exhibits.command('folder')))
    .description('write exhibits into a new folder with a list of their hashes; nothing in it is encrypted')
    .requiredOption('--case <code>', 'code of the case, e.g. BR-2026-014')
    .addOption(oneOf('--language <language>', 'of the documents in it', languages).makeOptionMandatory())
    .requiredOption('--to <folder>', 'where the folder is made')
    .requiredOption('--exhibit <numbers...>', 'which exhibits, e.g. 1 2 12bis')
    .option('--with-giver', 'say from whom and how the originals came')
    .option('--with-chronology', 'with the chronology of all facts')
    .option('--as-received', 'files with the place, author, device, times and thumbnail they have in them')
    .addHelpText(
      'after',
      [
        '',
        'Files are written without what they say of themselves, where such a copy can be made; the folder says',
        'which they are, with the hash of each original. A court may want the originals: --as-received.',
        '',
        'Example:',
        '  dossier exhibits folder ~/Documents/Office.dossier --case BR-2026-014 --language fr --exhibit 1 2 --to /media/stick',
      ].join('\n'),
    )
    .action(async (vault: string, { to, ...options }: FolderOptions) => {
      const saved = await context.withVault({ vault, folderPath: to, ...options }, async (core) => {
        const caseId = await findCase(core, options.case);
        const listed = await core.call('evidence.list', { caseId });
        const exhibitIds = options.exhibit.map((number) => {
          const found = listed.find((exhibit) => exhibit.number === number);
          if (found !== undefined) return found.id;
          throw new CommandFailure({ kind: 'exhibitUnknown' }, `There is no exhibit ${number} in this case.`);
        });
        return core.call('exhibits.saveDossier', {
          caseId,
          exhibitIds,
          language: languageSchema.parse(options.language),
          withGiver: options.withGiver ?? false,
          withChronology: options.withChronology ?? false,
          as: options.asReceived === true ? 'received' : 'withoutTraces',
          plainCopiesWanted: true,
          ...leavingInput(options),
        });
      });
      context.note('Nothing in this folder is encrypted: whoever has it reads all of it.');
      const { folderName, originals, cleanCopies } = saved;
      context.print({
        text: `Wrote ${originals} files to ${folderName}, ${cleanCopies} of them without what they say of themselves`,
        json: saved,
      });
    });
}
