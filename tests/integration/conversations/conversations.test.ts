import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { checkOriginal } from '../../../src/core/evidence/originals';
import { checkSearchIndex, countSearchProblems } from '../../../src/core/search/check';
import { indexCase } from '../../../src/core/search/index-store';
import type { MessageFilter } from '../../../src/shared/conversations/schemas';
import type { CaseId, PersonId } from '../../../src/shared/kernel/ids';
import { conversationFiles } from '../../support/conversation-files';
import type { TestCore } from '../../support/core';
import { aVaultWithACase } from '../interviews/support';
import { found } from '../search/support';

let core: TestCore;
let caseId: CaseId;
let witness: PersonId;

beforeAll(async () => {
  ({ core, caseId } = await aVaultWithACase());
  witness = (await core.value('people.create', { caseId, role: 'witness' })).personId;
});
afterAll(() => core.close());

function file(name: string, content: string | Buffer): string {
  const path = join(core.folder, name);
  writeFileSync(path, content);
  core.host.answerFile(path);
  return path;
}

async function look(name: string, content: string | Buffer) {
  file(name, content);
  return core.value('conversations.look', {});
}

const form = { title: 'With her employer', people: [], receivedFrom: 'the client', receivedHow: 'by cable' };

/** The number of rows in each table that an import writes. */
function counted() {
  const { db } = core.vaultDeps();
  const count = (query: ReturnType<typeof sql>) => db.get<{ rows: number }>(query)?.rows ?? -1;
  return {
    originals: count(sql`SELECT count(*) AS rows FROM evidence_files`),
    custody: count(sql`SELECT count(*) AS rows FROM custody_entries`),
    conversations: count(sql`SELECT count(*) AS rows FROM conversations`),
    messages: count(sql`SELECT count(*) AS rows FROM conversation_messages`),
    passages: count(sql`SELECT count(*) AS rows FROM search_passages WHERE kind = 'message'`),
  };
}

const auditCount = (): number =>
  core.vaultDeps().db.all(sql`SELECT 1 FROM audit_entries WHERE action = 'conversation.transcriptSaved'`)
    .length;

const nothing = { originals: 0, custody: 0, conversations: 0, messages: 0, passages: 0 };

describe('a chat on its way into the vault', () => {
  it('is a report first, of which nothing is kept', async () => {
    const { report, sample } = await look(
      'chat.txt',
      conversationFiles['whatsapp-android-ambiguous.txt'] ?? '',
    );
    expect({ report, sample: sample.map(({ at, sender, text }) => [at, sender, text]) }).toMatchObject({
      report: {
        profile: 'whatsappAndroid',
        fileName: 'chat.txt',
        lines: { total: 2, messages: 2, continuation: 0, notices: 0, notUnderstood: 0 },
        warnings: [{ kind: 'dateAmbiguous' }],
      },
      sample: [
        ['2023-06-05T21:29', 'Mina', 'first'],
        ['2023-06-05T21:30', 'Karim', 'second'],
      ],
    });
    expect(counted()).toEqual(nothing);
  });

  it('says why a file is none, and leaves nothing behind', async () => {
    file('empty.txt', '');
    expect(await core.call('conversations.look', {})).toMatchObject({
      ok: false,
      error: { kind: 'notRead', because: { kind: 'fileEmpty', name: 'empty.txt' } },
    });
    expect(await core.call('conversations.look', {})).toMatchObject({ error: { kind: 'dialogCancelled' } });
    expect(counted()).toEqual(nothing);
  });

  it('is refused when the file changed after its report', async () => {
    const path = file('chat.txt', conversationFiles['whatsapp-android-german.txt'] ?? '');
    const { reportId } = await core.value('conversations.look', {});
    appendFileSync(path, '14.05.23, 07:00 - Karim: added\n');
    expect(await core.call('conversations.confirm', { reportId, caseId, ...form })).toEqual({
      ok: false,
      error: { kind: 'fileChanged' },
    });
    expect(counted()).toEqual(nothing);
  });

  it('forgets what was looked at when the vault is locked', async () => {
    const { reportId } = await look('chat.txt', conversationFiles['whatsapp-android-german.txt'] ?? '');
    await core.lockAndReopen();
    expect(await core.call('conversations.confirm', { reportId, caseId, ...form })).toEqual({
      ok: false,
      error: { kind: 'reportGone' },
    });
  });

  it('becomes messages as the confirmed reading has them, beside the original, and can be found', async () => {
    const seen = await look('chat.txt', conversationFiles['whatsapp-android-ambiguous.txt'] ?? '');
    const { reportId } = await core.value('conversations.look', {
      reportId: seen.reportId,
      order: 'monthDayYear',
      zone: 'Europe/Brussels',
    });
    const { conversationId, messages } = await core.value('conversations.confirm', {
      reportId,
      caseId,
      ...form,
      people: [{ sender: 'Mina', personId: witness }],
    });
    expect(messages).toBe(2);
    expect(counted()).toEqual({ originals: 1, custody: 1, conversations: 1, messages: 2, passages: 2 });

    const { conversation, senders, report } = await core.value('conversations.read', { conversationId });
    expect({ conversation, senders, sum: report.lines.total }).toEqual({
      conversation: {
        id: conversationId,
        caseId,
        title: 'With her employer',
        profile: 'whatsappAndroid',
        dateOrder: 'monthDayYear',
        calendar: 'gregorian',
        dateConfidence: 'chosen',
        zoneKind: 'unknown',
        messages: 2,
        first: '2023-05-06T21:29',
        last: '2023-05-06T21:30',
        importedAt: core.clock.now(),
      },
      senders: [
        { name: 'Karim', messages: 1, personId: null },
        { name: 'Mina', messages: 1, personId: witness },
      ],
      sum: 2,
    });
    const page = await core.value('conversations.messages', {
      conversationId,
      filter: { sender: 'Karim' },
      offset: 0,
      limit: 10,
    });
    expect(page).toEqual({
      messages: [
        {
          sequence: 2,
          kind: 'message',
          at: '2023-05-06T21:30',
          offset: null,
          sender: 'Karim',
          text: 'second',
          attachments: [],
          forwardedFrom: '',
          subject: '',
          recipients: [],
          chat: '',
          translation: null,
          position: 2,
        },
      ],
      total: 1,
    });

    const { db, vault } = core.vaultDeps();
    const original = db.get<{ storedAs: string; sha256: string; byteLength: number }>(
      sql`SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files`,
    );
    expect(original === undefined ? 'none' : await checkOriginal(vault.originals, original)).toBe('whole');
    expect((await found(core, 'second')).map(([, kind, text]) => [kind, text])).toEqual([
      ['message', '[second]'],
    ]);
    const actions = db.all<{ action: string }>(
      sql`SELECT action FROM audit_entries WHERE subject_id = ${conversationId}`,
    );
    expect(actions).toEqual([{ action: 'conversation.imported' }]);
  });

  it('becomes one exhibit when a fact cites a message of it', async () => {
    const [conversation] = await core.value('conversations.list', { caseId });
    if (conversation === undefined) throw new Error('The conversation is missing');
    const conversationId = conversation.id;
    const made = await core.value('conversations.asExhibit', { conversationId });
    expect(made.isNew).toBe(true);
    expect(await core.value('conversations.asExhibit', { conversationId })).toEqual({
      exhibitId: made.exhibitId,
      isNew: false,
    });
    const { report } = await core.value('conversations.read', { conversationId });
    expect(await core.value('evidence.list', { caseId })).toMatchObject([
      {
        id: made.exhibitId,
        number: '1',
        title: 'With her employer',
        dateEdtf: '2023-05-06',
        origin: 'the client',
        medium: 'digital',
        sha256: report.sha256,
      },
    ]);
    const fact = await core.value('timeline.create', {
      caseId,
      statement: 'Karim wrote again.',
      sourceKind: 'message',
      citations: [{ kind: 'exhibit', exhibitId: made.exhibitId, locator: 'message 2' }],
    });
    expect((await core.value('timeline.read', { factId: fact.id })).citations).toMatchObject([
      { kind: 'exhibit', number: '1', locator: 'message 2' },
    ]);
    expect(counted()).toMatchObject({ originals: 1, custody: 2 });
  });

  it('is not taken in twice', async () => {
    const { reportId } = await look('again.txt', conversationFiles['whatsapp-android-ambiguous.txt'] ?? '');
    expect(await core.call('conversations.confirm', { reportId, caseId, ...form })).toMatchObject({
      ok: false,
      error: { kind: 'alreadyHere' },
    });
  });

  it('is taken out with what search knows of it, and its original stays', async () => {
    const [conversation] = await core.value('conversations.list', { caseId });
    if (conversation === undefined) throw new Error('The conversation is missing');
    await core.value('conversations.nameSender', {
      conversationId: conversation.id,
      sender: 'Karim',
      personId: witness,
    });
    await core.value('conversations.remove', { conversationId: conversation.id });
    expect(counted()).toEqual({ ...nothing, originals: 1, custody: 2 });
    expect(await found(core, 'second')).toEqual([]);
    expect(await core.call('conversations.read', { conversationId: conversation.id })).toEqual({
      ok: false,
      error: { kind: 'conversationNotFound' },
    });
  });

  it('keeps subject and recipients of a mail, and finds it by its subject', async () => {
    const { reportId } = await look('mail.eml', conversationFiles['mail.eml'] ?? '');
    const { conversationId } = await core.value('conversations.confirm', { reportId, caseId, ...form });
    const { messages } = await core.value('conversations.messages', {
      conversationId,
      filter: {},
      offset: 0,
      limit: 10,
    });
    expect(messages).toMatchObject([
      { subject: 'Réponse', recipients: ['Karim <karim@example.org>'], text: 'déjà vu', offset: '+02:00' },
    ]);
    expect((await found(core, 'reponse')).map(([, kind, text]) => [kind, text])).toEqual([
      ['message', '[Réponse] · déjà vu · inside.eml'],
    ]);
    await core.value('conversations.remove', { conversationId });
  });

  it('is translated message by message, found by the translation, and comes on paper with it', async () => {
    const { reportId } = await look(
      'two.txt',
      '13/05/2023, 21:29 - Mina: prima\n14/05/2023, 21:30 - Karim: zweite\n',
    );
    const { conversationId } = await core.value('conversations.confirm', { reportId, caseId, ...form });
    const translate = (sequence: number, translation: { text: string; translator: string } | null) =>
      core.call('conversations.translate', { conversationId, sequence, translation });
    const shown = async () =>
      (
        await core.value('conversations.messages', { conversationId, filter: {}, offset: 0, limit: 10 })
      ).messages.map(({ text, translation }) => [text, translation]);

    expect(await translate(2, { text: '  the meadow ', translator: ' A. Interpreter ' })).toMatchObject({
      ok: true,
    });
    expect(await shown()).toEqual([
      ['prima', null],
      ['zweite', { text: 'the meadow', translator: 'A. Interpreter' }],
    ]);
    const words = async () =>
      Promise.all(['meadow', 'zweite'].map(async (word) => (await found(core, word)).length));
    expect(await words()).toEqual([1, 1]);
    expect(await translate(3, { text: 'x', translator: '' })).toEqual({
      ok: false,
      error: { kind: 'messageNotFound' },
    });
    expect(await translate(1, { text: '   ', translator: '' })).toMatchObject({
      ok: false,
      error: { kind: 'badInput' },
    });

    const { mentions } = await core.value('conversations.lookAtTranscript', {
      conversationId,
      choice: { language: 'fr', filter: {}, withTranslation: true, withFileName: true },
    });
    expect(mentions).toEqual([]);
    expect(await translate(2, null)).toMatchObject({ ok: true });
    expect([await shown(), await words()]).toEqual([
      [
        ['prima', null],
        ['zweite', null],
      ],
      [0, 1],
    ]);
    await core.value('conversations.remove', { conversationId });
    expect(core.vaultDeps().db.all(sql`SELECT * FROM message_translations`)).toEqual([]);
  });

  it('leaves the index of search whole, whether little of it goes or nearly all', async () => {
    // The case of these tests was put into its table by hand, and is not in the index itself.
    indexCase(core.vaultDeps().db, caseId);
    const keep = async (name: string, content: string) => {
      const { reportId } = await look(name, content);
      return (await core.value('conversations.confirm', { reportId, caseId, ...form })).conversationId;
    };
    const line = (index: number, text: string) =>
      `13/05/2023, 21:${10 + (index % 50)} - Mina: ${text} ${index}\n`;
    const long = await keep('long.txt', Array.from({ length: 1200 }, (_, i) => line(i, 'harvest')).join(''));
    const short = await keep('short.txt', line(1, 'orchard') + line(2, 'ladder'));
    const problems = async () => countSearchProblems(await checkSearchIndex(core.vaultDeps().db));
    const foundOf = (...words: string[]) =>
      Promise.all(words.map(async (word) => (await found(core, word)).length > 0));
    expect([await problems(), ...(await foundOf('harvest', 'orchard'))]).toEqual([0, true, true]);
    await core.value('conversations.remove', { conversationId: short });
    expect([await problems(), ...(await foundOf('harvest', 'orchard'))]).toEqual([0, true, false]);
    await core.value('conversations.remove', { conversationId: long });
    expect([await problems(), ...(await foundOf('harvest', 'orchard'))]).toEqual([0, false, false]);
    expect(counted()).toMatchObject({ conversations: 0, messages: 0, passages: 0 });
  });

  it('says what a transcript would hold and give away, and leaves nothing behind where none is made', async () => {
    await core.value('people.change', {
      personId: witness,
      changes: { familyName: 'Haddad', givenNames: 'Karim' },
    });
    const { reportId } = await look('paper.txt', conversationFiles['whatsapp-android-english.txt'] ?? '');
    const { conversationId } = await core.value('conversations.confirm', { reportId, caseId, ...form });
    const choice = { language: 'fr', filter: {}, withTranslation: false, withFileName: true } as const;
    const draft = (filter: MessageFilter) => ({ conversationId, choice: { ...choice, filter } });
    const before = auditCount();
    expect(await core.value('conversations.lookAtTranscript', draft({ sender: 'Mina' }))).toEqual({
      messages: 2,
      notices: 0,
      leftOut: 3,
      notUnderstood: 0,
      most: 5000,
      mentions: [{ personId: witness, by: ['name'] }],
      otherCases: [],
    });
    const save = (filter: MessageFilter) => core.call('conversations.saveTranscript', draft(filter));
    expect(await save({ sender: 'Nobody' })).toEqual({ ok: false, error: { kind: 'nothingShown' } });
    expect(await save({})).toEqual({ ok: false, error: { kind: 'dialogCancelled' } });
    const nowhere = join(core.folder, 'nowhere', 'x.docx');
    core.host.answerSavePath(nowhere);
    expect(await save({})).toEqual({ ok: false, error: { kind: 'targetMissing' } });
    expect([existsSync(nowhere), auditCount()]).toEqual([false, before]);

    const path = join(core.folder, 'paper');
    core.host.answerSavePath(path);
    expect(await save({})).toEqual({ ok: true, value: { fileName: 'paper.docx', original: 'whole' } });
    expect(core.host.requests.at(-1)).toMatchObject({
      suggestedName: 'BR-2026-014_transcription_2026-03-02.docx',
    });
    expect([existsSync(`${path}.docx`), auditCount()]).toEqual([true, before + 1]);
    await core.value('conversations.remove', { conversationId });
    expect(await save({})).toEqual({ ok: false, error: { kind: 'conversationNotFound' } });
  });

  it('keeps notices in their places and every form of export', async () => {
    for (const [name, content] of Object.entries(conversationFiles)) {
      const { reportId, report } = await look(name, content);
      const { conversationId, messages } = await core.value('conversations.confirm', {
        reportId,
        caseId,
        ...form,
        title: name,
      });
      const { total } = await core.value('conversations.messages', {
        conversationId,
        filter: {},
        offset: 0,
        limit: 1,
      });
      expect({ name, messages, total }).toEqual({
        name,
        messages: report.lines.messages,
        total: report.lines.messages + report.lines.notices,
      });
    }
    expect(await core.value('conversations.list', { caseId })).toHaveLength(
      Object.keys(conversationFiles).length,
    );
  });

  it('comes in by pieces: other calls are answered between, and a lock only interrupts what search finds of it', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => {
      const at = new Date(Date.UTC(2020, 0, 13) + index * 600_000).toISOString();
      return `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}, ${at.slice(11, 16)} - Mina: wort${index}\n`;
    }).join('');
    const { reportId } = await look('long.txt', lines);
    const before = counted();
    const importing = core.call('conversations.confirm', { reportId, caseId, ...form });
    const end = { isThere: false };
    void importing.then(() => (end.isThere = true));
    const seen = new Set<number>();
    while (!end.isThere && counted().passages < before.passages + 2500) {
      // Calls of a test are answered without a turn of the event loop, in which the rest goes on.
      await new Promise((resolve) => setImmediate(resolve));
      await core.value('cases.list', {});
      seen.add(counted().passages);
    }
    expect(seen.size).toBeGreaterThan(2);
    const { db } = core.vaultDeps();
    expect(db.get(sql`SELECT next_sequence AS next FROM search_pending`)).toEqual({
      next: counted().passages - before.passages + 1,
    });
    expect(
      (await core.value('search.find', { text: 'wort7', filter: {}, withNames: true })).isIndexWhole,
    ).toBe(false);
    await core.lockAndReopen();
    expect(await importing).toMatchObject({ ok: true, value: { messages: 3000 } });

    await expect.poll(() => counted().passages).toBe(before.passages + 3000);
    const { isIndexWhole, total } = await core.value('search.find', {
      text: 'wort2999',
      filter: {},
      withNames: true,
    });
    expect({ isIndexWhole, total }).toEqual({ isIndexWhole: true, total: 1 });
  });
});
