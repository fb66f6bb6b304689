import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { AgendaEntry } from '../../../shared/deadlines/contract';
import type { CivilDate } from '../../../shared/kernel/time';
import { useFormats, useText } from '../../lib/text';
import { Printed } from '../../ui/printed';
import styles from './printed-calendar.module.css';

/** The days to keep, for the wall of an office: codes and one neutral word, for a stranger will read it too. */
export function PrintedCalendar(props: {
  readonly today: CivilDate;
  readonly entries: readonly AgendaEntry[];
}) {
  const text = useText();
  const formats = useFormats();
  const { locale } = useIntl();
  const monthName = useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    return (month: string) => format.format(new Date(`${month}-01T12:00:00Z`));
  }, [locale]);
  const countByDay = new Map<string, number>();
  for (const { actBy, caseCode } of props.entries) {
    const key = `${actBy} ${caseCode}`;
    countByDay.set(key, (countByDay.get(key) ?? 0) + 1);
  }
  const days = [...countByDay.keys()].sort();
  const months = [...new Set(days.map((key) => key.slice(0, 7)))];
  return (
    <Printed>
      <h1 className={styles.title}>{text('deadlines.calendar.title')}</h1>
      <p className={styles.lead}>
        {text('deadlines.calendar.asOf', { date: formats.longDate(props.today) })}
      </p>
      {months.map((month) => (
        <section key={month}>
          <h2 className={styles.month}>{monthName(month)}</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.day}>
                  {text('deadlines.calendar.day')}
                </th>
                <th scope="col" className={styles.code}>
                  {text('deadlines.calendar.case')}
                </th>
                <th scope="col" className={styles.word}>
                  {text('deadlines.calendar.what')}
                </th>
                <th scope="col">{text('deadlines.calendar.notes')}</th>
              </tr>
            </thead>
            <tbody>
              {days
                .filter((key) => key.startsWith(month))
                .map((key) => (
                  <tr key={key}>
                    <td>{formats.longDate(key.slice(0, 10))}</td>
                    <td>{key.slice(11)}</td>
                    <td>{text('deadlines.calendar.word', { count: countByDay.get(key) ?? 1 })}</td>
                    {/* Room to write in. */}
                    <td aria-label={text('deadlines.calendar.notes')} />
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      ))}
    </Printed>
  );
}
