import { z } from 'zod';
import { noInput, query } from '../kernel/contract';
import { instantSchema } from '../kernel/time';

/**
 * `good`: nothing to do. `attention`: somebody should look at it. `danger`: to be mended before the laptop is used for
 * cases. `unknown`: this program cannot see it, and says how a person can.
 */
export const verdicts = ['good', 'attention', 'danger', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

const verdict = z.enum(verdicts);
const count = z.int().min(0);

/** One thing looked at. No path and no name of anything but this laptop's own parts leaves the screen it is shown on. */
export const findingSchema = z.discriminatedUnion('check', [
  /** Of the disk that the open vault lies on. */
  z.strictObject({
    check: z.literal('diskEncryption'),
    verdict,
    state: z.enum(['encrypted', 'plain', 'unknown']),
  }),
  z.strictObject({
    check: z.literal('swap'),
    verdict,
    state: z.enum(['none', 'inMemory', 'encrypted', 'plain', 'unknown']),
  }),
  z.strictObject({
    check: z.literal('hibernation'),
    verdict,
    state: z.enum(['impossible', 'encrypted', 'plain', 'unknown']),
  }),
  /** Of the desktop's own lock, which the vault follows. */
  z.strictObject({ check: z.literal('screenLock'), verdict, state: z.enum(['on', 'off', 'unknown']) }),
  z.strictObject({
    check: z.literal('clock'),
    verdict,
    state: z.enum(['plausible', 'beforeProgram', 'beforeLastEntry']),
    now: instantSchema,
    /** Newest moment in the audit log; null in an empty one. */
    lastEntry: instantSchema.nullable(),
  }),
  z.strictObject({
    check: z.literal('freeSpace'),
    verdict,
    state: z.enum(['enough', 'little', 'none', 'unknown']),
    freeBytes: z.number().min(0),
    vaultBytes: z.number().min(0),
  }),
  z.strictObject({
    check: z.literal('networkAdapters'),
    verdict,
    state: z.enum(['none', 'up']),
    /** As the system names them, e.g. `wlp2s0`. */
    names: z.array(z.string()),
  }),
  /** Of the organisation's file: whether somebody else than the administrator may change it. */
  z.strictObject({
    check: z.literal('policy'),
    verdict,
    state: z.enum(['none', 'guarded', 'open', 'broken', 'unknown']),
    path: z.string(),
  }),
  /** Files outside of the vault that hold, byte for byte, a filing or an original of it. */
  z.strictObject({
    check: z.literal('forgottenFiles'),
    verdict,
    state: z.enum(['none', 'found']),
    /** The first of them. */
    paths: z.array(z.string()).max(20),
    count,
    /** False when there were too many files to look at all of them. */
    lookedAtAll: z.boolean(),
  }),
]);
export type Finding = z.infer<typeof findingSchema>;

export const systems = ['linux', 'windows', 'mac', 'other'] as const;

/** Ways out of a Node process that are closed in core. */
export const networkWays = ['fetch', 'http', 'tcp', 'udp', 'names'] as const;

export const laptopContract = {
  'laptop.check': query({
    input: noInput,
    output: z.strictObject({ system: z.enum(systems), findings: z.array(findingSchema) }),
  }),
  /** Tries each way out of core towards this very laptop, so that nothing would leave it even if a way were open. */
  'laptop.tryNetwork': query({
    access: 'open',
    input: noInput,
    output: z.strictObject({
      attempts: z.array(z.strictObject({ way: z.enum(networkWays), refused: z.boolean() })),
    }),
  }),
};
