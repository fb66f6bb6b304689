import { filingTitle } from '../../src/shared/filings/kinds';
import {
  colon,
  heading,
  note,
  numbered,
  paragraph,
  title,
  unless,
  when,
  type Block,
  type Phrase,
  type TemplateLanguage,
} from './building-blocks';

const chapters: readonly (readonly [field: string, heading: Phrase])[] = [
  ['account.recruitment', { fr: 'Recrutement', nl: 'Rekrutering' }],
  ['account.journey', { fr: 'Trajet', nl: 'Reis' }],
  ['account.exploitation', { fr: 'Exploitation', nl: 'Uitbuiting' }],
  ['account.control', { fr: 'Contrôle', nl: 'Controle' }],
  ['account.exit', { fr: 'Sortie', nl: 'Vertrek' }],
  ['account.fears', { fr: 'Craintes', nl: 'Vrees' }],
];

/** F5: the account, for the file. Facts are printed as they stand in the chronology, each with its source and how sure it is. */
export function f5(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    title(filingTitle('F5', language)),
    paragraph(`${text.reference}${colon[language]}{case.code}`, {
      alignment: 'center',
      spacing: { after: 160 },
    }),
    paragraph(`**${text.private}**`, { alignment: 'center', spacing: { after: 60 } }),
    paragraph(text.purpose, { alignment: 'center', spacing: { after: 200 } }),

    ...chapters.flatMap(([field, name]) => [
      heading(name[language]),
      ...when(field, [...toldFact(language)]),
      ...unless(field, [note(text.notDiscussed)]),
    ]),

    ...when('account.gaps', [heading(text.gaps), numbered('{account.gaps}')]),

    heading(text.exhibits),
    ...when('account.exhibits', [
      paragraph(`${text.exhibit}\u00a0{number}${colon[language]}{title}{#date} ({date}){/date}`, {
        style: 'Letter',
        spacing: { after: 40 },
      }),
    ]),
    ...unless('account.citesExhibits', [note(text.noExhibits)]),

    paragraph(text.made, { spacing: { before: 320, after: 0 }, keepLines: true }),
  ];
}

/** One fact: when and where, what happened, and on what that rests. Fields of the list it stands in. */
function toldFact(language: TemplateLanguage): Block[] {
  const labels = {
    source: { fr: 'Source', nl: 'Bron' },
    certainty: { fr: 'Certitude', nl: 'Zekerheid' },
    see: { fr: 'Voir', nl: 'Zie' },
  } satisfies Record<string, Phrase>;
  const rests = [
    `${labels.source[language]}${colon[language]}{source}`,
    `${labels.certainty[language]}${colon[language]}{certainty}`,
  ].join(' – ');
  return [
    numbered('**{when}.** {statement}', { keepNext: true, spacing: { after: 20 } }),
    note(`${rests}{#cited} – ${labels.see[language]}${colon[language]}{cited}{/cited}`),
  ];
}

const texts = {
  fr: {
    reference: 'Références',
    private: 'Document de travail confidentiel',
    purpose:
      'Le présent document ne remplace pas une audition. Il n’est communiqué à quiconque qu’avec l’accord de la personne concernée.',
    notDiscussed: 'Non abordé à ce stade.',
    gaps: 'Points non abordés ou inconnus',
    exhibits: 'Pièces citées',
    exhibit: 'Pièce n°',
    noExhibits: 'Aucune pièce n’est citée.',
    made: 'Établi le {letter.date} par {account.madeBy}.',
  },
  nl: {
    reference: 'Referentie',
    private: 'Vertrouwelijk werkdocument',
    purpose:
      'Dit document vervangt geen verhoor. Het wordt aan niemand meegedeeld zonder het akkoord van de betrokken persoon.',
    notDiscussed: 'Nog niet besproken.',
    gaps: 'Niet besproken of niet bekend',
    exhibits: 'Vermelde stukken',
    exhibit: 'Stuk nr.',
    noExhibits: 'Er worden geen stukken vermeld.',
    made: 'Opgemaakt op {letter.date} door {account.madeBy}.',
  },
};
