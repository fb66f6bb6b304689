import { useId, type CSSProperties, type ReactNode } from 'react';
import styles from './choice.module.css';

/** Something that is so or is not. */
export function Checkbox(props: {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}) {
  const id = useId();
  const described = props.description === undefined ? undefined : `${id}-description`;
  return (
    <div className={styles.checkbox}>
      <input
        id={id}
        className={styles.box}
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={described}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <div>
        <label className={styles.label} htmlFor={id}>
          {props.label}
        </label>
        {props.description !== undefined && (
          <div id={described} className={styles.description}>
            {props.description}
          </div>
        )}
      </div>
    </div>
  );
}

/** One of a few, each with room for a sentence. Arrow keys move between them. */
export function RadioCards<Value extends string>(props: {
  readonly legend: string;
  /** Read out, not seen: where a heading above says the same. */
  readonly hideLegend?: boolean;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly description?: string;
    readonly icon?: ReactNode;
  }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** Least width of a card, a CSS length. */
  readonly column?: string;
}) {
  const name = useId();
  // React's types know no custom properties.
  const style = { '--column': props.column ?? '11rem' } as CSSProperties;
  return (
    <fieldset>
      {props.hideLegend === true ? (
        <legend className={styles.hiddenLegend}>{props.legend}</legend>
      ) : (
        <legend className={styles.legend}>{props.legend}</legend>
      )}
      <div className={styles.cards} style={style}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.card}>
            <input
              type="radio"
              name={name}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.icon !== undefined && <span className={styles.icon}>{option.icon}</span>}
            <span>
              <span className={styles.cardLabel}>{option.label}</span>
              {option.description !== undefined && (
                <span className={styles.description}>{option.description}</span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
