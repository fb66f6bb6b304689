import { Hourglass } from 'lucide-react';
import { daysBetween } from '../../../shared/deadlines/calendar';
import type { ReflectionView } from '../../../shared/procedures/contract';
import { classNames } from '../../lib/class-names';
import { RichText, useFormats, useText } from '../../lib/text';
import { Card, Section } from '../../ui/card';
import styles from './reflection-card.module.css';

/** The reflection period day by day: quiet, so that it informs and does not press the person it is for. */
export function ReflectionCard({ reflection }: { readonly reflection: ReflectionView }) {
  const text = useText();
  const formats = useFormats();
  const { day, of, endsOn, state, metOn, metOnDay } = reflection;
  const days = Array.from({ length: of }, (_, index) => index + 1);
  return (
    <Section title={text('procedures.reflection')}>
      <Card>
        <div className={styles.clock}>
          <p className={styles.count}>
            {state === 'ended' ? (
              text('procedures.reflection.ended')
            ) : (
              <RichText
                id="procedures.reflection.day"
                values={{
                  day: <span className={styles.number}>{day}</span>,
                  of: formats.number(of),
                }}
              />
            )}
          </p>
          <div
            className={styles.days}
            role="img"
            aria-label={text('procedures.reflection.picture', { day, of, ends: formats.longDate(endsOn) })}
          >
            {days.map((each) => (
              <span
                key={each}
                className={classNames(
                  styles.day,
                  each < day && styles.gone,
                  each === day && state === 'running' && styles.today,
                  each === metOnDay && styles.met,
                )}
              />
            ))}
          </div>
          <dl className={styles.dates}>
            <div>
              <dt>{text('procedures.reflection.from')}</dt>
              <dd>{formats.date(reflection.startsOn)}</dd>
            </div>
            <div className={styles.right}>
              <dt>{text('procedures.reflection.until')}</dt>
              <dd>{formats.date(endsOn)}</dd>
            </div>
          </dl>
          <p className={styles.note}>
            {text(
              reflection.endIs === 'printed'
                ? 'procedures.reflection.printed'
                : 'procedures.reflection.computed',
            )}
          </p>
          {metOn === null ? (
            <p className={styles.open}>
              <Hourglass aria-hidden="true" />
              {text('procedures.reflection.open')}
            </p>
          ) : (
            <p className={styles.done}>
              {text('procedures.reflection.met', {
                date: formats.date(metOn),
                day: metOnDay ?? daysBetween(reflection.startsOn, metOn),
                isDuring: metOnDay === null ? 'no' : 'yes',
              })}
            </p>
          )}
        </div>
      </Card>
    </Section>
  );
}
