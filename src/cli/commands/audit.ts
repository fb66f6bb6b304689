import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { checkAuditLog } from '../../core/audit/log-file';
import type { CommandContext } from '../context';
import { CommandFailure } from '../failure';

interface ExportOptions {
  readonly passphraseFile?: string;
  readonly out: string;
  readonly case?: string;
}

export function register(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('the log of who did what in a vault');

  context
    .takesVault(audit.command('export'))
    .description(
      'write the log as a signed file; it holds names of advocates and codes of cases, no name of a client',
    )
    .requiredOption('--out <file>', 'file to write')
    .option('--case <code>', 'only entries of this case')
    .addHelpText(
      'after',
      '\nExample:\n  dossier audit export ~/Documents/Office.dossier --out audit-log.json',
    )
    .action(async (folder: string, { out, case: code, ...options }: ExportOptions) => {
      const { entries } = await context.withVault(
        { vault: folder, savePath: out, ...options },
        async ({ call }) => {
          const { cases } = await call('audit.filters', {});
          const found = cases.find((each) => each.code === code);
          if (code !== undefined && found === undefined)
            throw new CommandFailure({ kind: 'caseUnknown' }, `No case has the code ${code}.`);
          return call('audit.export', { caseId: found?.caseId ?? null });
        },
      );
      const path = context.path(out);
      context.print({ text: `Wrote ${entries} entries to ${path}`, json: { path, entries } });
    });

  audit
    .command('check')
    .description('tell whether a log that left a vault is as it was signed')
    .argument('<file>', 'a file written by audit export')
    .addHelpText(
      'after',
      '\nThe fingerprint must be the one that the vault shows under Vault, Log: compare it by telephone or on paper.\nExit code 1 when the file was changed.\n\nExample:\n  dossier audit check audit-log.json',
    )
    .action((file: string) => {
      const checked = checkAuditLog(readFileSync(context.path(file), 'utf8'));
      if (!checked.ok) {
        throw new CommandFailure(
          checked.error,
          checked.error.kind === 'notAnAuditLog'
            ? 'This file is no audit log of Dossier, or its form was changed.'
            : 'The signature does not fit: something in the file was changed after it was signed.',
        );
      }
      const { log, fingerprint, missing } = checked.value;
      const { vaultId, exportedAt, filter, chainBrokenAt } = log;
      const isWhole = Object.values(filter).every((value) => value === null);
      context.print({
        text: [
          `As it was signed. Key ${fingerprint}`,
          `Vault ${vaultId}, written ${exportedAt}, ${log.entries.length} entries`,
          isWhole
            ? `The whole log${missing === 0 ? '' : `, but ${missing} entries are missing from it`}`
            : 'A part of the log, by a filter',
          chainBrokenAt === null
            ? 'The chain inside the vault was whole when it was written.'
            : `The chain inside the vault was broken at entry ${chainBrokenAt} when it was written.`,
        ].join('\n'),
        json: {
          fingerprint,
          vaultId,
          exportedAt,
          filter,
          chainBrokenAt,
          entries: log.entries.length,
          missing,
        },
      });
      if (isWhole && missing > 0)
        throw new CommandFailure({ kind: 'entriesMissing' }, 'Entries are missing.');
    });
}
