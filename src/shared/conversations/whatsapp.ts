import { orderDates, type OrderedDates } from './date-order';
import { splitLines, withoutDirectionMarks } from './marks';
import type {
  ConversationNotice,
  ConversationWarning,
  DateOrder,
  Lookalike,
  NotUnderstood,
  NotUnderstoodReason,
  ReadConversation,
  ReadMessage,
} from './report';
import { readStampedLine, type StampedLine } from './whatsapp-stamp';
import { isIosNotice, isNoticeSentence, readAttachment } from './whatsapp-words';

/** How many messages an export holds at most: with and without media. What is older is left out without a word. */
const exportLimits = [10_000, 40_000] as const;

export interface TextOptions {
  /** Files that lie with the text, by their last name. */
  readonly filesBeside?: ReadonlySet<string>;
  /** The order of day, month and year that the advocate chose; by default what the dates themselves prove. */
  readonly order?: DateOrder | undefined;
}

/**
 * Reads the text of a WhatsApp export. Every line is the first of a message, goes on with one, is a notice or was not
 * understood; `lines` says how many of each.
 *
 * The form of the first line is that of the export: a line in another form, more than an hour out of the order of time, or
 * the same as one before it and earlier than its neighbour, is something that somebody quoted, and stays in the message it
 * stands in.
 */
export function readWhatsApp(text: string, options: TextOptions = {}): ReadConversation {
  const lines = splitLines(text);
  const stamped = lines.map((line, index) => readStampedLine(line, index + 1));
  const signature = signatureOf(lines, stamped);
  const headers = stamped.filter((line) => line !== null && line.signature === signature) as StampedLine[];
  const dates = orderDates(
    headers.map(({ date }) => date),
    { usual: usualOrder(headers), chosen: options.order },
  );
  const parts = assemble(lines, stamped, { signature, dates });
  const senders = findSenders(parts.blocks);
  const form = headers[0]?.form ?? 'dash';
  const messages: ReadMessage[] = [];
  const notices: ConversationNotice[] = [];
  const continuation = { messages: 0, notices: 0 };
  let omitted = 0;
  for (const block of parts.blocks) {
    const said = splitSender(block.first, senders.longerNames);
    if (said === null || (form === 'bracket' && isIosNotice(said.text, said.sender))) {
      notices.push({
        at: block.at,
        text: withoutDirectionMarks([block.first, ...block.others].join('\n')),
        position: block.position,
      });
      continuation.notices += block.others.length;
      continue;
    }
    const whole = withoutDirectionMarks([said.text, ...block.others].join('\n'));
    const read = readAttachment(whole, options.filesBeside ?? noFiles);
    if (read.isOmitted) omitted += 1;
    continuation.messages += block.others.length;
    messages.push({
      at: block.at,
      sender: said.sender,
      text: read.text,
      attachments: read.attachment === null ? [] : [read.attachment],
      offset: null,
      forwardedFrom: null,
      chat: null,
      position: block.position,
    });
  }
  return {
    profile: form === 'dash' ? 'whatsappAndroid' : 'whatsappIos',
    messages,
    notices,
    notUnderstood: parts.notUnderstood,
    lookalikes: parts.lookalikes,
    readings: dates.readings,
    lines: {
      unit: 'line',
      total: lines.length,
      messages: messages.length,
      continuation: continuation.messages + continuation.notices,
      notices: notices.length,
      notUnderstood: parts.notUnderstood.length,
    },
    zone: { kind: 'unknown' },
    warnings: [
      ...warningsOfDates(headers, dates),
      ...senders.warnings,
      ...backwardSteps(parts.blocks),
      ...(parts.lookalikes.length > 0
        ? [{ kind: 'lookalikes' as const, count: parts.lookalikes.length }]
        : []),
      ...(omitted > 0 ? [{ kind: 'mediaOmitted' as const, count: omitted }] : []),
      ...truncation(messages.length, messages.length + notices.length),
    ],
    mails: [],
  };
}

/** Whether a text may be a WhatsApp export: it begins like one, or some line of its first ones does and names a sender. */
export function looksLikeWhatsApp(firstLines: readonly string[]): boolean {
  const begun = firstLines.findIndex((line) => line.trim() !== '');
  return firstLines.some((line, index) => {
    const stamped = readStampedLine(line, index + 1);
    return stamped !== null && (index === begun || /: /.test(line.slice(stamped.restAt)));
  });
}

const noFiles: ReadonlySet<string> = new Set();

interface Block {
  readonly at: string;
  /** What follows the time. */
  readonly first: string;
  readonly others: readonly string[];
  readonly position: number;
}

interface Assembled {
  readonly blocks: readonly Block[];
  readonly notUnderstood: readonly NotUnderstood[];
  readonly lookalikes: readonly Lookalike[];
}

/** The form of the first line that is not empty; where that is none, the most frequent. */
function signatureOf(lines: readonly string[], stamped: readonly (StampedLine | null)[]): string | null {
  const begun = lines.findIndex((line) => withoutDirectionMarks(line).trim() !== '');
  const first = stamped[begun];
  if (first) return first.signature;
  const counts = new Map<string, number>();
  for (const line of stamped) {
    if (line !== null) counts.set(line.signature, (counts.get(line.signature) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

function assemble(
  lines: readonly string[],
  stamped: readonly (StampedLine | null)[],
  { signature, dates }: { readonly signature: string | null; readonly dates: OrderedDates },
): Assembled {
  const blocks: { at: string; first: string; others: string[]; position: number }[] = [];
  const notUnderstood: NotUnderstood[] = [];
  const lookalikes: Lookalike[] = [];
  const seen = new Set<string>();
  let open: { others: string[] } | NotUnderstoodReason = 'beforeFirstMessage';
  let latest = '';
  let header = -1;
  for (const [index, line] of lines.entries()) {
    const position = index + 1;
    const stamp = stamped[index] ?? null;
    const isHeader = stamp !== null && stamp.signature === signature;
    if (isHeader) header += 1;
    const day = isHeader ? (dates.days[header] ?? null) : null;
    const at = day === null || stamp === null || stamp.time === null ? null : `${day}T${stamp.time}`;
    const isOut = isHeader && (dates.outOfTime.has(header) || (at !== null && at < latest && seen.has(line)));
    if (isHeader && !isOut) {
      if (at === null) {
        notUnderstood.push({ position, text: line, reason: 'timeImpossible' });
        open = 'belongsToNotUnderstood';
        continue;
      }
      seen.add(line);
      latest = at;
      const block = {
        at,
        first: line.slice(stamp.restAt),
        others: [],
        position,
      };
      blocks.push(block);
      open = block;
      continue;
    }
    if (typeof open === 'string') {
      notUnderstood.push({ position, text: line, reason: open });
      continue;
    }
    if (stamp !== null) {
      lookalikes.push({
        position,
        text: withoutDirectionMarks(line),
        reason: isOut ? 'outOfTime' : 'otherFormat',
      });
    }
    open.others.push(line);
  }
  return { blocks, notUnderstood, lookalikes };
}

interface Said {
  readonly sender: string;
  /** With its direction marks: they tell notices from what was typed. */
  readonly text: string;
}

const colon = /:[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*(?: |$)/g;

/** Where a colon ends what may be a name: the first two of them. */
function colonsOf(first: string): readonly (readonly [number, number])[] {
  const head = first.slice(0, 200);
  const found: (readonly [number, number])[] = [];
  for (const match of head.matchAll(colon)) {
    // `$` is the end of the line only where the line was not cut.
    if (match.index + match[0].length === 200 && first.length > 200 && !match[0].endsWith(' ')) break;
    found.push([match.index, match.index + match[0].length]);
    if (found.length === 2) break;
  }
  return found;
}

/** Behind the first colon of a name that has two: one to three words, the first with a capital where its script has any. */
const mayEndName = /^ (?!\p{Ll})[^<>/\s]{1,20}(?: [^<>/\s]{1,20}){0,2}$/u;

/** What stands before a name and is none by itself. */
const honorific =
  /^(?:mr|mrs|ms|miss|dr|prof|sir|madam|mme|mlle|maître|herr|frau|dhr|mevr|mw|sr|sra|sig|ra)\.?$/iu;

/**
 * Names that hold a colon. `Mr: X` is the name, and not `Mr`, where all that `Mr` says begins with a few such words again and
 * again. Where somebody of that name says one thing only, nothing proves either, and the shorter name is taken.
 */
function findSenders(blocks: readonly Block[]): {
  readonly longerNames: ReadonlySet<string>;
  readonly warnings: readonly ConversationWarning[];
} {
  const linesByName = new Map<string, { readonly first: string; readonly longer: string | null }[]>();
  for (const { first } of blocks) {
    const [one, two] = colonsOf(first);
    if (one === undefined) continue;
    const name = first.slice(0, one[0]);
    const lines = linesByName.get(name) ?? [];
    lines.push({ first, longer: two === undefined ? null : first.slice(0, two[0]) });
    linesByName.set(name, lines);
  }
  const longerNames = new Set<string>();
  const warnings: ConversationWarning[] = [];
  for (const [name, lines] of linesByName) {
    if (isNoticeSentence(withoutDirectionMarks(name))) continue;
    const counts = new Map<string, number>();
    for (const { longer } of lines) {
      if (longer !== null) counts.set(longer, (counts.get(longer) ?? 0) + 1);
    }
    const isTitle = honorific.test(withoutDirectionMarks(name).trim());
    const names = [...counts].flatMap(([longer, count]) => (count > 1 || isTitle ? [longer] : []));
    // Notices speak of people without a second colon: `Mr: X joined`.
    const isProved =
      names.length > 0 &&
      lines.every(({ first, longer }) =>
        longer === null ? names.some((each) => first.startsWith(`${each} `)) : names.includes(longer),
      );
    const [only = ''] = counts.keys();
    const isDoubtful =
      counts.size === 1 &&
      lines.every(({ longer }) => longer !== null) &&
      mayEndName.test(withoutDirectionMarks(only.slice(name.length + 1)));
    if (!isProved && !isDoubtful) continue;
    for (const longer of counts.keys()) {
      if (isProved) longerNames.add(longer);
      const [short, long] = [name, longer].map((each) => withoutDirectionMarks(each).trim());
      warnings.push({
        kind: 'senderUncertain',
        chosen: (isProved ? long : short) ?? '',
        other: (isProved ? short : long) ?? '',
      });
    }
  }
  return { longerNames, warnings };
}

/** Null for a notice: a line without a sender. */
function splitSender(first: string, longerNames: ReadonlySet<string>): Said | null {
  const [one, two] = colonsOf(first);
  if (one === undefined) return null;
  const name = first.slice(0, one[0]);
  if (withoutDirectionMarks(name).trim() === '' || isNoticeSentence(withoutDirectionMarks(name))) return null;
  const isLonger = two !== undefined && longerNames.has(first.slice(0, two[0]));
  if (!isLonger && [...longerNames].some((longer) => first.startsWith(`${longer} `))) return null;
  const [end, textAt] = isLonger ? two : one;
  // The mark behind the colon belongs to what follows.
  const marks = first.slice(end + 1, textAt).replace(' ', '');
  return { sender: withoutDirectionMarks(first.slice(0, end)).trim(), text: marks + first.slice(textAt) };
}

/** What most phones write, among orders that nothing in the export tells apart. */
function usualOrder(headers: readonly StampedLine[]): DateOrder {
  const [sample] = headers;
  if (sample === undefined) return 'dayMonthYear';
  if (sample.date.separator === '. ' && sample.date.lastDigits <= 2) return 'yearMonthDay';
  // `5/6/23, 9:29 PM`: others write four digits of the year, small letters or 24 hours.
  const american = sample.isAmericanHalf && sample.date.separator === '/' && sample.date.lastDigits <= 2;
  return american ? 'monthDayYear' : 'dayMonthYear';
}

function warningsOfDates(
  headers: readonly StampedLine[],
  dates: OrderedDates,
): readonly ConversationWarning[] {
  const chosen = dates.readings.find((reading) => reading.chosen);
  const unmarked =
    headers.length >= 50 && headers.every(({ hasHalf, hour }) => !hasHalf && hour >= 1 && hour <= 12)
      ? headers.length
      : 0;
  return [
    ...(dates.ambiguous && chosen !== undefined
      ? [{ kind: 'dateAmbiguous' as const, proposed: chosen.order, possible: dates.possible }]
      : []),
    ...(unmarked > 0 ? [{ kind: 'twelveHoursUnmarked' as const, count: unmarked }] : []),
  ];
}

/** Lines earlier than the one before them, by less than what makes them a quotation. */
function backwardSteps(blocks: readonly Block[]): readonly ConversationWarning[] {
  const lines = blocks.flatMap(({ at, position }, index) =>
    index > 0 && at < (blocks[index - 1]?.at ?? at) ? [position] : [],
  );
  return lines.length === 0 ? [] : [{ kind: 'outOfOrder', lines: lines.slice(0, 20), count: lines.length }];
}

function truncation(messages: number, withNotices: number): readonly ConversationWarning[] {
  const limit = exportLimits.find(
    (each) => Math.abs(messages - each) <= each / 400 || Math.abs(withNotices - each) <= each / 400,
  );
  return limit === undefined ? [] : [{ kind: 'likelyTruncated', limit }];
}
