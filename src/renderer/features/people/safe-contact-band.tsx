import { ShieldAlert } from 'lucide-react';
import type { CaseId } from '../../../shared/kernel/ids';
import { isSafeTime } from '../../../shared/people/safe-contact';
import { classNames } from '../../lib/class-names';
import { useText } from '../../lib/text';
import { usePeople, type PersonView } from './people-of-case';
import styles from './safe-contact-band.module.css';
import { useWallClock } from './wall-clock';

/** How the people of a case may be reached, above everything else. Nothing where nothing was agreed. */
export function SafeContactBand(props: { readonly caseId: CaseId }) {
  const text = useText();
  const { people = [] } = usePeople(props.caseId);
  const bound = people.filter(({ safeContact }) => safeContact !== null);
  const clients = bound.filter(({ role }) => role === 'client');
  const others = bound.filter(({ role }) => role !== 'client');
  if (bound.length === 0) return null;
  return (
    <aside className={styles.band} aria-label={text('people.safe.title')}>
      {clients.map((person) => (
        <Rules key={person.id} person={person} />
      ))}
      {clients.length === 0 ? (
        others.map((person) => <Rules key={person.id} person={person} />)
      ) : others.length > 0 ? (
        <details className={styles.others}>
          <summary>{text('people.safe.others', { count: others.length })}</summary>
          {others.map((person) => (
            <Rules key={person.id} person={person} />
          ))}
        </details>
      ) : null}
    </aside>
  );
}

function Rules(props: { readonly person: PersonView }) {
  const text = useText();
  const { time } = useWallClock();
  const { person } = props;
  const rule = person.safeContact;
  if (rule === null) return null;
  const isSafe = isSafeTime(rule, time);
  const window = { from: rule.safeFrom, until: rule.safeUntil };
  return (
    <div className={classNames(styles.rules, !isSafe && styles.unsafe)}>
      <span className={styles.icon} aria-hidden="true">
        <ShieldAlert />
      </span>
      <div className={styles.content}>
        <p className={styles.line}>
          <strong className={styles.who}>
            <bdi>{person.shownAs}</bdi>
          </strong>
          {!isSafe && <strong className={styles.now}>{text('people.safe.notNow')}</strong>}
          {rule.neverCall && <strong>{text('people.safe.neverCall')}</strong>}
          {rule.neverWrite && <strong>{text('people.safe.neverWrite')}</strong>}
          {rule.leaveNoMessage && <strong>{text('people.safe.leaveNoMessage')}</strong>}
          {rule.safeFrom !== null && <span>{text('people.safe.window', window)}</span>}
          {rule.hasCodeWord && (
            <span>
              {person.codeWord === null
                ? text('people.safe.codeWordHidden')
                : text('people.safe.codeWordIs', { codeWord: person.codeWord })}
            </span>
          )}
        </p>
        {rule.instructions !== '' && (
          <p className={styles.instructions} dir="auto">
            {rule.instructions}
          </p>
        )}
      </div>
    </div>
  );
}
