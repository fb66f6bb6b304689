import * as Ariakit from '@ariakit/react';
import { ListFilter } from 'lucide-react';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import { searchKinds, type SearchFilter, type SearchKind } from '../../../shared/search/contract';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Tag } from '../../ui/badge';
import { Button, buttonClasses } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { SelectField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { usePeople } from '../people';
import { ChoicePills } from '../timeline';
import styles from './search-filters.module.css';

type Changes = { readonly [Key in keyof SearchFilter]?: SearchFilter[Key] | undefined };

export function isFiltered(filter: SearchFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** One button that opens every filter; what is chosen stands beside it as words to take off again. */
export function SearchFilters(props: {
  readonly filter: SearchFilter;
  readonly onChange: (filter: SearchFilter) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { filter } = props;
  const cases = useChannel('audit.filters', {}).data?.cases ?? [];
  const change = (changes: Changes): void => props.onChange(changedFilter(filter, changes));
  const codeOf = (caseId: CaseId): string => cases.find((each) => each.caseId === caseId)?.code ?? '…';

  return (
    <div className={styles.filters}>
      <Ariakit.PopoverProvider placement="bottom-start">
        <Ariakit.PopoverDisclosure className={buttonClasses('secondary', 'medium')}>
          <ListFilter aria-hidden="true" />
          {text('search.filter')}
        </Ariakit.PopoverDisclosure>
        <Ariakit.Popover
          className={styles.popover}
          gutter={6}
          portal
          unmountOnHide
          aria-label={text('search.filter')}
        >
          <Stack gap={4}>
            <ChoicePills<SearchKind>
              legend={text('search.filter.kinds')}
              options={searchKinds.map((kind) => ({ value: kind, label: text(`search.kinds.${kind}`) }))}
              value={filter.kinds ?? []}
              onChange={(kinds) => change({ kinds: kinds.length === 0 ? undefined : [...kinds] })}
            />
            <SelectField
              label={text('search.filter.case')}
              value={filter.caseId ?? null}
              emptyLabel={text('search.filter.anyCase')}
              options={cases.map(({ caseId, code }) => ({ value: caseId, label: code }))}
              onChange={(caseId) => change({ caseId, personId: undefined })}
              onClear={() => change({ caseId: undefined, personId: undefined })}
            />
            {filter.caseId !== undefined && (
              <PersonFilter
                caseId={filter.caseId}
                value={filter.personId}
                onChange={(personId) => change({ personId })}
              />
            )}
            <Columns column="11rem" gap={3}>
              <DateField
                label={text('search.filter.from')}
                value={filter.from ?? null}
                onChange={(from, isValid) => {
                  if (isValid) change({ from: from ?? undefined });
                }}
              />
              <DateField
                label={text('search.filter.until')}
                value={filter.until ?? null}
                onChange={(until, isValid) => {
                  if (isValid) change({ until: until ?? undefined });
                }}
              />
            </Columns>
            <p className={styles.note}>{text('search.filter.datesNote')}</p>
          </Stack>
        </Ariakit.Popover>
      </Ariakit.PopoverProvider>
      {filter.caseId !== undefined && (
        <RemovableTag
          label={codeOf(filter.caseId)}
          onRemove={() => change({ caseId: undefined, personId: undefined })}
        />
      )}
      {filter.caseId !== undefined && filter.personId !== undefined && (
        <PersonTag
          caseId={filter.caseId}
          personId={filter.personId}
          onRemove={() => change({ personId: undefined })}
        />
      )}
      {(filter.kinds ?? []).map((kind) => (
        <RemovableTag
          key={kind}
          label={text(`search.kinds.${kind}`)}
          onRemove={() => {
            const kinds = filter.kinds?.filter((each) => each !== kind) ?? [];
            change({ kinds: kinds.length === 0 ? undefined : kinds });
          }}
        />
      ))}
      {filter.from !== undefined && (
        <RemovableTag
          label={text('search.filter.fromDay', { day: formats.shortDate(filter.from) })}
          onRemove={() => change({ from: undefined })}
        />
      )}
      {filter.until !== undefined && (
        <RemovableTag
          label={text('search.filter.untilDay', { day: formats.shortDate(filter.until) })}
          onRemove={() => change({ until: undefined })}
        />
      )}
      {isFiltered(filter) && (
        <Button look="link" size="small" onPress={() => props.onChange({})}>
          {text('search.filter.clear')}
        </Button>
      )}
    </div>
  );
}

function PersonFilter(props: {
  readonly caseId: CaseId;
  readonly value: PersonId | undefined;
  readonly onChange: (personId: PersonId | undefined) => void;
}) {
  const text = useText();
  const { people } = usePeople(props.caseId);
  return (
    <SelectField
      label={text('search.filter.person')}
      hint={text('search.filter.personHint')}
      value={props.value ?? null}
      emptyLabel={text('search.filter.anyPerson')}
      options={(people ?? []).map(({ id, shownAs }) => ({ value: id, label: shownAs }))}
      onChange={props.onChange}
      onClear={() => props.onChange(undefined)}
    />
  );
}

function PersonTag(props: {
  readonly caseId: CaseId;
  readonly personId: PersonId;
  readonly onRemove: () => void;
}) {
  const text = useText();
  const person = usePeople(props.caseId).personOf(props.personId);
  return <RemovableTag label={person?.shownAs ?? text('people.unknownPerson')} onRemove={props.onRemove} />;
}

function RemovableTag(props: { readonly label: string; readonly onRemove: () => void }) {
  const text = useText();
  return (
    <Tag onRemove={props.onRemove} removeLabel={text('search.filter.remove', { filter: props.label })}>
      <bdi>{props.label}</bdi>
    </Tag>
  );
}

/** A filter that chooses nothing is none, so that the same search is one query. */
function changedFilter(filter: SearchFilter, changes: Changes): SearchFilter {
  const kept = Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== undefined);
  // Only fields were left out.
  return Object.fromEntries(kept) as SearchFilter;
}
