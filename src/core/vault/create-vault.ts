import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { memberIdSchema, vaultIdSchema } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Clock } from '../../shared/kernel/time';
import { vaultNameMaxLength } from '../../shared/vault/contract';
import { appendAuditEntry } from '../audit/chain';
import { migrate } from '../db/migrate';
import { migrations } from '../db/migrations';
import { closeDatabase, createDatabase } from '../db/open-database';
import { sql } from '../db/sql';
import { syncFolder } from '../kernel/atomic-file';
import { costOfNewPassphrase, type Argon2Cost, type Argon2Floor } from './argon2';
import { signHeader } from './header';
import { headerFileNames, writeHeaderCopies } from './header-files';
import { auditMacKey, databaseKey, headerMacKey, vaultKeyAnchor, vaultKeyBytes } from './keys';
import type { UnlockedHeader } from './open-vault';
import { createPassphraseSlot } from './passphrase-slot';
import { sealVaultKey } from './sealed-key';
import { vaultFiles, vaultFolderIn } from './vault-files';

export type CreateFolderFailure =
  | { readonly kind: 'nameNotUsable' }
  | { readonly kind: 'nameTaken' }
  | { readonly kind: 'folderInsideVault' }
  | { readonly kind: 'engineWithoutEncryption' };

export interface CreateVaultOptions {
  /** Folder to make the vault's folder in; made when it is not there. */
  readonly parent: string;
  readonly name: string;
  readonly ownerName: string;
  readonly passphrase: string;
  readonly cost: Argon2Cost | 'calibrated';
  /** What the organisation wants it to cost at least; left out where it wants nothing. */
  readonly floor?: Argon2Floor | null;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * Makes a vault with one member and one passphrase slot, and leaves it closed. It is made under another name and takes
 * its own when it is whole: a failure or a power cut leaves no half vault.
 *
 * @throws the error of SQLite or the system when the disk or the folder refuses; nothing is left then
 */
export async function createVaultFolder(
  options: CreateVaultOptions,
): Promise<Result<{ readonly folder: string; readonly unlocked: UnlockedHeader }, CreateFolderFailure>> {
  const name = options.name.normalize('NFC').trim();
  if (!isUsableName(name)) return err({ kind: 'nameNotUsable' });
  if (isInsideVault(options.parent)) return err({ kind: 'folderInsideVault' });
  const folder = vaultFolderIn(options.parent, name);
  if (existsSync(folder)) return err({ kind: 'nameTaken' });

  mkdirSync(options.parent, { recursive: true });
  const unfinished = mkdtempSync(join(options.parent, '.dossier-unfinished-'));
  try {
    const filled = await fillVaultFolder(unfinished, options);
    if (!filled.ok) {
      rmSync(unfinished, { recursive: true, force: true });
      return filled;
    }
    renameSync(unfinished, folder);
    syncFolder(options.parent);
    return ok({ folder, unlocked: filled.value });
  } catch (failure) {
    rmSync(unfinished, { recursive: true, force: true });
    throw failure;
  }
}

/**
 * True for what may name a folder on Windows, macOS and Linux alike. Source: Microsoft, "Naming Files, Paths, and
 * Namespaces".
 */
export function isUsableName(name: string): boolean {
  // The ending, the unfinished name and Windows' limit of 260 signs for a path leave less than a file name's 255.
  if (name === '' || name.length > vaultNameMaxLength) return false;
  // Control signs, what separates paths or names devices, and signs that turn the direction of writing.
  if (/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]/u.test(name)) return false;
  if (/^[. ]|[. ]$/.test(name)) return false;
  return !/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i.test(name);
}

/** True for a folder in a vault, or in a backup of one. */
export function isInsideVault(folder: string): boolean {
  if (headerFileNames.some((name) => existsSync(join(folder, name)))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInsideVault(parent);
}

async function fillVaultFolder(
  folder: string,
  options: CreateVaultOptions,
): Promise<Result<UnlockedHeader, { readonly kind: 'engineWithoutEncryption' }>> {
  const { clock, newId } = options;
  const vaultKey = new Uint8Array(randomBytes(vaultKeyBytes));
  const vaultId = vaultIdSchema.parse(newId());
  const memberId = memberIdSchema.parse(newId());
  const epoch = 1;
  const sequence = 1;
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const cost = await costOfNewPassphrase(options.cost, options.floor ?? null);
  const slot = await createPassphraseSlot({
    vaultId,
    slotId: newId(),
    memberId,
    epoch,
    passphrase: options.passphrase,
    cost,
    content: { identity, anchor: vaultKeyAnchor(vaultKey, vaultId, epoch) },
  });
  const sealed = await sealVaultKey(vaultKey, [recipient]);
  const header = signHeader(
    {
      format: 'dossier-vault',
      formatVersion: 1,
      sequence,
      vaultId,
      epoch,
      members: [{ memberId, kind: 'advocate', recipient }],
      slots: [slot],
      sealedVaultKey: Buffer.from(sealed).toString('base64'),
      earlierAnchors: [],
    },
    headerMacKey(vaultKey, vaultId),
  );

  const created = createDatabase(vaultFiles(folder).database, databaseKey(vaultKey, vaultId, epoch));
  if (!created.ok) return created;
  const db = created.value;
  try {
    migrate(db, migrations);
    db.transaction(() => {
      const now = clock.now();
      db.run(sql`
        INSERT INTO vault_state (singleton, vault_id, epoch, header_sequence, created_at)
        VALUES (1, ${vaultId}, ${epoch}, ${sequence}, ${now})
      `);
      db.run(sql`
        INSERT INTO members (id, name, created_at) VALUES (${memberId}, ${options.ownerName}, ${now})
      `);
      appendAuditEntry(db, auditMacKey(vaultKey, vaultId), {
        at: now,
        memberId,
        action: 'vault.created',
        subjectId: null,
        caseId: null,
      });
    });
  } catch (failure) {
    db.close();
    throw failure;
  }
  closeDatabase(db);
  writeHeaderCopies(folder, header);
  return ok({ header, vaultKey, memberId, identity });
}
