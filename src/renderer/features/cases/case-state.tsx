import { CalendarClock, Hourglass } from 'lucide-react';
import type { CaseGlimpse, NextDeadline } from '../../../shared/cases/schemas';
import type { LocalizedText } from '../../../shared/kernel/languages';
import type { CivilDate } from '../../../shared/kernel/time';
import { classNames } from '../../lib/class-names';
import { useFormats, useInterfaceLanguage, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Tooltip } from '../../ui/tooltip';
import { useWallClock } from '../people';
import styles from './case-state.module.css';

/** Days before the end of the reflection period from which it calls for attention. */
const soonDays = 7;

/** Picks the text in the language of the interface. */
export function useLocalized(): (localized: LocalizedText) => string {
  const language = useInterfaceLanguage();
  return (localized) => localized[language];
}

/** The phase in two or three words; its full name as a tooltip. */
export function Phase(props: { readonly phase: CaseGlimpse['phase']; readonly withLabel?: boolean }) {
  const text = useText();
  const localized = useLocalized();
  if (props.phase === null)
    return (
      <span className={styles.faint}>
        {text(props.withLabel === true ? 'cases.phase.noneYet' : 'cases.phase.none')}
      </span>
    );
  return (
    <Tooltip text={localized(props.phase.name)}>
      <span>
        <Badge tone="accent">{localized(props.phase.shortName)}</Badge>
      </span>
    </Tooltip>
  );
}

/** `Day 12 of 45` of the reflection period. */
export function Reflection(props: { readonly reflection: NonNullable<CaseGlimpse['reflection']> }) {
  const text = useText();
  const { day, of } = props.reflection;
  return (
    <span className={classNames(styles.due, of - day <= soonDays && styles.soon)}>
      <Hourglass aria-hidden="true" />
      {text('cases.reflection', { day, of })}
    </span>
  );
}

/**
 * The last safe day of a deadline and how far it is, coloured when it is near or past. Where the law leaves a later day,
 * that day stands beside it once the safe one is over.
 */
export function Due(props: {
  readonly deadline: Pick<NextDeadline, 'date' | 'lastDay' | 'urgency' | 'verify' | 'unsigned'>;
  readonly withIcon?: boolean;
  /** What is due, below or beside the day. */
  readonly title?: LocalizedText;
}) {
  const text = useText();
  const formats = useFormats();
  const localized = useLocalized();
  const { date: today } = useWallClock();
  const { date, lastDay, urgency, verify, unsigned } = props.deadline;
  const days = daysBetween(today, date);
  return (
    <span className={classNames(styles.due, urgencyClasses[urgency])}>
      {props.withIcon === true && <CalendarClock aria-hidden="true" />}
      <span>{formats.shortDate(date)}</span>
      <span className={styles.far}>
        {urgency === 'overdue'
          ? text('cases.overdue', { days: daysBetween(lastDay, today) })
          : days < 0
            ? text('cases.lastDay', { date: formats.shortDate(lastDay) })
            : formats.days(days)}
      </span>
      {props.title !== undefined && <span className={styles.title}>{localized(props.title)}</span>}
      {verify && <span className={styles.verify}>{text('cases.verify')}</span>}
      {unsigned && <span className={styles.verify}>{text('cases.unsigned')}</span>}
    </span>
  );
}

const urgencyClasses = {
  overdue: styles.past,
  today: styles.past,
  week: styles.soon,
  later: undefined,
} satisfies Record<NextDeadline['urgency'], string | undefined>;

/** Days from one civil date to another; negative when the second is earlier. */
export function daysBetween(from: CivilDate, until: CivilDate): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
