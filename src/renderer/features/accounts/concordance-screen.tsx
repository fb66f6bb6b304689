import { Columns3, Plus } from 'lucide-react';
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import {
  isUnexplained,
  type Account,
  type AccountStatement,
  type Relation,
} from '../../../shared/accounts/schemas';
import type { NamedFact } from '../../../shared/timeline/schemas';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { useScreenActions } from '../../lib/actions';
import { useIsClosed } from '../../lib/closed-case';
import type { RouteOf } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { SelectField } from '../../ui/field';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { AccountForm } from './account-form';
import { ComparisonForm } from './comparison-form';
import { concordanceRows, shownFacts, type ShownFacts } from './concordance';
import styles from './concordance-screen.module.css';

type Opened =
  | { readonly kind: 'account'; readonly account: Account | null }
  | {
      readonly kind: 'cell';
      readonly fact: NamedFact;
      readonly account: Account;
      readonly statement: AccountStatement | null;
    };

const tones: Readonly<Record<Relation, Tone>> = {
  same: 'success',
  added: 'info',
  leftOut: 'warning',
  different: 'danger',
};

/** Rows that are drawn at first; more on a press. */
const rowsAtOnce = 150;

/** Earlier accounts beside each other, fact by fact. */
export function ConcordanceScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { caseId } = route;
  const { data } = useChannel('accounts.concordance', { caseId });
  const remove = useCommand('accounts.remove');
  const restore = useCommand('accounts.restore');
  const [shown, setShown] = useState<ShownFacts>('all');
  const [limit, setLimit] = useState(rowsAtOnce);
  const [opened, setOpened] = useState<Opened | null>(null);

  const openNew = useCallback(() => setOpened({ kind: 'account', account: null }), []);
  const newLabel = text('accounts.new');
  const isClosed = useIsClosed(caseId);
  useScreenActions(
    useMemo(
      () => (isClosed ? [] : [{ id: 'accounts.new', label: newLabel, isNew: true, run: openNew }]),
      [isClosed, newLabel, openNew],
    ),
  );
  const rows = useMemo(() => (data === undefined ? [] : concordanceRows(data, shown)), [data, shown]);

  const nameOf = ({ kind, dateEdtf }: Account): string => {
    const date = dateEdtf === '' ? '' : describeUncertainDate(dateEdtf, language);
    const label = text(`accounts.kind.${kind}`);
    return date === '' ? label : text('accounts.named', { kind: label, date });
  };

  const takeOut = async (account: Account): Promise<void> => {
    const accountId = account.id;
    const removed = await remove.run({ accountId });
    if (!removed.ok) {
      showToast({ text: text('accounts.remove.failed') });
      return;
    }
    setOpened(null);
    showToast({
      text: text('accounts.removed'),
      action: {
        label: text('accounts.undo'),
        onPress: () =>
          void restore.run({ accountId }).then((restored) => {
            if (!restored.ok) showToast({ text: text('accounts.restore.failed') });
          }),
      },
    });
  };

  const newButton = (
    <Button look="primary" icon={<Plus />} disabled={isClosed} onPress={openNew}>
      {newLabel}
    </Button>
  );
  const isEmpty = data?.accounts.length === 0;
  return (
    <Screen
      title={text('accounts.title')}
      lead={text('accounts.lead')}
      width="wide"
      actions={isEmpty ? undefined : newButton}
    >
      {data === undefined && <Skeleton label={text('accounts.loading')} lines={6} />}
      {isEmpty && (
        <Card>
          <EmptyState icon={<Columns3 />} title={text('accounts.empty.title')} actions={newButton}>
            {text('accounts.empty.body')}
          </EmptyState>
        </Card>
      )}
      {data !== undefined && !isEmpty && (
        <>
          <div className={styles.bar}>
            <SelectField
              label={text('accounts.show')}
              value={shown}
              options={shownFacts.map((value) => ({ value, label: text(`accounts.show.${value}`) }))}
              onChange={setShown}
            />
            <span role="status">
              {text('accounts.count', {
                facts: rows.length,
                unexplained: data.statements.filter(isUnexplained).length,
              })}
            </span>
          </div>
          <Card>
            <div className={styles.frame}>
              <table className={styles.table} aria-label={text('accounts.title')}>
                <thead>
                  <tr>
                    <th scope="col" className={styles.corner}>
                      {text('accounts.column.fact')}
                    </th>
                    {data.accounts.map((account) => (
                      <th key={account.id} scope="col" className={styles.head}>
                        <Button look="link" onPress={() => setOpened({ kind: 'account', account })}>
                          {nameOf(account)}
                        </Button>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, limit).map(({ fact, cells }) => (
                    <tr key={fact.id}>
                      <th scope="row" className={styles.fact}>
                        <bdi>{fact.statement}</bdi>
                        {fact.edtf !== '' && (
                          <div className={styles.soft}>{describeUncertainDate(fact.edtf, language)}</div>
                        )}
                      </th>
                      {data.accounts.map((account, column) => {
                        const statement = cells[column] ?? null;
                        return (
                          <td key={account.id} className={styles.cell}>
                            <button
                              type="button"
                              data-cell
                              className={styles.open}
                              onKeyDown={moveFocus}
                              onClick={() => setOpened({ kind: 'cell', fact, account, statement })}
                            >
                              <Cell statement={statement} />
                            </button>
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {rows.length > limit && (
              <div className={styles.more}>
                <Button onPress={() => setLimit((before) => before + rowsAtOnce)}>
                  {text('accounts.more')}
                </Button>
              </div>
            )}
          </Card>
          <p className={styles.soft}>{text('accounts.keys')}</p>
        </>
      )}
      {opened?.kind === 'account' && (
        <AccountForm
          caseId={caseId}
          account={opened.account}
          onRemove={(account) => void takeOut(account)}
          onClose={() => setOpened(null)}
        />
      )}
      {opened?.kind === 'cell' && (
        <ComparisonForm
          fact={opened.fact}
          accountId={opened.account.id}
          accountName={nameOf(opened.account)}
          statement={opened.statement}
          onClose={() => setOpened(null)}
        />
      )}
    </Screen>
  );
}

function Cell({ statement }: { readonly statement: AccountStatement | null }) {
  const text = useText();
  if (statement === null) return <span className={styles.soft}>{text('accounts.notCompared')}</span>;
  const why = [
    ...statement.reasons.map((reason) => text(`accounts.reason.${reason}`)),
    ...(statement.reason === '' ? [] : [statement.reason]),
  ];
  return (
    <>
      <Badge tone={tones[statement.relation]}>{text(`accounts.relation.${statement.relation}`)}</Badge>
      {statement.locator !== '' && <bdi className={styles.soft}>{statement.locator}</bdi>}
      {statement.relation !== 'same' && (
        <bdi className={styles.soft}>{why.length === 0 ? text('accounts.noReason') : why.join(' · ')}</bdi>
      )}
    </>
  );
}

/** Arrow keys go from cell to cell. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
  };
  const step = steps[event.key];
  const cell = event.currentTarget.closest('td');
  const row = cell?.parentElement;
  if (step === undefined || cell === null || !(row instanceof HTMLTableRowElement)) return;
  const body = row.parentElement;
  const target = body?.children[[...body.children].indexOf(row) + step[0]];
  const wanted = target?.children[cell.cellIndex + step[1]]?.querySelector<HTMLElement>('[data-cell]');
  if (wanted === null || wanted === undefined) return;
  event.preventDefault();
  wanted.focus();
}
