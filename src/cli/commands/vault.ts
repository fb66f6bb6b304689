import type { Command } from 'commander';
import { salvageFolder } from '../../core/salvage/handlers';
import { createVaultAtPath, readHeaderAtPath } from '../../core/vault/vault-at-path';
import type { VaultReport } from '../../shared/vault/contract';
import { leavesRecordsWhole, problemsOf, type FoundProblem } from '../../shared/vault/problems';
import type { LossReason, SalvageReport } from '../../shared/vault/salvage';
import type { CommandContext } from '../context';
import { CommandFailure } from '../failure';
import { readNewPassphrase, readPassphrase } from '../passphrase';
import { registerRecovery } from './recovery';
import { registerMembers } from './vault-members';

interface VaultOptions {
  readonly passphraseFile?: string;
}

export function register(program: Command, context: CommandContext): void {
  const vault = program.command('vault').description('make, look at and check vaults');
  registerRecovery(vault, context);
  registerMembers(vault, context);

  vault
    .command('create')
    .description('make a new, empty vault')
    .argument('<folder>', 'folder to make it in')
    .requiredOption(
      '--name <name>',
      'name of the vault; stands on the disk in plain letters, so no names of people',
    )
    .requiredOption('--owner <name>', 'name of the advocate it belongs to; stands inside, encrypted')
    .option(
      '--passphrase-file <file>',
      'read the passphrase from the first line of this file; - reads standard input',
    )
    .addHelpText(
      'after',
      '\nExample:\n  dossier vault create ~/Documents --name "Office" --owner "A. Advocate"',
    )
    .action(
      async (folder: string, options: VaultOptions & { readonly name: string; readonly owner: string }) => {
        const passphrase = await readNewPassphrase(
          { workingFolder: context.path('.'), passphrases: context.passphrases },
          options.passphraseFile,
        );
        const created = await createVaultAtPath(context.deps, {
          parent: context.path(folder),
          name: options.name,
          ownerName: options.owner,
          passphrase,
        });
        if (!created.ok) throw new CommandFailure(created.error);
        const { folder: path, header } = created.value;
        context.print({ text: `Made ${path}`, json: { path, vaultId: header.vaultId } });
      },
    );

  vault
    .command('info')
    .description('show what a vault’s header says, without its passphrase')
    .argument('<vault>', 'folder of the vault, whose name ends in .dossier')
    .addHelpText('after', '\nExample:\n  dossier vault info ~/Documents/Office.dossier')
    .action((folder: string) => {
      const found = readHeaderAtPath(context.path(folder));
      if (!found.ok) throw new CommandFailure(found.error);
      const { header, goodCopies } = found.value;
      const slots = header.slots.map((slot) => {
        const { slotId, kind } = slot;
        if (kind === 'recovery') return { slotId, kind };
        const { memoryKib, passes, lanes } = slot.keyDerivation;
        return { slotId, kind, memoryKib, passes, lanes };
      });
      context.print({
        text: [
          `Vault ${header.vaultId}`,
          `Format ${header.formatVersion}, epoch ${header.epoch}, header ${header.sequence}`,
          `Copies of the header: ${goodCopies} of 2 good`,
          `Members: ${header.members.length}`,
          ...slots.map((slot) =>
            slot.kind === 'recovery'
              ? 'Slot recovery: 256 bits on paper'
              : `Slot passphrase: Argon2id ${slot.memoryKib / 1024} MiB, ${slot.passes} passes, ${slot.lanes} lanes`,
          ),
          'Nobody has proved this yet: run `vault verify` with the passphrase.',
        ].join('\n'),
        json: {
          vaultId: header.vaultId,
          formatVersion: header.formatVersion,
          epoch: header.epoch,
          sequence: header.sequence,
          goodHeaderCopies: goodCopies,
          members: header.members.length,
          slots,
        },
      });
    });

  context
    .takesVault(vault.command('verify'))
    .description(
      'open a vault and check every page, row, reference, audit entry, search index and original in it',
    )
    .addHelpText(
      'after',
      '\nExit code 1 when something is wrong.\n\nExample:\n  dossier vault verify ~/Documents/Office.dossier',
    )
    .action(async (folder: string, options: VaultOptions) => {
      const report = await context.withVault({ vault: folder, ...options }, ({ call }) =>
        call('vault.verify', {}),
      );
      context.print({ text: reportText(report), json: report });
      if (!report.healthy) {
        throw new CommandFailure({ kind: 'notHealthy' }, 'Something in this vault is damaged.');
      }
    });

  context
    .takesVault(vault.command('rebuild-search'))
    .description('draw the search index from the records anew; changes no record')
    .addHelpText('after', '\nExample:\n  dossier vault rebuild-search ~/Documents/Office.dossier')
    .action(async (folder: string, options: VaultOptions) => {
      await context.withVault({ vault: folder, ...options }, ({ call }) => call('search.rebuild', {}));
      context.print({ text: 'The search index is drawn from the records anew.', json: {} });
    });

  registerSalvage(vault, context);
}

interface SalvageOptions extends VaultOptions {
  readonly to: string;
  readonly name: string;
}

function registerSalvage(vault: Command, context: CommandContext): void {
  context
    .takesVault(vault.command('salvage'))
    .description('read what is left of a damaged vault into a new one; the damaged one is not written to')
    .requiredOption('--to <folder>', 'folder to make the new vault in')
    .requiredOption('--name <name>', 'name of the new vault; stands on the disk in plain letters')
    .addHelpText(
      'after',
      '\nThe new vault has the same members and passphrases. Lost records are listed by kind, code of the case and id.\n\nExample:\n  dossier vault salvage ~/Documents/Office.dossier --to ~/Documents --name "Office rescued"',
    )
    .action(async (folder: string, options: SalvageOptions) => {
      const passphrase = await readPassphrase(
        { workingFolder: context.path('.'), passphrases: context.passphrases },
        options.passphraseFile,
      );
      const salvaged = await salvageFolder(context.deps, context.path(folder), {
        passphrase,
        expectedId: undefined,
        parent: context.path(options.to),
        name: options.name,
        lastSeen: null,
      });
      if (!salvaged.ok) throw new CommandFailure(salvaged.error);
      const { folder: path, report } = salvaged.value;
      context.print({ text: [`Made ${path}`, ...salvageLines(report)].join('\n'), json: { path, report } });
    });
}

const lossTexts: Readonly<Record<LossReason, string>> = {
  unreadable: 'could not be read',
  withoutParent: 'left out, because what they belong to is lost',
  linkLost: 'kept, without the link to a lost record',
  standIn: 'record lost; a case with nothing but a code holds what belonged to it',
  olderText: 'text lost; the newest version in the history took its place',
};

function salvageLines(report: SalvageReport): readonly string[] {
  const { originals } = report;
  return [
    `Database: ${report.pages} pages, ${report.damagedPages} lost, ${report.displacedPages} found at another place`,
    `Records: ${report.rows} brought over`,
    ...report.losses.map(
      ({ kind, reason, caseCode, count, ids }) =>
        `  ${count} ${kind}${caseCode === '' ? '' : ` of ${caseCode}`}: ${lossTexts[reason]}${ids.length === 0 ? '' : ` (${ids.join(', ')})`}`,
    ),
    ...(report.uncounted.length === 0
      ? []
      : [`  More may be lost that nothing tells of: ${report.uncounted.join(', ')}`]),
    ...(report.unplacedPages === 0 ? [] : [`  ${report.unplacedPages} pages were read and fit no place`]),
    `Originals: ${originals.copied} copied, ${originals.missing} missing, ${originals.damaged} damaged, ${originals.withoutRecord} that no record refers to`,
    'Run `vault verify` on the new vault, and keep the damaged one until you no longer need it.',
  ];
}

function reportText(report: VaultReport): string {
  const { originals } = report;
  const recorded = originals.whole + originals.missing.length + originals.damaged.length;
  const chain =
    report.auditBrokenAt === null ? 'whole' : `does not fit together from entry ${report.auditBrokenAt} on`;
  return [
    `Header: ${report.headerCopies} of 2 copies good`,
    `Header and database: ${report.stateMatchesHeader ? 'of the same moment' : 'not of the same moment'}`,
    `Pages: ${report.pages}, ${report.damagedPages.length} damaged, ${report.trailingBytes} bytes after the last`,
    `Engine: ${report.integrityProblems} faults of structure, ${report.cipherProblems} of seals, ${report.foreignKeyProblems} references without a record`,
    `Audit log: ${report.auditEntries} entries, ${chain}${report.auditEntriesLost === 0 ? '' : `; ${report.auditEntriesLost} lost before a salvage`}`,
    `Search index: ${report.searchProblems === 0 ? 'agrees with the records' : `${report.searchProblems} places do not agree with the records`}`,
    `Originals: ${originals.whole} of ${recorded} whole`,
    ...problemsOf(report).flatMap(problemLines),
    verdict(report),
  ].join('\n');
}

function verdict(report: VaultReport): string {
  if (report.healthy) return 'All is well.';
  return problemsOf(report).every(leavesRecordsWhole)
    ? 'Records and originals are whole.'
    : 'Not all is well. Copy the vault’s folder before anything else.';
}

const backupOrSalvage = 'Restore the newest backup, or run `vault salvage`, which lists what is lost.';

/** What each kind of damage is, and what to do about it. */
const problemTexts: Readonly<Record<FoundProblem['kind'], readonly [(count: number) => string, string]>> = {
  pages: [(count) => `${count} damaged pages of the database`, `The disk may be failing. ${backupOrSalvage}`],
  structure: [
    (count) => `${count} faults in how records are stored`,
    `An older part of the file may have been put back. ${backupOrSalvage}`,
  ],
  references: [(count) => `${count} records refer to something that is gone`, backupOrSalvage],
  auditLog: [
    (entry) => `the audit log does not fit together from entry ${entry} on`,
    'A part of it is damaged, or somebody changed the files. Keep this folder as it is and compare with a backup.',
  ],
  otherMoment: [
    () => 'header and database are not of the same moment',
    'One was put back from an older copy. If that was not you, ask who had the laptop, and compare with a backup.',
  ],
  originalsMissing: [
    (count) => `${count} originals are missing`,
    'Restore the case from a backup, or put the files back.',
  ],
  originalsDamaged: [
    (count) => `${count} originals are not as they were received`,
    'Do not use them. Restore the case from a backup, or ask for the files once more.',
  ],
  headerCopies: [
    (count) => `${count} of 2 copies of the header not whole`,
    'Opening the vault writes it again. If this comes back, the disk may be failing: make a backup.',
  ],
  searchIndex: [
    (count) => `the search index does not agree with the records at ${count} places`,
    'The records themselves are whole. Run `vault rebuild-search`, which draws the index from them anew.',
  ],
  originalsWithoutRecord: [
    (count) => `${count} files of the evidence belong to no record`,
    'This is no damage. Leave them until you know what they are.',
  ],
};

function problemLines({ kind, count, caseCodes }: FoundProblem): readonly string[] {
  const [what, todo] = problemTexts[kind];
  return [`- ${what(count)}${caseCodes.length === 0 ? '' : ` (${caseCodes.join(', ')})`}`, `  ${todo}`];
}
