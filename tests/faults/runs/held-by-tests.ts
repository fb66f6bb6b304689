import { ensureOtherSqlcipher } from '../../../scripts/lib/other-sqlcipher.mjs';
import type { FaultRun } from '../support/run';
import { heldByTests } from '../support/vitest';

// What the ordinary tests hold already is not written twice: these runs do those tests and put their outcome in the table.

const database = 'tests/integration/db/open-database.test.ts';
const refusals = 'tests/integration/vault/refusals.test.ts';

export const openSequence: FaultRun = {
  id: 'D1',
  about: 'How a database is opened, and that the engine means it',
  onlyFull: true,
  work: async ({ folder }) => [
    await heldByTests('WAL, FULL, no temporary files, no extensions, a new enough engine', folder, {
      project: 'integration',
      files: [database],
    }),
    await heldByTests(
      'cipher_integrity_check reports a damaged copy; so does each check of its own',
      folder,
      {
        project: 'integration',
        files: ['tests/integration/vault/verify.test.ts'],
      },
    ),
  ],
};

export const otherEngines: FaultRun = {
  id: 'D2',
  about: 'Vaults read by programs of others, and theirs by ours',
  onlyFull: true,
  work: async ({ folder }) => {
    await ensureOtherSqlcipher();
    return [
      await heldByTests(
        '@journeyapps/sqlcipher reads every row, age every original, ours what it wrote',
        folder,
        {
          project: 'interop',
          files: ['tests/interop'],
        },
      ),
      await heldByTests(
        'the documented steps open a vault without the program; plain SQLite reads it then',
        folder,
        {
          project: 'integration',
          files: ['tests/integration/vault/stranger.test.ts'],
        },
      ),
    ];
  },
};

export const paperKey: FaultRun = {
  id: 'V7',
  about: 'Slips of the hand in what stands on a recovery sheet',
  onlyFull: true,
  work: async ({ folder }) => [
    await heldByTests('each single substitution and each swap of neighbours is caught', folder, {
      project: 'unit',
      files: ['tests/unit/recovery/code.test.ts'],
    }),
  ],
};

export const slots: FaultRun = {
  id: 'V5',
  about: 'Eight advocates and two sheets: added, changed, revoked, and a new key',
  onlyFull: true,
  work: async ({ folder }) => [
    await heldByTests('what opened before opens none of the new files; the others open as ever', folder, {
      project: 'integration',
      files: ['tests/integration/members/rekey.test.ts'],
      named: 'eight advocates and two sheets',
    }),
  ],
};

export const rescued: FaultRun = {
  id: 'D8b',
  about: 'What is left of a damaged vault, read into a new one',
  onlyFull: true,
  work: async ({ folder }) => [
    await heldByTests('salvage brings over every row that stands the test, and lists all others', folder, {
      project: 'integration',
      files: ['tests/integration/salvage'],
    }),
  ],
};

export const backups: FaultRun = {
  id: 'D7',
  about: 'Backups: made, tested, put back, refused; a stick that is pulled, full or read-only',
  onlyFull: true,
  work: async ({ folder }) => [
    await heldByTests(
      'every row and original comes back; plain, older, cut and damaged backups are refused',
      folder,
      {
        project: 'integration',
        files: ['tests/integration/backups'],
      },
    ),
  ],
};

export const oldVaults: FaultRun = {
  id: 'D11',
  about: 'Vaults of older and newer versions',
  onlyFull: true,
  work: async ({ folder }) => [
    await heldByTests(
      'brought to the newest schema, all or nothing; a copy first; every released version opens',
      folder,
      {
        project: 'migrations',
        files: ['tests/migrations'],
      },
    ),
    await heldByTests('a newer vault is refused and left byte for byte', folder, {
      project: 'integration',
      files: [refusals],
      named: 'newer version|of another program',
    }),
  ],
};

export const surroundings: FaultRun = {
  id: 'X1',
  about: 'Two processes, a lock left by a crash, a clock put back, folders that refuse',
  onlyFull: true,
  work: async ({ folder }) => [
    await heldByTests('one process at a time; a lock goes with its process', folder, {
      project: 'integration',
      files: [refusals],
      named: 'held by another process',
    }),
    await heldByTests('a clock put back makes nobody wait for longer', folder, {
      project: 'integration',
      files: ['tests/integration/vault/unlock.test.ts'],
      named: 'clock is put back',
    }),
    await heldByTests('a folder that cannot be written to is named; nothing is lost', folder, {
      project: 'integration',
      files: [refusals, 'tests/integration/vault/unlock.test.ts'],
      named: 'cannot be written to|can be written beside',
    }),
  ],
};
