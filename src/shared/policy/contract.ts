import { z } from 'zod';
import { noInput, query } from '../kernel/contract';
import { interfaceLanguageSchema } from '../kernel/languages';
import { exportKinds } from './export-kinds';
import { policyProblemSchema } from './problems';

const rulesSchema = z.strictObject({
  lockAfterMinutesAtMost: z.int().nullable(),
  locksOnMinimise: z.boolean(),
  passphraseFloor: z.strictObject({ memoryMib: z.int(), passes: z.int() }).nullable(),
  allowedExports: z.array(z.enum(exportKinds)),
  languages: z.array(interfaceLanguageSchema),
  backups: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('free') }),
    z.strictObject({ kind: z.literal('suggested'), folder: z.string() }),
    z.strictObject({ kind: z.literal('fixed'), folder: z.string() }),
    z.strictObject({ kind: z.literal('asRemembered') }),
  ]),
  packKeys: z.array(z.strictObject({ name: z.string(), keyId: z.string() })),
  onlyThesePackKeys: z.boolean(),
  updateKeys: z.array(z.strictObject({ name: z.string(), keyId: z.string() })),
  onlyTheseUpdateKeys: z.boolean(),
});

const policySchema = z.strictObject({
  /** `broken`: the file is there and cannot be understood, so that the strictest rules count. */
  state: z.enum(['none', 'active', 'broken']),
  /** Where the file lies, or would lie. It is the same place on every laptop of a system, and says nothing of a person. */
  path: z.string(),
  /** '' when it does not say, or there is none. */
  organisation: z.string(),
  contact: z.string(),
  /** Empty unless it is broken. */
  problems: z.array(policyProblemSchema),
  rules: rulesSchema,
});
export type Policy = z.infer<typeof policySchema>;

export const policyContract = {
  /** What the organisation decides for this laptop. Read once when core starts, so at each lock. */
  'policy.read': query({ access: 'open', input: noInput, output: policySchema }),
};
