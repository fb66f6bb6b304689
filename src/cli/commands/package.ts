import { Option, type Command } from 'commander';
import { z } from 'zod';
import { lookAtPackageFailureSchema } from '../../shared/packages/failures';
import { packagePurposes, type PackagePurpose } from '../../shared/packages/head';
import { shortestReason } from '../../shared/departures/schemas';
import type { LookedAtPackage } from '../../shared/packages/schemas';
import type { CommandContext, OpenCore } from '../context';
import { findCase } from '../find-case';
import { readNewPassphrase, readPassphrase } from '../passphrase';
import { CommandFailure, UsageFailure } from '../failure';

interface VaultOptions {
  readonly passphraseFile?: string;
}

interface CreateOptions extends VaultOptions {
  readonly case: readonly string[];
  readonly to?: readonly string[];
  readonly packagePassphrase?: boolean;
  readonly packagePassphraseFile?: string;
  readonly recipient: string;
  readonly purpose: PackagePurpose;
  readonly forReading?: boolean;
  readonly reason?: string;
  readonly out: string;
}

interface ReadOptions extends VaultOptions {
  readonly packagePassphraseFile?: string;
}

interface ImportOptions extends ReadOptions {
  readonly take: 'here' | 'there';
  readonly confirmMaker?: boolean;
}

export function register(program: Command, context: CommandContext): void {
  const command = program
    .command('package')
    .description('send cases to a colleague in one encrypted file, or take in what she sent');

  context
    .takesVault(command.command('key'))
    .description('print the public key of the vault, to which colleagues encrypt packages')
    .action(async (vault: string, options: VaultOptions) => {
      const { publicKey } = await context.withVault({ vault, ...options }, ({ call }) =>
        call('packages.makeKey', {}),
      );
      context.print({ text: publicKey, json: { publicKey } });
    });

  context
    .takesVault(command.command('create'))
    .description('write cases into an encrypted file, with originals, history and their part of the log')
    .requiredOption('--case <codes...>', 'codes of the cases, e.g. BR-2026-014')
    .option('--to <keys...>', 'public keys (age1…) of those who may open it')
    .option('--package-passphrase', 'encrypt to a passphrase instead, which is asked for on the terminal')
    .option('--package-passphrase-file <file>', 'the same, read from the first line of this file')
    .requiredOption('--recipient <name>', 'to whom it goes, for the register of what left')
    .addOption(
      new Option('--purpose <purpose>', 'a copy; check-out, to come back; hand-over, for good')
        .choices(packagePurposes)
        .default('copy'),
    )
    .option('--for-reading', 'where it is taken in, nothing of it can be changed')
    .option(
      '--reason <text>',
      `why it goes although the consent speaks against it; at least ${shortestReason} signs, kept in the vault`,
    )
    .requiredOption('--out <file>', 'the file to write, ending in .dossier-package')
    .addHelpText(
      'after',
      [
        '',
        'The file is an age file (age-encryption.org) with an archive in it: `age -d -i key.txt FILE | tar x` reads it, too.',
        '',
        'Examples:',
        '  dossier package create ~/Office.dossier --case BR-2026-014 --to age1… --recipient "Me Peeters" --out /media/stick/a.dossier-package',
        '  dossier package create ~/Office.dossier --case BR-2026-014 BR-2026-015 --package-passphrase --recipient "Night team" --out x.dossier-package',
      ].join('\n'),
    )
    .action(async (vault: string, options: CreateOptions) => {
      const { case: codes, out, recipient, purpose, forReading = false, reason = '' } = options;
      const lock = await lockOf(context, options);
      const made = await context.withVault({ vault, savePath: out, ...only(options) }, async (core) => {
        const caseIds = [];
        for (const code of codes) caseIds.push(await findCase(core, code));
        return core.call('packages.create', { caseIds, lock, recipient, purpose, forReading, reason });
      });
      const { fileName, rows, originals } = made;
      context.print({ text: `Wrote ${rows} rows and ${originals} originals to ${fileName}`, json: made });
    });

  context
    .takesVault(command.command('inspect'))
    .description('read a package and say what is in it and what would change; changes nothing')
    .argument('<file>', 'the package')
    .option(
      '--package-passphrase-file <file>',
      'the passphrase of the package; asked for on the terminal otherwise',
    )
    .action(async (vault: string, file: string, options: ReadOptions) => {
      const told = await context.withVault({ vault, filePath: file, ...only(options) }, async (core) => {
        const looked = await look(context, core, options);
        const cases = [];
        for (const each of looked.cases) {
          const { entries, total } = await core.call('packages.differences', {
            handle: looked.handle,
            caseId: each.caseId,
            withNames: false,
            from: 0,
            limit: 500,
          });
          cases.push({ ...each, differences: entries, differencesInAll: total });
        }
        return { ...looked, cases };
      });
      context.print({ text: describe(told), json: told });
    });

  context
    .takesVault(command.command('import'))
    .description('take in a package, whole or not at all; nothing here is erased')
    .argument('<file>', 'the package')
    .option(
      '--package-passphrase-file <file>',
      'the passphrase of the package; asked for on the terminal otherwise',
    )
    .addOption(
      new Option(
        '--take <side>',
        'what counts where both sides changed the same field; the other is kept as well',
      )
        .choices(['here', 'there'])
        .default('here'),
    )
    .option('--confirm-maker', 'you compared the key of the vault that made it with its maker')
    .action(async (vault: string, file: string, options: ImportOptions) => {
      const taken = await context.withVault({ vault, filePath: file, ...only(options) }, async (core) => {
        const looked = await look(context, core, options);
        return core.call('packages.takeIn', {
          handle: looked.handle,
          choices: options.take === 'there' ? await allThere(core, looked) : [],
          makerConfirmed: options.confirmMaker ?? false,
        });
      });
      const lines = taken.cases.map(({ code, isNew, added, changed }) =>
        isNew ? `${code}: new, ${added} rows` : `${code}: ${added} rows added, ${changed} changed`,
      );
      context.print({
        text: [...lines, `To take it out again: package undo, ${taken.packageId}`].join('\n'),
        json: taken,
      });
    });

  context
    .takesVault(command.command('undo'))
    .description('take out again what came with a package, if nothing of it was changed or used since')
    .argument('<id>', 'id of the package, as `package import` printed it')
    .action(async (vault: string, packageId: string, options: VaultOptions) => {
      if (!z.uuid().safeParse(packageId).success) {
        throw new UsageFailure(`“${packageId}” is not the id of a package: \`package import\` printed it.`);
      }
      const undone = await context.withVault({ vault, ...options }, ({ call }) =>
        call('packages.undo', { packageId }),
      );
      context.print({ text: 'Everything is as it was before the package was taken in.', json: undone });
    });
}

function only({ passphraseFile }: VaultOptions): VaultOptions {
  return passphraseFile === undefined ? {} : { passphraseFile };
}

async function lockOf(context: CommandContext, options: CreateOptions) {
  const { to = [], packagePassphrase = false, packagePassphraseFile } = options;
  const wantsPassphrase = packagePassphrase || packagePassphraseFile !== undefined;
  if (wantsPassphrase === to.length > 0) {
    throw new UsageFailure('Name either public keys (--to) or a passphrase (--package-passphrase).');
  }
  if (!wantsPassphrase) return { kind: 'publicKeys' as const, recipients: [...to] };
  const places = { workingFolder: context.path('.'), passphrases: context.passphrases };
  return { kind: 'passphrase' as const, passphrase: await readNewPassphrase(places, packagePassphraseFile) };
}

async function look(
  context: CommandContext,
  core: Pick<OpenCore, 'call'>,
  { packagePassphraseFile }: ReadOptions,
): Promise<LookedAtPackage> {
  const places = { workingFolder: context.path('.'), passphrases: context.passphrases };
  if (packagePassphraseFile !== undefined) {
    return lookWith(core, null, await readPassphrase(places, packagePassphraseFile));
  }
  try {
    return await lookWith(core, null, null);
  } catch (failure) {
    const parsed = lookAtPackageFailureSchema.safeParse(
      failure instanceof CommandFailure ? failure.failure : null,
    );
    if (!parsed.success || parsed.data.kind !== 'passphraseNeeded') throw failure;
    const passphrase = await context.passphrases.ask('Passphrase of the package: ');
    if (passphrase === null) throw failure;
    return lookWith(core, parsed.data.handle, passphrase);
  }
}

async function lookWith(
  { call }: Pick<OpenCore, 'call'>,
  handle: string | null,
  passphrase: string | null,
): Promise<LookedAtPackage> {
  try {
    return await call('packages.look', { handle, passphrase });
  } catch (failure) {
    if (!(failure instanceof CommandFailure) || failure.failure.kind !== 'wrongPassphrase') throw failure;
    throw new CommandFailure(failure.failure, 'This is not the passphrase of the package.');
  }
}

/** Every conflict of a package, settled for the other side. */
async function allThere({ call }: Pick<OpenCore, 'call'>, { handle, cases }: LookedAtPackage) {
  const choices = [];
  for (const { caseId } of cases) {
    for (let from = 0; ; from += 500) {
      const { entries, total } = await call('packages.differences', { handle, caseId, from, limit: 500 });
      for (const { table, key, differences } of entries) {
        for (const { fields, isConflict } of differences) {
          if (isConflict) choices.push({ caseId, table, key, fields, take: 'there' as const });
        }
      }
      if (from + 500 >= total) break;
    }
  }
  return choices;
}

function describe(looked: LookedAtPackage): string {
  const { maker, purpose, forReading, madeAt, takenInAt, cases } = looked;
  const standing = {
    own: 'this vault',
    known: 'known from earlier packages',
    unknown: 'never seen before: compare it with the one its maker reads out to you',
    otherKey: 'NOT the key this vault had before: compare it with the one its maker reads out to you',
  }[maker.standing];
  return [
    `Made by ${maker.name} on ${madeAt}; key ${maker.fingerprint}, ${standing}`,
    `${purpose}${forReading ? ', for reading only' : ''}`,
    ...(takenInAt === null ? [] : [`Taken in already on ${takenInAt}`]),
    ...cases.map(({ code, codeHere, rows, originals, counts, hasBase }) => {
      if (codeHere === null) return `${code}: new here, ${rows} rows, ${originals} originals`;
      const told = [
        `${counts.new} new`,
        `${counts.changedThere} changed there`,
        `${counts.conflict} changed on both sides`,
        `${counts.removedHere} taken out here and changed there`,
        `${counts.removedThere} taken out there`,
        `${counts.sealedHere} against a seal`,
        `${counts.placeTaken} kept aside, since another stands in their place`,
      ];
      return `${code}, here ${codeHere}: ${told.join(', ')}${hasBase ? '' : ' (no earlier package to compare with)'}`;
    }),
  ].join('\n');
}
