import { z } from 'zod';
import { exportKinds } from '../policy/export-kinds';

/** The parts of the program, each with a folder of this name in shared, core and renderer. */
export const domains = [
  'vault',
  'settings',
  'audit',
  'cases',
  'people',
  'interviews',
  'timeline',
  'accounts',
  'procedures',
  'packs',
  'deadlines',
  'evidence',
  'exhibits',
  'conversations',
  'filings',
  'consent',
  'drafts',
  'departures',
  'packages',
  'templates',
  'retention',
  'travel',
  'practice',
  'members',
  'recovery',
  'backups',
  'search',
  'laptop',
  'policy',
  'updates',
  'spelling',
  'work',
] as const;
export type Domain = (typeof domains)[number];

/** One thing the page may ask of core. */
export interface Channel<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Failure extends z.ZodType = z.ZodType,
  Access extends 'open' | 'vault' = 'open' | 'vault',
> {
  /** A query changes nothing; after a command the page fetches again what it touches. */
  readonly kind: 'query' | 'command';
  /** `open`: also answered while no vault is open. `vault`: answered with `vaultLocked` until one is. */
  readonly access: Access;
  readonly input: Input;
  readonly output: Output;
  /** Failures that a person can do something about, as objects with a literal `kind`. */
  readonly failure: Failure;
  /** Domains whose queries may answer differently after this command. */
  readonly touches: readonly Domain[];
}

export type Contract = Readonly<Record<string, Channel>>;

export const noInput = z.strictObject({});

export function query<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Failure extends z.ZodType = z.ZodNever,
  Access extends 'open' | 'vault' = 'vault',
>(channel: {
  readonly input: Input;
  readonly output: Output;
  readonly failure?: Failure;
  readonly access?: Access;
}): Channel<Input, Output, Failure, Access> {
  return { ...command({ ...channel, touches: [] }), kind: 'query' };
}

export function command<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Failure extends z.ZodType = z.ZodNever,
  Access extends 'open' | 'vault' = 'vault',
>(channel: {
  readonly input: Input;
  readonly output: Output;
  readonly failure?: Failure;
  readonly access?: Access;
  readonly touches: readonly Domain[];
}): Channel<Input, Output, Failure, Access> {
  return {
    kind: 'command',
    // Where one is left out, its type parameter has taken the default written here.
    access: channel.access ?? ('vault' as Access),
    failure: channel.failure ?? (z.never() as z.ZodType as Failure),
    input: channel.input,
    output: channel.output,
    touches: channel.touches,
  };
}

/** What the router answers by itself, on any channel. */
export const channelErrorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unknownChannel') }),
  /** `paths` name the fields that do not fit, never their content. */
  z.strictObject({ kind: z.literal('badInput'), paths: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('vaultLocked') }),
  /** The organisation does not let it leave in this form. */
  z.strictObject({ kind: z.literal('exportNotAllowed'), leaves: z.enum(exportKinds) }),
  /** Nothing could be written any more; what was acknowledged before is safe. */
  z.strictObject({ kind: z.literal('diskFull') }),
  z.strictObject({ kind: z.literal('readOnlyFolder') }),
  /** The vault is open for reading only, until the person goes on in spite of its warning. */
  z.strictObject({ kind: z.literal('vaultReadOnly') }),
  /** The case came only to be read, or was handed over: nothing in it can be changed here. */
  z.strictObject({ kind: z.literal('caseNotWorkedOnHere') }),
  /** What was asked for stands on a damaged part of the disk. The rest of the vault can be read. */
  z.strictObject({ kind: z.literal('vaultDamaged') }),
  /** A fault of the program. The incident id stands in the log beside the redacted cause. */
  z.strictObject({ kind: z.literal('unexpected'), incidentId: z.string() }),
]);
export type ChannelError = z.infer<typeof channelErrorSchema>;

export const requestSchema = z.strictObject({
  id: z.int().nonnegative(),
  channel: z.string().max(100),
  input: z.unknown(),
});
export type Request = z.infer<typeof requestSchema>;
