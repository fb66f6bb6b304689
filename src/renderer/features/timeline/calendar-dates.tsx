import type { CaseId } from '../../../shared/kernel/ids';
import {
  inOtherCalendar,
  otherCalendars,
  type OtherCalendar,
} from '../../../shared/timeline/other-calendars';
import { uncertainDateOfEdtf } from '../../../shared/timeline/uncertain-date';
import { useText } from '../../lib/text';
import styles from './calendar-dates.module.css';
import { ChoicePills } from './choice-pills';
import { useInterfaceLanguage } from './interface-language';
import { useTimelineSettings } from './timeline-settings';

/** A date as other calendars count it, those that were chosen for the case. */
export function CalendarDates(props: {
  readonly caseId: CaseId;
  /** '' while there is none. */
  readonly edtf: string;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { settings, changeSettings } = useTimelineSettings(props.caseId);
  const date = uncertainDateOfEdtf(props.edtf);
  const { earliest = null, latest = null } = date ?? {};
  const words = (calendar: OtherCalendar): string => {
    const day = (of: string | null): string => (of === null ? '' : inOtherCalendar(of, calendar, language));
    if (earliest === null) return text('timeline.calendar.until', { until: day(latest) });
    if (latest === null) return text('timeline.calendar.from', { from: day(earliest) });
    if (earliest === latest) return day(earliest);
    return text('timeline.calendar.between', { from: day(earliest), until: day(latest) });
  };
  return (
    <div className={styles.calendars}>
      {date !== null && settings.calendars.length > 0 && (
        <dl className={styles.dates}>
          {otherCalendars
            .filter((calendar) => settings.calendars.includes(calendar))
            .map((calendar) => (
              <div key={calendar}>
                <dt>{text(`timeline.calendar.${calendar}`)}</dt>
                <dd>
                  <bdi>{words(calendar)}</bdi>
                  {calendar === 'hijri' && (
                    <span className={styles.note}> {text('timeline.calendar.hijri.note')}</span>
                  )}
                </dd>
              </div>
            ))}
        </dl>
      )}
      <details>
        <summary className={styles.summary}>{text('timeline.calendar.others')}</summary>
        <div className={styles.choice}>
          <ChoicePills<OtherCalendar>
            legend={text('timeline.calendar.show')}
            options={otherCalendars.map((calendar) => ({
              value: calendar,
              label: text(`timeline.calendar.${calendar}`),
            }))}
            value={settings.calendars}
            onChange={(calendars) => changeSettings({ calendars: [...calendars] })}
          />
        </div>
      </details>
    </div>
  );
}
