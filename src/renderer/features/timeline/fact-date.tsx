import type { CSSProperties } from 'react';
import type { CivilDate } from '../../../shared/kernel/time';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { isQualified } from '../../../shared/timeline/edtf-text';
import type { FactDate } from '../../../shared/timeline/schemas';
import { uncertainDateOfEdtf } from '../../../shared/timeline/uncertain-date';
import { classNames } from '../../lib/class-names';
import { useText } from '../../lib/text';
import { VisuallyHidden } from '../../ui/layout';
import styles from './fact-date.module.css';
import { useInterfaceLanguage } from './interface-language';

/**
 * When a fact was, in words, over a bar of the twelve months of its year that shows how far it may reach. What is not
 * known to the day bears a sign before it.
 */
export function FactDateMark(props: { readonly date: FactDate | null }) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { date } = props;
  if (date === null) return <span className={styles.undated}>{text('timeline.undated')}</span>;
  const certainty = certaintyOf(date);
  return (
    <span className={styles.date}>
      <span className={styles.words}>
        {certainty !== 'known' && (
          <>
            <span className={styles.sign} aria-hidden="true">
              ≈
            </span>
            <VisuallyHidden>{text('timeline.date.notExact')} </VisuallyHidden>
          </>
        )}
        {describeUncertainDate(date.edtf, language)}
      </span>
      <SpanBar date={date} certainty={certainty} />
    </span>
  );
}

type Certainty = 'known' | 'open' | 'vague';

/** `known`: a day, or a stretch that lasted; `open`: some time in a range; `vague`: with "about" or "perhaps". */
function certaintyOf(date: FactDate): Certainty {
  const reading = uncertainDateOfEdtf(date.edtf)?.reading;
  if (reading === undefined || isQualified(reading)) return 'vague';
  if (reading.kind === 'lasting') return 'known';
  return reading.kind === 'at' && reading.moment.unit.kind === 'day' ? 'known' : 'open';
}

function SpanBar(props: { readonly date: FactDate; readonly certainty: Certainty }) {
  const { earliest, latest } = props.date;
  const year = (earliest ?? latest ?? '').slice(0, 4);
  const from = earliest === null ? 0 : placeInYear(earliest, year);
  const until = latest === null ? 1 : placeInYear(latest, year, 1);
  // React's types know no custom properties.
  const style = { '--from': from, '--until': until } as CSSProperties;
  const endsLater = latest !== null && latest.slice(0, 4) > year;
  return (
    <span
      className={classNames(
        styles.bar,
        styles[props.certainty],
        earliest === null && styles.openStart,
        (latest === null || endsLater) && styles.openEnd,
      )}
      style={style}
      aria-hidden="true"
    />
  );
}

/** 0 for the first day of the year, 1 for the end of the last. */
function placeInYear(date: CivilDate, year: string, days = 0): number {
  const start = Date.parse(`${year}-01-01T00:00:00Z`);
  const end = Date.parse(`${String(Number(year) + 1).padStart(4, '0')}-01-01T00:00:00Z`);
  const place = (Date.parse(`${date}T00:00:00Z`) + days * 86_400_000 - start) / (end - start);
  return Math.min(1, Math.max(0, place));
}
