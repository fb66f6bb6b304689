import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conversationFiles, hostileArchives, zip } from '../../support/conversation-files';
import { runCommand } from '../../support/run-command';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();

async function report(name: string, content: string | Buffer, ...options: readonly string[]) {
  mkdirSync(path(), { recursive: true });
  writeFileSync(path(name), content);
  return runCommand(path(), ['import', 'report', name, ...options]);
}

async function reportJson(name: string, content: string | Buffer, ...options: readonly string[]) {
  const { code, out, error } = await report(name, content, ...options, '--json');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return JSON.parse(out) as {
    readonly profile: string;
    readonly messages: readonly { readonly at: string; readonly sender: string; readonly text: string }[];
    readonly readings: readonly { readonly order: string; readonly chosen: boolean }[];
    readonly warnings: readonly { readonly kind: string }[];
    readonly attachmentsMissing: readonly string[];
    readonly lines: Readonly<Record<string, number | string>>;
  };
}

const whatsApp = conversationFiles['whatsapp-ios-english.txt'] ?? '';

describe('dossier import report', () => {
  it('tells people the sum, the dates and what to ask, in sentences', async () => {
    const { code, out, error } = await report(
      'chat.txt',
      conversationFiles['whatsapp-android-ambiguous.txt'] ?? '',
    );
    expect({ code, error, out: out.replace(/SHA-256 .*/, 'SHA-256 …') }).toEqual({
      code: 0,
      error: '',
      out: [
        'chat.txt: WhatsApp on Android',
        'SHA-256 …',
        '',
        '2 lines = 2 that begin a message + 0 that go on with one + 0 notices + 0 not understood',
        'From 2023-06-05 21:29 to 2023-06-05 21:30. As the clock of the telephone showed it; the file does not say of which zone.',
        '',
        'Senders:',
        '  Mina: 1',
        '  Karim: 1',
        '',
        'How the dates can be read:',
        '  taken: day, month, year, Gregorian, 2023-06-05 to 2023-06-05; nothing speaks against it',
        '  or: month, day, year, Gregorian, 2023-05-06 to 2023-05-06; nothing speaks against it',
        '',
        'To know before this is used:',
        '  Nothing in the file says whether a date is day, month, year or month, day, year. It was read as day, month, year, as most telephones write it: ask whose telephone it was, or say --order.',
        '',
      ].join('\n'),
    });
  });

  it('reads the dates in the order that it is told', async () => {
    const text = conversationFiles['whatsapp-android-ambiguous.txt'] ?? '';
    const { messages, readings } = await reportJson('chat.txt', text, '--order', 'monthDayYear');
    expect(messages.map(({ at }) => at)).toEqual(['2023-05-06T21:29', '2023-05-06T21:30']);
    expect(readings.map(({ order, chosen }) => ({ order, chosen }))).toEqual([
      { order: 'monthDayYear', chosen: true },
      { order: 'dayMonthYear', chosen: false },
    ]);
  });

  it('says which hours the clock of a zone never showed, or showed twice', async () => {
    const text = '26/03/2023, 02:30 - Mina: never\n29/10/2023, 02:30 - Mina: twice\n';
    const { warnings } = await reportJson('chat.txt', text, '--zone', 'Europe/Brussels');
    expect(warnings.map(({ kind }) => kind)).toEqual(['notInZone', 'twiceInZone']);
  });

  it('knows a file by what is inside, and says that its name misleads', async () => {
    const { profile, warnings } = await reportJson('photo.jpg', conversationFiles['sms.xml'] ?? '');
    expect(profile).toBe('smsBackup');
    expect(warnings.map(({ kind }) => kind)).toContain('extensionMisleads');
  });

  it('names the media that are not beside the text', async () => {
    mkdirSync(path(), { recursive: true });
    writeFileSync(path('IMG-20230512-WA0001.jpg'), 'picture');
    const { attachmentsMissing } = await reportJson(
      'chat.txt',
      '12/05/2023, 21:29 - Mina: IMG-20230512-WA0001.jpg (file attached)\n13/05/2023, 21:29 - Mina: IMG-20230513-WA0002.jpg (file attached)\n',
    );
    expect(attachmentsMissing).toEqual(['IMG-20230513-WA0002.jpg']);
  });

  it('reads the parts of a chat of Facebook together, and tells which part is missing', async () => {
    const part = (text: string, second: number) =>
      JSON.stringify({
        participants: [],
        messages: [{ sender_name: 'Mina', timestamp_ms: 1_683_919_750_000 + second * 1000, content: text }],
      });
    const { messages, warnings } = await reportJson(
      'facebook.zip',
      zip({
        'your_facebook_activity/messages/inbox/mina_1/message_1.json': part('last', 2),
        'your_facebook_activity/messages/inbox/mina_1/message_3.json': part('first', 1),
      }),
    );
    expect(messages.map(({ text }) => text)).toEqual(['first', 'last']);
    expect(warnings.map(({ kind }) => kind)).toEqual(['reordered', 'partsMissing']);
  });

  it('asks which chat of an archive is meant, and reads that one', async () => {
    const archive = zip({ 'Mina.txt': whatsApp, 'Karim.txt': '13/05/2023, 21:29 - Karim: yes\n' });
    expect(await report('chats.zip', archive)).toEqual({
      code: 1,
      out: '',
      error: 'The archive holds several chats. Say which with --chat: Mina.txt, Karim.txt.\n',
    });
    const { messages } = await reportJson('chats.zip', archive, '--chat', 'Karim.txt');
    expect(messages.map(({ sender }) => sender)).toEqual(['Karim']);
  });

  it('warns where the number of messages is that at which WhatsApp cuts', async () => {
    const text = Array.from({ length: 40_000 }, (_, index) => {
      const minute = new Date(Date.UTC(2023, 0, 1) + index * 60_000).toISOString();
      return `${minute.slice(8, 10)}/${minute.slice(5, 7)}/2023, ${minute.slice(11, 16)} - Mina: ${index}\n`;
    }).join('');
    const { warnings, lines } = await reportJson('chat.txt', text);
    expect(warnings).toMatchObject([{ kind: 'likelyTruncated', limit: 40_000 }]);
    expect(lines).toMatchObject({ total: 40_000, messages: 40_000 });
  });

  it('shows bytes that are no text as such and tells the line', async () => {
    const { messages, warnings } = await reportJson(
      'chat.txt',
      Buffer.concat([
        Buffer.from('13/05/2023, 21:29 - Mina: a'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('é\n13/05/2023, 21:30 - Mina: b\n'),
      ]),
    );
    expect(messages.map(({ text }) => text)).toEqual(['a\ufffd\ufffdé', 'b']);
    expect(warnings).toMatchObject([{ kind: 'invalidBytes', lines: [1], count: 1 }]);
  });

  it('leaves letters that another program spoilt as they are, and says so', async () => {
    const { messages, warnings } = await reportJson(
      'table.csv',
      'date,sender,text\n2023-05-12 21:29,Mina,dÃ©jÃ\u00a0 vu\n',
    );
    expect(messages.map(({ text }) => text)).toEqual(['dÃ©jÃ\u00a0 vu']);
    expect(warnings.map(({ kind }) => kind)).toEqual(['mojibakeSuspected']);
  });

  it('reads one line of 10 MB', async () => {
    const { messages } = await reportJson(
      'chat.txt',
      `13/05/2023, 21:29 - Mina: ${'a '.repeat(5_000_000)}\n`,
    );
    expect(messages.map(({ text }) => text.length)).toEqual([10_000_000]);
  });
});

describe('dossier import report refuses, in one sentence and with exit code 1,', () => {
  it.each<[string, string, string | Buffer, string]>([
    ['an empty file', 'chat.txt', '', 'chat.txt is empty. Copy it once more from where it came from.'],
    [
      'a file of blanks',
      'chat.txt',
      '\n \n',
      'chat.txt is empty. Copy it once more from where it came from.',
    ],
    [
      'a picture',
      'chat.txt',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]),
      'chat.txt is no chat and no mail: by its content it is JPEG.',
    ],
    [
      'bytes that are no text',
      'chat.txt',
      Buffer.from([1, 0, 2, 0, 3]),
      'chat.txt is no text, whatever its name says.',
    ],
    [
      'a text that is no chat',
      'letter.txt',
      'Dear Madam,\nI write to you.\n',
      'letter.txt is no export that is known: of WhatsApp, Telegram (JSON), Signal, SMS Backup & Restore, Facebook or Instagram (JSON), a mail, or a table with columns for time, sender and text.',
    ],
    [
      'a page of Telegram',
      'messages.html',
      '<!DOCTYPE html><html></html>',
      'messages.html is a web page. Export once more and choose JSON (“machine-readable”).',
    ],
    [
      'JSON that was cut',
      'result.json',
      '{"name":"Mina","messages":[{"id":1,',
      'result.json ends in the middle. Copy or export it once more.',
    ],
    [
      'JSON that is broken',
      'result.json',
      '{"name":"Mina",\n"messages" [] }\n',
      'result.json is broken: no JSON.',
    ],
    [
      'XML that was cut',
      'sms.xml',
      '<smses>\n<sms address="1" date="2" type="1"',
      'sms.xml ends in the middle, at line 2. Copy or export it once more.',
    ],
    [
      'XML that declares a document type',
      'sms.xml',
      '<?xml version="1.0"?>\n<!DOCTYPE smses [<!ENTITY a "aaaa">]>\n<smses></smses>',
      'sms.xml declares a document type at line 2, which no backup of messages does and which can be an attack. It was not read.',
    ],
    [
      'a table without columns',
      'table.csv',
      'a,b,c\n1,2,3\n',
      'The first line of table.csv must name the columns; missing: time, sender, text.',
    ],
    [
      'a mail without a date',
      'mail.eml',
      'From: a@example.org\nSubject: x\n\ntext\n',
      'mail.eml is no whole mail: it has no sender, or no date that can be read.',
    ],
    [
      'half a message of Outlook',
      'mail.msg',
      (conversationFiles['outlook.msg'] as Buffer).subarray(0, 700),
      'mail.msg is no whole message of Outlook. Copy it once more, or save it as .eml.',
    ],
    [
      'half an archive',
      'chat.zip',
      hostileArchives.half,
      'The archive chat.zip is damaged or ends too early. Copy it once more.',
    ],
    [
      'an archive that would fill a disk',
      'chat.zip',
      hostileArchives.bomb,
      'The archive chat.zip is made to fill a disk (_chat.txt). It was not unpacked.',
    ],
    [
      'an archive that would write elsewhere',
      'chat.zip',
      hostileArchives.slip,
      'The archive chat.zip holds the name ../_chat.txt, which would write outside its folder. No export does that, and it was not read.',
    ],
    [
      'an archive without a chat',
      'chat.zip',
      zip({ 'a.jpg': 'picture' }),
      'There is no chat in the archive chat.zip.',
    ],
    [
      'an archive in an archive',
      'chat.zip',
      zip({ 'a.txt': zip({ '_chat.txt': whatsApp }) }),
      'There is no chat in the archive chat.zip.',
    ],
  ])('%s', async (_, name, content, sentence) => {
    expect(await report(name, content)).toEqual({ code: 1, out: '', error: `${sentence}\n` });
  });

  it('a folder, a missing file, an order that the file cannot have', async () => {
    mkdirSync(path('folder'), { recursive: true });
    expect(await runCommand(path(), ['import', 'report', 'folder'])).toEqual({
      code: 1,
      out: '',
      error: 'folder is a folder. Give the file of the chat inside it.\n',
    });
    expect(await runCommand(path(), ['import', 'report', 'missing.txt', '--json'])).toEqual({
      code: 1,
      out: `${JSON.stringify({ error: { kind: 'fileMissing', message: 'There is no file at this path.' } }, null, 2)}\n`,
      error: 'There is no file at this path.\n',
    });
    expect(
      await report('chat.txt', conversationFiles['whatsapp-ios-korean.txt'] ?? '', '--order', 'dayMonthYear'),
    ).toEqual({
      code: 1,
      out: '',
      error: 'The dates cannot be read as day, month, year: none of the file is in that order.\n',
    });
  });
});
