import type { laptopContract } from '../../shared/laptop/contract';
import { ok } from '../../shared/kernel/result';
import type { Instant } from '../../shared/kernel/time';
import { sql } from '../db/sql';
import type { Handlers } from '../kernel/handlers';
import {
  checkClock,
  checkDiskEncryption,
  checkFreeSpace,
  checkHibernation,
  checkNetworkAdapters,
  checkPolicy,
  checkScreenLock,
  checkSwap,
} from './check';
import { findForgottenFiles, personalFolders } from './forgotten-files';
import { tryNetwork } from '../network-guard';

export const laptopHandlers: Handlers<typeof laptopContract> = {
  'laptop.check': async ({ laptop, clock, db, vault, documentsFolder, policy }) => {
    const { folder } = vault.originals;
    const last =
      db.get<{ readonly at: Instant | null }>(sql`SELECT max(at) AS at FROM audit_entries`)?.at ?? null;
    const forgotten = await findForgottenFiles(db, personalFolders(documentsFolder));
    return ok({
      system: systemNames[laptop.platform] ?? 'other',
      findings: [
        checkDiskEncryption(laptop, folder),
        checkSwap(laptop),
        checkHibernation(laptop),
        await checkScreenLock(laptop),
        checkClock(clock.now(), last),
        await checkFreeSpace(folder),
        checkNetworkAdapters(laptop),
        checkPolicy(laptop, policy),
        {
          check: 'forgottenFiles' as const,
          verdict: forgotten.count === 0 ? ('good' as const) : ('attention' as const),
          state: forgotten.count === 0 ? ('none' as const) : ('found' as const),
          ...forgotten,
          paths: [...forgotten.paths],
        },
      ],
    });
  },

  'laptop.tryNetwork': () => ok({ attempts: [...tryNetwork()] }),
};

const systemNames: Partial<Record<NodeJS.Platform, 'linux' | 'windows' | 'mac'>> = {
  linux: 'linux',
  win32: 'windows',
  darwin: 'mac',
};
