import { colon, dashed, heading, paragraph, unless, when, type Block } from './building-blocks';
import type { Language } from '../../src/shared/kernel/languages';

const spaced = { spacing: { after: 120 } };

/**
 * L1: which documents are still missing. In plain words, and without a letterhead: who opens it by chance reads of papers,
 * and not of whom or what the case is about.
 */
export function l1(language: Language): Block[] {
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
  de: {
    reference: 'Unser Zeichen',
    placeAndDate: '{letter.place}, den {letter.date}',
    subject: 'Unterlagen, die noch fehlen',
    greeting: { client: 'Guten Tag', centre: 'Sehr geehrte Damen und Herren,' },
    opening:
      '{#missing.to.client}Damit es weitergeht, brauchen wir noch Unterlagen. Hier steht, welche.{/missing.to.client}{#missing.to.centre}In der Akte {case.code} fehlen noch Unterlagen. Hier ist die Liste.{/missing.to.centre}',
    own: { client: 'Was Sie uns geben können', centre: 'Was wir von Ihnen erwarten' },
    others: 'Was von anderer Stelle kommen muss',
    rest: 'Um die anderen Unterlagen kümmern wir uns.',
    howTitle: 'Wann und wie',
    until: 'Wir brauchen sie bis spätestens **{missing.until}**.',
    difficult: {
      client:
        'Ist es zu schwer oder zu gefährlich, ein Papier zu bekommen? Gehen Sie kein Risiko ein. Sagen Sie es uns: Wir suchen zusammen einen anderen Weg.',
      centre:
        'Wenn eine dieser Unterlagen nicht rechtzeitig zu bekommen ist, sagen Sie uns bitte sofort Bescheid.',
    },
    contact: 'So erreichen Sie uns',
    thanks: 'Mit freundlichen Grüßen',
  },
  en: {
    reference: 'Our reference',
    placeAndDate: '{letter.place}, {letter.date}',
    subject: 'Documents that are still missing',
    greeting: { client: 'Hello,', centre: 'Dear Sir or Madam,' },
    opening:
      '{#missing.to.client}To go on, we still need some documents. Here is the list.{/missing.to.client}{#missing.to.centre}Some documents are still missing in file {case.code}. Here is the list.{/missing.to.centre}',
    own: { client: 'What you can give us', centre: 'What we expect from you' },
    others: 'What must come from elsewhere',
    rest: 'We take care of the other documents.',
    howTitle: 'When and how',
    until: 'We need them by **{missing.until}** at the latest.',
    difficult: {
      client:
        'Is it too hard or too dangerous to get a document? Do not take any risk. Tell us: we will look for another way together.',
      centre: 'If one of these documents cannot be had in time, please tell us at once.',
    },
    contact: 'How to reach us',
    thanks: 'With kind regards,',
  },
};
