import { z } from 'zod';
import { withoutDirectionMarks } from './marks';
import type { ConversationNotice, NotUnderstood, ReadConversation, ReadMessage } from './report';
import { lastName } from './telegram';
import { timeOfInstant } from './written-time';

const nameParts = z.looseObject({ given: z.string().optional(), family: z.string().optional() });
const recipientSchema = z.looseObject({
  id: z.coerce.string(),
  self: z.unknown().optional(),
  contact: z
    .looseObject({
      nickname: nameParts.nullish(),
      systemGivenName: z.string().optional(),
      systemFamilyName: z.string().optional(),
      profileGivenName: z.string().nullish(),
      profileFamilyName: z.string().nullish(),
      username: z.string().nullish(),
      e164: z.coerce.string().nullish(),
    })
    .optional(),
  group: z
    .looseObject({
      snapshot: z.looseObject({ title: z.looseObject({ title: z.string() }).nullish() }).nullish(),
    })
    .optional(),
});
const attachmentSchema = z.looseObject({
  pointer: z.looseObject({ fileName: z.string().nullish(), contentType: z.string().nullish() }).nullish(),
});
const chatItemSchema = z.looseObject({
  chatId: z.coerce.string(),
  authorId: z.coerce.string(),
  dateSent: z.coerce.number(),
  standardMessage: z
    .looseObject({
      text: z.looseObject({ body: z.string() }).nullish(),
      attachments: z.array(attachmentSchema).nullish(),
    })
    .optional(),
  updateMessage: z.unknown().optional(),
});
const lineSchema = z.looseObject({
  recipient: recipientSchema.optional(),
  chat: z.looseObject({ id: z.coerce.string(), recipientId: z.coerce.string() }).optional(),
  chatItem: z.unknown().optional(),
});

const chatOfItem = z.looseObject({ chatId: z.coerce.string() });

interface SignalItem {
  readonly item: unknown;
  readonly position: number;
}

export interface SignalChat {
  readonly name: string;
  readonly items: readonly SignalItem[];
  readonly namesById: ReadonlyMap<string, string>;
}

/** The chats of `main.jsonl`, whose lines have been parsed; null when it is none. A record of no chat makes one by itself. */
export function signalChats(lines: readonly unknown[]): readonly SignalChat[] | null {
  const namesById = new Map<string, string>();
  const recipientByChat = new Map<string, string>();
  const itemsByChat = new Map<string, SignalItem[]>();
  for (const [index, line] of lines.entries()) {
    const parsed = lineSchema.safeParse(line);
    if (!parsed.success) continue;
    const { recipient, chat, chatItem } = parsed.data;
    if (recipient !== undefined) namesById.set(recipient.id, nameOf(recipient));
    if (chat !== undefined) {
      recipientByChat.set(chat.id, chat.recipientId);
      if (!itemsByChat.has(chat.id)) itemsByChat.set(chat.id, []);
    }
    if (chatItem === undefined) continue;
    const of = chatOfItem.safeParse(chatItem);
    const chatId = of.success ? of.data.chatId : '';
    const items = itemsByChat.get(chatId) ?? [];
    items.push({ item: chatItem, position: index + 1 });
    itemsByChat.set(chatId, items);
  }
  if (itemsByChat.size === 0) return null;
  const chats = [...itemsByChat].map(([id, items]) => ({
    id,
    name: namesById.get(recipientByChat.get(id) ?? '') ?? `chat ${id}`,
    items,
    namesById,
  }));
  return chats
    .map(({ id, name, ...rest }) => ({
      name: chats.filter((other) => other.name === name).length > 1 ? `${name} (${id})` : name,
      ...rest,
    }))
    .filter(({ items }) => items.length > 0 || chats.length === 1);
}

/** Who wrote from the phone that the export is of, where the export has no name. */
export const ownerOfPhone = '(owner of the phone)';

/**
 * @param broken lines of the file that are no JSON
 */
export function readSignal(chats: readonly SignalChat[], broken: readonly NotUnderstood[]): ReadConversation {
  const records = chats
    .flatMap(({ name, items, namesById }) => items.map((each) => ({ ...each, name, namesById })))
    .sort((one, other) => one.position - other.position);
  const messages: ReadMessage[] = [];
  const notices: ConversationNotice[] = [];
  const notUnderstood: NotUnderstood[] = [...broken];
  let otherContent = 0;
  for (const { item, position, name, namesById } of records) {
    const parsed = chatItemSchema.safeParse(item);
    const at = parsed.success ? timeOfInstant(parsed.data.dateSent) : null;
    if (!parsed.success || at === null) {
      notUnderstood.push({ position, text: JSON.stringify(item), reason: 'incomplete' });
      continue;
    }
    const { authorId, standardMessage, updateMessage } = parsed.data;
    if (updateMessage !== undefined) {
      notices.push({ at, text: JSON.stringify(updateMessage), position });
      continue;
    }
    const text = withoutDirectionMarks(standardMessage?.text?.body ?? '');
    const attachments = (standardMessage?.attachments ?? []).map(({ pointer }) =>
      lastName(pointer?.fileName ?? pointer?.contentType ?? 'file without a name'),
    );
    if (text === '' && attachments.length === 0) otherContent += 1;
    messages.push({
      at,
      sender: withoutDirectionMarks(namesById.get(authorId) ?? `recipient ${authorId}`).trim(),
      text,
      attachments,
      offset: '+00:00',
      forwardedFrom: null,
      chat: chats.length > 1 ? name : null,
      position,
    });
  }
  return {
    profile: 'signal',
    messages,
    notices,
    notUnderstood,
    lookalikes: [],
    readings: [],
    lines: {
      unit: 'record',
      total: records.length + broken.length,
      messages: messages.length,
      continuation: 0,
      notices: notices.length,
      notUnderstood: notUnderstood.length,
    },
    zone: { kind: 'utc' },
    warnings: otherContent > 0 ? [{ kind: 'otherContent', count: otherContent }] : [],
    mails: [],
  };
}

function nameOf({ id, self, contact, group }: z.infer<typeof recipientSchema>): string {
  if (self !== undefined) return ownerOfPhone;
  const title = group?.snapshot?.title?.title;
  if (title !== undefined && title !== '') return title;
  const names = [
    [contact?.nickname?.given, contact?.nickname?.family],
    [contact?.systemGivenName, contact?.systemFamilyName],
    [contact?.profileGivenName, contact?.profileFamilyName],
  ]
    .map((parts) => parts.filter((part) => part !== undefined && part !== null && part !== '').join(' '))
    .concat(contact?.username ?? '', contact?.e164 ?? '');
  return names.find((name) => name !== '') ?? `recipient ${id}`;
}
