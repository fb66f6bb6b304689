import { useEffect, useRef, useState } from 'react';
import type { AnswerValue } from '../../../shared/filings/answers';
import type { Language } from '../../../shared/kernel/languages';
import type { ReviewControl, ReviewEntry } from '../../../shared/filings/schemas';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import { useText } from '../../lib/text';
import { registerUnsaved } from '../../lib/unsaved';
import { Checkbox } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { usePeople } from '../people';
import { ChooseMany } from './choose-many';
import styles from './review-screen.module.css';
import { choiceLabel, confirmedStatement, fieldHint, fieldLabel } from './filing-texts';

/** Typed text is saved this long after the last key, and at once when the field is left or the vault locks. */
const saveAfterMs = 700;

const mostBoxes = 8;

interface ControlProps {
  readonly caseId: CaseId;
  readonly entry: ReviewEntry;
  readonly language: Language;
  /** Whether core has kept it. */
  readonly onAnswer: (value: AnswerValue) => Promise<boolean>;
}

/** The right control for a question of the review screen, with its label. */
export function AnswerControl(props: ControlProps) {
  const text = useText();
  const { personOf } = usePeople(props.caseId);
  const { entry } = props;
  const { control, field } = entry;
  // What was chosen is shown until core has just that: a second tick must never start from what stood there before the
  // first, however late the answer to the first one comes back.
  const [given, setGiven] = useState<{ readonly value: AnswerValue } | null>(null);
  if (given !== null && isSameAnswer(given.value, entry.answer)) setGiven(null);
  if (control === null) return null;

  const answer = given?.value ?? entry.answer;
  const onAnswer = async (value: AnswerValue): Promise<boolean> => {
    setGiven({ value });
    const isKept = await props.onAnswer(value);
    if (!isKept) setGiven(null);
    return isKept;
  };
  // Only a person comes without words: the screen names people as it does everywhere.
  const nameOf = (id: string, name: string): string =>
    name === '' ? (personOf(id as PersonId)?.shownAs ?? '') : name;
  const label = fieldLabel(text, field);
  const shared = {
    label,
    hideLabel: true,
    hint: fieldHint(text, field),
    required: entry.required,
  };
  switch (control.kind) {
    case 'text':
    case 'longText':
      return <TextAnswer {...props} control={control} />;
    case 'date':
      return (
        <DateField
          {...shared}
          value={typeof answer === 'string' && answer !== '' ? answer : null}
          onChange={(date, isValid) => {
            if (isValid) void onAnswer(date ?? '');
          }}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...shared}
          value={typeof answer === 'string' && answer !== '' ? answer : null}
          options={control.choices.map((choice) => ({
            value: choice,
            label: choiceLabel(text, field, choice),
          }))}
          onChange={(choice) => void onAnswer(choice)}
          emptyLabel={text(entry.required ? 'filings.review.choose' : 'filings.review.notSaid')}
          {...(entry.required ? {} : { onClear: () => void onAnswer('') })}
        />
      );
    case 'record':
      return (
        <SelectField
          {...shared}
          value={typeof answer === 'string' && answer !== '' ? answer : null}
          options={control.options.map(({ id, name }) => ({
            value: id,
            label: nameOf(id, name),
          }))}
          onChange={(id) => void onAnswer(id)}
          emptyLabel={text(entry.required ? 'filings.review.choose' : 'filings.review.none')}
          {...(entry.required ? {} : { onClear: () => void onAnswer('') })}
        />
      );
    case 'choices':
      return (
        <SeveralAnswers
          legend={label}
          hint={fieldHint(text, field)}
          options={control.choices.map((id) => ({ id, name: choiceLabel(text, field, id) }))}
          chosen={Array.isArray(answer) ? answer : []}
          onChange={(chosen) => void onAnswer([...chosen])}
        />
      );
    case 'records': {
      const several = {
        hint: fieldHint(text, field),
        options: control.options.map(({ id, name, elsewhere }) => ({
          id,
          name: nameOf(id, name),
          elsewhere: elsewhere.map((question) => fieldLabel(text, question)),
        })),
        chosen: Array.isArray(answer) ? answer : [],
        onChange: (chosen: readonly string[]) => void onAnswer([...chosen]),
      };
      return isManyToChooseFrom(control) ? (
        <ChooseMany label={label} {...several} />
      ) : (
        <SeveralAnswers legend={label} {...several} />
      );
    }
    case 'confirmation':
      return (
        <Checkbox
          label={confirmedStatement(text, field)}
          description={answer === true ? undefined : text('filings.review.confirm')}
          checked={answer === true}
          onChange={(checked) => void onAnswer(checked)}
        />
      );
  }
}

/** More than can stand as boxes among the other questions: they are chosen in a drawer, and what was chosen is listed. */
export function isManyToChooseFrom(control: ReviewControl): boolean {
  return control.kind === 'records' && control.options.length > mostBoxes;
}

/** Whether core has what was given. No text, no tick and an empty list are the same answer: none. */
function isSameAnswer(given: AnswerValue, stored: AnswerValue | null): boolean {
  const isNone = (answer: AnswerValue | null): boolean =>
    answer === null || answer === '' || answer === false || (Array.isArray(answer) && answer.length === 0);
  return (isNone(given) && isNone(stored)) || JSON.stringify(given) === JSON.stringify(stored);
}

function TextAnswer(
  props: ControlProps & { readonly control: Extract<ReviewControl, { kind: 'text' | 'longText' }> },
) {
  const text = useText();
  const { entry, language, control, onAnswer } = props;
  const stored = typeof entry.answer === 'string' ? entry.answer : '';
  // What was typed stays until it was saved, the field was left, and the entry has come back from core: an answer that
  // arrives while someone types never takes letters away.
  const [typed, setTyped] = useState<{ readonly value: string; readonly leftAt: ReviewEntry | null } | null>(
    null,
  );
  const unsaved = typed !== null && typed.leftAt === null ? typed.value : null;
  const latest = useRef({ unsaved, onAnswer });
  useEffect(() => {
    latest.current = { unsaved, onAnswer };
  });

  useEffect(() => {
    const flush = async (): Promise<void> => {
      const { unsaved: value, onAnswer: save } = latest.current;
      if (value !== null) await save(value);
    };
    const release = registerUnsaved(flush);
    return () => {
      void flush();
      release();
    };
  }, []);

  useEffect(() => {
    if (unsaved === null) return undefined;
    const timer = setTimeout(() => void latest.current.onAnswer(unsaved), saveAfterMs);
    return () => clearTimeout(timer);
  }, [unsaved]);

  const shared = {
    label: fieldLabel(text, entry.field),
    hideLabel: true,
    hint: fieldHint(text, entry.field),
    required: entry.required,
    value: typed !== null && (typed.leftAt === null || typed.leftAt === entry) ? typed.value : stored,
    onChange: (value: string) => setTyped({ value, leftAt: null }),
    onBlur: () => {
      if (unsaved === null) return;
      void onAnswer(unsaved).then((isKept) => {
        if (!isKept) return;
        setTyped((now) => (now?.value === unsaved && now.leftAt === null ? { ...now, leftAt: entry } : now));
      });
    },
    maxLength: control.maximum,
    lang: language,
  };
  return control.kind === 'text' ? <TextField {...shared} /> : <TextArea {...shared} rows={3} />;
}

function SeveralAnswers(props: {
  readonly legend: string;
  readonly hint: string | undefined;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  return (
    <fieldset aria-label={props.legend}>
      <Stack gap={1}>
        {props.hint !== undefined && <p className={styles.hint}>{props.hint}</p>}
        {props.options.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={props.chosen.includes(id)}
            onChange={(checked) =>
              props.onChange(checked ? [...props.chosen, id] : props.chosen.filter((other) => other !== id))
            }
          />
        ))}
      </Stack>
    </fieldset>
  );
}
