import { ChevronRight } from 'lucide-react';
import { useCallback, useState, type ReactNode } from 'react';
import { readBirthDate } from '../../../shared/people/birth-date';
import {
  emptySafeContact,
  genders,
  personRoles,
  type Person,
  type PersonFields,
  type PersonRole,
} from '../../../shared/people/schemas';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { useAutosave } from './autosave';
import { useBirthDates } from './birth-dates';
import { CodePicker } from './code-picker';
import { useCountryNames, useLanguageNames } from './country-names';
import styles from './person-form.module.css';
import { SafeContactForm } from './safe-contact-form';
import { SaveMark } from './save-mark';

/** Roles of people who act for an office and are reached there. */
const officialRoles: ReadonlySet<PersonRole> = new Set([
  'lawyer',
  'centreWorker',
  'interpreter',
  'officer',
  'magistrate',
  'doctor',
]);

/** Which part of the form, closed at first, has a field. */
const partsByField: Readonly<Record<string, string>> = {
  birthDate: 'origin',
  birthPlace: 'origin',
  nationalities: 'origin',
  gender: 'origin',
  spokenLanguages: 'languages',
  telephone: 'contact',
  email: 'contact',
  organisation: 'contact',
  electedDomicile: 'contact',
  identityDocument: 'papers',
  nationalNumber: 'papers',
  note: 'note',
};

/** Everything about one person, in parts that open; saves itself. Give it the person's id as `key`. */
export function PersonForm(props: {
  readonly person: Person;
  /** Field that is to be filled in: the part it stands in is open. */
  readonly field?: string | undefined;
}) {
  const text = useText();
  const { person } = props;
  const openPart = partsByField[props.field ?? ''];
  const form = usePersonFields(person);
  const { fields, change } = form;
  const countries = useCountryNames();
  const languages = useLanguageNames();
  const birthDates = useBirthDates();
  const isOfficial = officialRoles.has(fields.role);
  const sentenceFor = (kind: string) => (kind === 'lastClient' ? text('people.remove.lastClient') : '');

  const name = (
    <Part
      key="name"
      title={text('people.part.name')}
      summary={[fields.givenNames, fields.familyName, fields.nativeScriptName]}
      isOpen
    >
      <SelectField
        label={text('people.field.role')}
        value={fields.role}
        options={personRoles.map((role) => ({ value: role, label: text(`people.role.${role}`) }))}
        onChange={(role) => change({ role })}
      />
      <Columns gap={3} column="13rem">
        <TextField
          label={text('people.field.givenNames')}
          hint={text('people.field.givenNamesHint')}
          value={fields.givenNames}
          maxLength={200}
          onChange={(givenNames) => change({ givenNames })}
        />
        <TextField
          label={text('people.field.familyName')}
          value={fields.familyName}
          maxLength={200}
          onChange={(familyName) => change({ familyName })}
        />
      </Columns>
      {isOfficial ? (
        <TextField
          label={text('people.field.organisation')}
          value={fields.organisation}
          maxLength={200}
          onChange={(organisation) => change({ organisation })}
        />
      ) : (
        <>
          <TextField
            label={text('people.field.nativeScriptName')}
            hint={text('people.field.nativeScriptNameHint')}
            value={fields.nativeScriptName}
            maxLength={200}
            onChange={(nativeScriptName) => change({ nativeScriptName })}
          />
          <TextArea
            label={text('people.field.otherNames')}
            spelling={false}
            hint={text('people.field.otherNamesHint')}
            rows={2}
            value={fields.otherNames}
            maxLength={2000}
            onChange={(otherNames) => change({ otherNames })}
          />
        </>
      )}
    </Part>
  );

  const origin = (
    <Part
      key="origin"
      isOpen={openPart === 'origin'}
      title={text('people.part.origin')}
      summary={[
        fields.birthDate === '' ? '' : birthDates.write(fields.birthDate),
        fields.birthPlace,
        ...fields.nationalities.map(countries.nameOf),
      ]}
    >
      <Columns gap={3} column="13rem">
        <BirthDateField value={fields.birthDate} onChange={(birthDate) => change({ birthDate })} />
        <TextField
          label={text('people.field.birthPlace')}
          value={fields.birthPlace}
          maxLength={200}
          onChange={(birthPlace) => change({ birthPlace })}
        />
      </Columns>
      <CodePicker
        label={text('people.field.nationalities')}
        hint={text('people.field.nationalitiesHint')}
        placeholder={text('people.field.nationalitiesAdd')}
        names={countries}
        value={fields.nationalities}
        onChange={(nationalities) => change({ nationalities: withoutStateless(nationalities) })}
      />
      <SelectField
        label={text('people.field.gender')}
        value={fields.gender}
        options={genders.map((gender) => ({ value: gender, label: text(`people.gender.${gender}`) }))}
        onChange={(gender) => change({ gender })}
      />
    </Part>
  );

  const spoken = (
    <Part
      key="languages"
      isOpen={openPart === 'languages'}
      title={text('people.part.languages')}
      summary={fields.spokenLanguages.map(languages.nameOf)}
    >
      <CodePicker
        label={text('people.field.spokenLanguages')}
        hint={text('people.field.spokenLanguagesHint')}
        placeholder={text('people.field.spokenLanguagesAdd')}
        names={languages}
        value={fields.spokenLanguages}
        onChange={(spokenLanguages) => change({ spokenLanguages: spokenLanguages.slice(0, 12) })}
      />
    </Part>
  );

  const safe = (
    <Part
      key="safe"
      title={text('people.part.safe')}
      summary={[person.safeContact === null ? '' : text('people.safe.agreed')]}
    >
      <SafeContactForm personId={person.id} safeContact={person.safeContact ?? emptySafeContact} />
    </Part>
  );

  const contact = (
    <Part
      key="contact"
      isOpen={openPart === 'contact'}
      title={text('people.part.contact')}
      summary={[fields.telephone, fields.email, isOfficial ? '' : fields.organisation]}
    >
      <Columns gap={3} column="13rem">
        <TextField
          label={text('people.field.telephone')}
          type="tel"
          dir="ltr"
          value={fields.telephone}
          maxLength={200}
          onChange={(telephone) => change({ telephone })}
        />
        <TextField
          label={text('people.field.email')}
          dir="ltr"
          value={fields.email}
          maxLength={200}
          onChange={(email) => change({ email })}
        />
      </Columns>
      {!isOfficial && (
        <TextField
          label={text('people.field.organisation')}
          value={fields.organisation}
          maxLength={200}
          onChange={(organisation) => change({ organisation })}
        />
      )}
      <TextArea
        label={text('people.field.electedDomicile')}
        spelling={false}
        hint={text('people.field.electedDomicileHint')}
        rows={3}
        value={fields.electedDomicile}
        maxLength={1000}
        onChange={(electedDomicile) => change({ electedDomicile })}
      />
    </Part>
  );

  const papers = (
    <Part
      key="papers"
      isOpen={openPart === 'papers'}
      title={text('people.part.papers')}
      summary={[fields.identityDocument, fields.nationalNumber]}
    >
      <TextArea
        label={text('people.field.identityDocument')}
        spelling={false}
        hint={text('people.field.identityDocumentHint')}
        rows={2}
        value={fields.identityDocument}
        maxLength={1000}
        onChange={(identityDocument) => change({ identityDocument })}
      />
      <TextField
        label={text('people.field.nationalNumber')}
        value={fields.nationalNumber}
        maxLength={60}
        onChange={(nationalNumber) => change({ nationalNumber })}
      />
    </Part>
  );

  const note = (
    <Part key="note" isOpen={openPart === 'note'} title={text('people.part.note')} summary={[fields.note]}>
      <TextArea
        label={text('people.field.note')}
        hideLabel
        rows={4}
        value={fields.note}
        maxLength={10_000}
        onChange={(value) => change({ note: value })}
      />
    </Part>
  );

  return (
    <div className={styles.form}>
      <div className={styles.state}>
        <SaveMark state={form.state} onRetry={() => void form.saveNow()} sentenceFor={sentenceFor} />
      </div>
      {isOfficial
        ? [name, contact, spoken, note, safe, origin, papers]
        : [name, safe, origin, spoken, papers, contact, note]}
    </div>
  );
}

function usePersonFields(person: Person) {
  const { run } = useCommand('people.change');
  const save = useCallback(
    (changes: Partial<PersonFields>) => run({ personId: person.id, changes }),
    [run, person.id],
  );
  return useAutosave(fieldsOf(person), save);
}

function fieldsOf(person: Person): PersonFields {
  const {
    id: _id,
    caseId: _caseId,
    roleNumber: _roleNumber,
    safeContact: _safeContact,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...fields
  } = person;
  return fields;
}

/** Being stateless and having a nationality exclude each other: the one chosen last stays. */
function withoutStateless(codes: readonly string[]): string[] {
  const last = codes.at(-1);
  return codes.filter((code) => last === code || (last !== 'XXA' && code !== 'XXA')).slice(0, 6);
}

/** A part of the form that opens. Closed, its line says what stands in it. */
function Part(props: {
  readonly title: string;
  readonly summary: readonly string[];
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}) {
  const text = useText();
  const summary = props.summary.filter((part) => part !== '');
  return (
    <details className={styles.part} open={props.isOpen ?? false}>
      <summary className={styles.summary}>
        <ChevronRight className={styles.chevron} aria-hidden="true" />
        <span className={styles.title}>{props.title}</span>
        <span className={summary.length === 0 ? styles.empty : styles.content}>
          {summary.length === 0
            ? text('people.part.empty')
            : summary.map((part, place) => (
                // The parts of a summary never change places.
                // oxlint-disable-next-line react/no-array-index-key
                <bdi key={place}>{part}</bdi>
              ))}
        </span>
      </summary>
      <Stack gap={4} className={styles.body}>
        {props.children}
      </Stack>
    </details>
  );
}

function BirthDateField(props: { readonly value: string; readonly onChange: (edtf: string) => void }) {
  const text = useText();
  const birthDates = useBirthDates();
  const [typed, setTyped] = useState(props.value === '' ? '' : birthDates.writeTyped(props.value));
  const [left, setLeft] = useState(false);
  const read = readBirthDate(typed);
  const isUnreadable = typed.trim() !== '' && read === null;
  return (
    <TextField
      label={text('people.field.birthDate')}
      hint={text('people.field.birthDateHint')}
      dir="ltr"
      value={typed}
      maxLength={60}
      onBlur={() => setLeft(true)}
      onChange={(value) => {
        setTyped(value);
        setLeft(false);
        const date = value.trim() === '' ? '' : readBirthDate(value);
        if (date !== null) props.onChange(date);
      }}
      reading={read === null || birthDates.write(read) === typed.trim() ? undefined : birthDates.write(read)}
      error={left && isUnreadable ? text('people.field.birthDateUnreadable') : undefined}
    />
  );
}
