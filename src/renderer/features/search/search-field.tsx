import { Search, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { searchTextLimit } from '../../../shared/search/search-text';
import { useText } from '../../lib/text';
import { IconButton } from '../../ui/button';
import { TextField } from '../../ui/field';

let shownField: HTMLInputElement | null = null;

/** Puts the focus into the search field with its text selected. False when it is not on the screen. */
export function focusSearchField(): boolean {
  shownField?.focus();
  shownField?.select();
  return shownField !== null;
}

/** What is looked for. Arrow down leads into the results, Enter opens the first of them, Escape empties it. */
export function SearchField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus: boolean;
  readonly onEnter: () => void;
  readonly onArrowDown: () => void;
}) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    shownField = input.current;
    return () => {
      shownField = null;
    };
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
        props.onArrowDown();
        break;
      case 'Enter':
        props.onEnter();
        break;
      case 'Escape':
        if (props.value === '') return;
        props.onChange('');
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <TextField
      ref={input}
      // Not a search field for Chromium, which would draw a second cross.
      type="text"
      size="large"
      label={text('search.field')}
      hideLabel
      placeholder={text('search.placeholder')}
      start={<Search aria-hidden="true" />}
      end={
        props.value === '' ? undefined : (
          <IconButton
            size="small"
            label={text('search.empty')}
            icon={<X />}
            onPress={() => {
              props.onChange('');
              input.current?.focus();
            }}
          />
        )
      }
      value={props.value}
      onChange={props.onChange}
      onKeyDown={onKeyDown}
      maxLength={searchTextLimit}
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={props.autoFocus}
    />
  );
}
