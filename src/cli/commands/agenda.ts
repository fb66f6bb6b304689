import { Option, type Command } from 'commander';
import type { AgendaEntry, AgendaFork } from '../../shared/deadlines/contract';
import { languages, type Language } from '../../shared/kernel/languages';
import type { CommandContext } from '../context';
import { CommandFailure } from '../failure';

interface ListOptions {
  readonly passphraseFile?: string;
  readonly advocate?: string;
  readonly language: Language;
}

interface CalendarOptions {
  readonly passphraseFile?: string;
  readonly advocate?: string;
  readonly out: string;
}

export function register(program: Command, context: CommandContext): void {
  const agenda = program.command('agenda').description('look at the open deadlines of all cases');

  context
    .takesVault(agenda.command('list'))
    .description('list open deadlines by the day to look at them; codes only, no names of clients')
    .option('--advocate <name>', 'only cases that this advocate follows')
    .addOption(new Option('--language <language>', 'language of the titles').choices(languages).default('en'))
    .addHelpText('after', '\nExample:\n  dossier agenda list ~/Documents/Office.dossier --json')
    .action(async (vault: string, { advocate, language, ...options }: ListOptions) => {
      const found = await context.withVault({ vault, ...options }, ({ call }) =>
        call('deadlines.agenda', { language }),
      );
      const entries = found.entries.filter(
        ({ advocateName }) => advocate === undefined || advocateName === advocate,
      );
      const forks = found.forks.filter(
        ({ advocateName }) => advocate === undefined || advocateName === advocate,
      );
      const lines = [...forks.map(forkToLine), ...entries.map(entryToLine)];
      context.print({
        text: lines.length === 0 ? 'No open deadline.' : lines.join('\n'),
        json: { today: found.today, entries, forks },
      });
    });

  context
    .takesVault(agenda.command('ics'))
    .description('write a calendar file with the code of each case and a neutral word, nothing else')
    .requiredOption('--out <file>', 'the file to write', context.path)
    .option('--advocate <name>', 'only cases that this advocate follows')
    .addHelpText('after', '\nExample:\n  dossier agenda ics ~/Documents/Office.dossier --out calendar.ics')
    .action(async (vault: string, { advocate, out, ...options }: CalendarOptions) => {
      const saved = await context.withVault({ vault, savePath: out, ...options }, ({ call }) =>
        call('deadlines.exportCalendar', { advocateName: advocate ?? null }),
      );
      if (saved.outcome === 'cancelled') throw new CommandFailure({ kind: 'dialogCancelled' });
      const { fileName, entries } = saved;
      context.print({
        text: `Wrote ${fileName} with ${entries} ${entries === 1 ? 'day' : 'days'}.`,
        json: { fileName, entries },
      });
    });
}

function forkToLine({ urgency, by, caseCode, id, title }: AgendaFork): string {
  return `${by ?? 'fork'.padEnd(10)}  ${urgency.padEnd(12)}  ${caseCode}  ${id}  ${title}`;
}

function entryToLine(entry: AgendaEntry): string {
  const { attentionOn, date, urgency, caseCode, ruleId, title, snooze } = entry;
  const rests = snooze?.rests === true ? ` (snoozed until ${snooze.until}: ${snooze.reason})` : '';
  const lastDay = date === attentionOn ? '' : `, last day ${date}`;
  return `${attentionOn}  ${urgency.padEnd(7)}  ${caseCode}  ${ruleId}  ${title}${lastDay}${rests}`;
}
