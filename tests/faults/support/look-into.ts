import { join } from 'node:path';
import { z } from 'zod';
import type { Migration } from '../../../src/core/db/migrate';
import { systemClock } from '../../../src/core/kernel/clock';
import { openKnownVaults } from '../../../src/core/vault/known-vaults';
import { lockVault, openUnlockedVault, type UnlockedHeader } from '../../../src/core/vault/open-vault';
import { readVaultHeaders, unlockHeader } from '../../../src/core/vault/unlock-vault';
import { testPassphrase } from '../../support/core';
import { unwrapped } from './run';
import { findWork, vaultFolderOf, type Done, type Findings, type Workplace } from './workload';

/** The key of the workplace in a folder, taken once: most of the time of an opening goes into the derivation. */
export async function unlockWorkplace(folder: string, workplace: Workplace): Promise<UnlockedHeader> {
  const [header] = unwrapped(readVaultHeaders(vaultFolderOf(folder, workplace)));
  if (header === undefined) throw new Error('The workplace has no header');
  return unwrapped(await unlockHeader(header, testPassphrase));
}

/**
 * Opens what a fault has left, as the program would; checks everything there is to check and asks for each piece of work
 * that was acknowledged.
 *
 * @throws when the vault does not open
 */
export async function lookInto(
  folder: string,
  wanted: {
    readonly workplace: Workplace;
    readonly unlocked: UnlockedHeader;
    readonly done: readonly Done[];
    readonly migrations?: readonly Migration[];
  },
): Promise<Findings & { readonly problems: readonly string[] }> {
  const { workplace, unlocked, migrations } = wanted;
  const vaultFolder = vaultFolderOf(folder, workplace);
  const lastSeen = openKnownVaults(join(folder, 'settings')).find(workplace.vaultId)?.lastSeen ?? null;
  const lock = unwrapped(lockVault(vaultFolder));
  const opened = openUnlockedVault(vaultFolder, unlocked, lock, {
    clock: systemClock,
    lastSeen:
      lastSeen === null ? null : { sequence: lastSeen.sequence, hash: Buffer.from(lastSeen.hash, 'hex') },
    noteSeen: () => true,
    ...(migrations === undefined ? {} : { migrations }),
  });
  const vault = unwrapped(opened);
  try {
    const { warnings } = vault.describe();
    const report = await vault.verify();
    const problems = [
      ...warnings.map((warning) => `warned of ${warning}`),
      ...(report.healthy ? [] : ['verify found damage']),
    ];
    return { ...(await findWork(vault, workplace, wanted.done)), problems };
  } finally {
    vault.close();
  }
}

const doneSchema = z.looseObject({
  kind: z.enum(['interview', 'fact', 'filing', 'original']),
  number: z.int(),
});

/** What was acknowledged, from what the process said. */
export function doneFrom(said: readonly string[]): readonly Done[] {
  return said.flatMap((line) => {
    const json: unknown = JSON.parse(line);
    // Written by the process that works, one kind of line for each kind of work.
    return doneSchema.safeParse(json).success ? [json as Done] : [];
  });
}
