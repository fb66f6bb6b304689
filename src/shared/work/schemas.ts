import { z } from 'zod';

/** What takes longer than a person waits without a word. */
export const workKinds = [
  'backup',
  'restore',
  'restoreCase',
  'rekey',
  'verify',
  'salvage',
  'importEvidence',
  'custodyAnnex',
  'evidenceDossier',
  'exportCase',
  'importCase',
  'makePackage',
  'readPackage',
  'takeInPackage',
  'makeBundle',
  'transcript',
  'rebuildSearch',
  'purge',
  'settleCopies',
  'update',
] as const;
export const workKindSchema = z.enum(workKinds);
export type WorkKind = (typeof workKinds)[number];

/** Work under way, as the page shows it. */
export const workSchema = z.strictObject({
  id: z.uuid(),
  kind: workKindSchema,
  /** What is being done now, a step of this kind of work; empty when it has only one. */
  step: z.string(),
  /** Done so far, in the unit of the step: bytes, files, pages. */
  done: z.number().nonnegative(),
  /** Null while not known. */
  total: z.number().nonnegative().nullable(),
  /** False from the point on where stopping would leave something half done. */
  canCancel: z.boolean(),
  state: z.enum(['running', 'paused', 'cancelling']),
});
export type Work = z.infer<typeof workSchema>;
