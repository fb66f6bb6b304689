import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { caseIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';
import { begunRecoverySchema, paperFailures, typedPapersSchema } from '../recovery/contract';
import { unlockedVaultSchema } from '../vault/contract';
import { passphraseSchema } from '../vault/passphrase';
import {
  backedUpCaseSchema,
  backupDamageSchema,
  backupFolderSchema,
  backupIdSchema,
  backupSchema,
  foundBackupSchema,
  listedBackupSchema,
  reminderDaysSchema,
} from './schemas';

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });
const notEnoughRoom = z.strictObject({
  kind: z.literal('notEnoughRoom'),
  neededBytes: z.number().positive(),
  freeBytes: z.number().nonnegative(),
});
const backupDamaged = z.strictObject({ kind: z.literal('backupDamaged'), damage: backupDamageSchema });
const wrongPassphrase = z.strictObject({
  kind: z.literal('wrongPassphrase'),
  retryAfterMs: z.int().nonnegative(),
});
const tooSoon = z.strictObject({ kind: z.literal('tooSoon'), retryAfterMs: z.int().positive() });

export const chooseFolderFailureSchema = z.discriminatedUnion('kind', [
  kind('dialogCancelled'),
  /** The organisation decides it. */
  kind('folderFixed'),
  /** The place lies inside a vault or inside a backup. */
  kind('folderInsideVault'),
  kind('folderNotWritable'),
]);
export type ChooseFolderFailure = z.infer<typeof chooseFolderFailureSchema>;

export const makeFailureSchema = z.discriminatedUnion('kind', [
  kind('dialogCancelled'),
  kind('folderFixed'),
  kind('noFolderChosen'),
  /** It was there when it was chosen: the stick is not plugged in. */
  kind('folderMissing'),
  kind('folderInsideVault'),
  kind('folderNotWritable'),
  notEnoughRoom,
  /** The disk takes no file of this length; FAT32 ends at 4 GiB. */
  kind('fileTooLarge'),
  /** The folder went away while it was written to. Earlier backups are as they were. */
  kind('folderLost'),
  kind('cancelled'),
  /** Another backup, a new key or a restore is under way. */
  kind('otherWorkUnderWay'),
  /** The vault is open for reading only, because of its warning. */
  kind('vaultReadOnly'),
  /** What was written does not read back as it should. Nothing of it counts. */
  backupDamaged,
  /** The vault's own database is damaged; a backup of it would be, too. Earlier backups stay. */
  backupDamaged.extend({ kind: z.literal('vaultFileDamaged') }),
]);
export type MakeFailure = z.infer<typeof makeFailureSchema>;

export const findFailureSchema = z.discriminatedUnion('kind', [
  kind('dialogCancelled'),
  /** The folder holds no backup of Dossier, nor does one just below it. */
  kind('notABackup'),
]);
export type FindFailure = z.infer<typeof findFailureSchema>;

const readBackupFailures = [
  /** The program was started anew since the folder was chosen. */
  kind('backupUnknown'),
  kind('backupMissing'),
  /** The header of the backup is damaged, in both its copies. */
  kind('headerDamaged'),
  kind('backupNewer'),
  backupDamaged,
  kind('cancelled'),
  kind('otherWorkUnderWay'),
] as const;
const openBackupFailures = [...readBackupFailures, wrongPassphrase, tooSoon] as const;

export const checkFailureSchema = z.discriminatedUnion('kind', [
  kind('backupMissing'),
  kind('headerDamaged'),
  kind('cancelled'),
  kind('otherWorkUnderWay'),
  backupDamaged,
  kind('backupNewer'),
  /** It was made under an earlier key of the vault and opens with the passphrase of its time only. */
  kind('earlierKey'),
]);
export type CheckFailure = z.infer<typeof checkFailureSchema>;

const placeFailures = [
  kind('vaultAlreadyOpen'),
  kind('dialogCancelled'),
  kind('nameNotUsable'),
  kind('nameTaken'),
  kind('folderInsideVault'),
  kind('folderNotWritable'),
  notEnoughRoom,
  kind('fileTooLarge'),
] as const;

export const restoreFailureSchema = z.discriminatedUnion('kind', [...openBackupFailures, ...placeFailures]);
export type RestoreFailure = z.infer<typeof restoreFailureSchema>;

export const restoreWithPapersFailureSchema = z.discriminatedUnion('kind', [
  ...readBackupFailures,
  ...placeFailures,
  ...paperFailures,
]);
export type RestoreWithPapersFailure = z.infer<typeof restoreWithPapersFailureSchema>;

export const openCasesFailureSchema = z.discriminatedUnion('kind', [
  ...openBackupFailures,
  ...paperFailures,
  /** It opens with a passphrase or a sheet of its time: it comes from another vault, or from before a new key. */
  kind('passphraseNeeded'),
]);
export type OpenCasesFailure = z.infer<typeof openCasesFailureSchema>;

export const restoreCaseFailureSchema = z.discriminatedUnion('kind', [
  /** It was closed meanwhile; its cases must be looked at anew. */
  kind('backupUnknown'),
  kind('backupMissing'),
  kind('caseNotFound'),
  kind('otherWorkUnderWay'),
  backupDamaged,
  kind('cancelled'),
  kind('vaultReadOnly'),
  notEnoughRoom,
]);
export type RestoreCaseFailure = z.infer<typeof restoreCaseFailureSchema>;

const restoreShape = {
  handle: z.uuid(),
  name: z.string().max(500),
  place: z.enum(['default', 'choose']),
  /** True to go on although some originals are damaged or missing: the rest is restored. */
  withoutDamagedOriginals: z.boolean(),
} as const;

export const backupsContract = {
  /** The folder, the backups that are known, and whether the vault itself was restored from one. */
  'backups.status': query({
    input: noInput,
    output: z.strictObject({
      /** Null until one is chosen. */
      folder: backupFolderSchema.nullable(),
      /** Newest first. */
      backups: z.array(listedBackupSchema),
      remindAfterDays: reminderDaysSchema,
      /** When this vault is itself a restored copy; null when it is not. */
      restored: z.strictObject({ at: instantSchema, takenAt: instantSchema }).nullable(),
    }),
  }),
  /** Whether it is time for a backup. */
  'backups.reminder': query({
    input: noInput,
    output: z.strictObject({
      due: z.boolean(),
      /** Whole days since the newest backup; null when there is none. */
      daysSince: z.int().nonnegative().nullable(),
    }),
  }),
  /** Asks for the folder that backups go to, and remembers it in the vault. */
  'backups.chooseFolder': command({
    input: noInput,
    output: backupFolderSchema,
    failure: chooseFolderFailureSchema,
    touches: ['backups'],
  }),
  /**
   * Copies, tests, and only then counts. Work of the kind `backup`. `choose` asks for the folder first and remembers it,
   * as `backups.chooseFolder` does.
   */
  'backups.make': command({
    input: z.strictObject({ place: z.enum(['remembered', 'choose']) }),
    output: backupSchema,
    failure: makeFailureSchema,
    touches: ['backups', 'audit'],
  }),
  /** Tests a backup once more, as if it were to be restored. Work of the kind `verify`. */
  'backups.check': command({
    input: z.strictObject({ id: backupIdSchema }),
    output: backupSchema,
    failure: checkFailureSchema,
    touches: ['backups'],
  }),
  'backups.changeReminder': command({
    input: z.strictObject({ remindAfterDays: reminderDaysSchema }),
    output: z.strictObject({}),
    touches: ['backups'],
  }),
  /** No reminder for a day. */
  'backups.putReminderAside': command({ input: noInput, output: z.strictObject({}), touches: ['backups'] }),
  /** Lets the person point to a backup, or to a folder or a stick that has some. Newest first. */
  'backups.find': command({
    access: 'open',
    input: noInput,
    output: z.strictObject({ backups: z.array(foundBackupSchema).min(1) }),
    failure: findFailureSchema,
    touches: [],
  }),
  /** Makes a vault from a backup, at a place that has none, and leaves it open. Work of the kind `restore`. */
  'backups.restore': command({
    access: 'open',
    input: z.strictObject({ ...restoreShape, passphrase: passphraseSchema }),
    output: unlockedVaultSchema,
    failure: restoreFailureSchema,
    touches: ['vault'],
  }),
  /**
   * As `backups.restore`, with a recovery sheet or two shares of the time of the backup. The vault is made, and opens with
   * `recovery.finish`, when somebody has a new passphrase in it.
   */
  'backups.restoreWithPapers': command({
    access: 'open',
    input: z.strictObject({ ...restoreShape, typed: typedPapersSchema }),
    output: begunRecoverySchema,
    failure: restoreWithPapersFailureSchema,
    touches: ['vault', 'recovery'],
  }),
  /**
   * Tests the database of a backup and opens it, to look for cases in it. Without a passphrase and without papers it is
   * tried with the vault's own key. Work of the kind `verify`.
   */
  'backups.openCases': command({
    input: z.strictObject({
      /** One the vault knows, or one the person pointed to. */
      backup: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('known'), id: backupIdSchema }),
        z.strictObject({ kind: z.literal('found'), handle: z.uuid() }),
      ]),
      passphrase: passphraseSchema.nullable(),
      /** A recovery sheet or two shares in place of the passphrase. */
      typed: typedPapersSchema.nullable().default(null),
    }),
    output: z.strictObject({
      /** For `backups.restoreCase`. */
      handle: z.uuid(),
      takenAt: instantSchema.nullable(),
      cases: z.array(backedUpCaseSchema),
    }),
    failure: openCasesFailureSchema,
    touches: [],
  }),
  /**
   * Brings a case of an opened backup into the vault: under its own ids when it is gone, and as a copy with new ids
   * and a new code beside the present case when it is not. Nothing is overwritten. Work of the kind `restoreCase`.
   */
  'backups.restoreCase': command({
    input: z.strictObject({ handle: z.uuid(), caseId: caseIdSchema }),
    output: z.strictObject({
      caseId: caseIdSchema,
      code: z.string(),
      /** Originals that could not be taken over because they are damaged in the backup. */
      damagedOriginals: z.int().nonnegative(),
    }),
    failure: restoreCaseFailureSchema,
    touches: [
      'backups',
      'cases',
      'people',
      'interviews',
      'timeline',
      'procedures',
      'deadlines',
      'evidence',
      'filings',
      'audit',
    ],
  }),
  /** Puts away what was opened of backups. */
  'backups.closeCases': command({ input: noInput, output: z.strictObject({}), touches: [] }),
};
