import { originalTraces, type CleanForm, type OriginalTrace } from '../../../shared/evidence/traces';

/** What a file says beside what it shows. */
export interface Said {
  readonly traces: readonly OriginalTrace[];
  /** Names, titles and remarks, to be looked through like any other words. */
  readonly words: readonly string[];
}

export interface Look extends Said {
  readonly form: CleanForm;
  /** The copy; null unless the form is `copy`. */
  readonly bare: Uint8Array | null;
}

export interface Gathering {
  readonly add: (trace: OriginalTrace, words?: string) => void;
  readonly addWords: (words: string) => void;
  readonly said: () => Said;
}

/** Of one value; what is longer is no name and no title. */
const longestWords = 4000;

/** Gathers what is found, each trace once, in the order of `originalTraces`. */
export function gather(): Gathering {
  const traces = new Set<OriginalTrace>();
  const words = new Set<string>();
  const addWords = (text: string): void => {
    const plain = text.replaceAll('\0', ' ').trim().slice(0, longestWords);
    if (plain !== '') words.add(plain);
  };
  return {
    add: (trace, text = '') => {
      traces.add(trace);
      addWords(text);
    },
    addWords,
    said: () => ({ traces: originalTraces.filter((trace) => traces.has(trace)), words: [...words] }),
  };
}

/** A copy that was made is told by its bytes: where they are others and nobody knows why, there was something of no known kind. */
export function lookOf(said: Said, received: Uint8Array, bare: Uint8Array | null): Look {
  if (bare === null) return { ...said, form: 'asReceived', bare: null };
  const isSame = bare.byteLength === received.byteLength && Buffer.compare(bare, received) === 0;
  if (isSame) return { ...said, form: 'same', bare: null };
  return { ...said, traces: said.traces.length === 0 ? ['otherData'] : said.traces, form: 'copy', bare };
}
