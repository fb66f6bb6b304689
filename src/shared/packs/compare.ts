import { lengthInWords } from '../deadlines/explain';
import type { Language } from '../kernel/languages';
import { languages, localizedTextSchema } from '../kernel/languages';
import { formatCitation } from '../procedures/citation';
import { citationSchema, lengthSchema, type ProcedurePack } from '../procedures/schemas';

/** Kinds of statements in a pack, in the order in which a lawyer wants to hear of their changes. */
export const statementKinds = [
  'rule',
  'phase',
  'condition',
  'endGround',
  'requirement',
  'decision',
  'remedy',
  'route',
  'situation',
  'filing',
  'event',
  'actor',
  'text',
  'source',
  'concordance',
  'notice',
  'term',
] as const;
export type StatementKind = (typeof statementKinds)[number];

/** A statement that one of two versions of a pack has and the other has not, or has otherwise. */
export interface PackChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: StatementKind;
  readonly id: string;
  readonly name: string;
  /** Empty unless it changed. */
  readonly fields: readonly FieldChange[];
}

export interface FieldChange {
  /** Name of the field in the pack. */
  readonly field: string;
  /** Language of a text that changed; null for what is no text. */
  readonly language: Language | null;
  /** Null where the field was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

interface Statement {
  readonly id: string;
  readonly name: string;
  readonly record: Readonly<Record<string, unknown>>;
}

type Texts = Pick<ProcedurePack, 'texts'>;

/** What differs between two versions of a pack, in words of one language. */
export function comparePacks(
  before: ProcedurePack,
  after: ProcedurePack,
  language: Language,
): readonly PackChange[] {
  const [old, current] = [statementsOf(before, language), statementsOf(after, language)];
  return statementKinds.flatMap((what) => {
    const oldById = new Map(old[what].map((statement) => [statement.id, statement]));
    const newIds = new Set(current[what].map(({ id }) => id));
    return [
      ...old[what]
        .filter(({ id }) => !newIds.has(id))
        .map(({ id, name }): PackChange => ({ kind: 'removed', what, id, name, fields: [] })),
      ...current[what].flatMap(({ id, name, record }): readonly PackChange[] => {
        const known = oldById.get(id);
        if (known === undefined) return [{ kind: 'added', what, id, name, fields: [] }];
        const fields = compareRecords(known.record, record, { before, after, language });
        return fields.length === 0 ? [] : [{ kind: 'changed', what, id, name, fields }];
      }),
    ];
  });
}

function statementsOf(
  pack: ProcedurePack,
  language: Language,
): Readonly<Record<StatementKind, readonly Statement[]>> {
  const named = <Item extends { readonly id: string }>(
    items: readonly Item[],
    nameOf: (item: Item) => string,
  ): readonly Statement[] =>
    items.map((item) => ({
      id: item.id,
      name: nameOf(item),
      record: Object.fromEntries(Object.entries(item).filter(([field]) => field !== 'id')),
    }));
  return {
    rule: named(pack.rules, ({ title }) => title[language]),
    phase: named(pack.phases, ({ name }) => name[language]),
    condition: named(pack.conditions, ({ name }) => name[language]),
    endGround: named(pack.endGrounds, ({ text }) => text[language]),
    requirement: named(pack.requirements, ({ name }) => name[language]),
    decision: named(pack.decisions, ({ name }) => name[language]),
    remedy: named(pack.remedies, ({ name }) => name[language]),
    route: named(pack.routes, ({ name }) => name[language]),
    situation: named(pack.situations, ({ name }) => name[language]),
    filing: named(pack.filings, ({ name }) => name[language]),
    event: named(pack.events, ({ name }) => name[language]),
    actor: named(pack.actors, ({ name }) => name[language]),
    text: named(pack.texts, ({ name }) => name[language]),
    source: named(
      pack.sources.map(({ key, ...source }) => ({ id: key, ...source })),
      ({ title }) => title,
    ),
    concordance: named(pack.concordance, ({ name }) => name[language]),
    notice: named(pack.notices, ({ text }) => text[language]),
    term: named(pack.terms, ({ term }) => term[language]),
  };
}

interface Sides {
  readonly before: ProcedurePack;
  readonly after: ProcedurePack;
  readonly language: Language;
}

function compareRecords(
  old: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
  sides: Sides,
): readonly FieldChange[] {
  const fields = [...new Set([...Object.keys(old), ...Object.keys(current)])];
  return fields.flatMap((field): readonly FieldChange[] => {
    const [left, right] = [old[field], current[field]];
    if (JSON.stringify(left) === JSON.stringify(right)) return [];
    const [oldText, newText] = [localizedTextSchema.safeParse(left), localizedTextSchema.safeParse(right)];
    if (oldText.success || newText.success) {
      return languages
        .filter((language) => oldText.data?.[language] !== newText.data?.[language])
        .map((language) => ({
          field,
          language,
          before: oldText.data?.[language] ?? null,
          after: newText.data?.[language] ?? null,
        }));
    }
    return [
      {
        field,
        language: null,
        before: inWords(left, sides.before, sides.language),
        after: inWords(right, sides.after, sides.language),
      },
    ];
  });
}

/** A value as a person can read it; null for one that is not there. */
function inWords(value: unknown, pack: Texts, language: Language): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((item) => inWords(item, pack, language) ?? '–').join('; ');
  if (typeof value !== 'object') return wordsOfValues[language][String(value)] ?? String(value);
  const text = localizedTextSchema.safeParse(value);
  if (text.success) return text.data[language];
  const length = lengthSchema.safeParse(value);
  if (length.success) {
    const { amount, unit, bound, mark } = length.data;
    const words = lengthInWords(amount, unit, language);
    const bounded = bound === 'exact' ? words : `${words} ${wordsOfValues[language][bound] ?? bound}`;
    return `${bounded} (${wordsOfValues[language][mark] ?? mark})`;
  }
  const citation = citationSchema.safeParse(value);
  if (citation.success) return formatCitation(citation.data, pack, language);
  return Object.entries(value)
    .flatMap(([field, item]) => {
      const words = inWords(item, pack, language);
      return words === null ? [] : [field === 'rule' || field === 'mark' ? words : `${field} ${words}`];
    })
    .join(', ');
}

/** Values of a pack that are words of its grammar. */
const wordsOfValues: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    sure: 'certain',
    likely: 'vraisemblable',
    unconfirmed: 'non confirmé',
    true: 'oui',
    false: 'non',
    atMost: 'au plus',
    atLeast: 'au moins',
    dayAfter: 'à partir du lendemain',
    sameDay: 'ce jour compris',
    notification: 'selon le mode de notification',
    nextWorkingDay: 'reporté au prochain jour ouvrable',
    none: 'pas de report',
    notStated: 'rien de prévu',
  },
  nl: {
    sure: 'zeker',
    likely: 'waarschijnlijk',
    unconfirmed: 'niet bevestigd',
    true: 'ja',
    false: 'nee',
    atMost: 'hoogstens',
    atLeast: 'minstens',
    dayAfter: 'vanaf de volgende dag',
    sameDay: 'deze dag meegerekend',
    notification: 'volgens de wijze van kennisgeving',
    nextWorkingDay: 'schuift op naar de volgende werkdag',
    none: 'schuift niet op',
    notStated: 'niet bepaald',
  },
  de: {
    sure: 'gesichert',
    likely: 'wahrscheinlich',
    unconfirmed: 'unbestätigt',
    true: 'ja',
    false: 'nein',
    atMost: 'höchstens',
    atLeast: 'mindestens',
    dayAfter: 'ab dem folgenden Tag',
    sameDay: 'dieser Tag mitgezählt',
    notification: 'nach der Art der Notifizierung',
    nextWorkingDay: 'verschiebt sich auf den nächsten Werktag',
    none: 'verschiebt sich nicht',
    notStated: 'nicht geregelt',
  },
  en: {
    true: 'yes',
    false: 'no',
    atMost: 'at most',
    atLeast: 'at least',
    dayAfter: 'from the day after',
    sameDay: 'that day included',
    notification: 'by the way of notification',
    nextWorkingDay: 'moves to the next working day',
    none: 'does not move',
    notStated: 'nothing is said',
  },
};
