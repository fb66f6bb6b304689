import * as Ariakit from '@ariakit/react';
import { SearchX, TextSearch } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { SearchFilter, SearchGroup } from '../../../shared/search/contract';
import { amendRoute, navigate, type RouteOf } from '../../lib/navigation';
import { useChannel, type ChannelAnswer } from '../../lib/queries';
import { RichText, useFormats, useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { Stack } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { NamesToggle, useNamesShown } from '../people';
import { IndexState } from './index-state';
import { resultKey, Results, routeTo, withoutNames } from './results';
import { focusSearchField, SearchField } from './search-field';
import { isFiltered, SearchFilters } from './search-filters';
import styles from './search-screen.module.css';

/** Looks for words in everything. What is typed and chosen is kept in the route, for going back. */
export function SearchScreen({ route }: { readonly route: RouteOf<'search'> }) {
  const text = useText();
  const withNames = useNamesShown();
  const wanted = useDeferredValue(route.text.trim());
  const { filter } = route;
  const search = useChannel(
    'search.find',
    { text: wanted, filter, withNames },
    { keepPrevious: true, askAnew: true },
  );
  const store = Ariakit.useCompositeStore({ orientation: 'vertical', focusLoop: false });
  const found = search.data?.groups ?? noGroups;
  const groups = useMemo(() => (withNames ? found : found.map(withoutNames)), [found, withNames]);
  useOpenedAgain(route, store, groups);

  const amend = (changes: Partial<Pick<typeof route, 'text' | 'filter'>>): void =>
    amendRoute({ kind: 'search', text: route.text, filter, ...changes });
  const open = (group: SearchGroup, result: SearchGroup['results'][number]): void => {
    amendRoute({ ...route, openedKey: resultKey(group.caseId, result) });
    navigate(routeTo(group.caseId, result));
  };

  return (
    <Screen title={text('search.title')} actions={<NamesToggle />} width="wide">
      <Stack gap={4}>
        <div role="search" aria-label={text('search.title')} className={styles.asked}>
          <SearchField
            value={route.text}
            onChange={(typed) => amend({ text: typed })}
            autoFocus={route.openedKey === undefined}
            onArrowDown={() => store.move(store.first())}
            onEnter={() => {
              const [first] = groups;
              const [result] = first?.results ?? [];
              // What is shown may still answer what was typed a moment ago.
              if (first === undefined || result === undefined || wanted !== route.text.trim()) return;
              if (!search.isRefreshing) open(first, result);
            }}
          />
          <SearchFilters filter={filter} onChange={(next) => amend({ filter: next })} />
        </div>
        <IndexState isWhole={search.data?.isIndexWhole ?? true} />
        <p className={styles.total} role="status">
          <Total search={search} />
        </p>
        {groups.length > 0 && (
          <Results
            groups={groups}
            store={store}
            onOpen={(caseId, result) => {
              const group = groups.find((each) => each.caseId === caseId);
              if (group !== undefined) open(group, result);
            }}
            onNarrow={
              filter.caseId === undefined ? (caseId) => amend({ filter: { ...filter, caseId } }) : null
            }
            onLeaveUp={() => focusSearchField()}
          />
        )}
        <Nothing search={search} wanted={wanted} filter={filter} onClear={() => amend({ filter: {} })} />
      </Stack>
    </Screen>
  );
}

const noGroups: readonly SearchGroup[] = [];

/** Coming back, the result that was opened has the focus again, as soon as it is there. */
function useOpenedAgain(
  route: RouteOf<'search'>,
  store: Ariakit.CompositeStore,
  groups: readonly SearchGroup[],
): void {
  const waitsFor = useRef(route.openedKey);
  useEffect(() => {
    const key = waitsFor.current;
    if (key === undefined || groups.length === 0) return;
    waitsFor.current = undefined;
    const element = document.getElementById(key);
    if (element === null) return;
    store.move(key);
    element.focus();
    element.scrollIntoView({ block: 'center' });
  }, [groups, store]);
}

function Total({ search }: { readonly search: ChannelAnswer<'search.find'> }) {
  const text = useText();
  const formats = useFormats();
  const { data } = search;
  if (data === undefined || data.total === 0) return null;
  const shown = data.groups.reduce((sum, { results }) => sum + results.length, 0);
  return shown < data.total
    ? text(data.isMore ? 'search.totalUncounted' : 'search.totalCut', {
        shown: formats.number(shown),
        total: formats.number(data.total),
      })
    : text('search.total', { count: data.total, cases: data.groups.length });
}

function Nothing(props: {
  readonly search: ChannelAnswer<'search.find'>;
  readonly wanted: string;
  readonly filter: SearchFilter;
  readonly onClear: () => void;
}) {
  const text = useText();
  const { data } = props.search;
  if (data === undefined || data.groups.length > 0) return null;
  if (!data.wasSearched) {
    return (
      <Card>
        <EmptyState icon={<TextSearch />} title={text('search.start.title')}>
          <p>{text('search.start.body')}</p>
          <ul className={styles.tips}>
            <li>
              <RichText id="search.start.words" />
            </li>
            <li>
              <RichText id="search.start.phrase" />
            </li>
            <li>
              <RichText id="search.start.names" />
            </li>
          </ul>
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        icon={<SearchX />}
        title={text('search.nothing.title', { text: props.wanted })}
        actions={
          isFiltered(props.filter) ? (
            <Button onPress={props.onClear}>{text('search.nothing.withoutFilters')}</Button>
          ) : undefined
        }
      >
        {text(isFiltered(props.filter) ? 'search.nothing.filtered' : 'search.nothing.body')}
      </EmptyState>
    </Card>
  );
}
