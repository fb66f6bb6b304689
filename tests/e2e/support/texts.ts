import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { InterfaceLanguage } from '../../../src/shared/kernel/languages';

const folder = resolve(import.meta.dirname, '../../../resources/locales');

export type Messages = Readonly<Record<string, string>>;

/** All texts of the program in a language, by id. */
export function messagesIn(language: InterfaceLanguage): Messages {
  return Object.fromEntries(
    readdirSync(join(folder, language)).flatMap((file) =>
      // The catalogues are files of the project, and a unit test proves their shape.
      Object.entries(JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Messages),
    ),
  );
}
