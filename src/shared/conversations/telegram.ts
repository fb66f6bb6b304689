import { z } from 'zod';
import { withoutDirectionMarks } from './marks';
import type { ConversationNotice, NotUnderstood, ReadConversation, ReadMessage } from './report';
import { formatOffset, isWrittenTime, zoneOfOffsets } from './written-time';

const chatSchema = z.looseObject({
  name: z.string().nullish(),
  id: z.number().nullish(),
  type: z.string().nullish(),
  messages: z.array(z.unknown()),
});
const exportSchema = z.looseObject({ chats: z.looseObject({ list: z.array(chatSchema) }) });

const textPart = z.union([z.string(), z.looseObject({ text: z.string() })]);
const messageSchema = z.looseObject({
  type: z.string().optional(),
  date: z.string(),
  date_unixtime: z.coerce.number().optional(),
  from: z.string().nullish(),
  from_id: z.union([z.string(), z.number()]).nullish(),
  actor: z.string().nullish(),
  actor_id: z.union([z.string(), z.number()]).nullish(),
  action: z.string().optional(),
  text: z.union([z.string(), z.array(textPart)]).optional(),
  file: z.string().nullish(),
  file_name: z.string().nullish(),
  photo: z.string().nullish(),
  media_type: z.string().optional(),
  forwarded_from: z.string().nullish(),
});

export interface TelegramChat {
  /** What tells it from the others: its name, and its number where two have one name. */
  readonly name: string;
  readonly messages: readonly unknown[];
}

/** The chats of `result.json`, of one chat or of a whole account; null when it is none. */
export function telegramChats(json: unknown): readonly TelegramChat[] | null {
  const whole = exportSchema.safeParse(json);
  const one = chatSchema.safeParse(json);
  const chats = whole.success
    ? whole.data.chats.list
    : one.success && isTelegram(one.data)
      ? [one.data]
      : null;
  if (chats === null) return null;
  const named = chats.map(({ name, id, messages }) => ({
    name: name ?? `chat ${id ?? ''}`.trim(),
    id,
    messages,
  }));
  return named.map(({ name, id, messages }) => ({
    name: named.filter((other) => other.name === name).length > 1 ? `${name} (${id ?? '?'})` : name,
    messages,
  }));
}

function isTelegram(chat: z.infer<typeof chatSchema>): boolean {
  return chat.messages.length === 0
    ? chat.type !== undefined
    : chat.messages.some((message) => messageSchema.safeParse(message).success && hasDate(message));
}

const dated = z.looseObject({ date: z.string(), id: z.number() });

function hasDate(message: unknown): boolean {
  return dated.safeParse(message).success;
}

/** Times are those of the laptop that exported; where the export counts from an instant too, the distance to UTC is known. */
export function readTelegram(chats: readonly TelegramChat[]): ReadConversation {
  const records = chats.flatMap(({ name, messages }) => messages.map((record) => ({ chat: name, record })));
  const messages: ReadMessage[] = [];
  const notices: ConversationNotice[] = [];
  const notUnderstood: NotUnderstood[] = [];
  const offsets: (string | null)[] = [];
  let otherContent = 0;
  for (const [index, { chat, record }] of records.entries()) {
    const position = index + 1;
    const parsed = messageSchema.safeParse(record);
    if (!parsed.success || !isWrittenTime(parsed.data.date)) {
      const reason = parsed.success ? 'timeImpossible' : 'incomplete';
      notUnderstood.push({ position, text: JSON.stringify(record), reason });
      continue;
    }
    const { data } = parsed;
    const text = withoutDirectionMarks(textOf(data.text));
    if (data.type === 'service') {
      const who = data.actor ?? data.actor_id ?? '';
      notices.push({
        at: data.date,
        text: [who, data.action ?? '', text].filter((part) => part !== '').join(' '),
        position,
      });
      continue;
    }
    const attachments = [data.photo, data.file === undefined ? data.file_name : (data.file ?? data.file_name)]
      .filter((name) => name !== undefined && name !== null)
      // Without the file there is a sentence in its place, and the name beside it.
      .map((name) =>
        name.startsWith('(File ') ? (data.file_name ?? data.media_type ?? 'photo') : lastName(name),
      );
    const sender = withoutDirectionMarks(data.from ?? String(data.from_id ?? '')).trim();
    if (sender === '') {
      notUnderstood.push({ position, text: JSON.stringify(record), reason: 'incomplete' });
      continue;
    }
    if (text === '' && attachments.length === 0) otherContent += 1;
    const offset = data.date_unixtime === undefined ? null : offsetOf(data.date, data.date_unixtime);
    offsets.push(offset);
    messages.push({
      at: data.date,
      sender,
      text,
      attachments,
      offset,
      forwardedFrom: data.forwarded_from ?? null,
      chat: chats.length > 1 ? chat : null,
      position,
    });
  }
  return {
    profile: 'telegram',
    messages,
    notices,
    notUnderstood,
    lookalikes: [],
    readings: [],
    lines: {
      unit: 'record',
      total: records.length,
      messages: messages.length,
      continuation: 0,
      notices: notices.length,
      notUnderstood: notUnderstood.length,
    },
    zone: zoneOfOffsets(offsets),
    warnings: otherContent > 0 ? [{ kind: 'otherContent', count: otherContent }] : [],
    mails: [],
  };
}

function textOf(text: z.infer<typeof messageSchema>['text']): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return text.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** Null for a distance that no zone has: one of the two is then wrong. */
function offsetOf(date: string, seconds: number): string | null {
  const minutes = Math.round((Date.parse(`${date}Z`) / 1000 - seconds) / 60);
  return Math.abs(minutes) <= 14 * 60 ? formatOffset(minutes) : null;
}

export function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
