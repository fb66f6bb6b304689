import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import { useText } from '../../lib/text';
import { usePeople } from './people-of-case';
import styles from './person-name.module.css';

/**
 * Someone of a case: by role and number, and by name while names are shown. Each name stands in its own direction.
 *
 * @param props.withLabel   also the role while the name is shown
 */
export function PersonName(props: {
  readonly caseId: CaseId;
  readonly personId: PersonId;
  readonly withLabel?: boolean;
}) {
  const text = useText();
  const person = usePeople(props.caseId).personOf(props.personId);
  if (person === undefined) return <span className={styles.label}>{text('people.unknownPerson')}</span>;
  if (person.name === null) return <span>{person.label}</span>;
  return (
    <span>
      <bdi>{person.name}</bdi>
      {props.withLabel === true && <span className={styles.label}> {person.label}</span>}
    </span>
  );
}
