import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { findMentions, isNamedInFull } from '../../shared/chronology/mentions';
import { conversationsContract, type TranscriptChoice } from '../../shared/conversations/contract';
import type { ConversationFailure, ConversationProfile } from '../../shared/conversations/report';
import type { Conversation, ConversationMessage, ReportSummary } from '../../shared/conversations/schemas';
import { transcriptWords } from '../../shared/conversations/transcript-wording';
import { isKnownZone } from '../../shared/conversations/wall-clock';
import {
  conversationIdSchema,
  evidenceFileIdSchema,
  exhibitIdSchema,
  type CaseId,
  type ExhibitId,
  type PersonId,
} from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Instant } from '../../shared/kernel/time';
import { readCase } from '../cases/store';
import { listRecognisable } from '../chronology/read';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { passGateForDocument } from '../departures/depart';
import { letOutDocument } from '../departures/let-out';
import { noteCustody } from '../evidence/custody';
import { checkOriginal, type OriginalState, type StoredOriginal } from '../evidence/originals';
import { takeInOriginal, withdrawOriginals } from '../evidence/loose-originals';
import { readPiece } from '../evidence/read-piece';
import { caseExists, insertExhibit } from '../evidence/store';
import { indexPendingConversation } from '../search/pending-conversations';
import { safeInFileName, withExtension } from '../filings/file-name';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { dialogText } from '../kernel/dialog-texts';
import { readConversation } from './off-thread';
import { forgetReport, recallReport, rememberReport, type PendingReport } from './pending-reports';
import {
  deleteConversation,
  findConversation,
  findSameConversation,
  insertConversation,
  isPersonOf,
  listConversations,
  listMessages,
  listSenders,
  nameSender,
  translateMessage,
} from './store';
import type { ReadFrom, ReportOptions } from './summarize';

/** Some five hundred pages. A word processor takes minutes over more, and nobody reads it. */
const mostInTranscript = 5000;

export const conversationsHandlers: Handlers<typeof conversationsContract> = {
  'conversations.list': ({ db }, { caseId }) => ok([...listConversations(db, caseId)]),

  'conversations.look': async (deps, { reportId: again, evidenceFileId, ...options }) => {
    const { host, vault, newId, clock } = deps;
    if (options.zone !== undefined && !isKnownZone(options.zone)) return err({ kind: 'zoneUnknown' });
    const before = again === undefined ? undefined : recallReport(vault, again);
    if (again !== undefined && before === undefined) return err({ kind: 'reportGone' });
    let from = before?.from ?? (evidenceFileId === undefined ? undefined : { evidenceFileId });
    if (from === undefined) {
      const path = await host.chooseFile({
        title: dialogText(deps, 'dialogs.chooseConversation'),
        kinds: [
          {
            name: dialogText(deps, 'dialogs.conversationKind'),
            extensions: ['txt', 'zip', 'json', 'jsonl', 'xml', 'eml', 'mbox', 'msg', 'csv', 'tsv'],
          },
        ],
      });
      if (path === null) return err({ kind: 'dialogCancelled' });
      from = { path };
    }
    const reportId = again ?? newId();
    const source = await readFrom(deps, from);
    if (!source.ok)
      return source.error.kind === 'fileTooLarge'
        ? err({ kind: 'notRead', because: source.error, reportId })
        : err(source.error);
    const order = { from: source.value, options, now: new Date(clock.now()) };
    const read = await readConversation(order, { wanted: 'sample' });
    rememberReport(vault, reportId, { from, options, sha256: read.ok ? read.value.summary.sha256 : null });
    if (!read.ok) return err({ kind: 'notRead', because: read.error, reportId });
    return ok({ reportId, report: read.value.summary, sample: [...read.value.messages] });
  },

  'conversations.confirm': async (deps, input) => {
    const { db, vault, clock, work } = deps;
    const pending = recallReport(vault, input.reportId);
    if (pending === undefined || pending.sha256 === null) return err({ kind: 'reportGone' });
    if (!caseExists(db, input.caseId)) return err({ kind: 'caseNotFound' });
    if (input.people.some(({ personId }) => !isPersonOf(db, input.caseId, personId)))
      return err({ kind: 'personNotFound' });
    const chat = pending.options.chat ?? '';
    const same = findSameConversation(db, { caseId: input.caseId, sha256: pending.sha256, chat });
    if (same !== undefined) return err({ kind: 'alreadyHere', conversationId: same });

    return work.run('importEvidence', async (context) => {
      const { from, options, sha256 } = pending;
      let written: StoredOriginal | null = null;
      try {
        const source = await readFrom(deps, from);
        if (!source.ok)
          return source.error.kind === 'fileTooLarge'
            ? err({ kind: 'notRead', because: source.error })
            : err(source.error);
        const read = await readConversation(
          { from: source.value, options, now: new Date(clock.now()) },
          { wanted: 'messages', signal: context.signal },
        );
        if (!read.ok) return err({ kind: 'notRead', because: read.error });
        const { summary, messages } = read.value;
        if (summary.sha256 !== sha256) return err({ kind: 'fileChanged' });
        if (messages.length === 0) return err({ kind: 'noMessages' });
        const held = findOriginal(db, input.caseId, summary.sha256);
        if (held === undefined) {
          // An original of this case is held; one of another case stays there.
          if (!('path' in from)) return err({ kind: 'originalNotFound' });
          written = await takeInOriginal(deps, createReadStream(from.path), context);
          // The file was changed between its report and now.
          if (written.sha256 !== summary.sha256) {
            await withdrawOriginals(deps, [written]);
            return err({ kind: 'fileChanged' });
          }
        }
        if (deps.session.current() !== vault) throw new Error('The vault was locked meanwhile');
        context.pointOfNoReturn();
        const conversationId = keep(deps, { input, summary, options, held, written, messages });
        written = null;
        forgetReport(vault, input.reportId);
        await indexPendingConversation(db, conversationId, {
          breathe: context.breathe,
          // A lock does not wait for it: at the next opening it goes on where it stood.
          isOver: () => deps.session.current() !== vault,
        });
        return ok({ conversationId, messages: summary.lines.messages });
      } catch (failure) {
        if (written !== null) await withdrawOriginals(deps, [written]);
        if (context.signal.aborted) return err({ kind: 'cancelled' });
        throw failure;
      }
    });
  },

  'conversations.read': ({ db }, { conversationId }) => {
    const found = findConversation(db, conversationId);
    if (found === undefined) return err({ kind: 'conversationNotFound' });
    return ok({ ...found, senders: listSenders(db, conversationId) });
  },

  'conversations.messages': ({ db }, { conversationId, ...page }) =>
    findConversation(db, conversationId) === undefined
      ? err({ kind: 'conversationNotFound' })
      : ok(listMessages(db, conversationId, page)),

  'conversations.nameSender': ({ db, audit }, { conversationId, ...naming }) =>
    db.transaction(() => {
      const found = findConversation(db, conversationId);
      if (found === undefined) return err({ kind: 'conversationNotFound' as const });
      const { caseId } = found.conversation;
      if (naming.personId !== null && !isPersonOf(db, caseId, naming.personId))
        return err({ kind: 'personNotFound' as const });
      nameSender(db, conversationId, naming);
      audit({ action: 'conversation.changed', subjectId: conversationId, caseId });
      return ok(null);
    }),

  'conversations.translate': ({ db, audit, clock }, { conversationId, ...written }) =>
    db.transaction(() => {
      const found = findConversation(db, conversationId);
      if (found === undefined) return err({ kind: 'conversationNotFound' as const });
      if (!translateMessage(db, conversationId, written, clock.now()))
        return err({ kind: 'messageNotFound' as const });
      const { caseId } = found.conversation;
      audit({ action: 'conversation.translated', subjectId: conversationId, caseId });
      return ok(null);
    }),

  'conversations.asExhibit': (deps, { conversationId }) =>
    deps.db.transaction(() => {
      const found = findConversation(deps.db, conversationId);
      if (found === undefined) return err({ kind: 'conversationNotFound' as const });
      const original = originalOf(deps.db, conversationId);
      if (original === undefined) return err({ kind: 'conversationNotFound' as const });
      const { exhibitId } = original;
      return ok(
        exhibitId === null
          ? { exhibitId: makeExhibit(deps, found.conversation, original), isNew: true }
          : { exhibitId, isNew: false },
      );
    }),

  'conversations.lookAtTranscript': ({ db }, { conversationId, choice }) =>
    db.transaction(() => {
      const found = findConversation(db, conversationId);
      if (found === undefined) return err({ kind: 'conversationNotFound' as const });
      const { caseId } = found.conversation;
      const everything = { offset: 0, limit: mostInTranscript };
      const { messages, total } = listMessages(db, conversationId, { filter: choice.filter, ...everything });
      const whole = listMessages(db, conversationId, { filter: {}, offset: 0, limit: 1 }).total;
      const words = [
        found.conversation.title,
        ...(choice.withFileName ? [found.report.fileName] : []),
        ...found.report.senders.map(({ name }) => name),
        ...messages.flatMap((message) => wordsOf(message, choice)),
      ].join('\n');
      const people = listRecognisable(db);
      const others = people.filter((person) => person.caseId !== caseId && isNamedInFull(words, person));
      const notices = messages.filter(({ kind }) => kind === 'notice').length;
      return ok({
        messages: total - notices,
        notices,
        leftOut: whole - total,
        notUnderstood: found.report.lines.notUnderstood,
        most: mostInTranscript,
        mentions: [
          ...findMentions(
            words,
            people.filter((person) => person.caseId === caseId),
          ),
        ],
        otherCases: [...new Set(others.map(({ caseCode }) => caseCode))],
      });
    }),

  'conversations.saveTranscript': async (deps, { conversationId, choice, to, reason, reasonKind }) => {
    const { db, vault, host, clock, work } = deps;
    const read = db.transaction(() => {
      const found = findConversation(db, conversationId);
      const original = originalOf(db, conversationId);
      if (found === undefined || original === undefined) return null;
      const { caseId } = found.conversation;
      const page = { offset: 0, limit: mostInTranscript };
      const { messages, total } = listMessages(db, conversationId, { filter: choice.filter, ...page });
      const whole = listMessages(db, conversationId, { filter: {}, offset: 0, limit: 1 }).total;
      const code = readCase(db, caseId)?.code ?? '';
      return { ...found, original, caseId, code, messages, total, leftOut: whole - total };
    });
    if (read === null) return err({ kind: 'conversationNotFound' });
    if (read.total === 0) return err({ kind: 'nothingShown' });
    if (read.total > mostInTranscript) return err({ kind: 'tooMany' });
    const { original, caseId, conversation, report, leftOut } = read;
    const { language } = choice;
    const today = clock.today();
    const chosen = await host.chooseSavePath({
      title: dialogText(deps, 'dialogs.saveTranscript'),
      suggestedName: `${safeInFileName(read.code)}_${transcriptWords.fileName[language]}_${today}.docx`,
      kinds: [{ name: 'Word', extensions: ['docx'] }],
    });
    if (chosen === null) return err({ kind: 'dialogCancelled' });
    const path = withExtension(chosen, '.docx');
    return work.run('transcript', async (context) => {
      let found: OriginalState;
      let done = 0;
      try {
        found = await checkOriginal(vault.originals, original, {
          signal: context.signal,
          breathe: context.breathe,
          onBytes: (count) => {
            done += count;
            context.report({ done, total: original.byteLength });
          },
        });
      } catch (failure) {
        if (context.signal.aborted) return err({ kind: 'cancelled' });
        throw failure;
      }
      const checkedAt = clock.now();
      // The writer of Word files is large, and most sessions make no document with it.
      const { buildTranscript } = await import('./transcript');
      const document = await buildTranscript({
        caseCode: read.code,
        today,
        choice,
        conversation,
        report,
        shown: read.messages,
        leftOut,
        original: { ...original, found, checkedAt },
      });
      if (context.signal.aborted) return err({ kind: 'cancelled' });
      const passed = passGateForDocument(deps, { caseId, to, told: ['account', 'papers'], document, reason });
      if (!passed.ok) return passed;
      const saved = letOutDocument(deps, {
        path,
        document,
        record: {
          departures: [{ caseId, kind: 'transcript', to, objections: [...passed.value], reason, reasonKind }],
          custody: [{ fileId: original.id, action: checkActions[found], at: checkedAt }],
          audit: [{ action: 'conversation.transcriptSaved', subjectId: conversationId, caseId }],
        },
      });
      return saved.ok ? ok({ fileName: basename(path), original: found }) : saved;
    });
  },

  'conversations.remove': ({ db, audit }, { conversationId }) =>
    db.transaction(() => {
      const found = findConversation(db, conversationId);
      if (found === undefined) return err({ kind: 'conversationNotFound' as const });
      deleteConversation(db, conversationId);
      audit({ action: 'conversation.removed', subjectId: conversationId, caseId: found.conversation.caseId });
      return ok(null);
    }),
};

/** More would stand in memory twice while it is read. */
const mostBytesOfOriginal = 150 * 2 ** 20;

/** An original is opened into memory alone, and read there. */
async function readFrom(
  deps: VaultDeps,
  from: PendingReport['from'],
): Promise<
  Result<
    ReadFrom,
    | Extract<ConversationFailure, { kind: 'fileTooLarge' }>
    | { readonly kind: 'originalNotFound' | 'originalMissing' | 'originalDamaged' }
  >
> {
  if ('path' in from) return ok({ path: from.path });
  const { evidenceFileId } = from;
  const row = deps.db.get<{ readonly name: string; readonly byteLength: number }>(sql`
    SELECT name, byte_length AS byteLength FROM evidence_files WHERE id = ${evidenceFileId}
  `);
  if (row === undefined) return err({ kind: 'originalNotFound' });
  const { name, byteLength } = row;
  if (byteLength > mostBytesOfOriginal)
    return err({ kind: 'fileTooLarge', name, limitMb: mostBytesOfOriginal / 2 ** 20 });
  const read = await readPiece(deps, { evidenceFileId, offset: 0, length: byteLength });
  return read.ok ? ok({ name, bytes: read.value }) : read;
}

interface Keeping {
  readonly input: {
    readonly caseId: CaseId;
    readonly title: string;
    readonly people: readonly { readonly sender: string; readonly personId: PersonId }[];
    readonly receivedFrom: string;
    readonly receivedHow: string;
  };
  readonly summary: ReportSummary;
  readonly options: ReportOptions;
  /** The original, where it is in the case already. */
  readonly held: string | undefined;
  readonly written: StoredOriginal | null;
  readonly messages: readonly ConversationMessage[];
}

/** The original's row, its first custody entry, the conversation and its messages: all of them or none. */
function keep(deps: VaultDeps, { input, summary, options, held, written, messages }: Keeping) {
  const { db, clock, newId, actor, audit } = deps;
  return db.transaction(() => {
    const now = clock.now();
    const conversationId = conversationIdSchema.parse(newId());
    const evidenceFileId = held ?? evidenceFileIdSchema.parse(newId());
    if (written !== null) {
      db.run(sql`
        INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, received_from,
          received_on, received_how, imported_at)
        VALUES (${evidenceFileId}, ${input.caseId}, ${written.storedAs}, ${written.sha256}, ${written.byteLength},
          ${summary.fileName}, ${mediaTypeOf(summary)}, ${input.receivedFrom}, ${clock.today()},
          ${input.receivedHow}, ${now})
      `);
      noteCustody(deps, { fileId: evidenceFileId, action: 'imported', at: now });
    }
    const chosen = summary.readings.find((reading) => reading.chosen);
    // A person may know better than the dates; then it is her word that counts, and not a proof.
    const isChosen =
      summary.warnings.some(({ kind }) => kind === 'dateAmbiguous') ||
      summary.readings.some((reading) => reading.contradictedBy < (chosen?.contradictedBy ?? 0));
    insertConversation(
      db,
      {
        id: conversationId,
        caseId: input.caseId,
        evidenceFileId,
        chat: options.chat ?? '',
        title: input.title,
        profile: summary.profile,
        dateOrder: chosen?.order ?? null,
        calendar: chosen?.calendar ?? 'gregorian',
        dateConfidence: chosen === undefined ? 'fixed' : isChosen ? 'chosen' : 'proved',
        zoneKind: summary.zone.kind,
        zoneBelieved: options.zone ?? '',
        report: summary,
        importedAt: now,
        importedBy: actor,
        people: new Map(input.people.map(({ sender, personId }) => [sender, personId])),
      },
      messages,
    );
    audit({ action: 'conversation.imported', subjectId: conversationId, caseId: input.caseId });
    return conversationId;
  });
}

/** Puts the export into the inventory as it came: its days, from whom, and its hash. */
function makeExhibit(
  { db, clock, newId, actor, audit }: VaultDeps,
  { caseId, title, first, last }: Conversation,
  original: Original,
): ExhibitId {
  const exhibitId = exhibitIdSchema.parse(newId());
  const now = clock.now();
  const days = [...new Set([first, last].flatMap((at) => (at === null ? [] : [at.slice(0, 10)])))];
  insertExhibit(db, {
    id: exhibitId,
    caseId,
    title,
    dateEdtf: days.join('/'),
    author: '',
    pages: null,
    language: '',
    translation: 'none',
    origin: original.receivedFrom,
    medium: 'digital',
    sha256: original.sha256,
    note: '',
    createdAt: now,
    updatedAt: now,
  });
  db.run(sql`UPDATE evidence_files SET exhibit_id = ${exhibitId} WHERE id = ${original.id}`);
  noteCustody(
    { db, newId, actor },
    { fileId: original.id, action: 'attached', at: now, details: { exhibitId } },
  );
  audit({ action: 'exhibit.created', subjectId: exhibitId, caseId });
  return exhibitId;
}

const checkActions = {
  whole: 'checkedWhole',
  missing: 'checkedMissing',
  damaged: 'checkedDamaged',
} as const;

/** Everything of a message that stands in a transcript. */
function wordsOf(message: ConversationMessage, choice: TranscriptChoice): readonly string[] {
  const { text, subject, forwardedFrom, recipients, attachments, chat } = message;
  const translation = choice.withTranslation ? message.translation : null;
  return [
    text,
    subject,
    forwardedFrom,
    chat,
    ...recipients,
    ...attachments,
    ...(translation === null ? [] : [translation.text, translation.translator]),
  ];
}

interface Original extends StoredOriginal {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly importedAt: Instant;
  readonly receivedFrom: string;
  readonly exhibitId: ExhibitId | null;
}

function originalOf(db: ReadableDatabase, conversationId: string): Original | undefined {
  return db.get<Original>(sql`
    SELECT evidence_files.id, stored_as AS storedAs, sha256, byte_length AS byteLength, name,
      media_type AS mediaType, evidence_files.imported_at AS importedAt, received_from AS receivedFrom,
      exhibit_id AS exhibitId
    FROM conversations
    JOIN evidence_files ON evidence_files.id = evidence_file_id
    WHERE conversations.id = ${conversationId}
  `);
}

/** What the original is, by what it was read as. */
const mediaTypes: Readonly<Record<ConversationProfile, string>> = {
  whatsappIos: 'text/plain',
  whatsappAndroid: 'text/plain',
  telegram: 'application/json',
  signal: 'application/jsonl',
  smsBackup: 'application/xml',
  facebook: 'application/json',
  instagram: 'application/json',
  eml: 'message/rfc822',
  mbox: 'application/mbox',
  msg: 'application/vnd.ms-outlook',
  csv: 'text/csv',
};

function mediaTypeOf({ profile, fileName }: ReportSummary): string {
  return fileName.toLowerCase().endsWith('.zip') ? 'application/zip' : mediaTypes[profile];
}

/** The original with these bytes, where the case has it already. */
function findOriginal(db: ReadableDatabase, caseId: CaseId, sha256: string): string | undefined {
  return db.get<{ readonly id: string }>(sql`
    SELECT id FROM evidence_files WHERE case_id = ${caseId} AND sha256 = ${sha256} ORDER BY imported_at LIMIT 1
  `)?.id;
}
