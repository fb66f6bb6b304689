import { z } from 'zod';
import { copyIdSchema } from '../kernel/ids';
import { instantSchema } from '../kernel/time';

export const copyShapes = ['file', 'folder'] as const;
export type CopyShape = (typeof copyShapes)[number];

/**
 * Why a copy that was interrupted is not settled. `placeMissing`: its folder is not there, as that of a stick which is not
 * plugged in; `notRemoved`: what was written of it cannot be taken away; `notRecorded`: it may stand whole, and could not be
 * looked at or written down; `olderNotPutBack`: it is gone, and the older file of its name could not get that name again;
 * `olderNotRemoved`: it stands and is written down, and the older file that it replaces could not be taken away.
 */
export const copyProblems = [
  'placeMissing',
  'notRemoved',
  'notRecorded',
  'olderNotPutBack',
  'olderNotRemoved',
] as const;
export type CopyProblem = (typeof copyProblems)[number];

/** A copy that was interrupted, and that the program could not settle by itself. */
export const interruptedCopySchema = z.strictObject({
  id: copyIdSchema,
  /** Where it was to stand. Shown to the person who has to look there, and never taken from the page. */
  path: z.string(),
  /** Where the part of it lies that was written. */
  temporaryPath: z.string(),
  /** Where an older file of its name lies, if there is one; null for a folder, which replaces nothing. */
  olderPath: z.string().nullable(),
  shape: z.enum(copyShapes),
  begunAt: instantSchema,
  problem: z.enum(copyProblems),
});
export type InterruptedCopy = z.infer<typeof interruptedCopySchema>;
