import { z } from 'zod';
import { auditActionSchema } from '../../shared/audit/schemas';
import { caseIdSchema, memberIdSchema, type CaseId } from '../../shared/kernel/ids';
import { instantSchema } from '../../shared/kernel/time';
import type { ReceivedLog } from '../../shared/packages/schemas';
import { checkAuditLog, type AuditLogFile } from '../audit/log-file';
import { listSubjects } from '../audit/store';
import type { ReadableDatabase } from '../db/database';
import { unpack } from './store';

// Nothing that was found when the package was taken in is taken for true here: the bytes that were kept are checked again.

/** What is signed is text; of what it says, this has to hold for it to be shown as entries. */
const logSchema = z.object({
  exportedAt: instantSchema,
  entries: z.array(
    z.object({
      sequence: z.int(),
      at: instantSchema,
      memberId: memberIdSchema,
      memberName: z.string(),
      action: z.string(),
      subjectId: z.string().nullable(),
      caseId: caseIdSchema.nullable(),
      caseCode: z.string(),
    }),
  ),
});

/** The log that came with a package about a case, newest entry first. What entries are about is told by the records here. */
export function readReceivedLog(
  db: ReadableDatabase,
  kept: {
    /** As it was kept, deflated. */
    readonly log: Uint8Array;
    /** That the package was signed with. */
    readonly publicKey: string;
    readonly caseId: CaseId;
    readonly limit: number;
  },
): ReceivedLog {
  const text = textOf(kept.log);
  if (text === null) return { signature: 'unreadable' };
  const checked = checkAuditLog(text);
  if (!checked.ok) {
    return { signature: checked.error.kind === 'signatureWrong' ? 'wrong' : 'unreadable' };
  }
  const { log, fingerprint } = checked.value;
  const parsed = logSchema.safeParse(log);
  if (!parsed.success) return { signature: 'unreadable' };
  const { entries, exportedAt } = parsed.data;
  const shown = entries.toReversed().slice(0, kept.limit);
  const subjects = listSubjects(
    db,
    kept.caseId,
    shown.flatMap(({ subjectId }) => subjectId ?? []),
  );
  return {
    signature: log.publicKey === kept.publicKey ? 'holds' : 'otherKey',
    fingerprint,
    chain: chainOf(log, kept.caseId),
    writtenAt: exportedAt,
    entries: shown.map((entry) => ({
      ...entry,
      action: auditActionSchema.safeParse(entry.action).data ?? null,
      subject: entry.subjectId === null ? null : (subjects.get(entry.subjectId) ?? null),
    })),
    total: entries.length,
  };
}

function chainOf(
  { chainBrokenAt, filter, entries }: AuditLogFile,
  caseId: CaseId,
): 'holds' | 'brokenThere' | 'doesNotFit' {
  const { caseId: asked, ...others } = filter;
  const isOfCase =
    asked === caseId &&
    Object.values(others).every((each) => each === null) &&
    entries.every((entry) => entry.caseId === caseId);
  const goesUp = entries.every(({ sequence }, index) => sequence > (entries[index - 1]?.sequence ?? 0));
  if (!isOfCase || !goesUp) return 'doesNotFit';
  return chainBrokenAt === null ? 'holds' : 'brokenThere';
}

function textOf(log: Uint8Array): string | null {
  try {
    return z.string().safeParse(unpack(log)).data ?? null;
  } catch {
    // Bytes that were changed cannot be inflated, or are no JSON: the one way in which this fails.
    return null;
  }
}
