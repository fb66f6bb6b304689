import type { MandateAct } from './fill-mandate';
import type { Language } from '../kernel/languages';
import type { FilingLanguage } from './kinds';

// Words that the program, not the template, puts into a filing, in the filing's language.

type Wording = Readonly<Record<FilingLanguage, string>>;

export const sendingModes: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  email: { fr: 'Par courriel', nl: 'Per e-mail', de: 'Per E-Mail', en: 'By e-mail' },
  registered: {
    fr: 'Par envoi recommandé',
    nl: 'Aangetekend',
    de: 'Per Einschreiben',
    en: 'By registered mail',
  },
  byHand: {
    fr: 'Remis en mains propres',
    nl: 'Persoonlijk afgegeven',
    de: 'Persönlich übergeben',
    en: 'Handed over in person',
  },
};

/** How a person is named in a sentence. */
export const titles: Readonly<Record<'F' | 'M', Wording>> = {
  F: { fr: 'Madame', nl: 'mevrouw' },
  M: { fr: 'Monsieur', nl: 'de heer' },
};

/** How the person is referred to once she has been named. Without a known gender: the word for a person. */
export function concerned(gender: string, language: FilingLanguage): string {
  if (language === 'nl') return 'betrokkene';
  if (gender === 'F') return 'l’intéressée';
  return gender === 'M' ? 'l’intéressé' : 'la personne concernée';
}

export function lawyerCapacity(gender: string, language: FilingLanguage): string {
  if (language === 'nl') return 'advocaat';
  return gender === 'F' ? 'avocate' : 'avocat';
}

// Centres, not lawyers, file the requests of articles 61/2 to 61/4, so a mandate speaks of contact, not of filing.
export const mandateActWordings: Readonly<Record<MandateAct, Wording>> = {
  immigrationOffice: {
    fr: 'prendre contact avec l’Office des étrangers, lui transmettre des pièces et s’informer de l’état du dossier\u00a0;',
    nl: 'contact opnemen met de Dienst Vreemdelingenzaken, er stukken aan bezorgen en navraag doen naar de stand van het dossier;',
  },
  prosecution: {
    fr: 'prendre contact avec le ministère public (procureur du Roi ou auditeur du travail) et s’informer de l’état de la procédure\u00a0;',
    nl: 'contact opnemen met het openbaar ministerie (procureur des Konings of arbeidsauditeur) en navraag doen naar de stand van de procedure;',
  },
  commune: {
    fr: 'accomplir auprès de l’administration communale les démarches relatives aux documents de séjour\u00a0;',
    nl: 'bij het gemeentebestuur de stappen zetten in verband met de verblijfsdocumenten;',
  },
  centre: {
    fr: 'échanger avec le centre d’accueil spécialisé reconnu les informations nécessaires à l’accompagnement\u00a0;',
    nl: 'met het erkende gespecialiseerde opvangcentrum de informatie uitwisselen die nodig is voor de begeleiding;',
  },
  socialWelfare: {
    fr: 'accomplir auprès du centre public d’action sociale (CPAS) les démarches relatives à l’aide sociale\u00a0;',
    nl: 'bij het openbaar centrum voor maatschappelijk welzijn (OCMW) de stappen zetten in verband met de maatschappelijke dienstverlening;',
  },
};

/** `de Bruxelles`, `d’Ixelles`, `du Roeulx`; `van Brussel`. */
export function ofPlace(place: string, language: FilingLanguage): string {
  if (place === '') return '';
  if (language === 'nl') return `van ${place}`;
  if (/^Les? /.test(place)) return place.replace(/^Le /, 'du ').replace(/^Les /, 'des ');
  return /^[aeiouyàâéèêëîïôûœ]/i.test(place) ? `d’${place}` : `de ${place}`;
}

/** Words at the start of a sentence or a line. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Text typed as a phrase or as a sentence, ready to end a paragraph. */
export function asSentence(text: string): string {
  return /[.!?…:;]["»”’)]*$/.test(text) ? text : `${text}.`;
}

/** Text typed in whatever way, ready to stand as a sentence after another one or alone. */
export function asOwnSentence(text: string): string {
  return capitalised(asSentence(text.trim()));
}

/** The last act of a list ends the sentence. */
export function endSentence(wording: string): string {
  return `${wording.replace(/[\s\u00a0]*;$/, '')}.`;
}

/** What stands in the place of an exhibit that was sent and taken out since. */
export const withdrawnExhibit = { fr: '(pièce retirée)', nl: '(stuk ingetrokken)' } as const;

/** In what language an exhibit is and how it was translated; '' when a reader of the file needs no word of that. */
export function exhibitRemark(
  exhibit: { readonly languageName: string; readonly translation: string },
  language: FilingLanguage,
): string {
  const inLanguage = { fr: `en ${exhibit.languageName}`, nl: `in het ${exhibit.languageName}` }[language];
  const translations: Readonly<Record<string, Wording>> = {
    free: { fr: 'avec traduction libre', nl: 'met vrije vertaling' },
    sworn: { fr: 'avec traduction jurée', nl: 'met beëdigde vertaling' },
  };
  const translation = translations[exhibit.translation]?.[language];
  if (exhibit.languageName === '') return translation ?? '';
  return translation === undefined ? inLanguage : `${inLanguage}, ${translation}`;
}
