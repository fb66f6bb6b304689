import PostalMime, { addressParser, type Address, type Email } from 'postal-mime';
import { readMailDate } from '../../shared/conversations/mail-headers';
import { withoutDirectionMarks } from '../../shared/conversations/marks';
import type {
  ConversationFailure,
  MailDetails,
  NotUnderstood,
  ReadConversation,
  ReadMessage,
} from '../../shared/conversations/report';
import { zoneOfOffsets } from '../../shared/conversations/written-time';
import { err, ok, type Result } from '../../shared/kernel/result';
import { htmlToText } from '../../shared/conversations/html-to-text';

export interface MailReading {
  readonly message: Omit<ReadMessage, 'position'>;
  readonly details: Omit<MailDetails, 'position'>;
}

/** One mail as one message. */
export async function readEml(
  bytes: Uint8Array,
  name: string,
): Promise<Result<ReadConversation, ConversationFailure>> {
  const read = await readMail(bytes);
  return read === null ? err({ kind: 'mailBroken', name }) : ok(conversationOfMails('eml', [read], []));
}

/** Mails one behind the other, each begun by a line `From `. */
export async function readMbox(bytes: Uint8Array): Promise<ReadConversation> {
  const mails: (MailReading | null)[] = [];
  const notUnderstood: NotUnderstood[] = [];
  for (const [index, mail] of splitMbox(bytes).entries()) {
    const read = await readMail(mail);
    mails.push(read);
    if (read === null) {
      const text = Buffer.from(mail.subarray(0, 2000)).toString('utf8');
      notUnderstood.push({ position: index + 1, text, reason: 'incomplete' });
    }
  }
  return conversationOfMails('mbox', mails, notUnderstood);
}

/** @param mails in the order of the file; null for one that was not understood */
export function conversationOfMails(
  profile: 'eml' | 'mbox' | 'msg',
  mails: readonly (MailReading | null)[],
  notUnderstood: readonly NotUnderstood[],
): ReadConversation {
  const read = mails.flatMap((mail, index) => (mail === null ? [] : [{ ...mail, position: index + 1 }]));
  return {
    profile,
    messages: read.map(({ message, position }) => ({ ...message, position })),
    notices: [],
    notUnderstood,
    lookalikes: [],
    readings: [],
    lines: {
      unit: 'record',
      total: mails.length,
      messages: read.length,
      continuation: 0,
      notices: 0,
      notUnderstood: notUnderstood.length,
    },
    zone: zoneOfOffsets(read.map(({ message }) => message.offset)),
    warnings: [],
    mails: read.map(({ details, position }) => ({ ...details, position })),
  };
}

/** Null for what is no mail: without a sender, or without a date that can be read. */
async function readMail(bytes: Uint8Array): Promise<MailReading | null> {
  let mail: Email;
  try {
    // A mail inside a mail stays an attachment: its words are not those of this sender.
    mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    // The parser refuses what is nested or long beyond reason; the caller names the mail as not understood.
    return null;
  }
  const dateHeader = mail.headers.find(({ key }) => key === 'date')?.value ?? null;
  const date = dateHeader === null ? null : readMailDate(dateHeader);
  if (date === null || mail.from === undefined) return null;
  const inside = mail.attachments.filter(({ mimeType }) => mimeType === 'message/rfc822');
  const subjects = await Promise.all(inside.map(({ content }) => subjectOf(content)));
  return {
    message: {
      at: date.at,
      sender: addressText(mail.from),
      text: withoutDirectionMarks(bodyOf(mail)),
      attachments: mail.attachments.map(
        ({ filename, mimeType }) =>
          filename ?? (mimeType === 'message/rfc822' ? 'message.eml' : `without a name (${mimeType})`),
      ),
      offset: date.offset,
      forwardedFrom: null,
      chat: null,
    },
    details: {
      subject: mail.subject ?? '',
      to: (mail.to ?? []).map(addressText),
      cc: (mail.cc ?? []).map(addressText),
      dateHeader,
      messageId: mail.messageId ?? null,
      mailsInside: subjects,
    },
  };
}

/** Of headers that Outlook keeps beside a message. */
export function datesAndSenders(headers: string): {
  readonly dateHeader: string | null;
  readonly from: string | null;
} {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ');
  const valueOf = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(unfolded)?.[1]?.trim() ?? null;
  const from = valueOf('From');
  const [address] = from === null ? [] : addressParser(from);
  return { dateHeader: valueOf('Date'), from: address === undefined ? null : addressText(address) };
}

function addressText({ name, address }: Address): string {
  if (address === undefined || address === '') return withoutDirectionMarks(name);
  return withoutDirectionMarks(name === '' ? address : `${name} <${address}>`);
}

function bodyOf({ text, html }: Email): string {
  const body = text !== undefined && text.trim() !== '' ? text : html === undefined ? '' : htmlToText(html);
  return body.replace(/\r\n/g, '\n').trimEnd();
}

async function subjectOf(content: ArrayBuffer | Uint8Array | string): Promise<string> {
  try {
    return (await PostalMime.parse(content, { forceRfc822Attachments: true })).subject ?? '';
  } catch {
    // Its file is kept whole; only its subject cannot be told.
    return '';
  }
}

/**
 * The mails of an mbox. What stands before the first line `From ` is one too, or is told as not understood. `>From ` at the
 * beginning of a line of a mail stands for `From `.
 */
function splitMbox(bytes: Uint8Array): readonly Uint8Array[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts: number[] = [];
  for (
    let at = whole.subarray(0, 5).toString('latin1') === 'From ' ? 0 : whole.indexOf('\nFrom ');
    at >= 0;
    at = whole.indexOf('\nFrom ', at + 1)
  ) {
    const start = whole[at] === 0x0a ? at + 1 : at;
    // A new mail stands behind an empty line; in the middle of one the word is only a word.
    const before = whole.subarray(Math.max(0, start - 4), start).toString('latin1');
    const isApart = start === 0 || /\n\r?\n$/.test(before);
    if (isApart && beginsWithHeader(whole, start)) starts.push(start);
  }
  const mails = starts.map((start, index) => {
    const mail = whole.subarray(start, starts[index + 1] ?? whole.length);
    const lineEnd = mail.indexOf('\n');
    return lineEnd < 0 ? mail.subarray(mail.length) : mail.subarray(lineEnd + 1);
  });
  const lead = whole.subarray(0, starts[0] ?? whole.length);
  const hasLead = lead.toString('latin1').trim() !== '';
  return (hasLead ? [lead, ...mails] : mails).map((body) =>
    body.indexOf('\n>') < 0
      ? body
      : Buffer.from(body.toString('latin1').replace(/\n>(>*From )/g, '\n$1'), 'latin1'),
  );
}

/** Whether a header stands in the line after this one: a sentence that begins with the word is no new mail. */
function beginsWithHeader(whole: Buffer, start: number): boolean {
  const lineEnd = whole.indexOf('\n', start);
  const next = lineEnd < 0 ? '' : whole.subarray(lineEnd + 1, lineEnd + 80).toString('latin1');
  return /^(?:[!-9;-~]+:|>From )/.test(next);
}
