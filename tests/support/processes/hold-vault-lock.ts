import { lockVault } from '../../../src/core/vault/open-vault';

// Takes the lock of the vault named in the argument, says so, and keeps it until it is ended.
const [folder = ''] = process.argv.slice(2);
const locked = lockVault(folder);
process.stdout.write(locked.ok ? 'held\n' : 'refused\n');
setInterval(() => {}, 60_000);
