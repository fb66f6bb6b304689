import { addExhibits } from './common-parts';
import {
  addCounselled,
  addLawyerSignature,
  addNarrative,
  addProDeo,
  addResidence,
  printingDay,
  refuseGapsInInventory,
  showDeadlines,
} from './counsel-parts';
import { addParagraphs, paragraphs, paragraphsOf } from './paragraphs';
import {
  breachableRules,
  breachedRules,
  groundTitle,
  notifiedWording,
  petitionTitles,
} from './petition-wording';
import {
  confirmation,
  date,
  exhibit,
  explainedText,
  text,
  yesOrNo,
  type FieldShapes,
  type Questions,
} from './questions';
import { addGround } from './request-parts';
import type { Sheet } from './sheet';

// F18 and F19: the petitions to the Council, for annulment with or without suspension, and for suspension in extreme
// urgency. Every element that the law asks for is asked for here, so the petition cannot be made without it.

const rules = { kind: 'choices', choices: breachableRules, hint: true } as const;
const laterRules = { kind: 'choices', choices: breachableRules } as const;
const decisionKinds = ['decisionNotified', 'removalMeasureNotified'];

export const petitionQuestions = {
  'petition.action': { kind: 'choice', choices: ['annulment', 'annulmentAndSuspension'], hint: true },
  'petition.route': { kind: 'choice', choices: ['registered', 'electronic'], hint: true },
  'petition.otherSuspension': { ...yesOrNo, hint: true },
  'petition.defendant': { ...text, hint: true },
  'decision.event': { kind: 'event', eventKinds: decisionKinds },
  'decision.date': date,
  'decision.reference': text,
  'decision.subject': { ...text, hint: true },
  'decision.exhibit': exhibit,
  'confirm.inTime': confirmation,
  'petition.interest': explainedText,
  'ground1.rules': rules,
  'ground1.breach': explainedText,
  'ground1.grievance': explainedText,
  'ground2.rules': laterRules,
  'ground2.breach': explainedText,
  'ground2.grievance': explainedText,
  'ground3.rules': laterRules,
  'ground3.breach': explainedText,
  'ground3.grievance': explainedText,
  'ground4.rules': laterRules,
  'ground4.breach': explainedText,
  'ground4.grievance': explainedText,
  'petition.harm': explainedText,
  'petition.closedDoors': explainedText,
  'urgent.imminence': { kind: 'choices', choices: ['detained', 'flight', 'other'] },
  'urgent.detainedSince': date,
  'urgent.detainedAt': { ...text, hint: true },
  'urgent.flightOn': date,
  'urgent.other': explainedText,
  'urgent.diligence': explainedText,
} as const satisfies Questions;

export const petitionFields = {
  'petition.action.annulmentAndSuspension': 'flag',
  'petition.route.registered': 'flag',
  'petition.defendant': 'text',
  'decision.date': 'text',
  'decision.reference': 'text',
  'decision.subject': 'text',
  'decision.notified': 'text',
  'decision.exhibit': 'text',
  'petition.interest': paragraphs,
  // Title, rules breached and paragraphs in the order of the text; each item has one of them.
  grounds: ['title', 'rules', 'paragraph', 'grievance'],
  'petition.harm': paragraphs,
  'petition.closedDoors': paragraphs,
  'urgent.detainedSince': 'text',
  'urgent.detainedAt': 'text',
  'urgent.flightOn': 'text',
  'urgent.other': paragraphs,
  'urgent.diligence': paragraphs,
} as const satisfies FieldShapes;

/** F18: annulment, and ordinary suspension where it is asked for in the same act. */
export function fillAnnulment(sheet: Sheet): void {
  sheet.answer('petition.action', { group: 'request', required: true });
  const suspends = sheet.answered('petition.action') === 'annulmentAndSuspension';
  sheet.set(
    'document.title',
    petitionTitles[suspends ? 'annulmentAndSuspension' : 'annulment'][sheet.language],
  );
  if (suspends) refuseSecondSuspension(sheet);
  fillPetition(sheet, { harm: suspends, decisionKinds });
  sheet.warn({ kind: 'notSuspensive' });
}

/** F19: suspension in extreme urgency of a removal that is about to be carried out. */
export function fillExtremeUrgency(sheet: Sheet): void {
  sheet.set('document.title', petitionTitles.extremeUrgency[sheet.language]);
  refuseSecondSuspension(sheet);
  fillPetition(sheet, { harm: true, decisionKinds: ['removalMeasureNotified'], urgency: true });
}

/** Ordinary suspension and extreme urgency exclude each other: one of them has to be chosen. */
function refuseSecondSuspension(sheet: Sheet): void {
  sheet.answer('petition.otherSuspension', {
    group: 'request',
    required: true,
    ...(sheet.snapshot.otherSuspensionSent ? { suggestion: sheet.proposed('yes') } : {}),
  });
  if (sheet.answered('petition.otherSuspension') === 'yes') {
    sheet.refuse('urgencyWithOtherSuspension', {
      screen: 'review',
      recordId: null,
      field: 'petition.otherSuspension',
    });
  }
}

function fillPetition(
  sheet: Sheet,
  options: { readonly harm: boolean; readonly urgency?: true; readonly decisionKinds: readonly string[] },
): void {
  sheet.answer('petition.route', { group: 'authority', required: true });
  const { lawyer } = addCounselled(sheet, { officeNumberRequired: true });
  addResidence(sheet);
  sheet.answer('petition.defendant', { group: 'authority', required: true });
  const eventId = addDecision(sheet, options.decisionKinds);

  sheet.answer('confirm.inTime', { group: 'decision', required: true });
  addParagraphs(sheet, 'petition.interest', { group: 'decision' });
  addGround(sheet);
  addNarrative(sheet, { withSteps: true });
  if (options.urgency === true) addUrgency(sheet);
  addGrounds(sheet);
  if (options.harm) addParagraphs(sheet, 'petition.harm', { group: 'grounds', required: true });

  addProDeo(sheet);
  if (sheet.answered('proDeo.asked') === 'no') sheet.warn({ kind: 'courtFee' });
  addParagraphs(sheet, 'petition.closedDoors', { group: 'protection' });
  addExhibits(sheet, ['decision.exhibit', 'proDeo.exhibit']);
  refuseGapsInInventory(sheet);
  addLawyerSignature(sheet, lawyer);
  sheet.warn({ kind: 'councilRulesToCheck' });
  if (sheet.answered('petition.route') === 'registered') sheet.warn({ kind: 'fourCopies' });
  showDeadlines(sheet, eventId);
}

/** The decision that is challenged, when and how it was notified, and its copy. Gives the id of its notification. */
function addDecision(sheet: Sheet, kinds: readonly string[]): string | undefined {
  const { snapshot, language } = sheet;
  const group = 'decision';
  const notified = snapshot.events.filter(({ kind }) => kinds.includes(kind));
  const latest = notified.at(-1);
  if (notified.length > 1 && latest !== undefined) {
    sheet.answer('decision.event', {
      group,
      required: true,
      suggestion: { ...latest.happenedOn, value: latest.id },
    });
  }
  const event = notified.length > 1 ? sheet.chosenEvent('decision.event') : latest;
  sheet.answer('decision.date', { group, required: true, print: printingDay(sheet) });
  sheet.answer('decision.reference', {
    group,
    ...(event === undefined || event.reference.value === '' ? {} : { suggestion: event.reference }),
  });
  sheet.answer('decision.subject', { group, required: true, print: (typed) => typed.replace(/\.$/, '') });
  sheet.record(
    'decision.notified',
    event === undefined
      ? undefined
      : {
          ...event.happenedOn,
          value: notifiedWording(event.happenedOn.value, event.channel.value, language),
        },
    {
      group,
      required: true,
      target: { screen: 'procedure', recordId: event?.id ?? null, field: kinds[0] ?? null },
    },
  );
  sheet.exhibit('decision.exhibit', { group, required: true });
  return event?.id;
}

const groundNumbers = [1, 2, 3, 4] as const;

/** Grounds one by one: the next can be written once the one before has its rules. */
function addGrounds(sheet: Sheet): void {
  const { language } = sheet;
  const group = 'grounds';
  const grounds: { rules: string; breach: readonly string[]; grievance: readonly string[] }[] = [];
  for (const number of groundNumbers) {
    const [breached] = sheet.answer(`ground${number}.rules`, {
      group,
      required: number === 1,
      list: (chosen) => {
        const wording = Array.isArray(chosen) ? breachedRules(chosen, language) : '';
        return wording === '' ? [] : [{ recordId: null, pieces: [wording] }];
      },
    });
    if (breached === undefined && number > 1) break;
    const print = (typed: string): string => paragraphsOf(typed).join('\n');
    sheet.answer(`ground${number}.breach`, { group, required: true, print });
    sheet.answer(`ground${number}.grievance`, { group, required: true, print });
    if (breached === undefined) break;
    const typed = (part: 'breach' | 'grievance'): readonly string[] => {
      const answer = sheet.answered(`ground${number}.${part}`);
      return typeof answer === 'string' ? paragraphsOf(answer) : [];
    };
    grounds.push({ rules: breached[0] ?? '', breach: typed('breach'), grievance: typed('grievance') });
  }
  const item = (
    part: Partial<Record<'title' | 'rules' | 'paragraph' | 'grievance', string>>,
  ): Record<string, string> => ({
    title: '',
    rules: '',
    paragraph: '',
    grievance: '',
    ...part,
  });
  sheet.set(
    'grounds',
    grounds.flatMap(({ rules: breached, breach, grievance }, index) => [
      item({ title: groundTitle(index, grounds.length, language) }),
      item({ rules: breached }),
      ...breach.map((paragraph) => item({ paragraph })),
      ...grievance.map((paragraph, place) => item(place === 0 ? { grievance: paragraph } : { paragraph })),
    ]),
  );
}

/** Why an ordinary procedure would come too late, and that no time was lost. */
function addUrgency(sheet: Sheet): void {
  const group = 'urgency';
  sheet.answer('urgent.imminence', { group, required: true });
  const imminence = sheet.answered('urgent.imminence');
  const is = (choice: string): boolean => Array.isArray(imminence) && imminence.includes(choice);
  const print = printingDay(sheet);
  if (is('detained')) {
    sheet.answer('urgent.detainedSince', { group, required: true, print });
    sheet.answer('urgent.detainedAt', { group, required: true });
  }
  if (is('flight')) sheet.answer('urgent.flightOn', { group, required: true, print });
  if (is('other')) addParagraphs(sheet, 'urgent.other', { group, required: true });
  addParagraphs(sheet, 'urgent.diligence', { group, required: true });
}
