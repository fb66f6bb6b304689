import { z } from 'zod';

/** What a field should hold instead. */
const expectedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), min: z.number(), max: z.number() }),
  z.strictObject({ kind: z.literal('oneOf'), choices: z.string() }),
  z.strictObject({ kind: z.literal('yesOrNo') }),
  z.strictObject({ kind: z.literal('text') }),
  z.strictObject({ kind: z.literal('list') }),
  z.strictObject({ kind: z.literal('group') }),
  z.strictObject({ kind: z.literal('fullPath') }),
  z.strictObject({ kind: z.literal('publicKey') }),
]);
export type Expected = z.infer<typeof expectedSchema>;

const place = { line: z.int().positive(), field: z.string() };

/** Why an organisation's file is not understood. `field` is the way to it, e.g. `lock.afterMinutesAtMost`. */
export const policyProblemSchema = z.discriminatedUnion('kind', [
  /** It is there and the program may not read it, or its disk fails. `code` is the system's. */
  z.strictObject({ kind: z.literal('unreadable'), code: z.string() }),
  /** More than 64 KiB. */
  z.strictObject({ kind: z.literal('tooLarge') }),
  z.strictObject({ kind: z.literal('notJson'), line: z.int().positive() }),
  /** Which of the two was meant cannot be known. */
  z.strictObject({ kind: z.literal('fieldTwice'), ...place }),
  /** A typing mistake in a name would otherwise leave its rule out. */
  z.strictObject({ kind: z.literal('unknownField'), ...place }),
  z.strictObject({ kind: z.literal('fieldMissing'), ...place }),
  z.strictObject({ kind: z.literal('wrongValue'), ...place, expected: expectedSchema }),
]);
export type PolicyProblem = z.infer<typeof policyProblemSchema>;
