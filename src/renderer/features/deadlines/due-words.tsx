import { daysBetween } from '../../../shared/deadlines/calendar';
import type { AgendaEntry } from '../../../shared/deadlines/contract';
import type { CivilDate } from '../../../shared/kernel/time';
import { classNames } from '../../lib/class-names';
import { useFormats, useText } from '../../lib/text';
import styles from './due-words.module.css';

type Due = Pick<AgendaEntry, 'date' | 'actBy' | 'laterDate' | 'points' | 'urgency'>;

/** How far a deadline is, and which of its dates is which, in one or two lines. */
export function DueWords(props: {
  readonly deadline: Due;
  readonly today: CivilDate;
  /** The day that stands beside the words. */
  readonly beside: CivilDate;
}) {
  const text = useText();
  const formats = useFormats();
  const { deadline, today, beside } = props;
  const { date, actBy, laterDate, points, urgency } = deadline;
  const pointOf = (kind: 'opens' | 'target') => points.find((point) => point.kind === kind)?.date;
  const [opens, target] = [pointOf('opens'), pointOf('target')];
  const isAdvised = beside === target && beside !== actBy;
  const distance = formats.days(daysBetween(today, beside));
  const details = [
    ...(isAdvised ? [text('deadlines.actBy', { date: formats.date(actBy) })] : []),
    ...(actBy === date ? [] : [text('deadlines.lastDay', { date: formats.date(date) })]),
    ...(laterDate === null ? [] : [text('deadlines.laterDate', { date: formats.date(laterDate) })]),
    ...(opens === undefined
      ? []
      : [text(opens <= today ? 'deadlines.openSince' : 'deadlines.opensOn', { date: formats.date(opens) })]),
    ...(target === undefined || isAdvised
      ? []
      : [
          text(target < today ? 'deadlines.targetPassed' : 'deadlines.target', {
            date: formats.date(target),
          }),
        ]),
  ];
  return (
    <span className={classNames(styles.words, styles[urgency])}>
      <span className={styles.distance}>
        {date < today
          ? text('deadlines.overdueSince', { days: daysBetween(date, today) })
          : actBy < today
            ? text('deadlines.safeDayPassed')
            : isAdvised
              ? text('deadlines.advised', { distance })
              : distance}
      </span>
      {details.map((detail) => (
        <span key={detail}>{detail}</span>
      ))}
    </span>
  );
}
