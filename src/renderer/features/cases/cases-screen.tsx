import { FolderClosed, Plus, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { CaseGlimpse } from '../../../shared/cases/schemas';
import { casesPageSize } from '../../../shared/cases/contract';
import { useScreenActions } from '../../lib/actions';
import { navigate } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { TextField } from '../../ui/field';
import { Row } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { RowOpener, Table, TableCell, TableRow } from '../../ui/table';
import { PressingDeadlines } from '../deadlines';
import { NamesToggle, useNamesShown, useWallClock } from '../people';
import { RecoveryNotice } from '../recovery';
import { daysBetween, Due, Phase, Reflection } from './case-state';
import styles from './cases-screen.module.css';
import { NewCaseDialog } from './new-case-dialog';

type CaseState = 'open' | 'closed';

/** All cases, the most pressing first. */
export function CasesScreen() {
  const text = useText();
  const formats = useFormats();
  const [filter, setFilter] = useState('');
  const [state, setState] = useState<CaseState>('open');
  const [page, setPage] = useState(0);
  const [isOpening, setOpening] = useState(false);
  const filterField = useRef<HTMLInputElement>(null);
  const withNames = useNamesShown();
  const list = useChannel('cases.list', { filter, state, page, withNames }, { keepPrevious: true }).data;
  const newLabel = text('cases.new');

  useScreenActions(
    useMemo(
      () => [{ id: 'cases.new', label: newLabel, isNew: true, run: () => setOpening(true) }],
      [newLabel],
    ),
  );
  useKeys({
    n: () => setOpening(true),
    '/': () => filterField.current?.focus(),
  });

  const isEmpty = list !== undefined && list.openCount + list.closedCount === 0;
  const newButton = (
    <Button look="primary" icon={<Plus />} onPress={() => setOpening(true)}>
      {newLabel}
    </Button>
  );
  const showState = (next: CaseState) => {
    setState(next);
    setPage(0);
  };

  return (
    <Screen
      width="wide"
      title={text('cases.title')}
      actions={
        <>
          <NamesToggle />
          {!isEmpty && newButton}
        </>
      }
    >
      {list !== undefined && !isEmpty && <RecoveryNotice />}
      {list !== undefined && !isEmpty && <PressingDeadlines />}
      {list === undefined && <Skeleton label={text('cases.loading')} lines={6} />}
      {isEmpty && (
        <Card>
          <EmptyState icon={<FolderClosed />} title={text('cases.empty.title')} actions={newButton}>
            {text('cases.empty.body')}
          </EmptyState>
        </Card>
      )}
      {list !== undefined && !isEmpty && (
        <>
          <Row gap={3} justify="between" wrap>
            <div className={styles.filter}>
              <TextField
                ref={filterField}
                label={text('cases.filter')}
                hideLabel
                type="search"
                start={<Search />}
                placeholder={text('cases.filter')}
                value={filter}
                maxLength={200}
                onChange={(value) => {
                  setFilter(value);
                  setPage(0);
                }}
                onKeyDown={(event) => {
                  if (event.key === 'ArrowDown') focusRow(document.querySelector('table'), 0);
                }}
              />
            </div>
            <Row gap={1}>
              <Button
                look={state === 'open' ? 'secondary' : 'quiet'}
                pressed={state === 'open'}
                onPress={() => showState('open')}
              >
                {text('cases.open', { count: list.openCount })}
              </Button>
              <Button
                look={state === 'closed' ? 'secondary' : 'quiet'}
                pressed={state === 'closed'}
                onPress={() => showState('closed')}
              >
                {text('cases.closed', { count: list.closedCount })}
              </Button>
            </Row>
          </Row>
          {list.total === 0 ? (
            <Card>
              <EmptyState
                icon={<Search />}
                title={text(filter === '' ? 'cases.noneInState' : 'cases.noneFound')}
                actions={
                  filter === '' ? undefined : (
                    <Button onPress={() => setFilter('')}>{text('cases.clearFilter')}</Button>
                  )
                }
              >
                {filter === '' ? undefined : text('cases.noneFoundBody')}
              </EmptyState>
            </Card>
          ) : (
            <Card flush>
              {/* Arrow keys move between the buttons that open the rows; nothing else listens here. */}
              {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
              <div onKeyDown={moveBetweenRows}>
                <CasesTable cases={list.cases} />
              </div>
            </Card>
          )}
          {list.total > casesPageSize && (
            <Row gap={3} justify="center">
              <Button disabled={page === 0} onPress={() => setPage(page - 1)}>
                {text('cases.page.before')}
              </Button>
              <span>
                {text('cases.page.range', {
                  from: formats.number(page * casesPageSize + 1),
                  until: formats.number(page * casesPageSize + list.cases.length),
                  total: formats.number(list.total),
                })}
              </span>
              <Button disabled={(page + 1) * casesPageSize >= list.total} onPress={() => setPage(page + 1)}>
                {text('cases.page.after')}
              </Button>
            </Row>
          )}
        </>
      )}
      {isOpening && <NewCaseDialog onClose={() => setOpening(false)} />}
    </Screen>
  );
}

function CasesTable(props: { readonly cases: readonly CaseGlimpse[] }) {
  const text = useText();
  const formats = useFormats();
  const { date: today } = useWallClock();
  return (
    <Table
      label={text('cases.title')}
      columns={[
        { key: 'case', label: text('cases.column.case'), width: '20%' },
        { key: 'phase', label: text('cases.column.phase') },
        { key: 'due', label: text('cases.column.due'), width: '30%' },
        { key: 'file', label: text('cases.column.file') },
        { key: 'touched', label: text('cases.column.touched') },
      ]}
    >
      {props.cases.map((each) => (
        <TableRow key={each.id}>
          <TableCell isHeading>
            <RowOpener onOpen={() => navigate({ kind: 'case', caseId: each.id, section: 'overview' })}>
              <span className={styles.code}>{each.code}</span>
            </RowOpener>
            <div className={styles.under}>
              {each.clientNames !== null && each.clientNames.length > 0 ? (
                <bdi className={styles.name}>{formats.list(each.clientNames)}</bdi>
              ) : (
                text('cases.openedOn', { date: formats.shortDate(each.openedOn) })
              )}
            </div>
          </TableCell>
          <TableCell>
            {each.closedOn === null ? (
              <Phase phase={each.phase} />
            ) : (
              <Badge>{text('cases.closedOn', { date: formats.shortDate(each.closedOn) })}</Badge>
            )}
          </TableCell>
          <TableCell>
            <div className={styles.dueCell}>
              {each.nextDeadline === null ? (
                <span className={styles.faint}>{text('cases.nothingDue')}</span>
              ) : (
                <Due deadline={each.nextDeadline} title={each.nextDeadline.title} />
              )}
              {each.reflection !== null && <Reflection reflection={each.reflection} />}
            </div>
          </TableCell>
          <TableCell>
            <span className={styles.soft}>{text('cases.inFile', { ...each.counts })}</span>
          </TableCell>
          <TableCell>
            <span className={styles.soft}>{formats.days(daysBetween(today, localDay(each.touchedAt)))}</span>
          </TableCell>
        </TableRow>
      ))}
    </Table>
  );
}

/** The day of an instant on the laptop's own calendar. */
function localDay(instant: string): string {
  const day = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>): void {
  const openers = rowOpeners(event.currentTarget);
  const at = openers.findIndex((opener) => opener === document.activeElement);
  if (at === -1) return;
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: openers.length - 1,
  };
  const place = places[event.key];
  if (place === undefined) return;
  event.preventDefault();
  focusRow(event.currentTarget, place);
}

function focusRow(table: Element | null, place: number): void {
  if (table !== null) rowOpeners(table)[place]?.focus();
}

function rowOpeners(table: Element): readonly HTMLButtonElement[] {
  return [...table.querySelectorAll<HTMLButtonElement>('tbody th button')];
}

/** Single keys, as long as nobody types and no dialog is open. */
function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing)
        return;
      if (document.querySelector('dialog:modal') !== null) return;
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const run = isTyping ? undefined : latest.current[event.key.toLowerCase()];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
