import type { ConversationReport } from '../shared/conversations/conversation-report';
import type {
  ChatCalendar,
  ConversationFailure,
  ConversationProfile,
  ConversationWarning,
  DateOrder,
  DateOrderReading,
  NotUnderstoodReason,
  ZoneKnowledge,
} from '../shared/conversations/report';

const profileNames: Readonly<Record<ConversationProfile, string>> = {
  whatsappIos: 'WhatsApp on an iPhone',
  whatsappAndroid: 'WhatsApp on Android',
  telegram: 'Telegram (JSON)',
  signal: 'Signal (JSONL)',
  smsBackup: 'SMS Backup & Restore (XML)',
  facebook: 'Facebook (JSON)',
  instagram: 'Instagram (JSON)',
  eml: 'one mail (.eml)',
  mbox: 'a box of mails (.mbox)',
  msg: 'one mail of Outlook (.msg)',
  csv: 'a table (.csv)',
};
const orderNames: Readonly<Record<DateOrder, string>> = {
  dayMonthYear: 'day, month, year',
  monthDayYear: 'month, day, year',
  yearMonthDay: 'year, month, day',
};
const calendarNames: Readonly<Record<ChatCalendar, string>> = {
  gregorian: 'Gregorian',
  buddhist: 'Buddhist',
  persian: 'Persian',
  hijri: 'Hijri (Umm al-Qura)',
};
const reasonNames: Readonly<Record<NotUnderstoodReason, string>> = {
  beforeFirstMessage: 'stands before the first message',
  timeImpossible: 'its day or hour does not exist in this reading',
  belongsToNotUnderstood: 'belongs to a line that was not understood',
  incomplete: 'has no time or no sender',
  broken: 'is broken',
};
const shown = 10;

/** The report for people, sober and in full sentences. */
export function describeReport(
  report: ConversationReport,
  { name, sha256 }: { readonly name: string; readonly sha256: string },
): string {
  const { lines } = report;
  const unit = lines.unit === 'line' ? 'lines' : 'records';
  return [
    `${name}: ${profileNames[report.profile]}`,
    `SHA-256 ${sha256}`,
    '',
    `${lines.total} ${unit} = ${lines.messages} that begin a message + ${lines.continuation} that go on with one + ${lines.notices} notices + ${lines.notUnderstood} not understood`,
    ...(report.first === null || report.last === null
      ? ['No message.']
      : [`From ${plain(report.first)} to ${plain(report.last)}. ${zoneSentence(report.zone)}`]),
    ...section('Senders', report.senders, (sender) => `${sender.name}: ${sender.messages}`),
    ...section('How the dates can be read', report.readings, readingSentence),
    ...section('To know before this is used', report.warnings, warningSentence),
    ...section(
      'Silences of a week or more',
      report.gaps,
      ({ from, to, days }) => `${days} days: ${plain(from)} to ${plain(to)}`,
    ),
    ...section('Attachments that are not there', report.attachmentsMissing, (each) => each),
    ...section(
      'Not understood',
      report.notUnderstood,
      ({ position, text, reason }) => `${position}: ${clipped(text)} (${reasonNames[reason]})`,
    ),
    ...section(
      'Left in the message they stand in, although they look like messages',
      report.lookalikes,
      ({ position, text }) => `${position}: ${clipped(text)}`,
    ),
  ].join('\n');
}

function section<Entry>(
  title: string,
  entries: readonly Entry[],
  sentence: (entry: Entry) => string,
): readonly string[] {
  if (entries.length === 0) return [];
  const more = entries.length - shown;
  return [
    '',
    `${title}:`,
    ...entries.slice(0, shown).map((entry) => `  ${sentence(entry)}`),
    ...(more > 0 ? [`  and ${more} more; --json shows all`] : []),
  ];
}

function readingSentence(reading: DateOrderReading): string {
  const { order, calendar, chosen, contradictedBy, impossibleDates, outOfOrder, contradictingLines } =
    reading;
  const proof =
    contradictedBy === 0
      ? 'nothing speaks against it'
      : `against it: ${many(impossibleDates, 'day that does', 'days that do')} not exist, ${outOfOrder} out of the order of time (lines ${contradictingLines.join(', ')})`;
  const span = reading.first === null ? '' : `, ${reading.first} to ${reading.last ?? ''}`;
  return `${chosen ? 'taken: ' : 'or: '}${orderNames[order]}, ${calendarNames[calendar]}${span}; ${proof}`;
}

function zoneSentence(zone: ZoneKnowledge): string {
  switch (zone.kind) {
    case 'unknown':
      return 'As the clock of the telephone showed it; the file does not say of which zone.';
    case 'utc':
      return 'The file counts in UTC; what the clock on the wall showed is not in it.';
    case 'written':
      return `As the clock showed it, with its distance to UTC: ${zone.offsets
        .map(({ offset, messages }) => `${offset ?? 'not said'} (${messages})`)
        .join(', ')}.`;
  }
}

function plain(at: string): string {
  return at.replace('T', ' ');
}

function clipped(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

export function warningSentence(warning: ConversationWarning): string {
  switch (warning.kind) {
    case 'dateAmbiguous':
      return `Nothing in the file says whether a date is ${warning.possible.map((order) => orderNames[order]).join(' or ')}. It was read as ${orderNames[warning.proposed]}, as most telephones write it: ask whose telephone it was, or say --order.`;
    case 'likelyTruncated':
      return `The export probably ends at WhatsApp’s limit of ${warning.limit} messages: what is older is missing without a word.`;
    case 'outOfOrder':
      return `${many(warning.count, 'message is', 'messages are')} a little earlier than the one before (lines ${warning.lines.join(', ')}): a late message, or the clock was changed.`;
    case 'lookalikes':
      return `${many(warning.count, 'line looks', 'lines look')} like the beginning of a message, in another form or out of the order of time. They were left in the message they stand in: somebody may have quoted them.`;
    case 'senderUncertain':
      return `A colon stands in a name: the sender may be “${warning.chosen}”, which was taken, or “${warning.other}”.`;
    case 'attachmentsMissing':
      return `${many(warning.count, 'attachment is', 'attachments are')} named and not there.`;
    case 'attachmentsNotBeside':
      return `${many(warning.count, 'attachment is', 'attachments are')} named; none of them came with the text.`;
    case 'mediaOmitted':
      return `${many(warning.count, 'message', 'messages')} had a picture, a recording or a file that was left out of the export.`;
    case 'invalidBytes':
      return `${many(warning.count, 'line holds', 'lines hold')} bytes that are no text (lines ${warning.lines.join(', ')}). They are shown as \ufffd.`;
    case 'encodingAssumed':
      return `The file is no UTF-8 and was read as ${warning.encoding}.`;
    case 'mojibakeRepaired':
      return `${many(warning.count, 'text', 'texts')} had each letter written as the bytes of its code, as this export does, and was put right.`;
    case 'mojibakeSuspected':
      return `${many(warning.count, 'text looks', 'texts look')} as if its letters had been spoilt by a program before it came here (“Ã©” for “é”). Left as it is: export once more, without passing it through a spreadsheet or an editor.`;
    case 'loneSurrogates':
      return `${many(warning.count, 'half of a character has', 'halves of characters have')} no other half, shown as \ufffd.`;
    case 'extensionMisleads':
      return `The name ends in ${warning.extension === '' ? 'nothing' : warning.extension}, which does not fit what is inside. It was read by what is inside.`;
    case 'reordered':
      return 'The file does not go from the oldest to the newest; the messages are shown in the order of time.';
    case 'partsMissing':
      return `Parts of the chat are missing: ${warning.names.join(', ')}.`;
    case 'otherContent':
      return `${many(warning.count, 'message holds', 'messages hold')} something that is neither text nor a file, e.g. a sticker, a poll, a call.`;
    case 'richTextOnly':
      return 'The text of this mail is kept only as rich text of Outlook, which is not read. Save it as .eml.';
    case 'severalChats':
      return `The file holds ${warning.chats.length} chats, and all of them are here: ${warning.chats.slice(0, shown).join(', ')}${warning.chats.length > shown ? ', …' : ''}. Say --chat for one.`;
    case 'notSent':
      return `${many(warning.count, 'message was', 'messages were')} never sent (records ${warning.lines.join(', ')}): drafts, or sending failed.`;
    case 'cellsBeyondColumns':
      return `${many(warning.count, 'row has', 'rows have')} more cells than the table has columns (records ${warning.lines.join(', ')}). What was too much was put at the end of the text.`;
    case 'inFuture':
      return `${many(warning.count, 'message is', 'messages are')} later than today: a wrong clock, or a wrong reading of the dates.`;
    case 'twelveHoursUnmarked':
      return `No hour of ${many(warning.count, 'line', 'lines')} is above 12, and none says which half of the day it is in.`;
    case 'notInZone':
      return `${many(warning.count, 'time', 'times')} never stood on a clock in ${warning.zone} (lines ${warning.lines.join(', ')}), when it was put forward: the zone or the reading is wrong.`;
    case 'twiceInZone':
      return `${many(warning.count, 'time', 'times')} stood on a clock in ${warning.zone} twice (lines ${warning.lines.join(', ')}), when it was put back: which of the two is not known.`;
  }
}

function many(count: number, one: string, other: string): string {
  return `${count} ${count === 1 ? one : other}`;
}

export function failureSentence(failure: ConversationFailure): string {
  switch (failure.kind) {
    case 'fileMissing':
      return 'There is no file at this path.';
    case 'notAFile':
      return `${failure.name} is a folder. Give the file of the chat inside it.`;
    case 'fileUnreadable':
      return `The file cannot be read (${failure.code}). Copy it to this computer first.`;
    case 'fileEmpty':
      return `${failure.name} is empty. Copy it once more from where it came from.`;
    case 'fileTooLarge':
      return `${failure.name} is larger than ${failure.limitMb} MB of text, which is more than any chat. Export one chat alone.`;
    case 'notAConversation':
      return `${failure.name} is no chat and no mail: by its content it is ${failure.found}.`;
    case 'formatUnknown':
      return `${failure.name} is no export that is known: of WhatsApp, Telegram (JSON), Signal, SMS Backup & Restore, Facebook or Instagram (JSON), a mail, or a table with columns for time, sender and text.`;
    case 'htmlExport':
      return `${failure.name} is a web page. Export once more and choose JSON (“machine-readable”).`;
    case 'notText':
      return `${failure.name} is no text, whatever its name says.`;
    case 'jsonBroken':
      return failure.cutOff
        ? `${failure.name} ends in the middle. Copy or export it once more.`
        : `${failure.name} is broken${failure.line === null ? '' : ` at line ${failure.line}`}: no JSON.`;
    case 'xmlBroken':
      return failure.cutOff
        ? `${failure.name} ends in the middle, at line ${failure.line}. Copy or export it once more.`
        : `${failure.name} is broken at line ${failure.line}, or no backup of SMS Backup & Restore.`;
    case 'xmlDoctype':
      return `${failure.name} declares a document type at line ${failure.line}, which no backup of messages does and which can be an attack. It was not read.`;
    case 'csvBroken':
      return `The table ${failure.name} is broken at line ${failure.line}: a quotation mark is missing or too many.`;
    case 'csvColumns':
      return `The first line of ${failure.name} must name the columns; missing: ${failure.missing.join(', ')}.`;
    case 'mailBroken':
      return `${failure.name} is no whole mail: it has no sender, or no date that can be read.`;
    case 'msgBroken':
      return `${failure.name} is no whole message of Outlook. Copy it once more, or save it as .eml.`;
    case 'zipBroken':
      return `The archive ${failure.name} is damaged or ends too early. Copy it once more.`;
    case 'zipEncrypted':
      return `The archive ${failure.name} asks for a password. Unpack it first, in a safe place.`;
    case 'zipNameUnsafe':
      return `The archive ${failure.name} holds the name ${failure.entry}, which would write outside its folder. No export does that, and it was not read.`;
    case 'zipBomb':
      return `The archive ${failure.name} is made to fill a disk (${failure.entry}). It was not unpacked.`;
    case 'zipTooManyEntries':
      return `The archive ${failure.name} holds more than ${failure.limit} files. Export one chat alone.`;
    case 'noChatInside':
      return `There is no chat in the archive ${failure.name}.`;
    case 'severalChats':
      return `The archive holds several chats. Say which with --chat: ${failure.chats.slice(0, shown).join(', ')}${failure.chats.length > shown ? `, and ${failure.chats.length - shown} more` : ''}.`;
    case 'chatMissing':
      return `There is no chat ${failure.chat} in the file. It holds: ${failure.chats.slice(0, shown).join(', ')}.`;
    case 'readingImpossible':
      return `The dates cannot be read as ${orderNames[failure.order]}: none of the file is in that order.`;
  }
}
