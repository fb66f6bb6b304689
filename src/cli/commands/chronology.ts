import { InvalidArgumentError, type Command } from 'commander';
import { citedSources, type CitedSources } from '../../shared/chronology/contract';
import { languages, languageSchema, type Language } from '../../shared/kernel/languages';
import type { CommandContext } from '../context';
import { leavingInput, takesLeaving, type LeavingOptions } from '../departure-reason';
import { findCase } from '../find-case';

interface ChronologyOptions extends LeavingOptions {
  readonly passphraseFile?: string;
  readonly case: string;
  readonly language: Language;
  readonly sources: CitedSources;
  readonly out: string;
}

export function register(program: Command, context: CommandContext): void {
  takesLeaving(context.takesVault(program.command('chronology')))
    .description('write the facts of a case, in the order of their dates, to a Word file')
    .requiredOption('--case <code>', 'code of the case, e.g. BR-2026-014')
    .requiredOption('--language <language>', `one of ${languages.join(', ')}`, readLanguage)
    .option(
      '--sources <which>',
      `what the footnotes name: ${citedSources.join(', ')}`,
      readSources,
      'exhibits',
    )
    .requiredOption('--out <file>', 'Word file to write; nothing in it is encrypted')
    .addHelpText(
      'after',
      '\nExample:\n  dossier chronology ~/Documents/Office.dossier --case BR-2026-014 --language fr --out chronology.docx',
    )
    .action(async (vault: string, { out, language, sources, ...options }: ChronologyOptions) => {
      const { facts, uncited, fileName } = await context.withVault(
        { vault, savePath: out, ...options },
        async (core) => {
          const caseId = await findCase(core, options.case);
          const choice = { language, filter: {}, sources, withSourceKind: false, withConfidence: false };
          const look = await core.call('timeline.lookAtChronology', { caseId, choice });
          const saved = await core.call('timeline.saveChronology', {
            caseId,
            choice,
            ...leavingInput(options),
          });
          return { ...look, ...saved };
        },
      );
      context.print({
        text: `Wrote ${facts} facts to ${fileName}`,
        json: { path: context.path(out), facts, uncited },
      });
    });
}

function readLanguage(value: string): Language {
  const language = languageSchema.safeParse(value.toLowerCase());
  if (language.success) return language.data;
  throw new InvalidArgumentError(`It is one of ${languages.join(', ')}.`);
}

function readSources(value: string): CitedSources {
  const found = citedSources.find((each) => each === value);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`It is one of ${citedSources.join(', ')}.`);
}
