import { Option, type Command } from 'commander';
import { reportOnFile } from '../../core/conversations/summarize';
import type { ConversationReport } from '../../shared/conversations/conversation-report';
import { dateOrders, type DateOrder } from '../../shared/conversations/report';
import { isKnownZone } from '../../shared/conversations/wall-clock';
import type { CommandContext } from '../context';
import { describeReport, failureSentence, warningSentence } from '../conversation-sentences';
import { CommandFailure, UsageFailure } from '../failure';

interface ReportOptions {
  readonly chat?: string;
  readonly order?: DateOrder;
  readonly zone?: string;
}

export function register(program: Command, context: CommandContext): void {
  const command = program
    .command('import')
    .description('look at what somebody brought, or bring a whole case into a vault');

  context
    .takesVault(command.command('case'))
    .description('bring in a case from a folder that `export` wrote, whole or not at all')
    .argument('<folder>', 'folder of the case, with case.json in it')
    .addHelpText(
      'after',
      '\nExample:\n  dossier import case ~/Documents/Office.dossier /media/stick/BR-2026-014_2026-11-27',
    )
    .action(async (vault: string, folder: string, options: { readonly passphraseFile?: string }) => {
      const imported = await context.withVault({ vault, folderPath: folder, ...options }, ({ call }) =>
        call('cases.importOpen', {}),
      );
      const { code, rows, originals } = imported;
      context.print({
        text: `Brought in ${code} with ${rows} rows and ${originals} originals`,
        json: imported,
      });
    });

  command
    .command('report')
    .description('read a chat or mails and say how they were read; needs no vault and changes nothing')
    .argument(
      '<file>',
      'export of WhatsApp, Telegram, Signal, SMS Backup & Restore, Facebook or Instagram; .eml, .mbox, .msg; .csv',
    )
    .option('--chat <name>', 'the one chat to read, of a file that holds several')
    .addOption(
      new Option('--order <order>', 'order of day, month and year, where you know it').choices(dateOrders),
    )
    .option(
      '--zone <zone>',
      'zone of the telephone, e.g. Europe/Brussels: says which hours its clock never showed',
    )
    .addHelpText(
      'after',
      [
        '',
        'Every line of the file is in the report: as the first line of a message, as its continuation, as a notice of the',
        'program that made the export, or as not understood.',
        '',
        'Examples:',
        '  dossier import report _chat.txt',
        '  dossier import report chat.zip --order dayMonthYear --json',
      ].join('\n'),
    )
    .action(async (file: string, { chat, order, zone }: ReportOptions) => {
      if (zone !== undefined && !isKnownZone(zone)) {
        throw new UsageFailure(`There is no zone ${zone}. A zone is named like Europe/Brussels.`);
      }
      const path = context.path(file);
      const read = await reportOnFile({ path }, { chat, order, zone }, new Date(context.deps.clock.now()));
      if (!read.ok) throw new CommandFailure(read.error, failureSentence(read.error));
      const { report, file: about } = read.value;
      context.print({ text: describeReport(report, about), json: reportToJson(report, about) });
    });
}

/** What other programs read. Adding to it is allowed, changing it is not. */
function reportToJson(report: ConversationReport, file: object): unknown {
  const { zone, warnings, messages } = report;
  return {
    profile: report.profile,
    file,
    messages: messages.map(({ attachments, offset, forwardedFrom, chat, position, ...message }) => ({
      at: message.at,
      sender: message.sender,
      text: message.text,
      attachment: attachments[0] ?? null,
      ...(attachments.length > 1 ? { attachments } : {}),
      ...(offset === null ? {} : { offset }),
      ...(forwardedFrom === null ? {} : { forwardedFrom }),
      ...(chat === null ? {} : { chat }),
      position,
    })),
    notices: report.notices,
    notUnderstood: report.notUnderstood,
    lookalikes: report.lookalikes,
    readings: report.readings,
    ambiguous: warnings.some(({ kind }) => kind === 'dateAmbiguous'),
    lines: report.lines,
    zone: zone.kind === 'utc' ? 'UTC' : zone.kind === 'written' ? onlyOffset(zone.offsets) : null,
    offsets: zone.kind === 'written' ? zone.offsets : [],
    first: report.first,
    last: report.last,
    senders: report.senders,
    gaps: report.gaps,
    attachmentsNamed: report.attachmentsNamed,
    attachmentsMissing: report.attachmentsMissing,
    mails: report.mails,
    warnings: warnings.map((warning) => ({ ...warning, sentence: warningSentence(warning) })),
  };
}

/** The distance to UTC that all messages have; null where they differ. */
function onlyOffset(offsets: readonly { readonly offset: string | null }[]): string | null {
  const [first] = offsets;
  return offsets.length === 1 ? (first?.offset ?? null) : null;
}
