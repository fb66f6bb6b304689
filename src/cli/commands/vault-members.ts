import { Option, type Command } from 'commander';
import { memberIdSchema } from '../../shared/kernel/ids';
import type { CommandContext, OpenCore } from '../context';
import { CommandFailure } from '../failure';
import { readNewPassphrase } from '../passphrase';

interface VaultOptions {
  readonly passphraseFile?: string;
}

interface NewPassphraseOptions extends VaultOptions {
  readonly newPassphraseFile?: string;
}

/** Who can open a vault, and the key they share. */
export function registerMembers(vault: Command, context: CommandContext): void {
  const places = { workingFolder: context.path('.'), passphrases: context.passphrases };
  const takesNewPassphrase = (command: Command) =>
    context
      .takesVault(command)
      .addOption(
        new Option(
          '--new-passphrase-file <file>',
          'read the new passphrase from the first line of this file; - reads standard input',
        ),
      );

  context
    .takesVault(vault.command('members'))
    .description('list who can open a vault')
    .addHelpText('after', '\nExample:\n  dossier vault members ~/Documents/Office.dossier')
    .action(async (folder: string, options: VaultOptions) => {
      const list = await context.withVault({ vault: folder, ...options }, ({ call }) =>
        call('members.list', {}),
      );
      const lines = list.members.map(({ name, kind, isYou, addedAt, lastOpenedAt, cost }) =>
        [
          `${name === '' ? '(without a name)' : name}${isYou ? ' (you)' : ''}`,
          kind === 'advocate' ? 'passphrase' : 'recovery sheet',
          `since ${addedAt ?? 'unknown'}`,
          `last opened ${lastOpenedAt ?? 'never'}`,
          ...(cost === null ? [] : [`Argon2id ${cost.memoryMib} MiB, ${cost.passes} passes`]),
        ].join('; '),
      );
      context.print({
        text: [
          ...lines,
          `Key made ${list.keyMadeAt ?? 'unknown'}`,
          ...(list.rekeyInterrupted ? ['A new key was being made: go on with `vault rekey`.'] : []),
          ...list.revokedSinceKey.map(({ name, at }) => `${name} was revoked ${at} and has known this key.`),
        ].join('\n'),
        json: list,
      });
    });

  takesNewPassphrase(vault.command('add-member'))
    .description('let another advocate open a vault, with a passphrase she types herself')
    .requiredOption('--name <name>', 'her name; stands inside the vault, encrypted')
    .addHelpText(
      'after',
      '\nExample:\n  dossier vault add-member ~/Documents/Office.dossier --name "B. Advocate"',
    )
    .action(async (folder: string, options: NewPassphraseOptions & { readonly name: string }) => {
      const added = await context.withVault({ vault: folder, ...options }, async ({ call }) =>
        call('members.add', {
          name: options.name,
          passphrase: await readNewPassphrase(places, options.newPassphraseFile),
        }),
      );
      context.print({ text: `${options.name} can now open this vault.`, json: added });
    });

  context
    .takesVault(vault.command('revoke-member'))
    .description('keep a member from opening a vault; backups are not reached, see `vault rekey`')
    .requiredOption('--name <name>', 'name of the member, as `vault members` shows it')
    .addHelpText(
      'after',
      '\nExample:\n  dossier vault revoke-member ~/Documents/Office.dossier --name "B. Advocate"',
    )
    .action(async (folder: string, options: VaultOptions & { readonly name: string }) => {
      await context.withVault({ vault: folder, ...options }, async (core) =>
        core.call('members.revoke', { memberId: await findMember(core, options.name) }),
      );
      context.print({
        text: `${options.name} can no longer open this vault. Older copies still open: run \`vault rekey\` and make a fresh backup.`,
        json: { revoked: options.name },
      });
    });

  takesNewPassphrase(vault.command('change-passphrase'))
    .description('change the passphrase that a vault is opened with')
    .addHelpText(
      'after',
      '\nOlder copies of the vault still open with the old passphrase.\n\nExample:\n  dossier vault change-passphrase ~/Documents/Office.dossier',
    )
    .action(async (folder: string, options: NewPassphraseOptions) => {
      await context.withVault({ vault: folder, ...options }, async ({ call, passphrase }) =>
        call('members.changePassphrase', {
          passphrase,
          newPassphrase: await readNewPassphrase(places, options.newPassphraseFile),
        }),
      );
      context.print({
        text: 'The new passphrase counts from now on. Older copies of the vault still open with the old one.',
        json: { changed: true },
      });
    });

  context
    .takesVault(vault.command('rekey'))
    .description('give a vault a new key, or go on with an interrupted re-key; members keep their secrets')
    .addHelpText('after', '\nExample:\n  dossier vault rekey ~/Documents/Office.dossier')
    .action(async (folder: string, options: VaultOptions) => {
      await context.withVault({ vault: folder, ...options }, ({ call }) => call('members.rekey', {}));
      context.print({
        text: 'The vault has a new key. Older backups stay under the old one: make a fresh one.',
        json: { rekeyed: true },
      });
    });
}

async function findMember({ call }: OpenCore, name: string) {
  const { members } = await call('members.list', {});
  const found = members.find((member) => member.name === name);
  if (found === undefined) throw new CommandFailure({ kind: 'memberUnknown' });
  return memberIdSchema.parse(found.memberId);
}
