import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { looksLikeMail, looksLikeMbox } from '../../shared/conversations/mail-headers';
import { splitLines } from '../../shared/conversations/marks';
import { metaPart, readMeta, type MetaPart } from '../../shared/conversations/meta';
import type {
  ConversationFailure,
  ConversationProfile,
  ConversationWarning,
  DateOrder,
  NotUnderstood,
  ReadConversation,
} from '../../shared/conversations/report';
import { readSignal, signalChats } from '../../shared/conversations/signal';
import { lastName, readTelegram, telegramChats } from '../../shared/conversations/telegram';
import { looksLikeWhatsApp, readWhatsApp } from '../../shared/conversations/whatsapp';
import { err, ok, type Result } from '../../shared/kernel/result';
import { looksLikeChatTable, readChatTable } from './csv-table';
import { readEml, readMbox } from './mails';
import { readOutlookMessage } from './outlook-message';
import { readSmsBackup } from './sms-backup';
import { decodeText, foundKind, kindOfBytes } from './text-file';
import { openZip, type ZipArchive } from './zip-archive';

/** More than any chat without its media; what is larger is something else, and would fill the memory. */
const limitBytes = 400 * 2 ** 20;
/** Of what is read as one text: a line or record takes many times its length while it is looked at. */
const textLimitBytes = 150 * 2 ** 20;

export interface ConversationSource {
  /** The file's own name. */
  readonly name: string;
  /** Where it lay, as far as that is known: folders name the service that made an export. */
  readonly place: string;
  readonly sizeBytes: number;
  /** Path or bytes: an archive is never read whole where it has a path. */
  readonly content: string | Buffer;
  /** Names of the files in the same folder; null where there is no folder. */
  readonly filesBeside: ReadonlySet<string> | null;
}

export interface ReadOptions {
  /** Of a file that holds several chats, the one to read. By default all, where the format allows it. */
  readonly chat?: string | undefined;
  readonly order?: DateOrder | undefined;
}

export interface ReadFile {
  readonly conversation: ReadConversation;
  readonly filesBeside: ReadonlySet<string> | null;
}
type Reading = Result<ReadFile, ConversationFailure>;

/** A file on a disk. Folders and what cannot be opened get a sentence, as all else. */
export async function conversationAtPath(
  path: string,
): Promise<Result<ConversationSource, ConversationFailure>> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return err({ kind: 'notAFile', name: basename(path) });
    const beside = await readdir(dirname(path));
    return ok({
      name: basename(path),
      place: path,
      sizeBytes: found.size,
      content: path,
      filesBeside: new Set(beside),
    });
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return err({ kind: 'fileMissing' });
    return err({ kind: 'fileUnreadable', code });
  }
}

/** Finds out what a file is by its content, never by the end of its name, and reads it. */
export async function readConversationFile(
  source: ConversationSource,
  options: ReadOptions = {},
): Promise<Reading> {
  const reading = await readAnyFile(source, options);
  if (!reading.ok || options.order === undefined) return reading;
  const { readings } = reading.value.conversation;
  const isRead =
    readings.length === 0 || readings.some(({ chosen, order }) => chosen && order === options.order);
  return isRead ? reading : err({ kind: 'readingImpossible', order: options.order });
}

async function readAnyFile(source: ConversationSource, options: ReadOptions): Promise<Reading> {
  const { name, sizeBytes, content } = source;
  if (sizeBytes === 0) return err({ kind: 'fileEmpty', name });
  if (typeof content !== 'string') return readBytes(source, content, options);
  try {
    const head = await firstBytes(content);
    if (kindOfBytes(head) === 'zip') return await readArchive(source, options);
    const found = foundKind(head);
    if (found !== null) return err({ kind: 'notAConversation', name, found });
    if (sizeBytes > limitBytes) return err({ kind: 'fileTooLarge', name, limitMb: limitBytes / 2 ** 20 });
    return await readBytes(source, await readFile(content), options);
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : null;
    // A fault of the program and not of the disk goes on to where it is told as one.
    if (code === null) throw failure;
    return err({ kind: 'fileUnreadable', code });
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readBytes(source: ConversationSource, bytes: Buffer, options: ReadOptions): Promise<Reading> {
  const { name } = source;
  switch (kindOfBytes(bytes)) {
    case 'zip':
      return readArchive({ ...source, content: bytes }, options);
    case 'outlook':
      return withFiles(readOutlookMessage(bytes, name), null);
    case 'other':
      return err({ kind: 'notAConversation', name, found: foundKind(bytes) ?? '' });
    case null:
      return readText(source, bytes, options);
  }
}

async function readText(source: ConversationSource, bytes: Buffer, options: ReadOptions): Promise<Reading> {
  const { name, filesBeside } = source;
  const beginning = decodeText(bytes.subarray(0, 64 * 1024), null).text;
  if (beginning.includes('\u0000')) return err({ kind: 'notText', name });
  const firstLines = splitLines(beginning).slice(0, 200);
  const trimmed = beginning.trimStart();
  if (trimmed === '' && bytes.length < 64 * 1024) return err({ kind: 'fileEmpty', name });

  if (looksLikeMbox(firstLines)) return ok({ conversation: await readMbox(bytes), filesBeside: null });
  if (looksLikeMail(firstLines)) {
    // An mbox may have lost the line before its first mail.
    const isMbox = extname(name).toLowerCase() === '.mbox';
    if (isMbox) return ok({ conversation: await readMbox(bytes), filesBeside: null });
    return withFiles(await readEml(bytes, name), null);
  }
  const isWhatsApp = looksLikeWhatsApp(firstLines);
  if (!isWhatsApp && trimmed.startsWith('<')) {
    if (/^<!doctype html|^<html/i.test(trimmed)) return err({ kind: 'htmlExport', name });
    return withFiles(readSmsBackup(bytes, name), null);
  }
  if (bytes.length > textLimitBytes)
    return err({ kind: 'fileTooLarge', name, limitMb: textLimitBytes / 2 ** 20 });
  if (!isWhatsApp && /^[{[]/.test(trimmed)) {
    const decoded = decodeText(bytes, null);
    return withWarnings(readJson(source, decoded.text, options), decoded.warnings);
  }
  const isTable = !isWhatsApp && looksLikeChatTable(firstLines[0] ?? '');
  if (isTable) {
    const decoded = decodeText(bytes, 'windows-1252');
    const table = readChatTable(decoded.text, name, options.order);
    return withWarnings(withFiles(table, filesBeside), decoded.warnings);
  }
  if (!isWhatsApp) {
    if (extname(name).toLowerCase() === '.mbox' && /(?:^|\n)From \S+ /.test(beginning)) {
      return ok({ conversation: await readMbox(bytes), filesBeside: null });
    }
    return err(
      extname(name).toLowerCase() === '.csv'
        ? { kind: 'csvColumns', name, missing: ['time', 'sender', 'text'] }
        : { kind: 'formatUnknown', name },
    );
  }
  const decoded = decodeText(bytes, null);
  const conversation = readWhatsApp(decoded.text, {
    ...(filesBeside === null ? {} : { filesBeside }),
    order: options.order,
  });
  return withWarnings(ok({ conversation, filesBeside }), decoded.warnings);
}

function readJson({ name, place }: ConversationSource, text: string, options: ReadOptions): Reading {
  const parsed = parseJson(text);
  const lines = parsed.ok ? null : parseJsonLines(text);
  const chats = parsed.ok ? telegramChats(parsed.value) : null;
  if (chats !== null) {
    const chosen = chooseChats(chats, options.chat);
    if (!chosen.ok) return chosen;
    const conversation = readTelegram(chosen.value);
    return ok({ conversation: withChatNames(conversation, chosen.value), filesBeside: null });
  }
  const part = parsed.ok ? metaPart(parsed.value) : null;
  if (part !== null) return ok({ conversation: readMeta([part], place), filesBeside: null });
  const signal = signalChats(lines?.values ?? (parsed.ok ? [parsed.value] : []));
  if (signal !== null) {
    const chosen = chooseChats(signal, options.chat);
    if (!chosen.ok) return chosen;
    const conversation = readSignal(chosen.value, lines?.broken ?? []);
    return ok({ conversation: withChatNames(conversation, chosen.value), filesBeside: null });
  }
  if (parsed.ok) return err({ kind: 'formatUnknown', name });
  return err({ kind: 'jsonBroken', name, ...parsed.error });
}

function parseJson(
  text: string,
): Result<unknown, { readonly line: number | null; readonly cutOff: boolean }> {
  try {
    return ok(JSON.parse(text));
  } catch (failure) {
    const told = failure instanceof Error ? failure.message : '';
    const cutOff = /Unexpected end|Unterminated/.test(told);
    // The runtime does not always say where; then the sentence does not either.
    const position = /at position (\d+)/.exec(told)?.[1];
    const at = cutOff ? text.length : position === undefined ? null : Number(position);
    const line = at === null ? null : splitLines(text.slice(0, at)).length || 1;
    return err({ line, cutOff: cutOff || (at !== null && at >= text.trimEnd().length) });
  }
}

/** Null unless the first line is JSON by itself. A line that is none is told and keeps its place. */
function parseJsonLines(
  text: string,
): { readonly values: readonly unknown[]; readonly broken: readonly NotUnderstood[] } | null {
  const values: unknown[] = [];
  const broken: NotUnderstood[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    const parsed = line.trim() === '' ? ok(null) : parseJson(line);
    if (!parsed.ok) {
      if (index === 0) return null;
      broken.push({ position: index + 1, text: line, reason: 'broken' });
    }
    values.push(parsed.ok ? parsed.value : null);
  }
  return { values, broken };
}

function chooseChats<Chat extends { readonly name: string }>(
  chats: readonly Chat[],
  wanted: string | undefined,
): Result<readonly Chat[], ConversationFailure> {
  if (wanted === undefined) return ok(chats);
  const chosen = chats.filter(({ name }) => name === wanted);
  return chosen.length > 0
    ? ok(chosen)
    : err({ kind: 'chatMissing', chat: wanted, chats: chats.map(({ name }) => name) });
}

function withChatNames(
  conversation: ReadConversation,
  chats: readonly { readonly name: string }[],
): ReadConversation {
  if (chats.length < 2) return conversation;
  const warning: ConversationWarning = { kind: 'severalChats', chats: chats.map(({ name }) => name) };
  return { ...conversation, warnings: [warning, ...conversation.warnings] };
}

function withFiles(
  read: Result<ReadConversation, ConversationFailure>,
  filesBeside: ReadonlySet<string> | null,
): Reading {
  return read.ok ? ok({ conversation: read.value, filesBeside }) : read;
}

function withWarnings(reading: Reading, warnings: readonly ConversationWarning[]): Reading {
  if (!reading.ok || warnings.length === 0) return reading;
  const { conversation } = reading.value;
  return ok({
    ...reading.value,
    conversation: { ...conversation, warnings: [...conversation.warnings, ...warnings] },
  });
}

/** What may be a chat in an archive; all the rest is media. */
const readableNames = /\.(?:txt|json|jsonl|xml|eml|mbox|msg|csv)$/i;
const metaName = /(?:^|\/)message_(\d+)\.json$/i;

interface ArchiveChat {
  readonly name: string;
  /** Parts of one chat, in the order of their numbers. */
  readonly entries: ZipArchive['entries'];
  readonly isMeta: boolean;
}

async function readArchive(source: ConversationSource, options: ReadOptions): Promise<Reading> {
  const { name, content } = source;
  const opened = await openZip(content, name);
  if (!opened.ok) return opened;
  const archive = opened.value;
  try {
    const names = archive.entries.map(({ fileName }) => fileName).filter((each) => !each.endsWith('/'));
    const filesBeside = new Set(names.map(lastName));
    const chats = chatsOf(archive.entries);
    const read: { readonly chat: ArchiveChat; readonly reading: Reading }[] = [];
    const wanted = chats.filter((chat) => options.chat === undefined || chat.name === options.chat);
    // A chat inside one of the files may be meant as well.
    const inner = wanted.length > 0 ? undefined : options.chat;
    for (const chat of wanted.length > 0 ? wanted : chats) {
      const reading = await readArchiveChat(source, {
        archive,
        chat,
        filesBeside,
        options: { order: options.order, chat: inner },
      });
      // Of two chats one has to be chosen: the others need not be read.
      if (reading.ok || !isOtherFile(reading.error, chats.length)) read.push({ chat, reading });
      if (read.filter(({ reading: { ok: isRead } }) => isRead).length > 1 && options.chat === undefined)
        break;
    }
    const [first] = read;
    if (first === undefined) {
      return options.chat === undefined
        ? err({ kind: 'noChatInside', name })
        : err({ kind: 'chatMissing', chat: options.chat, chats: chats.map((chat) => chat.name) });
    }
    if (read.length > 1) return err({ kind: 'severalChats', chats: chats.map((chat) => chat.name) });
    return first.reading;
  } finally {
    archive.close();
  }
}

/** Whether a file of an archive is none of its chats; the only candidate tells what is wrong with it. */
function isOtherFile({ kind }: ConversationFailure, candidates: number): boolean {
  const isNone = kind === 'formatUnknown' || kind === 'csvColumns' || kind === 'htmlExport';
  return isNone || (candidates > 1 && ['notText', 'fileEmpty', 'chatMissing', 'noChatInside'].includes(kind));
}

function chatsOf(entries: ZipArchive['entries']): readonly ArchiveChat[] {
  const metaByFolder = new Map<string, ZipArchive['entries'][number][]>();
  const others: ArchiveChat[] = [];
  for (const entry of entries) {
    const { fileName } = entry;
    // What macOS puts beside each file is no file of the export.
    if (!readableNames.test(fileName) || /(?:^|\/)(?:__MACOSX\/|\._)/.test(fileName)) continue;
    if (/(?:^|\/)metadata\.json$/i.test(fileName)) continue;
    if (!metaName.test(fileName)) {
      others.push({ name: fileName, entries: [entry], isMeta: false });
      continue;
    }
    const folder = fileName.slice(0, Math.max(0, fileName.lastIndexOf('/')));
    const parts = metaByFolder.get(folder) ?? [];
    parts.push(entry);
    metaByFolder.set(folder, parts);
  }
  const numberOf = ({ fileName }: { readonly fileName: string }) => Number(metaName.exec(fileName)?.[1] ?? 0);
  const metas = [...metaByFolder].map(([folder, parts]) => ({
    name: lastName(folder) || folder || 'messages',
    entries: parts.sort((one, other) => numberOf(one) - numberOf(other)),
    isMeta: true,
  }));
  return [...metas, ...others];
}

async function readArchiveChat(
  source: ConversationSource,
  {
    archive,
    chat,
    filesBeside,
    options,
  }: {
    readonly archive: ZipArchive;
    readonly chat: ArchiveChat;
    readonly filesBeside: ReadonlySet<string>;
    readonly options: ReadOptions;
  },
): Promise<Reading> {
  const parts: { readonly name: string; readonly bytes: Buffer }[] = [];
  for (const entry of chat.entries) {
    const bytes = await archive.read(entry, limitBytes);
    if (!bytes.ok) return bytes;
    parts.push({ name: entry.fileName, bytes: bytes.value });
  }
  if (chat.isMeta) return readMetaParts(source, parts, filesBeside);
  const [part] = parts;
  if (part === undefined) return err({ kind: 'noChatInside', name: source.name });
  const name = lastName(part.name);
  if (part.bytes.length === 0) return err({ kind: 'fileEmpty', name });
  // An archive in an archive is not looked into: it is how a small file is made to fill a disk.
  if (kindOfBytes(part.bytes) === 'zip') return err({ kind: 'noChatInside', name: source.name });
  return readBytes(
    { name, place: part.name, sizeBytes: part.bytes.length, content: part.bytes, filesBeside },
    part.bytes,
    options,
  );
}

function readMetaParts(
  { name }: ConversationSource,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
  filesBeside: ReadonlySet<string>,
): Reading {
  const parts: MetaPart[] = [];
  const warnings: ConversationWarning[] = [];
  for (const file of files) {
    const decoded = decodeText(file.bytes, null);
    warnings.push(...decoded.warnings);
    const parsed = parseJson(decoded.text);
    if (!parsed.ok) return err({ kind: 'jsonBroken', name: file.name, ...parsed.error });
    const part = metaPart(parsed.value);
    if (part === null) return err({ kind: 'formatUnknown', name });
    parts.push(part);
  }
  const numbers = files.map((file) => Number(metaName.exec(file.name)?.[1] ?? 0));
  const missing = Array.from({ length: Math.max(0, ...numbers) }, (_, index) => index + 1)
    .filter((number) => !numbers.includes(number))
    .slice(0, 20)
    .map((number) => `message_${number}.json`);
  if (missing.length > 0) warnings.push({ kind: 'partsMissing', names: missing });
  const conversation = readMeta(parts, files[0]?.name ?? '');
  return withWarnings(ok({ conversation, filesBeside }), warnings);
}

/** Ends of names that fit each profile. Another one says that somebody renamed or converted the file. */
export const extensionsByProfile: Readonly<Record<ConversationProfile, readonly string[]>> = {
  whatsappIos: ['.txt', '.zip'],
  whatsappAndroid: ['.txt', '.zip'],
  telegram: ['.json', '.zip'],
  signal: ['.jsonl', '.json', '.zip'],
  smsBackup: ['.xml', '.zip'],
  facebook: ['.json', '.zip'],
  instagram: ['.json', '.zip'],
  eml: ['.eml', '.zip'],
  mbox: ['.mbox', '', '.zip'],
  msg: ['.msg', '.zip'],
  csv: ['.csv', '.tsv', '.txt', '.zip'],
};
