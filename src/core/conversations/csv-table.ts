import { parse, type CsvError } from 'csv-parse/sync';
import { orderDates } from '../../shared/conversations/date-order';
import { withoutDirectionMarks } from '../../shared/conversations/marks';
import type {
  ConversationFailure,
  DateOrder,
  NotUnderstood,
  ReadConversation,
  ReadMessage,
} from '../../shared/conversations/report';
import { lastName } from '../../shared/conversations/telegram';
import { readStampedLine, type StampedLine } from '../../shared/conversations/whatsapp-stamp';
import { isWrittenTime, timeOfInstant, zoneOfOffsets } from '../../shared/conversations/written-time';
import { err, ok, type Result } from '../../shared/kernel/result';

/** Names of columns in the languages of the program, in lower case. */
const columnNames = {
  time: [
    'at',
    'date',
    'time',
    'datetime',
    'date time',
    'date/time',
    'timestamp',
    'sent',
    'sent at',
    'date et heure',
    'heure',
    'horodatage',
    'datum',
    'tijd',
    'tijdstip',
    'datum en tijd',
    'zeit',
    'zeitpunkt',
    'datum und uhrzeit',
    'uhrzeit',
  ],
  sender: [
    'sender',
    'from',
    'author',
    'name',
    'user',
    'expéditeur',
    'expediteur',
    'auteur',
    'de',
    'nom',
    'afzender',
    'van',
    'naam',
    'absender',
    'von',
  ],
  text: [
    'text',
    'message',
    'body',
    'content',
    'texte',
    'contenu',
    'bericht',
    'tekst',
    'inhoud',
    'nachricht',
    'inhalt',
  ],
  attachment: [
    'attachment',
    'file',
    'media',
    'filename',
    'file name',
    'pièce jointe',
    'piece jointe',
    'fichier',
    'bijlage',
    'bestand',
    'anhang',
    'datei',
  ],
} as const;
type Column = keyof typeof columnNames;

const isoForm = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/;

/** Whether the first line names columns of a chat. */
export function looksLikeChatTable(firstLine: string): boolean {
  const cells = firstLine.split(delimiterOf(firstLine)).map(cellName);
  return columnOf(cells, 'time') >= 0 && columnOf(cells, 'text') >= 0;
}

/** Reads a table with a line of column names. A second column of hours goes with a column of days. */
export function readChatTable(
  text: string,
  name: string,
  chosenOrder: DateOrder | undefined,
): Result<ReadConversation, ConversationFailure> {
  const delimiter = delimiterOf(text.slice(0, 10_000).split('\n', 1)[0] ?? '');
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
    });
  } catch (failure) {
    const line = (failure as CsvError)['lines'];
    return err({ kind: 'csvBroken', name, line: typeof line === 'number' ? line : 1 });
  }
  const [header = [], ...records] = rows;
  const cells = header.map(cellName);
  const columns = {
    time: columnOf(cells, 'time'),
    sender: columnOf(cells, 'sender'),
    text: columnOf(cells, 'text'),
    attachment: columnOf(cells, 'attachment'),
  };
  const missing = (['time', 'sender', 'text'] as const).filter((column) => columns[column] < 0);
  if (missing.length > 0) return err({ kind: 'csvColumns', name, missing });
  const hourColumn = cells.findIndex(
    (cell, index) =>
      index !== columns.time &&
      (['time', 'heure', 'tijd', 'uhrzeit', 'zeit'] as const).some((word) => word === cell),
  );
  const times = records.map((record, index) =>
    readTime([record[columns.time], hourColumn < 0 ? undefined : record[hourColumn]], index + 1),
  );
  const stamped = times.flatMap((time) => (time.kind === 'stamped' ? [time.line] : []));
  const dates = orderDates(
    stamped.map(({ date }) => date),
    { usual: 'dayMonthYear', chosen: chosenOrder, mayFall: true },
  );
  const messages: ReadMessage[] = [];
  const notUnderstood: NotUnderstood[] = [];
  const offsets: (string | null)[] = [];
  const beyond: number[] = [];
  let next = 0;
  for (const [index, record] of records.entries()) {
    const position = index + 1;
    const time = times[index];
    const day = time?.kind === 'stamped' ? (dates.days[next++] ?? null) : null;
    const at =
      time?.kind === 'written'
        ? time.at
        : time?.kind === 'stamped' && day !== null && time.line.time !== null
          ? `${day}T${time.line.time}`
          : null;
    const sender = withoutDirectionMarks(record[columns.sender] ?? '').trim();
    if (at === null || sender === '') {
      const reason =
        at === null && (time?.kind === 'stamped' || time?.kind === 'impossible')
          ? 'timeImpossible'
          : 'incomplete';
      notUnderstood.push({ position, text: record.join(' | '), reason });
      continue;
    }
    const offset = time?.kind === 'written' ? time.offset : null;
    offsets.push(offset);
    // Most often a text with the delimiter in it and without quotation marks around it: no word of it may be lost.
    const extra = record.slice(header.length).filter((cell) => cell !== '');
    if (extra.length > 0) beyond.push(position);
    const attachment = columns.attachment < 0 ? '' : (record[columns.attachment] ?? '');
    messages.push({
      at,
      sender,
      text: [withoutDirectionMarks(record[columns.text] ?? '').replace(/\r\n/g, '\n'), ...extra].join(
        delimiter,
      ),
      attachments: attachment === '' ? [] : [lastName(attachment)],
      offset,
      forwardedFrom: null,
      chat: null,
      position,
    });
  }
  const chosen = dates.readings.find((reading) => reading.chosen);
  return ok({
    profile: 'csv',
    messages,
    notices: [],
    notUnderstood,
    lookalikes: [],
    readings: dates.readings,
    lines: {
      unit: 'record',
      total: records.length,
      messages: messages.length,
      continuation: 0,
      notices: 0,
      notUnderstood: notUnderstood.length,
    },
    zone: zoneOfOffsets(offsets),
    warnings: [
      ...(dates.ambiguous && chosen !== undefined
        ? [{ kind: 'dateAmbiguous' as const, proposed: chosen.order, possible: dates.possible }]
        : []),
      ...(beyond.length > 0
        ? [{ kind: 'cellsBeyondColumns' as const, lines: beyond.slice(0, 20), count: beyond.length }]
        : []),
    ],
    mails: [],
  });
}

type CellTime =
  | { readonly kind: 'written'; readonly at: string; readonly offset: string | null }
  | { readonly kind: 'stamped'; readonly line: StampedLine }
  /** In the form of a time, of a day or an hour that does not exist. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'none' };

function readTime([first = '', hour]: readonly (string | undefined)[], position: number): CellTime {
  const cell = withoutDirectionMarks(hour === undefined ? first : `${first} ${hour}`).trim();
  const iso = isoForm.exec(cell);
  if (iso !== null) {
    const [, day = '', time = '', zone] = iso;
    if (!isWrittenTime(`${day}T${time}`)) return { kind: 'impossible' };
    const offset = zone === undefined ? null : zone === 'Z' ? '+00:00' : zone.replace(/^(...):?/, '$1:');
    return { kind: 'written', at: `${day}T${time}`, offset };
  }
  if (/^\d{10}(?:\d{3})?$/.test(cell)) {
    const at = timeOfInstant(Number(cell) * (cell.length === 10 ? 1000 : 1));
    return at === null ? { kind: 'none' } : { kind: 'written', at, offset: '+00:00' };
  }
  // The reader of chats takes a line: a cell is the beginning of one.
  const line = readStampedLine(`${cell} - `, position);
  return line === null ? { kind: 'none' } : { kind: 'stamped', line };
}

function columnOf(cells: readonly string[], column: Column): number {
  const names: readonly string[] = columnNames[column];
  return names.map((name) => cells.indexOf(name)).find((index) => index >= 0) ?? -1;
}

function cellName(cell: string): string {
  return cell
    .replace(/^\ufeff/, '')
    .replace(/^"|"$/g, '')
    .trim()
    .toLowerCase()
    .replace(/_/g, ' ');
}

function delimiterOf(line: string): string {
  const [best] = [';', '\t', ','].sort((one, other) => line.split(other).length - line.split(one).length);
  return best ?? ',';
}
