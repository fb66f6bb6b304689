import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/core/kernel/clock';
import { lockVault, openUnlockedVault } from '../../../src/core/vault/open-vault';
import { unlockWorkplace } from '../support/look-into';
import { unwrapped } from '../support/run';
import { withLongMigration } from '../support/long-migration';
import { vaultFolderOf, type Workplace } from '../support/workload';

// Opens a vault with a newer schema and so brings it there, until it is done or killed.
const [folder = '', workplaceText = ''] = process.argv.slice(2);
// Written by the run that starts this process.
const workplace = JSON.parse(workplaceText) as Workplace;
const unlocked = await unlockWorkplace(folder, workplace);
const vaultFolder = vaultFolderOf(folder, workplace);
const lock = unwrapped(lockVault(vaultFolder));
writeSync(1, `${JSON.stringify({ kind: 'ready' })}\n`);
const vault = unwrapped(
  openUnlockedVault(vaultFolder, unlocked, lock, {
    clock: systemClock,
    lastSeen: null,
    noteSeen: () => true,
    migrations: withLongMigration,
  }),
);
writeSync(1, `${JSON.stringify({ kind: 'migrated' })}\n`);
vault.close();
