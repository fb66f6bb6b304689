import { useState } from 'react';
import type { CivilDate } from '../../shared/kernel/time';
import { readCivilDate, writeCivilDate } from '../lib/civil-dates';
import { useFormats, useText } from '../lib/text';
import { TextField, type FieldProps } from './field';

/**
 * A certain day, typed and read back in full ("Monday 2 March 2026"), so that day and month are never mixed up.
 * For uncertain dates use a `TextField` with its `reading`.
 *
 * @param props.onChange   the day; null while the field is empty or holds no day (`isValid` tells which)
 */
export function DateField(
  props: FieldProps & {
    readonly value: CivilDate | null;
    readonly onChange: (value: CivilDate | null, isValid: boolean) => void;
    readonly autoFocus?: boolean;
    readonly disabled?: boolean;
  },
) {
  const text = useText();
  const formats = useFormats();
  const [typed, setTyped] = useState(props.value === null ? '' : writeCivilDate(props.value));
  const [left, setLeft] = useState(false);
  // A value set from outside replaces what stands in the field, unless the field already means that day.
  const shown =
    props.value !== null && readCivilDate(typed) !== props.value ? writeCivilDate(props.value) : typed;
  const read = readCivilDate(shown);
  const isWrong = left && shown.trim() !== '' && read === null;
  return (
    <TextField
      {...props}
      value={shown}
      onChange={(value) => {
        setTyped(value);
        setLeft(false);
        const date = readCivilDate(value);
        props.onChange(date, date !== null || value.trim() === '');
      }}
      onBlur={() => setLeft(true)}
      placeholder={text('ui.date.placeholder')}
      dir="ltr"
      reading={read === null ? undefined : formats.longDate(read)}
      error={props.error ?? (isWrong ? text('ui.date.unreadable') : undefined)}
    />
  );
}
