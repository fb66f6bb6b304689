import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandFailure, UsageFailure } from './failure';

/** Where a passphrase comes from when no file is named. */
export interface PassphraseSource {
  /** Asks on the terminal without showing what is typed; null when there is no terminal to ask on. */
  readonly ask: (question: string) => Promise<string | null>;
  /** All of standard input. */
  readonly readStandardInput: () => string;
}

interface Places {
  readonly workingFolder: string;
  readonly passphrases: PassphraseSource;
}

/** From the first line of a file, or from the terminal. Never from an argument: those stand in every process list. */
export async function readPassphrase(places: Places, file: string | undefined): Promise<string> {
  if (file !== undefined) return readPassphraseFile(places, file);
  return askPassphrase(places.passphrases, 'Passphrase: ');
}

/** A passphrase to be set: asked twice on the terminal, once from a file. */
export async function readNewPassphrase(places: Places, file: string | undefined): Promise<string> {
  if (file !== undefined) return readPassphraseFile(places, file);
  const first = await askPassphrase(places.passphrases, 'New passphrase: ');
  const second = await askPassphrase(places.passphrases, 'The same again: ');
  if (first !== second) {
    throw new CommandFailure({ kind: 'passphrasesDiffer' }, 'The two passphrases are not the same.');
  }
  return first;
}

function readPassphraseFile(places: Places, file: string): string {
  let text: string;
  try {
    text =
      file === '-'
        ? places.passphrases.readStandardInput()
        : readFileSync(resolve(places.workingFolder, file), 'utf8');
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
    throw new CommandFailure(
      { kind: 'passphraseFileUnreadable' },
      `The passphrase file cannot be read (${code}).`,
    );
  }
  const passphrase = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
  if (passphrase === '') {
    throw new CommandFailure(
      { kind: 'passphraseFileEmpty' },
      'The first line of the passphrase file is empty.',
    );
  }
  return passphrase;
}

async function askPassphrase(source: PassphraseSource, question: string): Promise<string> {
  const answer = await source.ask(question);
  if (answer === null) {
    throw new UsageFailure(
      'There is no terminal to ask for the passphrase. Name a file with --passphrase-file.',
    );
  }
  if (answer === '') throw new UsageFailure('The passphrase is empty.');
  return answer;
}

/** Asks on a terminal with the echo off, so that neither the screen nor a recording of it shows the passphrase. */
export function terminalPassphrases(
  input: NodeJS.ReadStream,
  prompt: (text: string) => void,
): PassphraseSource {
  return {
    ask: (question) => (input.isTTY ? askHidden(input, prompt, question) : Promise.resolve(null)),
    readStandardInput: () => readFileSync(0, 'utf8'),
  };
}

function askHidden(
  input: NodeJS.ReadStream,
  prompt: (text: string) => void,
  question: string,
): Promise<string> {
  prompt(question);
  input.setEncoding('utf8');
  input.setRawMode(true);
  input.resume();
  return new Promise((resolveAnswer, reject) => {
    let typed: readonly string[] = [];

    function end(): void {
      input.setRawMode(false);
      input.pause();
      input.off('data', take);
      prompt('\n');
    }

    function take(text: string): void {
      for (const sign of text) {
        if (sign === '\r' || sign === '\n') {
          end();
          resolveAnswer(typed.join(''));
          return;
        }
        // Control-C and Control-D; in raw mode the terminal does not act on them itself.
        if (sign === '\u0003' || sign === '\u0004') {
          end();
          reject(new UsageFailure('Cancelled.'));
          return;
        }
        // Backspace and Control-U.
        if (sign === '\u007f' || sign === '\b') typed = typed.slice(0, -1);
        else if (sign === '\u0015') typed = [];
        else if (sign >= ' ') typed = [...typed, sign];
      }
    }

    input.on('data', take);
  });
}
