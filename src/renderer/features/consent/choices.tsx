import { Checkbox } from '../../ui/choice';
import styles from './consent.module.css';

/** Several of a short list, each by a tick. */
export function Choices<Value extends string>(props: {
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: Value[]) => void;
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>{props.legend}</legend>
      {props.hint !== undefined && <span className={styles.hint}>{props.hint}</span>}
      {props.options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={props.chosen.includes(value)}
          onChange={(isChosen) =>
            props.onChange(
              props.options
                .map((option) => option.value)
                .filter((each) => (each === value ? isChosen : props.chosen.includes(each))),
            )
          }
        />
      ))}
    </fieldset>
  );
}
