import * as Ariakit from '@ariakit/react';
import { ListFilter, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import {
  confidences,
  sourceKinds,
  type Confidence,
  type FactFilter,
  type SourceKind,
} from '../../../shared/timeline/schemas';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Tag } from '../../ui/badge';
import { Button, buttonClasses } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { usePeople } from '../people';
import { ChoicePills } from './choice-pills';
import styles from './filter-bar.module.css';

/** What the person looks for. `year` is the one chosen above the list. */
export interface Looking extends Omit<FactFilter, 'from' | 'until'> {
  readonly year: number | null;
}

export const lookingForAll: Looking = { year: null };

export function filterOf({ year, text, ...filter }: Looking): FactFilter {
  return {
    ...filter,
    ...(text === undefined || text.trim() === '' ? {} : { text }),
    ...(year === null ? {} : { from: `${year}-01-01`, until: `${year}-12-31` }),
  };
}

export function withoutYear({ year: _year, ...filter }: Looking): Omit<FactFilter, 'from' | 'until'> {
  return filter;
}

export function isFiltered(looking: Looking): boolean {
  return Object.keys(filterOf(looking)).length > 0;
}

const states = ['disputed', 'undated', 'uncited'] as const;
type State = (typeof states)[number];

/** A search field, one button that opens every filter there is use for, and what is chosen as words to take off again. */
export function FilterBar(props: {
  readonly caseId: CaseId;
  readonly value: Looking;
  readonly onChange: (value: Looking) => void;
  /** What there is in the case, so that nothing is offered that finds nothing. */
  readonly sourceKinds: readonly SourceKind[];
  readonly personIds: readonly PersonId[];
  readonly end: ReactNode;
}) {
  const text = useText();
  const { caseId, value, onChange } = props;
  const { people, personOf } = usePeople(caseId);
  const { data: places } = useChannel('timeline.places', { caseId });
  const chosenStates = states.filter((state) => isInState(value, state));
  const change = (changes: Partial<Looking>): void => onChange(withoutEmpty({ ...value, ...changes }));
  const nameOf = (personId: PersonId): string => personOf(personId)?.shownAs ?? text('people.unknownPerson');

  const tags: readonly { readonly key: string; readonly label: string; readonly off: Partial<Looking> }[] = [
    ...(value.year === null ? [] : [{ key: 'year', label: String(value.year), off: { year: null } }]),
    ...(value.personIds ?? []).map((id) => ({
      key: id,
      label: nameOf(id),
      off: { personIds: value.personIds?.filter((each) => each !== id) },
    })),
    ...(value.place === undefined ? [] : [{ key: 'place', label: value.place, off: { place: undefined } }]),
    ...(value.sourceKinds ?? []).map((kind) => ({
      key: kind,
      label: text(`timeline.source.${kind}`),
      off: { sourceKinds: value.sourceKinds?.filter((each) => each !== kind) },
    })),
    ...(value.confidences ?? []).map((each) => ({
      key: each,
      label: text(`timeline.confidence.${each}`),
      off: { confidences: value.confidences?.filter((other) => other !== each) },
    })),
    ...chosenStates.map((state) => ({
      key: state,
      label: text(`timeline.filter.state.${state}`),
      off: stateChange(state, false),
    })),
  ];

  return (
    <div className={styles.bar} role="search" aria-label={text('timeline.filter')}>
      <div className={styles.line}>
        <div className={styles.search}>
          <TextField
            type="search"
            label={text('timeline.filter.text')}
            hideLabel
            placeholder={text('timeline.filter.text')}
            start={<Search aria-hidden="true" />}
            value={value.text ?? ''}
            onChange={(typed) => change({ text: typed })}
            maxLength={200}
          />
        </div>
        <Ariakit.PopoverProvider placement="bottom-start">
          <Ariakit.PopoverDisclosure className={buttonClasses('secondary', 'medium')}>
            <ListFilter aria-hidden="true" />
            {text('timeline.filter.open')}
          </Ariakit.PopoverDisclosure>
          <Ariakit.Popover
            className={styles.popover}
            gutter={6}
            portal
            unmountOnHide
            aria-label={text('timeline.filter.open')}
          >
            <Stack gap={4}>
              {props.personIds.length > 0 && (
                <ChoicePills
                  legend={text('timeline.form.people')}
                  options={(people ?? [])
                    .filter(({ id }) => props.personIds.includes(id))
                    .map(({ id, shownAs }) => ({ value: id, label: shownAs }))}
                  value={value.personIds ?? []}
                  onChange={(personIds) => change({ personIds: [...personIds] })}
                />
              )}
              {places !== undefined && places.length > 0 && (
                <SelectField
                  label={text('timeline.form.place')}
                  value={value.place ?? null}
                  emptyLabel={text('timeline.filter.anyPlace')}
                  options={places.map((place) => ({ value: place, label: place }))}
                  onChange={(place) => change({ place })}
                  onClear={() => change({ place: undefined })}
                />
              )}
              {props.sourceKinds.length > 1 && (
                <ChoicePills<SourceKind>
                  legend={text('timeline.form.sourceKind')}
                  options={sourceKinds
                    .filter((kind) => props.sourceKinds.includes(kind))
                    .map((kind) => ({
                      value: kind,
                      label: text(`timeline.source.${kind}`),
                    }))}
                  value={value.sourceKinds ?? []}
                  onChange={(kinds) => change({ sourceKinds: [...kinds] })}
                />
              )}
              <ChoicePills<Confidence>
                legend={text('timeline.form.confidence')}
                options={confidences.map((each) => ({
                  value: each,
                  label: text(`timeline.confidence.${each}`),
                }))}
                value={value.confidences ?? []}
                onChange={(chosen) => change({ confidences: [...chosen] })}
              />
              <ChoicePills<State>
                legend={text('timeline.filter.toDo')}
                options={states.map((state) => ({
                  value: state,
                  label: text(`timeline.filter.state.${state}`),
                }))}
                value={chosenStates}
                onChange={(chosen) => {
                  const changes = states.map((state) => stateChange(state, chosen.includes(state)));
                  change(Object.assign({}, ...changes) as Partial<Looking>);
                }}
              />
            </Stack>
          </Ariakit.Popover>
        </Ariakit.PopoverProvider>
        <span className={styles.end}>{props.end}</span>
      </div>
      {tags.length > 0 && (
        <div className={styles.tags}>
          {tags.map((tag) => (
            <Tag
              key={tag.key}
              onRemove={() => change(tag.off)}
              removeLabel={text('timeline.filter.remove', { filter: tag.label })}
            >
              <bdi>{tag.label}</bdi>
            </Tag>
          ))}
          <Button look="link" size="small" onPress={() => onChange(lookingForAll)}>
            {text('timeline.filter.clear')}
          </Button>
        </div>
      )}
    </div>
  );
}

function isInState(looking: Looking, state: State): boolean {
  switch (state) {
    case 'disputed':
      return looking.disputed === true;
    case 'undated':
      return looking.undated === true;
    case 'uncited':
      return looking.cited === false;
  }
}

function stateChange(state: State, isOn: boolean): Partial<Looking> {
  switch (state) {
    case 'disputed':
      return { disputed: isOn ? true : undefined };
    case 'undated':
      return { undated: isOn ? true : undefined };
    case 'uncited':
      return { cited: isOn ? false : undefined };
  }
}

/** A filter that chooses nothing is none: the key of the query stays the same, and "all" is found again. */
function withoutEmpty({ year, ...filter }: Looking): Looking {
  const kept = Object.entries(filter).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  // Only fields were left out.
  return { ...(Object.fromEntries(kept) as Omit<Looking, 'year'>), year };
}
