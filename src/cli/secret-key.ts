import { readFileSync } from 'node:fs';
import { openSecretKey, type MinisignSecretKey } from '../core/packs/minisign';
import type { CommandContext } from './context';
import { CommandFailure, UsageFailure } from './failure';

/** Opens a secret key of minisign; its password is asked for on the terminal. */
export async function readSecretKey(context: CommandContext, file: string): Promise<MinisignSecretKey> {
  const text = readFileSync(context.path(file), 'utf8');
  let secret = await openSecretKey(text, null);
  if (!secret.ok && secret.error.kind === 'passwordNeeded') {
    const password = await context.passphrases.ask('Password of the key: ');
    if (password === null) {
      throw new UsageFailure('The key has a password, and there is no terminal to ask for it.');
    }
    secret = await openSecretKey(text, password);
  }
  if (secret.ok) return secret.value;
  throw new CommandFailure(
    secret.error,
    secret.error.kind === 'wrongPassword'
      ? 'This is not the password of the key.'
      : 'This file is no secret key of minisign.',
  );
}
