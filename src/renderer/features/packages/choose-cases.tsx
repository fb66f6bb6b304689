import { Search } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Checkbox } from '../../ui/choice';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { useNamesShown } from '../people';
import styles from './packages.module.css';

/** Codes of the cases that are ticked, by id. */
export type ChosenCases = ReadonlyMap<CaseId, string>;

/** Up to as many cases as this are looked over without a search. */
const fewCases = 8;

/** Cases to tick, with a search where there are many; those that were ticked stay so whatever is searched for. */
export function ChooseCases(props: {
  readonly chosen: ChosenCases;
  readonly onChange: (chosen: ChosenCases) => void;
  /** What is wrong with the choice. */
  readonly error: string | null;
}) {
  const text = useText();
  const formats = useFormats();
  const withNames = useNamesShown();
  const [filter, setFilter] = useState('');
  const list = useChannel('cases.list', { filter, state: 'all', withNames }, { keepPrevious: true }).data;
  if (list === undefined) return null;
  const { chosen } = props;
  const hidden = list.total - list.cases.length;
  return (
    <fieldset>
      <legend className={styles.legend}>{text('packages.send.cases')}</legend>
      <Stack gap={2}>
        {list.openCount + list.closedCount > fewCases && (
          <TextField
            label={text('cases.filter')}
            hideLabel
            type="search"
            placeholder={text('cases.filter')}
            start={<Search aria-hidden="true" />}
            value={filter}
            maxLength={200}
            onChange={setFilter}
          />
        )}
        <div className={styles.cases}>
          {list.cases.map(({ id, code, openedOn, closedOn, clientNames }) => (
            <Checkbox
              key={id}
              label={code}
              description={
                clientNames !== null && clientNames.length > 0 ? (
                  <bdi>{formats.list(clientNames)}</bdi>
                ) : closedOn === null ? (
                  text('cases.openedOn', { date: formats.shortDate(openedOn) })
                ) : (
                  text('cases.closedOn', { date: formats.shortDate(closedOn) })
                )
              }
              checked={chosen.has(id)}
              onChange={(isChosen) => {
                const next = new Map(chosen);
                if (isChosen) next.set(id, code);
                else next.delete(id);
                props.onChange(next);
              }}
            />
          ))}
          {list.total === 0 && (
            <p className={styles.quiet}>{text(filter === '' ? 'travel.here.none' : 'cases.noneFound')}</p>
          )}
          {hidden > 0 && <p className={styles.quiet}>{text('packages.send.moreCases', { count: hidden })}</p>}
        </div>
        {(chosen.size > 0 || props.error === null) && (
          <p className={styles.quiet} role="status">
            {text('packages.send.chosen', { count: chosen.size, codes: formats.list([...chosen.values()]) })}
          </p>
        )}
        {props.error !== null && (
          <p className={styles.wrong} role="alert">
            {props.error}
          </p>
        )}
      </Stack>
    </fieldset>
  );
}
