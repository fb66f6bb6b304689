import { z } from 'zod';
import { command, query } from '../kernel/contract';
import { caseIdSchema, memberIdSchema, personIdSchema } from '../kernel/ids';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { personRoleSchema } from '../people/schemas';
import { recoveryKindSchema } from '../recovery/contract';
import { auditActionSchema, auditKindSchema } from './schemas';

/** A recovery sheet or a set of shares, by what stands on its paper. */
const recoveryNameSchema = z.strictObject({
  kind: recoveryKindSchema,
  number: z.int().positive(),
  label: z.string(),
});

/** What an entry is about, as far as it is still there. Never a name of a client: the log is read over shoulders. */
export const auditSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), role: personRoleSchema, number: z.int() }),
  z.strictObject({ kind: z.literal('member'), name: z.string() }),
  z.strictObject({ kind: z.literal('interview'), title: z.string() }),
  z.strictObject({ kind: z.literal('exhibit'), number: z.string() }),
  /** By its date as it was typed; of an undated one there is nothing to show. */
  z.strictObject({ kind: z.literal('fact'), date: z.string().min(1) }),
  /** An event of the procedure, also where a deadline that follows from it is meant. */
  z.strictObject({ kind: z.literal('event'), happenedOn: civilDateSchema }),
  z.strictObject({ kind: z.literal('filing'), filingKind: z.string(), language: z.string() }),
  z.strictObject({ kind: z.literal('recovery'), way: recoveryNameSchema }),
]);
export type AuditSubject = z.infer<typeof auditSubjectSchema>;

export const auditEntrySchema = z.strictObject({
  /** From 1, without gaps. */
  sequence: z.int().positive(),
  at: instantSchema,
  memberId: memberIdSchema,
  /** Empty when the member is no longer known, and when it is no advocate but a recovery sheet. */
  memberName: z.string(),
  /** The sheet, or set of shares, that opened the vault for what was done; null when an advocate did it. */
  memberRecovery: recoveryNameSchema.nullable(),
  action: auditActionSchema,
  subjectId: z.string().nullable(),
  /** Null when it has no name of its own, or is gone. */
  subject: auditSubjectSchema.nullable(),
  caseId: caseIdSchema.nullable(),
  /** Empty when the entry belongs to no case, or the case is gone. */
  caseCode: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const filterShape = {
  /** Entries of one case; null for all of the vault. */
  caseId: caseIdSchema.nullable(),
  /** Entries of what one member did. */
  memberId: memberIdSchema.nullable().default(null),
  /** Entries about one person of a case. */
  personId: personIdSchema.nullable().default(null),
  kind: auditKindSchema.nullable().default(null),
};
export const auditFilterSchema = z.strictObject(filterShape);
export type AuditFilter = z.output<typeof auditFilterSchema>;

export const auditContract = {
  /** Newest first. */
  'audit.list': query({
    input: z.strictObject({
      ...filterShape,
      /** Only entries older than this one; null for the first page. */
      before: z.int().positive().nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({
      entries: z.array(auditEntrySchema),
      /** To be passed as `before` for the next page; null when this was the last one. */
      next: z.int().positive().nullable(),
    }),
  }),
  /** What the log can be filtered by: the members and cases that occur in it. */
  'audit.filters': query({
    input: z.strictObject({}),
    output: z.strictObject({
      members: z.array(z.strictObject({ memberId: memberIdSchema, name: z.string() })),
      cases: z.array(z.strictObject({ caseId: caseIdSchema, code: z.string() })),
      kinds: z.array(auditKindSchema),
      /** Tells that a signed log came out of this vault: first 16 hex digits of the SHA-256 of its public key. */
      signingKeyFingerprint: z.string(),
    }),
  }),
  /** Writes the entries that pass the filter, oldest first, into a signed file at a place the person chooses. */
  'audit.export': command({
    input: auditFilterSchema,
    output: z.strictObject({ entries: z.int() }),
    failure: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('dialogCancelled') }),
      z.strictObject({ kind: z.literal('targetFull') }),
      z.strictObject({ kind: z.literal('targetNotWritable') }),
      z.strictObject({ kind: z.literal('targetMissing') }),
      z.strictObject({ kind: z.literal('writtenWrongly') }),
    ]),
    touches: ['audit'],
  }),
};
