import { z } from 'zod';
import { command, query } from '../kernel/contract';
import { caseIdSchema } from '../kernel/ids';
import { interfaceLanguages, languageSchema, localizedTextSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { lineSchema } from '../people/text';
import { factViewSchema, packViewSchema } from '../procedures/contract';
import { statementKinds } from './compare';
import { signatureStateSchema } from './signature';

const packChangeSchema = z.strictObject({
  kind: z.enum(['added', 'removed', 'changed']),
  what: z.enum(statementKinds),
  id: z.string(),
  name: z.string(),
  fields: z.array(
    z.strictObject({
      field: z.string(),
      language: languageSchema.nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type PackChangeView = z.infer<typeof packChangeSchema>;

const packEntrySchema = z.strictObject({
  ...packViewSchema.shape,
  signature: signatureStateSchema,
  /** Null for one that lies in the program only. */
  addedAt: instantSchema.nullable(),
  /** New cases are started with it. */
  isCurrent: z.boolean(),
  /** Cases that use it. */
  cases: z.int(),
  canBeRemoved: z.boolean(),
  /** Legal texts with the version that was read; null when it was not read. */
  texts: z.array(z.strictObject({ name: z.string(), lawAsOf: z.string().nullable() })),
  sources: z.array(z.strictObject({ key: z.string(), title: z.string(), date: z.string().nullable() })),
});
export type PackEntry = z.infer<typeof packEntrySchema>;

/** What a pack holds for reading. Text that a record does not have is ''. */
const packReferenceSchema = z.strictObject({
  /** Authorities, courts and centres. */
  actors: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      short: z.string(),
      role: z.string(),
      reach: z.string(),
      fact: factViewSchema,
    }),
  ),
  terms: z.array(
    z.strictObject({ id: z.string(), term: localizedTextSchema, note: z.string(), fact: factViewSchema }),
  ),
  /** One offence or rule under its old and its new article number. */
  concordance: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      old: z.array(z.string()),
      new: z.array(z.string()),
      fact: factViewSchema,
    }),
  ),
});
export type PackReference = z.infer<typeof packReferenceSchema>;

const trustedKeySchema = z.strictObject({
  keyId: z.string(),
  name: z.string(),
  /** Null for a key of the organisation, which no vault keeps and nobody takes out. */
  addedAt: instantSchema.nullable(),
});
export type TrustedKey = z.infer<typeof trustedKeySchema>;

const packProblemSchema = z.strictObject({
  file: z.string(),
  line: z.int(),
  texts: z.record(z.enum(interfaceLanguages), z.strictObject({ cause: z.string(), mend: z.string() })),
});

/** Why a pack file was not taken. */
const fileFailureSchemas = [
  z.strictObject({ kind: z.literal('dialogCancelled') }),
  z.strictObject({ kind: z.literal('fileUnreadable') }),
  z.strictObject({ kind: z.literal('archiveTooLarge') }),
  z.strictObject({ kind: z.literal('archiveRefused'), reason: z.string(), part: z.string().nullable() }),
  z.strictObject({ kind: z.literal('archiveForeignFile'), part: z.string() }),
  z.strictObject({ kind: z.literal('packBroken'), problems: z.array(packProblemSchema) }),
  z.strictObject({ kind: z.literal('signatureUnreadable') }),
  /** Signed with a key that is trusted here, and changed afterwards. */
  z.strictObject({ kind: z.literal('signatureWrong'), keyId: z.string(), keyName: z.string() }),
  /** The organisation takes none that is not signed with one of its keys. */
  z.strictObject({ kind: z.literal('signatureNeeded') }),
  /** Another content under the version that is there already. */
  z.strictObject({ kind: z.literal('versionTaken'), packId: z.string(), version: z.string() }),
  z.strictObject({ kind: z.literal('alreadyThere'), packId: z.string(), version: z.string() }),
] as const;

const packKeyShape = { packId: z.string().max(60), version: z.string().max(60) };
const packNotFoundSchema = z.strictObject({ kind: z.literal('packNotFound') });
const caseFailureSchemas = [
  z.strictObject({ kind: z.literal('caseNotFound') }),
  z.strictObject({ kind: z.literal('notStarted') }),
  /** It uses the version for new cases already. */
  z.strictObject({ kind: z.literal('upToDate') }),
] as const;

export const packsContract = {
  /** Every version of every pack, those that lie in the program included, with the cases that use an earlier one. */
  'packs.list': query({
    input: z.strictObject({ language: languageSchema }),
    output: z.strictObject({
      packs: z.array(packEntrySchema),
      keys: z.array(trustedKeySchema),
      outdated: z.array(
        z.strictObject({
          caseId: caseIdSchema,
          code: z.string(),
          packTitle: z.string(),
          version: z.string(),
          currentVersion: z.string(),
        }),
      ),
    }),
  }),
  'packs.reference': query({
    input: z.strictObject({ ...packKeyShape, language: languageSchema }),
    output: packReferenceSchema,
    failure: packNotFoundSchema,
  }),
  /** Asks for a pack file and keeps it in memory until `packs.add`. Nothing is written. */
  'packs.choose': command({
    input: z.strictObject({ language: languageSchema }),
    output: z.strictObject({
      contentSha256: z.string(),
      pack: packViewSchema,
      signature: signatureStateSchema,
      /** What is signed beside the file itself; '' without a signature that counts. */
      trustedComment: z.string(),
      /** Version it is compared with: the one for new cases; null when there is none of this pack. */
      against: z.string().nullable(),
      /** It would stand behind that one, being older. */
      isOlder: z.boolean(),
      changes: z.array(packChangeSchema),
      casesOfPack: z.int(),
    }),
    failure: z.discriminatedUnion('kind', fileFailureSchemas),
    touches: ['packs'],
  }),
  /** `confirmsUnsigned`: the person was told that nobody vouches for it. No case moves by this. */
  'packs.add': command({
    input: z.strictObject({ contentSha256: z.string().max(64), confirmsUnsigned: z.boolean() }),
    output: z.strictObject({ packId: z.string(), version: z.string() }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('notChosen') }),
      z.strictObject({ kind: z.literal('confirmationMissing') }),
    ]),
    touches: ['packs', 'procedures', 'audit'],
  }),
  'packs.remove': command({
    input: z.strictObject(packKeyShape),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      packNotFoundSchema,
      z.strictObject({ kind: z.literal('packInUse'), cases: z.int() }),
    ]),
    touches: ['packs', 'procedures', 'audit'],
  }),
  /** `publicKey`: the text of a `.pub` file of minisign. */
  'packs.addKey': command({
    input: z.strictObject({ name: lineSchema(100).pipe(z.string().min(1)), publicKey: z.string().max(1000) }),
    output: trustedKeySchema,
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('notAKey') }),
      z.strictObject({ kind: z.literal('keyKnown'), name: z.string() }),
      /** The organisation wants its own keys alone. */
      z.strictObject({ kind: z.literal('keysFixed') }),
    ]),
    touches: ['packs', 'audit'],
  }),
  /** Packs it signed stay, and are shown as signed by a key that is not known. */
  'packs.removeKey': command({
    input: z.strictObject({ keyId: z.string().max(16) }),
    output: z.strictObject({}),
    failure: z.strictObject({ kind: z.literal('keyNotFound') }),
    touches: ['packs', 'audit'],
  }),
  /** What would change for a case with the version for new cases: rules, and the dates of its own deadlines. */
  'packs.compareForCase': query({
    input: z.strictObject({ caseId: caseIdSchema, language: languageSchema }),
    output: z.strictObject({
      code: z.string(),
      from: z.string(),
      to: z.string(),
      signature: signatureStateSchema,
      changes: z.array(packChangeSchema),
      dates: z.array(
        z.strictObject({
          ruleId: z.string(),
          title: z.string(),
          /** Null where the version has no such deadline. */
          before: civilDateSchema.nullable(),
          after: civilDateSchema.nullable(),
        }),
      ),
    }),
    failure: z.discriminatedUnion('kind', caseFailureSchemas),
  }),
  /** `version` is the one that was compared with; another one has come meanwhile where it is no longer that for new cases. */
  'packs.moveCase': command({
    input: z.strictObject({ caseId: caseIdSchema, version: z.string().max(60) }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      ...caseFailureSchemas,
      z.strictObject({ kind: z.literal('versionChanged') }),
      /** The new version does not have the phase the case is in. */
      z.strictObject({ kind: z.literal('phaseGone'), phaseId: z.string() }),
    ]),
    touches: ['packs', 'procedures', 'deadlines', 'cases', 'filings', 'audit'],
  }),
};
