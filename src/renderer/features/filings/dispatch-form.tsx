import { useState } from 'react';
import { notificationChannels } from '../../../shared/deadlines/schemas';
import {
  dispatchOutcomes,
  dispatchProofs,
  dispatchWays,
  type Dispatch,
  type DispatchDraft,
} from '../../../shared/filings/dispatches';
import { filingKinds, filingKindSchema } from '../../../shared/filings/kinds';
import type { FilingSummary } from '../../../shared/filings/schemas';
import { exhibitIdSchema, type CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import type { EventWarning } from '../../../shared/procedures/contract';
import type { ChannelOutput } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Drawer } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import styles from './dispatch-log.module.css';
import { kindLabel } from './filing-texts';

type EventWord = DispatchDraft['sentEvent'];
type OfferedKind = ChannelOutput<'filings.dispatches'>['answerKinds'][number];

/** The form while it is filled in: days may be missing. */
interface Filled extends Omit<DispatchDraft, 'sentOn' | 'answer'> {
  readonly sentOn: CivilDate | null;
  readonly answeredOn: CivilDate | null;
  readonly outcome: NonNullable<DispatchDraft['answer']>['outcome'] | null;
  readonly answerNote: string;
  readonly answerEvent: EventWord;
}

/** Writes down what went out, how, with what proof, and what came back. */
export function DispatchForm(props: {
  readonly caseId: CaseId;
  /** Null for a new one. */
  readonly dispatch: Dispatch | null;
  readonly made: readonly FilingSummary[];
  readonly today: CivilDate;
  readonly sentKinds: readonly OfferedKind[];
  readonly answerKinds: readonly OfferedKind[];
  readonly onClose: () => void;
  readonly onSaved: (warnings: readonly EventWarning[]) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { caseId, dispatch, today } = props;
  const record = useCommand('filings.recordDispatch');
  const change = useCommand('filings.changeDispatch');
  const exhibits = useChannel('evidence.list', { caseId }).data ?? [];
  const [filled, setFilled] = useState<Filled>(() => startFrom(dispatch, today));
  const [answered, setAnswered] = useState(dispatch !== null && dispatch.answer !== null);
  const [failure, setFailure] = useState<string | null>(null);
  const set = (changes: Partial<Filled>) => setFilled((before) => ({ ...before, ...changes }));

  const { sentOn, answeredOn, outcome } = filled;
  const sentLate = sentOn !== null && sentOn > today;
  const answerError =
    answeredOn === null
      ? undefined
      : answeredOn > today
        ? text('filings.log.failure.dayInFuture')
        : sentOn !== null && answeredOn < sentOn
          ? text('filings.log.failure.answerBeforeSending')
          : undefined;
  const lacksName = filled.filingId === null && filled.filingKind === null && filled.title.trim() === '';
  const isReady =
    sentOn !== null &&
    !sentLate &&
    !lacksName &&
    isWhole(filled.sentEvent, props.sentKinds) &&
    (!answered ||
      (answeredOn !== null &&
        answerError === undefined &&
        outcome !== null &&
        isWhole(filled.answerEvent, props.answerKinds)));

  const submit = async () => {
    if (!isReady) return;
    const { answeredOn: _on, outcome: _outcome, answerNote, answerEvent, ...rest } = filled;
    const draft: DispatchDraft = {
      ...rest,
      sentOn,
      answer:
        answered && answeredOn !== null && outcome !== null
          ? { on: answeredOn, outcome, note: answerNote, event: answerEvent }
          : null,
    };
    const saved =
      dispatch === null
        ? await record.run({ caseId, dispatch: draft })
        : await change.run({ dispatchId: dispatch.id, dispatch: draft });
    if (saved.ok) props.onSaved(saved.value.warnings);
    else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else setFailure(text(`filings.log.failure.${saved.error.kind}`));
  };

  return (
    <Drawer
      title={text(dispatch === null ? 'filings.log.add' : 'filings.log.change')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={record.isRunning || change.isRunning}
            disabled={!isReady}
          >
            {text('filings.log.save')}
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
        <SelectField
          label={text('filings.log.field.what')}
          value={filled.filingId ?? filled.filingKind}
          emptyLabel={text('filings.log.field.otherPaper')}
          options={[
            ...props.made.map((each) => ({
              value: each.id as string,
              label: text('filings.log.madeHere', {
                filing: kindLabel(text, each.filingKind),
                language: text(`filings.language.${each.language}`),
                version: each.version,
                when: formats.instant(each.generatedAt),
              }),
              group: text('filings.made.title'),
            })),
            ...filingKinds.map((kind) => ({
              value: kind as string,
              label: kindLabel(text, kind),
              group: text('filings.log.writtenElsewhere'),
            })),
          ]}
          onChange={(value) => {
            const filing = props.made.find(({ id }) => id === value);
            const kind = filingKindSchema.safeParse(value);
            set({
              filingId: filing?.id ?? null,
              filingKind: filing?.filingKind ?? (kind.success ? kind.data : null),
            });
          }}
          onClear={() => set({ filingId: null, filingKind: null })}
        />
        <TextField
          label={text('filings.log.field.title')}
          optional={!(filled.filingId === null && filled.filingKind === null)}
          required={filled.filingId === null && filled.filingKind === null}
          maxLength={200}
          value={filled.title}
          onChange={(title) => set({ title })}
        />
        <TextField
          label={text('filings.log.field.recipient')}
          optional
          maxLength={200}
          value={filled.recipient}
          onChange={(recipient) => set({ recipient })}
        />
        <Columns column="11rem">
          <DateField
            label={text('filings.log.field.sentOn')}
            required
            value={sentOn}
            onChange={(value) => set({ sentOn: value })}
            error={sentLate ? text('filings.log.failure.dayInFuture') : undefined}
          />
          <SelectField
            label={text('filings.log.field.way')}
            value={filled.way}
            options={dispatchWays.map((way) => ({ value: way, label: text(`filings.log.way.${way}`) }))}
            onChange={(way) => set({ way })}
          />
        </Columns>
        <Columns column="11rem">
          <SelectField
            label={text('filings.log.field.proof')}
            value={filled.proof}
            options={dispatchProofs.map((proof) => ({
              value: proof,
              label: text(`filings.log.proof.${proof}`),
            }))}
            onChange={(proof) => set({ proof })}
          />
          <SelectField
            label={text('filings.log.field.proofExhibit')}
            value={filled.proofExhibitId as string | null}
            emptyLabel={text('filings.log.field.noExhibit')}
            options={exhibits.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` }))}
            onChange={(value) => set({ proofExhibitId: exhibitIdSchema.parse(value) })}
            onClear={() => set({ proofExhibitId: null })}
          />
        </Columns>
        <TextField
          label={text('filings.log.field.reference')}
          hint={text('filings.log.field.referenceHint')}
          optional
          maxLength={100}
          value={filled.reference}
          onChange={(reference) => set({ reference })}
        />
        <EventFields
          label={text('filings.log.field.sentEvent')}
          hint={text('filings.log.field.sentEventHint')}
          kinds={props.sentKinds}
          value={filled.sentEvent}
          onChange={(sentEvent) => set({ sentEvent })}
        />
        <Checkbox label={text('filings.log.field.answered')} checked={answered} onChange={setAnswered} />
        {answered && (
          <div className={styles.group}>
            <Columns column="11rem">
              <DateField
                label={text('filings.log.field.answeredOn')}
                required
                value={answeredOn}
                onChange={(value) => set({ answeredOn: value })}
                error={answerError}
              />
              <SelectField
                label={text('filings.log.field.outcome')}
                required
                value={outcome}
                emptyLabel={text('filings.log.field.chooseOutcome')}
                options={dispatchOutcomes.map((each) => ({
                  value: each,
                  label: text(`filings.log.outcome.${each}`),
                }))}
                onChange={(value) => set({ outcome: value })}
              />
            </Columns>
            <TextArea
              label={text('filings.log.field.answerNote')}
              optional
              rows={2}
              maxLength={5000}
              value={filled.answerNote}
              onChange={(answerNote) => set({ answerNote })}
            />
            <EventFields
              label={text('filings.log.field.answerEvent')}
              hint={text('filings.log.field.answerEventHint')}
              kinds={props.answerKinds}
              value={filled.answerEvent}
              onChange={(answerEvent) => set({ answerEvent })}
            />
          </div>
        )}
        <TextArea
          label={text('filings.log.field.note')}
          optional
          rows={2}
          maxLength={5000}
          value={filled.note}
          onChange={(note) => set({ note })}
        />
      </Stack>
    </Drawer>
  );
}

/** Which event of the procedure it is, and what that event depends on. */
function EventFields(props: {
  readonly label: string;
  readonly hint: string;
  readonly kinds: readonly OfferedKind[];
  readonly value: EventWord;
  readonly onChange: (value: EventWord) => void;
}) {
  const text = useText();
  const { kinds, value } = props;
  // Without a procedure there is nothing that could follow.
  if (kinds.length === 0) return null;
  const asks = kinds.find(({ id }) => id === value?.kind)?.asks;
  return (
    <>
      <SelectField
        label={props.label}
        hint={props.hint}
        value={value?.kind ?? null}
        emptyLabel={text('filings.log.field.noEvent')}
        options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(kind) => props.onChange({ kind, channel: null, detained: false, ordinal: 1 })}
        onClear={() => props.onChange(null)}
      />
      {value !== null && asks?.channel === true && (
        <SelectField
          label={text('procedures.event.channel')}
          required
          value={value.channel}
          emptyLabel={text('filings.log.field.chooseWay')}
          options={notificationChannels.map((each) => ({
            value: each,
            label: text(`procedures.channel.${each}`),
          }))}
          onChange={(channel) => props.onChange({ ...value, channel })}
        />
      )}
      {value !== null && asks?.detained === true && (
        <Checkbox
          label={text('procedures.event.detainedLabel')}
          description={text('procedures.event.detainedHint')}
          checked={value.detained}
          onChange={(detained) => props.onChange({ ...value, detained })}
        />
      )}
      {value !== null && asks?.ordinal === true && (
        <SelectField
          label={text('procedures.event.ordinalLabel')}
          hint={text('procedures.event.ordinalHint')}
          value={String(Math.min(value.ordinal, 3)) as '1' | '2' | '3'}
          options={(['1', '2', '3'] as const).map((each) => ({
            value: each,
            label: text(`procedures.event.ordinal.${each}`),
          }))}
          onChange={(ordinal) => props.onChange({ ...value, ordinal: Number(ordinal) })}
        />
      )}
    </>
  );
}

function startFrom(dispatch: Dispatch | null, today: CivilDate): Filled {
  const { answer } = dispatch ?? { answer: null };
  return {
    filingId: dispatch?.filingId ?? null,
    filingKind: dispatch?.filingKind ?? null,
    title: dispatch?.title ?? '',
    recipient: dispatch?.recipient ?? '',
    sentOn: dispatch?.sentOn ?? today,
    way: dispatch?.way ?? 'registered',
    reference: dispatch?.reference ?? '',
    proof: dispatch?.proof ?? 'none',
    proofExhibitId: dispatch?.proofExhibitId ?? null,
    note: dispatch?.note ?? '',
    sentEvent: dispatch?.sentEvent ?? null,
    answeredOn: answer?.on ?? null,
    outcome: answer?.outcome ?? null,
    answerNote: answer?.note ?? '',
    answerEvent: answer?.event ?? null,
  };
}

function isWhole(event: EventWord, kinds: readonly OfferedKind[]): boolean {
  return (
    event === null ||
    event.channel !== null ||
    kinds.find(({ id }) => id === event.kind)?.asks.channel !== true
  );
}
