import { amountToCents, printAmount } from './amounts';
import type { FilingLanguage } from './kinds';
import { paragraphsOf } from './paragraphs';
import { longText, text, type FieldShapes, type Questions } from './questions';
import type { Sheet } from './sheet';

// Harm, item by item, with an amount for each. The court and the Commission know different items.

export const civilItems = ['wages', 'debts', 'papers', 'medical', 'moral'] as const;
export const aidItems = [
  'moral',
  'medical',
  'invalidity',
  'incapacity',
  'aesthetic',
  'procedure',
  'materialCosts',
  'schoolYears',
] as const;
type DamageItem = (typeof civilItems)[number] | (typeof aidItems)[number];

export const damageQuestions = {
  'damage.wages.reason': longText,
  'damage.wages.amount': text,
  'damage.debts.reason': longText,
  'damage.debts.amount': text,
  'damage.papers.reason': longText,
  'damage.papers.amount': text,
  'damage.medical.reason': longText,
  'damage.medical.amount': text,
  'damage.moral.reason': longText,
  'damage.moral.amount': text,
  'damage.invalidity.reason': longText,
  'damage.invalidity.amount': text,
  'damage.incapacity.reason': longText,
  'damage.incapacity.amount': text,
  'damage.aesthetic.reason': longText,
  'damage.aesthetic.amount': text,
  'damage.procedure.reason': longText,
  'damage.procedure.amount': text,
  'damage.materialCosts.reason': longText,
  'damage.materialCosts.amount': text,
  'damage.schoolYears.reason': longText,
  'damage.schoolYears.amount': text,
} as const satisfies Questions;

export const damageFields = {
  damage: ['item', 'reason', 'amount'],
  'damage.total': 'text',
} as const satisfies FieldShapes;

/** Asks for each chosen item what it is and what it is worth. Gives the sum in cents; null without amounts. */
export function addDamage(sheet: Sheet, items: readonly DamageItem[], withAmounts: boolean): number | null {
  const { language } = sheet;
  const group = 'damage';
  let total = 0;
  const listed = items.map((item) => {
    const reason = `damage.${item}.reason` as const;
    sheet.answer(reason, { group, required: true, print: (typed) => paragraphsOf(typed).join('\n') });
    const explained = sheet.answered(reason);
    const values = {
      item: itemWordings[item][language],
      reason: typeof explained === 'string' ? paragraphsOf(explained).join('\n') : '',
      amount: '',
    };
    if (!withAmounts) return values;
    const amount = `damage.${item}.amount` as const;
    const print = (typed: string): string => {
      const cents = amountToCents(typed);
      return cents === null ? typed : printAmount(cents, language);
    };
    sheet.answer(amount, { group, required: true, print });
    const typed = sheet.answered(amount);
    if (typeof typed !== 'string' || typed.trim() === '') return values;
    const cents = amountToCents(typed);
    if (cents === null) {
      sheet.refuse('amountUnreadable', { screen: 'review', recordId: null, field: amount });
      return values;
    }
    total += cents;
    return { ...values, amount: printAmount(cents, language) };
  });
  sheet.set('damage', listed);
  if (!withAmounts) return null;
  sheet.set('damage.total', printAmount(total, language));
  return total;
}

const itemWordings: Readonly<Record<DamageItem, Readonly<Record<FilingLanguage, string>>>> = {
  wages: { fr: 'Salaires impayés', nl: 'Onbetaald loon' },
  debts: { fr: 'Dettes et sommes extorquées', nl: 'Schulden en afgeperste bedragen' },
  papers: {
    fr: 'Documents perdus ou confisqués par les auteurs',
    nl: 'Documenten die verloren gingen of door de daders werden afgenomen',
  },
  medical: { fr: 'Frais médicaux', nl: 'Medische kosten' },
  moral: { fr: 'Dommage moral', nl: 'Morele schade' },
  invalidity: { fr: 'Invalidité', nl: 'Invaliditeit' },
  incapacity: {
    fr: 'Perte de revenus par incapacité de travail',
    nl: 'Verlies van inkomsten door arbeidsongeschiktheid',
  },
  aesthetic: { fr: 'Préjudice esthétique', nl: 'Esthetische schade' },
  procedure: { fr: 'Frais de procédure', nl: 'Procedurekosten' },
  materialCosts: { fr: 'Frais matériels', nl: 'Materiële kosten' },
  schoolYears: { fr: 'Années scolaires perdues', nl: 'Verloren schooljaren' },
};
