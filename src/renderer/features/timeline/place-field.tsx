import * as Ariakit from '@ariakit/react';
import { useMemo } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Field } from '../../ui/field';
import styles from './place-field.module.css';

const shownSuggestions = 8;

/** Where it was, in free words; places of this case are offered, so that one place keeps one name. */
export function PlaceField(props: {
  readonly caseId: CaseId;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const text = useText();
  const { data } = useChannel('timeline.places', { caseId: props.caseId });
  const typed = props.value.trim().toLocaleLowerCase();
  const suggestions = useMemo(
    () =>
      (data ?? [])
        .filter((place) => {
          const known = place.toLocaleLowerCase();
          return known.includes(typed) && known !== typed;
        })
        .slice(0, shownSuggestions),
    [data, typed],
  );
  return (
    <Ariakit.ComboboxProvider value={props.value} setValue={props.onChange}>
      <Field label={text('timeline.form.place')} optional>
        {(attributes) => (
          <Ariakit.Combobox
            {...attributes}
            className={styles.control}
            autoComplete="list"
            dir="auto"
            spellCheck={false}
            maxLength={200}
            // Otherwise Enter on the open list would save the whole form.
            onKeyDown={(event) => {
              if (
                event.key === 'Enter' &&
                event.currentTarget.getAttribute('aria-activedescendant') !== null
              ) {
                event.preventDefault();
              }
            }}
          />
        )}
      </Field>
      {suggestions.length > 0 && (
        <Ariakit.ComboboxPopover
          className={styles.popover}
          gutter={4}
          sameWidth
          portal
          unmountOnHide
          aria-label={text('timeline.form.place.known')}
        >
          {suggestions.map((place) => (
            <Ariakit.ComboboxItem key={place} className={styles.item} value={place}>
              <bdi>{place}</bdi>
            </Ariakit.ComboboxItem>
          ))}
        </Ariakit.ComboboxPopover>
      )}
    </Ariakit.ComboboxProvider>
  );
}
