import { z } from 'zod';
import { versionSchema } from './versions';

export const updateForms = ['folder', 'deb'] as const;
export type UpdateForm = (typeof updateForms)[number];

const words = z.string().trim().min(1).max(4000);

/**
 * What an update says of itself. It is signed; all else in the file follows from it by hash. The form of the file is
 * explained in docs/updates.md.
 */
export const updateManifestSchema = z.strictObject({
  format: z.literal('dossier-update-1'),
  version: versionSchema,
  /** The oldest version that can be updated by it. */
  from: versionSchema,
  /** Number of the schema to which the new version brings a vault when it opens it. */
  schemaVersion: z.int().positive(),
  platform: z.enum(['linux', 'win32', 'darwin']),
  architecture: z.enum(['x64', 'arm64']),
  form: z.enum(updateForms),
  payload: z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    bytes: z.int().positive(),
    /** Of a folder: what it takes on the disk, in how many files. */
    unpackedBytes: z.int().positive(),
    files: z.int().positive().max(100_000),
  }),
  /** What is new, for those who use it. English is always there. */
  notes: z.strictObject({
    en: words,
    fr: words.optional(),
    nl: words.optional(),
    de: words.optional(),
  }),
});
export type UpdateManifest = z.infer<typeof updateManifestSchema>;
