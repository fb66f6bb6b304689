import { InvalidArgumentError, type Command } from 'commander';
import type { CaseGlimpse } from '../../shared/cases/schemas';
import { casesPageSize } from '../../shared/cases/contract';
import type { CommandContext, OpenCore } from '../context';

interface ListOptions {
  readonly passphraseFile?: string;
  readonly state: 'open' | 'closed' | 'all';
}

export function register(program: Command, context: CommandContext): void {
  const cases = program.command('case').description('look at the cases of a vault');

  context
    .takesVault(cases.command('list'))
    .description('list cases by their next deadline; codes only, no names')
    .option('--state <state>', 'open, closed or all', readState, 'open')
    .addHelpText(
      'after',
      '\nExamples:\n  dossier case list ~/Documents/Office.dossier\n  dossier case list ~/Documents/Office.dossier --state all --json',
    )
    .action(async (folder: string, { state, ...options }: ListOptions) => {
      const found = await context.withVault({ vault: folder, ...options }, (core) => listAll(core, state));
      context.print({ text: found.length === 0 ? 'No case.' : table(found), json: { cases: found } });
    });
}

async function listAll({ call }: OpenCore, state: ListOptions['state']): Promise<readonly CaseGlimpse[]> {
  const found: CaseGlimpse[] = [];
  for (let page = 0; ; page += 1) {
    const { cases, total } = await call('cases.list', { state, page });
    found.push(...cases);
    if (cases.length < casesPageSize || found.length >= total) return found;
  }
}

function readState(value: string): ListOptions['state'] {
  if (value === 'open' || value === 'closed' || value === 'all') return value;
  throw new InvalidArgumentError('It is one of open, closed and all.');
}

function table(cases: readonly CaseGlimpse[]): string {
  const lines = cases.map((found) => [
    found.code,
    found.phase?.shortName.en ?? '-',
    found.nextDeadline?.date ?? '-',
    found.closedOn === null ? '' : `closed ${found.closedOn}`,
  ]);
  return columns([['CODE', 'PHASE', 'NEXT DEADLINE', ''], ...lines]);
}

function columns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, index) =>
    Math.max(...lines.map((line) => (line[index] ?? '').length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
