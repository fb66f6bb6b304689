import { Check } from 'lucide-react';
import styles from './choice-pills.module.css';

/** Any number of a closed list, as small boxes to tick side by side. */
export function ChoicePills<Value extends string>(props: {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
}) {
  return (
    <fieldset>
      <legend className={styles.legend}>{props.legend}</legend>
      <div className={styles.options}>
        {props.options.map((option) => {
          const isChosen = props.value.includes(option.value);
          return (
            <label key={option.value} className={styles.option} title={option.title}>
              <input
                className={styles.box}
                type="checkbox"
                checked={isChosen}
                onChange={() =>
                  props.onChange(
                    isChosen
                      ? props.value.filter((each) => each !== option.value)
                      : [...props.value, option.value],
                  )
                }
              />
              {isChosen && <Check aria-hidden="true" />}
              <bdi>{option.label}</bdi>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
