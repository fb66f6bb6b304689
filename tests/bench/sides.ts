import { join } from 'node:path';
import { appendAuditEntry } from '../../src/core/audit/chain';
import { connect, type Connection } from '../../src/core/db/driver';
import { lockFile } from '../../src/core/db/file-lock';
import { migrate } from '../../src/core/db/migrate';
import { migrations } from '../../src/core/db/migrations';
import { applySettings, closeDatabase } from '../../src/core/db/open-database';
import { handlers } from '../../src/core/handlers';
import { createRouter } from '../../src/core/kernel/router';
import { openUnlockedVault, type UnlockedHeader } from '../../src/core/vault/open-vault';
import type { OpenVault } from '../../src/core/vault/session';
import { readVaultHeaders, unlockHeader } from '../../src/core/vault/unlock-vault';
import { vaultFiles } from '../../src/core/vault/vault-files';
import { contract } from '../../src/shared/contract';
import { testPassphrase, type TestCore } from '../support/core';

/** The same program on one of two databases: the vault's, or a plain one that differs in having no key. */
export interface Side {
  readonly name: 'vault' | 'plain';
  /** `call`, `value` and `vaultDeps` lead to this side's database. Answers are not checked, as in the shipped program. */
  readonly core: TestCore;
  /** Opens the file again with all that follows an unlock but the key's derivation; gives back what closes it. */
  readonly open: () => OpenVault;
  /** Closes what is open, for `open` to be measured. */
  readonly close: () => void;
}

export async function createSides(core: TestCore): Promise<readonly [Side, Side]> {
  await core.createVault();
  const { folder } = core.vault();
  // Kept by hand from here on: the session of the test core closes one vault when another is opened.
  core.deps.session.close();
  const unlocked = await unlock(folder);
  const vault = createSide(core, 'vault', () => openVault(core, folder, unlocked));
  const likeness = vault.open();

  const path = join(core.folder, 'plain.db');
  const made = openPlain(path);
  migrate(made, migrations);
  closeDatabase(made);
  const plain = createSide(core, 'plain', () => plainVault(core, path, likeness));
  plain.open();
  return [vault, plain];
}

function createSide(core: TestCore, name: Side['name'], openAnew: () => OpenVault): Side {
  let current: OpenVault | null = null;
  const deps = {
    ...core.deps,
    session: { ...core.deps.session, current: () => current, open: () => {}, close: () => {} },
  };
  const router = createRouter(contract, handlers, deps, {
    checkOutput: false,
    report: ({ cause }) => {
      throw cause;
    },
  });
  return {
    name,
    core: {
      ...core,
      deps,
      // What a handler gives is what the contract of its channel says; the router's types do not know the channel.
      call: ((channel, input) => router.call(channel, input)) as TestCore['call'],
      value: (async (channel, input) => {
        const answer = await router.call(channel, input);
        if (!answer.ok) throw new Error(`${channel} failed: ${JSON.stringify(answer.error)}`);
        return answer.value;
      }) as TestCore['value'],
      vaultDeps: () => {
        if (current === null) throw new Error('This side is closed');
        return { ...deps, vault: current, db: current.db, actor: current.member, audit: current.audit };
      },
    },
    open: () => (current = openAnew()),
    close: () => {
      current?.close();
      current = null;
    },
  };
}

async function unlock(folder: string): Promise<UnlockedHeader> {
  const headers = readVaultHeaders(folder);
  const newest = headers.ok ? headers.value[0] : undefined;
  if (newest === undefined) throw new Error('The vault has no header');
  const unlocked = await unlockHeader(newest, testPassphrase);
  if (!unlocked.ok) throw new Error(`The vault was not unlocked: ${unlocked.error.kind}`);
  return unlocked.value;
}

function openVault(core: TestCore, folder: string, unlocked: UnlockedHeader): OpenVault {
  const lock = lockFile(vaultFiles(folder).lock);
  if (!lock.ok) throw new Error('The vault is in use');
  const opened = openUnlockedVault(folder, unlocked, lock.value, {
    clock: core.clock,
    lastSeen: null,
    noteSeen: () => true,
  });
  if (!opened.ok) throw new Error(`The vault did not open: ${opened.error.kind}`);
  return opened.value;
}

function openPlain(path: string): Connection {
  const connection = connect(path);
  connection.pragma('locking_mode = EXCLUSIVE');
  applySettings(connection);
  return connection;
}

const auditKey = Buffer.alloc(32, 7);

function plainVault(core: TestCore, path: string, likeness: OpenVault): OpenVault {
  const db = openPlain(path);
  const audit: OpenVault['audit'] = (entry) =>
    appendAuditEntry(db, auditKey, { ...entry, at: core.clock.now(), memberId: likeness.member });
  audit({ action: 'vault.unlocked', subjectId: null, caseId: null });
  return { ...likeness, db, audit, close: () => closeDatabase(db) };
}
