import { z } from 'zod';
import { evidenceFileIdSchema } from '../kernel/ids';
import { lineSchema } from '../people/text';

export const markIdSchema = z.uuid().brand<'MarkId'>();

export const markWordsSchema = lineSchema(500).refine((words) => words !== '');

/** A second of 30 hours is the last that can be marked: longer than any recording of a telephone. */
export const markedMillisecondsSchema = z
  .int()
  .min(0)
  .max(30 * 60 * 60 * 1000);

/** A place in a recording. */
export const markSchema = z.strictObject({
  id: markIdSchema,
  evidenceFileId: evidenceFileIdSchema,
  /** From the recording's beginning. */
  atMs: markedMillisecondsSchema,
  /** What is heard or seen there, as the advocate wrote it. */
  words: markWordsSchema,
});
export type Mark = z.output<typeof markSchema>;
