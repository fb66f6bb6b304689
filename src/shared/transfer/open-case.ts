import { z } from 'zod';

/** Rises when a reader of the version before would read something wrong. */
export const openCaseVersion = 1;

/** A value of a row. Bytes are text in base64. */
export const openValueSchema = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.strictObject({ base64: z.base64() }),
]);

/** Names of tables and columns: nothing that could be anything else. */
const nameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,60}$/);

/** What `case.json` of an open export holds. docs/open-export.md tells it in words. */
export const openCaseSchema = z
  .strictObject({
    format: z.literal('dossier-case'),
    version: z.literal(openCaseVersion),
    databaseVersion: z.int().positive().describe('Version of the schema that the tables follow'),
    exportedAt: z.iso.datetime(),
    caseId: z.uuid(),
    code: z.string().min(1).max(100),
    tables: z
      .record(nameSchema, z.array(z.record(nameSchema, openValueSchema)))
      .describe('Every row that belongs to the case, by table and column'),
    originals: z
      .array(
        z.strictObject({
          id: z.uuid().describe('Of its row in evidence_files'),
          path: z
            .string()
            .regex(/^evidence\/[0-9]{3,6}\.[a-z0-9]{1,5}$/)
            .describe('Where its bytes lie in the folder'),
          sha256: z.string().regex(/^[0-9a-f]{64}$/),
          byteLength: z.int().nonnegative(),
        }),
      )
      .describe('The files as they were received, decrypted'),
    earlierIds: z
      .array(z.strictObject({ id: z.uuid(), earlierId: z.uuid() }))
      .describe('Ids that rows had when they were sealed, where they have others now'),
  })
  .meta({ title: 'A case of Dossier, in the open' });
export type OpenCase = z.infer<typeof openCaseSchema>;
export type OpenValue = z.infer<typeof openValueSchema>;

/** Read before anything else: a later version may look different in everything but this. */
export const openCaseHeadSchema = z.object({
  format: z.literal('dossier-case'),
  version: z.int().positive(),
  databaseVersion: z.int().positive(),
});
