import type { Command } from 'commander';
import type { SearchGroup, SearchResult } from '../../shared/search/contract';
import type { CommandContext } from '../context';
import { UsageFailure } from '../failure';
import { findCase } from '../find-case';

interface SearchOptions {
  readonly passphraseFile?: string;
  readonly case?: string;
  readonly names?: boolean;
  readonly sensitive?: boolean;
}

export function register(program: Command, context: CommandContext): void {
  context
    .takesVault(program.command('search'))
    .argument('<words>', 'what to look for; put a phrase in quotes')
    .description('look for words in every record of a vault; codes only, no names')
    .option('--case <code>', 'only in this case, e.g. BR-2026-014')
    .option('--names', 'also names, and the pieces of text that hold them')
    .option('--sensitive', 'also the text of sensitive passages')
    .addHelpText(
      'after',
      '\nExamples:\n  dossier search ~/Documents/Office.dossier passport\n  dossier search ~/Documents/Office.dossier \'"took my passport"\' --case BR-2026-014 --json',
    )
    .action(async (vault: string, words: string, options: SearchOptions) => {
      const found = await context.withVault({ vault, ...options }, async (core) => {
        const filter = options.case === undefined ? {} : { caseId: await findCase(core, options.case) };
        return await core.call('search.find', { text: words, filter, withNames: options.names ?? false });
      });
      if (!found.wasSearched) throw new UsageFailure('Give at least two letters to look for.');
      if (!found.isIndexWhole) {
        context.note(
          'The search index is not whole; run `vault rebuild-search`. Something may be missing here.',
        );
      }
      const groups = options.sensitive === true ? found.groups : found.groups.map(withoutSensitive);
      const shown = groups.reduce((sum, { results }) => sum + results.length, 0);
      const lines = groups.flatMap(({ caseCode, results }) => [caseCode, ...results.map(resultLine)]);
      const number = `${found.isMore ? 'more than ' : ''}${found.total}`;
      const rest = found.total > shown ? [`${shown} of ${number}. Add a word or --case.`] : [];
      context.print({
        text: lines.length === 0 ? 'Nothing found.' : [...lines, ...rest].join('\n'),
        json: { ...found, groups },
      });
    });
}

function withoutSensitive(group: SearchGroup): SearchGroup {
  return {
    ...group,
    results: group.results.map((result) => (isSensitive(result) ? { ...result, snippet: null } : result)),
  };
}

function isSensitive(result: SearchResult): boolean {
  return result.kind === 'interview' && result.part.kind === 'paragraph' && result.part.sensitive;
}

function resultLine(result: SearchResult): string {
  return `  ${[result.kind, labelOf(result), result.snippet?.text ?? '']
    .filter((part) => part !== '')
    .join('  ')}`;
}

function labelOf(result: SearchResult): string {
  switch (result.kind) {
    case 'case':
      return '';
    case 'person':
      return [`${result.role} ${result.roleNumber}`, result.name ?? ''].join(' ').trim();
    case 'interview':
      return `${result.heldOn} ${result.title}${isSensitive(result) ? ' (sensitive)' : ''}`;
    case 'fact':
      return result.date?.text ?? '';
    case 'exhibit':
      return `no. ${result.number}`;
    case 'message':
      return `${result.at.replace('T', ' ')} ${result.title}`;
    case 'answers':
      return `${result.filingKind} ${result.language}`;
    case 'filing':
      return `${result.filingKind} ${result.language} ${result.generatedAt.slice(0, 10)}`;
    case 'draft':
      return `${result.filingKind} ${result.language} ${result.savedAt.slice(0, 10)}`;
  }
}
