import * as Ariakit from '@ariakit/react';
import { useMemo, useRef, useState } from 'react';
import { useText } from '../../lib/text';
import { Tag } from '../../ui/badge';
import { Field } from '../../ui/field';
import styles from './code-picker.module.css';
import type { CodeNames } from './country-names';

/** Chooses several of a long list of codes by their names: type, arrow keys, Enter; Backspace takes the last one off. */
export function CodePicker(props: {
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly names: CodeNames;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const text = useText();
  const { names, value } = props;
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const offered = useMemo(() => {
    const wanted = fold(typed);
    return names.options
      .filter(({ code }) => !value.includes(code))
      .filter(({ name, code }) => fold(name).includes(wanted) || code.toLowerCase() === wanted)
      .toSorted((left, right) => startsFirst(left.name, right.name, wanted))
      .slice(0, 60);
  }, [names, value, typed]);

  return (
    <Field label={props.label} hint={props.hint}>
      {(attributes) => (
        <Ariakit.ComboboxProvider
          value={typed}
          setValue={setTyped}
          // Set back after each choice, so that the same field takes the next one.
          selectedValue=""
          setSelectedValue={(code) => {
            if (code === '') return;
            props.onChange([...value, code]);
            setTyped('');
            input.current?.focus();
          }}
        >
          <div className={styles.box}>
            {value.map((code) => (
              <Tag
                key={code}
                removeLabel={text('people.pick.remove', { name: names.nameOf(code) })}
                onRemove={() => {
                  props.onChange(value.filter((each) => each !== code));
                  input.current?.focus();
                }}
              >
                {names.nameOf(code)}
              </Tag>
            ))}
            <Ariakit.Combobox
              {...attributes}
              ref={input}
              className={styles.input}
              placeholder={value.length === 0 ? props.placeholder : undefined}
              autoSelect
              autoComplete="list"
              onKeyDown={(event) => {
                if (event.key === 'Backspace' && typed === '') props.onChange(value.slice(0, -1));
              }}
            />
          </div>
          <Ariakit.ComboboxPopover className={styles.list} gutter={4} portal sameWidth unmountOnHide>
            {offered.map(({ code, name }) => (
              <Ariakit.ComboboxItem key={code} className={styles.option} value={code} setValueOnClick={false}>
                {name}
              </Ariakit.ComboboxItem>
            ))}
            {offered.length === 0 && <p className={styles.none}>{text('people.pick.none')}</p>}
          </Ariakit.ComboboxPopover>
        </Ariakit.ComboboxProvider>
      )}
    </Field>
  );
}

function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function startsFirst(left: string, right: string, wanted: string): number {
  return Number(fold(right).startsWith(wanted)) - Number(fold(left).startsWith(wanted));
}
