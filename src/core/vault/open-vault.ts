import { accessSync, constants, existsSync, statSync } from 'node:fs';
import type { MemberId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Clock } from '../../shared/kernel/time';
import type { UnlockFailure, VaultWarning } from '../../shared/vault/contract';
import { appendAuditEntry, chainContains, readChainEnd, verifyChain, type ChainEnd } from '../audit/chain';
import { createAuditSigner } from '../audit/signature';
import { errorCode, isDamage, type Connection } from '../db/driver';
import { lockFile, type FileLock } from '../db/file-lock';
import { migrate, schemaVersion, latestVersion, type Migration } from '../db/migrate';
import { migrations as shippedMigrations } from '../db/migrations';
import { closeDatabase, openDatabase } from '../db/open-database';
import { sql } from '../db/sql';
import { sweepOriginals } from '../evidence/originals';
import { finishPurges } from '../retention/finish-purge';
import { listUnfinishedPurges } from '../retention/purge-store';
import { salvageVault } from '../salvage/salvage-vault';
import { isBelow, type Argon2Floor } from './argon2';
import { signHeader, type Header } from './header';
import { countGoodHeaderCopies, headerFileNames, writeHeaderCopies } from './header-files';
import {
  auditMacKey,
  auditSigningSeed,
  backupCertificateKey,
  databaseKey,
  evidenceIdentity,
  headerMacKey,
  vaultKeyAnchor,
  type VaultKey,
} from './keys';
import { changeHeader, readNextHeader, settleNextHeader, writeNextHeader } from './next-header';
import {
  abandonRekey,
  exportDatabase,
  finishSwitch,
  prepareRekey,
  sweepAfterRekey,
  type NewKey,
} from './rekey';
import { hashPageSeals } from './page-seals';
import { leaveNoRemains, type Remains } from './remains';
import { sealVaultKey } from './sealed-key';
import type { OpenVault } from './session';
import { holdFile, holdMoment } from './hold-moment';
import { isLikelySynchronised, vaultFiles, vaultNameOf } from './vault-files';
import { stateMatchesHeader } from './vault-state';
import { verifyOpenVault } from './verify';
import { writeVerifiedCopy } from './verified-copy';
import type { WorkContext } from '../work/registry';

/** A header whose MAC is right, with what it protects. */
export interface UnlockedHeader {
  readonly header: Header;
  readonly vaultKey: VaultKey;
  readonly memberId: MemberId;
  /** The member's age identity. */
  readonly identity: string;
}

/** What shows later that something older was put back. */
export interface LastSeen extends ChainEnd {
  /** Over the pages of the closed database: see `hashPageSeals`. Only after a lock that came to its end. */
  readonly pagesHash?: Uint8Array;
}

export interface OpenOptions {
  readonly clock: Clock;
  /** What this laptop saw when the vault was last open on it; null when it never was. */
  readonly lastSeen: LastSeen | null;
  /** Told where the audit chain ends after opening and after closing. Says whether it could keep that. */
  readonly noteSeen: (seen: LastSeen) => boolean;
  readonly migrations?: readonly Migration[];
  /** What the organisation wants a guess to cost; a vault that some passphrase opens for less says so. */
  readonly passphraseFloor?: Argon2Floor | null;
}

export type OpenFailure = Extract<
  UnlockFailure,
  {
    readonly kind:
      | 'vaultNewer'
      | 'databaseMissing'
      | 'databaseDamaged'
      | 'databaseNotEncrypted'
      | 'databaseForeign'
      | 'engineWithoutEncryption'
      | 'backupFailed';
  }
>;

/** A newer header than the one that was opened counts: the secret is one that was replaced or revoked. */
interface HeaderSuperseded {
  readonly kind: 'headerSuperseded';
}

/**
 * Takes the vault's folder for this process.
 *
 * @throws the system's error when the folder cannot be written to
 */
export function lockVault(folder: string): Result<FileLock, { readonly kind: 'vaultInUse' }> {
  // Asked beforehand: SQLite would open a lock in a read-only folder for reading, and hold nothing.
  accessSync(folder, constants.W_OK);
  const locked = lockFile(vaultFiles(folder).lock);
  return locked.ok ? locked : err({ kind: 'vaultInUse' });
}

/**
 * Opens the database of an unlocked vault, brings it to the newest schema, and compares it with the header and with
 * what this laptop saw last. The lock is the vault's from here on, also when this fails.
 *
 * @throws the error of SQLite or the system when the disk or the folder refuses
 */
export function openUnlockedVault(
  folder: string,
  unlocked: UnlockedHeader,
  lock: FileLock,
  options: OpenOptions,
): Result<OpenVault, OpenFailure | HeaderSuperseded> {
  const { header, vaultKey } = unlocked;
  const key = databaseKey(vaultKey, header.vaultId, header.epoch);
  const migrations = options.migrations ?? shippedMigrations;
  let db: Connection | null = null;
  try {
    const arePagesAsLeft = comparePages(folder, options.lastSeen);
    let opened = openMigrated(folder, key, migrations);
    const mayBeBefore =
      !opened.ok && (opened.error.kind === 'databaseDamaged' || opened.error.kind === 'databaseMissing');
    const switched = mayBeBefore && finishSwitch(folder, header, key);
    if (switched) opened = openMigrated(folder, key, migrations);
    if (!opened.ok) {
      lock.release();
      return opened;
    }
    db = opened.value;
    const auditKey = auditMacKey(vaultKey, header.vaultId);
    const connection = db;
    const settled = unlessDamaged(
      () => settleNextHeader({ folder, db: connection, header, auditKey }),
      'nothingPlanned',
    );
    if (settled === 'superseded') {
      db.close();
      lock.release();
      return err({ kind: 'headerSuperseded' });
    }
    const warnings: VaultWarning[] = [];
    if (settled === 'rekeyInterrupted') warnings.push('rekeyInterrupted');
    if (switched) warnings.push('rekeyFinished');
    return ok(startVault({ folder, unlocked, lock, db, options, warnings, arePagesAsLeft }));
  } catch (failure) {
    db?.close();
    lock.release();
    if (isDamage(failure)) return err({ kind: 'databaseDamaged' });
    throw failure;
  }
}

function openMigrated(
  folder: string,
  key: Uint8Array,
  migrations: readonly Migration[],
): Result<Connection, OpenFailure> {
  const path = vaultFiles(folder).database;
  const latest = latestVersion(migrations);
  const opened = openDatabase(path, key, latest);
  if (!opened.ok) {
    return opened.error.kind === 'databaseNewer' ? err({ kind: 'vaultNewer' }) : err(opened.error);
  }
  const db = opened.value;
  try {
    const found = schemaVersion(db);
    if (found < latest) {
      const copy = `${path}.before-${latest}`;
      // One that is left from an earlier try was verified then, and is of the same state: that try changed nothing.
      const kept = statSync(copy, { throwIfNoEntry: false }) !== undefined;
      if (found > 0 && !kept && !writeVerifiedCopy(db, key, copy)) {
        db.close();
        return err({ kind: 'backupFailed' });
      }
      migrate(db, migrations);
    }
    return ok(db);
  } catch (failure) {
    db.close();
    throw failure;
  }
}

/** How many of the newest audit entries are checked at each opening; `vault.verify` checks all. */
const auditEntriesChecked = 200;

function startVault(parts: {
  readonly folder: string;
  readonly unlocked: UnlockedHeader;
  readonly lock: FileLock;
  readonly db: Connection;
  readonly options: OpenOptions;
  readonly warnings: readonly VaultWarning[];
  readonly arePagesAsLeft: boolean;
}): OpenVault {
  const { folder, lock, options } = parts;
  const { memberId, identity } = parts.unlocked;
  const { vaultId } = parts.unlocked.header;
  const name = vaultNameOf(folder);
  // What a new vault key or a change of members replaces, all at once.
  let held = holdKeys(folder, parts.unlocked.header, parts.unlocked.vaultKey, parts.db);
  let isClosed = false;
  let isRekeying = false;

  const reasonsForReading = compareWithPast(
    held.db,
    held.header,
    held.auditKey,
    options.lastSeen,
    parts.arePagesAsLeft,
  );
  let readOnly = reasonsForReading.length > 0;
  let warnings: readonly VaultWarning[] = [...reasonsForReading, ...parts.warnings];
  if (isLikelySynchronised(folder)) warnings = [...warnings, 'folderMayBeSynchronised'];

  function append(entry: Parameters<OpenVault['audit']>[0]): void {
    if (readOnly) return;
    appendAuditEntry(held.db, held.auditKey, { ...entry, at: options.clock.now(), memberId });
  }

  /** Others than the one who opens it are raised when they open it; her own was not, where nothing could be written. */
  function isBelowFloor(): boolean {
    const floor = options.passphraseFloor ?? null;
    return held.header.slots.some((slot) => slot.kind === 'passphrase' && isBelow(slot.keyDerivation, floor));
  }

  /** For opening and closing, which must succeed on a full disk too. */
  function appendIfRoom(action: 'vault.unlocked' | 'vault.locked'): boolean {
    try {
      append({ action, subjectId: null, caseId: null });
      return true;
    } catch (failure) {
      if (!isFullDisk(failure) && !isDamage(failure)) throw failure;
      return false;
    }
  }

  function memberName(): string {
    const read = () => held.db.get<{ name: string }>(sql`SELECT name FROM members WHERE id = ${memberId}`);
    return unlessDamaged(() => read()?.name ?? '', '');
  }

  function hasRekeyPlanned(): boolean {
    return readNextHeader(held.db)?.change.kind === 'rekey';
  }

  function clearRemains(): Remains {
    if (isRekeying) throw new Error('The file can not be written anew while a new key is being made');
    // Its copies of originals and of the database would hold what was deleted.
    if (hasRekeyPlanned()) abandonRekey({ folder, db: held.db });
    warnings = warnings.filter((warning) => warning !== 'rekeyInterrupted');
    return leaveNoRemains({ folder, db: held.db });
  }

  /** Goes on with purges that a crash or a full disk has interrupted. Whatever fails, the vault opens all the same. */
  function finishWhatWasPurged(): 'purgeFinished' | 'purgeUnfinished' | null {
    if (unlessDamaged(() => listUnfinishedPurges(held.db).length, 0) === 0) return null;
    try {
      const place = { folder, db: held.db, clock: options.clock, leaveNoRemains: clearRemains };
      return finishPurges(place) === 0 ? 'purgeFinished' : 'purgeUnfinished';
    } catch {
      return 'purgeUnfinished';
    }
  }

  if (readOnly) {
    held.db.setReadOnly(true);
  } else {
    try {
      unlessDamaged(() => {
        sweepOriginals(held.originals, held.db);
        if (!hasRekeyPlanned()) sweepAfterRekey({ folder, db: held.db });
      }, undefined);
    } catch (failure) {
      // What is left over waits for an opening with room.
      if (!isFullDisk(failure)) throw failure;
    }
    const purged = finishWhatWasPurged();
    if (purged !== null) warnings = [...warnings, purged];
    const mended = mendHeader(folder, held.header);
    if (mended !== null) warnings = [...warnings, mended];
    if (!appendIfRoom('vault.unlocked')) warnings = [...warnings, 'diskFull'];
    if (!options.noteSeen(readChainEnd(held.db))) warnings = [...warnings, 'laptopFilesNotWritten'];
  }

  /** The header of the new key is on the disk. Whatever fails from here on is mended by the next opening. */
  function switchTo(next: NewKey, context: WorkContext): Awaited<ReturnType<OpenVault['rekey']>> {
    isClosed = true;
    try {
      closeDatabase(held.db);
      const key = databaseKey(next.vaultKey, vaultId, next.header.epoch);
      const isThere = finishSwitch(folder, next.header, key);
      const opened = openDatabase(vaultFiles(folder).database, key);
      if (!isThere || !opened.ok) throw new Error('The database of the new key is not there');
      held = holdKeys(folder, next.header, next.vaultKey, opened.value);
    } catch {
      // The vault is closed, and its next opening either goes on here or says what is wrong.
      lock.release();
      return err({ kind: 'openAgain' });
    }
    isClosed = false;
    context.report({ step: 'sweep', done: 0, total: null });
    warnings = warnings.filter((warning) => warning !== 'rekeyInterrupted');
    options.noteSeen(readChainEnd(held.db));
    sweepAfterRekey({ folder, db: held.db });
    return ok(null);
  }

  return {
    id: vaultId,
    name,
    member: memberId,
    // The same for as long as the vault is open, whatever file stands behind it.
    db: {
      all: (query) => held.db.all(query),
      get: (query) => held.db.get(query),
      run: (statement) => held.db.run(statement),
      transaction: (work) => held.db.transaction(work),
    },
    get originals() {
      return held.originals;
    },
    audit: append,
    get auditSigner() {
      return createAuditSigner(auditSigningSeed(held.vaultKey, vaultId));
    },
    header: () => held.header,
    slotContent: (of) => ({
      identity: of,
      anchor: vaultKeyAnchor(held.vaultKey, vaultId, held.header.epoch),
    }),
    changeMembers: async (wanted, change) => {
      const base = held.header;
      if (isRekeying) throw new Error('Members can not change while a new key is being made');
      const recipients = wanted.members.map((member) => member.recipient);
      const sealed = await sealVaultKey(held.vaultKey, recipients);
      if (held.header !== base || wanted.base !== base) throw new Error('The header changed meanwhile');
      const { mac: _mac, checksum: _checksum, ...body } = base;
      const epochs = new Set(wanted.slots.map((slot) => slot.anchorEpoch));
      const header = signHeader(
        {
          ...body,
          sequence: base.sequence + 1,
          members: [...wanted.members],
          slots: [...wanted.slots],
          sealedVaultKey: Buffer.from(sealed).toString('base64'),
          earlierAnchors: base.earlierAnchors.filter((anchor) => epochs.has(anchor.epoch)),
        },
        headerMacKey(held.vaultKey, vaultId),
      );
      // Its header would follow this one no more. What it wrote can be written again.
      if (hasRekeyPlanned()) abandonRekey({ folder, db: held.db });
      changeHeader({ folder, db: held.db, auditKey: held.auditKey }, header, {
        kind: 'members',
        at: options.clock.now(),
        by: memberId,
        ...change,
      });
      held = { ...held, header };
      warnings = warnings.filter((warning) => warning !== 'rekeyInterrupted');
    },
    hasRekeyPlanned,
    rekey: async (context, isQuiet) => {
      const vault = { folder, ...held, member: memberId, identity, clock: options.clock };
      isRekeying = true;
      try {
        const next = await prepareRekey(vault, context, isQuiet);
        if (next === null || !exportDatabase(vault, next, context)) {
          abandonRekey(vault);
          return err({ kind: 'copyNotVerified' });
        }
        context.report({ step: 'header', done: 0, total: null });
        writeNextHeader(folder, next.header);
        context.report({ step: 'switch', done: 0, total: null });
        return switchTo(next, context);
      } catch (failure) {
        // The vault was locked meanwhile: the plan stays, so that the work can go on after the next opening.
        if (isClosed) return err({ kind: 'cancelled' });
        abandonRekey(vault);
        if (context.signal.aborted) return err({ kind: 'cancelled' });
        throw failure;
      } finally {
        isRekeying = false;
      }
    },
    describe: () => ({
      id: vaultId,
      name,
      memberName: memberName(),
      readOnly,
      warnings: [...warnings, ...(isBelowFloor() ? (['passphraseBelowFloor'] as const) : [])],
    }),
    continueAnyway: () => {
      if (!readOnly) return;
      held.db.setReadOnly(false);
      readOnly = false;
      held.db.transaction(() => {
        held.db.run(sql`
          UPDATE vault_state SET epoch = ${held.header.epoch}, header_sequence = ${held.header.sequence}
          WHERE singleton = 1
        `);
        append({ action: 'vault.warningAccepted', subjectId: null, caseId: null });
      });
      warnings = warnings.filter((warning) => !reasonsForReading.includes(warning));
      options.noteSeen(readChainEnd(held.db));
    },
    verifyAuditChain: () => verifyChain(held.db, held.auditKey),
    holdMoment: () => holdMoment({ folder, ...held }),
    leaveNoRemains: clearRemains,
    backupKeys: () => ({
      epoch: held.header.epoch,
      databaseKey: held.databaseKey.slice(),
      certificateKey: backupCertificateKey(held.vaultKey, vaultId),
    }),
    verify: (work) => verifyOpenVault({ folder, ...held }, work),
    salvage: async (work, wanted) => {
      const release = holdFile(held.db);
      const { header, vaultKey } = held;
      try {
        return await salvageVault(folder, { header, vaultKey, memberId, identity }, work, wanted);
      } finally {
        release();
      }
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      let end: ChainEnd | null = null;
      try {
        appendIfRoom('vault.locked');
        end = unlessDamaged(() => readChainEnd(held.db), null);
        if (!readOnly && end !== null) options.noteSeen(end);
      } finally {
        try {
          closeDatabase(held.db);
          if (!readOnly && end !== null)
            options.noteSeen({ ...end, pagesHash: hashPageSeals(vaultFiles(folder).database) });
        } finally {
          lock.release();
        }
      }
    },
  };
}

function holdKeys(folder: string, header: Header, vaultKey: VaultKey, db: Connection) {
  return {
    db,
    header,
    vaultKey,
    databaseKey: databaseKey(vaultKey, header.vaultId, header.epoch),
    auditKey: auditMacKey(vaultKey, header.vaultId),
    originals: { folder, keys: evidenceIdentity(vaultKey, header.vaultId) },
  };
}

/** False when the file is not the one this laptop closed. Asked before anything is written to it. */
function comparePages(folder: string, lastSeen: LastSeen | null): boolean {
  const path = vaultFiles(folder).database;
  if (lastSeen?.pagesHash === undefined || !existsSync(path)) return true;
  return Buffer.from(hashPageSeals(path)).equals(lastSeen.pagesHash);
}

/** Why the vault is to be opened for reading only; empty when all is as it was left. */
function compareWithPast(
  db: Connection,
  header: Header,
  auditKey: Uint8Array,
  lastSeen: LastSeen | null,
  arePagesAsLeft: boolean,
): readonly VaultWarning[] {
  const reasons: VaultWarning[] = [];
  if (!unlessDamaged(() => stateMatchesHeader(db, header), false)) reasons.push('headerFromAnotherMoment');
  const hasBroken = () => {
    const from = Math.max(1, readChainEnd(db).sequence - auditEntriesChecked);
    return verifyChain(db, auditKey, from).brokenAt !== null;
  };
  if (unlessDamaged(hasBroken, true)) reasons.push('auditChainBroken');
  else if (lastSeen !== null && !chainContains(db, lastSeen)) reasons.push('olderThanLastSeen');
  // Whoever opened the vault elsewhere has left entries, and changed the file for a reason.
  else if (!arePagesAsLeft && readChainEnd(db).sequence === lastSeen?.sequence)
    reasons.push('pagesFromAnotherMoment');
  return reasons;
}

/** A damaged page must not keep anyone from reading the others. */
function unlessDamaged<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work();
  } catch (failure) {
    if (!isDamage(failure)) throw failure;
    return otherwise;
  }
}

/** Writes a damaged, missing or older copy of the header again; null when both were as they should be. */
function mendHeader(folder: string, header: Header): 'headerCopyMended' | 'headerCopyDamaged' | null {
  if (countGoodHeaderCopies(folder, header) === headerFileNames.length) return null;
  try {
    writeHeaderCopies(folder, header);
    return 'headerCopyMended';
  } catch (failure) {
    if (!isFullDisk(failure)) throw failure;
    return 'headerCopyDamaged';
  }
}

export function isFullDisk(failure: unknown): boolean {
  const code = errorCode(failure);
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT';
}
