import { filingTitle } from '../../src/shared/filings/kinds';
import {
  colon,
  exhibitsTable,
  factsTable,
  heading,
  paragraph,
  title,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';

/** F13: the inventory that is annexed to a filing. Each exhibit bears the number it has here. */
export function f13(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    title(filingTitle('F13', language)),
    factsTable(language, [
      { label: { fr: 'Références', nl: 'Referentie' }, value: '{case.code}' },
      { label: { fr: 'Concerne', nl: 'Betrokkene' }, value: '{client.inText}' },
      {
        label: { fr: 'N° SP', nl: 'OV-nummer' },
        value: '{case.immigrationOfficeNumber}',
        when: 'case.immigrationOfficeNumber',
      },
      {
        label: { fr: 'Annexé à', nl: 'Gevoegd bij' },
        value: '{inventory.annexTo}',
        when: 'inventory.annexTo',
      },
    ]),
    paragraph(text.same, { style: 'Letter', spacing: { before: 240, after: 160 } }),
    exhibitsTable(language),
    paragraph(`${text.count}${colon[language]}{exhibits.count}`, {
      style: 'Letter',
      spacing: { before: 160 },
    }),
    ...when('exhibits.hasHashes', [
      heading(text.hashes),
      ...when('exhibitHashes', [
        paragraph(`${text.exhibit}\u00a0{number}${colon[language]}{sha256}`, {
          style: 'Cell',
          alignment: 'left',
        }),
      ]),
    ]),
    paragraph(text.placeAndDate, { spacing: { before: 320, after: 0 }, keepNext: true }),
    paragraph('{signatory.name}', { style: 'Sender' }),
  ];
}

const texts = {
  fr: {
    same: 'Chaque pièce porte le numéro sous lequel elle figure au présent inventaire.',
    count: 'Nombre de pièces',
    hashes: 'Empreintes des pièces numériques (SHA-256)',
    exhibit: 'Pièce',
    placeAndDate: '{letter.place}, le {letter.date}',
  },
  nl: {
    same: 'Elk stuk draagt het nummer waaronder het in deze inventaris staat.',
    count: 'Aantal stukken',
    hashes: 'Controlegetallen van de digitale stukken (SHA-256)',
    exhibit: 'Stuk',
    placeAndDate: '{letter.place}, {letter.date}',
  },
};
