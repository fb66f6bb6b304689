import { z } from 'zod';
import { withoutDirectionMarks } from './marks';
import type {
  ConversationNotice,
  ConversationWarning,
  NotUnderstood,
  ReadConversation,
  ReadMessage,
} from './report';
import { lastName } from './telegram';
import { inOrderOfTime, timeOfInstant } from './written-time';

const fileSchema = z.looseObject({ uri: z.string() });
const files = z.array(fileSchema).nullish();
const plainShape = z.looseObject({
  sender_name: z.string(),
  timestamp_ms: z.number(),
  content: z.string().nullish(),
  type: z.string().nullish(),
  photos: files,
  videos: files,
  audio_files: files,
  files,
  gifs: files,
  sticker: fileSchema.nullish(),
  share: z.looseObject({ link: z.string().nullish() }).nullish(),
});
/** End-to-end encrypted chats come in another download, in another shape and in right UTF-8. */
const encryptedShape = z.looseObject({
  senderName: z.string(),
  timestamp: z.number(),
  text: z.string().nullish(),
  type: z.string().nullish(),
  media: files,
});
const partSchema = z.looseObject({ participants: z.array(z.unknown()), messages: z.array(z.unknown()) });

export type MetaPart = z.infer<typeof partSchema>;

/** One `message_N.json`; null when it is none. */
export function metaPart(json: unknown): MetaPart | null {
  const parsed = partSchema.safeParse(json);
  if (!parsed.success) return null;
  const [message] = parsed.data.messages;
  const known =
    message === undefined ||
    plainShape.safeParse(message).success ||
    encryptedShape.safeParse(message).success;
  return known ? parsed.data : null;
}

/**
 * Reads the parts of one chat together. They are written newest first, and their text as UTF-8 taken for Latin-1: each string
 * is repaired where it can only have come about like that, and left as it is otherwise.
 *
 * @param path of a part inside the download; it names the service
 */
export function readMeta(parts: readonly MetaPart[], path: string): ReadConversation {
  const records = parts.flatMap(({ messages }) => messages);
  const messages: ReadMessage[] = [];
  const notices: ConversationNotice[] = [];
  const notUnderstood: NotUnderstood[] = [];
  let repaired = 0;
  let otherContent = 0;
  const mended = (text: string) => {
    const right = repairMojibake(text);
    if (right !== text) repaired += 1;
    return withoutDirectionMarks(right);
  };
  for (const [index, record] of records.entries()) {
    const position = index + 1;
    const found = readRecord(record);
    const at = found === null ? null : timeOfInstant(found.instant);
    if (found === null || at === null) {
      notUnderstood.push({ position, text: JSON.stringify(record), reason: 'incomplete' });
      continue;
    }
    const text = mended(found.text);
    if (found.isNotice) {
      notices.push({ at, text, position });
      continue;
    }
    if (text === '' && found.uris.length === 0) otherContent += 1;
    messages.push({
      at,
      sender: mended(found.sender).trim(),
      text,
      attachments: found.uris.map((uri) => lastName(mended(uri))),
      offset: '+00:00',
      forwardedFrom: null,
      chat: null,
      position,
    });
  }
  const ordered = inOrderOfTime(messages);
  const warnings: ConversationWarning[] = [];
  if (repaired > 0) warnings.push({ kind: 'mojibakeRepaired', count: repaired });
  if (ordered.some((message, index) => message !== messages[index])) warnings.push({ kind: 'reordered' });
  if (otherContent > 0) warnings.push({ kind: 'otherContent', count: otherContent });
  return {
    profile: isInstagram(parts, path) ? 'instagram' : 'facebook',
    messages: ordered,
    notices: [...notices].sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1)),
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
    zone: { kind: 'utc' },
    warnings,
    mails: [],
  };
}

interface MetaRecord {
  readonly sender: string;
  readonly instant: number;
  readonly text: string;
  readonly uris: readonly string[];
  readonly isNotice: boolean;
}

function readRecord(record: unknown): MetaRecord | null {
  const plain = plainShape.safeParse(record);
  if (plain.success) {
    const { data } = plain;
    const lists = [data.photos, data.videos, data.audio_files, data.files, data.gifs];
    const link = data.share?.link ?? null;
    const content = data.content ?? '';
    return {
      sender: data.sender_name,
      instant: data.timestamp_ms,
      // A link that was shared stands beside the text unless the text holds it already.
      text: link === null || content.includes(link) ? content : [content, link].filter(Boolean).join('\n'),
      uris: [...lists.flatMap((list) => list ?? []), ...(data.sticker ? [data.sticker] : [])].map(
        ({ uri }) => uri,
      ),
      isNotice: data.type === 'Subscribe' || data.type === 'Unsubscribe' || data.type === 'Call',
    };
  }
  const encrypted = encryptedShape.safeParse(record);
  if (!encrypted.success) return null;
  const { senderName, timestamp, text, media, type } = encrypted.data;
  return {
    sender: senderName,
    instant: timestamp,
    text: text ?? '',
    uris: (media ?? []).map(({ uri }) => uri),
    isNotice: type === 'placeholder' || type === 'call',
  };
}

function isInstagram(parts: readonly MetaPart[], path: string): boolean {
  const place = [path, ...parts.map((part) => String(part['thread_path'] ?? ''))].join(' ');
  if (/instagram/i.test(place)) return true;
  if (/facebook/i.test(place)) return false;
  return parts.some((part) => /"uri":\s*"[^"]*instagram/i.test(JSON.stringify(part.messages.slice(0, 2000))));
}

/** Text that was UTF-8 and got one character for each byte. Anything else comes back unchanged. */
export function repairMojibake(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text;
  const encoded = text.replace(
    /[%\u0080-\u00ff]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  try {
    return decodeURIComponent(encoded);
  } catch {
    // Not UTF-8: the text was right as it stood, and a repair would destroy it.
    return text;
  }
}
