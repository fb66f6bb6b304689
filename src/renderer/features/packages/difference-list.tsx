import { useId } from 'react';
import type { Difference, PlanEntry, Side } from '../../../shared/packages/schemas';
import { classNames } from '../../lib/class-names';
import { useText } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Row } from '../../ui/layout';
import { chosenSide, type Choices } from './choices';
import { fieldName, tableName } from './field-names';
import styles from './packages.module.css';

const tones: Readonly<Record<PlanEntry['kind'], Tone>> = {
  new: 'success',
  changedThere: 'info',
  conflict: 'warning',
  removedHere: 'warning',
  removedThere: 'neutral',
  sealedHere: 'neutral',
  placeTaken: 'neutral',
};

/** Every record in which the package differs from the case here; where both sides changed a field, one is chosen. */
export function DifferenceList(props: {
  readonly entries: readonly PlanEntry[];
  readonly choices: Choices;
  readonly onChoose: (entry: PlanEntry, fields: string, take: Side) => void;
}) {
  const text = useText();
  return (
    <ul className={styles.entries}>
      {props.entries.map((entry) => {
        const { kind, table, key, title, differences } = entry;
        return (
          <li key={`${table} ${key}`} className={styles.entry}>
            <Row gap={2} wrap>
              <Badge tone={tones[kind]}>{text(`packages.entry.${kind}`)}</Badge>
              <span>{tableName(text, table)}</span>
              {title !== '' && (
                <span className={styles.title} dir="auto">
                  {title}
                </span>
              )}
            </Row>
            {differences.map((difference) => (
              <Fields
                key={difference.fields}
                difference={difference}
                chosen={chosenSide(props.choices, entry, difference.fields)}
                onChoose={(take) => props.onChoose(entry, difference.fields, take)}
              />
            ))}
          </li>
        );
      })}
    </ul>
  );
}

/** Both versions of fields that go together; where it is for a person to choose, `onChoose` is called. */
export function Fields(props: {
  readonly difference: Difference;
  readonly chosen: Side | null;
  readonly onChoose?: (side: Side) => void;
}) {
  const text = useText();
  const name = useId();
  const { difference, chosen, onChoose } = props;
  const { values, isConflict, fields } = difference;
  const label = values.map(({ field }) => fieldName(text, field)).join(', ');
  const side = (which: Side) => {
    const isTaken = onChoose === undefined && chosen === which;
    const told = values
      .map(({ field, here, there }) => {
        const value = (which === 'here' ? here : there) ?? '';
        const shown = value === '' ? text('packages.value.empty') : value;
        return values.length === 1
          ? shown
          : text('packages.value.named', { field: fieldName(text, field), value: shown });
      })
      .join('\n');
    const content = (
      <div>
        <Row gap={2} wrap>
          <span className={styles.quiet}>{text(`packages.side.${which}`)}</span>
          {isTaken && <Badge tone="accent">{text('packages.decisions.taken')}</Badge>}
          {isConflict && onChoose !== undefined && chosen === null && which === 'here' && (
            <span className={styles.quiet}>{text('packages.conflicts.unlessChosen')}</span>
          )}
        </Row>
        <div className={styles.value} dir="auto">
          {fields === '*' && which === 'here' ? text('packages.value.takenOut') : told}
        </div>
      </div>
    );
    if (!isConflict || onChoose === undefined) {
      return <div className={classNames(styles.side, isTaken && styles.taken)}>{content}</div>;
    }
    return (
      <label className={styles.side}>
        <input type="radio" name={name} checked={chosen === which} onChange={() => onChoose(which)} />
        {content}
      </label>
    );
  };
  return (
    <fieldset>
      <legend className={styles.quiet}>{label}</legend>
      <div className={styles.sides}>
        {side('here')}
        {side('there')}
      </div>
    </fieldset>
  );
}
