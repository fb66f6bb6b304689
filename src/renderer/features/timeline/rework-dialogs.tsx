import { useState } from 'react';
import type { FactId } from '../../../shared/kernel/ids';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { joinedStatements, splitStatement } from '../../../shared/timeline/rework';
import type { FactGlimpse } from '../../../shared/timeline/schemas';
import { useCommand, isCallError } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { useInterfaceLanguage } from './interface-language';
import { useSayDone } from './rework';
import { shortStatement } from './time-sentences';

/** Makes one fact of several: how it will read and which date it has are seen before. */
export function MergeDialog(props: {
  /** In the order of the timeline; the first stays. */
  readonly facts: readonly FactGlimpse[];
  readonly onDone: (factId: FactId) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { facts } = props;
  const [statement, setStatement] = useState(() => joinedStatements(facts.map((fact) => fact.statement)));
  const dated = facts.filter(({ date }, index) => {
    const same = facts.findIndex((other) => other.date?.edtf === date?.edtf);
    return date !== null && same === index;
  });
  const [dateOf, setDateOf] = useState<FactId | null>(dated[0]?.id ?? null);
  const [failure, setFailure] = useState<string | null>(null);
  const merge = useCommand('timeline.merge');
  const sayDone = useSayDone();

  const submit = async (): Promise<void> => {
    if (statement.trim() === '') return;
    const done = await merge.run({ factIds: facts.map(({ id }) => id), statement, dateOf });
    if (done.ok) {
      sayDone(text('timeline.merge.done', { count: facts.length }), done.value.undoId);
      props.onDone(done.value.fact.id);
      return;
    }
    if (isCallError(done.error)) {
      const { id, values } = callErrorText(done.error);
      setFailure(text(id, values));
    } else setFailure(text(`timeline.merge.failure.${done.error.kind}`));
  };

  return (
    <Dialog
      title={text('timeline.merge.title', { count: facts.length })}
      description={text('timeline.merge.description')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" busy={merge.isRunning}>
            {text('timeline.merge.confirm')}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <TextArea
          label={text('timeline.form.statement')}
          hint={text('timeline.merge.statement.hint')}
          error={statement.trim() === '' ? text('timeline.form.statement.missing') : undefined}
          value={statement}
          onChange={setStatement}
          rows={4}
          maxLength={4000}
          required
          autoFocus
        />
        {dated.length > 1 && (
          <RadioCards
            legend={text('timeline.merge.date')}
            value={dateOf ?? ''}
            options={dated.map(({ id, date, statement: words }) => ({
              value: id as string,
              label: describeUncertainDate(date?.edtf ?? '', language),
              description: shortStatement(words),
            }))}
            onChange={(chosen) => setDateOf(dated.find(({ id }) => id === chosen)?.id ?? null)}
          />
        )}
      </Stack>
    </Dialog>
  );
}

/** Makes two facts of one. */
export function SplitDialog(props: {
  readonly fact: FactGlimpse;
  readonly onDone: (factId: FactId) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { fact } = props;
  const [[first, second], setParts] = useState(() => splitStatement(fact.statement));
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const split = useCommand('timeline.split');
  const sayDone = useSayDone();
  const missing = (part: string): string | undefined =>
    isTried && part.trim() === '' ? text('timeline.form.statement.missing') : undefined;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (first.trim() === '' || second.trim() === '') return;
    const done = await split.run({ factId: fact.id, first, second });
    if (done.ok) {
      sayDone(text('timeline.split.done'), done.value.undoId);
      props.onDone(done.value.facts[1].id);
      return;
    }
    if (isCallError(done.error)) {
      const { id, values } = callErrorText(done.error);
      setFailure(text(id, values));
    } else setFailure(text('timeline.failure.factNotFound'));
  };

  return (
    <Dialog
      title={text('timeline.split.title')}
      description={text('timeline.split.description')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" busy={split.isRunning}>
            {text('timeline.split.confirm')}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <TextArea
          label={text('timeline.split.first')}
          error={missing(first)}
          value={first}
          onChange={(words) => setParts([words, second])}
          rows={3}
          maxLength={4000}
          required
          autoFocus
        />
        <TextArea
          label={text('timeline.split.second')}
          error={missing(second)}
          value={second}
          onChange={(words) => setParts([first, words])}
          rows={3}
          maxLength={4000}
          required
        />
      </Stack>
    </Dialog>
  );
}
