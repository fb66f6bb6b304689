import {
  addClient,
  addCode,
  addGuardian,
  addProsecutionNumber,
  addReferences,
  addSignatory,
} from './common-parts';
import { runOn } from '../exhibits/numbering';
import { printDay } from './dates';
import { addFacts, toldOutside } from './fact-wording';
import { addParagraphs, paragraphs } from './paragraphs';
import { exhibit, explainedText, yesOrNo, type FieldShapes, type Questions } from './questions';
import { addAddressee } from './request-parts';
import { addLawyer } from './sender-parts';
import type { Sheet } from './sheet';
import type { FilingSnapshot, SnapshotPerson } from './snapshot';
import { procedureSteps } from './procedure-wording';

// What the papers of a lawyer have in common.

export const counselQuestions = {
  'residence.disclosure': { kind: 'choice', choices: ['withheld', 'given'], hint: true },
  'residence.address': explainedText,
  'narrative.facts': { kind: 'facts', hint: true },
  'narrative.text': explainedText,
  'proDeo.asked': { ...yesOrNo, hint: true },
  'proDeo.exhibit': exhibit,
} as const satisfies Questions;

export const counselFields = {
  'document.title': 'text',
  'residence.address': 'text',
  'narrative.steps': paragraphs,
  'narrative.facts': toldOutside,
  'narrative.text': paragraphs,
  'proDeo.asked.yes': 'flag',
  'proDeo.exhibit': 'text',
  'exhibits.areAttached': 'flag',
} as const satisfies FieldShapes;

export interface Counselled {
  readonly client: SnapshotPerson | undefined;
  readonly lawyer: SnapshotPerson | undefined;
}

/** The lawyer who writes, to whom, the references, and the person with her address for service. */
export function addCounselled(
  sheet: Sheet,
  options: {
    /** How much of her documents the paper prints; all of it unless given. */
    readonly particulars?: 'birthAndNationality';
    /** Whose number of the case stands in it: nobody learns more than she needs to find the file. */
    readonly references?: 'prosecution';
    /** The authority keeps a file under the number of the Immigration Office and the paper is void without it. */
    readonly officeNumberRequired?: boolean;
    /** The way it must be sent. */
    readonly sending?: 'registered';
  } = {},
): Counselled {
  const lawyer = addLawyer(sheet);
  addAddressee(sheet, options.sending);
  if (options.references === 'prosecution') {
    addCode(sheet);
    addProsecutionNumber(sheet);
  } else {
    addReferences(sheet, false);
  }
  if (options.officeNumberRequired === true) sheet.require('case.immigrationOfficeNumber');
  const client = addClient(sheet, {
    inText: true,
    ...(options.particulars === undefined ? {} : { particulars: options.particulars }),
  });
  addGuardian(sheet, client, true);
  sheet.person(client, 'electedDomicile', 'client.electedDomicile', { group: 'client', required: true });
  return { client, lawyer };
}

export function addLawyerSignature(sheet: Sheet, lawyer: SnapshotPerson | undefined): void {
  addSignatory(sheet, true, lawyer);
  refuseShelterAddress(sheet);
}

/**
 * Where she lives. Some authorities want the address; that of a shelter is never given: the paper then says that it is
 * kept secret.
 */
export function addResidence(sheet: Sheet): void {
  const group = 'client';
  sheet.answer('residence.disclosure', { group, required: true, suggestion: sheet.proposed('withheld') });
  if (sheet.answered('residence.disclosure') === 'given') {
    sheet.answer('residence.address', { group, required: true });
    return;
  }
  sheet.warn({ kind: 'residenceWithheld' });
}

/** What happened: the steps of the procedure, facts of the chronology, and what the lawyer writes. */
export function addNarrative(sheet: Sheet, options: { readonly withSteps: boolean }): void {
  const group = 'account';
  const steps = options.withSteps ? procedureSteps(sheet) : [];
  if (steps.length > 0) {
    sheet.list('narrative.steps', {
      group,
      required: false,
      target: { screen: 'procedure', recordId: null, field: null },
      source: steps[0]?.event.happenedOn,
      items: steps.map(({ event, sentence }) => ({ recordId: event.id, values: { paragraph: sentence } })),
    });
  }
  const chosen = addFacts(sheet, 'narrative.facts', { required: false, outside: true });
  addParagraphs(sheet, 'narrative.text', { group, required: steps.length + chosen.length === 0 });
  if (chosen.length > 0) sheet.warn({ kind: 'factsAsWritten' });
}

/** The request to be exempted from the fee, with what proves the right to it. */
export function addProDeo(sheet: Sheet): void {
  const group = 'request';
  sheet.answer('proDeo.asked', { group, required: true });
  if (sheet.answered('proDeo.asked') === 'yes') sheet.exhibit('proDeo.exhibit', { group, required: true });
}

/** Shows the open deadlines of the filing; none of them is printed. */
export function showDeadlines(sheet: Sheet, eventId?: string): void {
  const { snapshot } = sheet;
  for (const { ruleId, eventId: from, date, actBy, verify } of snapshot.deadlines) {
    if (eventId !== undefined && from !== eventId) continue;
    sheet.warn({
      kind: date < snapshot.today ? 'deadlineOver' : 'deadlineRuns',
      ruleId,
      date,
      actBy,
      verify,
    });
  }
}

/** Exhibits must bear the numbers 1, 2, 3 … of the inventory, without a gap; one put between others later is 2bis. */
export function refuseGapsInInventory(sheet: Sheet): void {
  const attached = sheet.entries().find(({ field }) => field === 'exhibits');
  if (attached?.shown.kind !== 'list' || attached.shown.items.length === 0) return;
  const numbers = attached.shown.items.map(({ pieces }) => pieces[0] ?? '');
  if (!runOn(numbers)) {
    sheet.refuse('inventoryNotContinuous', { screen: 'review', recordId: null, field: 'exhibits.attached' });
  }
}

/** No text may say where the centre is: the person may live there. Addresses of authorities are none of its business. */
export function refuseShelterAddress(sheet: Sheet): void {
  const street = streetOf(sheet.snapshot);
  if (street === '') return;
  for (const { question, control, shown } of sheet.entries()) {
    if (question === null || question === 'authority.address' || shown.kind !== 'printed') continue;
    if (control?.kind !== 'longText' && control?.kind !== 'text') continue;
    if (!folded(shown.text).includes(street)) continue;
    sheet.refuse('namesShelter', { screen: 'review', recordId: null, field: question });
  }
}

/** The line of the centre's address that holds street and number; '' when there is none. */
function streetOf({ case: record }: FilingSnapshot): string {
  const line = record.centreAddress.value.split('\n').find((each) => /\p{L}.*\d|\d.*\p{L}/u.test(each)) ?? '';
  return folded(line);
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]/gu, '');
}

/** Puts the day that was answered into words. */
export function printingDay(sheet: Sheet): (day: string) => string {
  return (day) => printDay(day, sheet.language);
}
