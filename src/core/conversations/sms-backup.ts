import { isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import { withoutDirectionMarks } from '../../shared/conversations/marks';
import type {
  ConversationFailure,
  NotUnderstood,
  ReadConversation,
  ReadMessage,
} from '../../shared/conversations/report';
import { ownerOfPhone } from '../../shared/conversations/signal';
import { inOrderOfTime, timeOfInstant } from '../../shared/conversations/written-time';
import { err, ok, type Result } from '../../shared/kernel/result';
import { invalidLines } from './text-file';

const chunkBytes = 1 << 20;
/** `From` in the address list of a multimedia message. Source: PduHeaders of Android. */
const fromAddress = '137';
/** What Android writes in place of the owner's own number. */
const ownToken = 'insert-address-token';
/** Boxes of Android, the same number for both kinds: received, and those that never left the phone. */
const received = '1';
const unsentBoxes = new Set(['3', '4', '5', '6']);

interface SentText {
  readonly body: string;
  readonly files: readonly string[];
  readonly box: string;
  /** Number of whom it came from. */
  readonly author: string;
}

interface OpenMms {
  readonly attributes: Readonly<Record<string, string>>;
  readonly texts: string[];
  readonly files: string[];
  from: string;
}

/**
 * Reads the XML of SMS Backup & Restore, piece by piece. A document type is refused, since it can make a small file grow
 * without end. Emoji written as two halves are joined first; a half that stands alone cannot be shown and is counted.
 */
export function readSmsBackup(bytes: Buffer, name: string): Result<ReadConversation, ConversationFailure> {
  const messages: ReadMessage[] = [];
  const notUnderstood: NotUnderstood[] = [];
  let failure: ConversationFailure | null = null;
  let position = 0;
  let depth = 0;
  let hasRoot = false;
  let lone = 0;
  let open: OpenMms | null = null;
  const notSent: number[] = [];
  const namesByAddress = new Map<string, string>();
  const groupAuthors: { readonly message: number; readonly address: string }[] = [];
  const parser = new SaxesParser();

  parser.on('doctype', () => {
    failure ??= { kind: 'xmlDoctype', name, line: parser.line };
  });
  parser.on('error', () => {
    failure ??= { kind: 'xmlBroken', name, line: parser.line, cutOff: false };
  });
  parser.on('opentag', ({ name: tag, attributes }) => {
    depth += 1;
    if (depth === 1) hasRoot = tag === 'smses';
    if (tag === 'sms') {
      const author = attributes['address'] ?? '';
      add(attributes, { body: attributes['body'] ?? '', files: [], box: attributes['type'] ?? '', author });
    }
    if (tag === 'mms') open = { attributes, texts: [], files: [], from: '' };
    else if (tag === 'part' && open !== null) addPart(open, attributes);
    else if (tag === 'addr' && open !== null && attributes['type'] === fromAddress) {
      open.from = attributes['address'] ?? '';
    }
  });
  parser.on('closetag', ({ name: tag }) => {
    depth -= 1;
    if (tag !== 'mms' || open === null) return;
    const { attributes, texts, files, from } = open;
    const author = from === '' || from === ownToken ? (attributes['address'] ?? '') : from;
    add(attributes, { body: texts.join('\n'), files, box: attributes['msg_box'] ?? '', author });
    open = null;
  });

  function add(attributes: Readonly<Record<string, string>>, { body, files, box, author }: SentText): void {
    position += 1;
    const at = timeOfInstant(Number(attributes['date']));
    // A group is written as all its numbers with `~` between, and one name for all of them.
    const address = attributes['address'] ?? '';
    const isGroup = address.includes('~') || numberKey(author) !== numberKey(address);
    const contact = knownName(attributes['contact_name']);
    if (contact !== null && !isGroup && address !== '') namesByAddress.set(numberKey(address), contact);
    const other = isGroup ? author : (contact ?? address);
    if (at === null || other === '' || box === '') {
      notUnderstood.push({ position, text: JSON.stringify({ ...attributes, body }), reason: 'incomplete' });
      return;
    }
    if (unsentBoxes.has(box)) notSent.push(position);
    if (isGroup && box === received) groupAuthors.push({ message: messages.length, address: author });
    messages.push({
      at,
      sender: box === received ? withoutDirectionMarks(other).trim() : ownerOfPhone,
      text: body === 'null' ? '' : withoutDirectionMarks(body),
      attachments: files,
      offset: '+00:00',
      forwardedFrom: null,
      chat: null,
      position,
    });
  }

  const decoder = new TextDecoder('utf-8');
  let held = '';
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    if (failure !== null) break;
    const isLast = at + chunkBytes >= bytes.length;
    const text = held + decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: !isLast });
    // Two halves of an emoji may lie on both sides of the border between two pieces.
    const tail = isLast ? -1 : text.slice(-24).search(unfinishedReference);
    const end = tail < 0 ? text.length : Math.max(0, text.length - 24) + tail;
    held = text.slice(end);
    const joined = joinSurrogates(text.slice(0, end));
    lone += joined.lone;
    parser.write(joined.text);
  }
  if (failure !== null) return err(failure);
  const line = parser.line;
  if (depth > 0) return err({ kind: 'xmlBroken', name, line, cutOff: true });
  // Whole, and something else, e.g. a drawing.
  if (!hasRoot) return err({ kind: 'formatUnknown', name });
  parser.close();
  if (failure !== null) return err(failure);

  // The name of who wrote in a group stands with the messages that came from that number alone.
  for (const { message, address } of groupAuthors) {
    const written = messages[message];
    const contact = namesByAddress.get(numberKey(address));
    if (written !== undefined && contact !== undefined) messages[message] = { ...written, sender: contact };
  }
  const ordered = inOrderOfTime(messages);
  const isReordered = ordered.some((message, index) => message !== messages[index]);
  return ok({
    profile: 'smsBackup',
    messages: ordered,
    notices: [],
    notUnderstood,
    lookalikes: [],
    readings: [],
    lines: {
      unit: 'record',
      total: position,
      messages: messages.length,
      continuation: 0,
      notices: 0,
      notUnderstood: notUnderstood.length,
    },
    zone: { kind: 'utc' },
    warnings: [
      ...(isReordered ? [{ kind: 'reordered' as const }] : []),
      ...(notSent.length > 0
        ? [{ kind: 'notSent' as const, lines: notSent.slice(0, 20), count: notSent.length }]
        : []),
      ...(isUtf8(bytes) ? [] : [invalidLines(bytes)]),
      ...(lone > 0 ? [{ kind: 'loneSurrogates' as const, count: lone }] : []),
    ],
    mails: [],
  });
}

function addPart({ texts, files }: OpenMms, attributes: Readonly<Record<string, string>>): void {
  const kind = attributes['ct'] ?? '';
  // How the pieces lie on the screen; nothing anybody said.
  if (kind === 'application/smil') return;
  if (kind === 'text/plain') {
    const text = attributes['text'] ?? '';
    if (text !== '' && text !== 'null') texts.push(text);
    return;
  }
  const names = [attributes['fn'], attributes['cl'], attributes['name']];
  files.push(
    names.find((each) => each !== undefined && each !== '' && each !== 'null') ?? `without a name (${kind})`,
  );
}

/** `+32 470 12 34 56` and `0470123456` are one telephone: the end of a number is the same in all its forms. */
function numberKey(address: string): string {
  const digits = address.replace(/\D/g, '');
  return digits.length < 6 ? address : digits.slice(-8);
}

function knownName(name: string | undefined): string | null {
  return name === undefined || name === '' || name === 'null' || name === '(Unknown)' ? null : name;
}

/** At the end of a piece: a reference that may go on, or be the first of two halves. */
const unfinishedReference = /&(?:#x?[\da-f]*(?:;(?:&(?:#x?[\da-f]*)?)?)?)?$/i;
const half = '&#(?:x([dD][89a-fA-F][\\da-fA-F]{2})|(5[5-7]\\d{3}));';
const halves = new RegExp(half, 'g');

/** `&#55357;&#56832;` as one character: the two are one in UTF-16, and each alone is none in XML. */
function joinSurrogates(text: string): { readonly text: string; readonly lone: number } {
  if (!text.includes('&#')) return { text, lone: 0 };
  let lone = 0;
  const pairs = new RegExp(`${half}${half}`, 'g');
  const joined = text
    .replace(pairs, (whole, highHex, highDecimal, lowHex, lowDecimal) => {
      const high = codeOf(highHex, highDecimal);
      const low = codeOf(lowHex, lowDecimal);
      const fits = high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
      return fits ? String.fromCharCode(high, low) : whole;
    })
    .replace(halves, (whole, hexadecimal, decimal) => {
      const code = codeOf(hexadecimal, decimal);
      if (code < 0xd800 || code > 0xdfff) return whole;
      lone += 1;
      return '\ufffd';
    });
  return { text: joined, lone };
}

function codeOf(hexadecimal: unknown, decimal: unknown): number {
  return typeof hexadecimal === 'string' ? Number.parseInt(hexadecimal, 16) : Number(decimal);
}
