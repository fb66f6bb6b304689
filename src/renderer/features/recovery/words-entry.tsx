import { useId } from 'react';
import { readPaper, readWords, similarWord, wordCount, wordsToGroups } from '../../../shared/recovery/words';
import { classNames } from '../../lib/class-names';
import { useText, type Text } from '../../lib/text';
import { TextArea } from '../../ui/field';
import styles from './sheet-entry.module.css';

/** The words of a paper in one field, checked as they are typed. */
export function WordsEntry(props: {
  readonly legend: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}) {
  const text = useText();
  const id = useId();
  const state = stateOf(props.value, text);
  return (
    <fieldset className={styles.entry} aria-describedby={`${id}-state`}>
      <legend className={styles.legend}>{props.legend}</legend>
      <TextArea
        label={text('recovery.words.field')}
        spelling={false}
        hint={text('recovery.words.hint')}
        value={props.value}
        onChange={props.onChange}
        rows={5}
        maxLength={1000}
        autoFocus
      />
      <p id={`${id}-state`} className={classNames(styles.state, state.isFault && styles.fault)} role="status">
        {state.sentence}
      </p>
    </fieldset>
  );
}

/** The groups that these words stand for; null while they are not all there, or do not fit together. */
export function groupsOfWords(typed: string): readonly string[] | null {
  if (!readPaper(typed).ok) return null;
  const groups = wordsToGroups(typed);
  return groups.ok ? groups.value : null;
}

function stateOf(typed: string, text: Text): { readonly sentence: string; readonly isFault: boolean } {
  const { words, language } = readWords(typed);
  const isWriting = /\p{L}$/u.test(typed);
  const unknown = words.findIndex(
    ({ value }, index) => value === null && !(isWriting && index === words.length - 1),
  );
  if (unknown !== -1) {
    const wrong = words[unknown]?.typed ?? '';
    const similar = similarWord(wrong, language);
    const values = { word: unknown + 1, typed: wrong };
    return {
      isFault: true,
      sentence:
        similar === null
          ? text('recovery.words.unknown', values)
          : text('recovery.words.similar', { ...values, similar }),
    };
  }
  if (words.length > wordCount) {
    return { isFault: true, sentence: text('recovery.words.tooMany', { words: words.length }) };
  }
  if (words.length < wordCount || words.some(({ value }) => value === null)) {
    return {
      isFault: false,
      sentence: words.length === 0 ? '' : text('recovery.words.progress', { words: words.length }),
    };
  }
  const read = readPaper(typed);
  if (read.ok) return { isFault: false, sentence: text('recovery.words.right') };
  return {
    isFault: true,
    sentence: text(read.error.kind === 'codeNewer' ? 'recovery.failure.codeNewer' : 'recovery.words.wrong', {
      paper: 0,
    }),
  };
}
