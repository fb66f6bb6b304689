import {
  addressBlock,
  exhibitsTable,
  factsTable,
  heading,
  lettered,
  numbered,
  paragraph,
  title,
  when,
  type Block,
  type Phrase,
  type TemplateLanguage,
} from './building-blocks';
import { paragraphsOf } from './counsel';
import { headings } from './phrases';

const service: Phrase = { fr: '**Service des Tutelles**', nl: '**Dienst Voogdij**' };

/** F21: anyone reports an unaccompanied minor to the Guardianship Service and asks for a guardian. */
export function f21(language: TemplateLanguage): Block[] {
  const text = texts[language];
  const place = { before: 0, after: 0 };
  return [
    ...addressBlock(language, service),
    title(text.title),

    heading(text.headings.reporter),
    factsTable(language, [
      { label: { fr: 'Nom', nl: 'Naam' }, value: '{reporter.name}' },
      { label: { fr: 'Qualité', nl: 'Hoedanigheid' }, value: '{reporter.capacity}' },
      { label: { fr: 'Coordonnées', nl: 'Contactgegevens' }, value: '{reporter.contact}' },
    ]),

    heading(text.headings.minor),
    factsTable(language, [
      { label: { fr: 'Nom', nl: 'Naam' }, value: '{client.familyName}', when: 'client.familyName' },
      { label: { fr: 'Prénoms', nl: 'Voornamen' }, value: '{client.givenNames}', when: 'client.givenNames' },
      {
        label: { fr: 'Nom en écriture d’origine', nl: 'Naam in oorspronkelijk schrift' },
        value: '{client.nativeScriptName}',
        when: 'client.nativeScriptName',
      },
      { label: { fr: 'Alias', nl: 'Alias' }, value: '{minor.aliases}', when: 'minor.aliases' },
      {
        label: { fr: 'Date de naissance déclarée', nl: 'Verklaarde geboortedatum' },
        value: '{client.birthDate}',
        when: 'client.birthDate',
      },
      {
        label: { fr: 'Âge déclaré', nl: 'Verklaarde leeftijd' },
        value: '{minor.claimedAge}',
        when: 'minor.claimedAge',
      },
      { label: { fr: 'Sexe', nl: 'Geslacht' }, value: '{minor.gender}', when: 'minor.gender' },
      {
        label: { fr: 'Lieu de naissance', nl: 'Geboorteplaats' },
        value: '{client.birthPlace}',
        when: 'client.birthPlace',
      },
      {
        label: { fr: 'Nationalité déclarée', nl: 'Verklaarde nationaliteit' },
        value: '{client.nationality}',
        when: 'client.nationality',
      },
      {
        label: { fr: 'Documents', nl: 'Documenten' },
        value: `{#minor.documents}{minor.documents}{/minor.documents}{^minor.documents}${text.none}{/minor.documents}`,
      },
      { label: { fr: 'Langues parlées', nl: 'Gesproken talen' }, value: '{minor.languages}' },
    ]),

    heading(text.headings.found),
    factsTable(language, [
      { label: { fr: 'Date', nl: 'Datum' }, value: '{minor.foundOn}' },
      { label: { fr: 'Lieu', nl: 'Plaats' }, value: '{minor.foundAt}' },
    ]),
    paragraph('', { size: 8, spacing: place }),
    ...paragraphsOf('minor.circumstances'),

    heading(text.headings.indications),
    ...paragraphsOf('minor.indications'),

    heading(text.headings.safety),
    ...paragraphsOf('minor.safety'),
    numbered(text.inCharge),

    heading(headings.request[language]),
    numbered(text.request, { keepNext: true }),
    lettered('requests', text.takeCharge),
    lettered('requests', text.guardian),
    lettered('requests', text.discreet),

    ...when('minor.isCopied', [heading(text.headings.copies)]),
    ...when('minor.centreCopied.yes', [paragraph(text.toCentre, { style: 'Letter' })]),
    ...when('minor.youthProsecutorCopied.yes', [paragraph(text.toYouthProsecutor, { style: 'Letter' })]),

    paragraph('**{reporter.name}**', { style: 'Sender', keepNext: true, spacing: { before: 1100 } }),
    paragraph('{reporter.capacity}', { style: 'Sender' }),
    ...when('exhibits.areAttached', [heading(headings.exhibits[language]), exhibitsTable(language)]),
  ];
}

const texts = {
  fr: {
    title: 'Fiche de signalement – mineur étranger non accompagné (MENA)',
    headings: {
      reporter: 'Auteur du signalement',
      minor: 'Identité déclarée',
      found: 'Découverte',
      indications: 'Indices de traite ou de trafic',
      safety: 'Sécurité et prise en charge',
      copies: 'Copie',
    },
    none: 'aucun document présenté',
    inCharge: '**Prise en charge actuelle.** {minor.inCharge}',
    request:
      'En application du titre XIII, chapitre VI, de la loi-programme du 24 décembre 2002 (tutelle des mineurs étrangers non accompagnés), le Service des Tutelles est prié\u00a0:',
    takeCharge:
      'de prendre en charge sans délai la personne désignée ci-dessus et de procéder à son identification\u00a0;',
    guardian: 'de lui désigner un tuteur, à titre provisoire si l’urgence le commande\u00a0;',
    discreet:
      'en raison des indices exposés ci-dessus, de ne communiquer son lieu de séjour qu’aux personnes et services qui doivent le connaître.',
    toCentre: 'Centre d’accueil spécialisé reconnu pour les victimes de la traite des êtres humains',
    toYouthProsecutor: 'Parquet de la jeunesse',
  },
  nl: {
    title: 'Signalementfiche – niet-begeleide minderjarige vreemdeling (NBMV)',
    headings: {
      reporter: 'Melder',
      minor: 'Verklaarde identiteit',
      found: 'Aantreffen',
      indications: 'Aanwijzingen van mensenhandel of mensensmokkel',
      safety: 'Veiligheid en opvang',
      copies: 'Afschrift',
    },
    none: 'geen document voorgelegd',
    inCharge: '**Wie nu voor de minderjarige zorgt.** {minor.inCharge}',
    request:
      'Met toepassing van titel XIII, hoofdstuk VI, van de programmawet van 24 december 2002 (voogdij over niet-begeleide minderjarige vreemdelingen) wordt de Dienst Voogdij verzocht:',
    takeCharge:
      'de hierboven vermelde persoon onverwijld onder zijn hoede te nemen en tot identificatie over te gaan;',
    guardian: 'een voogd aan te stellen, voorlopig als de hoogdringendheid dat vereist;',
    discreet:
      'wegens de hierboven vermelde aanwijzingen de verblijfplaats alleen mee te delen aan de personen en diensten die ze moeten kennen.',
    toCentre: 'Erkend gespecialiseerd opvangcentrum voor slachtoffers van mensenhandel',
    toYouthProsecutor: 'Jeugdparket',
  },
};
