import { z } from 'zod';
import { interfaceLanguageSchema } from '../kernel/languages';
import { exportKinds } from './export-kinds';

const nameSchema = z.string().trim().min(1).max(100);

/** A key of minisign, as it stands in a `.pub` file below its comment. */
const keySchema = z.strictObject({ name: nameSchema, publicKey: z.string().min(1).max(200) });

/**
 * The file of an organisation. What it leaves out is up to each person; no field can allow more than the program does
 * without the file. Published as docs/organisation-policy.schema.json; docs/organisation-policy.md explains it.
 */
export const policyFileSchema = z.strictObject({
  /** For editors; not read. */
  $schema: z.string().max(300).optional(),
  format: z.literal('dossier-policy-1'),
  /** Shown wherever a rule is. */
  organisation: nameSchema,
  /** Whom to ask, e.g. a telephone number; shown beside the rules. */
  contact: z.string().trim().min(1).max(200).optional(),
  lock: z
    .strictObject({
      /** Minutes without a touch after which every vault is locked, at the latest. */
      afterMinutesAtMost: z.int().min(1).max(60).optional(),
      /** True: putting the window away locks as well. */
      onMinimise: z.literal(true).optional(),
    })
    .optional(),
  /** What trying one passphrase costs at least (Argon2id). */
  passphrase: z
    .strictObject({ memoryMib: z.int().min(64).max(1024), passes: z.int().min(1).max(16) })
    .optional(),
  /** In which forms something may leave a vault; an empty list for none. */
  exports: z.strictObject({ allowed: z.array(z.enum(exportKinds)) }).optional(),
  /** Languages of the interface that are offered. */
  languages: z.array(interfaceLanguageSchema).min(1).optional(),
  backups: z
    .strictObject({
      /** A full path; `{user}` in it stands for the name of the person's account on this laptop. */
      folder: z
        .string()
        .max(1000)
        .regex(/^(?:\/|[A-Za-z]:\\|\\\\)/u),
      /** True: no other folder can be chosen. False: it is there until a person chooses another. */
      fixed: z.boolean(),
    })
    .optional(),
  packs: z
    .strictObject({
      /** Keys that are trusted in every vault on this laptop. */
      keys: z.array(keySchema).max(50),
      /** True: keys that were added in a vault do not count, and only packs signed with one of these come in. */
      onlyThese: z.boolean(),
    })
    .optional(),
  updates: z
    .strictObject({
      /** Keys with which an update of the program may be signed. */
      keys: z.array(keySchema).max(50),
      /** True: those that came with the program do not count; with no key at all the program does not update itself. */
      onlyThese: z.boolean(),
    })
    .optional(),
});
export type PolicyFile = z.infer<typeof policyFileSchema>;
