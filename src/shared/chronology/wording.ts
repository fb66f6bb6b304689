import type { Language, LocalizedText } from '../kernel/languages';
import type { CivilDate } from '../kernel/time';
import { describeUncertainDate } from '../timeline/describe-date';
import type { Confidence, SourceKind } from '../timeline/schemas';

// What stands in a chronology beside the facts, in its own language, whatever the interface speaks.

export const chronologyWords = {
  title: { fr: 'Chronologie', nl: 'Chronologie', de: 'Chronologie', en: 'Chronology' },
  /** Says nothing to who does not know the case. */
  fileName: { fr: 'chronologie', nl: 'chronologie', de: 'chronologie', en: 'chronology' },
  number: { fr: 'N°', nl: 'Nr.', de: 'Nr.', en: 'No.' },
  date: { fr: 'Date', nl: 'Datum', de: 'Datum', en: 'Date' },
  fact: { fr: 'Fait', nl: 'Feit', de: 'Tatsache', en: 'Fact' },
  exactness: {
    fr: 'Chaque date est aussi précise qu’elle est connue.',
    nl: 'Elke datum is zo precies als ze gekend is.',
    de: 'Jedes Datum ist so genau, wie es bekannt ist.',
    en: 'Each date is as exact as it is known.',
  },
  undated: {
    fr: 'Faits sans date connue',
    nl: 'Feiten zonder gekende datum',
    de: 'Tatsachen ohne bekanntes Datum',
    en: 'Facts without a known date',
  },
  disputed: { fr: 'Fait contesté', nl: 'Betwist feit', de: 'Bestrittene Tatsache', en: 'Disputed fact' },
} satisfies Record<string, LocalizedText>;

const sources: Readonly<Record<SourceKind, LocalizedText>> = {
  clientStatement: {
    fr: 'dit par la personne',
    nl: 'verteld door de persoon',
    de: 'von der Person gesagt',
    en: 'told by the person',
  },
  witness: {
    fr: 'dit par un témoin',
    nl: 'verteld door een getuige',
    de: 'von einem Zeugen gesagt',
    en: 'told by a witness',
  },
  document: { fr: 'document', nl: 'document', de: 'Dokument', en: 'document' },
  message: { fr: 'message', nl: 'bericht', de: 'Nachricht', en: 'message' },
  photograph: { fr: 'photographie', nl: 'foto', de: 'Fotografie', en: 'photograph' },
  authority: { fr: 'autorité', nl: 'overheid', de: 'Behörde', en: 'authority' },
  medical: {
    fr: 'constatation médicale',
    nl: 'medische vaststelling',
    de: 'ärztlicher Befund',
    en: 'medical finding',
  },
  inferred: {
    fr: 'déduction de l’intervenant',
    nl: 'afleiding van de begeleider',
    de: 'Schlussfolgerung der Beratungsstelle',
    en: 'conclusion of the advocate',
  },
};

const certainties: Readonly<Record<Confidence, LocalizedText>> = {
  certain: { fr: 'certain', nl: 'zeker', de: 'sicher', en: 'certain' },
  probable: { fr: 'probable', nl: 'waarschijnlijk', de: 'wahrscheinlich', en: 'probable' },
  uncertain: { fr: 'incertain', nl: 'onzeker', de: 'unsicher', en: 'uncertain' },
};

const nbsp = '\u00a0';
const colons: Readonly<Record<Language, string>> = { fr: `${nbsp}: `, nl: ': ', de: ': ', en: ': ' };

export function drawnUpOn(day: CivilDate, facts: number, language: Language): string {
  const printed = describeUncertainDate(day, language);
  const one = facts === 1;
  return {
    fr: `Établie le ${printed} · ${facts} ${one ? 'fait' : 'faits'}`,
    nl: `Opgemaakt op ${printed} · ${facts} ${one ? 'feit' : 'feiten'}`,
    de: `Erstellt am ${printed} · ${facts} ${one ? 'Tatsache' : 'Tatsachen'}`,
    en: `Drawn up on ${printed} · ${facts} ${one ? 'fact' : 'facts'}`,
  }[language];
}

export function placeLine(place: string, language: Language): string {
  return { fr: 'Lieu', nl: 'Plaats', de: 'Ort', en: 'Place' }[language] + colons[language] + place;
}

export function sourceLine(kind: SourceKind, language: Language): string {
  return `${{ fr: 'Source', nl: 'Bron', de: 'Quelle', en: 'Source' }[language]}${colons[language]}${sources[kind][language]}`;
}

export function certaintyLine(confidence: Confidence, language: Language): string {
  const label = { fr: 'Certitude', nl: 'Zekerheid', de: 'Gewissheit', en: 'Certainty' }[language];
  return `${label}${colons[language]}${certainties[confidence][language]}`;
}

export function citeExhibit(
  exhibit: { readonly number: string; readonly title: string; readonly locator: string },
  language: Language,
): string {
  const named = {
    fr: `pièce n°${nbsp}`,
    nl: `stuk nr.${nbsp}`,
    de: `Beweisstück Nr.${nbsp}`,
    en: `exhibit${nbsp}`,
  };
  return [`${named[language]}${exhibit.number}`, exhibit.title.trim(), exhibit.locator.trim()]
    .filter((part) => part !== '')
    .join(', ');
}

/** @param paragraph  counted from 1; null where the words cited are no longer there */
export function citeInterview(heldOn: CivilDate, paragraph: number | null, language: Language): string {
  const day = describeUncertainDate(heldOn, language);
  const named = {
    fr: `entretien du ${day}`,
    nl: `gesprek van ${day}`,
    de: `Gespräch vom ${day}`,
    en: `interview of ${day}`,
  }[language];
  if (paragraph === null) return named;
  const place = { fr: 'paragraphe', nl: 'alinea', de: 'Absatz', en: 'paragraph' }[language];
  return `${named}, ${place}${nbsp}${paragraph}`;
}

/** Several sources in one note. */
export function joinCitations(citations: readonly string[], language: Language): string {
  const joined = citations.join(language === 'fr' ? `${nbsp}; ` : '; ');
  return joined === '' ? '' : `${joined.charAt(0).toLocaleUpperCase(language)}${joined.slice(1)}.`;
}
