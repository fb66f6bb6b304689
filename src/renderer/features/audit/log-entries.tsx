import { Fragment } from 'react';
import type { AuditEntry, AuditSubject } from '../../../shared/audit/contract';
import type { CivilDate } from '../../../shared/kernel/time';
import { localDay } from '../../lib/civil-dates';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { personLabel } from '../people';
import styles from './log-entries.module.css';

/** An entry of this vault’s log, or of another one’s: that may have an action which has no words here. */
export type ShownEntry = Omit<AuditEntry, 'action' | 'caseId'> & {
  readonly action: AuditEntry['action'] | null;
};

/** Entries of a log as sentences, day by day, in the order given. */
export function LogEntries(props: {
  readonly entries: readonly ShownEntry[];
  /** The level of the headings for days; 2 unless given. */
  readonly headingLevel?: 2 | 5;
}) {
  const text = useText();
  const formats = useFormats();
  const days = byDay(props.entries);
  const Heading = `h${props.headingLevel ?? 2}` as const;
  return (
    <div className={styles.days}>
      {days.map(({ day, entries }) => (
        <Fragment key={day}>
          <Heading className={styles.day}>{formats.longDate(day)}</Heading>
          <ol className={styles.entries} aria-label={text('audit.list')}>
            {entries.map((entry) => (
              <li key={entry.sequence} className={styles.entry}>
                <time className={styles.time} dateTime={entry.at}>
                  {formats.time(entry.at)}
                </time>
                <span className={styles.sentence}>
                  {text(entry.action === null ? 'audit.otherAction' : `audit.action.${entry.action}`, {
                    member: actorText(entry, text),
                  })}
                </span>
                <span className={styles.about} dir="auto">
                  {[entry.caseCode, isOfHerself(entry) ? '' : subjectText(entry.subject, text, formats)]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ol>
        </Fragment>
      ))}
    </div>
  );
}

function byDay(
  entries: readonly ShownEntry[],
): readonly { readonly day: CivilDate; readonly entries: readonly ShownEntry[] }[] {
  const days = [...new Set(entries.map((entry) => localDay(entry.at)))];
  return days.map((day) => ({ day, entries: entries.filter((entry) => localDay(entry.at) === day) }));
}

/** What somebody did about herself: her name stands in the sentence already. */
function isOfHerself({ subject, subjectId, memberId }: ShownEntry): boolean {
  return subject?.kind === 'member' && subjectId === memberId;
}

function actorText(entry: ShownEntry, text: Text): string {
  if (entry.memberRecovery !== null) return recoveryText(entry.memberRecovery, text);
  return entry.memberName === '' ? text('audit.unknownMember') : entry.memberName;
}

function recoveryText(way: NonNullable<AuditEntry['memberRecovery']>, text: Text): string {
  return text(`recovery.way.${way.kind}`, { number: way.number, label: way.label });
}

function subjectText(subject: AuditSubject | null, text: Text, formats: Formats): string {
  switch (subject?.kind) {
    case undefined:
      return '';
    case 'person':
      return personLabel(text, { role: subject.role, roleNumber: subject.number });
    case 'member':
      return subject.name;
    case 'interview':
      return subject.title;
    case 'exhibit':
      return text('audit.subject.exhibit', { number: subject.number });
    case 'fact':
      return subject.date;
    case 'event':
      return text('audit.subject.event', { date: formats.shortDate(subject.happenedOn) });
    case 'filing':
      return `${subject.filingKind} · ${subject.language.toUpperCase()}`;
    case 'recovery':
      return recoveryText(subject.way, text);
  }
}
