import { useState } from 'react';
import type { Batch, CustodyForm, FileOutcome, LeftOutFile } from '../../../shared/evidence/originals';
import type { CallError, ChannelFailure, ChannelOutput } from '../../lib/core';
import { isCallError, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { useWallClock } from '../people';
import styles from './import-dialog.module.css';

type Imported = ChannelOutput<'evidence.importBatch'>['files'];
type ImportFailure = ChannelFailure<'evidence.importBatch'> | CallError;

const mostNamed = 6;

/** Who gave the files, when and how; then they are taken in, and what became of each is said. */
export function ImportDialog(props: { readonly batch: Batch; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { date: today } = useWallClock();
  const { batch } = props;
  const run = useCommand('evidence.importBatch');
  const drop = useCommand('evidence.dropBatch');
  const work = useWork('importEvidence');
  const [custody, setCustody] = useState<CustodyForm>(
    batch.custody ?? {
      receivedFrom: '',
      receivedOn: today,
      receivedHow: '',
      device: '',
      paperOriginal: '',
      note: '',
    },
  );
  const [isDayRight, setDayRight] = useState(true);
  const [failure, setFailure] = useState<ImportFailure | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const change = (changes: Partial<CustodyForm>): void => setCustody((before) => ({ ...before, ...changes }));
  const bytes = batch.files.reduce((sum, { byteLength }) => sum + byteLength, 0);

  async function start(): Promise<void> {
    if (run.isRunning || !isDayRight) return;
    setFailure(null);
    const done = await run.run({ batchId: batch.batchId, custody });
    if (done.ok) setImported(done.value.files);
    else setFailure(done.error);
  }

  /** What was never read is not kept in mind; what is under way waits to be gone on with. */
  async function leave(): Promise<void> {
    if (run.isRunning) return;
    if (imported === null && failure === null && batch.custody === null)
      await drop.run({ batchId: batch.batchId });
    props.onClose();
  }

  if (imported !== null) return <Result imported={imported} onClose={props.onClose} />;
  const rest = batch.files.length - mostNamed;
  return (
    <Dialog
      title={text('evidence.import.title', { count: batch.files.length })}
      size="large"
      onClose={() => void leave()}
      onSubmit={() => void start()}
      footer={
        <>
          <Button disabled={run.isRunning} onPress={() => void leave()}>
            {text('ui.cancel')}
          </Button>
          <Button type="submit" look="primary" busy={run.isRunning}>
            {text('evidence.import.run')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <p className={styles.lead}>
          {text(batch.exhibitId === null ? 'evidence.import.lead' : 'evidence.import.leadAttach', {
            count: batch.files.length,
            size: formats.size(bytes),
          })}
        </p>
        <ul className={styles.files}>
          {batch.files.slice(0, mostNamed).map(({ ordinal, name, byteLength }) => (
            <li key={ordinal}>
              <span className={styles.name}>{name}</span>{' '}
              <span className={styles.size}>{formats.size(byteLength)}</span>
            </li>
          ))}
          {rest > 0 && <li className={styles.size}>{text('evidence.import.more', { count: rest })}</li>}
        </ul>
        {batch.leftOut.length > 0 && (
          <Banner tone="warning" title={text('evidence.import.leftOut', { count: batch.leftOut.length })}>
            <ul className={styles.files}>
              {refusalsText(text, batch.leftOut).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Banner>
        )}
        {failure !== null && (
          <Banner tone={failure.kind === 'cancelled' ? 'neutral' : 'danger'} urgent>
            {failureText(text, failure)}
          </Banner>
        )}
        {run.isRunning && work !== null && (
          <WorkProgress
            work={work}
            label={text('evidence.import.running')}
            detail={
              work.total === null
                ? undefined
                : text('evidence.import.bytes', {
                    done: formats.size(work.done),
                    total: formats.size(work.total),
                  })
            }
            canPause
          />
        )}
        <Columns>
          <TextField
            label={text('evidence.import.receivedFrom')}
            hint={text('evidence.import.receivedFrom.hint')}
            value={custody.receivedFrom}
            onChange={(receivedFrom) => change({ receivedFrom })}
            maxLength={300}
            autoFocus
          />
          <DateField
            label={text('evidence.import.receivedOn')}
            value={custody.receivedOn}
            onChange={(day, isValid) => {
              setDayRight(isValid && day !== null);
              if (day !== null) change({ receivedOn: day });
            }}
          />
        </Columns>
        <Columns>
          <TextField
            label={text('evidence.import.receivedHow')}
            hint={text('evidence.import.receivedHow.hint')}
            value={custody.receivedHow}
            onChange={(receivedHow) => change({ receivedHow })}
            maxLength={300}
          />
          <TextField
            label={text('evidence.import.device')}
            hint={text('evidence.import.device.hint')}
            value={custody.device}
            onChange={(device) => change({ device })}
            maxLength={300}
          />
        </Columns>
        <TextField
          label={text('evidence.import.paperOriginal')}
          hint={text('evidence.import.paperOriginal.hint')}
          value={custody.paperOriginal}
          onChange={(paperOriginal) => change({ paperOriginal })}
          maxLength={300}
        />
        <TextArea
          label={text('evidence.import.note')}
          value={custody.note}
          onChange={(note) => change({ note })}
          rows={2}
          maxLength={2000}
        />
      </Stack>
    </Dialog>
  );
}

function Result(props: { readonly imported: Imported; readonly onClose: () => void }) {
  const text = useText();
  const taken = props.imported.filter(({ outcome }) => outcome.kind === 'imported').length;
  // What needs a word comes first.
  const needsWord = ({ outcome }: Imported[number]) =>
    outcome.kind !== 'imported' || outcome.looksLike !== null ? 0 : 1;
  const rows = props.imported.toSorted((one, other) => needsWord(one) - needsWord(other));
  return (
    <Dialog
      title={text('evidence.import.done', { taken, count: props.imported.length })}
      size="large"
      onClose={props.onClose}
      footer={
        <Button look="primary" onPress={props.onClose}>
          {text('evidence.import.close')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className={styles.lead}>{text('evidence.import.doneLead')}</p>
        {/* With nothing else to focus, the keyboard could not scroll. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div role="region" aria-label={text('evidence.import.list')} tabIndex={0} className={styles.region}>
          <ul className={styles.outcomes}>
            {rows.map(({ ordinal, name, outcome }) => (
              <li
                key={ordinal}
                data-kind={
                  outcome.kind === 'imported' && outcome.looksLike !== null ? 'warned' : outcome.kind
                }
              >
                <span className={styles.name}>{name}</span>
                <span className={styles.size}>{outcomeText(text, outcome)}</span>
              </li>
            ))}
          </ul>
        </div>
      </Stack>
    </Dialog>
  );
}

/** What was brought and is not taken: the files of each reason, the first few by name. */
export function refusalsText(text: Text, leftOut: readonly LeftOutFile[]): readonly string[] {
  return [...new Set(leftOut.map(({ because }) => because))].map((because) => {
    const names = leftOut.filter((each) => each.because === because).map(({ name }) => name);
    const named = names.slice(0, 3).join(', ');
    const rest = names.length - 3;
    return text('evidence.import.leftOut.line', {
      names: rest > 0 ? `${named} ${text('evidence.import.more', { count: rest })}` : named,
      reason: text(`evidence.import.refused.${because}`),
    });
  });
}

function outcomeText(text: Text, outcome: FileOutcome): string {
  switch (outcome.kind) {
    case 'imported': {
      const { exhibitNumber, looksLike } = outcome;
      const taken = text('evidence.import.imported', { number: exhibitNumber });
      if (looksLike === null) return taken;
      const warning =
        looksLike === 'unknown'
          ? text('evidence.import.looksUnknown')
          : text('evidence.import.looksLike', { kind: looksLike.toUpperCase() });
      return `${taken} ${warning}`;
    }
    case 'duplicate':
      return outcome.exhibitNumber === null
        ? text('evidence.import.duplicateAlone')
        : text('evidence.import.duplicate', { number: outcome.exhibitNumber });
    case 'refused':
      return text(`evidence.import.refused.${outcome.because}`);
  }
}

function failureText(text: Text, failure: ImportFailure): string {
  if (isCallError(failure)) {
    const { id, values } = callErrorText(failure);
    return text(id, values);
  }
  return text(`evidence.import.failure.${failure.kind}`);
}
