import type { Language } from '../kernel/languages';

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
    file: 'Bestand',
    kind: 'Aard',
    size: 'Grootte',
    fingerprint: 'Controlegetal (SHA-256)',
    signs: 'Tekens die het lettertype niet bevat, staan als Unicode-nummer tussen vierkante haken.',
    kinds: { audio: 'geluidsopname', video: 'video', image: 'afbeelding', other: 'bestand' },
  },
  de: {
    title: 'Verzeichnis der Unterlagen',
    reference: 'Zeichen',
    madeOn: 'Erstellt am',
    columns: { number: 'Nr.', title: 'Beschreibung', date: 'Datum', pages: 'Seiten' },
    exhibit: (number) => `Unterlage ${number}`,
    page: (page, of) => `Seite ${page} von ${of}`,
    withdrawn: '(Unterlage zurückgezogen)',
    onPaper: 'Unterlage auf Papier, gesondert beigefügt.',
    apart:
      'Diese Datei lässt sich nicht als Seiten drucken. Sie wird gesondert übergeben, unter diesem Namen.',
    file: 'Datei',
    kind: 'Art',
    size: 'Größe',
    fingerprint: 'Prüfsumme (SHA-256)',
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
    file: 'File',
    kind: 'Kind',
    size: 'Size',
    fingerprint: 'Fingerprint (SHA-256)',
    signs: 'Signs that the typeface does not hold stand as their Unicode number in square brackets.',
    kinds: { audio: 'sound recording', video: 'video', image: 'image', other: 'file' },
  },
};
