import { Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CaseId, FactId, InterviewId } from '../../../shared/kernel/ids';
import type { Language } from '../../../shared/kernel/languages';
import type { Result } from '../../../shared/kernel/result';
import {
  confidences,
  factDraftIdSchema,
  sourceKinds,
  type CitationDraft,
  type Fact,
  type FactDraft,
  type FactDraftContent,
} from '../../../shared/timeline/schemas';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { flushUnsaved } from '../../lib/unsaved';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { ConfirmDialog, Drawer } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextArea } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import { PeoplePicker, useAutosave } from '../people';
import { CalendarDates } from './calendar-dates';
import { ChoicePills } from './choice-pills';
import { CitationList } from './citation-list';
import { ConstraintList } from './constraint-list';
import { DateEntryField, readDateEntry } from './date-entry';
import styles from './fact-dialog.module.css';
import { useInterfaceLanguage } from './interface-language';
import { PlaceField } from './place-field';
import { useRemoveFact } from './remove-fact';

export interface FactDialogProps {
  readonly caseId: CaseId;
  /** Words of an interview that a new fact is made of. */
  readonly citation?: {
    readonly interviewId: InterviewId;
    readonly blockId: string;
    readonly quote: string;
  };
  /** What a new fact begins with, where it is made of something else. */
  readonly begins?: Partial<FactDraftContent>;
  /** The fact to look at and change; a new one when left out. */
  readonly factId?: FactId;
  /** What was typed before the program ended, to go on with. */
  readonly draft?: FactDraft;
  readonly onClose: () => void;
}

/** The form of a fact, at the edge of the window. */
export function FactDialog(props: FactDialogProps) {
  const factId = props.factId ?? props.draft?.factId ?? null;
  return factId === null ? <NewFact {...props} /> : <StoredFact {...props} factId={factId} />;
}

const emptyContent: FactDraftContent = {
  statement: '',
  dateText: '',
  place: '',
  personIds: [],
  sourceKind: 'clientStatement',
  confidence: 'certain',
  disputed: false,
  disputeNote: '',
  conditionIds: [],
  note: '',
  citations: [],
  constraints: [],
};

function NewFact(props: FactDialogProps) {
  const { citation, begins } = props;
  const [round, setRound] = useState(0);
  const base: FactDraftContent =
    citation === undefined
      ? { ...emptyContent, ...begins }
      : { ...emptyContent, citations: [{ kind: 'interview', ...citation }] };
  return (
    <FactForm
      {...props}
      key={round}
      fact={null}
      base={base}
      draft={round === 0 ? props.draft : undefined}
      onSavedAndNext={
        citation === undefined && begins === undefined ? () => setRound((count) => count + 1) : undefined
      }
    />
  );
}

function StoredFact(props: FactDialogProps & { readonly factId: FactId }) {
  const text = useText();
  const { data: fact, failure } = useChannel('timeline.read', { factId: props.factId });
  // Later answers must not overwrite what is typed.
  const [first, setFirst] = useState<Fact | null>(null);
  if (first === null && fact !== undefined) setFirst(fact);
  const base = useMemo(() => (first === null ? null : contentOf(first)), [first]);
  if (first !== null && base !== null) {
    return <FactForm {...props} fact={first} base={base} onSavedAndNext={undefined} />;
  }
  return (
    <Drawer title={text('timeline.form.title')} onClose={props.onClose}>
      {failure === undefined ? (
        <Skeleton label={text('timeline.loading')} lines={6} />
      ) : (
        <Banner tone="warning">{text('timeline.failure.factNotFound')}</Banner>
      )}
    </Drawer>
  );
}

function FactForm(props: {
  readonly caseId: CaseId;
  readonly fact: Fact | null;
  /** What is stored, or what a new fact begins with. */
  readonly base: FactDraftContent;
  readonly draft?: FactDraft | undefined;
  readonly onClose: () => void;
  readonly onSavedAndNext: (() => void) | undefined;
}) {
  const text = useText();
  const formats = useFormats();
  const language = useInterfaceLanguage();
  const { caseId, fact, base } = props;
  const create = useCommand('timeline.create');
  const change = useCommand('timeline.change');
  const saveDraft = useCommand('timeline.saveDraft').run;
  const dropDraft = useCommand('timeline.dropDraft').run;
  const removeFact = useRemoveFact();
  const [draftId] = useState(() => props.draft?.id ?? factDraftIdSchema.parse(crypto.randomUUID()));
  const { data: conditions } = useChannel('procedures.conditions', { caseId, language });

  const [begun] = useState<FactDraftContent>(props.draft?.content ?? base);
  const latest = useRef(begun);
  const isKept = useRef(props.draft !== undefined);
  const {
    fields,
    change: changeFields,
    state,
    saveNow,
  } = useAutosave<FactDraftContent, CallError | ChannelFailure<'timeline.saveDraft'>>(
    begun,
    async (changes) => {
      const content = { ...latest.current, ...changes };
      isKept.current = true;
      return saveDraft({ draftId, caseId, factId: fact?.id ?? null, content });
    },
  );
  useEffect(() => {
    latest.current = fields;
  }, [fields]);

  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isDirty = useMemo(() => JSON.stringify(fields) !== JSON.stringify(base), [fields, base]);
  const hasMore =
    fields.disputed || fields.disputeNote !== '' || fields.conditionIds.length > 0 || fields.note !== '';

  const edtf = edtfOf(fields.dateText, base.dateText, fact, language);

  const forget = async (): Promise<void> => {
    await saveNow();
    if (isKept.current) await dropDraft({ draftId });
  };

  const save = async (andThen: () => void): Promise<void> => {
    setTried(true);
    const date = readDateEntry(fields.dateText, language);
    if (fields.statement.trim() === '' || date.kind === 'unread' || isSaving) return;
    setSaving(true);
    // The words cited must stand in the interview as saved, and its editor may hold the last of them.
    await flushUnsaved();
    const saved = await store();
    setSaving(false);
    if (!saved.ok) {
      setFailure(failureText(saved.error, text));
      return;
    }
    // The form goes with the answer: what were typed into it while its draft is dropped would be nobody's.
    void forget();
    andThen();
  };

  const store = async (): Promise<
    Result<Fact, CallError | ChannelFailure<'timeline.create' | 'timeline.change'>>
  > => {
    const { dateText, ...others } = fields;
    const input = { ...others, date: { text: dateText, language } };
    if (fact === null) return create.run({ caseId, ...input });
    // A date that was not touched stays as it was read then, whatever the language of the screen is now.
    const { date, ...unchangedDate } = input;
    return change.run({
      factId: fact.id,
      changes: dateText === base.dateText ? unchangedDate : { ...unchangedDate, date },
    });
  };

  // Told with the first words, not when all of them are typed.
  const isClosed = state.kind === 'failed' && state.error.kind === 'caseNotWorkedOnHere';

  const close = (): void => {
    if (isDirty) setAsking(true);
    else void forget().then(props.onClose);
  };

  return (
    <Drawer
      title={text(fact === null ? 'timeline.form.new' : 'timeline.form.title')}
      onClose={close}
      onSubmit={() => void save(props.onClose)}
      footer={
        <>
          {fact !== null && (
            <span className={styles.remove}>
              <Button
                look="quiet"
                icon={<Trash2 />}
                onPress={() => {
                  void forget()
                    .then(() => removeFact(fact.id))
                    .then(props.onClose);
                }}
              >
                {text('timeline.remove')}
              </Button>
            </span>
          )}
          <Button onPress={close}>{text('ui.cancel')}</Button>
          {props.onSavedAndNext !== undefined && (
            <Button onPress={() => void save(props.onSavedAndNext ?? props.onClose)}>
              {text('timeline.form.saveAndNext')}
            </Button>
          )}
          <Button look="primary" type="submit" busy={isSaving}>
            {text('timeline.form.save')}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        {(failure !== null || isClosed) && (
          <Banner tone="danger" urgent>
            {isClosed ? text('ui.error.caseNotWorkedOnHere') : failure}
          </Banner>
        )}
        {props.draft !== undefined && (
          <Banner>{text('timeline.draft.restored', { at: formats.instant(props.draft.updatedAt) })}</Banner>
        )}
        {state.kind === 'failed' && !isClosed && (
          <Banner tone="warning">{text('timeline.draft.notKept')}</Banner>
        )}
        <TextArea
          label={text('timeline.form.statement')}
          hint={text('timeline.form.statement.hint')}
          error={
            isTried && fields.statement.trim() === '' ? text('timeline.form.statement.missing') : undefined
          }
          value={fields.statement}
          onChange={(statement) => changeFields({ statement })}
          rows={2}
          maxLength={4000}
          required
          autoFocus
        />
        <DateEntryField
          value={fields.dateText}
          onChange={(dateText) => changeFields({ dateText })}
          isTried={isTried}
        />
        <CalendarDates caseId={caseId} edtf={edtf} />
        <ConstraintList
          caseId={caseId}
          factId={fact?.id ?? null}
          edtf={edtf}
          constraints={fields.constraints}
          onChange={(constraints) => changeFields({ constraints: [...constraints] })}
        />
        <PlaceField caseId={caseId} value={fields.place} onChange={(place) => changeFields({ place })} />
        <PeoplePicker
          caseId={caseId}
          label={text('timeline.form.people')}
          value={fields.personIds}
          onChange={(personIds) => changeFields({ personIds: [...personIds] })}
        />
        <Columns column="12rem">
          <SelectField
            label={text('timeline.form.sourceKind')}
            value={fields.sourceKind}
            options={sourceKinds.map((kind) => ({ value: kind, label: text(`timeline.source.${kind}`) }))}
            onChange={(sourceKind) => changeFields({ sourceKind })}
          />
          <SelectField
            label={text('timeline.form.confidence')}
            value={fields.confidence}
            options={confidences.map((each) => ({ value: each, label: text(`timeline.confidence.${each}`) }))}
            onChange={(confidence) => changeFields({ confidence })}
          />
        </Columns>
        <CitationList
          caseId={caseId}
          citations={fields.citations}
          onChange={(citations) => changeFields({ citations: [...citations] })}
          onLeave={saveNow}
        />
        <details className={styles.more} open={hasMore}>
          <summary>{text('timeline.form.more')}</summary>
          <div className={styles.moreBody}>
            <Stack gap={4}>
              <Checkbox
                label={text('timeline.form.disputed')}
                description={text('timeline.form.disputed.description')}
                checked={fields.disputed}
                onChange={(disputed) => changeFields({ disputed })}
              />
              {(fields.disputed || fields.disputeNote !== '') && (
                <TextArea
                  label={text('timeline.form.disputeNote')}
                  value={fields.disputeNote}
                  onChange={(disputeNote) => changeFields({ disputeNote })}
                  rows={2}
                  maxLength={4000}
                  optional
                />
              )}
              {conditions !== undefined && conditions.conditions.length > 0 && (
                <ChoicePills
                  legend={text('timeline.form.conditions')}
                  options={conditions.conditions.map((condition) => ({
                    value: condition.id,
                    label: condition.name,
                    title: condition.text,
                  }))}
                  value={fields.conditionIds}
                  onChange={(conditionIds) => changeFields({ conditionIds: [...conditionIds] })}
                />
              )}
              <TextArea
                label={text('timeline.form.note')}
                hint={text('timeline.form.note.hint')}
                value={fields.note}
                onChange={(note) => changeFields({ note })}
                rows={2}
                maxLength={10_000}
                optional
              />
            </Stack>
          </div>
        </details>
      </Stack>
      {isAsking && (
        <ConfirmDialog
          title={text('timeline.discard.title')}
          confirmLabel={text('timeline.discard.confirm')}
          tone="danger"
          onConfirm={() => void forget().then(props.onClose)}
          onCancel={() => setAsking(false)}
        >
          {text('timeline.discard.body')}
        </ConfirmDialog>
      )}
    </Drawer>
  );
}

function contentOf(fact: Fact): FactDraftContent {
  const { statement, place, personIds, sourceKind, confidence, disputed, disputeNote, conditionIds } = fact;
  const { note, constraints } = fact;
  return {
    statement,
    dateText: fact.date?.text ?? '',
    place,
    personIds,
    sourceKind,
    confidence,
    disputed,
    disputeNote,
    conditionIds,
    note,
    citations: fact.citations.map((citation): CitationDraft =>
      citation.kind === 'interview'
        ? {
            kind: 'interview',
            interviewId: citation.interviewId,
            blockId: citation.blockId,
            quote: citation.quote,
          }
        : { kind: 'exhibit', exhibitId: citation.exhibitId, locator: citation.locator },
    ),
    constraints,
  };
}

/** The date in the form; '' for none. One that was not touched is as it was read when it was stored. */
function edtfOf(typed: string, stored: string, fact: Fact | null, language: Language): string {
  if (fact !== null && typed === stored) return fact.date?.edtf ?? '';
  const entry = readDateEntry(typed, language);
  return entry.kind === 'read' ? entry.date.edtf : '';
}

type SaveFailure = CallError | ChannelFailure<'timeline.create' | 'timeline.change'>;

function failureText(failure: SaveFailure, text: Text): string {
  if (isCallError(failure)) {
    const { id, values } = callErrorText(failure);
    return text(id, values);
  }
  return text(`timeline.failure.${failure.kind}`);
}
