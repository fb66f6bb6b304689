import { diffArrays } from 'diff';
import { compareWords, type WordRun } from '../interviews/compare';

/** A paragraph of one version. */
export interface VersionParagraph {
  readonly id: string;
  readonly text: string;
}

/** A paragraph of two versions, in the order of the newer one with what was taken out where it stood. */
export interface ComparedParagraph {
  readonly id: string;
  readonly change: 'same' | 'removed' | 'added' | 'changed';
  readonly words: readonly WordRun[];
}

/** Compares two versions of a draft word by word. Paragraphs are told by their ids. */
export function compareVersions(
  older: readonly VersionParagraph[],
  newer: readonly VersionParagraph[],
): readonly ComparedParagraph[] {
  const before = new Map(older.map((paragraph) => [paragraph.id, paragraph.text]));
  const after = new Map(newer.map((paragraph) => [paragraph.id, paragraph.text]));
  const compared: ComparedParagraph[] = [];
  const runs = diffArrays(
    older.map(({ id }) => id),
    newer.map(({ id }) => id),
  );
  for (const { value, removed } of runs) {
    for (const id of value) {
      const old = before.get(id);
      const fresh = after.get(id);
      if (removed) {
        // One that changed its place is told where it stands now.
        if (fresh === undefined) compared.push({ id, change: 'removed', words: wordsOf('removed', old) });
      } else if (fresh !== undefined) {
        compared.push(
          old === undefined
            ? { id, change: 'added', words: wordsOf('added', fresh) }
            : old === fresh
              ? { id, change: 'same', words: wordsOf('same', fresh) }
              : { id, change: 'changed', words: compareWords(old, fresh) },
        );
      }
    }
  }
  return compared;
}

function wordsOf(change: WordRun['change'], text: string | undefined): readonly WordRun[] {
  return text === undefined || text === '' ? [] : [{ change, text }];
}
