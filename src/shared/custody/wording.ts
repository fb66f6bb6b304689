import type { Language, LocalizedText } from '../kernel/languages';
import type { CivilDate, Instant } from '../kernel/time';
import { describeUncertainDate } from '../timeline/describe-date';

// What stands in a custody annex, in its own language, whatever the interface speaks.

export const custodyWords = {
  title: {
    fr: 'Conservation des pièces',
    nl: 'Bewaring van de stukken',
    de: 'Aufbewahrung der Beweisstücke',
    en: 'Custody of the exhibits',
  },
  /** Says nothing to who does not know the case. */
  fileName: { fr: 'conservation', nl: 'bewaring', de: 'aufbewahrung', en: 'custody' },
  explained: {
    fr: 'L’empreinte SHA-256 est calculée sur tous les octets du fichier original. Le fichier qui la donne encore est, octet par octet, celui qui a été reçu.',
    nl: 'De SHA-256-vingerafdruk wordt berekend op alle bytes van het originele bestand. Het bestand dat ze nog geeft, is byte voor byte het bestand dat ontvangen werd.',
    de: 'Der SHA-256-Fingerabdruck wird über alle Bytes der Originaldatei berechnet. Die Datei, die ihn noch ergibt, ist Byte für Byte die, die empfangen wurde.',
    en: 'The SHA-256 fingerprint is computed over every byte of the original file. The file that still gives it is, byte for byte, the one that was received.',
  },
  exhibit: { fr: 'Pièce n°', nl: 'Stuk nr.', de: 'Beweisstück Nr.', en: 'Exhibit' },
  original: { fr: 'Original', nl: 'Origineel', de: 'Original', en: 'Original' },
  redactedCopy: {
    fr: 'Copie caviardée',
    nl: 'Zwartgemaakte kopie',
    de: 'Geschwärzte Kopie',
    en: 'Redacted copy',
  },
  redactedFrom: {
    fr: 'Copie caviardée de l’original (SHA-256)',
    nl: 'Zwartgemaakte kopie van het origineel (SHA-256)',
    de: 'Geschwärzte Kopie des Originals (SHA-256)',
    en: 'Redacted copy of the original (SHA-256)',
  },
  sha256: { fr: 'SHA-256', nl: 'SHA-256', de: 'SHA-256', en: 'SHA-256' },
  size: { fr: 'Taille', nl: 'Grootte', de: 'Größe', en: 'Size' },
  mediaType: { fr: 'Type', nl: 'Type', de: 'Typ', en: 'Type' },
  receivedOn: { fr: 'Reçu le', nl: 'Ontvangen op', de: 'Empfangen am', en: 'Received on' },
  receivedBy: { fr: 'Reçu par', nl: 'Ontvangen door', de: 'Empfangen von', en: 'Received by' },
  receivedFrom: { fr: 'Remis par', nl: 'Overhandigd door', de: 'Übergeben von', en: 'Handed over by' },
  receivedHow: { fr: 'Manière', nl: 'Wijze', de: 'Art und Weise', en: 'How' },
  device: { fr: 'Appareil', nl: 'Toestel', de: 'Gerät', en: 'Device' },
  paperOriginal: {
    fr: 'Original sur papier',
    nl: 'Origineel op papier',
    de: 'Original auf Papier',
    en: 'Original on paper',
  },
  importedAt: { fr: 'Enregistré', nl: 'Opgeslagen', de: 'Gespeichert', en: 'Stored' },
  history: { fr: 'Historique', nl: 'Geschiedenis', de: 'Verlauf', en: 'History' },
  checked: {
    fr: 'Intégrité vérifiée',
    nl: 'Integriteit nagegaan',
    de: 'Unversehrtheit geprüft',
    en: 'Integrity checked',
  },
  medium: { fr: 'Support', nl: 'Drager', de: 'Medium', en: 'Medium' },
  paper: { fr: 'papier', nl: 'papier', de: 'Papier', en: 'paper' },
  digital: {
    fr: 'numérique, fichier non enregistré ici',
    nl: 'digitaal, bestand hier niet opgeslagen',
    de: 'digital, Datei hier nicht gespeichert',
    en: 'digital, file not stored here',
  },
  typedHash: {
    fr: 'SHA-256 (saisi à la main)',
    nl: 'SHA-256 (met de hand ingevoerd)',
    de: 'SHA-256 (von Hand eingegeben)',
    en: 'SHA-256 (typed by hand)',
  },
  cleanCopy: {
    fr: 'SHA-256 de la copie jointe, sans lieu, auteur, appareil, heures ni vignette',
    nl: 'SHA-256 van de bijgevoegde kopie, zonder plaats, auteur, toestel, tijden of miniatuur',
    de: 'SHA-256 der beigefügten Kopie, ohne Ort, Verfasser, Gerät, Zeiten und Vorschaubild',
    en: 'SHA-256 of the copy put here, without place, author, device, times or thumbnail',
  },
} satisfies Record<string, LocalizedText>;

/** How an original was found when it was read through. */
export const foundWords: Readonly<Record<'whole' | 'missing' | 'damaged', LocalizedText>> = {
  whole: {
    fr: 'conforme à l’empreinte',
    nl: 'in overeenstemming met de vingerafdruk',
    de: 'stimmt mit dem Fingerabdruck überein',
    en: 'agrees with the fingerprint',
  },
  missing: {
    fr: 'le fichier manque',
    nl: 'het bestand ontbreekt',
    de: 'die Datei fehlt',
    en: 'the file is missing',
  },
  damaged: {
    fr: 'le fichier est endommagé',
    nl: 'het bestand is beschadigd',
    de: 'die Datei ist beschädigt',
    en: 'the file is damaged',
  },
};

const eventWords: Readonly<Record<string, LocalizedText>> = {
  imported: { fr: 'enregistré', nl: 'opgeslagen', de: 'gespeichert', en: 'stored' },
  attached: {
    fr: 'joint à la pièce',
    nl: 'bij het stuk gevoegd',
    de: 'dem Beweisstück beigefügt',
    en: 'put with the exhibit',
  },
  detached: {
    fr: 'détaché de la pièce',
    nl: 'van het stuk losgemaakt',
    de: 'vom Beweisstück gelöst',
    en: 'taken from the exhibit',
  },
  formChanged: {
    fr: 'données de réception modifiées',
    nl: 'gegevens van ontvangst gewijzigd',
    de: 'Angaben zum Empfang geändert',
    en: 'details of receipt changed',
  },
  copied: {
    fr: 'copie enregistrée à l’extérieur',
    nl: 'kopie buiten opgeslagen',
    de: 'Kopie außerhalb gespeichert',
    en: 'copy saved outside',
  },
  inDossier: {
    fr: 'copie jointe à un dossier de pièces',
    nl: 'kopie in een stukkendossier opgenomen',
    de: 'Kopie in einen Ordner der Beweisstücke aufgenommen',
    en: 'copy put into a folder of exhibits',
  },
  inFiling: {
    fr: 'image reprise dans un document enregistré à l’extérieur',
    nl: 'beeld opgenomen in een document dat buiten opgeslagen werd',
    de: 'Bild in ein außerhalb gespeichertes Dokument aufgenommen',
    en: 'picture put into a document saved outside',
  },
  redacted: {
    fr: 'copie caviardée établie',
    nl: 'zwartgemaakte kopie gemaakt',
    de: 'geschwärzte Kopie erstellt',
    en: 'redacted copy made',
  },
  madeByRedaction: {
    fr: 'établi ici à partir de l’original',
    nl: 'hier gemaakt van het origineel',
    de: 'hier vom Original hergestellt',
    en: 'made here from the original',
  },
  removed: { fr: 'mis de côté', nl: 'opzijgelegd', de: 'beiseitegelegt', en: 'put aside' },
  restored: { fr: 'remis en place', nl: 'teruggeplaatst', de: 'zurückgelegt', en: 'put back' },
};

const otherEvent: LocalizedText = {
  fr: 'autre opération',
  nl: 'andere handeling',
  de: 'anderer Vorgang',
  en: 'other act',
};

const withoutTraces: LocalizedText = {
  fr: 'sans lieu, auteur, appareil, heures ni vignette',
  nl: 'zonder plaats, auteur, toestel, tijden of miniatuur',
  de: 'ohne Ort, Verfasser, Gerät, Zeiten und Vorschaubild',
  en: 'without place, author, device, times or thumbnail',
};

/** Checks are told by their last one alone. */
export function isCheck(action: string): boolean {
  return action.startsWith('checked');
}

/** `2 mars 2026, 09:15 (UTC) – copie enregistrée à l’extérieur – A. Advocate` */
export function eventLine(
  event: {
    readonly action: string;
    readonly at: Instant;
    readonly memberName: string;
    readonly isWithoutTraces: 0 | 1;
  },
  language: Language,
): string {
  const words = (eventWords[event.action] ?? otherEvent)[language];
  const without = event.isWithoutTraces === 1 ? `, ${withoutTraces[language]}` : '';
  return [printInstant(event.at, language), `${words}${without}`, event.memberName]
    .filter((part) => part !== '')
    .join(' – ');
}

/** In UTC, so that the paper says the same wherever it is made. */
export function printInstant(at: Instant, language: Language): string {
  return `${describeUncertainDate(at.slice(0, 10), language)}, ${at.slice(11, 16)} (UTC)`;
}

export function printBytes(bytes: number, language: Language): string {
  const digits = String(bytes).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u00a0');
  return `${digits}\u00a0${{ fr: 'octets', nl: 'bytes', de: 'Bytes', en: 'bytes' }[language]}`;
}

export function custodyDrawnUpOn(day: CivilDate, language: Language): string {
  const printed = describeUncertainDate(day, language);
  return {
    fr: `Établi le ${printed}`,
    nl: `Opgemaakt op ${printed}`,
    de: `Erstellt am ${printed}`,
    en: `Drawn up on ${printed}`,
  }[language];
}
