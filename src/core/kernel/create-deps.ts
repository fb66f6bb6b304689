import { join } from 'node:path';
import { v7 } from 'uuid';
import type { InterfaceLanguage } from '../../shared/kernel/languages';
import type { Clock } from '../../shared/kernel/time';
import { createRecoveryDrafts } from '../recovery/drafts';
import { policyPlace } from '../../shared/policy/place';
import { thisLaptop, type LaptopSystem } from '../laptop/check';
import { readPolicy } from '../policy/read-policy';
import { openRehearsals } from '../recovery/rehearsals';
import { openSettings } from '../settings/store';
import { openLaptopNotes } from '../updates/laptop-notes';
import type { Argon2Cost } from '../vault/argon2';
import { openPassphraseAttempts } from '../vault/attempts';
import { openKnownVaults } from '../vault/known-vaults';
import { createSession } from '../vault/session';
import { createWorkRegistry } from '../work/registry';
import { systemClock } from './clock';
import type { Host, OpenDeps } from './deps';

export interface DepsOptions {
  /** Where the program keeps what belongs to this laptop and to no vault. */
  readonly settingsFolder: string;
  /** The person's own documents; new vaults go into `Dossier` below it. */
  readonly documentsFolder: string;
  /** The folder `resources/` of the program. */
  readonly resourcesFolder: string;
  readonly host: Host;
  readonly clock?: Clock;
  readonly newId?: () => string;
  /** Language of the laptop, for the first start. */
  readonly firstLanguage?: InterfaceLanguage;
  /** What deriving a key from a new passphrase costs. Only tests set it: calibrated to this laptop otherwise. */
  readonly passphraseCost?: Argon2Cost;
  /** The packaged program's own file; left out where there is none. */
  readonly executable?: string;
  /** Only tests set it; the place that only an administrator writes otherwise. */
  readonly policyPath?: string;
  /** Only tests set it. */
  readonly laptop?: LaptopSystem;
}

/** Puts together what handlers get, the same for the app, the command line and tests. */
export function createDeps(options: DepsOptions): OpenDeps {
  const newId = options.newId ?? (() => v7());
  const policy = readPolicy(options.policyPath ?? policyPlace(process.platform));
  return {
    clock: options.clock ?? systemClock,
    newId,
    host: options.host,
    resourcesFolder: options.resourcesFolder,
    documentsFolder: options.documentsFolder,
    laptop: options.laptop ?? thisLaptop,
    settings: openSettings(options.settingsFolder, options.firstLanguage, policy.rules),
    policy,
    executable: options.executable ?? null,
    stagingFolder: join(options.settingsFolder, 'update'),
    updateNotes: openLaptopNotes(options.settingsFolder),
    knownVaults: openKnownVaults(options.settingsFolder),
    attempts: openPassphraseAttempts(options.settingsFolder),
    rehearsals: openRehearsals(options.settingsFolder),
    recoveryDrafts: createRecoveryDrafts(),
    passphraseCost: options.passphraseCost ?? 'calibrated',
    session: createSession(),
    work: createWorkRegistry(newId),
  };
}
