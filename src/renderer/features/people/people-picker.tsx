import { Check } from 'lucide-react';
import { useId } from 'react';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import { useText } from '../../lib/text';
import { usePeople } from './people-of-case';
import styles from './people-picker.module.css';

/** Chooses any number of the people of a case. A checkbox each, in one fieldset. */
export function PeoplePicker(props: {
  readonly caseId: CaseId;
  /** e.g. "Who took part" */
  readonly label: string;
  readonly value: readonly PersonId[];
  readonly onChange: (value: readonly PersonId[]) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
}) {
  const text = useText();
  const hintId = useId();
  const { people } = usePeople(props.caseId);
  return (
    <fieldset className={styles.picker} aria-describedby={props.hint === undefined ? undefined : hintId}>
      <legend className={styles.legend}>{props.label}</legend>
      <div className={styles.people}>
        {people?.map((person) => {
          const isChosen = props.value.includes(person.id);
          return (
            <label key={person.id} className={styles.person}>
              <input
                className={styles.box}
                type="checkbox"
                checked={isChosen}
                disabled={props.disabled}
                onChange={() =>
                  props.onChange(
                    isChosen ? props.value.filter((id) => id !== person.id) : [...props.value, person.id],
                  )
                }
              />
              <span className={styles.mark} aria-hidden="true">
                {isChosen && <Check />}
              </span>
              <bdi>{person.shownAs}</bdi>
            </label>
          );
        })}
        {people?.length === 0 && <span className={styles.hint}>{text('people.none')}</span>}
      </div>
      {props.hint !== undefined && (
        <p id={hintId} className={styles.hint}>
          {props.hint}
        </p>
      )}
    </fieldset>
  );
}
