import { z } from 'zod';

/** What a file that was received can say beside what it shows. The first ones give away where or who somebody is. */
export const originalTraces = [
  'place',
  'personNamed',
  'lastEditor',
  'company',
  'remarks',
  'trackedChanges',
  'device',
  'times',
  'smallPicture',
  'title',
  'otherData',
] as const;
export type OriginalTrace = (typeof originalTraces)[number];

/**
 * Whether it is only told and asks for no reason. Nearly every photograph says by what and when it was taken: who has to give a
 * reason for each of them reads none of them any more. Docs: docs/ways-out.md.
 */
export function isOnlyTold(trace: string | null): boolean {
  return trace !== null && onlyTold.has(trace);
}

const onlyTold: ReadonlySet<string> = new Set<OriginalTrace>([
  'device',
  'times',
  'smallPicture',
  'title',
  'otherData',
]);

/**
 * How an original can leave: `copy`, without what it says of itself, as another file; `same`, it says nothing of itself;
 * `asReceived`, what it says of itself cannot be taken out, or is not known.
 */
export const cleanForms = ['copy', 'same', 'asReceived'] as const;
export type CleanForm = (typeof cleanForms)[number];

/** How originals are to leave: `withoutTraces`, without what they say of themselves wherever such a copy can be made. */
export const leaveAsSchema = z.enum(['received', 'withoutTraces']);
export type LeaveAs = z.infer<typeof leaveAsSchema>;
