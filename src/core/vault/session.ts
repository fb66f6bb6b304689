import type { AuditEntryDraft } from '../../shared/audit/schemas';
import type { MemberId, VaultId } from '../../shared/kernel/ids';
import type { UnlockedVault, VaultReport } from '../../shared/vault/contract';
import type { ChainReport } from '../audit/chain';
import type { AuditSigner } from '../audit/signature';
import type { WritableDatabase } from '../db/database';
import type { salvageVault, SalvageOptions } from '../salvage/salvage-vault';
import type { Result } from '../../shared/kernel/result';
import type { WorkContext } from '../work/registry';
import type { Header, Member, Slot } from './header';
import type { MembersChange } from './next-header';
import type { SlotContent } from './slot-content';
import type { Remains } from './remains';
import type { VerifyWork } from './verify';
import type { OriginalsPlace } from '../evidence/originals';

/** The vault at one moment, for somebody who copies its files while it is written to. */
export interface HeldMoment {
  readonly folder: string;
  readonly header: Header;
  /** Copies of keys, to be filled with zeros by whoever took them. */
  readonly databaseKey: Uint8Array;
  readonly certificateKey: Uint8Array;
  /** Rows in every table, by its name. */
  readonly rows: Readonly<Record<string, number>>;
  /** Lets writes into the database file again. To be called as soon as the file has been copied. */
  readonly release: () => void;
}

/** What a finished backup of the vault's present epoch is tested with. Copies, to be filled with zeros after use. */
export interface BackupKeys {
  readonly epoch: number;
  readonly databaseKey: Uint8Array;
  readonly certificateKey: Uint8Array;
}

/** A vault that has been unlocked in this process. */
export interface OpenVault {
  readonly id: VaultId;
  /** The folder's name without `.dossier`, as the person chose it. */
  readonly name: string;
  readonly member: MemberId;
  readonly db: WritableDatabase;
  /** Where the originals of the evidence lie, and what they are encrypted to and opened with. */
  readonly originals: OriginalsPlace;
  /** Appends to the audit chain. A vault opened for reading only keeps no record of being read. */
  readonly audit: (entry: AuditEntryDraft) => void;
  /** Signs audit logs that leave the vault. */
  readonly auditSigner: AuditSigner;
  /** Who can open the vault, as it stands on the disk. */
  readonly header: () => Header;
  /** What a slot written today protects: a member's age identity, and the anchor of the vault key of `header().epoch`. */
  readonly slotContent: (identity: string) => SlotContent;
  /**
   * Writes a header with these members and slots, and lets the database follow, in a way that stands a crash at every
   * point. A re-key that was interrupted is given up.
   *
   * @param wanted.base the header that the new one was thought up from; throws when it is no longer the current one
   */
  readonly changeMembers: (
    wanted: { readonly base: Header; readonly members: readonly Member[]; readonly slots: readonly Slot[] },
    change: Omit<MembersChange, 'kind' | 'at' | 'by'>,
  ) => Promise<void>;
  /** True when a new key was being made and the work was interrupted. */
  readonly hasRekeyPlanned: () => boolean;
  /**
   * Gives the vault a new key, or goes on with an interrupted work of this kind. Members keep their secrets. Core answers
   * nothing else while the database itself is written anew.
   *
   * @param isQuiet true when no other long work is under way; it is waited for
   */
  readonly rekey: (
    context: WorkContext,
    isQuiet: () => boolean,
  ) => Promise<
    Result<
      null,
      | { readonly kind: 'cancelled' }
      /** What was written did not stand the test. All is as before. */
      | { readonly kind: 'copyNotVerified' }
      /** The new key counts, the vault is closed, and its next opening finishes the rest. */
      | { readonly kind: 'openAgain' }
    >
  >;
  /** What the page is told about it. */
  readonly describe: () => UnlockedVault;
  /** Ends reading only, and settles what it was for: header and database count as belonging together again. */
  readonly continueAnyway: () => void;
  /** Follows the audit chain from its first entry. */
  readonly verifyAuditChain: () => ChainReport;
  /** Checks everything there is to check. Writes the log into the database file first. */
  readonly verify: (work?: VerifyWork) => Promise<VaultReport>;
  /**
   * Writes all that is saved into the database file and leaves that file as it is from then on, while further writes go
   * to the log alone. Whoever checks the vault meanwhile ends that early; the copy must be compared with the file.
   */
  readonly holdMoment: () => HeldMoment;
  /**
   * Reads what is left of it into a new vault: see `salvageVault`. It stays open, and what is saved meanwhile stays in it
   * alone.
   */
  readonly salvage: (work: WorkContext, options: SalvageOptions) => ReturnType<typeof salvageVault>;
  /**
   * Writes the database file anew without what was deleted, and takes away its copies from other times. A re-key that was interrupted
   * is given up. To be called while no other work is under way; core answers nothing else meanwhile.
   */
  readonly leaveNoRemains: () => Remains;
  readonly backupKeys: () => BackupKeys;
  /** Checkpoints and closes the database and gives up the lock on the folder. */
  readonly close: () => void;
}

/** Which vault is open in this process: none or one. */
export interface Session {
  readonly current: () => OpenVault | null;
  readonly open: (vault: OpenVault) => void;
  /** A vault that recovery papers have opened and that is nobody's yet. No channel reads it but those of recovery. */
  readonly reopened: () => OpenVault | null;
  readonly reopen: (vault: OpenVault) => void;
  /** Closes the vault that is open, and the one that papers have opened, if any. */
  readonly close: () => void;
}

export function createSession(): Session {
  let vault: OpenVault | null = null;
  let reopened: OpenVault | null = null;
  const close = () => {
    const open = [vault, reopened];
    vault = null;
    reopened = null;
    for (const each of open) each?.close();
  };
  return {
    current: () => vault,
    open: (opened) => {
      close();
      vault = opened;
    },
    reopened: () => reopened,
    reopen: (opened) => {
      close();
      reopened = opened;
    },
    close,
  };
}
