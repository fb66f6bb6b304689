import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { z } from 'zod';
import { writeCalendar, type CalendarDay } from '../../shared/deadlines/calendar-file';
import type { CaseDeadline } from '../../shared/deadlines/case-deadlines';
import type { deadlinesContract } from '../../shared/deadlines/contract';
import { err, ok, type Result } from '../../shared/kernel/result';
import { letOutDocument } from '../departures/let-out';
import { withExtension } from '../filings/file-name';
import { dialogText } from '../kernel/dialog-texts';
import type { VaultDeps } from '../kernel/deps';
import { deadlinesOfOpenCases } from './open-cases';

type Channel = (typeof deadlinesContract)['deadlines.exportCalendar'];

/**
 * Writes the calendar outside the vault. Whoever reads it learns that a case of this code has a day to keep: not what
 * for, not for whom, not by which law.
 */
export async function exportCalendar(
  deps: VaultDeps,
  { advocateName }: z.output<Channel['input']>,
): Promise<Result<z.output<Channel['output']>, z.output<Channel['failure']>>> {
  const word = dialogText(deps, 'dialogs.calendarWord');
  const days = deadlinesOfOpenCases(deps)
    .filter(({ procedure }) => advocateName === null || procedure.advocateName === advocateName)
    .flatMap(({ procedure, deadlines }) =>
      deadlines
        .filter(({ settled }) => settled === null)
        .map((found): CalendarDay => ({
          uid: uidOf(deps.vault.id, found),
          on: found.deadline.actBy,
          title: `${procedure.code} ${word}`,
        })),
    )
    .toSorted((one, other) =>
      compare(`${one.on} ${one.title} ${one.uid}`, `${other.on} ${other.title} ${other.uid}`),
    );
  if (days.length === 0) return err({ kind: 'nothingOpen' });
  const chosen = await deps.host.chooseSavePath({
    title: dialogText(deps, 'dialogs.saveCalendar'),
    suggestedName: `${dialogText(deps, 'dialogs.calendarName')}-${deps.clock.today()}.ics`,
    kinds: [{ name: 'iCalendar', extensions: ['ics'] }],
  });
  if (chosen === null) return ok({ outcome: 'cancelled' });
  const path = withExtension(chosen, '.ics');
  const saved = letOutDocument(deps, {
    path,
    document: Buffer.from(writeCalendar(days, deps.clock.now()), 'utf8'),
    record: {
      departures: [],
      custody: [],
      audit: [{ action: 'deadline.calendarExported', subjectId: null, caseId: null }],
    },
  });
  return saved.ok ? ok({ outcome: 'saved', fileName: basename(path), entries: days.length }) : saved;
}

/** Tells the same deadline again and nothing else: the ids of the vault do not leave it. */
function uidOf(vaultId: string, { event, rule, deadline }: CaseDeadline): string {
  return createHash('sha256')
    .update(JSON.stringify([vaultId, event.id, rule.id, deadline.stage]))
    .digest('hex')
    .slice(0, 32);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
