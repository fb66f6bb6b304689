import { Plus, ShieldAlert, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { guardedKinds, type GuardedWords } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { Table, TableCell, TableRow } from '../../ui/table';
import { NamesToggle, useNamesShown } from '../people';
import styles from './findings.module.css';

/** What of a case must never leave: looked for in every document of every case. */
export function GuardedWordsList({ caseId }: { readonly caseId: CaseId }) {
  const text = useText();
  const withNames = useNamesShown();
  const { data } = useChannel('departures.guarded', { caseId, withNames }, { keepPrevious: true });
  const unguard = useCommand('departures.unguard');
  const [adding, setAdding] = useState(false);
  if (data === undefined) return null;
  const begin = (
    <Button icon={<Plus />} onPress={() => setAdding(true)}>
      {text('departures.guarded.add')}
    </Button>
  );
  return (
    <Section
      title={text('departures.guarded.title')}
      description={text('departures.guarded.lead')}
      {...(data.length > 0
        ? {
            actions: (
              <Row gap={2}>
                {!withNames && <NamesToggle />}
                {begin}
              </Row>
            ),
          }
        : {})}
    >
      <Card flush={data.length > 0}>
        {data.length === 0 ? (
          <EmptyState icon={<ShieldAlert />} title={text('departures.guarded.empty.title')} actions={begin}>
            {text('departures.guarded.empty.body')}
          </EmptyState>
        ) : (
          <Table
            label={text('departures.guarded.title')}
            columns={[
              { key: 'kind', label: text('departures.guarded.kind'), width: '12rem' },
              { key: 'text', label: text('departures.guarded.text') },
              { key: 'actions', label: text('departures.column.actions'), hideLabel: true, width: '3.5rem' },
            ]}
          >
            {data.map(({ id, kind, text: words }) => (
              <TableRow key={id}>
                <TableCell isHeading>{text(`departures.guarded.kind.${kind}`)}</TableCell>
                <TableCell>
                  {words === null ? (
                    <span className={styles.under}>{text('departures.guarded.hidden')}</span>
                  ) : (
                    <bdi>{words}</bdi>
                  )}
                </TableCell>
                <TableCell inFront align="end">
                  <IconButton
                    size="small"
                    label={text('departures.guarded.remove')}
                    icon={<Trash2 />}
                    onPress={() => void unguard.run({ guardedId: id })}
                  />
                </TableCell>
              </TableRow>
            ))}
          </Table>
        )}
      </Card>
      {adding && <GuardDialog caseId={caseId} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function GuardDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const guard = useCommand('departures.guard');
  const [kind, setKind] = useState<GuardedWords['kind']>('address');
  const [words, setWords] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    if (words.trim().length < 3) {
      setFailure(text('departures.guarded.tooShort'));
      return;
    }
    const guarded = await guard.run({ caseId: props.caseId, kind, text: words });
    if (guarded.ok) props.onClose();
    else if (isCallError(guarded.error)) {
      const { id, values } = callErrorText(guarded.error);
      setFailure(text(id, values));
    } else setFailure(text('filings.failure.caseNotFound'));
  };
  return (
    <Dialog
      title={text('departures.guarded.add')}
      description={text('departures.guarded.addLead')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={guard.isRunning}>
            {text('departures.guarded.save')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <RadioCards
          legend={text('departures.guarded.kind')}
          value={kind}
          onChange={setKind}
          options={guardedKinds.map((value) => ({ value, label: text(`departures.guarded.kind.${value}`) }))}
        />
        <TextField
          label={text('departures.guarded.text')}
          hint={text(`departures.guarded.hint.${kind}`)}
          value={words}
          onChange={setWords}
          required
        />
      </Stack>
    </Dialog>
  );
}
