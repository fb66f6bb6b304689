import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { Urgency } from '../../../shared/deadlines/case-deadlines';
import type { CivilDate } from '../../../shared/kernel/time';
import { classNames } from '../../lib/class-names';
import { useFormats } from '../../lib/text';
import styles from './date-leaf.module.css';

/** A day like the leaf of a calendar; read out in full. */
export function DateLeaf(props: { readonly date: CivilDate; readonly urgency: Urgency | 'settled' }) {
  const formats = useFormats();
  const { locale } = useIntl();
  const parts = useMemo(() => {
    const noon = new Date(`${props.date}T12:00:00Z`);
    const part = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(noon);
    return {
      weekday: part({ weekday: 'short' }),
      month: part({ month: 'short' }),
      year: part({ year: '2-digit' }),
    };
  }, [locale, props.date]);
  return (
    <span className={classNames(styles.leaf, styles[props.urgency])}>
      <time dateTime={props.date} className={styles.spoken}>
        {formats.longDate(props.date)}
      </time>
      <span aria-hidden="true" className={styles.weekday}>
        {parts.weekday}
      </span>
      <span aria-hidden="true" className={styles.day}>
        {Number(props.date.slice(8))}
      </span>
      <span aria-hidden="true" className={styles.month}>
        {parts.month} ’{parts.year}
      </span>
    </span>
  );
}
