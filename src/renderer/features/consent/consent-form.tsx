import { FileText } from 'lucide-react';
import { useState } from 'react';
import {
  consentForms,
  consentPurposes,
  ledgerRecipients,
  purposesOfForm,
  type ConsentFields,
} from '../../../shared/consent/schemas';
import { consentData, consentRecipients } from '../../../shared/filings/fill-consent';
import type { CaseId } from '../../../shared/kernel/ids';
import { civilDateSchema, type CivilDate } from '../../../shared/kernel/time';
import { offeredLanguages } from '../../../shared/people/spoken-languages';
import { useLanguageNames } from '../../lib/language-names';
import { navigate } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Drawer } from '../../ui/dialog';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { Choices } from './choices';
import styles from './consent.module.css';
import { recordFailure } from './record-failure';

const emptyFields: Omit<ConsentFields, 'decidedOn'> = {
  kind: 'given',
  recipient: 'centre',
  recipientName: '',
  purposes: [...purposesOfForm.centre],
  data: [],
  limits: '',
  language: '',
  interpreter: '',
  form: 'signed',
  witness: '',
  until: null,
  note: '',
  filingId: null,
  exhibitId: null,
};

/** Writes down one decision: a consent, a refusal or a withdrawal. */
export function ConsentForm(props: {
  readonly caseId: CaseId;
  /** What is known of it from the start. */
  readonly begin: Partial<ConsentFields>;
  readonly onRecorded?: (fields: ConsentFields) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const languageNames = useLanguageNames();
  const { caseId, begin } = props;
  const record = useCommand('consent.record');
  const prepare = useCommand('consent.prepareForm');
  const exhibits = useChannel('evidence.list', { caseId }).data ?? [];
  const [fields, setFields] = useState<Omit<ConsentFields, 'decidedOn'>>({ ...emptyFields, ...begin });
  const [decidedOn, setDecidedOn] = useState<CivilDate | null>(begin.decidedOn ?? today());
  const [failure, setFailure] = useState<string | null>(null);
  const set = (changes: Partial<ConsentFields>): void => setFields((before) => ({ ...before, ...changes }));
  const isGiven = fields.kind === 'given';
  const isWithdrawal = begin.kind === 'withdrawn';

  const save = async (): Promise<void> => {
    if (record.isRunning) return;
    if (decidedOn === null) {
      setFailure(text('consent.failure.dayMissing'));
      return;
    }
    const entry = { ...fields, decidedOn };
    const saved = await record.run({ caseId, entries: [entry] });
    if (!saved.ok) {
      setFailure(recordFailure(text, saved.error));
      return;
    }
    props.onClose();
    props.onRecorded?.(entry);
  };

  const makeForm = async (): Promise<void> => {
    const { recipient, data, limits, until, form, witness } = fields;
    const prepared = await prepare.run({
      caseId,
      fields: { recipient, data, limits, until, form, witness, decidedOn: decidedOn ?? today() },
    });
    if (!prepared.ok) {
      setFailure(recordFailure(text, prepared.error));
      return;
    }
    props.onClose();
    navigate({ kind: 'filingReview', caseId, filingKind: 'F2', language: prepared.value.language });
  };

  return (
    <Drawer
      title={text(isWithdrawal ? 'consent.form.withdrawal' : 'consent.new')}
      description={text(isWithdrawal ? 'consent.form.withdrawal.lead' : 'consent.form.lead')}
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" busy={record.isRunning}>
            {text('consent.form.save')}
          </Button>
        </>
      }
    >
      <Stack>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <RadioCards
          legend={text('consent.form.kind')}
          column="9rem"
          value={fields.kind}
          onChange={(kind) => set({ kind, purposes: proposedPurposes(kind, fields.recipient) })}
          options={(['given', 'refused', 'withdrawn'] as const).map((value) => ({
            value,
            label: text(`consent.kind.${value}`),
          }))}
        />
        <Columns column="12rem">
          <SelectField
            label={text('consent.form.recipient')}
            value={fields.recipient}
            options={ledgerRecipients.map((value) => ({ value, label: text(`consent.recipient.${value}`) }))}
            onChange={(recipient) => set({ recipient, purposes: proposedPurposes(fields.kind, recipient) })}
          />
          <TextField
            label={text('consent.form.recipientName')}
            hint={text('consent.form.recipientName.hint')}
            value={fields.recipientName}
            onChange={(recipientName) => set({ recipientName })}
            maxLength={200}
            optional
          />
        </Columns>
        <Choices
          legend={text('consent.form.purposes')}
          {...(isGiven ? {} : { hint: text('consent.form.purposes.none') })}
          options={consentPurposes.map((value) => ({ value, label: text(`consent.purpose.${value}`) }))}
          chosen={fields.purposes}
          onChange={(purposes) => set({ purposes })}
        />
        {isGiven && (
          <Choices
            legend={text('consent.form.data')}
            options={consentData.map((value) => ({ value, label: text(`departures.told.${value}`) }))}
            chosen={fields.data}
            onChange={(data) => set({ data })}
          />
        )}
        <Columns column="12rem">
          <DateField
            label={text('consent.form.decidedOn')}
            value={decidedOn}
            onChange={setDecidedOn}
            required
          />
          {isGiven && (
            <DateField
              label={text('consent.form.until')}
              hint={text('consent.form.until.hint')}
              value={fields.until}
              onChange={(until) => set({ until })}
              optional
            />
          )}
        </Columns>
        <Columns column="12rem">
          <SelectField
            label={text('consent.form.language')}
            value={fields.language === '' ? null : fields.language}
            options={languageNames(
              fields.language === '' || offeredLanguages.includes(fields.language)
                ? offeredLanguages
                : [...offeredLanguages, fields.language],
            )}
            emptyLabel={text('consent.form.language.unknown')}
            onChange={(language) => set({ language })}
            onClear={() => set({ language: '' })}
          />
          <TextField
            label={text('consent.form.interpreter')}
            value={fields.interpreter}
            onChange={(interpreter) => set({ interpreter })}
            maxLength={200}
            optional
          />
        </Columns>
        <RadioCards
          legend={text('consent.form.form')}
          column="9rem"
          value={fields.form}
          onChange={(form) => set({ form })}
          options={consentForms.map((value) => ({ value, label: text(`consent.form.${value}`) }))}
        />
        {fields.form === 'oral' ? (
          <TextField
            label={text('consent.form.witness')}
            value={fields.witness}
            onChange={(witness) => set({ witness })}
            maxLength={200}
            {...(isGiven ? { required: true } : { optional: true })}
          />
        ) : (
          <SelectField
            label={text('consent.form.exhibit')}
            value={fields.exhibitId}
            options={exhibits.map(({ id, number, title }) => ({
              value: id,
              label: text('timeline.exhibit', { number, title }),
            }))}
            emptyLabel={text('consent.form.exhibit.none')}
            onChange={(exhibitId) => set({ exhibitId })}
            onClear={() => set({ exhibitId: null })}
          />
        )}
        {isGiven && (
          <TextArea
            label={text('consent.form.limits')}
            rows={2}
            value={fields.limits}
            onChange={(limits) => set({ limits })}
            maxLength={1000}
            optional
          />
        )}
        <TextArea
          label={text('consent.form.note')}
          rows={2}
          value={fields.note}
          onChange={(note) => set({ note })}
          maxLength={2000}
          optional
        />
        {isGiven && hasPage(fields.recipient) && fields.filingId === null && (
          <Stack gap={1} align="start">
            <Button size="small" icon={<FileText />} busy={prepare.isRunning} onPress={() => void makeForm()}>
              {text('consent.makeForm')}
            </Button>
            <span className={styles.under}>{text('consent.makeForm.hint')}</span>
          </Stack>
        )}
      </Stack>
    </Drawer>
  );
}

/** What it is for, as the form (F2) has it; a refusal and a withdrawal are for every purpose until somebody says less. */
function proposedPurposes(
  kind: ConsentFields['kind'],
  recipient: ConsentFields['recipient'],
): ConsentFields['purposes'] {
  return kind === 'given' ? [...purposesOfForm[recipient]] : [];
}

function hasPage(recipient: ConsentFields['recipient']): boolean {
  return consentRecipients.some((each) => each === recipient);
}

/** Today on the laptop's calendar. */
function today() {
  return civilDateSchema.parse(new Date().toLocaleDateString('sv-SE'));
}
