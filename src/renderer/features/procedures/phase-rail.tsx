import { Check } from 'lucide-react';
import type { PhaseView } from '../../../shared/procedures/contract';
import { classNames } from '../../lib/class-names';
import { useFormats, useText } from '../../lib/text';
import { VisuallyHidden } from '../../ui/layout';
import styles from './phase-rail.module.css';

/** The way from detection to the unlimited permit, with the place where the case stands. */
export function PhaseRail(props: { readonly phases: readonly PhaseView[] }) {
  const text = useText();
  const formats = useFormats();
  return (
    <ol className={styles.rail} aria-label={text('procedures.phases')}>
      {props.phases.map((phase) => (
        <li
          key={phase.id}
          className={classNames(styles.phase, styles[phase.state], phase.kind === 'side' && styles.aside)}
          aria-current={phase.state === 'current' ? 'step' : undefined}
        >
          <span className={styles.dot} aria-hidden="true">
            {phase.state === 'past' && <Check />}
          </span>
          <span className={styles.name}>{phase.shortName}</span>
          <span className={styles.since}>
            {phase.since !== null && (phase.state === 'current' || phase.state === 'past')
              ? text(phase.state === 'current' ? 'procedures.since' : 'procedures.from', {
                  date: formats.shortDate(phase.since),
                })
              : phase.state === 'skipped'
                ? text('procedures.skipped')
                : phase.duration}
          </span>
          <VisuallyHidden>{text(`procedures.state.${phase.state}`)}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
