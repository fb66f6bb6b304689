import * as Ariakit from '@ariakit/react';
import type { CSSProperties } from 'react';
import { useText } from '../../lib/text';
import { VisuallyHidden } from '../../ui/layout';
import styles from './year-strip.module.css';

interface Year {
  readonly year: number;
  readonly facts: number;
}

/** Longest stretch of years that is shown with its empty years between. */
const longestStretch = 30;

/** The years of a case with as high a bar as each has facts. Pressing one shows that year alone. One Tab stop. */
export function YearStrip(props: {
  readonly years: readonly Year[];
  /** The year shown alone; null for all. */
  readonly value: number | null;
  readonly onChange: (year: number | null) => void;
}) {
  const text = useText();
  const years = withEmptyYears(props.years);
  const most = Math.max(...years.map(({ facts }) => facts));
  return (
    <Ariakit.CompositeProvider orientation="horizontal">
      <Ariakit.Composite className={styles.strip} role="group" aria-label={text('timeline.years')}>
        {years.map(({ year, facts }) => {
          const isChosen = year === props.value;
          // React's types know no custom properties.
          const style = { '--share': facts / most } as CSSProperties;
          return (
            <Ariakit.CompositeItem
              key={year}
              className={styles.year}
              style={style}
              disabled={facts === 0}
              aria-pressed={isChosen}
              onClick={() => props.onChange(isChosen ? null : year)}
            >
              <span className={styles.count} aria-hidden="true">
                {facts === 0 ? '' : facts}
              </span>
              <span className={styles.bar} />
              <span className={styles.label}>
                {year}
                <VisuallyHidden>{text('timeline.years.facts', { facts })}</VisuallyHidden>
              </span>
            </Ariakit.CompositeItem>
          );
        })}
      </Ariakit.Composite>
    </Ariakit.CompositeProvider>
  );
}

/** With the years between in which nothing is known, as far as they are not too many: a gap is news, too. */
function withEmptyYears(years: readonly Year[]): readonly Year[] {
  const first = years[0]?.year;
  const last = years.at(-1)?.year;
  if (first === undefined || last === undefined || last - first >= longestStretch) return years;
  const factsByYear = new Map(years.map(({ year, facts }) => [year, facts]));
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const year = first + offset;
    return { year, facts: factsByYear.get(year) ?? 0 };
  });
}
