import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { z } from 'zod';
import { answerValueSchema } from '../../shared/filings/answers';
import {
  filingKindSchema,
  filingLanguages,
  filingLanguageSchema,
  type FilingKind,
  type FilingLanguage,
} from '../../shared/filings/kinds';
import { offeredKinds } from '../../shared/filings/registry';
import type { CommandContext } from '../context';
import { CommandFailure, UsageFailure } from '../failure';
import { findCase } from '../find-case';

interface GenerateOptions {
  readonly passphraseFile?: string;
  readonly case: string;
  readonly filing: FilingKind;
  readonly language: FilingLanguage;
  readonly out: string;
  readonly answers?: string;
}

const answersSchema = z.record(z.string(), answerValueSchema);

export function register(program: Command, context: CommandContext): void {
  const filing = program.command('filing').description('make filings from the cases of a vault');

  context
    .takesVault(filing.command('generate'))
    .description('make a filing, keep it in the vault and write it to a file')
    .requiredOption('--case <code>', 'code of the case, e.g. BR-2026-014')
    .requiredOption('--filing <kind>', `one of ${offeredKinds.join(', ')}`, readKind)
    .requiredOption('--language <language>', `one of ${filingLanguages.join(', ')}`, readLanguage)
    .requiredOption('--out <file>', 'Word file to write; it is not encrypted')
    .option('--answers <file>', 'JSON file with answers to the questions of the review screen, by field')
    .addHelpText(
      'after',
      '\nExample:\n  dossier filing generate ~/Documents/Office.dossier --case BR-2026-014 --filing F7 --language fr --out F7.docx',
    )
    .action(async (vault: string, options: GenerateOptions) => {
      const answers = options.answers === undefined ? null : readAnswers(context.path(options.answers));
      const made = await context.withVault({ ...options, vault, savePath: options.out }, async (core) => {
        const caseId = await findCase(core, options.case);
        const draft = { caseId, filingKind: options.filing, language: options.language };
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
        const saved = await core.call('filings.saveAs', { filingId: summary.id, dialogTitle: '' });
        if (saved.outcome === 'cancelled') throw new CommandFailure({ kind: 'dialogCancelled' });
        return { summary, fileName: saved.fileName, warnings: review.warnings.map(({ kind }) => kind) };
      });
      for (const warning of made.warnings) context.note(`To check: ${warning}`);
      const { id, sha256, sizeBytes, version } = made.summary;
      context.print({
        text: `Made ${made.fileName} (${options.filing}, ${options.language}, version ${version}).`,
        json: { filingId: id, fileName: made.fileName, version, sha256, sizeBytes, warnings: made.warnings },
      });
    });
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

function readLanguage(value: string): FilingLanguage {
  const language = filingLanguageSchema.safeParse(value.toLowerCase());
  if (language.success) return language.data;
  throw new InvalidArgumentError(`It is one of ${filingLanguages.join(', ')}.`);
}
