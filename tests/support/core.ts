import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PrintOutcome } from '../../src/shared/shell/protocol';
import type { z } from 'zod';
import { handlers } from '../../src/core/handlers';
import { createDeps } from '../../src/core/kernel/create-deps';
import type { Host, OpenDeps, VaultDeps } from '../../src/core/kernel/deps';
import type { LaptopSystem } from '../../src/core/laptop/check';
import { createRouter } from '../../src/core/kernel/router';
import type { Argon2Cost } from '../../src/core/vault/argon2';
import { createVaultFolder } from '../../src/core/vault/create-vault';
import { contract, type AppContract, type ChannelName } from '../../src/shared/contract';
import type { ChannelError } from '../../src/shared/kernel/contract';
import type { VaultId } from '../../src/shared/kernel/ids';
import type { Result } from '../../src/shared/kernel/result';
import type { CivilDate, Instant } from '../../src/shared/kernel/time';

type InputOf<Name extends ChannelName> = z.input<AppContract[Name]['input']>;
type ValueOf<Name extends ChannelName> = z.output<AppContract[Name]['output']>;
type FailureOf<Name extends ChannelName> = z.output<AppContract[Name]['failure']> | ChannelError;

export const testPassphrase = 'seven calm words for a test vault';

/** The least the format allows; a vault of a person costs twenty times as much. */
export const testCost: Argon2Cost = { memoryKib: 64 * 1024, passes: 1, lanes: 1 };

/** A clock that stands still until a test moves it. */
export interface TestClock {
  readonly now: () => Instant;
  readonly today: () => CivilDate;
  /** Moves to this instant; `today` is its day in UTC unless given. */
  readonly set: (now: Instant, today?: CivilDate) => void;
}

/** A stand-in for the shell. Each answer is used once, in the order given; with none left a dialog is cancelled. */
export interface TestHost extends Host {
  readonly answerSavePath: (path: string | null) => void;
  readonly answerFiles: (paths: readonly string[]) => void;
  readonly answerFolder: (path: string | null) => void;
  readonly letFall: (paths: readonly string[]) => void;
  readonly answerFile: (path: string | null) => void;
  /** The PDF of the page; null, as while there is no page, until a test gives one. */
  /** How the next printing ends; without an answer it fails. */
  readonly answerPrint: (outcome: PrintOutcome) => void;
  readonly answerPdf: (pdf: Uint8Array | null) => void;
  /** What was asked so far. */
  readonly requests: readonly unknown[];
}

export interface TestCore {
  /** Calls a channel through the router, as the page does; what comes back is checked against the contract. */
  readonly call: <Name extends ChannelName>(
    channel: Name,
    input: InputOf<Name>,
  ) => Promise<Result<ValueOf<Name>, FailureOf<Name>>>;
  /** Calls a channel that must succeed, and gives its value. For arranging; throws with the failure's kind. */
  readonly value: <Name extends ChannelName>(channel: Name, input: InputOf<Name>) => Promise<ValueOf<Name>>;
  readonly deps: OpenDeps;
  /** What a handler of the open vault gets, for tests of stores. Throws while no vault is open. */
  readonly vaultDeps: () => VaultDeps;
  readonly clock: TestClock;
  readonly host: TestHost;
  /** A temporary folder that goes away with `close`. */
  readonly folder: string;
  /** Id and folder of the vault made last. */
  readonly vault: () => { readonly id: VaultId; readonly folder: string };
  /** Makes a vault with `testPassphrase` and leaves it open. */
  readonly createVault: () => Promise<void>;
  /** Closes the vault and opens it again, as after a lock. */
  readonly lockAndReopen: () => Promise<void>;
  readonly close: () => void;
}

export interface TestCoreOptions {
  /** Default `2026-03-02T09:15:00.000Z`. */
  readonly now?: Instant;
  readonly today?: CivilDate;
  /** Default: the one the tests run on. */
  readonly laptop?: LaptopSystem;
  /** The packaged program's own file. Default: none. */
  readonly executable?: string;
  /** The file of an organisation: an object, or its very text. Default: none. */
  readonly policy?: unknown;
}

/** Core as the app runs it, on real files in a temporary folder. Close it at the end of the test. */
export function createTestCore(options: TestCoreOptions = {}): TestCore {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-test-'));
  const clock = createTestClock(options.now ?? '2026-03-02T09:15:00.000Z', options.today);
  const host = createTestHost();
  const policyPath = join(folder, 'policy.json');
  if (options.policy !== undefined) {
    writeFileSync(
      policyPath,
      typeof options.policy === 'string' ? options.policy : JSON.stringify(options.policy),
    );
  }
  const deps = createDeps({
    policyPath,
    ...(options.executable === undefined ? {} : { executable: options.executable }),
    settingsFolder: join(folder, 'settings'),
    documentsFolder: join(folder, 'documents'),
    resourcesFolder: resolve(import.meta.dirname, '../../resources'),
    host,
    clock,
    passphraseCost: testCost,
    ...(options.laptop === undefined ? {} : { laptop: options.laptop }),
  });
  const faults: unknown[] = [];
  const router = createRouter(contract, handlers, deps, {
    checkOutput: true,
    report: ({ cause }) => faults.push(cause),
  });

  let created: { readonly id: VaultId; readonly folder: string } | null = null;

  async function createVault(): Promise<void> {
    // As `vault.create`, without half a second for weighing the passphrase.
    const made = await createVaultFolder({
      parent: join(folder, 'documents', 'Dossier'),
      name: 'Test',
      ownerName: 'An advocate',
      passphrase: testPassphrase,
      cost: testCost,
      clock,
      newId: deps.newId,
    });
    if (!made.ok) throw new Error(`The test vault was not made: ${made.error.kind}`);
    const id = made.value.unlocked.header.vaultId;
    created = { id, folder: made.value.folder };
    deps.knownVaults.remember({ id, folder: made.value.folder, lastOpenedAt: null, lastSeen: null });
    await value('vault.unlock', { id, passphrase: testPassphrase });
  }

  async function lockAndReopen(): Promise<void> {
    if (created === null) throw new Error('Make a vault first');
    await value('vault.prepareLock', {});
    await value('vault.unlock', { id: created.id, passphrase: testPassphrase });
  }

  async function call<Name extends ChannelName>(
    channel: Name,
    input: InputOf<Name>,
  ): Promise<Result<ValueOf<Name>, FailureOf<Name>>> {
    const answer = await router.call(channel, input);
    // A fault of the program fails the test with its own stack, not with an incident id.
    const fault = faults.shift();
    if (fault !== undefined) throw fault;
    // The router has checked the answer against the contract of this channel.
    return answer as Result<ValueOf<Name>, FailureOf<Name>>;
  }

  async function value<Name extends ChannelName>(
    channel: Name,
    input: InputOf<Name>,
  ): Promise<ValueOf<Name>> {
    const answer = await call(channel, input);
    if (!answer.ok) throw new Error(`${channel} failed: ${JSON.stringify(answer.error)}`);
    return answer.value;
  }

  return {
    call,
    value,
    deps,
    vaultDeps: () => {
      const vault = deps.session.current();
      if (vault === null) throw new Error('No vault is open');
      return { ...deps, vault, db: vault.db, actor: vault.member, audit: vault.audit };
    },
    clock,
    host,
    folder,
    vault: () => {
      if (created === null) throw new Error('Make a vault first');
      return created;
    },
    createVault,
    lockAndReopen,
    close: () => {
      deps.session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createTestClock(start: Instant, startDay: CivilDate = start.slice(0, 10)): TestClock {
  let now = start;
  let today = startDay;
  return {
    now: () => now,
    today: () => today,
    set: (wanted, day = wanted.slice(0, 10)) => {
      now = wanted;
      today = day;
    },
  };
}

function createTestHost(): TestHost {
  const savePaths: (string | null)[] = [];
  const folders: (string | null)[] = [];
  const filePaths: (string | null)[] = [];
  const fileLists: (readonly string[])[] = [];
  const drops: (readonly string[])[] = [];
  const pdfs: (Uint8Array | null)[] = [];
  const printOutcomes: PrintOutcome[] = [];
  const requests: unknown[] = [];
  return {
    chooseSavePath: (request) => {
      requests.push(request);
      return Promise.resolve(savePaths.shift() ?? null);
    },
    chooseFile: (request) => {
      requests.push(request);
      return Promise.resolve(filePaths.shift() ?? null);
    },
    chooseFiles: (request) => {
      requests.push(request);
      return Promise.resolve(fileLists.shift() ?? []);
    },
    chooseFolder: (request) => {
      requests.push(request);
      return Promise.resolve(folders.shift() ?? null);
    },
    takeDropped: () => Promise.resolve(drops.shift() ?? []),
    printPage: () => Promise.resolve(printOutcomes.shift() ?? 'failed'),
    pageAsPdf: () => Promise.resolve(pdfs.shift() ?? null),
    answerPrint: (outcome) => {
      printOutcomes.push(outcome);
    },
    answerPdf: (pdf) => {
      pdfs.push(pdf);
    },
    answerSavePath: (path) => {
      savePaths.push(path);
    },
    answerFile: (path) => {
      filePaths.push(path);
    },
    answerFiles: (paths) => {
      fileLists.push(paths);
    },
    letFall: (paths) => {
      drops.push(paths);
    },
    answerFolder: (path) => {
      folders.push(path);
    },
    requests,
  };
}
