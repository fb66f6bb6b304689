import { Eraser, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { ConsentEntry } from '../../../shared/consent/schemas';
import { useLanguageName } from '../../lib/language-names';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { Table, TableCell, TableRow } from '../../ui/table';
import styles from './consent.module.css';
import { purposesText, recipientText } from './standings';

const tones: Readonly<Record<ConsentEntry['kind'], Tone>> = {
  given: 'success',
  refused: 'danger',
  withdrawn: 'danger',
  struck: 'neutral',
};

/** Every decision in the order in which it was written down; a mistake stays readable and does not count. */
export function Ledger(props: {
  readonly entries: readonly ConsentEntry[];
  readonly onCopies: (entry: ConsentEntry) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const languageName = useLanguageName();
  const [striking, setStriking] = useState<ConsentEntry | null>(null);
  const struckBy = new Map(props.entries.map((entry) => [entry.strikes, entry]));
  const shown = props.entries.filter(({ kind }) => kind !== 'struck');
  return (
    <>
      <Table
        label={text('consent.ledger.title')}
        columns={[
          { key: 'day', label: text('consent.column.day'), width: '9rem' },
          { key: 'what', label: text('consent.column.decision') },
          { key: 'how', label: text('consent.column.how'), width: '20rem' },
          { key: 'actions', label: text('consent.column.actions'), hideLabel: true, width: '6rem' },
        ]}
      >
        {shown.map((entry) => {
          const strike = struckBy.get(entry.id);
          return (
            <TableRow key={entry.id}>
              <TableCell isHeading>
                {formats.shortDate(entry.decidedOn)}
                <div className={styles.under}>
                  {text('consent.recorded', { date: formats.instant(entry.recordedAt) })}
                </div>
              </TableCell>
              <TableCell>
                <Badge tone={strike === undefined ? tones[entry.kind] : 'neutral'}>
                  {text(`consent.kind.${entry.kind}`)}
                </Badge>{' '}
                <bdi className={strike === undefined ? undefined : styles.struck}>
                  {recipientText(text, entry)}
                </bdi>
                <div className={styles.under}>{purposesText(text, entry.purposes)}</div>
                {entry.data.length > 0 && (
                  <div className={styles.under}>
                    {entry.data.map((kind) => text(`departures.told.${kind}`)).join(', ')}
                  </div>
                )}
                {entry.limits !== '' && (
                  <div className={styles.under} dir="auto">
                    {text('consent.limits.shown', { limits: entry.limits })}
                  </div>
                )}
                {entry.until !== null && (
                  <div className={styles.under}>
                    {text('consent.until.shown', { date: formats.shortDate(entry.until) })}
                  </div>
                )}
                {strike !== undefined && (
                  <div className={styles.under} dir="auto">
                    {text('consent.struck.shown', { why: strike.note })}
                  </div>
                )}
              </TableCell>
              <TableCell>
                {text(`consent.form.${entry.form}`)}
                <div className={styles.under} dir="auto">
                  {[
                    ...(entry.witness === '' ? [] : [text('consent.witness.shown', { name: entry.witness })]),
                    ...(entry.language === ''
                      ? []
                      : [text('consent.language.shown', { language: languageName(entry.language) })]),
                    ...(entry.interpreter === ''
                      ? []
                      : [text('consent.interpreter.shown', { name: entry.interpreter })]),
                    ...(entry.exhibitId === null ? [] : [text('consent.exhibit.shown')]),
                    ...(entry.filingId === null ? [] : [text('consent.filing.shown')]),
                    ...(entry.note === '' ? [] : [entry.note]),
                  ].join('\n')}
                </div>
              </TableCell>
              <TableCell inFront align="end">
                {strike === undefined && (
                  <Row gap={0} justify="end">
                    <IconButton
                      size="small"
                      label={text('consent.copies', { who: recipientText(text, entry) })}
                      icon={<PackageOpen />}
                      onPress={() => props.onCopies(entry)}
                    />
                    <IconButton
                      size="small"
                      label={text('consent.strike.of', { what: recipientText(text, entry) })}
                      icon={<Eraser />}
                      onPress={() => setStriking(entry)}
                    />
                  </Row>
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </Table>
      {striking !== null && <StrikeDialog entry={striking} onClose={() => setStriking(null)} />}
    </>
  );
}

function StrikeDialog(props: { readonly entry: ConsentEntry; readonly onClose: () => void }) {
  const text = useText();
  const strike = useCommand('consent.strike');
  const [why, setWhy] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    if (why.trim() === '') {
      setFailure(text('consent.strike.whyMissing'));
      return;
    }
    const struck = await strike.run({ entryId: props.entry.id, why });
    if (struck.ok) props.onClose();
    else setFailure(text('consent.failure.unexpected'));
  };
  return (
    <Dialog
      title={text('consent.strike')}
      description={text('consent.strike.lead')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={strike.isRunning}>
            {text('consent.strike.save')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <TextArea
          label={text('consent.strike.why')}
          required
          rows={2}
          maxLength={1000}
          value={why}
          onChange={setWhy}
        />
      </Stack>
    </Dialog>
  );
}
