import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { interfaceLanguageSchema } from '../kernel/languages';

/**
 * What the program remembers about this laptop, outside any vault and in plain form: nothing of a case may stand here.
 */
export const settingsSchema = z.strictObject({
  language: interfaceLanguageSchema,
  appearance: z.enum(['system', 'light', 'dark']),
  /** Stronger colours and lines; `system` has them where the desktop asks for more contrast. */
  contrast: z.enum(['system', 'high']),
  /** No movement; `system` leaves it out where the desktop asks for less. */
  motion: z.enum(['system', 'none']),
  /** Size of the text and of all that goes with it, in hundredths of the usual one. */
  textSize: z.int().min(100).max(150),
  /** Whether words that are in no dictionary are underlined. */
  checkSpelling: z.boolean(),
  /** Minutes without a key or a mouse movement after which the vault is locked. */
  lockAfterMinutes: z.int().min(1).max(60),
  /** Whether putting the window away into the task bar locks as well. */
  lockOnMinimise: z.boolean(),
  /**
   * Seconds after which what was copied out of the window is cleared from the clipboard, if it is still there; null to do
   * so at the lock alone.
   */
  clearClipboardAfterSeconds: z.int().min(5).max(600).nullable(),
  /** Whether the window is kept out of screenshots and shared screens, on systems that can. */
  protectScreen: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsContract = {
  'settings.read': query({ access: 'open', input: noInput, output: settingsSchema }),
  'settings.change': command({
    access: 'open',
    input: settingsSchema.partial(),
    output: settingsSchema,
    /** Nothing was changed: the organisation does not leave these to a person, or not this far. */
    failure: z.strictObject({
      kind: z.literal('fixedByOrganisation'),
      fields: z.array(z.enum(['language', 'lockAfterMinutes', 'lockOnMinimise'])),
    }),
    touches: ['settings'],
  }),
};
