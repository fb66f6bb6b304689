import { Check } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import {
  codePrefix,
  groupCount,
  groupLength,
  readGroup,
  splitIntoGroups,
} from '../../../shared/recovery/code';
import { isWords, readWords } from '../../../shared/recovery/words';
import { classNames } from '../../lib/class-names';
import { useText, type Text } from '../../lib/text';
import { Button } from '../../ui/button';
import styles from './sheet-entry.module.css';
import { groupsOfWords, WordsEntry } from './words-entry';

/** What is typed from one paper: a text for each group, empty until it is typed. */
export type TypedGroups = readonly string[];

/** So few words in the field of one group are no slip of the finger. */
const fewestPastedWords = 4;

export const noGroups: TypedGroups = Array.from({ length: groupCount }, () => '');

/** The groups of a paper, to be typed as they are printed. Each is checked as soon as it is whole; a paste fills all. */
export function SheetEntry(props: {
  readonly legend: string;
  readonly value: TypedGroups;
  readonly onChange: (value: TypedGroups) => void;
  readonly autoFocus?: boolean;
}) {
  const text = useText();
  // Null while the characters are typed and not the words.
  const [words, setWords] = useState<string | null>(null);
  const numbers = Array.from({ length: groupCount }, (_, index) => index + 1);

  function takeWords(typed: string): void {
    setWords(typed);
    props.onChange(groupsOfWords(typed) ?? noGroups);
  }

  return (
    <div className={styles.either}>
      {words === null ? (
        <GroupFields
          {...props}
          numbers={numbers}
          hint={text('recovery.entry.hint')}
          paste="wholePaper"
          onWords={takeWords}
        />
      ) : (
        <WordsEntry legend={props.legend} value={words} onChange={takeWords} />
      )}
      <div>
        <Button
          size="small"
          onPress={() => {
            if (words === null) takeWords('');
            else setWords(null);
          }}
        >
          {text(words === null ? 'recovery.words.instead' : 'recovery.entry.instead')}
        </Button>
      </div>
    </div>
  );
}

/** Fields for groups of these numbers, in their order. */
export function GroupFields(props: {
  readonly legend: string;
  readonly hint?: string;
  /** Numbers of the groups on the paper, from 1. */
  readonly numbers: readonly number[];
  readonly value: TypedGroups;
  readonly onChange: (value: TypedGroups) => void;
  /** `wholePaper`: more characters than a group has run over into the next fields. */
  readonly paste?: 'wholePaper';
  /** Takes the words of a paper that were pasted in place of its characters. */
  readonly onWords?: (typed: string) => void;
  readonly autoFocus?: boolean;
}) {
  const text = useText();
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const faults = props.numbers.flatMap((number, index) => {
    const sentence = faultOf(props.value[index] ?? '', number, text);
    return sentence === null ? [] : [{ number, sentence }];
  });

  const focus = (index: number) => {
    list.current?.querySelectorAll('input')[Math.min(index, props.numbers.length - 1)]?.focus();
  };

  function take(index: number, typed: string): void {
    if (props.onWords !== undefined && readWords(typed).words.length >= fewestPastedWords && isWords(typed)) {
      props.onWords(typed);
      return;
    }
    const groups = props.paste === 'wholePaper' && !isBeingRead(typed) ? splitIntoGroups(typed) : [];
    // One sign too many in a group is a slip to be shown; two whole groups are a paste.
    if (groups[1]?.length === groupLength) {
      // A whole code stands for all fields, wherever it was pasted.
      const start = groups.length >= groupCount ? 0 : index;
      props.onChange(props.numbers.map((_, place) => groups[place - start] ?? props.value[place] ?? ''));
      focus(start + groups.length);
      return;
    }
    props.onChange(props.numbers.map((_, place) => (place === index ? typed : (props.value[place] ?? ''))));
    const number = props.numbers[index] ?? 0;
    const before = props.value[index] ?? '';
    const isNew = readGroup(before, number).kind !== 'right' && readGroup(typed, number).kind === 'right';
    if (isNew && !isBeingRead(typed) && index + 1 < props.numbers.length) focus(index + 1);
  }

  return (
    <fieldset className={styles.entry} aria-describedby={`${id}-state`}>
      <legend className={styles.legend}>{props.legend}</legend>
      {props.hint !== undefined && <p className={styles.hint}>{props.hint}</p>}
      <ol ref={list} className={styles.groups}>
        {props.numbers.map((number, index) => {
          const typed = props.value[index] ?? '';
          const isRight = readGroup(typed, number).kind === 'right';
          const isWrong = faults.some((fault) => fault.number === number);
          return (
            <li key={number} className={styles.group}>
              <span className={styles.number} aria-hidden="true">
                {number}
              </span>
              <input
                aria-label={text('recovery.entry.group', { number })}
                className={classNames(styles.control, isWrong && styles.wrong)}
                value={typed}
                // Room for a slip, none for a novel; a paste is taken before this counts.
                size={groupLength}
                dir="ltr"
                autoComplete="off"
                autoCorrect="off"
                autoCapitalize="characters"
                spellCheck={false}
                aria-invalid={isWrong}
                // The first of fourteen fields that are the whole dialog.
                // oxlint-disable-next-line jsx-a11y/no-autofocus
                autoFocus={props.autoFocus === true && index === 0}
                onChange={(event) => take(index, event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Backspace' || typed !== '' || index === 0) return;
                  event.preventDefault();
                  focus(index - 1);
                }}
              />
              {isRight && <Check className={styles.right} aria-hidden="true" />}
            </li>
          );
        })}
      </ol>
      <p
        id={`${id}-state`}
        className={classNames(styles.state, faults.length > 0 && styles.fault)}
        role="status"
      >
        {faults[0]?.sentence ?? progressOf(props.numbers, props.value, text)}
      </p>
    </fieldset>
  );
}

/** Whether every group of these numbers is as it can stand on a paper. */
export function allRight(numbers: readonly number[], value: TypedGroups): boolean {
  return numbers.every((number, index) => readGroup(value[index] ?? '', number).kind === 'right');
}

/** A QR reader types its code sign by sign into the field that has the focus: until the last one, it stays there. */
function isBeingRead(typed: string): boolean {
  const text = typed.trim().toUpperCase();
  if (text === '') return false;
  if (codePrefix.startsWith(text)) return text.length > groupLength;
  return text.startsWith(codePrefix) && text.length < codePrefix.length + groupCount * groupLength;
}

function progressOf(numbers: readonly number[], value: TypedGroups, text: Text): string {
  const right = numbers.filter((number, index) => readGroup(value[index] ?? '', number).kind === 'right');
  if (right.length === 0) return '';
  return text('recovery.entry.progress', { right: right.length, all: numbers.length });
}

/** Null while a group is being typed, and when it is right. */
function faultOf(typed: string, number: number, text: Text): string | null {
  if (isBeingRead(typed)) return null;
  const reading = readGroup(typed, number);
  switch (reading.kind) {
    case 'empty':
    case 'tooShort':
    case 'right':
      return null;
    case 'tooLong':
      return text('recovery.entry.tooLong', { number, length: groupLength });
    case 'foreignCharacter':
      return text('recovery.entry.foreign', { number, character: reading.character });
    case 'wrong':
      return text('recovery.entry.wrong', { number });
  }
}
