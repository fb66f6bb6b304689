import {
  exhibitsTable,
  factsTable,
  heading,
  lettered,
  numbered,
  paragraph,
  when,
  type Block,
  type Phrase,
  type TemplateLanguage,
} from './building-blocks';
import { electedDomicileRow, identityDocumentRow, personRows } from './letter-to-the-office';
import { headings } from './phrases';

// What the papers of a lawyer have in common.

/** Each line that was typed for a field, with a number of its own. */
export function paragraphsOf(field: string): Block[] {
  return when(field, [numbered('{paragraph}')]);
}

/** A heading inside a part, e.g. a ground of a petition. */
export function subheading(text: string): Block {
  return paragraph(`**${text}**`, { style: 'Letter', keepNext: true, spacing: { before: 160, after: 80 } });
}

/** The person for whom a petition or an application is made, with her address for service. */
export function partyTable(language: TemplateLanguage, options: { readonly residence: boolean }): Block {
  const residence: Phrase = {
    fr: '{#residence.address}{residence.address}{/residence.address}{^residence.address}tenue secrète pour des raisons de sécurité{/residence.address}',
    nl: '{#residence.address}{residence.address}{/residence.address}{^residence.address}om veiligheidsredenen geheim gehouden{/residence.address}',
  };
  return factsTable(language, [
    ...personRows,
    {
      label: { fr: 'N° SP', nl: 'OV-nummer' },
      value: '{case.immigrationOfficeNumber}',
      when: 'case.immigrationOfficeNumber',
    },
    identityDocumentRow,
    {
      label: { fr: 'Tuteur ou tutrice', nl: 'Voogd' },
      value: '{guardian.inText}',
      when: 'client.hasGuardian',
    },
    ...(options.residence
      ? [{ label: { fr: 'Résidence', nl: 'Verblijfplaats' }, value: residence[language] }]
      : []),
    electedDomicileRow,
  ]);
}

/** Steps of the procedure, facts of the chronology, and what the lawyer adds. */
export function narrative(language: TemplateLanguage): Block[] {
  const colon = { fr: '\u00a0: ', nl: ': ' }[language];
  return [
    ...paragraphsOf('narrative.steps'),
    ...when('narrative.facts', [numbered(`**{when}**${colon}{statement}{#cited} ({cited}){/cited}`)]),
    ...paragraphsOf('narrative.text'),
  ];
}

/** Harm, item by item, with what it is worth where an amount is asked. */
export function damageList(): Block[] {
  return when('damage', [lettered('conditions', '**{item}**{#amount} ({amount}){/amount}. {reason}')]);
}

/** Who signs, and the inventory on whose numbers the text relies. */
export function signedAndExhibits(
  language: TemplateLanguage,
  signing: Phrase,
  options: { readonly heading?: Phrase } = {},
): Block[] {
  return [
    paragraph(signing[language], { style: 'Sender', keepNext: true, spacing: { before: 300, after: 1000 } }),
    paragraph('**{signatory.name}**', { style: 'Sender', keepNext: true }),
    paragraph('{#signatory.capacity}{signatory.capacity}{/signatory.capacity}', { style: 'Sender' }),
    heading((options.heading ?? headings.exhibits)[language]),
    exhibitsTable(language),
  ];
}
