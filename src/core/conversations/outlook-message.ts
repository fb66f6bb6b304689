import MsgReaderModule from '@kenjiuno/msgreader';
import { z } from 'zod';
import { readMailDate } from '../../shared/conversations/mail-headers';
import { withoutDirectionMarks } from '../../shared/conversations/marks';
import type { ConversationFailure, ReadConversation } from '../../shared/conversations/report';
import { timeOfInstant } from '../../shared/conversations/written-time';
import { err, ok, type Result } from '../../shared/kernel/result';
import { isSoundCompoundFile } from './compound-file';
import { htmlToText } from '../../shared/conversations/html-to-text';
import { conversationOfMails, datesAndSenders } from './mails';

// A CommonJS package: bundlers and Node hand over its default export with one layer more or less.
const MsgReader =
  'default' in MsgReaderModule
    ? (MsgReaderModule as unknown as { readonly default: typeof MsgReaderModule }).default
    : MsgReaderModule;

/** What the reader makes of a damaged file can be of any type, whatever its own types say. */
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const fieldsSchema = z.object({
  dataType: text,
  headers: text,
  internetCodepage: number,
  messageCodepage: number,
  clientSubmitTime: text,
  messageDeliveryTime: text,
  creationTime: text,
  senderName: text,
  senderSmtpAddress: text,
  senderEmail: text,
  subject: text,
  messageId: text,
  body: text,
  bodyHtml: text,
  html: z.instanceof(Uint8Array).optional().catch(undefined),
  compressedRtf: z.instanceof(Uint8Array).optional().catch(undefined),
  recipients: z.array(z.object({ name: text, email: text, smtpAddress: text, recipType: text })).catch([]),
  attachments: z
    .array(
      z.object({
        fileName: text,
        fileNameShort: text,
        name: text,
        innerMsgContent: z.boolean().optional().catch(undefined),
        innerMsgContentFields: z.object({ subject: text }).optional().catch(undefined),
      }),
    )
    .catch([]),
});
type MessageFields = z.infer<typeof fieldsSchema>;

/** Names of Windows code pages in which Outlook writes text that is not Unicode. */
const encodingByCodePage: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  20866: 'koi8-r',
  28591: 'iso-8859-1',
  28592: 'iso-8859-2',
  28595: 'iso-8859-5',
  28596: 'iso-8859-6',
  65001: 'utf-8',
};

/** One message of Outlook. */
export function readOutlookMessage(
  bytes: Buffer,
  name: string,
): Result<ReadConversation, ConversationFailure> {
  if (!isSoundCompoundFile(bytes)) return err({ kind: 'msgBroken', name });
  let fields: MessageFields;
  let encoding: string;
  try {
    // What is not Unicode can be read only once the code page is known, and that stands in the message.
    const { internetCodepage, messageCodepage } = parse(bytes, undefined);
    encoding = encodingOf(messageCodepage ?? internetCodepage);
    fields = parse(bytes, encoding);
  } catch {
    // The reader throws on any damage; which one it was says nothing to a person.
    return err({ kind: 'msgBroken', name });
  }
  if (fields.dataType !== 'msg') return err({ kind: 'msgBroken', name });
  const header = datesAndSenders(fields.headers ?? '');
  const written = header.dateHeader === null ? null : readMailDate(header.dateHeader);
  // Without the headers of its journey a message has only the moment it was handed in, in UTC.
  const submitted = timeOfInstant(
    Date.parse(fields.clientSubmitTime ?? fields.messageDeliveryTime ?? fields.creationTime ?? ''),
  );
  const at = written?.at ?? submitted;
  if (at === null) return err({ kind: 'msgBroken', name });
  const recipients = (type: string) =>
    fields.recipients
      .filter(({ recipType }) => (recipType ?? 'to') === type)
      .map((recipient) => person(recipient.name, recipient.smtpAddress ?? recipient.email));
  const inner = fields.attachments.filter(({ innerMsgContent }) => innerMsgContent === true);
  const body = withoutDirectionMarks(bodyOf(fields, encoding));
  const conversation = conversationOfMails(
    'msg',
    [
      {
        message: {
          at,
          sender:
            person(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail) || (header.from ?? ''),
          text: body,
          attachments: fields.attachments.map(({ fileName, fileNameShort, name: title, innerMsgContent }) =>
            innerMsgContent === true
              ? `${title ?? 'message'}.msg`
              : (fileName ?? fileNameShort ?? title ?? 'without a name'),
          ),
          // Without the header the moment is one of UTC.
          offset: written === null ? '+00:00' : written.offset,
          forwardedFrom: null,
          chat: null,
        },
        details: {
          subject: fields.subject ?? '',
          to: recipients('to'),
          cc: recipients('cc'),
          dateHeader: header.dateHeader,
          messageId: fields.messageId ?? null,
          mailsInside: inner.map(
            ({ innerMsgContentFields, name: title }) => innerMsgContentFields?.subject ?? title ?? '',
          ),
        },
      },
    ],
    [],
  );
  const isRichOnly = body === '' && fields.compressedRtf !== undefined;
  return ok(isRichOnly ? { ...conversation, warnings: [{ kind: 'richTextOnly', count: 1 }] } : conversation);
}

function parse(bytes: Uint8Array, ansiEncoding: string | undefined): MessageFields {
  // The reader takes all memory behind the bytes, which may hold other things than the file.
  const reader = new MsgReader(new Uint8Array(bytes).buffer);
  if (ansiEncoding !== undefined) reader.parserConfig = { ansiEncoding };
  return fieldsSchema.parse(reader.getFileData());
}

function encodingOf(codePage: number | undefined): string {
  if (codePage === undefined) return 'windows-1252';
  return (
    encodingByCodePage[codePage] ??
    (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252')
  );
}

function person(name: string | undefined, address: string | undefined): string {
  const mail = address?.includes('@') === true ? address : '';
  const shown = withoutDirectionMarks(name ?? '');
  if (mail === '' || mail === shown) return shown === '' ? mail : shown;
  return shown === '' ? mail : `${shown} <${mail}>`;
}

function bodyOf({ body, bodyHtml, html, internetCodepage }: MessageFields, encoding: string): string {
  if (body !== undefined && body.trim() !== '') return body.replace(/\r\n/g, '\n').trimEnd();
  if (bodyHtml !== undefined) return htmlToText(bodyHtml);
  if (html === undefined) return '';
  const label = internetCodepage === undefined ? encoding : encodingOf(internetCodepage);
  return htmlToText(new TextDecoder(label).decode(html));
}
