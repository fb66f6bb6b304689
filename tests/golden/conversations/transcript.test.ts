import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { readPackage } from '../../../src/core/filings/package-reader';
import type { TranscriptChoice } from '../../../src/shared/conversations/contract';
import type { ConversationId } from '../../../src/shared/kernel/ids';
import { languages } from '../../../src/shared/kernel/languages';
import type { TestCore } from '../../support/core';
import { plainText } from '../../support/filing-documents';
import { aVaultWithACase } from '../../integration/interviews/support';

/** Two scripts, a notice, a picture that is not there, a line before the first message, a quotation, signs no file can hold. */
const chat = [
  'Exported by a program',
  '13/05/2023, 21:29 - Karim created group "Rooms: north"',
  '13/05/2023, 21:30 - Karim: You owe 400 (four hundred).',
  'Pay on Friday',
  '13/05/2023, 21:31 - Mina: لا أستطيع (ليس معي مال) قبل 15/06!',
  'أريد جواز سفري، Karim.',
  '14/05/2023, 07:00 - Mina: IMG-20230514-WA0001.jpg (file attached)',
  '14/05/2023, 07:02 - Karim: a bell \u0007 rang',
  '[1/1/2020, 10:00:00] Boss: quoted',
  '15/05/2023, 08:00 - סמיר: שלום, come to Antwerp (room 4)',
].join('\n');

let core: TestCore;
let conversationId: ConversationId;
beforeAll(async () => {
  const made = await aVaultWithACase();
  core = made.core;
  const path = join(core.folder, 'chat.txt');
  writeFileSync(path, chat);
  core.host.answerFile(path);
  const { reportId } = await core.value('conversations.look', {});
  const form = { title: 'Karim and Mina', people: [], receivedFrom: 'the client', receivedHow: 'by cable' };
  const confirmed = await core.value('conversations.confirm', { reportId, caseId: made.caseId, ...form });
  conversationId = confirmed.conversationId;
  mkdirSync(join(core.folder, 'out'));
});
afterAll(() => core.close());

const whole = { filter: {}, withTranslation: false, withFileName: true } as const;

async function save(choice: TranscriptChoice, name: string): Promise<Buffer> {
  const path = join(core.folder, 'out', `${name}.docx`);
  core.host.answerSavePath(path);
  expect(await core.value('conversations.saveTranscript', { conversationId, choice })).toEqual({
    fileName: `${name}.docx`,
    original: 'whole',
  });
  return readFileSync(path);
}

describe('the text of a transcript', () => {
  it.each(languages)('reads as before in %s', async (language) => {
    const document = await save({ ...whole, language }, language);
    await expect(plainText(document)).toMatchFileSnapshot(`expected/transcript.${language}.txt`);
  });

  it('says what a choice left out, with a column for the translator and without the name of the file', async () => {
    const filter = { sender: 'Mina', from: '2023-05-14', until: '2023-05-14' };
    const choice = { language: 'en', filter, withTranslation: true, withFileName: false } as const;
    const document = await save(choice, 'chosen');
    await expect(plainText(document)).toMatchFileSnapshot('expected/transcript.en.chosen.txt');
    expect(plainText(document)).not.toContain('chat.txt');
  });
});

describe('a transcript with translations', () => {
  const translate = (sequence: number, text: string, translator: string) =>
    core.value('conversations.translate', { conversationId, sequence, translation: { text, translator } });
  afterAll(async () => {
    for (const sequence of [2, 3])
      await core.value('conversations.translate', { conversationId, sequence, translation: null });
  });

  it('has them beside the messages, and says who translated', async () => {
    const choice = { ...whole, withTranslation: true };
    await translate(
      3,
      'Je ne peux pas (je n’ai pas d’argent) avant le 15/06.\nJe veux mon passeport, Karim.',
      'A. Dubois',
    );
    const one = await save({ ...choice, language: 'fr' }, 'one');
    await expect(plainText(one)).toMatchFileSnapshot('expected/transcript.fr.translated.txt');
    await translate(2, 'U bent 400 (vierhonderd) verschuldigd.\nBetaal vrijdag', 'B. Peeters');
    const two = await save({ ...choice, language: 'nl' }, 'two');
    await expect(plainText(two)).toMatchFileSnapshot('expected/transcript.nl.translated.txt');
  });
});

describe('the file of a transcript', () => {
  it('gives nothing away beside its text, and is the same each time', async () => {
    const document = await save({ ...whole, language: 'fr' }, 'first');
    expect(await save({ ...whole, language: 'fr' }, 'second')).toEqual(document);
    expect(inspectDocument(document)).toMatchObject({
      ok: true,
      value: {
        leaks: [],
        fieldsLeftOver: [],
        properties: { 'dc:title': 'Transcription d’une conversation', 'dc:language': 'fr-BE' },
      },
    });
  });

  it('lets each line run in its own direction', async () => {
    const parts = readPackage(await save({ ...whole, language: 'en' }, 'directions'));
    if (!parts.ok) throw new Error(parts.error.reason);
    const xml = Buffer.from(parts.value.get('word/document.xml') ?? []).toString('utf8');
    const paragraphs = xml.match(/<w:p>.*?<\/w:p>/gsu) ?? [];
    const saying = (words: string): string => paragraphs.find((paragraph) => paragraph.includes(words)) ?? '';
    const runs = (paragraph: string): string[] =>
      (paragraph.match(/<w:r>.*?<\/w:r>/gsu) ?? []).map(
        (run) =>
          `${run.includes('<w:rtl/>') ? '←' : '→'}${/<w:t[^>]*>(?<text>.*)<\/w:t>/su.exec(run)?.groups?.['text']}`,
      );
    expect(saying('You owe')).not.toContain('<w:bidi/>');
    expect(saying('أستطيع')).toContain('<w:bidi/>');
    // The brackets belong to the Arabic, the date does not.
    expect(runs(saying('أستطيع'))).toEqual([
      '←لا أستطيع',
      '← (',
      '←ليس معي مال',
      '←) ',
      '←قبل',
      '← ',
      '→15/06',
      '←!',
    ]);
    expect(saying('שלום')).toContain('<w:bidi/>');
    expect(runs(saying('שלום'))).toEqual(['←שלום', '←, ', '→come to Antwerp (room 4)']);
  });
});
