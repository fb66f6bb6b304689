import {
  colon,
  dashed,
  heading,
  paragraph,
  unless,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';

const spaced = { spacing: { after: 120 } };

/**
 * L1: which documents are still missing. In plain words, and without a letterhead: who opens it by chance reads of papers,
 * and not of whom or what the case is about.
 */
export function l1(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    paragraph('**{signatory.name}**', { style: 'Sender' }),
    paragraph(`${text.reference}${colon[language]}{case.code}`, { style: 'Sender' }),
    paragraph(text.placeAndDate, { spacing: { before: 240, after: 60 } }),
    paragraph('{sending.mode}', { style: 'Sender', spacing: { after: 280 } }),
    paragraph(`**${text.subject}**`, { spacing: { after: 240 } }),

    ...when('missing.to.client', [paragraph(text.greeting.client, spaced)]),
    ...when('missing.to.centre', [paragraph(text.greeting.centre, spaced)]),
    paragraph(text.opening, { spacing: { after: 60 } }),

    ...when('missing.hasOwn', [
      ...when('missing.to.client', [heading(text.own.client)]),
      ...when('missing.to.centre', [heading(text.own.centre)]),
    ]),
    ...when('missing.fromReader', [dashed('{item}')]),
    ...when('missing.to.client', when('missing.hasOthers', [paragraph(text.rest, spaced)])),
    ...when('missing.fromOthers.areTold', [heading(text.others)]),
    ...when('missing.fromOthers', [dashed('{item} ({who})')]),

    heading(text.howTitle),
    ...when('missing.until', [paragraph(text.until, spaced)]),
    paragraph('{missing.how}', spaced),
    ...when('missing.to.client', [paragraph(text.difficult.client, spaced)]),
    ...unless('missing.to.client', [paragraph(text.difficult.centre, spaced)]),
    paragraph(`${text.contact}${colon[language]}{missing.contact}`, spaced),

    paragraph(text.thanks, { spacing: { before: 240, after: 900 }, keepNext: true }),
    paragraph('{signatory.name}', { style: 'Sender' }),
  ];
}

const texts = {
  fr: {
    reference: 'Notre référence',
    placeAndDate: '{letter.place}, le {letter.date}',
    subject: 'Documents qui manquent encore',
    greeting: { client: 'Bonjour,', centre: 'Madame, Monsieur,' },
    opening:
      '{#missing.to.client}Pour continuer, il nous manque encore des documents. Voici lesquels.{/missing.to.client}{#missing.to.centre}Dans le dossier {case.code}, des documents manquent encore. En voici la liste.{/missing.to.centre}',
    own: { client: 'Ce que vous pouvez nous donner', centre: 'Ce que nous attendons de vous' },
    others: 'Ce qui doit venir d’ailleurs',
    rest: 'Nous nous occupons des autres documents.',
    howTitle: 'Quand et comment',
    until: 'Nous en avons besoin au plus tard le **{missing.until}**.',
    difficult: {
      client:
        'Il est trop difficile ou dangereux d’obtenir un document ? Ne prenez aucun risque. Dites-le-nous : nous chercherons ensemble une autre solution.',
      centre:
        'Si l’un de ces documents ne peut pas être obtenu à temps, merci de nous prévenir sans attendre.',
    },
    contact: 'Pour nous joindre',
    thanks: 'Merci,',
  },
  nl: {
    reference: 'Onze referentie',
    placeAndDate: '{letter.place}, {letter.date}',
    subject: 'Documenten die nog ontbreken',
    greeting: { client: 'Dag,', centre: 'Geachte mevrouw, geachte heer,' },
    opening:
      '{#missing.to.client}Om verder te kunnen, hebben wij nog documenten nodig. Hier leest u welke.{/missing.to.client}{#missing.to.centre}In dossier {case.code} ontbreken nog documenten. Hieronder vindt u de lijst.{/missing.to.centre}',
    own: { client: 'Wat u ons kunt geven', centre: 'Wat wij van u verwachten' },
    others: 'Wat van elders moet komen',
    rest: 'Voor de andere documenten zorgen wij.',
    howTitle: 'Wanneer en hoe',
    until: 'Wij hebben ze ten laatste op **{missing.until}** nodig.',
    difficult: {
      client:
        'Is een document te moeilijk of te gevaarlijk om te krijgen? Neem geen enkel risico. Zeg het ons: wij zoeken samen een andere oplossing.',
      centre: 'Kan een van deze documenten niet op tijd worden verkregen, laat het ons dan meteen weten.',
    },
    contact: 'Zo bereikt u ons',
    thanks: 'Met vriendelijke groet,',
  },
};
