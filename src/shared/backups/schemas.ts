import { z } from 'zod';
import { caseIdSchema, vaultIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';

export const backupIdSchema = z.uuid().brand<'BackupId'>();
export type BackupId = z.infer<typeof backupIdSchema>;

/** What the test of a backup counted. */
export const backupFiguresSchema = z.strictObject({
  /** Pages of the database, each with the right authentication code. */
  pages: z.int().positive(),
  /** Length of the database in bytes. */
  bytes: z.int().positive(),
  /** Rows of all tables together. */
  rows: z.int().nonnegative(),
  /** Originals of exhibits that were decrypted and have the hash that was kept when they came in. */
  originals: z.int().nonnegative(),
  /** Originals that were damaged or missing in the vault already and that no earlier backup had whole. */
  damagedOriginals: z.int().nonnegative(),
});
export type BackupFigures = z.infer<typeof backupFiguresSchema>;

/** A backup that stood its test. */
export const backupSchema = z.strictObject({
  id: backupIdSchema,
  /** The moment it shows. */
  takenAt: instantSchema,
  ...backupFiguresSchema.shape,
  /** From the first byte copied to the end of the test, in milliseconds. */
  durationMs: z.int().nonnegative(),
  /** Version of the program that made and tested it. */
  programVersion: z.string().max(40),
});
export type Backup = z.infer<typeof backupSchema>;

export const listedBackupSchema = z.strictObject({
  ...backupSchema.shape,
  /** False when it can't be found now: the stick is not plugged in, or somebody deleted it. */
  present: z.boolean(),
  /** When it last stood its test again; null when it was tested once, as it was made. */
  checkedAt: instantSchema.nullable(),
  /** When a later test found damage in it; null while none is known. */
  damagedAt: instantSchema.nullable(),
});
export type ListedBackup = z.infer<typeof listedBackupSchema>;

/** The folder that backups go to. The page is told its last name alone. */
export const backupFolderSchema = z.strictObject({
  name: z.string(),
  present: z.boolean(),
  /** True when it lies on the same disk as the vault: of no use when that disk breaks or the laptop is stolen. */
  sameDisk: z.boolean(),
  /** Null when the system does not tell. */
  freeBytes: z.number().nonnegative().nullable(),
});
export type BackupFolder = z.infer<typeof backupFolderSchema>;

/** Days after which the person is reminded; null for never. */
export const reminderDaysSchema = z.union([z.literal([1, 3, 7, 14, 30]), z.null()]);
export type ReminderDays = z.infer<typeof reminderDaysSchema>;

/** What was wrong with a backup, in figures; at least one of them is not as it should be. */
export const backupDamageSchema = z.strictObject({
  /** The database is not there, is not encrypted, or does not open with the vault's key. */
  database: z.enum(['whole', 'missing', 'notEncrypted', 'damaged']),
  pages: z.int().nonnegative(),
  damagedPages: z.int().nonnegative(),
  originals: z.int().nonnegative(),
  damagedOriginals: z.int().nonnegative(),
});
export type BackupDamage = z.infer<typeof backupDamageSchema>;

/** A backup found in a folder that the person chose, before anything in it is proved. */
export const foundBackupSchema = z.strictObject({
  /** Names it in this run of the program. */
  handle: z.uuid(),
  vaultId: vaultIdSchema,
  /** As its certificate says; null without a readable certificate. */
  takenAt: instantSchema.nullable(),
  /** Length of the database in bytes. */
  bytes: z.number().nonnegative(),
  /** True when this laptop knows a vault of this id that is there. */
  vaultIsHere: z.boolean(),
});
export type FoundBackup = z.infer<typeof foundBackupSchema>;

/** What a case holds, in rows that a person counts. */
export const caseCountsSchema = z.strictObject({
  people: z.int().nonnegative(),
  interviews: z.int().nonnegative(),
  facts: z.int().nonnegative(),
  exhibits: z.int().nonnegative(),
  filings: z.int().nonnegative(),
});
export type CaseCounts = z.infer<typeof caseCountsSchema>;

/** A case of a backup beside the same case today. */
export const backedUpCaseSchema = z.strictObject({
  caseId: caseIdSchema,
  code: z.string(),
  inBackup: caseCountsSchema,
  /** Null when the case is no longer in the vault. */
  today: caseCountsSchema.nullable(),
  /** True when any row of it is not today what it was then; also when the case is gone. */
  changed: z.boolean(),
});
export type BackedUpCase = z.infer<typeof backedUpCaseSchema>;
