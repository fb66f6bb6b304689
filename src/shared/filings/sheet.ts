import { isAnswerName, isFittingAnswer, questionOf, type AnswerName, type AnswerValue } from './answers';
import { agreementOf, fieldShapes, type FieldName } from './fields';
import type { Language } from '../kernel/languages';
import { filingLanguages, type FilingLanguage } from './kinds';
import { printDay, printEdtf } from './dates';
import { fullName } from './people';
import type { Question } from './questions';
import type { FillTarget, Refusal, ReviewControl, ReviewEntry, ReviewGroup, ReviewWarning } from './schemas';
import type {
  FilingSnapshot,
  OpenRequirement,
  SnapshotEvent,
  SnapshotExhibit,
  SnapshotFact,
  SnapshotPerson,
  Source,
  Sourced,
} from './snapshot';

/** What a template is filled with, by field: text, a condition, or the items of a list. */
export type FieldValue = string | boolean | readonly Readonly<Record<string, string>>[];
export type FieldValues = Readonly<Record<FieldName, FieldValue>>;

interface RecordOptions {
  readonly group: ReviewGroup;
  readonly required?: boolean;
  readonly target: FillTarget;
  readonly print?: (text: string) => string;
}

interface AnswerOptions {
  readonly group: ReviewGroup;
  readonly required?: boolean;
  readonly suggestion?: Sourced<AnswerValue>;
  readonly print?: (text: string) => string;
  /** For several choices: what each prints. */
  readonly list?: (value: AnswerValue) => readonly ListItem[];
  /** Field of the template that takes the text, when it is not the one of the same name. */
  readonly field?: FieldName;
}

interface ListItem {
  readonly recordId: string | null;
  readonly pieces: readonly string[];
}

type PersonField =
  | 'familyName'
  | 'givenNames'
  | 'nativeScriptName'
  | 'birthPlace'
  | 'nationalNumber'
  | 'identityDocument'
  | 'electedDomicile'
  | 'telephone'
  | 'email';

/** Where the values of one filing are gathered, each with its line on the review screen. */
export interface Sheet {
  readonly snapshot: FilingSnapshot;
  /** Language of the document. */
  readonly documentLanguage: Language;
  /** The same for a filing in the languages of the authorities alone; a letter in others must not ask for it. */
  readonly language: FilingLanguage;
  /** A value from a record. Undefined when there is no such record yet. */
  readonly record: (field: FieldName, sourced: Sourced<string> | undefined, options: RecordOptions) => void;
  readonly person: (
    person: SnapshotPerson | undefined,
    key: PersonField,
    field: FieldName,
    options: Omit<RecordOptions, 'target'>,
  ) => void;
  /** A question. Gives the pieces printed, item by item, for a question with several answers. */
  readonly answer: (name: AnswerName, options: AnswerOptions) => readonly (readonly string[])[];
  readonly exhibit: (
    name: AnswerName & FieldName,
    options: {
      readonly group: ReviewGroup;
      readonly required: boolean;
      readonly suggestion?: Sourced<AnswerValue>;
    },
  ) => void;
  readonly list: (
    field: FieldName,
    options: {
      readonly group: ReviewGroup;
      readonly required: boolean;
      readonly target: FillTarget;
      readonly source: { readonly source: Source; readonly changedAt: string | null } | undefined;
      readonly items: readonly {
        readonly recordId: string;
        readonly values: Readonly<Record<string, string>>;
        /** What is printed of it; all its values unless given. */
        readonly pieces?: readonly string[];
      }[];
      /** What the question's answer is; the ids of all items unless given. */
      readonly answer?: readonly string[];
      /** The question that decides which items stand in the list. */
      readonly question?: AnswerName;
      readonly suggested?: boolean;
    },
  ) => void;
  /** A value that cannot be given here because its record is not there. */
  readonly missing: (field: string, group: ReviewGroup, target: FillTarget) => void;
  /** Makes a field that was optional so far required. */
  readonly require: (field: string) => void;
  /** A value that follows from others and has no line of its own. */
  readonly set: (field: FieldName, value: FieldValue) => void;
  /** The answer given or proposed; undefined without one. */
  readonly answered: (name: AnswerName) => AnswerValue | undefined;
  readonly chosen: (name: AnswerName) => SnapshotPerson | undefined;
  readonly chosenEvent: (name: AnswerName) => SnapshotEvent | undefined;
  readonly chosenExhibit: (name: AnswerName) => SnapshotExhibit | undefined;
  /** Undefined when none was chosen. */
  readonly chosenRequirements: (name: AnswerName) => readonly OpenRequirement[] | undefined;
  readonly chosenExhibits: (name: AnswerName) => readonly SnapshotExhibit[] | undefined;
  readonly first: (role: string) => SnapshotPerson | undefined;
  readonly proposed: (value: AnswerValue) => Sourced<AnswerValue>;
  /** What the answer names, in the order of the snapshot; empty without an answer. */
  readonly chosenFacts: (name: AnswerName) => readonly SnapshotFact[];
  readonly chosenPeople: (name: AnswerName) => readonly SnapshotPerson[];
  readonly warn: (warning: ReviewWarning) => void;
  /** The filing must not be made; it is put right at this place. */
  readonly refuse: (kind: Refusal['kind'], target: FillTarget) => void;
  readonly warnings: () => ReviewWarning[];
  readonly refusals: () => Refusal[];
  readonly entries: () => ReviewEntry[];
  readonly values: () => FieldValues;
}

export function createSheet(snapshot: FilingSnapshot): Sheet {
  const entries: ReviewEntry[] = [];
  const values = emptyValues();
  const answers = new Map<AnswerName, AnswerValue>();
  const warnings: ReviewWarning[] = [];
  const refusals: Refusal[] = [];

  const given = (name: AnswerName): Sourced<AnswerValue> | undefined => {
    const stored = Object.hasOwn(snapshot.answers, name) ? snapshot.answers[name] : undefined;
    return stored !== undefined && isFittingAnswer(name, stored.value) ? stored : undefined;
  };
  const controlOf = (name: AnswerName): ReviewControl => {
    const control = questionOf(name);
    switch (control.kind) {
      case 'choice':
      case 'choices':
        return { kind: control.kind, choices: [...control.choices] };
      case 'exhibit':
      case 'exhibits':
        return recordsControl(
          control.kind === 'exhibit',
          snapshot.exhibits.map(({ id, number, title }) => ({
            id,
            name: `${number.value} – ${title.value}`,
          })),
        );
      case 'facts':
        return recordsControl(
          false,
          snapshot.facts.map((fact) => ({
            id: fact.id,
            name: [printEdtf(fact.date.value, snapshot.language), fact.statement.value]
              .filter((part) => part !== '')
              .join(' – '),
            elsewhere: Object.keys(snapshot.answers).filter(
              (other) =>
                other !== name &&
                isAnswerName(other) &&
                questionOf(other).kind === 'facts' &&
                isNamed(given(other)?.value, fact.id),
            ),
          })),
        );
      case 'requirements':
        return recordsControl(
          false,
          snapshot.openRequirements.map((each) => ({ id: each.id, name: each.name })),
        );
      case 'person':
      case 'people':
        return recordsControl(
          control.kind === 'person',
          snapshot.people
            .filter(({ role }) => control.roles.some((wanted) => wanted === role))
            .map((person) => ({ id: person.id, name: fullName(person) })),
        );
      case 'event':
        return {
          kind: 'record',
          options: snapshot.events
            .filter(({ kind }) => control.eventKinds.includes(kind))
            .map(({ id, happenedOn, reference }) => ({
              id,
              name: [printDay(happenedOn.value, snapshot.language), reference.value]
                .filter((part) => part !== '')
                .join(' – '),
            })),
        };
      case 'confirmation':
      case 'date':
        return { kind: control.kind };
      case 'text':
      case 'longText':
        return { kind: control.kind, maximum: control.maximum };
    }
  };
  /** A flag named after a choice, e.g. `sender.kind.lawyer`, is up when that choice was made. */
  const setFlags = (name: AnswerName, control: Question, value: AnswerValue | undefined): void => {
    if (control.kind === 'confirmation' && isFlagField(name)) values[name] = value === true;
    if (control.kind !== 'choice' && control.kind !== 'choices') return;
    for (const choice of control.choices) {
      const flag = `${name}.${choice}`;
      if (isFlagField(flag)) values[flag] = value === choice || isNamed(value, choice);
    }
  };
  const reviewTarget = (field: string): FillTarget => ({ screen: 'review', recordId: null, field });
  const push = (entry: Omit<ReviewEntry, 'state'>, isGiven: boolean): void => {
    entries.push({ ...entry, state: isGiven ? 'given' : entry.required ? 'missing' : 'empty' });
  };

  const sheet: Sheet = {
    snapshot,
    documentLanguage: snapshot.language,
    get language() {
      const language = filingLanguages.find((each) => each === snapshot.language);
      if (language === undefined)
        throw new Error(`${snapshot.filingKind} has no words in ${snapshot.language}`);
      return language;
    },
    record: (field, sourced, { group, required = false, target, print }) => {
      const raw = sourced?.value.trim() ?? '';
      const text = raw === '' ? '' : (print?.(raw) ?? raw);
      values[field] = text;
      push(
        {
          field,
          group,
          required,
          shown: { kind: 'printed', text },
          source: text === '' ? null : (sourced?.source ?? null),
          changedAt: text === '' ? null : (sourced?.changedAt ?? null),
          suggested: false,
          target,
          control: null,
          question: null,
          answer: null,
        },
        text !== '',
      );
    },
    person: (person, key, field, options) => {
      if (person === undefined) return;
      sheet.record(field, person[key], {
        ...options,
        target: { screen: 'people', recordId: person.id, field: key },
      });
    },
    answer: (name, { group, required = false, suggestion, print, list, field }) => {
      const stored = given(name);
      const isStored = stored !== undefined && !isEmptyAnswer(stored.value);
      const sourced = isStored ? stored : suggestion;
      const value = sourced?.value;
      if (value !== undefined) answers.set(name, value);
      const control = questionOf(name);
      const items = value === undefined || list === undefined ? [] : list(value);
      const raw = typeof value === 'string' ? value.trim() : '';
      const text = raw === '' ? '' : (print?.(raw) ?? raw);
      const target = field ?? name;
      if (isTextField(target) && control.kind !== 'choices') values[target] = text;
      setFlags(name, control, value);
      const isRecord = control.kind === 'person' || control.kind === 'exhibit' || control.kind === 'event';
      push(
        {
          field: name,
          group,
          required,
          shown:
            control.kind === 'confirmation'
              ? { kind: 'confirmation', confirmed: value === true }
              : list !== undefined
                ? { kind: 'list', items: items.map((item) => ({ ...item, pieces: [...item.pieces] })) }
                : control.kind === 'choice' && print === undefined
                  ? { kind: 'choice', choice: raw }
                  : { kind: 'printed', text: isRecord ? '' : text },
          source: sourced?.source ?? null,
          changedAt: sourced?.changedAt ?? null,
          suggested: !isStored && sourced !== undefined,
          target: reviewTarget(name),
          control: controlOf(name),
          question: name,
          answer: value ?? null,
        },
        value !== undefined && !isEmptyAnswer(value) && (!isRecord || isKnownRecord(snapshot, String(value))),
      );
      return items.map(({ pieces }) => pieces);
    },
    exhibit: (name, options) => {
      sheet.answer(name, options);
      const chosen = sheet.chosenExhibit(name);
      values[name] = chosen === undefined ? '' : chosen.number.value;
      const last = entries.at(-1);
      if (last !== undefined && chosen !== undefined) {
        entries[entries.length - 1] = {
          ...last,
          shown: { kind: 'printed', text: chosen.number.value },
        };
      }
    },
    list: (field, { group, required, target, source, items, question, answer, suggested = false }) => {
      values[field] = items.map((item) => item.values);
      push(
        {
          field,
          group,
          required,
          shown: {
            kind: 'list',
            items: items.map(({ recordId, values: all, pieces = Object.values(all) }) => ({
              recordId,
              pieces: pieces.filter((piece) => piece !== ''),
            })),
          },
          source: items.length === 0 ? null : (source?.source ?? null),
          changedAt: items.length === 0 ? null : (source?.changedAt ?? null),
          suggested,
          target,
          control: question === undefined ? null : controlOf(question),
          question: question ?? null,
          answer: question === undefined ? null : [...(answer ?? items.map(({ recordId }) => recordId))],
        },
        items.length > 0,
      );
    },
    missing: (field, group, target) =>
      push(
        {
          field,
          group,
          required: true,
          shown: { kind: 'printed', text: '' },
          source: null,
          changedAt: null,
          suggested: false,
          target,
          control: null,
          question: null,
          answer: null,
        },
        false,
      ),
    require: (field) => {
      entries.forEach((entry, index) => {
        if (entry.field !== field) return;
        entries[index] = {
          ...entry,
          required: true,
          state: entry.state === 'empty' ? 'missing' : entry.state,
        };
      });
    },
    set: (field, value) => {
      values[field] = value;
    },
    answered: (name) => answers.get(name),
    chosen: (name) => snapshot.people.find(({ id }) => id === answers.get(name)),
    chosenEvent: (name) => snapshot.events.find(({ id }) => id === answers.get(name)),
    chosenExhibit: (name) => {
      const id = answers.get(name);
      return snapshot.exhibits.find((exhibit) => exhibit.id === id);
    },
    chosenRequirements: (name) => {
      const ids = given(name)?.value;
      return Array.isArray(ids) && ids.length > 0
        ? snapshot.openRequirements.filter(({ id }) => ids.includes(id))
        : undefined;
    },
    chosenExhibits: (name) => {
      const ids = given(name)?.value;
      return Array.isArray(ids) && ids.length > 0
        ? snapshot.exhibits.filter(({ id }) => ids.includes(id))
        : undefined;
    },
    first: (role) => snapshot.people.find((person) => person.role === role),
    chosenFacts: (name) => snapshot.facts.filter(({ id }) => isNamed(given(name)?.value, id)),
    chosenPeople: (name) => snapshot.people.filter(({ id }) => isNamed(given(name)?.value, id)),
    warn: (warning) => warnings.push(warning),
    refuse: (kind, target) => refusals.push({ kind, target }),
    warnings: () => warnings,
    refusals: () => refusals,
    proposed: (value) => ({ value, source: { kind: 'program', recordId: null }, changedAt: null }),
    entries: () => entries,
    values: () => ({ ...values, ...agreementOf(values) }),
  };
  return sheet;
}

function recordsControl(
  isOne: boolean,
  options: readonly { readonly id: string; readonly name: string; readonly elsewhere?: string[] }[],
): ReviewControl {
  return isOne
    ? { kind: 'record', options: options.map(({ id, name }) => ({ id, name })) }
    : {
        kind: 'records',
        options: options.map(({ elsewhere = [], ...option }) => ({ ...option, elsewhere })),
      };
}

function emptyValues(): Record<FieldName, FieldValue> {
  // Object.fromEntries forgets which keys it was given; they are exactly those of the list.
  return Object.fromEntries(
    Object.entries(fieldShapes).map(([name, shape]) => [
      name,
      shape === 'text' ? '' : shape === 'flag' ? false : [],
    ]),
  ) as Record<FieldName, FieldValue>;
}

function isTextField(name: string): name is FieldName {
  return Object.hasOwn(fieldShapes, name) && fieldShapes[name as FieldName] === 'text';
}

function isFlagField(name: string): name is FieldName {
  return Object.hasOwn(fieldShapes, name) && fieldShapes[name as FieldName] === 'flag';
}

function isNamed(value: AnswerValue | undefined, id: string): boolean {
  return Array.isArray(value) && value.includes(id);
}

function isEmptyAnswer(value: AnswerValue): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) ? value.length === 0 : !value;
}

function isKnownRecord(snapshot: FilingSnapshot, id: string): boolean {
  return (
    snapshot.people.some((person) => person.id === id) ||
    snapshot.exhibits.some((exhibit) => exhibit.id === id) ||
    snapshot.events.some((event) => event.id === id)
  );
}
