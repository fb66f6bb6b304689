import { readFileSync, statSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { z } from 'zod';
import { answerValueSchema } from '../../shared/filings/answers';
import { filingKindSchema, languagesOf, type FilingKind } from '../../shared/filings/kinds';
import { languages, languageSchema, type Language } from '../../shared/kernel/languages';
import { offeredKinds } from '../../shared/filings/registry';
import type { CommandContext } from '../context';
import { CommandFailure, UsageFailure } from '../failure';
import { leavingInput, takesLeaving, type LeavingOptions } from '../departure-reason';
import { findCase } from '../find-case';

interface GenerateOptions extends LeavingOptions {
  readonly passphraseFile?: string;
  readonly case: string;
  readonly filing?: FilingKind;
  readonly all: boolean;
  readonly language?: Language;
  readonly out: string;
  readonly answers?: string;
}

const answersSchema = z.record(z.string(), answerValueSchema);

export function register(program: Command, context: CommandContext): void {
  const filing = program.command('filing').description('make filings from the cases of a vault');

  takesLeaving(context.takesVault(filing.command('generate')))
    .description('make a filing, keep it in the vault and write it to a file')
    .requiredOption('--case <code>', 'code of the case, e.g. BR-2026-014')
    .option('--filing <kind>', `one of ${offeredKinds.join(', ')}`, readKind)
    .option('--all', 'every filing of the case that nothing is missing for; the others are listed', false)
    .option(
      '--language <language>',
      `one of ${languages.join(', ')}; with --all that of the case when left out`,
      readLanguage,
    )
    .requiredOption(
      '--out <place>',
      'Word file to write, or with --all the folder; nothing in it is encrypted',
    )
    .option('--answers <file>', 'JSON file with answers to the questions of the review screen, by field')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  dossier filing generate ~/Documents/Office.dossier --case BR-2026-014 --filing F7 --language fr --out F7.docx',
        '  dossier filing generate ~/Documents/Office.dossier --case BR-2026-014 --all --out ./filings',
      ].join('\n'),
    )
    .action(async (vault: string, options: GenerateOptions) => {
      if (options.all) return generateAll(vault, options, context);
      const { filing: filingKind, language } = options;
      if (filingKind === undefined || language === undefined) {
        throw new UsageFailure('Name one filing with --filing and --language, or take --all.');
      }
      if (!languagesOf(filingKind).includes(language)) {
        throw new UsageFailure(
          `The language of ${filingKind} is one of ${languagesOf(filingKind).join(', ')}.`,
        );
      }
      const answers = options.answers === undefined ? null : readAnswers(context.path(options.answers));
      const made = await context.withVault({ ...options, vault, savePath: options.out }, async (core) => {
        const caseId = await findCase(core, options.case);
        const draft = { caseId, filingKind, language };
        if (answers !== null) await core.call('filings.answer', { ...draft, answers });
        const review = await core.call('filings.review', draft);
        const missing = review.entries.filter(({ state }) => state === 'missing');
        if (missing.length > 0) {
          const failure = {
            kind: 'valuesMissing',
            missing: missing.map(({ field, target }) => ({ field, target })),
          };
          const lines = missing.map(({ field, target }) => `  ${field} (${target.screen})`);
          throw new CommandFailure(
            failure,
            ['Nothing was made, because these values are missing:', ...lines].join('\n'),
          );
        }
        const summary = await core.call('filings.generate', draft);
        const saved = await core.call('filings.saveAs', {
          filingId: summary.id,
          form: 'word',
          dialogTitle: '',
          ...leavingInput(options),
        });
        if (saved.outcome !== 'saved') throw new CommandFailure({ kind: 'dialogCancelled' });
        return { summary, fileName: saved.fileName, warnings: review.warnings.map(({ kind }) => kind) };
      });
      for (const warning of made.warnings) context.note(`To check: ${warning}`);
      const { id, sha256, sizeBytes, version } = made.summary;
      context.print({
        text: `Made ${made.fileName} (${filingKind}, ${language}, version ${version}).`,
        json: { filingId: id, fileName: made.fileName, version, sha256, sizeBytes, warnings: made.warnings },
      });
    });
}

/** Ends with 0 when at least one filing was made: that values are missing for others is the ordinary case. */
async function generateAll(vault: string, options: GenerateOptions, context: CommandContext): Promise<void> {
  if (options.filing !== undefined || options.answers !== undefined) {
    throw new UsageFailure('With --all no single filing is named, and answers are those kept in the vault.');
  }
  if (!statSync(context.path(options.out), { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageFailure('With --all, --out is a folder that is there already.');
  }
  const outcome = await context.withVault({ ...options, vault, saveFolder: options.out }, async (core) => {
    const caseId = await findCase(core, options.case);
    const { offered } = await core.call('filings.list', { caseId });
    const made: { filing: FilingKind; language: Language; fileName: string; version: number }[] = [];
    const notMade: { filing: FilingKind; missing: string[]; refusals: string[] }[] = [];
    for (const { filingKind, preferredLanguage, languages: ofKind } of offered) {
      const language = options.language ?? preferredLanguage;
      if (!ofKind.includes(language)) {
        notMade.push({ filing: filingKind, missing: [], refusals: ['noTemplateInLanguage'] });
        continue;
      }
      const draft = { caseId, filingKind, language };
      const review = await core.call('filings.review', draft);
      if (!review.canGenerate) {
        notMade.push({
          filing: filingKind,
          missing: review.entries.filter(({ state }) => state === 'missing').map(({ field }) => field),
          refusals: review.refusals.map(({ kind }) => kind),
        });
        continue;
      }
      const { id, version } = await core.call('filings.generate', draft);
      const saved = await core.call('filings.saveAs', {
        filingId: id,
        form: 'word',
        dialogTitle: '',
        ...leavingInput(options),
      });
      if (saved.outcome !== 'saved') throw new CommandFailure({ kind: 'dialogCancelled' });
      made.push({ filing: filingKind, language, fileName: saved.fileName, version });
    }
    return { made, notMade };
  });
  context.print({
    text: [
      ...outcome.made.map(({ filing, fileName }) => `${filing.padEnd(4)}${fileName}`),
      ...outcome.notMade.map(
        ({ filing, missing, refusals }) =>
          `${filing.padEnd(4)}not made: ${[...(missing.length === 0 ? [] : [`missing ${missing.join(', ')}`]), ...refusals].join('; ')}`,
      ),
    ].join('\n'),
    json: outcome,
  });
  if (outcome.made.length === 0) {
    throw new CommandFailure({ kind: 'nothingMade' }, 'No filing was made: something is missing for each.');
  }
}

function readAnswers(path: string): z.infer<typeof answersSchema> {
  const parsed = answersSchema.safeParse(readJson(path));
  if (!parsed.success)
    throw new UsageFailure('The file of answers must hold a JSON object of answers by field.');
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageFailure('The file of answers cannot be read, or is no JSON.');
  }
}

function readKind(value: string): FilingKind {
  const kind = filingKindSchema.safeParse(value.toUpperCase());
  if (kind.success && offeredKinds.includes(kind.data)) return kind.data;
  throw new InvalidArgumentError(`It is one of ${offeredKinds.join(', ')}.`);
}

function readLanguage(value: string): Language {
  const language = languageSchema.safeParse(value.toLowerCase());
  if (language.success) return language.data;
  throw new InvalidArgumentError(`It is one of ${languages.join(', ')}.`);
}
