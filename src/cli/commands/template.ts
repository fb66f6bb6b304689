import type { Command } from 'commander';
import { foreignDocumentLimits } from '../../core/documents/dangers';
import { tryTemplate } from '../../core/filings/try-template';
import { readAtMost } from '../../core/templates/read-at-most';
import type { TemplateProblem } from '../../shared/filings/schemas';
import type { CommandContext } from '../context';
import { dangerSentence } from '../danger-sentence';
import { CommandFailure } from '../failure';

export function register(program: Command, context: CommandContext): void {
  program
    .command('template')
    .description('templates of filings, made in Word or LibreOffice')
    .command('check')
    .description('say whether a file can be a template, and of each mistake where it is and how to mend it')
    .argument('<file>', 'Word file with tags')
    .addHelpText(
      'after',
      '\nNeeds no vault and changes nothing. Every field is filled in by its own name, so that the text can be read.\n\nExample:\n  dossier template check letter.docx --json',
    )
    .action((file: string) => {
      const tried = tryTemplate(readTemplateFile(context.path(file)));
      if (!tried.ok) {
        const { error } = tried;
        const sentence =
          error.kind === 'templateBroken'
            ? [`${error.problems.length} mistakes:`, ...error.problems.map(describeProblem)].join('\n')
            : error.kind === 'templateRefused'
              ? `This file is refused: ${dangerSentence(error)}`
              : 'There is no such template.';
        throw new CommandFailure(error, sentence);
      }
      const { tags, fields, leftBehind, text } = tried.value;
      const kinds = [...new Set(leftBehind.map(({ kind }) => kind))];
      context.print({
        text: [
          `It can be a template: ${tags} tags, ${fields.length} fields.`,
          ...(kinds.length === 0 ? [] : [`Not in any filing made from it: ${kinds.join(', ')}.`]),
          '',
          text,
        ].join('\n'),
        json: { tags, fields, leftBehind, text },
      });
    });
}

function readTemplateFile(path: string): Buffer {
  const bytes = readAtMost(path, foreignDocumentLimits.fileBytes);
  if (bytes !== null) return bytes;
  throw new CommandFailure({ kind: 'fileNotRead' }, 'There is no file at this path that can be read.');
}

/** What is wrong by the name of the cause; the program has a sentence for each in the user's language. */
const mends: Readonly<Record<TemplateProblem['cause'], string>> = {
  tagNotClosed: 'put a closing brace right after the name',
  tagNotOpened: 'take the brace away, or put an opening one before the name',
  nameNotAllowed: 'use letters, digits, dots and underscores only',
  fieldUnknown: 'choose a name from the list of fields',
  fieldIsList: 'begin the repeated part with it and end it after a slash',
  fieldIsFlag: 'put the words to print between it and its end',
  fieldBelongsToList: 'put it inside its list',
  sectionNotClosed: 'add the same name after a slash where the part ends',
  sectionNotOpened: 'take it away, or begin the part',
  sectionsCross: 'end the inner part first',
  fieldEmpty: 'put the sentence into a part that asks for the field',
  signsAdded: 'take away the quotes, spaces, apostrophes or second braces around the name',
  sectionLeavesTable: 'begin and end it in the same table',
  listInsideItself: 'take the inner one away',
  documentTooLong: 'end a list before the next one begins',
  notFillable: 'save the file again in Word or LibreOffice',
  moreProblems: 'mend the others first: there are more from here on',
};

function describeProblem({ part, paragraph, excerpt, cause, tag, suggestion }: TemplateProblem): string {
  const meant = suggestion === null ? '' : ` ({${suggestion}})`;
  return `  ${part}, paragraph ${paragraph}: {${tag}} ${cause}; ${mends[cause]}${meant}\n    ${excerpt}`;
}
