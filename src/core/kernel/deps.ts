import type { MemberId } from '../../shared/kernel/ids';
import type { Clock } from '../../shared/kernel/time';
import type { AuditEntryDraft } from '../../shared/audit/schemas';
import type { PageFoot, PrintOutcome } from '../../shared/shell/protocol';
import type { WritableDatabase } from '../db/database';
import type { LaptopSystem } from '../laptop/check';
import type { OrganisationPolicy } from '../policy/read-policy';
import type { RecoveryDrafts } from '../recovery/drafts';
import type { Rehearsals } from '../recovery/rehearsals';
import type { SettingsStore } from '../settings/store';
import type { LaptopNotes } from '../updates/laptop-notes';
import type { Argon2Cost } from '../vault/argon2';
import type { PassphraseAttempts } from '../vault/attempts';
import type { KnownVaults } from '../vault/known-vaults';
import type { OpenVault, Session } from '../vault/session';
import type { WorkRegistry } from '../work/registry';

/** A kind of file in a system dialog, e.g. `{ name: 'Word', extensions: ['docx'] }`. */
export interface FileKind {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** What core asks of the shell around it: dialogs and the like. In tests and on the command line a stand-in answers. */
export interface Host {
  /** The path chosen, or null when the dialog was cancelled. */
  readonly chooseSavePath: (request: {
    readonly title: string;
    readonly suggestedName: string;
    readonly kinds: readonly FileKind[];
  }) => Promise<string | null>;
  readonly chooseFile: (request: {
    readonly title: string;
    readonly kinds: readonly FileKind[];
  }) => Promise<string | null>;
  /** The paths chosen; none when the dialog was cancelled. */
  readonly chooseFiles: (request: { readonly title: string }) => Promise<readonly string[]>;
  readonly chooseFolder: (request: { readonly title: string }) => Promise<string | null>;
  /** The paths of what a person has just let fall on the window. They are given once; none when nothing was. */
  readonly takeDropped: () => Promise<readonly string[]>;
  /** Prints what the page shows for printing, through the system's dialog. */
  readonly printPage: () => Promise<PrintOutcome>;
  /** The same as a PDF in memory, with this at the foot of each page; null when there is no page, or it could not be made. */
  readonly pageAsPdf: (foot?: PageFoot) => Promise<Uint8Array | null>;
}

/** What every handler gets. */
export interface OpenDeps {
  readonly clock: Clock;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
  readonly host: Host;
  /** The folder `resources/` of the program: procedures, templates, word lists. */
  readonly resourcesFolder: string;
  /** The person's own documents; new vaults go into `Dossier` below it. */
  readonly documentsFolder: string;
  /** The system underneath, for the question whether this laptop is fit. */
  readonly laptop: LaptopSystem;
  readonly settings: SettingsStore;
  /** What the organisation decides for this laptop. */
  readonly policy: OrganisationPolicy;
  readonly session: Session;
  /** The program's own file, as the system runs it; null where none was packaged. */
  readonly executable: string | null;
  /** Where an update is laid ready for an administrator. */
  readonly stagingFolder: string;
  /** What is known of locked vaults before the program is exchanged. */
  readonly updateNotes: LaptopNotes;
  /** The vaults this laptop remembers. */
  readonly knownVaults: KnownVaults;
  /** Wrong passphrases so far, and the wait that follows from them. */
  readonly attempts: PassphraseAttempts;
  /** When recovery sheets were rehearsed at the lock screen. */
  readonly rehearsals: Rehearsals;
  /** Recovery papers that do not count yet. */
  readonly recoveryDrafts: RecoveryDrafts;
  /** What deriving a key from a new passphrase costs. */
  readonly passphraseCost: Argon2Cost | 'calibrated';
  /** Runs what takes longer than a person waits without a word, with progress, pause and cancel. */
  readonly work: WorkRegistry;
}

/** What a handler of an open vault gets besides. */
export interface VaultDeps extends OpenDeps {
  readonly vault: OpenVault;
  readonly db: WritableDatabase;
  /** The member who unlocked the vault. */
  readonly actor: MemberId;
  /** Appends to the audit chain, in the transaction under way when there is one. */
  readonly audit: (entry: AuditEntryDraft) => void;
}

export function vaultDepsOf(deps: OpenDeps, vault: OpenVault): VaultDeps {
  return { ...deps, db: vault.db, actor: vault.member, audit: vault.audit, vault };
}
