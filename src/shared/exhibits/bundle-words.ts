import type { Language } from '../kernel/languages';
import type { PagesRefusal } from './contract';

// The words of a bundle, in the language of whoever reads it, whatever the interface speaks.

export interface BundleWords {
  readonly title: string;
  readonly reference: string;
  readonly madeOn: string;
  readonly columns: {
    readonly number: string;
    readonly title: string;
    readonly date: string;
    readonly pages: string;
  };
  readonly exhibit: (number: string) => string;
  readonly page: (page: number, of: number) => string;
  readonly withdrawn: string;
  readonly onPaper: string;
  readonly apart: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<PagesRefusal, string>>;
  readonly file: string;
  readonly kind: string;
  readonly size: string;
  readonly fingerprint: string;
  /** Under a text of which some signs stand as numbers. */
  readonly signs: string;
  readonly kinds: {
    readonly audio: string;
    readonly video: string;
    readonly image: string;
    readonly other: string;
  };
}

export const bundleWords: Readonly<Record<Language, BundleWords>> = {
  fr: {
    title: 'Inventaire des pièces',
    reference: 'Référence',
    madeOn: 'Établi le',
    columns: { number: 'N°', title: 'Description', date: 'Date', pages: 'Pages' },
    exhibit: (number) => `Pièce ${number}`,
    page: (page, of) => `page ${page} sur ${of}`,
    withdrawn: '(pièce retirée)',
    onPaper: 'Pièce sur papier, jointe séparément.',
    apart: 'Ce fichier ne peut pas être imprimé en pages. Il est remis séparément, sous ce nom.',
    reason: 'Raison',
    reasons: {
      encrypted: 'Le fichier est protégé par un mot de passe ou contre la copie.',
      damaged: 'Le fichier est endommagé ou incomplet.',
      tooLarge: 'Le fichier est trop volumineux.',
      hiddenLayers: 'Le fichier contient des calques masqués.',
      formNotDrawn: 'Le fichier est un formulaire dont les réponses ne sont pas dessinées.',
      active: 'Le fichier contient des scripts ou des actions dans ses pages.',
      lettersUnknown: 'Le texte contient trop de lettres qui ne peuvent pas être imprimées ici.',
    },
    file: 'Fichier',
    kind: 'Nature',
    size: 'Taille',
    fingerprint: 'Empreinte (SHA-256)',
    signs: 'Les signes que la police ne contient pas sont indiqués par leur numéro Unicode, entre crochets.',
    kinds: { audio: 'enregistrement sonore', video: 'vidéo', image: 'image', other: 'fichier' },
  },
  nl: {
    title: 'Inventaris van de stukken',
    reference: 'Referentie',
    madeOn: 'Opgemaakt op',
    columns: { number: 'Nr.', title: 'Omschrijving', date: 'Datum', pages: 'Bladzijden' },
    exhibit: (number) => `Stuk ${number}`,
    page: (page, of) => `bladzijde ${page} van ${of}`,
    withdrawn: '(stuk ingetrokken)',
    onPaper: 'Stuk op papier, afzonderlijk bijgevoegd.',
    apart:
      'Dit bestand kan niet als bladzijden worden afgedrukt. Het wordt afzonderlijk bezorgd, onder deze naam.',
    reason: 'Reden',
    reasons: {
      encrypted: 'Het bestand is beveiligd met een wachtwoord of tegen kopiëren.',
      damaged: 'Het bestand is beschadigd of onvolledig.',
      tooLarge: 'Het bestand is te groot.',
      hiddenLayers: 'Het bestand bevat verborgen lagen.',
      formNotDrawn: 'Het bestand is een formulier waarvan de antwoorden niet getekend zijn.',
      active: 'Het bestand bevat scripts of acties in zijn bladzijden.',
      lettersUnknown: 'De tekst bevat te veel letters die hier niet kunnen worden afgedrukt.',
    },
    file: 'Bestand',
    kind: 'Aard',
    size: 'Grootte',
    fingerprint: 'Controlegetal (SHA-256)',
    signs: 'Tekens die het lettertype niet bevat, staan als Unicode-nummer tussen vierkante haken.',
    kinds: { audio: 'geluidsopname', video: 'video', image: 'afbeelding', other: 'bestand' },
  },
  de: {
    title: 'Verzeichnis der Beweisstücke',
    reference: 'Zeichen',
    madeOn: 'Erstellt am',
    columns: { number: 'Nr.', title: 'Beschreibung', date: 'Datum', pages: 'Seiten' },
    exhibit: (number) => `Beweisstück ${number}`,
    page: (page, of) => `Seite ${page} von ${of}`,
    withdrawn: '(Beweisstück zurückgezogen)',
    onPaper: 'Beweisstück auf Papier, gesondert beigefügt.',
    apart:
      'Diese Datei lässt sich nicht als Seiten drucken. Sie wird gesondert übergeben, unter diesem Namen.',
    reason: 'Grund',
    reasons: {
      encrypted: 'Die Datei ist durch ein Passwort oder gegen Kopieren geschützt.',
      damaged: 'Die Datei ist beschädigt oder unvollständig.',
      tooLarge: 'Die Datei ist zu groß.',
      hiddenLayers: 'Die Datei enthält verborgene Ebenen.',
      formNotDrawn: 'Die Datei ist ein Formular, dessen Antworten nicht gezeichnet sind.',
      active: 'Die Datei enthält Skripte oder Aktionen in ihren Seiten.',
      lettersUnknown: 'Der Text enthält zu viele Buchstaben, die hier nicht gedruckt werden können.',
    },
    file: 'Datei',
    kind: 'Art',
    size: 'Größe',
    fingerprint: 'Fingerabdruck (SHA-256)',
    signs: 'Zeichen, die die Schrift nicht enthält, stehen als Unicode-Nummer in eckigen Klammern.',
    kinds: { audio: 'Tonaufnahme', video: 'Video', image: 'Bild', other: 'Datei' },
  },
  en: {
    title: 'Inventory of exhibits',
    reference: 'Reference',
    madeOn: 'Made on',
    columns: { number: 'No', title: 'Description', date: 'Date', pages: 'Pages' },
    exhibit: (number) => `Exhibit ${number}`,
    page: (page, of) => `page ${page} of ${of}`,
    withdrawn: '(exhibit withdrawn)',
    onPaper: 'Exhibit on paper, attached separately.',
    apart: 'This file cannot be printed as pages. It is handed over separately, under this name.',
    reason: 'Reason',
    reasons: {
      encrypted: 'The file is protected by a password or against copying.',
      damaged: 'The file is damaged or not whole.',
      tooLarge: 'The file is too large.',
      hiddenLayers: 'The file has hidden layers.',
      formNotDrawn: 'The file is a form whose answers are not drawn.',
      active: 'The file holds scripts or actions in its pages.',
      lettersUnknown: 'The text has too many letters that cannot be printed here.',
    },
    file: 'File',
    kind: 'Kind',
    size: 'Size',
    fingerprint: 'Fingerprint (SHA-256)',
    signs: 'Signs that the typeface does not hold stand as their Unicode number in square brackets.',
    kinds: { audio: 'sound recording', video: 'video', image: 'image', other: 'file' },
  },
};
