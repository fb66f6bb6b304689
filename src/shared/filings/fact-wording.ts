import type { AnswerName } from './answers';
import { printDay, printEdtf } from './dates';
import type { FieldName } from './fields';
import type { FilingLanguage } from './kinds';
import type { Sheet } from './sheet';
import type { SnapshotFact } from './snapshot';
import { asSentence, capitalised } from './wording';

type Wording = Readonly<Record<FilingLanguage, string>>;

const sources: Readonly<Record<string, Wording>> = {
  clientStatement: { fr: 'dit par la personne', nl: 'verteld door de persoon' },
  witness: { fr: 'dit par un témoin', nl: 'verteld door een getuige' },
  document: { fr: 'document', nl: 'document' },
  message: { fr: 'message', nl: 'bericht' },
  photograph: { fr: 'photographie', nl: 'foto' },
  authority: { fr: 'autorité', nl: 'overheid' },
  medical: { fr: 'constatation médicale', nl: 'medische vaststelling' },
  inferred: { fr: 'déduction de l’intervenant', nl: 'afleiding van de begeleider' },
};

const certainties: Readonly<Record<string, Wording>> = {
  certain: { fr: 'certain', nl: 'zeker' },
  probable: { fr: 'probable', nl: 'waarschijnlijk' },
  uncertain: { fr: 'incertain', nl: 'onzeker' },
};

/**
 * What a filing tells of a fact. `when`: date and place, doubt included, ready to stand before the sentence. `cited`:
 * the exhibits and interviews it rests on, '' without any.
 */
export const toldFact = ['when', 'statement', 'source', 'certainty', 'cited'] as const;

/** What is told of a fact outside the office: not how sure the advocate is, and nothing of her own interviews. */
export const toldOutside = ['when', 'statement', 'cited'] as const;

/**
 * The facts chosen for one part of a filing, in the order of the chronology.
 *
 * @param outside for a field of the shape `toldOutside`
 */
export function addFacts(
  sheet: Sheet,
  name: AnswerName & FieldName,
  { required, outside = false }: { readonly required: boolean; readonly outside?: boolean },
): readonly SnapshotFact[] {
  const { snapshot } = sheet;
  const chosen = sheet.chosenFacts(name);
  sheet.list(name, {
    group: 'account',
    required,
    target:
      snapshot.facts.length === 0
        ? { screen: 'timeline', recordId: null, field: null }
        : { screen: 'review', recordId: null, field: name },
    source: chosen[0]?.statement,
    items: chosen.map((fact) => {
      if (!outside) return { recordId: fact.id, values: printFact(fact, sheet) };
      const citations = fact.citations.filter(({ kind }) => kind === 'exhibit');
      const { when, statement, cited } = printFact({ ...fact, citations }, sheet);
      return { recordId: fact.id, values: { when, statement, cited } };
    }),
    question: name,
  });
  return chosen;
}

function printFact(
  fact: SnapshotFact,
  { snapshot, language }: Sheet,
): Readonly<Record<(typeof toldFact)[number], string>> {
  const day = printEdtf(fact.date.value, language);
  const undated = { fr: 'Date inconnue', nl: 'Datum onbekend' }[language];
  const when = [day === '' ? undated : capitalised(day), fact.place.value.trim()]
    .filter((part) => part !== '')
    .join(', ');
  const cited = fact.citations.flatMap((citation) => {
    if (citation.kind === 'interview') {
      return {
        fr: `entretien du ${printDay(citation.heldOn, language)}`,
        nl: `gesprek van ${printDay(citation.heldOn, language)}`,
      }[language];
    }
    const exhibit = snapshot.exhibits.find(({ id }) => id === citation.exhibitId);
    if (exhibit === undefined) return [];
    const named = { fr: 'pièce n°\u00a0', nl: 'stuk nr.\u00a0' }[language] + exhibit.number.value;
    return citation.locator === '' ? named : `${named}, ${citation.locator}`;
  });
  const certainty = certainties[fact.confidence]?.[language] ?? '';
  const disputed = { fr: ', contesté', nl: ', betwist' }[language];
  return {
    when,
    statement: asSentence(fact.statement.value.trim()),
    source: sources[fact.sourceKind]?.[language] ?? '',
    certainty: fact.disputed ? `${certainty}${disputed}` : certainty,
    cited: [...new Set(cited)].join(language === 'fr' ? '\u00a0; ' : '; '),
  };
}
