import type { z } from 'zod';
import type { AppContract, ChannelName } from '../contract';
import type { ExportKind } from './export-kinds';

type Leaving<Name extends ChannelName> =
  ExportKind | ((input: z.output<AppContract[Name]['input']>) => ExportKind);

/**
 * What leaves a vault by which channel. The router looks here before it asks a handler, so that what an organisation does
 * not allow is refused in core, whoever asks. A test finds handlers that write outside of a vault and are not listed.
 */
const leavingByChannel: { readonly [Name in ChannelName]?: Leaving<Name> } = {
  'filings.saveAs': ({ form }) => form,
  'timeline.saveChronology': 'word',
  'conversations.saveTranscript': 'word',
  'exhibits.saveCustodyAnnex': 'word',
  'exhibits.makeBundle': 'pdf',
  'exhibits.saveDossier': 'exhibitFolder',
  'evidence.saveCopy': 'originals',
  'cases.exportOpen': 'openExport',
  'packages.create': 'casePackage',
  'travel.leaveBehind': 'casePackage',
  'deadlines.exportCalendar': 'calendar',
  'deadlines.printCalendar': 'print',
  'procedures.printCoverage': 'print',
  'audit.export': 'log',
  'recovery.savePdf': 'recoverySheet',
  'recovery.print': 'print',
};

/**
 * @param input what the channel's own schema has parsed
 * @returns null when nothing leaves
 */
export function leavingBy(channel: string, input: unknown): ExportKind | null {
  if (!Object.hasOwn(leavingByChannel, channel)) return null;
  // Each function is of the channel it stands beside, and the router has parsed the input by that channel's schema.
  const leaving = leavingByChannel[channel as ChannelName] as
    ExportKind | ((parsed: unknown) => ExportKind) | undefined;
  return typeof leaving === 'function' ? leaving(input) : (leaving ?? null);
}

/** Every channel by which something leaves. */
export const leavingChannels: readonly string[] = Object.keys(leavingByChannel);
