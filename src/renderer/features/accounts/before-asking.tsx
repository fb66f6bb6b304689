import { EyeOff, Repeat2 } from 'lucide-react';
import { useState } from 'react';
import {
  mostOftenTold,
  openPointsOf,
  type KnownFact,
  type Telling,
} from '../../../shared/accounts/before-asking';
import type { CaseId } from '../../../shared/kernel/ids';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { useChannel, useCommand } from '../../lib/queries';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { Skeleton } from '../../ui/spinner';
import styles from './before-asking.module.css';

/** Rows that are drawn at first; more on a press. */
const rowsAtOnce = 60;

/**
 * What is known and what is open, before one asks again: whoever lived through it should have to tell it once. Work of the
 * office; nothing of it goes into a document.
 */
export function BeforeAsking(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { caseId } = props;
  const { data } = useChannel('accounts.beforeAsking', { caseId });
  const { data: conditions } = useChannel('procedures.conditions', { caseId, language });
  const [limit, setLimit] = useState(rowsAtOnce);
  const facts = data?.facts ?? [];
  const unknown = (conditions?.conditions ?? []).filter(
    ({ id }) => !facts.some(({ conditionIds }) => conditionIds.includes(id)),
  );
  const open = facts.filter((fact) => fact.askAgain === null && openPointsOf(fact).length > 0);
  const again = facts.filter(({ askAgain }) => askAgain !== null);
  const known = facts.filter(({ askAgain }) => askAgain === null);
  const often = mostOftenTold(facts, 3);
  return (
    <Dialog
      size="large"
      title={text('accounts.before.title')}
      description={text('accounts.before.lead')}
      onClose={props.onClose}
      footer={
        <Button look="primary" onPress={props.onClose}>
          {text('ui.close')}
        </Button>
      }
    >
      {data === undefined ? (
        <Skeleton label={text('accounts.loading')} lines={6} />
      ) : (
        <div className={styles.page}>
          <section>
            <h3 className={styles.heading}>
              {text('accounts.before.tellings', { count: data.tellings.length })}
            </h3>
            {data.tellings.length > 0 && (
              <ol className={styles.tellings}>
                {data.tellings.map((telling) => (
                  <li key={telling.id}>
                    <bdi>{tellingText(telling, text)}</bdi>
                    {telling.edtf !== '' && (
                      <span className={styles.soft}>{describeUncertainDate(telling.edtf, language)}</span>
                    )}
                  </li>
                ))}
              </ol>
            )}
            {often.length > 0 && (
              <Banner tone="warning" title={text('accounts.before.often')}>
                <ul className={styles.often}>
                  {often.map((fact) => (
                    <li key={fact.id}>
                      <bdi>{fact.statement}</bdi> <Told fact={fact} />
                    </li>
                  ))}
                </ul>
              </Banner>
            )}
          </section>
          {again.length > 0 && (
            <section>
              <h3 className={styles.heading}>{text('accounts.before.again')}</h3>
              <ul className={styles.facts}>
                {again.map((fact) => (
                  <FactLine key={fact.id} fact={fact} showsOpen />
                ))}
              </ul>
            </section>
          )}
          <section>
            <h3 className={styles.heading}>{text('accounts.before.open')}</h3>
            {unknown.length === 0 && open.length === 0 ? (
              <p className={styles.soft}>{text('accounts.before.open.none')}</p>
            ) : (
              <ul className={styles.facts}>
                {open.slice(0, limit).map((fact) => (
                  <FactLine key={fact.id} fact={fact} showsOpen />
                ))}
                {unknown.length > 0 && (
                  <li className={styles.fact}>
                    {text('accounts.before.nothingKnown')}
                    <span className={styles.conditions}>
                      {unknown.map(({ id, name }) => (
                        <Badge key={id}>{name}</Badge>
                      ))}
                    </span>
                  </li>
                )}
              </ul>
            )}
          </section>
          <section>
            <h3 className={styles.heading}>{text('accounts.before.known', { count: known.length })}</h3>
            {known.length === 0 ? (
              <p className={styles.soft}>{text('accounts.before.known.none')}</p>
            ) : (
              <ul className={styles.facts}>
                {known.slice(0, limit).map((fact) => (
                  <FactLine key={fact.id} fact={fact} showsOpen={false} />
                ))}
              </ul>
            )}
            {Math.max(known.length, open.length) > limit && (
              <Button onPress={() => setLimit((before) => before + rowsAtOnce)}>
                {text('accounts.more')}
              </Button>
            )}
          </section>
        </div>
      )}
    </Dialog>
  );
}

function tellingText(telling: Telling, text: ReturnType<typeof useText>): string {
  return telling.kind === 'interview' ? telling.title : text(`accounts.kind.${telling.to}`);
}

function Told({ fact }: { readonly fact: KnownFact }) {
  const text = useText();
  return (
    <>
      {fact.toldIn.length > 0 && (
        <Badge tone={fact.toldIn.length > 1 ? 'warning' : 'neutral'}>
          {text('accounts.before.told', { count: fact.toldIn.length })}
        </Badge>
      )}
      {fact.isSensitive && (
        <Badge tone="danger" icon={<EyeOff aria-hidden="true" />}>
          {text('accounts.before.sensitive')}
        </Badge>
      )}
    </>
  );
}

/** A fact with what is missing of it, or with the way to ask about it once more all the same: only for a reason. */
function FactLine(props: { readonly fact: KnownFact; readonly showsOpen: boolean }) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { fact } = props;
  const { run, isRunning } = useCommand('accounts.askAgain');
  const [reason, setReason] = useState<string | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const decide = async (decided: string | null): Promise<void> => {
    if (decided?.trim() === '') {
      setError(text('accounts.before.reason.missing'));
      return;
    }
    const written = await run({ factId: fact.id, reason: decided });
    if (written.ok) setReason(null);
    else setError(text('accounts.before.failed'));
  };
  return (
    <li className={styles.fact}>
      <div className={styles.line}>
        <span>
          <bdi>{fact.statement}</bdi>{' '}
          {fact.edtf !== '' && (
            <span className={styles.soft}>{describeUncertainDate(fact.edtf, language)}</span>
          )}
        </span>
        <span className={styles.badges}>
          <Told fact={fact} />
          {props.showsOpen &&
            openPointsOf(fact).map((point) => (
              <Badge key={point} tone="info">
                {text(`accounts.before.point.${point}`)}
              </Badge>
            ))}
        </span>
      </div>
      {fact.askAgain !== null && (
        <div className={styles.line}>
          <span className={styles.soft}>
            {text('accounts.before.because')} <bdi>{fact.askAgain.reason}</bdi>
          </span>
          <Button size="small" look="quiet" busy={isRunning} onPress={() => void decide(null)}>
            {text('accounts.before.takeBack')}
          </Button>
        </div>
      )}
      {!props.showsOpen && reason === null && (
        <div>
          <Button size="small" look="quiet" icon={<Repeat2 />} onPress={() => setReason('')}>
            {text('accounts.before.askAgain')}
          </Button>
        </div>
      )}
      {reason !== null && (
        <form
          className={styles.reason}
          onSubmit={(event) => {
            event.preventDefault();
            void decide(reason);
          }}
        >
          <TextArea
            label={text('accounts.before.reason')}
            hint={text('accounts.before.reason.hint')}
            value={reason}
            error={error}
            maxLength={1000}
            autoFocus
            onChange={(typed) => {
              setReason(typed);
              setError(undefined);
            }}
          />
          <span className={styles.badges}>
            <Button size="small" onPress={() => setReason(null)}>
              {text('ui.cancel')}
            </Button>
            <Button size="small" look="primary" type="submit" busy={isRunning}>
              {text('accounts.before.askAgain.confirm')}
            </Button>
          </span>
        </form>
      )}
    </li>
  );
}
