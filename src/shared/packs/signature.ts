import { z } from 'zod';

/** Who vouches for a version of a pack. */
export const signatureStateSchema = z.discriminatedUnion('kind', [
  /** It came with the program. */
  z.strictObject({ kind: z.literal('ofProgram') }),
  z.strictObject({ kind: z.literal('signed'), keyId: z.string(), keyName: z.string() }),
  /** A signature of a key that is not, or no longer, trusted here: worth no more than none. */
  z.strictObject({ kind: z.literal('unknownKey'), keyId: z.string() }),
  z.strictObject({ kind: z.literal('unsigned') }),
]);
export type SignatureState = z.infer<typeof signatureStateSchema>;
