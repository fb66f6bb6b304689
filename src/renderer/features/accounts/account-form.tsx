import { useState } from 'react';
import { accountKinds, type Account, type AccountFields } from '../../../shared/accounts/schemas';
import { exhibitIdSchema, interviewIdSchema, type CaseId } from '../../../shared/kernel/ids';
import { offeredLanguages } from '../../../shared/people/spoken-languages';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { isValidEdtf, readUncertainDate } from '../../../shared/timeline/uncertain-date';
import { useLanguageNames } from '../../lib/language-names';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useInterfaceLanguage, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Drawer } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';

const emptyAccount: AccountFields = {
  kind: 'police',
  dateEdtf: '',
  takenBy: '',
  language: '',
  interpreter: '',
  exhibitId: null,
  interviewId: null,
  note: '',
};

/** Writes down an earlier account, or changes or removes one. */
export function AccountForm(props: {
  readonly caseId: CaseId;
  /** Null for a new one. */
  readonly account: Account | null;
  readonly onRemove: (account: Account) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const language = useInterfaceLanguage();
  const languageNames = useLanguageNames();
  const { caseId, account } = props;
  const create = useCommand('accounts.create');
  const change = useCommand('accounts.change');
  const exhibits = useChannel('evidence.list', { caseId }).data ?? [];
  const interviews = useChannel('interviews.list', { caseId }).data ?? [];
  const [fields, setFields] = useState<AccountFields>(() => {
    if (account === null) return emptyAccount;
    const { id: _id, caseId: _caseId, ...kept } = account;
    return kept;
  });
  const [date, setDate] = useState(
    isValidEdtf(fields.dateEdtf) ? describeUncertainDate(fields.dateEdtf, language) : fields.dateEdtf,
  );
  const [failure, setFailure] = useState<string | null>(null);
  const set = (changes: Partial<AccountFields>): void => setFields((before) => ({ ...before, ...changes }));

  const read = date.trim() === '' ? null : readUncertainDate(date, { language, today: today() });
  const dateError = read !== null && !read.ok ? text('accounts.form.date.error') : undefined;
  const place =
    fields.exhibitId !== null
      ? `exhibit ${fields.exhibitId}`
      : fields.interviewId !== null
        ? `interview ${fields.interviewId}`
        : null;

  const choosePlace = (chosen: string): void => {
    const [kind, id] = chosen.split(' ');
    set({
      exhibitId: kind === 'exhibit' ? exhibitIdSchema.parse(id) : null,
      interviewId: kind === 'interview' ? interviewIdSchema.parse(id) : null,
    });
  };

  const save = async (): Promise<void> => {
    if (dateError !== undefined || create.isRunning || change.isRunning) return;
    const draft = { ...fields, dateEdtf: read?.ok === true ? read.value.edtf : '' };
    const saved =
      account === null
        ? await create.run({ caseId, account: draft })
        : await change.run({ accountId: account.id, account: draft });
    if (saved.ok) props.onClose();
    else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else setFailure(text(`accounts.failure.${saved.error.kind}`));
  };

  return (
    <Drawer
      title={text(account === null ? 'accounts.form.new' : 'accounts.form.change')}
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          {account !== null && (
            <Button look="quiet" onPress={() => props.onRemove(account)}>
              {text('accounts.remove')}
            </Button>
          )}
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" busy={create.isRunning || change.isRunning}>
            {text('accounts.form.save')}
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
        <SelectField
          label={text('accounts.form.kind')}
          value={fields.kind}
          options={accountKinds.map((value) => ({ value, label: text(`accounts.kind.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
        <TextField
          label={text('accounts.form.date')}
          hint={text('accounts.form.date.hint')}
          error={dateError}
          reading={read?.ok === true ? describeUncertainDate(read.value.edtf, language) : undefined}
          value={date}
          onChange={setDate}
          maxLength={60}
          optional
        />
        <TextField
          label={text('accounts.form.takenBy')}
          hint={text('accounts.form.takenBy.hint')}
          value={fields.takenBy}
          onChange={(takenBy) => set({ takenBy })}
          maxLength={200}
          optional
        />
        <Columns column="11rem">
          <SelectField
            label={text('accounts.form.language')}
            value={fields.language === '' ? null : fields.language}
            options={languageNames(
              fields.language === '' || offeredLanguages.includes(fields.language)
                ? offeredLanguages
                : [...offeredLanguages, fields.language],
            )}
            emptyLabel={text('accounts.form.language.unknown')}
            onChange={(tag) => set({ language: tag })}
            onClear={() => set({ language: '' })}
          />
          <TextField
            label={text('accounts.form.interpreter')}
            value={fields.interpreter}
            onChange={(interpreter) => set({ interpreter })}
            maxLength={200}
            optional
          />
        </Columns>
        <SelectField
          label={text('accounts.form.place')}
          value={place}
          options={[
            ...exhibits.map(({ id, number, title }) => ({
              value: `exhibit ${id}`,
              label: text('timeline.exhibit', { number, title }),
            })),
            ...interviews.map(({ id, title, heldOn }) => ({
              value: `interview ${id}`,
              label: text('timeline.interview', { title, date: formats.shortDate(heldOn) }),
            })),
          ]}
          emptyLabel={text('accounts.form.place.none')}
          onChange={choosePlace}
          onClear={() => set({ exhibitId: null, interviewId: null })}
        />
        <TextArea
          label={text('accounts.form.note')}
          value={fields.note}
          onChange={(note) => set({ note })}
          maxLength={4000}
          optional
        />
      </Stack>
    </Drawer>
  );
}

/** Today on the laptop's calendar, to which "last month" and two-digit years refer. */
function today(): string {
  return new Date().toLocaleDateString('sv-SE');
}
