import { useState } from 'react';
import {
  exhibitMedia,
  translationStates,
  type Exhibit,
  type ExhibitDraft,
} from '../../../shared/evidence/schemas';
import { offeredLanguages } from '../../../shared/people/spoken-languages';
import { useLanguageNames } from '../../lib/language-names';
import { useInterfaceLanguage, useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Drawer } from '../../ui/dialog';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { describeExhibitDate, readExhibitDate, type ExhibitDateReading } from './exhibit-date';

const emptyDraft: ExhibitDraft = {
  title: '',
  dateEdtf: '',
  author: '',
  pages: null,
  language: '',
  translation: 'none',
  origin: '',
  medium: 'paper',
  sha256: '',
  note: '',
};

/** Adds or changes an exhibit. `onSave` gives the sentence that says why it could not, or null. */
export function ExhibitForm(props: {
  /** Null for a new one. */
  readonly exhibit: Exhibit | null;
  readonly onSave: (draft: ExhibitDraft) => Promise<string | null>;
  readonly onClose: () => void;
}) {
  const text = useText();
  const languageNames = useLanguageNames();
  const { exhibit } = props;
  const [draft, setDraft] = useState<ExhibitDraft>(exhibit === null ? emptyDraft : draftOf(exhibit));
  const language = useInterfaceLanguage();
  const [date, setDate] = useState(describeExhibitDate(draft.dateEdtf, language));
  const [pages, setPages] = useState(draft.pages === null ? '' : String(draft.pages));
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const change = (changes: Partial<ExhibitDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const dateReading = readExhibitDate(date, language, today());
  const pageCount = pages.trim() === '' ? null : Number(pages);
  const errors = {
    title: draft.title.trim() === '' ? text('evidence.form.title.error') : undefined,
    date: dateErrorText(text, dateReading),
    pages:
      pageCount !== null && (!Number.isInteger(pageCount) || pageCount < 1 || pageCount > 100_000)
        ? text('evidence.form.pages.error')
        : undefined,
    sha256: /^(?:[0-9a-f]{64})?$/iu.test(draft.sha256.trim())
      ? undefined
      : text('evidence.form.sha256.error'),
  };
  const isWrong = Object.values(errors).some((error) => error !== undefined);
  const shown = (error: string | undefined): string | undefined => (tried ? error : undefined);

  const save = async (): Promise<void> => {
    setTried(true);
    if (isWrong || dateReading.kind !== 'read' || saving) return;
    setSaving(true);
    const refusal = await props.onSave({
      ...draft,
      dateEdtf: dateReading.edtf,
      pages: pageCount,
      sha256: draft.medium === 'digital' ? draft.sha256.trim().toLowerCase() : '',
    });
    setSaving(false);
    if (refusal === null) props.onClose();
    else setFailure(refusal);
  };

  return (
    <Drawer
      title={
        exhibit === null
          ? text('evidence.form.new')
          : text('evidence.form.change', { number: exhibit.number })
      }
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" busy={saving}>
            {text('evidence.form.save')}
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
        <TextField
          label={text('evidence.form.title')}
          hint={text('evidence.form.title.hint')}
          error={shown(errors.title)}
          value={draft.title}
          onChange={(title) => change({ title })}
          maxLength={300}
          required
          autoFocus
        />
        <Columns column="11rem">
          <TextField
            label={text('evidence.form.date')}
            hint={text('evidence.form.date.hint')}
            error={shown(errors.date)}
            value={date}
            onChange={setDate}
            reading={
              dateReading.kind === 'read' && dateReading.inWords !== '' ? dateReading.inWords : undefined
            }
            optional
          />
          <TextField
            label={text('evidence.form.pages')}
            hint={text('evidence.form.pages.hint')}
            error={shown(errors.pages)}
            value={pages}
            onChange={setPages}
            dir="ltr"
            optional
          />
        </Columns>
        <TextField
          label={text('evidence.form.author')}
          hint={text('evidence.form.author.hint')}
          value={draft.author}
          onChange={(author) => change({ author })}
          maxLength={200}
          optional
        />
        <Columns column="11rem">
          <SelectField
            label={text('evidence.form.language')}
            value={draft.language === '' ? null : draft.language}
            options={languageNames(withChosen(offeredLanguages, draft.language))}
            onChange={(tag) => change({ language: tag })}
            onClear={() => change({ language: '' })}
            emptyLabel={text('evidence.form.language.none')}
          />
          <SelectField
            label={text('evidence.form.translation')}
            value={draft.translation}
            options={translationStates.map((value) => ({
              value,
              label: text(`evidence.translation.${value}`),
            }))}
            onChange={(translation) => change({ translation })}
          />
        </Columns>
        <SelectField
          label={text('evidence.form.medium')}
          value={draft.medium}
          options={exhibitMedia.map((value) => ({ value, label: text(`evidence.medium.${value}`) }))}
          onChange={(medium) => change({ medium })}
        />
        {draft.medium === 'digital' && (
          <TextField
            label={text('evidence.form.sha256')}
            hint={text('evidence.form.sha256.hint')}
            error={shown(errors.sha256)}
            value={draft.sha256}
            onChange={(sha256) => change({ sha256 })}
            dir="ltr"
            optional
          />
        )}
        <TextField
          label={text('evidence.form.origin')}
          hint={text('evidence.form.origin.hint')}
          value={draft.origin}
          onChange={(origin) => change({ origin })}
          maxLength={300}
          optional
        />
        <TextArea
          label={text('evidence.form.note')}
          hint={text('evidence.form.note.hint')}
          value={draft.note}
          onChange={(note) => change({ note })}
          maxLength={5000}
          optional
        />
      </Stack>
    </Drawer>
  );
}

function dateErrorText(text: Text, reading: ExhibitDateReading): string | undefined {
  if (reading.kind === 'read') return undefined;
  if (reading.kind === 'unreadable') return text('evidence.form.date.error');
  const [first = '', second = ''] = reading.readings;
  return text('evidence.form.date.ambiguous', { first, second });
}

/** Today on the laptop's calendar, to which "last month" and two-digit years refer. */
function today(): string {
  return new Date().toLocaleDateString('sv-SE');
}

function draftOf({
  id: _id,
  caseId: _caseId,
  number: _number,
  createdAt: _made,
  updatedAt: _changed,
  ...draft
}: Exhibit): ExhibitDraft {
  return draft;
}

function withChosen(offered: readonly string[], chosen: string): readonly string[] {
  return chosen === '' || offered.includes(chosen) ? offered : [...offered, chosen];
}
