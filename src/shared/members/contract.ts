import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { memberIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';
import { passphraseSchema, strengthSchema } from '../vault/passphrase';

/** What trying one passphrase costs: Argon2id. */
const passphraseCostSchema = z.strictObject({
  memoryMib: z.number().positive(),
  passes: z.int().positive(),
  lanes: z.int().positive(),
});

/** Who can open the vault. */
const memberSchema = z.strictObject({
  memberId: memberIdSchema,
  /** Empty when the database does not know it. */
  name: z.string(),
  /** A set of shares counts as one sheet. */
  kind: z.enum(['advocate', 'recoverySheet']),
  addedAt: instantSchema.nullable(),
  lastOpenedAt: instantSchema.nullable(),
  isYou: z.boolean(),
  /** Null for a sheet, which nobody can guess. */
  cost: passphraseCostSchema.nullable(),
});

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });

const memberFailures = [
  kind('memberUnknown'),
  /** A new key is being made; members can change when that has ended. */
  kind('rekeyUnderWay'),
] as const;

const newPassphraseFailures = [
  z.strictObject({ kind: z.literal('passphraseTooWeak'), strength: strengthSchema }),
  /** It opens the vault already, for this member or another one: the log could not tell who opened it. */
  kind('passphraseInUse'),
] as const;

const memberName = z.string().trim().min(1).max(200);

export const membersContract = {
  'members.list': query({
    input: noInput,
    output: z.strictObject({
      /** Advocates first, each group in the order in which they were added. */
      members: z.array(memberSchema),
      /** True when this many advocates are the most a vault can have. */
      full: z.boolean(),
      /** Names of those who were revoked since the vault got its key, which they have known. */
      revokedSinceKey: z.array(z.strictObject({ name: z.string(), at: instantSchema })),
      /** When the vault got the key it has. */
      keyMadeAt: instantSchema.nullable(),
      /** A new key was being made and the work was interrupted: `members.rekey` goes on with it. */
      rekeyInterrupted: z.boolean(),
    }),
  }),
  /** Lets another advocate in, with a passphrase of her own, typed by herself. */
  'members.add': command({
    input: z.strictObject({ name: memberName, passphrase: passphraseSchema }),
    output: z.strictObject({ memberId: memberIdSchema }),
    failure: z.discriminatedUnion('kind', [
      ...newPassphraseFailures,
      kind('rekeyUnderWay'),
      /** Another one of this name is there, and the log would not tell them apart. */
      kind('nameTaken'),
      kind('tooManyMembers'),
    ]),
    touches: ['members', 'audit'],
  }),
  'members.rename': command({
    input: z.strictObject({ memberId: memberIdSchema, name: memberName }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [kind('memberUnknown'), kind('nameTaken')]),
    touches: ['members', 'audit', 'vault'],
  }),
  /** Keeps a member from opening this vault from now on. She has known its key; see `members.rekey`. */
  'members.revoke': command({
    input: z.strictObject({ memberId: memberIdSchema }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      ...memberFailures,
      /** Nobody takes her own way in away. */
      kind('ownMembership'),
      /** Sheets alone would be left. */
      kind('lastAdvocate'),
    ]),
    touches: ['members', 'audit'],
  }),
  /** Sets another passphrase for the member who opened the vault with one. */
  'members.changePassphrase': command({
    input: z.strictObject({ passphrase: passphraseSchema, newPassphrase: passphraseSchema }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      ...newPassphraseFailures,
      ...memberFailures,
      /** `retryAfterMs`: as when unlocking. */
      z.strictObject({ kind: z.literal('wrongPassphrase'), retryAfterMs: z.int().nonnegative() }),
      z.strictObject({ kind: z.literal('tooSoon'), retryAfterMs: z.int().positive() }),
    ]),
    touches: ['members', 'audit'],
  }),
  /**
   * Gives the vault a new key: writes database and originals anew. Long work of the kind `rekey`, with the steps
   * `originals`, `originalsCheck`, `waiting`, `export`, `check`, `header`, `switch`, `sweep`.
   */
  'members.rekey': command({
    input: noInput,
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      kind('rekeyUnderWay'),
      kind('cancelled'),
      /** What was written did not stand the test: the disk may be failing. All is as before. */
      kind('copyNotVerified'),
      /** The new key counts. The vault closed, and opening it finishes the rest. */
      kind('openAgain'),
    ]),
    touches: ['members', 'audit', 'vault', 'work'],
  }),
};
