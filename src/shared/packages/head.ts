import { z } from 'zod';
import { caseIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';

/** Rises when a reader of the version before would read something wrong. */
export const packageVersion = 1;

/** What a package is made for. */
export const packagePurposes = ['copy', 'checkOut', 'handOver'] as const;
export type PackagePurpose = (typeof packagePurposes)[number];

export const mostCasesInPackage = 50;

/** What `package.json`, the first file of a package, holds. docs/packages.md tells it in words. */
export const packageHeadSchema = z
  .strictObject({
    format: z.literal('dossier-package'),
    version: z.literal(packageVersion),
    databaseVersion: z.int().positive().describe('Version of the schema that the tables follow'),
    packageId: z.uuid(),
    madeAt: instantSchema,
    maker: z.strictObject({
      vaultId: z.uuid(),
      name: z.string().max(300).describe('Who made it, as that vault calls her'),
    }),
    purpose: z.enum(packagePurposes),
    forReading: z.boolean().describe('The maker wants nothing of it changed where it is taken in'),
    cases: z
      .array(
        z.strictObject({
          caseId: caseIdSchema,
          code: z.string().min(1).max(100),
          rows: z.int().nonnegative(),
          originals: z.int().nonnegative(),
          hasRules: z.boolean(),
          hasKept: z
            .boolean()
            .default(false)
            .describe(
              'What its maker keeps of earlier packages comes along: a journey, which ends where it began',
            ),
          exchanges: z
            .array(z.uuid())
            .max(500)
            .describe('Earlier packages with this case that the maker has made or taken in, newest first'),
        }),
      )
      .min(1)
      .max(mostCasesInPackage),
  })
  .refine(({ cases }) => new Set(cases.map(({ caseId }) => caseId)).size === cases.length);
export type PackageHead = z.infer<typeof packageHeadSchema>;

/** Read before anything else: a later version may look different in everything but this. */
export const packageHeadStartSchema = z.object({
  format: z.literal('dossier-package'),
  version: z.int().positive(),
  databaseVersion: z.int().positive(),
});

/** The last file: who vouches for all of those before it. */
export const packageSignatureSchema = z.strictObject({
  publicKey: z.base64(),
  signature: z.base64(),
});
