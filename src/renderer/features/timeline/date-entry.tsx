import { useState } from 'react';
import type { Language } from '../../../shared/kernel/languages';
import type { CivilDate } from '../../../shared/kernel/time';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { isQualified } from '../../../shared/timeline/edtf-text';
import {
  maxDateTextLength,
  readUncertainDate,
  type DateFailure,
  type ReadDate,
  type UncertainDate,
} from '../../../shared/timeline/uncertain-date';
import { TriangleAlert } from 'lucide-react';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import styles from './date-entry.module.css';
import { todayHere, useInterfaceLanguage } from './interface-language';

/** What stands in the date field: nothing, a date, or something that cannot be saved. */
export type DateEntry =
  | { readonly kind: 'undated' }
  | { readonly kind: 'read'; readonly date: ReadDate }
  | { readonly kind: 'unread'; readonly failure: DateFailure };

export function readDateEntry(typed: string, language: Language): DateEntry {
  if (typed.trim() === '') return { kind: 'undated' };
  const read = readUncertainDate(typed, { language, today: todayHere() });
  return read.ok ? { kind: 'read', date: read.value } : { kind: 'unread', failure: read.error };
}

/** A date as someone says it, and below it, as it is typed, how it is read. */
export function DateEntryField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Says at once what is wrong, not only when the field is left. */
  readonly isTried: boolean;
}) {
  const text = useText();
  const formats = useFormats();
  const language = useInterfaceLanguage();
  const [left, setLeft] = useState(false);
  const entry = readDateEntry(props.value, language);
  const isAmbiguous = entry.kind === 'unread' && entry.failure.kind === 'ambiguousDayMonth';
  const error =
    entry.kind === 'unread' && (left || props.isTried || isAmbiguous)
      ? failureText(entry.failure, text)
      : undefined;
  const choices =
    entry.kind === 'read'
      ? entry.date.alternatives
      : entry.kind === 'unread' && entry.failure.kind === 'ambiguousDayMonth'
        ? entry.failure.readings
        : [];
  return (
    <div className={styles.entry}>
      <TextField
        label={text('timeline.form.date')}
        value={props.value}
        onChange={(value) => {
          setLeft(false);
          props.onChange(value);
        }}
        onBlur={() => setLeft(true)}
        maxLength={maxDateTextLength}
        placeholder={text('timeline.form.date.placeholder')}
        error={error}
        reading={entry.kind === 'read' ? readingText(entry.date, text, formats, language) : undefined}
        hint={entry.kind === 'undated' ? text('timeline.form.date.hint') : undefined}
      />
      {choices.length > 0 && (
        <div className={styles.choices} role="group" aria-label={text('timeline.form.date.choices')}>
          <span className={styles.question}>
            {text(isAmbiguous ? 'timeline.form.date.whichDay' : 'timeline.form.date.orMeant')}
          </span>
          {choices.map((choice) => {
            const words = describeUncertainDate(choice.edtf, language);
            return (
              <Button key={choice.edtf} size="small" onPress={() => props.onChange(words)}>
                {words}
              </Button>
            );
          })}
        </div>
      )}
      {entry.kind === 'read' &&
        entry.date.warnings.map((warning) => (
          <p key={warning} className={styles.warning} role="status">
            <TriangleAlert aria-hidden="true" />
            <span>{text(`timeline.form.date.warning.${warning}`)}</span>
          </p>
        ))}
    </div>
  );
}

/** "Read as: about May 2023 · between 1 May 2023 and 31 May 2023" */
function readingText(date: UncertainDate, text: Text, formats: Formats, language: Language): string {
  const { reading, earliest, latest } = date;
  const isDay = reading.kind === 'at' && earliest === latest && earliest !== null;
  if (isDay && !isQualified(reading)) {
    return text('timeline.form.date.readAs', { words: withWeekday(earliest, formats, language) });
  }
  const words = describeUncertainDate(date.edtf, language);
  const span = spanText(date, text, language);
  return text(isQualified(reading) ? 'timeline.form.date.readAsAbout' : 'timeline.form.date.readAsSpan', {
    words,
    span,
  });
}

/** `Monday 5 June 2023`; the platform does not know that in French the first is "1er". */
function withWeekday(day: CivilDate, formats: Formats, language: Language): string {
  const words = formats.longDate(day);
  return language === 'fr' ? words.replace(/ 1 /, ' 1er ') : words;
}

function spanText({ reading, earliest, latest }: UncertainDate, text: Text, language: Language): string {
  const lasts = reading.kind === 'lasting';
  if (earliest === null) {
    const until = latest === null ? '' : describeUncertainDate(latest, language);
    return text(lasts ? 'timeline.form.date.span.until' : 'timeline.form.date.span.latest', { until });
  }
  const from = describeUncertainDate(earliest, language);
  if (latest === null) {
    return text(lasts ? 'timeline.form.date.span.from' : 'timeline.form.date.span.earliest', { from });
  }
  if (earliest === latest) return from;
  return text(lasts ? 'timeline.form.date.span.fromUntil' : 'timeline.form.date.span.between', {
    from,
    until: describeUncertainDate(latest, language),
  });
}

function failureText(failure: DateFailure, text: Text): string {
  switch (failure.kind) {
    case 'impossibleDate':
      return failure.month >= 1 && failure.month <= 12
        ? text('timeline.form.date.failure.impossibleDay', { day: failure.day })
        : text('timeline.form.date.failure.impossibleMonth', { month: failure.month });
    case 'notADate':
    case 'yearMissing':
    case 'rangeBackwards':
    case 'ambiguousDayMonth':
      return text(`timeline.form.date.failure.${failure.kind}`);
  }
}
