import { useMemo, useState } from 'react';
import type { NotificationChannel } from '../../../shared/deadlines/schemas';
import { notificationChannels } from '../../../shared/deadlines/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import type {
  EventDraftInput,
  EventView,
  EventWarning,
  ProcedureView,
} from '../../../shared/procedures/contract';
import { eventGroups } from '../../../shared/procedures/schemas';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Drawer } from '../../ui/dialog';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { usePackLanguage } from '../deadlines';
import styles from './event-form.module.css';
import { procedureFailureText } from './failure-text';

/** Writes down what happened, and shows before saving which deadlines will follow. */
export function EventForm(props: {
  readonly caseId: CaseId;
  readonly procedure: ProcedureView;
  readonly today: CivilDate;
  /** The event to put right; null for a new one. */
  readonly event: EventView | null;
  readonly startKind: string | null;
  readonly onClose: () => void;
  readonly onSaved: (warnings: readonly EventWarning[]) => void;
}) {
  const text = useText();
  const { caseId, procedure, today, event } = props;
  const record = useCommand('procedures.recordEvent');
  const change = useCommand('procedures.changeEvent');
  const [kindId, setKindId] = useState<string | null>(event?.kind ?? props.startKind);
  const [happenedOn, setHappenedOn] = useState<CivilDate | null>(event?.happenedOn ?? null);
  const [isDisputed, setDisputed] = useState(event !== null && event.disputedOn !== null);
  const [disputedOn, setDisputedOn] = useState<CivilDate | null>(event?.disputedOn ?? null);
  const [printedFrom, setPrintedFrom] = useState<CivilDate | null>(event?.printedFrom ?? null);
  const [printedUntil, setPrintedUntil] = useState<CivilDate | null>(event?.printedUntil ?? null);
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const [channel, setChannel] = useState<NotificationChannel | null>(event?.channel ?? null);
  const [detained, setDetained] = useState(event?.detained ?? false);
  const [ordinal, setOrdinal] = useState(event?.ordinal ?? 1);
  const [reference, setReference] = useState(event?.reference ?? '');
  const [note, setNote] = useState(event?.note ?? '');
  const [movesPhase, setMovesPhase] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);

  const kind = procedure.eventKinds.find(({ id }) => id === kindId);
  const nextPhase =
    event === null && kind !== undefined && kind.beginsPhase !== procedure.phaseId
      ? procedure.phases.find(({ id }) => id === kind.beginsPhase)
      : undefined;
  const isLate = happenedOn !== null && happenedOn > today;
  const isDisputedLate = isDisputed && disputedOn !== null && disputedOn > today;
  const isIncomplete =
    isLate ||
    isDisputedLate ||
    (isDisputed && disputedOn === null) ||
    (kind?.asks.printedDates === true && unreadable.length > 0) ||
    (kind?.asks.channel === true && channel === null);
  const draft: EventDraftInput | null =
    kind === undefined || happenedOn === null || isIncomplete
      ? null
      : {
          kind: kind.id,
          happenedOn,
          disputedOn: isDisputed ? disputedOn : null,
          printedFrom: kind.asks.printedDates ? printedFrom : null,
          printedUntil: kind.asks.printedDates ? printedUntil : null,
          channel: kind.asks.channel ? channel : null,
          detained: kind.asks.detained && detained,
          ordinal: kind.asks.ordinal ? ordinal : 1,
          reference,
          note,
        };

  // An optional date that cannot be read must not pass for one that was left out.
  const noteReadable = (field: string, isReadable: boolean) =>
    setUnreadable((before) => [...before.filter((each) => each !== field), ...(isReadable ? [] : [field])]);

  const submit = async () => {
    if (draft === null) return;
    const saved =
      event === null
        ? await record.run({ caseId, event: draft, beginsPhase: nextPhase !== undefined && movesPhase })
        : await change.run({ caseEventId: event.id, event: draft });
    if (saved.ok) props.onSaved(saved.value.warnings);
    else setFailure(procedureFailureText(text, saved.error));
  };

  const options = useMemo(
    () =>
      eventGroups.flatMap((group) =>
        procedure.eventKinds
          .filter((each) => each.group === group)
          .map(({ id, name }) => ({ value: id, label: name, group: text(`procedures.group.${group}`) })),
      ),
    [procedure.eventKinds, text],
  );

  return (
    <Drawer
      title={
        event === null
          ? text('procedures.record')
          : text('procedures.event.changeTitle', { name: event.name })
      }
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={record.isRunning || change.isRunning}
            disabled={draft === null}
          >
            {text(event === null ? 'procedures.event.save' : 'procedures.event.saveChange')}
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
        {event === null && (
          <SelectField
            label={text('procedures.event.kind')}
            emptyLabel={text('procedures.event.choose')}
            value={kindId}
            options={options}
            onChange={setKindId}
          />
        )}
        {kind !== undefined && (
          <>
            {kind.asks.channel && (
              <RadioCards
                legend={text('procedures.event.channel')}
                options={notificationChannels.map((each) => ({
                  value: each,
                  label: text(`procedures.channel.${each}`),
                  description: text(`procedures.channel.${each}.description`),
                }))}
                value={channel}
                onChange={setChannel}
                column="13rem"
              />
            )}
            <DateField
              label={
                channel !== null && kind.asks.channel
                  ? text(`procedures.channel.${channel}.date`)
                  : kind.dateMeans === ''
                    ? text('procedures.event.date')
                    : text('procedures.event.dateWithMeaning', { meaning: kind.dateMeans })
              }
              required
              value={happenedOn}
              onChange={setHappenedOn}
              error={isLate ? text('procedures.failure.inFuture') : undefined}
            />
            {kind.asks.printedDates && (
              <div className={styles.printed}>
                <p className={styles.printedTitle}>{text('procedures.event.printed')}</p>
                <p className={styles.printedHint}>{text('procedures.event.printedHint')}</p>
                <Columns column="11rem">
                  <DateField
                    label={text('procedures.event.printedFrom')}
                    optional
                    value={printedFrom}
                    onChange={(value, isValid) => {
                      setPrintedFrom(value);
                      noteReadable('printedFrom', isValid);
                    }}
                  />
                  <DateField
                    label={text('procedures.event.printedUntil')}
                    optional
                    value={printedUntil}
                    onChange={(value, isValid) => {
                      setPrintedUntil(value);
                      noteReadable('printedUntil', isValid);
                    }}
                  />
                </Columns>
              </div>
            )}
            {kind.asks.detained && (
              <Checkbox
                label={text('procedures.event.detainedLabel')}
                description={text('procedures.event.detainedHint')}
                checked={detained}
                onChange={setDetained}
              />
            )}
            {kind.asks.ordinal && (
              <SelectField
                label={text('procedures.event.ordinalLabel')}
                hint={text('procedures.event.ordinalHint')}
                value={String(Math.min(ordinal, 3)) as '1' | '2' | '3'}
                options={(['1', '2', '3'] as const).map((value) => ({
                  value,
                  label: text(`procedures.event.ordinal.${value}`),
                }))}
                onChange={(value) => setOrdinal(Number(value))}
              />
            )}
            <Preview caseId={caseId} draft={draft} />
            <Checkbox
              label={text('procedures.event.disputedLabel')}
              description={text('procedures.event.disputedHint')}
              checked={isDisputed}
              onChange={setDisputed}
            />
            {isDisputed && (
              <DateField
                label={text('procedures.event.disputedDate')}
                value={disputedOn}
                onChange={setDisputedOn}
                error={isDisputedLate ? text('procedures.failure.inFuture') : undefined}
              />
            )}
            {nextPhase !== undefined && (
              <Checkbox
                label={text('procedures.event.movesPhase', { phase: nextPhase.name })}
                description={text('procedures.event.movesPhaseHint')}
                checked={movesPhase}
                onChange={setMovesPhase}
              />
            )}
            <TextField
              label={text('procedures.event.reference')}
              hint={text('procedures.event.referenceHint')}
              optional
              maxLength={200}
              value={reference}
              onChange={setReference}
            />
            <TextArea
              label={text('procedures.event.note')}
              optional
              rows={2}
              maxLength={5000}
              value={note}
              onChange={setNote}
            />
          </>
        )}
      </Stack>
    </Drawer>
  );
}

/** The deadlines the event will bring. A wrong date shows itself here sooner than in the list. */
function Preview(props: { readonly caseId: CaseId; readonly draft: EventDraftInput | null }) {
  const text = useText();
  const formats = useFormats();
  const language = usePackLanguage();
  const { caseId, draft } = props;
  // Words play no part in it, so typing them asks nothing.
  const event =
    draft === null ? { kind: '', happenedOn: '2000-01-01' } : { ...draft, reference: '', note: '' };
  const { data } = useChannel(
    'deadlines.preview',
    { caseId, event, language },
    { enabled: draft !== null, keepPrevious: true },
  );
  if (draft === null || data === undefined || data.deadlines.length === 0) return null;
  return (
    <div className={styles.preview} aria-live="polite">
      <p className={styles.previewTitle}>{text('procedures.event.preview')}</p>
      <ul>
        {data.deadlines.map((deadline) => (
          <li key={deadline.ruleId + deadline.stage} className={styles.previewLine}>
            <span>{deadline.title}</span>
            <span className={styles.previewDate}>
              {formats.longDate(deadline.date)}
              {deadline.laterDate !== null && (
                <span className={styles.previewLater}>
                  {text('deadlines.laterDate', { date: formats.date(deadline.laterDate) })}
                </span>
              )}
              {deadline.actBy !== deadline.date && (
                <span className={styles.previewLater}>
                  {text('deadlines.actBy', { date: formats.date(deadline.actBy) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
