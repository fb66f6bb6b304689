import { withoutDirectionMarks } from './marks';

/** "File attached" as Android writes it behind the name, by the languages that are known. */
const attachedWords = new Set([
  'file attached',
  'datei angehängt',
  'fichier joint',
  'bestand bijgevoegd',
  'bestand toegevoegd',
  'archivo adjunto',
  'file allegato',
  'arquivo anexado',
  'ficheiro anexado',
  'arxiu adjunt',
  'fișier atașat',
  'plik załączony',
  'załączono plik',
  'soubor přiložen',
  'fájl csatolva',
  'csatolt fájl',
  'dosya ekli',
  'dosya eklendi',
  'файл добавлен',
  'файл прикреплен',
  'файл прикреплён',
  'файл додано',
  'прикачен файл',
  'bashkëngjitur skedari',
  'skedari u bashkëngjit',
  'ملف مرفق',
  'الملف مرفق',
  'تم إرفاق ملف',
  'فایل پیوست شد',
  'فایل پیوست',
  'فائل منسلک ہے',
  'फ़ाइल संलग्न',
  'ফাইল সংযুক্ত',
  'tệp được đính kèm',
  'tệp đính kèm',
  'đính kèm tệp',
  'ไฟล์ที่แนบ',
  'แนบไฟล์',
  'file terlampir',
  'fail dilampirkan',
  '文件附件',
  '附件',
  '档案已附加',
  '檔案已附加',
  '添付ファイル',
  'ファイル添付済み',
  '파일 첨부됨',
  '첨부파일',
  '첨부된 파일',
]);

const androidAttachment = /^([^\n]{1,200}\.[\p{L}\d]{1,8}) \(([^()\n]{2,40})\)$/u;
/** Names that WhatsApp gives by itself: `IMG-20230512-WA0001.jpg`. */
const givenName = /^(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4}\.[a-z\d]{2,5}$/i;
const iosAttachment = /<([\p{L}\p{M} \u00a0\u202f]{2,30})[:：] ?([^<>\n]{1,200}\.[\p{L}\d]{1,8})>$/u;
/** `<Media omitted>`, in any language: a whole message in angle brackets. */
const androidOmitted = /^<[^<>:\n]{4,40}>$/u;
const iosOmitted =
  /^(?:image|video|audio|sticker|GIF|document|Contact card|video note|photo|imagen|imagem|immagine|foto|Bild|afbeelding|documento|Dokument|Sticker|Video|Audio|vidéo|fiche contact|autocollant)[\p{L} ]* (?:omitted|absente?|omesso|omessa|omitida|omitido|ocultad[oa]|weggelassen|weggelaten|nicht enthalten|omis|omise)$/iu;

export interface AttachmentReading {
  readonly text: string;
  readonly attachment: string | null;
  readonly isOmitted: boolean;
}

/**
 * Takes the name of a file out of a message.
 *
 * @param filesBeside names that the export really holds: one of them is an attachment whatever words stand behind it
 */
export function readAttachment(text: string, filesBeside: ReadonlySet<string>): AttachmentReading {
  const newline = text.indexOf('\n');
  const firstLine = newline < 0 ? text : text.slice(0, newline);
  const caption = newline < 0 ? '' : text.slice(newline + 1);
  const android = firstLine.endsWith(')') ? androidAttachment.exec(firstLine) : null;
  if (android !== null) {
    const [, name = '', words = ''] = android;
    if (attachedWords.has(words.toLowerCase()) || givenName.test(name) || filesBeside.has(name)) {
      return { text: caption, attachment: name, isOmitted: false };
    }
  }
  // iOS writes the caption before the name; it may have several lines.
  const ios = text.endsWith('>') ? iosAttachment.exec(text) : null;
  if (ios !== null) {
    return { text: text.slice(0, ios.index).trimEnd(), attachment: ios[2] ?? null, isOmitted: false };
  }
  const iosFirst = firstLine.endsWith('>') ? iosAttachment.exec(firstLine) : null;
  if (iosFirst?.index === 0) return { text: caption, attachment: iosFirst[2] ?? null, isOmitted: false };
  return { text, attachment: null, isOmitted: androidOmitted.test(text) || iosOmitted.test(text) };
}

/** Phrases of notices that hold a colon, or that iOS writes as if somebody had said them. */
const noticePhrases = [
  /end-to-end|de bout en bout|ende-zu-ende|extremo a extremo|ponta a ponta|сквозн|скрізн|uçtan uca|skaj më skaj|đầu cuối|端到端|端對端|종단간|एंड-टू-एंड|التشفير|مشفرة|رمزنگاری سرتاسر|عبر التشفير|ปลายทาง/iu,
  /changed (?:the|this) (?:group|subject|settings)|changed the (?:group )?(?:name|description|icon)|created (?:this )?group|security code|was added|added you|left$|joined using|a changé (?:le|la|l’|l')|a créé (?:le|ce) groupe|heeft (?:de groep|het onderwerp|de groepsnaam|groep)|hat (?:die Gruppe|den Gruppennamen|den Betreff|das Gruppenbild)|ha cambiato|ha creato il gruppo|cambió (?:el|la)|creó el grupo|mudou|criou (?:o )?grupo|a schimbat|a creat grupul|изменил|сменил|создал|غيّر|غيرت|أنشأ|تغییر داد|ایجاد کرد|đã (?:đổi|thay đổi|tạo)|เปลี่ยน|สร้างกลุ่ม|更改了|创建了|建立了/iu,
] as const;

/** Whether what stands before the colon is a sentence of a notice and no name. */
export function isNoticeSentence(beforeColon: string): boolean {
  const speaksOfGroup = noticePhrases.some((phrase) => phrase.test(beforeColon));
  if (hasOpenQuote(beforeColon)) return beforeColon.length > 25 || speaksOfGroup;
  // Without quotation marks only a whole sentence is one: a contact may be called after what he did.
  return speaksOfGroup && beforeColon.trim().split(/\s+/).length >= 5;
}

/** Whether iOS says this by itself although it stands behind a name. Its notices begin with a mark nobody types. */
export function isIosNotice(text: string, sender: string): boolean {
  if (!text.startsWith('\u200e'))
    return /^Messages (?:and calls|to this (?:chat|group)) are (?:now )?(?:secured with )?end-to-end/.test(
      text,
    );
  const plain = withoutDirectionMarks(text);
  return plain.startsWith(`${sender} `) || noticePhrases.some((phrase) => phrase.test(plain));
}

/** A quotation mark that opens and does not close: the colon stands inside a quoted name. */
function hasOpenQuote(text: string): boolean {
  const straight = text.split('"').length - 1;
  if (straight % 2 === 1) return true;
  const pairs = [
    ['“', '”'],
    ['«', '»'],
    ['„', '“'],
    ['「', '」'],
  ] as const;
  return pairs.some(([open, close]) => {
    const opened = text.lastIndexOf(open);
    return opened >= 0 && text.indexOf(close, opened + 1) < 0;
  });
}
