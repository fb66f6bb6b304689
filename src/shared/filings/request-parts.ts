import { addDays } from '../deadlines/calendar';
import type { AnswerValue } from './answers';
import { addLetterDate } from './common-parts';
import { printBirthDate, printDay } from './dates';
import { fullName, sexAsItems } from './people';
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
import { isRecognisedCentre } from './recognised-centres';
import type { FillTarget } from './schemas';
import type { Sheet } from './sheet';
import type { FilingSnapshot, SnapshotPerson, Sourced } from './snapshot';
import { asOwnSentence, asSentence, ofPlace, sendingModes } from './wording';

// What the requests to the Immigration Office have in common, in the order of their headings.

export const requestQuestions = {
  'request.ground': { kind: 'choice', choices: ['trafficking', 'aggravatedSmuggling'] },
  'delivery.commune': { ...text, hint: true },
  'statement.form': { kind: 'choice', choices: ['statements', 'complaint'] },
  'statement.exhibit': exhibit,
  'confirm.recognisedCentre': confirmation,
  'confirm.caseOngoing': confirmation,
  'confirm.cooperation': confirmation,
  'cooperation.detail': explainedText,
  'confirm.ties': confirmation,
  'ties.detail': explainedText,
  'confirm.publicOrder': confirmation,
  'confirm.support': confirmation,
  'support.since': date,
  'support.exhibit': exhibit,
  'opinion.from': { kind: 'choice', choices: ['prosecutor', 'labourAuditor'] },
  'opinion.state': { kind: 'choice', choices: ['given', 'askedFor', 'toBeAsked'] },
  'opinion.date': date,
  'opinion.exhibit': exhibit,
  'identity.proof': { kind: 'choice', choices: ['proven', 'underway'] },
  'identity.efforts': explainedText,
  'identity.exhibit': exhibit,
  'children.mention': { ...yesOrNo, hint: true },
  'social.situation': explainedText,
} as const satisfies Questions;

export const requestFields = {
  'centre.name': 'text',
  'centre.address': 'text',
  'contact.telephone': 'text',
  'contact.email': 'text',
  'children.areNamed': 'flag',
  children: ['fullName', 'birthDate', 'isFemale', 'isMale'],
  'annexe15.issuedOn': 'text',
  'annexe15.validUntil': 'text',
  'ai.issuedOn': 'text',
  'ai.validUntil': 'text',
  'ai.extendedUntil': 'text',
  'aCard.issuedOn': 'text',
  'aCard.validUntil': 'text',
  statements: ['date', 'reportNumber', 'complaint'],
  'statement.date': 'text',
  'statement.reportNumber': 'text',
  'statement.exhibit': 'text',
  'statement.isComplaint': 'flag',
  'statement.isWithinReflection': 'flag',
  interviews: ['heldOn'],
  'request.isTrafficking': 'flag',
  'delivery.commune': 'text',
  'delivery.ofCommune': 'text',
  'cooperation.detail': 'text',
  'ties.detail': 'text',
  'support.since': 'text',
  'support.exhibit': 'text',
  'opinion.isOfLabourAuditor': 'flag',
  'opinion.isGiven': 'flag',
  'opinion.isAskedFor': 'flag',
  'opinion.isToBeAsked': 'flag',
  'opinion.date': 'text',
  'opinion.exhibit': 'text',
  'identity.isProven': 'flag',
  'identity.efforts': 'text',
  'identity.exhibit': 'text',
  'social.situation': 'text',
} as const satisfies FieldShapes;

/** Exhibits that a sentence of a request may refer to. */
export const citedInRequests = [
  'statement.exhibit',
  'support.exhibit',
  'identity.exhibit',
  'opinion.exhibit',
] as const;

/** Letterhead of the centre that files the request. */
export function addCentre(sheet: Sheet): void {
  const { case: record, caseId } = sheet.snapshot;
  const target = (field: string): FillTarget => ({ screen: 'overview', recordId: caseId, field });
  sheet.record('centre.name', record.centreName, {
    group: 'sender',
    required: true,
    target: target('centreName'),
  });
  sheet.record('centre.address', record.centreAddress, {
    group: 'sender',
    required: true,
    target: target('centreAddress'),
  });
  if (record.centreName.value !== '' && !isRecognisedCentre(record.centreName.value)) {
    sheet.warn({ kind: 'centreNotKnown' });
  }
  sheet.answer('confirm.recognisedCentre', { group: 'sender', required: true });
  const worker = sheet.first('centreWorker');
  if (worker !== undefined) {
    sheet.person(worker, 'telephone', 'contact.telephone', { group: 'sender' });
    sheet.person(worker, 'email', 'contact.email', { group: 'sender' });
  }
}

/**
 * To whom, how, where and when.
 *
 * @param sending the way it must be sent, where the law wants one
 */
export function addAddressee(sheet: Sheet, sending?: keyof typeof sendingModes): void {
  const { language } = sheet;
  sheet.answer('sending.mode', {
    group: 'authority',
    print: (mode) => sendingModes[mode]?.[language] ?? '',
    ...(sending === undefined ? {} : { suggestion: sheet.proposed(sending) }),
  });
  sheet.answer('authority.address', { group: 'authority', required: true });
  sheet.answer('letter.place', { group: 'authority', required: true });
  addLetterDate(sheet, 'authority');
}

export function addGround(sheet: Sheet): void {
  sheet.answer('request.ground', { group: 'request', required: true });
  sheet.set('request.isTrafficking', sheet.answered('request.ground') === 'trafficking');
}

type SnapshotEvent = FilingSnapshot['events'][number];

export interface DatedEvents {
  readonly annexe15: SnapshotEvent | undefined;
  readonly ai: SnapshotEvent | undefined;
  readonly aiExtension: SnapshotEvent | undefined;
  /** The A card that runs now: the latest one issued or renewed. */
  readonly aCard: SnapshotEvent | undefined;
  readonly statements: readonly SnapshotEvent[];
}

export function datedEvents({ snapshot }: Sheet): DatedEvents {
  const latest = (...kinds: readonly string[]): SnapshotEvent | undefined =>
    snapshot.events.findLast((event) => kinds.includes(event.kind));
  return {
    annexe15: latest('annexe15Issued'),
    ai: latest('aiIssued'),
    aiExtension: latest('aiExtended'),
    aCard: latest('aCardIssued', 'aCardRenewed'),
    statements: snapshot.events.filter(({ kind }) => kind === 'statementMade'),
  };
}

function eventTarget(eventKind: string, id: string | undefined): FillTarget {
  return { screen: 'procedure', recordId: id ?? null, field: eventKind };
}

/** @param needed the filing rests on it, so it must be there */
export function addAnnexe15(sheet: Sheet, { annexe15 }: DatedEvents, needed: boolean): void {
  if (annexe15 === undefined && !needed) return;
  const options = {
    group: 'history',
    required: true,
    target: eventTarget('annexe15Issued', annexe15?.id),
    print: (day: string) => printDay(day, sheet.language),
  } as const;
  sheet.record('annexe15.issuedOn', annexe15?.happenedOn, options);
  sheet.record('annexe15.validUntil', presentDay(annexe15?.printedUntil), options);
}

/** The complaint and the statements; the first of them has fields of its own. */
export function addStatements(
  sheet: Sheet,
  { annexe15, statements }: DatedEvents,
  restsOnReflection: boolean,
): void {
  const { language, snapshot } = sheet;
  // The number in the case's own record is that of the first report; which one is not said where there are several.
  const onlyReport = statements.length === 1 ? snapshot.case.policeReportNumber.value : '';
  const reportOf = (reference: string): string => (reference === '' ? onlyReport : reference);
  sheet.answer('statement.form', {
    group: 'history',
    required: true,
    suggestion: sheet.proposed('statements'),
  });
  const isComplaint = sheet.answered('statement.form') === 'complaint';
  sheet.set('statement.isComplaint', isComplaint);
  sheet.list('statements', {
    group: 'history',
    required: true,
    target: eventTarget('statementMade', statements[0]?.id),
    source: statements[0]?.happenedOn,
    items: statements.map((event, index) => {
      const day = printDay(event.happenedOn.value, language);
      const reportNumber = reportOf(event.reference.value);
      // Only the first can be the complaint; what follows are statements in the case it opened.
      const complaint = isComplaint && index === 0 ? 'complaint' : '';
      return {
        recordId: event.id,
        values: { date: day, reportNumber, complaint },
        pieces: [day, reportNumber],
      };
    }),
  });
  const [first] = statements;
  if (first !== undefined) {
    const report = reportOf(first.reference.value);
    const withinReflection = isWithin(first.happenedOn.value, annexe15);
    sheet.set('statement.date', printDay(first.happenedOn.value, language));
    sheet.set('statement.reportNumber', report);
    sheet.set('statement.isWithinReflection', restsOnReflection && withinReflection);
    if (report === '') sheet.warn({ kind: 'noReportNumber' });
    if (restsOnReflection && annexe15 !== undefined && !withinReflection) {
      sheet.warn({ kind: 'statementOutsideReflection' });
    }
  }
  sheet.set(
    'interviews',
    snapshot.interviews.map(({ heldOn }) => ({ heldOn: printDay(heldOn.value, language) })),
  );
}

/** The attestation d'immatriculation and its extension. */
export function addAttestation(sheet: Sheet, { ai, aiExtension }: DatedEvents): void {
  const print = (day: string): string => printDay(day, sheet.language);
  const options = {
    group: 'history',
    required: true,
    target: eventTarget('aiIssued', ai?.id),
    print,
  } as const;
  sheet.record('ai.issuedOn', ai?.happenedOn, options);
  sheet.record('ai.validUntil', presentDay(ai?.printedUntil), options);
  if (aiExtension !== undefined) {
    sheet.record('ai.extendedUntil', presentDay(aiExtension.printedUntil), {
      group: 'history',
      required: true,
      target: eventTarget('aiExtended', aiExtension.id),
      print,
    });
  }
}

/** @param required the filing rests on the card; else it is only mentioned where there is one */
export function addCard(sheet: Sheet, { aCard }: DatedEvents, required: boolean): void {
  if (aCard === undefined && !required) return;
  const options = {
    group: 'history',
    required: true,
    target: eventTarget(aCard?.kind ?? 'aCardIssued', aCard?.id),
    print: (day: string) => printDay(day, sheet.language),
  } as const;
  sheet.record('aCard.issuedOn', aCard?.happenedOn, options);
  sheet.record('aCard.validUntil', presentDay(aCard?.printedUntil), options);
}

function isWithin(day: string, annexe15: SnapshotEvent | undefined): boolean {
  const until = annexe15?.printedUntil.value;
  return (
    annexe15 !== undefined && day >= annexe15.happenedOn.value && typeof until === 'string' && day <= until
  );
}

function presentDay(sourced: Sourced<string | null> | undefined): Sourced<string> | undefined {
  return sourced === undefined ? undefined : { ...sourced, value: sourced.value ?? '' };
}

/** What the filing states about the person is stated only after someone has said that it is so. */
export function addConditions(
  sheet: Sheet,
  options: {
    /** The complaint or statements must be proven by an exhibit. */
    readonly provesStatement: boolean;
    /** The procedure is said to go on. */
    readonly caseOngoing: boolean;
    /** Requirement of the procedure that the attestation of the centre meets. */
    readonly accompaniment: string;
  },
): void {
  const group = 'conditions';
  sheet.exhibit('statement.exhibit', {
    group,
    required: options.provesStatement,
    ...meeting(sheet.snapshot, 'BE-P2-statement'),
  });
  if (options.caseOngoing) sheet.answer('confirm.caseOngoing', { group, required: true });
  sheet.answer('confirm.cooperation', { group, required: true });
  sheet.answer('cooperation.detail', { group, print: asOwnSentence });
  sheet.answer('confirm.ties', { group, required: true });
  sheet.answer('ties.detail', { group, print: asOwnSentence });
  sheet.answer('confirm.publicOrder', { group, required: true });
  addSupport(sheet, options.accompaniment);
}

/**
 * The accompaniment by the centre and since when.
 *
 * @param requirementId that which its attestation meets; without one, no exhibit is referred to
 */
export function addSupport(sheet: Sheet, requirementId?: string): void {
  const { language, snapshot } = sheet;
  const group = 'conditions';
  sheet.answer('confirm.support', { group, required: true });
  const began = snapshot.events.find((event) => event.kind === 'accompanimentStarted');
  sheet.answer('support.since', {
    group,
    required: true,
    ...(began === undefined ? {} : { suggestion: began.happenedOn }),
    print: (day) => printDay(day, language),
  });
  if (requirementId !== undefined) {
    sheet.exhibit('support.exhibit', { group, required: false, ...meeting(snapshot, requirementId) });
  }
}

export function addOpinion(sheet: Sheet, requirementId: string): void {
  const { language, snapshot } = sheet;
  const group = 'conditions';
  const received = snapshot.events.findLast(({ kind }) => kind === 'confirmationsReceived');
  const asked = snapshot.events.findLast(({ kind }) => kind === 'confirmationsAsked');
  const known = received ?? asked;
  sheet.answer('opinion.from', { group, required: true });
  sheet.answer('opinion.state', {
    group,
    required: true,
    ...(known === undefined
      ? {}
      : { suggestion: { ...known.happenedOn, value: known === received ? 'given' : 'askedFor' } }),
  });
  const state = sheet.answered('opinion.state');
  sheet.set('opinion.isOfLabourAuditor', sheet.answered('opinion.from') === 'labourAuditor');
  sheet.set('opinion.isGiven', state === 'given');
  sheet.set('opinion.isAskedFor', state === 'askedFor');
  sheet.set('opinion.isToBeAsked', state === 'toBeAsked');
  if (state === 'given' || state === 'askedFor') {
    const event = state === 'given' ? received : asked;
    sheet.answer('opinion.date', {
      group,
      required: true,
      ...(event === undefined ? {} : { suggestion: event.happenedOn }),
      print: (day) => printDay(day, language),
    });
    sheet.exhibit('opinion.exhibit', { group, required: false, ...meeting(snapshot, requirementId) });
  }
}

/** Address for service, and what proves the identity or what was done to prove it. */
export function addIdentity(sheet: Sheet, client: SnapshotPerson | undefined, requirementId: string): void {
  const group = 'identity';
  sheet.person(client, 'electedDomicile', 'client.electedDomicile', { group, required: true });
  sheet.answer('identity.proof', { group, required: true });
  const proof = sheet.answered('identity.proof');
  sheet.set('identity.isProven', proof === 'proven');
  if (proof === 'proven') sheet.require('client.identityDocument');
  if (proof === 'underway') sheet.answer('identity.efforts', { group, required: true, print: asSentence });
  sheet.exhibit('identity.exhibit', { group, required: false, ...meeting(sheet.snapshot, requirementId) });
  addChildren(sheet);
}

/** Children are named where someone wants it; the law does not say that they follow their parent. */
export function addChildren(sheet: Sheet): void {
  const { language, snapshot } = sheet;
  const group = 'identity';
  const children = snapshot.people.filter(({ role }) => role === 'child');
  if (children.length === 0) return;
  sheet.answer('children.mention', { group, required: true, suggestion: sheet.proposed('no') });
  if (sheet.answered('children.mention') !== 'yes') return;
  sheet.set('children.areNamed', true);
  sheet.list('children', {
    group,
    required: true,
    target: { screen: 'people', recordId: children[0]?.id ?? null, field: 'child' },
    source: children[0]?.familyName,
    items: children.map((child) => {
      const words = { fullName: fullName(child), birthDate: printBirthDate(child.birthDate.value, language) };
      return {
        recordId: child.id,
        values: { ...words, ...sexAsItems(child) },
        pieces: Object.values(words),
      };
    }),
  });
}

export function addSocialSituation(sheet: Sheet): void {
  sheet.answer('social.situation', { group: 'social', print: asOwnSentence });
}

/** The commune that hands over the document. */
export function addCommune(sheet: Sheet): void {
  sheet.answer('delivery.commune', { group: 'request', required: true });
  const commune = sheet.answered('delivery.commune');
  sheet.set('delivery.ofCommune', typeof commune === 'string' ? ofPlace(commune.trim(), sheet.language) : '');
}

/** The exhibit that meets a requirement of the procedure, proposed where a sentence refers to it. */
export function meeting(
  { requirements }: FilingSnapshot,
  requirementId: string,
): { readonly suggestion?: Sourced<AnswerValue> } {
  const met = requirements.find(({ id }) => id === requirementId);
  return met === undefined ? {} : { suggestion: met.exhibitId };
}

/** Warns when the document that the filing prolongs has run out or soon will. */
export function warnAboutExpiry(
  sheet: Sheet,
  document: 'annexe15' | 'ai' | 'aCard',
  event: SnapshotEvent | undefined,
): void {
  const until = event?.printedUntil.value;
  if (typeof until !== 'string') return;
  const { today } = sheet.snapshot;
  if (until < today) sheet.warn({ kind: 'documentExpired', document, on: until });
  else if (until <= addDays(today, 14)) sheet.warn({ kind: 'documentExpiresSoon', document, on: until });
}
