import { Check, X } from 'lucide-react';
import type { ConsentEntry, ConsentFields } from '../../../shared/consent/schemas';
import type { StandingState } from '../../../shared/consent/standing';
import { consentData } from '../../../shared/filings/fill-consent';
import type { ChannelOutput } from '../../lib/core';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { VisuallyHidden } from '../../ui/layout';
import { Table, TableCell, TableRow } from '../../ui/table';
import styles from './consent.module.css';

const standingTones: Readonly<Record<StandingState, Tone>> = {
  given: 'success',
  ended: 'warning',
  refused: 'danger',
  withdrawn: 'danger',
};

/** Who may learn what today: recipients down, kinds of data across. */
export function Standings(props: {
  readonly entries: readonly ConsentEntry[];
  readonly standings: ChannelOutput<'consent.read'>['standings'];
  /** With the purposes that still stand. */
  readonly onWithdraw: (given: ConsentEntry) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const entriesById = new Map(props.entries.map((entry) => [entry.id, entry]));
  const rows = props.standings.flatMap((standing) => {
    const entry = entriesById.get(standing.entryId);
    return entry === undefined ? [] : [{ ...standing, entry }];
  });
  return (
    <Table
      label={text('consent.today.title')}
      columns={[
        { key: 'who', label: text('consent.column.who'), width: '15rem' },
        ...consentData.map((kind) => ({
          key: kind,
          label: text(`departures.told.${kind}`),
          width: '4.75rem',
          wraps: true,
        })),
        { key: 'state', label: text('consent.column.state'), width: '10rem' },
      ]}
    >
      {rows.map(({ entry, state, purposes }) => (
        <TableRow key={`${entry.id} ${purposes.join(' ')}`}>
          <TableCell isHeading>
            <bdi>{recipientText(text, entry)}</bdi>
            <div className={styles.under}>{purposesText(text, purposes)}</div>
            {entry.limits !== '' && (
              <div className={styles.under} dir="auto">
                {text('consent.limits.shown', { limits: entry.limits })}
              </div>
            )}
          </TableCell>
          {consentData.map((kind) => (
            <TableCell key={kind}>
              <Mark isAllowed={state === 'given' && entry.data.includes(kind)} />
            </TableCell>
          ))}
          <TableCell>
            <Badge tone={standingTones[state]}>{text(`consent.state.${state}`)}</Badge>
            <div className={styles.under}>{sinceText(text, formats, { entry, state })}</div>
            {state === 'given' && (
              <Button size="small" onPress={() => props.onWithdraw({ ...entry, purposes: [...purposes] })}>
                <span aria-hidden="true">{text('consent.withdraw')}</span>
                <VisuallyHidden>
                  {text('consent.withdraw.from', { who: recipientText(text, entry) })}
                </VisuallyHidden>
              </Button>
            )}
          </TableCell>
        </TableRow>
      ))}
      <TableRow>
        <TableCell isHeading>{text('consent.everybodyElse')}</TableCell>
        {consentData.map((kind) => (
          <TableCell key={kind}>
            <Mark isAllowed={false} />
          </TableCell>
        ))}
        <TableCell>
          <span className={styles.under}>{text('consent.neverAsked')}</span>
        </TableCell>
      </TableRow>
    </Table>
  );
}

function Mark(props: { readonly isAllowed: boolean }) {
  const text = useText();
  return (
    <span className={props.isAllowed ? styles.yes : styles.no}>
      {props.isAllowed ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
      <VisuallyHidden>{text(props.isAllowed ? 'consent.may' : 'consent.mayNot')}</VisuallyHidden>
    </span>
  );
}

/** e.g. "the police: Zone Midi". */
export function recipientText(
  text: Text,
  { recipient, recipientName }: Pick<ConsentFields, 'recipient' | 'recipientName'>,
): string {
  const kind = text(`consent.recipient.${recipient}`);
  return recipientName === '' ? kind : text('consent.recipient.named', { kind, name: recipientName });
}

export function purposesText(text: Text, purposes: ConsentFields['purposes']): string {
  return purposes.length === 0
    ? text('consent.purpose.any')
    : purposes.map((purpose) => text(`consent.purpose.${purpose}`)).join(', ');
}

function sinceText(
  text: Text,
  formats: Formats,
  { entry, state }: { readonly entry: ConsentEntry; readonly state: StandingState },
): string {
  if (state === 'ended' && entry.until !== null)
    return text('consent.endedOn', { date: formats.shortDate(entry.until) });
  if (state !== 'given') return text('consent.since', { date: formats.shortDate(entry.decidedOn) });
  return entry.until === null
    ? text('consent.noEnd')
    : text('consent.until.shown', { date: formats.shortDate(entry.until) });
}
