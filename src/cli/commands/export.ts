import type { Command } from 'commander';
import type { CommandContext } from '../context';
import { findCase } from '../find-case';
import { leavingInput, takesLeaving, type LeavingOptions } from '../departure-reason';

interface ExportOptions extends LeavingOptions {
  readonly passphraseFile?: string;
  readonly case: string;
  readonly to: string;
}

export function register(program: Command, context: CommandContext): void {
  takesLeaving(context.takesVault(program.command('export')))
    .description('write a whole case into a new folder, in open formats; nothing in it is encrypted')
    .requiredOption('--case <code>', 'code of the case, e.g. BR-2026-014')
    .requiredOption('--to <folder>', 'where the folder of the case is made')
    .addHelpText(
      'after',
      [
        '',
        'The folder holds case.json (every row, after the schema beside it), tables as CSV, and the files as they were',
        'received. `import case` reads it into another vault.',
        '',
        'Example:',
        '  dossier export ~/Documents/Office.dossier --case BR-2026-014 --to /media/stick',
      ].join('\n'),
    )
    .action(async (vault: string, { to, ...options }: ExportOptions) => {
      const saved = await context.withVault({ vault, folderPath: to, ...options }, async (core) =>
        core.call('cases.exportOpen', {
          caseId: await findCase(core, options.case),
          plainCopiesWanted: true,
          ...leavingInput(options),
        }),
      );
      context.note('Nothing in this folder is encrypted: whoever has it reads all of the case.');
      const { folderName, rows, originals } = saved;
      context.print({
        text: `Wrote ${rows} rows and ${originals} originals to ${folderName}`,
        json: saved,
      });
    });
}
