import { z } from 'zod';
import { settingsSchema } from '../settings/contract';

// What the three processes say to each other beside the page's channels. Both ends parse what they receive.

const fileKindSchema = z.strictObject({ name: z.string(), extensions: z.array(z.string()) });

/** What stands at the foot of each page of a PDF: words on the left, which page of how many on the right. */
export const pageFootSchema = z.strictObject({
  left: z.string().max(300),
  /** Before the number of the page, and before the number of all, e.g. `Page ` and ` sur `. */
  page: z.string().max(30),
  of: z.string().max(30),
});
export type PageFoot = z.infer<typeof pageFootSchema>;

/** What core asks the shell for: a dialog, what was dropped, print. */
export const hostRequestSchema = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('chooseSavePath'),
    title: z.string(),
    suggestedName: z.string(),
    kinds: z.array(fileKindSchema),
  }),
  z.strictObject({
    method: z.literal('chooseFile'),
    title: z.string(),
    kinds: z.array(fileKindSchema),
  }),
  z.strictObject({ method: z.literal('chooseFiles'), title: z.string() }),
  z.strictObject({ method: z.literal('chooseFolder'), title: z.string() }),
  /** What was just let fall on the window; the answer is given once. */
  z.strictObject({ method: z.literal('takeDropped') }),
  /** Prints what the page shows for printing, through the system's dialog. */
  z.strictObject({ method: z.literal('printPage') }),
  /** The same as a PDF in memory; nothing is written. */
  z.strictObject({ method: z.literal('pageAsPdf'), foot: pageFootSchema.nullable() }),
]);
export type HostRequest = z.infer<typeof hostRequestSchema>;

/** Core to main. */
export const coreMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hostRequest'), id: z.int(), request: hostRequestSchema }),
  /** Sent at start and after every change of one of the two. */
  z.strictObject({
    kind: z.literal('state'),
    vaultOpen: z.boolean(),
    settings: settingsSchema.pick({
      lockAfterMinutes: true,
      lockOnMinimise: true,
      clearClipboardAfterSeconds: true,
      protectScreen: true,
      textSize: true,
    }),
  }),
  /** The vault is checkpointed and closed; the process may be ended. */
  z.strictObject({ kind: z.literal('readyToEnd') }),
]);
export type CoreMessage = z.infer<typeof coreMessageSchema>;

export const printOutcomes = ['printed', 'cancelled', 'failed'] as const;
export type PrintOutcome = (typeof printOutcomes)[number];

/** What came of a dialog or of printing, by the method asked for. */
export const hostAnswerSchema = z.discriminatedUnion('method', [
  /** `path` is null when the dialog was cancelled. */
  z.strictObject({ method: z.literal('chooseSavePath'), path: z.string().nullable() }),
  z.strictObject({ method: z.literal('chooseFile'), path: z.string().nullable() }),
  /** Empty when the dialog was cancelled. */
  z.strictObject({ method: z.literal('chooseFiles'), paths: z.array(z.string()) }),
  z.strictObject({ method: z.literal('chooseFolder'), path: z.string().nullable() }),
  z.strictObject({ method: z.literal('takeDropped'), paths: z.array(z.string()) }),
  z.strictObject({ method: z.literal('printPage'), outcome: z.enum(printOutcomes) }),
  /** Null when it could not be made. */
  z.strictObject({ method: z.literal('pageAsPdf'), pdf: z.instanceof(Uint8Array).nullable() }),
]);
export type HostAnswer = z.infer<typeof hostAnswerSchema>;

/** Main to core. `connect` carries the port to the page. */
export const shellMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connect') }),
  z.strictObject({ kind: z.literal('hostAnswer'), id: z.int(), answer: hostAnswerSchema }),
  z.strictObject({ kind: z.literal('prepareToEnd') }),
]);
export type ShellMessage = z.infer<typeof shellMessageSchema>;

/** Main to the page, through the preload. */
export const shellEventSchema = z.discriminatedUnion('kind', [
  /** The vault locks in a moment: save what is unsaved, then answer with `flushed`. */
  z.strictObject({ kind: z.literal('lockingSoon') }),
  /** The core process ended without having been asked to. A new one is connected; the vault is locked. */
  z.strictObject({ kind: z.literal('coreLost') }),
  /** Seconds until the vault locks because nobody touched the laptop; null when the countdown was called off. */
  z.strictObject({ kind: z.literal('lockCountdown'), seconds: z.number().nullable() }),
]);
export type ShellEvent = z.infer<typeof shellEventSchema>;

/** The page to main, through the preload. */
export const pageMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lock') }),
  /** The panic keys: the window goes off the screen first. */
  z.strictObject({ kind: z.literal('panic') }),
  /** The program ends after a lock, and starts anew in the version that counts now. */
  z.strictObject({ kind: z.literal('restart') }),
  /** Something was copied out of the window, or selected where selecting copies. Never what. */
  z.strictObject({ kind: z.literal('copied'), place: z.enum(['clipboard', 'selection']) }),
  z.strictObject({ kind: z.literal('flushed') }),
  /** The page has its listeners up and wants a port to core. */
  z.strictObject({ kind: z.literal('ready') }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

/** The preload to main, beside the page: the paths of what a person let fall on the window. */
export const droppedPathsSchema = z.array(z.string().min(1).max(32_768)).max(5000);

/** Why the page stands at the lock screen; handed to a new window in its address, the only thing that ever is. */
export const lockReasons = ['start', 'asked', 'idle', 'suspend', 'screenLock', 'minimise', 'panic'] as const;
export type LockReason = (typeof lockReasons)[number];
