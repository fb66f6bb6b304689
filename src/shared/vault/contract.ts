import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { vaultIdSchema } from '../kernel/ids';
import { interfaceLanguageSchema } from '../kernel/languages';
import { instantSchema } from '../kernel/time';
import { passphraseSchema, strengthSchema } from './passphrase';

/** A vault this laptop remembers. Where it lies is known to core alone. */
export const knownVaultSchema = z.strictObject({
  id: vaultIdSchema,
  name: z.string(),
  /** Null for one that was added and never opened here. */
  lastOpenedAt: instantSchema.nullable(),
  /** False when the folder is not there: a stick not plugged in, or a folder moved or deleted. */
  present: z.boolean(),
  /** Milliseconds until the next passphrase is tried, after wrong ones; 0 when it may be tried at once. */
  retryAfterMs: z.int().nonnegative(),
});
export type KnownVault = z.infer<typeof knownVaultSchema>;

/** What is told about a vault that opened all the same. The first four open it for reading only. */
export const vaultWarnings = [
  /** Header and database do not belong to the same moment: one of the two was put back from an older copy. */
  'headerFromAnotherMoment',
  /** The database lacks what this laptop saw in it the last time: it was put back from an older copy. */
  'olderThanLastSeen',
  /** The last entries of the audit chain do not fit together. */
  'auditChainBroken',
  /** Pages of the database are not those that this laptop left, and nobody has opened the vault since. */
  'pagesFromAnotherMoment',
  /** One of the two copies of the header was damaged or missing. It was written again from the other. */
  'headerCopyMended',
  /** One of the two copies of the header is damaged or missing, and could not be written again. */
  'headerCopyDamaged',
  /** There is no room on the disk. What is in the vault can be read; nothing can be saved. */
  'diskFull',
  /** This laptop could not note that the vault was opened. The vault itself is not concerned. */
  'laptopFilesNotWritten',
  /** A new key was being made when the program ended. The one before still counts; the work can go on. */
  'rekeyInterrupted',
  /** A new key had come to count when the program ended. What was left to do has been done now. */
  'rekeyFinished',
  /** A case was being destroyed when the program ended. What was left to do has been done now. */
  'purgeFinished',
  /** Something of a case that is being destroyed is still left; it is tried again at the next opening. */
  'purgeUnfinished',
  /** The vault lies in a folder that another program copies to the internet, as far as its name tells. */
  'folderMayBeSynchronised',
  /** A passphrase that opens it costs less to guess than the organisation wants. */
  'passphraseBelowFloor',
] as const;
export const vaultWarningSchema = z.enum(vaultWarnings);
export type VaultWarning = z.infer<typeof vaultWarningSchema>;

export const unlockedVaultSchema = z.strictObject({
  id: vaultIdSchema,
  name: z.string(),
  /** Name of the member who unlocked it. */
  memberName: z.string(),
  /** Reading only, until `vault.continueAnyway`. */
  readOnly: z.boolean(),
  warnings: z.array(vaultWarningSchema),
});
export type UnlockedVault = z.infer<typeof unlockedVaultSchema>;

export const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });

/** Why a folder does not open as a vault, whatever the passphrase. */
export const folderFailures = [
  /** Nothing is at the place where the vault was. */
  kind('vaultMissing'),
  /** The folder holds no header of a vault. */
  kind('notAVault'),
  /** Both copies of the header are damaged, or do not stand the test of the vault's own key. */
  kind('headerDamaged'),
  /** A newer version of the program wrote it. Nothing in it was touched. */
  kind('vaultNewer'),
] as const;

/** Why a vault whose header has opened does not open all the same. */
export const databaseFailures = [
  kind('databaseMissing'),
  /** The database does not open with the vault's key: damaged, or put there from another vault. */
  kind('databaseDamaged'),
  /** A plain, readable database lies in the vault's place. */
  kind('databaseNotEncrypted'),
  /** Encrypted with this vault's key, and not made by this program. */
  kind('databaseForeign'),
  /** The program's own database engine has no encryption. It refuses to work. */
  kind('engineWithoutEncryption'),
  /** The vault is of an older version, and the copy to be kept before changing it did not stand the test. */
  kind('backupFailed'),
] as const;

/** Why a passphrase is not even tried, or does not fit. */
export const passphraseFailures = [
  /** The page asked for a vault this laptop does not remember. */
  kind('vaultUnknown'),
  /** Another running program holds it. */
  kind('vaultInUse'),
  /** `retryAfterMs`: wait before the next try; 0 after the first wrong one. */
  z.strictObject({ kind: z.literal('wrongPassphrase'), retryAfterMs: z.int().nonnegative() }),
  /** Tried before the wait after a wrong passphrase was over. The passphrase was not looked at. */
  z.strictObject({ kind: z.literal('tooSoon'), retryAfterMs: z.int().positive() }),
] as const;

export const unlockFailureSchema = z.discriminatedUnion('kind', [
  ...folderFailures,
  ...passphraseFailures,
  /** A vault is open in this window already. */
  kind('vaultAlreadyOpen'),
  ...databaseFailures,
]);
export type UnlockFailure = z.infer<typeof unlockFailureSchema>;

export const vaultNameMaxLength = 60;

/** Why a vault is not made at a place. */
export const placeFailures = [
  kind('dialogCancelled'),
  /** Empty, too long, or with signs that a folder's name may not have on every system. */
  kind('nameNotUsable'),
  /** The folder has something of this name already. */
  kind('nameTaken'),
  /** The chosen place lies inside another vault. */
  kind('folderInsideVault'),
] as const;

export const createFailureSchema = z.discriminatedUnion('kind', [
  ...placeFailures,
  kind('vaultAlreadyOpen'),
  z.strictObject({ kind: z.literal('passphraseTooWeak'), strength: strengthSchema }),
  kind('engineWithoutEncryption'),
]);
export type CreateFailure = z.infer<typeof createFailureSchema>;

const checkedOriginalSchema = z.strictObject({ id: z.uuid(), caseCode: z.string() });

/** What a full check of an open vault found. Every count of problems is 0 in a healthy vault. */
export const vaultReportSchema = z.strictObject({
  healthy: z.boolean(),
  /** How many of the two copies of the header are whole and agree with the open one. */
  headerCopies: z.int().min(0).max(2),
  pages: z.int().nonnegative(),
  /** Numbers of pages whose authentication code is wrong, the first hundred. */
  damagedPages: z.array(z.int().positive()),
  /** Bytes after the last whole page; a file that was cut off has some. */
  trailingBytes: z.int().nonnegative(),
  /** Lines of the engine's two own checks; how many, because their text can quote what is stored. */
  integrityProblems: z.int().nonnegative(),
  cipherProblems: z.int().nonnegative(),
  foreignKeyProblems: z.int().nonnegative(),
  auditEntries: z.int().nonnegative(),
  /** Number of the first audit entry that does not follow from the one before; null when all do. */
  auditBrokenAt: z.int().positive().nullable(),
  /** Epoch and sequence in the database are the header's. */
  stateMatchesHeader: z.boolean(),
  /** Entries that an earlier salvage could not read. They are known, and no problem of today. */
  auditEntriesLost: z.int().nonnegative(),
  /** Passages and words of the search index that do not agree with the records; a rebuilding mends them. */
  searchProblems: z.int().nonnegative(),
  originals: z.strictObject({
    whole: z.int().nonnegative(),
    missing: z.array(checkedOriginalSchema),
    damaged: z.array(checkedOriginalSchema),
    /** Files that no record refers to. They may be all that is left of something, or of no use. */
    withoutRecord: z.int().nonnegative(),
  }),
});
export type VaultReport = z.infer<typeof vaultReportSchema>;

export const vaultContract = {
  /** The vaults this laptop remembers, last opened first. */
  'vault.list': query({
    access: 'open',
    input: noInput,
    output: z.strictObject({
      vaults: z.array(knownVaultSchema),
      /** The list could not be read and starts anew; vaults can be added again with `vault.locate`. */
      listDamaged: z.boolean(),
    }),
  }),
  /** Which vault is open, if any, and what the laptop's own files had to say at the start. */
  'vault.status': query({
    access: 'open',
    input: noInput,
    output: z.strictObject({
      open: unlockedVaultSchema.nullable(),
      /** The settings could not be read; those of a first start took their place. */
      settingsDamaged: z.boolean(),
    }),
  }),
  /** Makes a vault and leaves it open. `choose` asks for a folder first; `default` is `Dossier` in the documents. */
  'vault.create': command({
    access: 'open',
    input: z.strictObject({
      name: z.string().max(500),
      passphrase: passphraseSchema,
      ownerName: z.string().trim().min(1).max(200),
      place: z.enum(['default', 'choose']),
    }),
    output: unlockedVaultSchema,
    failure: createFailureSchema,
    touches: ['vault'],
  }),
  /** Lets the person point to a vault's folder and remembers it. */
  'vault.locate': command({
    access: 'open',
    input: noInput,
    output: z.strictObject({ id: vaultIdSchema }),
    failure: z.discriminatedUnion('kind', [
      ...folderFailures,
      kind('dialogCancelled'),
      /** Opening a backup as a vault would write to it. It is to be restored instead. */
      kind('isABackup'),
    ]),
    touches: ['vault'],
  }),
  /** Takes a vault off the list. Its folder stays where it is. */
  'vault.forget': command({
    access: 'open',
    input: z.strictObject({ id: vaultIdSchema }),
    output: z.strictObject({}),
    failure: kind('vaultUnknown'),
    touches: ['vault'],
  }),
  'vault.unlock': command({
    access: 'open',
    input: z.strictObject({ id: vaultIdSchema, passphrase: passphraseSchema }),
    output: unlockedVaultSchema,
    failure: unlockFailureSchema,
    touches: ['vault'],
  }),
  /** Goes on writing in a vault that opened for reading only, after the person has read why. Kept in the audit. */
  'vault.continueAnyway': command({
    input: noInput,
    output: unlockedVaultSchema,
    touches: ['vault'],
  }),
  /** Writes everything to the vault's files and closes them. Main ends the process afterwards: that is the lock. */
  'vault.prepareLock': command({
    access: 'open',
    input: noInput,
    output: z.strictObject({}),
    touches: ['vault'],
  }),
  /** Checks every page, every row's references, the audit chain, the header, the search index and the originals, as long work. */
  'vault.verify': command({
    input: noInput,
    output: vaultReportSchema,
    failure: kind('cancelled'),
    touches: [],
  }),
  // The next two change nothing. They are commands so that the page keeps no answer to them.
  /** Words drawn at random from a list of the language, joined by spaces; at least 85 bits: seven or eight words. */
  'vault.suggestPassphrase': command({
    access: 'open',
    input: z.strictObject({ language: interfaceLanguageSchema }),
    output: z.strictObject({ passphrase: z.string(), bits: z.number().positive() }),
    touches: [],
  }),
  /** How hard a passphrase is to guess. `context`: names and words someone who knows the person would try. */
  'vault.passphraseStrength': command({
    access: 'open',
    input: z.strictObject({
      passphrase: z.string().max(1000),
      context: z.array(z.string().max(200)).max(20),
    }),
    output: strengthSchema,
    touches: [],
  }),
};
