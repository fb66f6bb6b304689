import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js';
import PizZip from 'pizzip';

/** Small made exports, one for each profile and for each way of writing that telephones have. Nobody in them exists. */
export const conversationFiles: Readonly<Record<string, string | Buffer>> = {
  'whatsapp-ios-english.txt': lines(
    '[12/05/2023, 21:29:08] Night shift: \u200eMessages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
    '[12/05/2023, 21:29:09] Mina: \u200eMina changed the group name from “Shift: day” to “Shift: night”',
    '[12/05/2023, 21:29:10] Mina: where are you',
    'I wait at the gate',
    '[13/05/2023, 08:01:00] Mr: X: he said:',
    '[1/1/2020, 10:00:00] Boss: you owe 400',
    '[13/05/2023, 08:02:00] Mr: X: come at 5:30: no police',
    '\u200e[13/05/2023, 08:03:00] Mina: the room \u200e<attached: 00000012-PHOTO-2023-05-13-08-03-00.jpg>',
    '[13/05/2023, 08:04:00] Mina: \u200eimage omitted',
  ),
  'whatsapp-ios-united-states.txt': lines(
    '[5/12/23, 9:29:10\u202fPM] Mina: evening',
    '[5/13/23, 12:05:00\u202fAM] Karim: midnight',
    '[5/13/23, 12:05:00\u202fPM] Karim: noon',
  ),
  'whatsapp-android-english.txt': lines(
    '12/05/2023, 21:29 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.',
    '12/05/2023, 21:29 - Karim created group "Rooms: north"',
    '12/05/2023, 21:30 - Karim: IMG-20230512-WA0001.jpg (file attached)',
    'the door',
    '13/05/2023, 07:00 - Mina: <Media omitted>',
    '13/05/2023, 07:05 - Mina: 13/05/2023, 07:06 - Karim: not a message',
    '[1/1/2020, 10:00:00] Boss: quoted',
  ),
  'whatsapp-android-ambiguous.txt': lines(
    '05/06/2023, 21:29 - Mina: first',
    '05/06/2023, 21:30 - Karim: second',
  ),
  'whatsapp-android-arabic.txt': lines(
    '١٢‏/٥‏/٢٠٢٣, ٩:٢٩ م - الرسائل والمكالمات مشفرة تمامًا بين الطرفين.',
    '١٢‏/٥‏/٢٠٢٣, ٩:٢٩ م - \u202bسارة\u202c: مرحبا',
    '١٣‏/٥‏/٢٠٢٣, ٧:٠٠ ص - سارة: IMG-20230513-WA0001.jpg (ملف مرفق)',
  ),
  'whatsapp-ios-arabic.txt': lines(
    '[١٢/٥/٢٠٢٣، ٩:٢٩:١٠ م] سارة: مرحبا',
    '\u200f[١٣/٥/٢٠٢٣، ٧:٠٠:٠٥ ص] سارة: \u200f<مُرفق: 00000003-AUDIO-2023-05-13.opus>',
  ),
  'whatsapp-ios-hijri.txt': lines(
    '[٢٢/١٠/١٤٤٤ هـ, ٩:٢٩:١٠ م] سارة: مرحبا',
    '[٢٣/١٠/١٤٤٤ هـ, ٧:٠٠:٠٠ ص] سارة: نعم',
  ),
  'whatsapp-android-persian.txt': lines(
    '۱۴۰۲/۲/۲۲،\u200f ۲۱:۲۹ - مینا: سلام',
    '۱۴۰۲/۲/۲۳،\u200f ۷:۰۰ - مینا: کجایی',
  ),
  'whatsapp-ios-persian.txt': lines(
    '[۱۴۰۲/۲/۲۲, ۹:۲۹:۱۰ ب.ظ.] مینا: سلام',
    '[۱۴۰۲/۲/۲۳, ۷:۰۰:۰۰ ق.ظ.] مینا: کجایی',
  ),
  'whatsapp-ios-thai.txt': lines('[12/5/2566 21:29:10] สมหญิง: สวัสดี', '[13/5/2566 07:00:00] สมหญิง: อยู่ไหน'),
  'whatsapp-android-thai.txt': lines('12/5/66 21:29 - สมหญิง: สวัสดี', '13/5/66 07:00 - สมหญิง: อยู่ไหน'),
  'whatsapp-ios-chinese.txt': lines(
    '[2023/5/12 下午9:29:10] 小红: 你好',
    '[2023/5/13 上午12:05:00] 小红: 半夜',
    '[2023/5/13 中午12:05:00] 小红: 中午',
  ),
  'whatsapp-android-korean.txt': lines(
    '2023. 5. 12. 오후 9:29 - 민지: 안녕',
    '2023. 5. 13. 오전 7:00 - 민지: 어디야',
  ),
  'whatsapp-ios-korean.txt': lines(
    '[2023. 5. 12. 오후 9:29:10] 민지: 안녕',
    '[2023. 5. 13. 오전 7:00:00] 민지: 어디야',
  ),
  'whatsapp-ios-vietnamese.txt': lines('[21:29:10, 12/5/2023] Lan: chào', '[07:00:00, 13/5/2023] Lan: ở đâu'),
  'whatsapp-android-vietnamese.txt': lines(
    '9:29 CH, 12/5/2023 - Lan: chào',
    '7:00 SA, 13/5/2023 - Lan: ở đâu',
  ),
  'whatsapp-android-german.txt': lines(
    '12.05.23, 21:29 - Mina: IMG-20230512-WA0001.jpg (Datei angehängt)',
    '13.05.23, 07:00 - Karim: ja',
  ),
  'whatsapp-ios-spanish.txt': lines(
    '[12/5/23 9:29:10\u00a0p.\u00a0m.] Mina: hola',
    '[13/5/23 7:00:00\u00a0a.\u00a0m.] Mina: <adjunto: 00000001-PHOTO.jpg>',
  ),
  'whatsapp-clock-put-back.txt': lines(
    '[29/10/2023, 02:55:00] Mina: before',
    '[29/10/2023, 02:05:00] Mina: after',
    '[29/10/2023, 03:10:00] Mina: later',
  ),
  'whatsapp-android.zip': zip({
    'WhatsApp Chat with Mina.txt': lines(
      '12/05/2023, 21:29 - Mina: IMG-20230512-WA0001.jpg (file attached)',
      '13/05/2023, 21:29 - Mina: IMG-20230513-WA0002.jpg (file attached)',
    ),
    'IMG-20230512-WA0001.jpg': 'picture',
  }),
  'telegram.json': json({
    name: 'Karim',
    type: 'personal_chat',
    id: 4,
    messages: [
      {
        id: 1,
        type: 'service',
        date: '2023-05-12T21:29:00',
        date_unixtime: '1683919740',
        actor: 'Mina',
        action: 'phone_call',
        text: '',
      },
      {
        id: 2,
        type: 'message',
        date: '2023-05-12T21:29:10',
        date_unixtime: '1683919750',
        from: 'Mina',
        from_id: 'user1',
        text: ['see ', { type: 'link', text: 'the map' }, '\nnow'],
      },
      {
        id: 3,
        type: 'message',
        date: '2023-05-12T21:30:00',
        date_unixtime: '1683919800',
        from: 'Karim',
        from_id: 'user2',
        forwarded_from: 'Boss',
        photo: 'photos/photo_1.jpg',
        text: 'you owe',
      },
      { id: 4, type: 'message', date: '2023-02-30T21:30:00', from: 'Karim', text: 'no such day' },
      {
        id: 5,
        type: 'message',
        date: '2023-05-13T07:00:00',
        from: null,
        from_id: 'user3',
        file: '(File not included. Change data exporting settings to download.)',
        file_name: 'voice.ogg',
        text: '',
      },
    ],
  }),
  'signal.jsonl': lines(
    JSON.stringify({ version: '1', backupTimeMs: '1683920000000' }),
    JSON.stringify({ recipient: { id: '1', self: {} } }),
    JSON.stringify({ recipient: { id: '2', contact: { systemGivenName: 'Mina', e164: '32470000000' } } }),
    JSON.stringify({ chat: { id: '7', recipientId: '2' } }),
    JSON.stringify({
      chatItem: {
        chatId: '7',
        authorId: '2',
        dateSent: '1683919750000',
        standardMessage: { text: { body: 'hello\nyou' } },
      },
    }),
    JSON.stringify({
      chatItem: {
        chatId: '7',
        authorId: '1',
        dateSent: '1683919760000',
        standardMessage: {
          attachments: [{ pointer: { fileName: 'a.jpg' } }, { pointer: { fileName: 'b.jpg' } }],
        },
      },
    }),
    '{"chatItem": {"chatId": "7", "authorId"',
    JSON.stringify({
      chatItem: {
        chatId: '7',
        authorId: '1',
        dateSent: '1683919770000',
        updateMessage: { simpleUpdate: { type: 'JOINED_SIGNAL' } },
      },
    }),
  ),
  'sms.xml': lines(
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
    '<smses count="4">',
    '<sms protocol="0" address="+32470000001" date="1683919750000" type="1" body="come &#55357;&#56832;&#10;now" contact_name="Mina" />',
    '<sms protocol="0" address="+32470000001" date="1683919760000" type="2" body="no" contact_name="Mina" />',
    '<sms protocol="0" address="+32470000001" date="1683919765000" type="3" body="never sent" contact_name="Mina" />',
    '<mms date="1683919770000" msg_box="1" address="+32470000001~+32470000002" contact_name="Mina, Karim">',
    '<parts><part seq="-1" ct="application/smil" text="layout" /><part seq="0" ct="image/jpeg" cl="room.jpg" text="null" data="AA==" /><part seq="0" ct="text/plain" text="the room" /></parts>',
    '<addrs><addr address="+32470000001" type="137" /><addr address="insert-address-token" type="151" /><addr address="+32470000002" type="151" /></addrs>',
    '</mms>',
    '</smses>',
  ),
  'facebook.json': `{"participants":[{"name":"Zo\\u00c3\\u00ab"},{"name":"Karim"}],"messages":[{"sender_name":"Karim","timestamp_ms":1683919760000,"content":"right: \u00e9\u4f60"},{"sender_name":"Zo\\u00c3\\u00ab","timestamp_ms":1683919750000,"content":"d\\u00c3\\u00a9j\\u00c3\\u00a0 \\u00f0\\u009f\\u0098\\u0080","photos":[{"uri":"your_facebook_activity/messages/inbox/karim_1/photos/1.jpg"},{"uri":"your_facebook_activity/messages/inbox/karim_1/photos/2.jpg"}]}],"title":"Karim","thread_path":"inbox/karim_1"}`,
  'instagram.json': `{"participants":[{"name":"Zo\\u00c3\\u00ab"},{"name":"karim"}],"messages":[{"sender_name":"karim","timestamp_ms":1683919760000,"share":{"link":"https://www.instagram.example/p/1"}},{"sender_name":"Zo\\u00c3\\u00ab","timestamp_ms":1683919750000,"photos":[{"uri":"your_instagram_activity/messages/inbox/karim_1/photos/1.jpg"}]}],"title":"karim","thread_path":"inbox/karim_1"}`,
  'mail.eml': mail([
    'From: =?utf-8?q?Mina_Test?= <mina@example.org>',
    'To: Karim <karim@example.org>',
    'Subject: =?utf-8?b?UsOpcG9uc2U=?=',
    'Date: Fri, 12 May 2023 21:29:10 +0200',
    'Message-ID: <1@example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'd=E9j=E0 vu',
    '--b',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="inside.eml"',
    '',
    'From: Boss <boss@example.org>',
    'Subject: the contract',
    'Date: Mon, 1 May 2023 08:00:00 +0000',
    '',
    'words of another',
    '--b--',
    '',
  ]),
  'mails.mbox': mail([
    'From: first@example.org',
    'Date: Fri, 12 May 2023 21:29:10 -0000',
    'Subject: without a line before it',
    '',
    'first',
    '',
    'From second@example.org Sat May 13 07:00:00 2023',
    'From: second@example.org',
    'Date: Sat, 13 May 2023 07:00:00 +0300',
    'Subject: second',
    '',
    '>From the beginning',
    '',
    'From third@example.org Sat May 13 07:00:00 2023',
    'Subject: without a date or a sender',
    '',
    'third',
    '',
  ]),
  'outlook.msg': outlookMessage(),
  'table.csv': lines(
    'Date;Heure;Expéditeur;Message',
    '12/05/2023;21:29;Mina;bonjour',
    '13/05/2023;07:00;Karim;"deux',
    'lignes"',
    '31/02/2023;07:00;Karim;aucun jour',
    '14/05/2023;07:00;Mina;oui;non',
  ),
  'table-iso.csv': lines(
    'timestamp,sender,text,attachment',
    '2023-05-12T21:29:10+02:00,Mina,hello,a/b.jpg',
    '2023-02-30T21:29:10,Mina,never,',
  ),
};

function lines(...each: readonly string[]): string {
  return `${each.join('\n')}\n`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 1);
}

function mail(each: readonly string[]): string {
  return each.join('\r\n');
}

/** An archive of these files, the same bytes each time. */
export function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const archive = new PizZip();
  for (const [name, content] of Object.entries(files)) {
    archive.file(name, content, { date: new Date(2023, 4, 12), compression: 'DEFLATE' });
  }
  return archive.generate({ type: 'nodebuffer' });
}

/** One that would fill a disk, one that would write outside its folder, and one that ends in the middle. */
export const hostileArchives = {
  bomb: zip({ '_chat.txt': Buffer.alloc(60 * 2 ** 20, 0x61) }),
  slip: Buffer.from(
    zip({ 'aa/_chat.txt': conversationFiles['whatsapp-ios-english.txt'] ?? '' })
      .toString('latin1')
      .replaceAll('aa/_chat', '../_chat'),
    'latin1',
  ),
  half: (conversationFiles['whatsapp-android.zip'] as Buffer).subarray(0, 300),
};

/** Cyrillic letters as Windows wrote them before Unicode. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );
}

function outlookMessage(): Buffer {
  const texts: readonly (readonly [string, Buffer])[] = [
    ['__substg1.0_001A001E', Buffer.from('IPM.Note')],
    ['__substg1.0_0037001E', windows1251('Работа')],
    ['__substg1.0_0C1A001E', windows1251('Мина')],
    ['__substg1.0_0C1F001E', Buffer.from('mina@example.org')],
    ['__substg1.0_1000001E', windows1251('Приходи\r\nзавтра')],
  ];
  const properties = Buffer.alloc(32 + 16 * (texts.length + 2));
  const put = (index: number, type: number, id: number) => {
    properties.writeUInt16LE(type, 32 + 16 * index);
    properties.writeUInt16LE(id, 34 + 16 * index);
    properties.writeUInt32LE(6, 36 + 16 * index);
    return 40 + 16 * index;
  };
  for (const [index, [name, content]] of texts.entries()) {
    properties.writeUInt32LE(content.length + 1, put(index, 0x1e, Number.parseInt(name.slice(12, 16), 16)));
  }
  properties.writeUInt32LE(1251, put(texts.length, 0x03, 0x3ffd));
  // Hundreds of nanoseconds since 1601.
  const ticks = (BigInt(Date.UTC(2023, 4, 12, 19, 29, 10)) + 11_644_473_600_000n) * 10_000n;
  properties.writeBigUInt64LE(ticks, put(texts.length + 1, 0x40, 0x39));
  const streams = [['__properties_version1.0', properties] as const, ...texts];
  return Buffer.from(
    burn([
      { name: 'Root Entry', type: TypeEnum.ROOT, length: 0, children: streams.map((_, index) => index + 1) },
      ...streams.map(([name, content]) => ({
        name,
        type: TypeEnum.DOCUMENT,
        length: content.length,
        binaryProvider: () => new Uint8Array(content),
      })),
    ]),
  );
}
