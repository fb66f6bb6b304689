import type { AnswerName } from './answers';
import type { FieldName } from './fields';
import type { ReviewGroup } from './schemas';
import type { Sheet } from './sheet';
import { asSentence } from './wording';

/** The shape of a field that prints a longer text: each line that was typed is a paragraph with a number of its own. */
export const paragraphs = ['paragraph'] as const;

export function addParagraphs(
  sheet: Sheet,
  name: AnswerName & FieldName,
  options: { readonly group: ReviewGroup; readonly required?: boolean },
): void {
  sheet.answer(name, { ...options, print: (text) => paragraphsOf(text).join('\n') });
  const text = sheet.answered(name);
  const typed = typeof text === 'string' ? paragraphsOf(text) : [];
  sheet.set(
    name,
    typed.map((paragraph) => ({ paragraph })),
  );
}

/** Lines that hold something, each ready to end. */
export function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(asSentence);
}
