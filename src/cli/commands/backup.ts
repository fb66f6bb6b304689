import type { Command } from 'commander';
import { checkBackupAtPath, restoreBackupAtPath, type BackupSecret } from '../../core/backups/backup-at-path';
import type { BackupDamage } from '../../shared/backups/schemas';
import type { CommandContext } from '../context';
import { CommandFailure, sentenceFor } from '../failure';
import { readPassphrase } from '../passphrase';
import { collectSheets, readPapers, sheetOption } from './recovery';

interface PassphraseOptions {
  readonly passphraseFile?: string;
}

interface SecretOptions extends PassphraseOptions {
  readonly sheet: readonly string[];
}

const passphraseFile = [
  '--passphrase-file <file>',
  'read the passphrase from the first line of this file; - reads standard input',
] as const;

/** Commands of the group `vault` that make, test and restore backups. */
export function register(program: Command, context: CommandContext): void {
  const vault = program.commands.find((command) => command.name() === 'vault');
  if (vault === undefined) throw new Error('The group of commands `vault` is registered first');
  const passphrase = (options: PassphraseOptions) =>
    readPassphrase(
      { workingFolder: context.path('.'), passphrases: context.passphrases },
      options.passphraseFile,
    );
  const secret = async (options: SecretOptions): Promise<BackupSecret> =>
    options.sheet.length > 0
      ? { papers: readPapers(context, options) }
      : { passphrase: await passphrase(options) };

  context
    .takesVault(vault.command('backup'))
    .description('copy a vault to a folder, read the copy back, and test it; it counts only then')
    .requiredOption('--to <folder>', 'folder on a stick or another disk; the vault remembers it')
    .addHelpText('after', '\nExample:\n  dossier vault backup ~/Documents/Office.dossier --to /media/stick')
    .action(async (folder: string, { to, ...options }: PassphraseOptions & { readonly to: string }) => {
      const made = await context.withVault({ vault: folder, folderPath: to, ...options }, ({ call }) =>
        call('backups.make', { place: 'choose' }),
      );
      context.print({
        text: [
          `Backup ${made.id} of ${made.takenAt} is made and has passed its test.`,
          figuresText(made),
          `Copying and testing took ${(made.durationMs / 1000).toFixed(1)} s.`,
        ].join('\n'),
        json: made,
      });
    });

  vault
    .command('backup-check')
    .description('test a backup as before a restore: every page, row and original')
    .argument('<backup>', 'folder of a backup, or of several: then the newest')
    .option(...passphraseFile)
    .option(...sheetOption, collectSheets, [])
    .addHelpText(
      'after',
      '\nThe passphrase, or the sheet, is one of the time of the backup.\nExit code 1 when it does not pass.\n\nExample:\n  dossier vault backup-check /media/stick',
    )
    .action(async (folder: string, options: SecretOptions) => {
      const checked = await checkBackupAtPath(context.deps, context.path(folder), await secret(options));
      if (!checked.ok) throw failureOf(checked.error);
      const { tested, certificate } = checked.value;
      const { pages, bytes, rows, originals, damagedOriginals } = tested;
      const figures = { pages, bytes, rows, originals, damagedOriginals };
      const newlyDamaged = damagedOriginals - (certificate?.damagedOriginals ?? 0);
      context.print({
        text: [
          `Backup in ${checked.value.folder}`,
          certificate === null
            ? 'It has no certificate of its vault, so an older state put in its place would not be seen.'
            : `Certificate ${certificate.id} of ${certificate.takenAt}: as it was signed.`,
          figuresText(figures),
        ].join('\n'),
        json: { folder: checked.value.folder, certificate, ...figures },
      });
      if (newlyDamaged > 0) {
        throw new CommandFailure(
          { kind: 'originalsDamaged' },
          'Originals in this backup are damaged or missing.',
        );
      }
    });

  vault
    .command('restore')
    .description('test a backup and make a new vault from it')
    .argument('<backup>', 'folder of a backup, or of several: then the newest')
    .requiredOption('--to <vault>', 'folder of the new vault; .dossier is added when it is not there')
    .option('--without-damaged-originals', 'restore the rest when some originals are damaged or missing')
    .option(...passphraseFile)
    .option(...sheetOption, collectSheets, [])
    .addHelpText(
      'after',
      '\nThe passphrase, or the sheet, is one of the time of the backup.\n\nExample:\n  dossier vault restore /media/stick --to ~/Documents/Restored',
    )
    .action(
      async (
        folder: string,
        options: SecretOptions & { readonly to: string; readonly withoutDamagedOriginals?: boolean },
      ) => {
        const restored = await restoreBackupAtPath(
          context.deps,
          context.path(folder),
          await secret(options),
          {
            vault: context.path(options.to),
            withoutDamagedOriginals: options.withoutDamagedOriginals === true,
          },
        );
        if (!restored.ok) throw failureOf(restored.error);
        context.print({ text: `Restored ${restored.value}`, json: { path: restored.value } });
      },
    );
}

function figuresText(figures: {
  readonly pages: number;
  readonly bytes: number;
  readonly rows: number;
  readonly originals: number;
  readonly damagedOriginals: number;
}): string {
  const { pages, bytes, rows, originals, damagedOriginals } = figures;
  return [
    `Database: ${pages} pages, ${bytes} bytes, each page with the right authentication code; ${rows} rows`,
    `Originals: ${originals} whole, ${damagedOriginals} damaged or missing`,
  ].join('\n');
}

function failureOf(
  failure: { readonly kind: string } | { readonly kind: 'backupDamaged'; readonly damage: BackupDamage },
): CommandFailure {
  if (!('damage' in failure)) return new CommandFailure(failure);
  const { database, pages, damagedPages, originals, damagedOriginals } = failure.damage;
  const details = {
    missing: 'its database is missing.',
    notEncrypted: 'in the place of its database lies one that is not encrypted.',
    damaged:
      damagedPages > 0
        ? `${damagedPages} of ${pages} pages of its database are damaged.`
        : 'its database is not the one that was written.',
    whole: `${damagedOriginals} of ${originals} originals are damaged or missing.`,
  };
  return new CommandFailure(failure, `${sentenceFor(failure)} ${details[database]}`);
}
