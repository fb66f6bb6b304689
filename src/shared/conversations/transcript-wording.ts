import type { Language, LocalizedText } from '../kernel/languages';
import type { CivilDate } from '../kernel/time';
import { describeUncertainDate } from '../timeline/describe-date';
import { isValidEdtf } from '../timeline/uncertain-date';
import type {
  ChatCalendar,
  ConversationProfile,
  ConversationWarning,
  DateOrder,
  WrittenTime,
  ZoneKnowledge,
} from './report';
import type { ConversationMessage } from './schemas';
import { ownerOfPhone } from './signal';

// What stands in a transcript beside the messages, in its own language, whatever the interface speaks. Counts stand after
// their names, so that no sentence bends with a number.

export const transcriptWords = {
  title: {
    fr: 'Transcription d’une conversation',
    nl: 'Transcriptie van een conversatie',
    de: 'Abschrift einer Unterhaltung',
    en: 'Transcript of a conversation',
  },
  /** Says nothing to who does not know the case. */
  fileName: { fr: 'transcription', nl: 'transcriptie', de: 'abschrift', en: 'transcript' },
  conversation: { fr: 'Conversation', nl: 'Conversatie', de: 'Unterhaltung', en: 'Conversation' },
  source: { fr: 'Source', nl: 'Bron', de: 'Quelle', en: 'Source' },
  period: {
    fr: 'Période du fichier',
    nl: 'Periode van het bestand',
    de: 'Zeitraum der Datei',
    en: 'Period of the file',
  },
  shown: { fr: 'Transcrit ici', nl: 'Hier overgenomen', de: 'Hier wiedergegeben', en: 'Set out here' },
  choice: { fr: 'Choix', nl: 'Keuze', de: 'Auswahl', en: 'Choice' },
  everything: {
    fr: 'tout le fichier',
    nl: 'het hele bestand',
    de: 'die ganze Datei',
    en: 'the whole file',
  },
  leftOut: {
    fr: 'Non transcrit par ce choix',
    nl: 'Door deze keuze weggelaten',
    de: 'Durch diese Auswahl weggelassen',
    en: 'Left out by this choice',
  },
  senders: { fr: 'Expéditeurs', nl: 'Afzenders', de: 'Absender', en: 'Senders' },
  sendersAsWritten: {
    fr: 'Les noms sont ceux que le fichier donne ; ils ne prouvent pas qui a écrit.',
    nl: 'De namen zijn die van het bestand; ze bewijzen niet wie geschreven heeft.',
    de: 'Die Namen sind die der Datei; sie beweisen nicht, wer geschrieben hat.',
    en: 'The names are those the file gives; they do not prove who wrote.',
  },
  dates: { fr: 'Dates', nl: 'Datums', de: 'Daten', en: 'Dates' },
  hours: { fr: 'Heures', nl: 'Uren', de: 'Uhrzeiten', en: 'Hours' },
  notUnderstood: { fr: 'Non compris', nl: 'Niet begrepen', de: 'Nicht verstanden', en: 'Not understood' },
  attachments: { fr: 'Pièces jointes', nl: 'Bijlagen', de: 'Anhänge', en: 'Attachments' },
  toKnow: { fr: 'À savoir', nl: 'Te weten', de: 'Zu beachten', en: 'To know' },
  messages: { fr: 'Messages', nl: 'Berichten', de: 'Nachrichten', en: 'Messages' },
  number: { fr: 'N°', nl: 'Nr.', de: 'Nr.', en: 'No.' },
  when: {
    fr: 'Date, heure, expéditeur',
    nl: 'Datum, uur, afzender',
    de: 'Datum, Uhrzeit, Absender',
    en: 'Date, hour, sender',
  },
  message: { fr: 'Message', nl: 'Bericht', de: 'Nachricht', en: 'Message' },
  translation: { fr: 'Traduction', nl: 'Vertaling', de: 'Übersetzung', en: 'Translation' },
  translationEmpty: {
    fr: 'La colonne « Traduction » est laissée vide pour le traducteur. Elle ne fait pas partie du fichier.',
    nl: 'De kolom “Vertaling” is leeg gelaten voor de vertaler. Ze maakt geen deel uit van het bestand.',
    de: 'Die Spalte „Übersetzung“ ist für die Übersetzerin oder den Übersetzer leer gelassen. Sie gehört nicht zur Datei.',
    en: 'The column “Translation” is left empty for the translator. It is no part of the file.',
  },
  translationGiven: {
    fr: 'La colonne « Traduction » a été ajoutée lors de la transcription et ne fait pas partie du fichier.',
    nl: 'De kolom “Vertaling” is bij de transcriptie toegevoegd en maakt geen deel uit van het bestand.',
    de: 'Die Spalte „Übersetzung“ wurde bei der Abschrift hinzugefügt und gehört nicht zur Datei.',
    en: 'The column “Translation” was added for this transcript and is no part of the file.',
  },
  translatorUnsaid: {
    fr: 'Il n’est pas indiqué qui a traduit.',
    nl: 'Wie vertaalde, is niet vermeld.',
    de: 'Wer übersetzt hat, ist nicht angegeben.',
    en: 'Who translated is not said.',
  },
  translationMissing: {
    fr: 'Là où elle est vide, il n’y a pas encore de traduction.',
    nl: 'Waar ze leeg is, is er nog geen vertaling.',
    de: 'Wo sie leer ist, gibt es noch keine Übersetzung.',
    en: 'Where it is empty there is no translation yet.',
  },
  noTime: { fr: 'sans date', nl: 'zonder datum', de: 'ohne Datum', en: 'no date' },
  notice: {
    fr: 'Avis de l’application',
    nl: 'Melding van de toepassing',
    de: 'Hinweis der Anwendung',
    en: 'Notice of the application',
  },
  noWords: { fr: '(sans texte)', nl: '(zonder tekst)', de: '(ohne Text)', en: '(no text)' },
  original: {
    fr: 'Fichier d’origine',
    nl: 'Oorspronkelijk bestand',
    de: 'Ursprungsdatei',
    en: 'Original file',
  },
  originalLead: {
    fr: 'Les messages ci-dessus ont été lus par un programme dans le fichier suivant, conservé sans modification. En cas de doute, c’est ce fichier qui fait foi.',
    nl: 'De berichten hierboven werden door een programma gelezen uit het volgende bestand, dat ongewijzigd bewaard wordt. Bij twijfel geldt dat bestand.',
    de: 'Die Nachrichten oben wurden von einem Programm aus der folgenden Datei gelesen, die unverändert aufbewahrt wird. Im Zweifel gilt diese Datei.',
    en: 'The messages above were read by a program from the following file, which is kept unchanged. In case of doubt that file counts.',
  },
  name: { fr: 'Nom', nl: 'Naam', de: 'Name', en: 'Name' },
} satisfies Record<string, LocalizedText>;

const nbsp = '\u00a0';
const colons: Readonly<Record<Language, string>> = { fr: `${nbsp}: `, nl: ': ', de: ': ', en: ': ' };

/** `Subject: Rent` */
export function withLabel(label: LocalizedText, text: string | number, language: Language): string {
  return `${label[language]}${colons[language]}${text}`;
}

export const labels = {
  translatedBy: { fr: 'Traduit par', nl: 'Vertaald door', de: 'Übersetzt von', en: 'Translated by' },
  subject: { fr: 'Objet', nl: 'Onderwerp', de: 'Betreff', en: 'Subject' },
  to: { fr: 'À', nl: 'Aan', de: 'An', en: 'To' },
  forwarded: { fr: 'Transféré de', nl: 'Doorgestuurd van', de: 'Weitergeleitet von', en: 'Forwarded from' },
  chat: { fr: 'Discussion', nl: 'Chat', de: 'Chat', en: 'Chat' },
  attachment: { fr: 'Pièce jointe', nl: 'Bijlage', de: 'Anhang', en: 'Attachment' },
  from: { fr: 'à partir du', nl: 'vanaf', de: 'ab', en: 'from' },
  until: { fr: 'jusqu’au', nl: 'tot en met', de: 'bis einschließlich', en: 'up to and including' },
  sender: { fr: 'expéditeur', nl: 'afzender', de: 'Absender', en: 'sender' },
  messagesCounted: { fr: 'messages', nl: 'berichten', de: 'Nachrichten', en: 'messages' },
  noticesCounted: {
    fr: 'avis de l’application',
    nl: 'meldingen van de toepassing',
    de: 'Hinweise der Anwendung',
    en: 'notices of the application',
  },
  bothCounted: {
    fr: 'messages et avis',
    nl: 'berichten en meldingen',
    de: 'Nachrichten und Hinweise',
    en: 'messages and notices',
  },
  named: { fr: 'nommées', nl: 'vermeld', de: 'genannt', en: 'named' },
  absent: { fr: 'absentes', nl: 'afwezig', de: 'fehlend', en: 'missing' },
} satisfies Record<string, LocalizedText>;

const lineWords: Readonly<
  Record<'line' | 'record', { readonly one: LocalizedText; readonly many: LocalizedText }>
> = {
  line: {
    one: { fr: 'ligne', nl: 'regel', de: 'Zeile', en: 'line' },
    many: { fr: 'lignes', nl: 'regels', de: 'Zeilen', en: 'lines' },
  },
  record: {
    one: { fr: 'enregistrement', nl: 'record', de: 'Datensatz', en: 'record' },
    many: { fr: 'enregistrements', nl: 'records', de: 'Datensätze', en: 'records' },
  },
};

/** `line 12` */
export function placeInFile(unit: 'line' | 'record', position: number, language: Language): string {
  return `${lineWords[unit].one[language]}${nbsp}${position}`;
}

/** `3 of 120 lines (lines 4, 7, 9)`; the first few places only. */
export function notUnderstoodLine(
  sum: { readonly unit: 'line' | 'record'; readonly total: number; readonly notUnderstood: number },
  places: readonly number[],
  language: Language,
): string {
  const of = { fr: 'sur', nl: 'van', de: 'von', en: 'of' }[language];
  const counted = `${sum.notUnderstood} ${of} ${sum.total} ${lineWords[sum.unit].many[language]}`;
  if (places.length === 0) return counted;
  const named = lineWords[sum.unit][sum.notUnderstood === 1 ? 'one' : 'many'][language];
  return `${counted} (${named} ${listed(places, sum.notUnderstood)})`;
}

function listed(places: readonly number[], count: number): string {
  return [
    ...places.slice(0, mostPlaces).map(String),
    ...(count > Math.min(places.length, mostPlaces) ? ['…'] : []),
  ].join(', ');
}

const mostPlaces = 20;

/** What the column of translations is, who wrote them, and that some are missing. */
export function translationLine(
  messages: readonly Pick<ConversationMessage, 'kind' | 'translation'>[],
  language: Language,
): string {
  const translations = messages.flatMap(({ translation }) => translation ?? []);
  if (translations.length === 0) return transcriptWords.translationEmpty[language];
  const translators = translatorsOf(messages);
  const said = `${withLabel(labels.translatedBy, translators.filter((name) => name !== '').join(', '), language)}.`;
  const isEmptySomewhere = messages.some((each) => each.kind === 'message' && each.translation === null);
  return [
    transcriptWords.translationGiven[language],
    translators.every((name) => name === '') ? transcriptWords.translatorUnsaid[language] : said,
    ...(isEmptySomewhere ? [transcriptWords.translationMissing[language]] : []),
  ].join(' ');
}

/** Who translated, each once; '' among them where somebody did not say so. */
export function translatorsOf(
  messages: readonly Pick<ConversationMessage, 'translation'>[],
): readonly string[] {
  return [...new Set(messages.flatMap(({ translation }) => translation?.translator ?? []))];
}

export function transcriptDrawnUpOn(day: CivilDate, language: Language): string {
  const printed = describeUncertainDate(day, language);
  return {
    fr: `Établie le ${printed}`,
    nl: `Opgemaakt op ${printed}`,
    de: `Erstellt am ${printed}`,
    en: `Drawn up on ${printed}`,
  }[language];
}

/** The clock on the wall as written, `12 May 2023, 21:29`; its distance to UTC where the file says it. */
export function printWallClock(at: WrittenTime, offset: string | null, language: Language): string {
  if (at === '') return transcriptWords.noTime[language];
  const day = at.slice(0, 10);
  const hour = at.slice(11);
  return [
    isValidEdtf(day) ? describeUncertainDate(day, language) : day,
    ...(hour === '' ? [] : [offset === null ? hour : `${hour} (UTC${offset})`]),
  ].join(', ');
}

/** Some exports give the owner of the telephone no name. */
export function printSender(sender: string, language: Language): string {
  if (sender !== ownerOfPhone) return sender;
  return {
    fr: '(titulaire du téléphone)',
    nl: '(houder van de telefoon)',
    de: '(Inhaber des Telefons)',
    en: '(owner of the telephone)',
  }[language];
}

export const profileWords: Readonly<Record<ConversationProfile, LocalizedText>> = {
  whatsappIos: same('WhatsApp (iPhone)'),
  whatsappAndroid: same('WhatsApp (Android)'),
  telegram: same('Telegram'),
  signal: same('Signal'),
  smsBackup: {
    fr: 'SMS (SMS Backup & Restore)',
    nl: 'sms (SMS Backup & Restore)',
    de: 'SMS (SMS Backup & Restore)',
    en: 'text messages (SMS Backup & Restore)',
  },
  facebook: same('Facebook Messenger'),
  instagram: same('Instagram'),
  eml: { fr: 'courriel (.eml)', nl: 'e-mail (.eml)', de: 'E-Mail (.eml)', en: 'mail (.eml)' },
  mbox: { fr: 'courriels (.mbox)', nl: 'e-mails (.mbox)', de: 'E-Mails (.mbox)', en: 'mails (.mbox)' },
  msg: {
    fr: 'courriel Outlook (.msg)',
    nl: 'e-mail van Outlook (.msg)',
    de: 'Outlook-E-Mail (.msg)',
    en: 'Outlook mail (.msg)',
  },
  csv: { fr: 'tableau (.csv)', nl: 'tabel (.csv)', de: 'Tabelle (.csv)', en: 'table (.csv)' },
};

function same(name: string): LocalizedText {
  return { fr: name, nl: name, de: name, en: name };
}

const orderWords: Readonly<Record<DateOrder, LocalizedText>> = {
  dayMonthYear: {
    fr: 'jour, mois, année',
    nl: 'dag, maand, jaar',
    de: 'Tag, Monat, Jahr',
    en: 'day, month, year',
  },
  monthDayYear: {
    fr: 'mois, jour, année',
    nl: 'maand, dag, jaar',
    de: 'Monat, Tag, Jahr',
    en: 'month, day, year',
  },
  yearMonthDay: {
    fr: 'année, mois, jour',
    nl: 'jaar, maand, dag',
    de: 'Jahr, Monat, Tag',
    en: 'year, month, day',
  },
};

const calendarWords: Readonly<Record<Exclude<ChatCalendar, 'gregorian'>, LocalizedText>> = {
  buddhist: { fr: 'bouddhiste', nl: 'boeddhistische', de: 'buddhistischen', en: 'Buddhist' },
  persian: { fr: 'persan', nl: 'Perzische', de: 'persischen', en: 'Persian' },
  hijri: {
    fr: 'hégirien (Oumm al-Qoura)',
    nl: 'hidjri- (Umm al-Qura)',
    de: 'Hidschri- (Umm al-Qura)',
    en: 'Hijri (Umm al-Qura)',
  },
};

/** In which order the dates of the file were read, and what speaks for it. */
export function datesLine(
  reading: {
    readonly dateOrder: DateOrder | null;
    readonly dateConfidence: 'proved' | 'chosen' | 'fixed';
    readonly calendar: ChatCalendar;
  },
  language: Language,
): string {
  const { dateOrder, dateConfidence, calendar } = reading;
  const order =
    dateOrder === null
      ? {
          fr: 'La forme du fichier ne laisse aucun choix.',
          nl: 'De vorm van het bestand laat geen keuze.',
          de: 'Die Form der Datei lässt keine Wahl.',
          en: 'The form of the file leaves no choice.',
        }[language]
      : orderSentence(orderWords[dateOrder][language], dateConfidence, language);
  if (calendar === 'gregorian') return order;
  const named = calendarWords[calendar][language];
  const moved = {
    fr: `Le fichier emploie le calendrier ${named}${nbsp}; les dates sont données ici dans le calendrier grégorien.`,
    nl: `Het bestand gebruikt de ${named} kalender; de datums staan hier in de gregoriaanse kalender.`,
    de: `Die Datei verwendet den ${named} Kalender; die Daten stehen hier im gregorianischen Kalender.`,
    en: `The file uses the ${named} calendar; dates are given here in the Gregorian calendar.`,
  }[language];
  return `${order} ${moved}`;
}

function orderSentence(order: string, confidence: 'proved' | 'chosen' | 'fixed', language: Language): string {
  const sentences: Readonly<Record<typeof confidence, Readonly<Record<Language, string>>>> = {
    proved: {
      fr: `Lues comme ${order}${nbsp}; elles ne permettent pas d’autre ordre.`,
      nl: `Gelezen als ${order}; een andere volgorde kan niet.`,
      de: `Gelesen als ${order}; eine andere Reihenfolge lassen sie nicht zu.`,
      en: `Read as ${order}; they allow no other order.`,
    },
    chosen: {
      fr: `Lues comme ${order}, par choix${nbsp}: elles permettent aussi un autre ordre.`,
      nl: `Gelezen als ${order}, bij keuze: een andere volgorde kan ook.`,
      de: `Gelesen als ${order}, nach Wahl: eine andere Reihenfolge ist auch möglich.`,
      en: `Read as ${order}, by choice: they allow another order too.`,
    },
    fixed: {
      fr: `Lues comme ${order}, ainsi que cette forme les écrit.`,
      nl: `Gelezen als ${order}, zoals deze vorm ze schrijft.`,
      de: `Gelesen als ${order}, wie diese Form sie schreibt.`,
      en: `Read as ${order}, as this form writes them.`,
    },
  };
  return sentences[confidence][language];
}

export function hoursLine(zone: ZoneKnowledge, language: Language): string {
  const sentences: Readonly<Record<ZoneKnowledge['kind'], LocalizedText>> = {
    unknown: {
      fr: 'Telles que le téléphone les montrait. Le fichier ne dit pas dans quel fuseau.',
      nl: 'Zoals de telefoon ze toonde. Het bestand zegt niet in welke tijdzone.',
      de: 'Wie das Telefon sie zeigte. Die Datei sagt nicht, in welcher Zeitzone.',
      en: 'As the telephone showed them. The file does not say in which zone.',
    },
    utc: {
      fr: 'En temps universel (UTC). Le fichier ne dit pas ce que montrait l’horloge sur place.',
      nl: 'In wereldtijd (UTC). Het bestand zegt niet wat de klok ter plaatse toonde.',
      de: 'In Weltzeit (UTC). Die Datei sagt nicht, was die Uhr vor Ort zeigte.',
      en: 'In universal time (UTC). The file does not say what the clock on the spot showed.',
    },
    written: {
      fr: 'Telles que l’horloge les montrait, avec leur écart à UTC là où le fichier le donne.',
      nl: 'Zoals de klok ze toonde, met hun verschil met UTC waar het bestand het geeft.',
      de: 'Wie die Uhr sie zeigte, mit ihrem Abstand zu UTC, wo die Datei ihn nennt.',
      en: 'As the clock showed them, with their distance to UTC where the file gives it.',
    },
  };
  return sentences[zone.kind][language];
}

/**
 * What has to be known of the file before it is relied on; null for what the header says in another place. A reader who was
 * not there when it was imported has to learn the same as who was.
 */
export function warningLine(
  warning: ConversationWarning,
  unit: 'line' | 'record',
  language: Language,
): string | null {
  switch (warning.kind) {
    case 'dateAmbiguous':
    case 'attachmentsMissing':
      return null;
    case 'likelyTruncated':
      return withLabel(warningWords.likelyTruncated, warning.limit, language);
    case 'senderUncertain':
      return withLabel(warningWords.senderUncertain, `${warning.chosen} / ${warning.other}`, language);
    case 'encodingAssumed':
      return withLabel(warningWords.encodingAssumed, warning.encoding, language);
    case 'extensionMisleads':
      return withLabel(warningWords.extensionMisleads, warning.extension, language);
    case 'reordered':
      return `${warningWords.reordered[language]}.`;
    case 'partsMissing':
      return withLabel(warningWords.partsMissing, warning.names.join(', '), language);
    case 'severalChats':
      return withLabel(warningWords.severalChats, warning.chats.length, language);
    case 'outOfOrder':
    case 'invalidBytes':
    case 'notSent':
    case 'cellsBeyondColumns':
      return withLabel(warningWords[warning.kind], withPlaces(warning, unit, language), language);
    case 'notInZone':
    case 'twiceInZone':
      return withLabel(
        warningWords[warning.kind],
        `${withPlaces(warning, unit, language)}, ${warning.zone}`,
        language,
      );
    case 'lookalikes':
    case 'attachmentsNotBeside':
    case 'mediaOmitted':
    case 'mojibakeRepaired':
    case 'mojibakeSuspected':
    case 'loneSurrogates':
    case 'otherContent':
    case 'richTextOnly':
    case 'inFuture':
    case 'twelveHoursUnmarked':
      return withLabel(warningWords[warning.kind], warning.count, language);
  }
}

function withPlaces(
  { lines, count }: { readonly lines: readonly number[]; readonly count: number },
  unit: 'line' | 'record',
  language: Language,
): string {
  if (lines.length === 0) return String(count);
  const named = lineWords[unit][count === 1 ? 'one' : 'many'][language];
  return `${count} (${named} ${listed(lines, count)})`;
}

const warningWords = {
  likelyTruncated: {
    fr: 'Le fichier s’arrête sans doute à la limite de l’application, ce qui est plus ancien manque. Limite en messages',
    nl: 'Het bestand eindigt waarschijnlijk bij de grens van de toepassing, wat ouder is ontbreekt. Grens in berichten',
    de: 'Die Datei endet wahrscheinlich an der Grenze der Anwendung, Älteres fehlt. Grenze in Nachrichten',
    en: 'The file probably ends at the limit of the application, and what is older is missing. Limit in messages',
  },
  senderUncertain: {
    fr: 'Nom d’expéditeur contenant deux-points, lecture incertaine',
    nl: 'Naam van een afzender met een dubbelepunt, lezing onzeker',
    de: 'Absendername mit Doppelpunkt, Lesung unsicher',
    en: 'Name of a sender with a colon in it, reading uncertain',
  },
  encodingAssumed: {
    fr: 'Le fichier n’est pas en UTF-8. Lu comme',
    nl: 'Het bestand is geen UTF-8. Gelezen als',
    de: 'Die Datei ist kein UTF-8. Gelesen als',
    en: 'The file is no UTF-8. Read as',
  },
  extensionMisleads: {
    fr: 'La fin du nom ne correspond pas au contenu',
    nl: 'Het einde van de naam past niet bij de inhoud',
    de: 'Die Endung des Namens passt nicht zum Inhalt',
    en: 'The end of the name does not fit the content',
  },
  reordered: {
    fr: 'Le fichier ne va pas du plus ancien au plus récent, les messages sont donnés dans l’ordre du temps',
    nl: 'Het bestand gaat niet van oud naar nieuw, de berichten staan in tijdsvolgorde',
    de: 'Die Datei geht nicht vom Ältesten zum Neuesten, die Nachrichten stehen in zeitlicher Reihenfolge',
    en: 'The file does not go from the oldest to the newest, messages are given in the order of time',
  },
  partsMissing: {
    fr: 'Parties de la conversation absentes',
    nl: 'Ontbrekende delen van de conversatie',
    de: 'Fehlende Teile der Unterhaltung',
    en: 'Missing parts of the conversation',
  },
  severalChats: {
    fr: 'Discussions réunies dans le fichier',
    nl: 'Chats in het bestand samen',
    de: 'Chats zusammen in der Datei',
    en: 'Chats together in the file',
  },
  outOfOrder: {
    fr: 'Messages antérieurs au précédent (retard, ou horloge modifiée)',
    nl: 'Berichten vroeger dan het vorige (te laat aangekomen, of de klok verzet)',
    de: 'Nachrichten, die vor der vorigen liegen (verspätet, oder Uhr verstellt)',
    en: 'Messages earlier than the one before (late, or the clock was changed)',
  },
  invalidBytes: {
    fr: 'Lignes contenant des octets qui ne sont pas du texte, montrés comme �',
    nl: 'Regels met bytes die geen tekst zijn, getoond als �',
    de: 'Zeilen mit Bytes, die kein Text sind, gezeigt als �',
    en: 'Lines with bytes that are no text, shown as �',
  },
  notSent: {
    fr: 'Messages jamais envoyés (brouillon, ou envoi manqué)',
    nl: 'Nooit verzonden berichten (ontwerp, of het verzenden mislukte)',
    de: 'Nie gesendete Nachrichten (Entwurf, oder Senden misslang)',
    en: 'Messages never sent (a draft, or sending failed)',
  },
  cellsBeyondColumns: {
    fr: 'Lignes ayant plus de cellules que de colonnes, le reste mis à la fin du texte',
    nl: 'Rijen met meer cellen dan kolommen, de rest achteraan in de tekst gezet',
    de: 'Zeilen mit mehr Zellen als Spalten, der Rest ans Ende des Textes gesetzt',
    en: 'Rows with more cells than columns, the rest put at the end of the text',
  },
  notInZone: {
    fr: 'Heures qu’aucune horloge n’a montrées dans le fuseau supposé',
    nl: 'Tijdstippen die geen klok in de veronderstelde tijdzone toonde',
    de: 'Zeiten, die in der vermuteten Zeitzone keine Uhr zeigte',
    en: 'Times that no clock showed in the zone supposed',
  },
  twiceInZone: {
    fr: 'Heures montrées deux fois dans le fuseau supposé',
    nl: 'Tijdstippen die in de veronderstelde tijdzone twee keer voorkwamen',
    de: 'Zeiten, die es in der vermuteten Zeitzone zweimal gab',
    en: 'Times that were shown twice in the zone supposed',
  },
  lookalikes: {
    fr: 'Lignes qui ressemblent au début d’un message, laissées dans le message où elles se trouvent (peut-être citées)',
    nl: 'Regels die op het begin van een bericht lijken, gelaten in het bericht waarin ze staan (misschien geciteerd)',
    de: 'Zeilen, die wie der Anfang einer Nachricht aussehen, in der Nachricht belassen, in der sie stehen (vielleicht zitiert)',
    en: 'Lines that look like the beginning of a message, left in the message they stand in (perhaps quoted)',
  },
  attachmentsNotBeside: {
    fr: 'Pièces jointes nommées, aucune n’est venue avec le texte',
    nl: 'Bijlagen vermeld, geen enkele kwam met de tekst mee',
    de: 'Anhänge genannt, keiner kam mit dem Text',
    en: 'Attachments named, none came with the text',
  },
  mediaOmitted: {
    fr: 'Messages dont l’image, l’enregistrement ou le fichier a été laissé hors du fichier',
    nl: 'Berichten waarvan de afbeelding, de opname of het bestand niet in het bestand werd opgenomen',
    de: 'Nachrichten, deren Bild, Aufnahme oder Datei weggelassen wurde',
    en: 'Messages whose picture, recording or file was left out of the file',
  },
  mojibakeRepaired: {
    fr: 'Textes dont les lettres étaient écrites comme des octets, rétablis',
    nl: 'Teksten waarvan de letters als bytes geschreven waren, rechtgezet',
    de: 'Texte, deren Buchstaben als Bytes geschrieben waren, berichtigt',
    en: 'Texts whose letters were written as bytes, put right',
  },
  mojibakeSuspected: {
    fr: 'Textes dont les lettres semblent abîmées par un autre programme, laissés tels quels',
    nl: 'Teksten waarvan de letters door een ander programma verminkt lijken, gelaten zoals ze zijn',
    de: 'Texte, deren Buchstaben von einem anderen Programm verdorben scheinen, so belassen',
    en: 'Texts whose letters seem spoilt by another program, left as they are',
  },
  loneSurrogates: {
    fr: 'Moitiés de caractères sans l’autre, montrées comme �',
    nl: 'Halve tekens zonder andere helft, getoond als �',
    de: 'Halbe Zeichen ohne die andere Hälfte, gezeigt als �',
    en: 'Halves of characters without the other, shown as �',
  },
  otherContent: {
    fr: 'Messages sans texte ni fichier (autocollant, sondage, appel)',
    nl: 'Berichten zonder tekst of bestand (sticker, poll, oproep)',
    de: 'Nachrichten ohne Text oder Datei (Sticker, Umfrage, Anruf)',
    en: 'Messages with neither text nor file (sticker, poll, call)',
  },
  richTextOnly: {
    fr: 'Courriels dont le texte enrichi d’Outlook n’a pas été lu',
    nl: 'E-mails waarvan de opgemaakte tekst van Outlook niet werd gelezen',
    de: 'E-Mails, deren formatierter Outlook-Text nicht gelesen wurde',
    en: 'Mails whose rich text of Outlook was not read',
  },
  inFuture: {
    fr: 'Messages postérieurs au jour de l’import (horloge ou lecture fausse)',
    nl: 'Berichten later dan de dag van invoer (verkeerde klok of lezing)',
    de: 'Nachrichten nach dem Tag des Einlesens (falsche Uhr oder Lesung)',
    en: 'Messages later than the day of import (a wrong clock or reading)',
  },
  twelveHoursUnmarked: {
    fr: 'Aucune heure ne dépasse 12 et aucune ne dit la moitié du jour. Lignes',
    nl: 'Geen uur gaat boven 12 en geen enkel zegt de helft van de dag. Regels',
    de: 'Keine Stunde liegt über 12 und keine nennt die Tageshälfte. Zeilen',
    en: 'No hour is above 12 and none says which half of the day. Lines',
  },
} satisfies Record<string, LocalizedText>;
