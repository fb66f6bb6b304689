import { addClient, addGuardian, addLetterDate, addReferences, addSignatory } from './common-parts';
import { explainedText, text, type FieldShapes, type Questions } from './questions';
import { addGround, addStatements, addSupport, datedEvents, type DatedEvents } from './request-parts';
import { addSender } from './sender-parts';
import type { Sheet } from './sheet';
import { nameInText } from './people';
import { printDay } from './dates';
import { asOwnSentence, asSentence, ofPlace, sendingModes } from './wording';

// F8: asks the magistrate to confirm the four points that the Immigration Office needs.

export const magistrateQuestions = {
  'magistrate.office': { kind: 'choice', choices: ['prosecutor', 'labourAuditor'] },
  'magistrate.district': { ...text, hint: true },
  'magistrate.person': { kind: 'person', roles: ['magistrate'] },
  'magistrate.step': {
    kind: 'choice',
    choices: ['attestation', 'extension', 'card', 'renewal', 'end'],
    hint: true,
  },
  'magistrate.state': explainedText,
  'magistrate.nextActs': explainedText,
  'protection.measures': {
    kind: 'choices',
    choices: ['confidentialAddress', 'noConfrontation', 'video', 'closedDoors', 'partialAnonymity'],
    hint: true,
  },
} as const satisfies Questions;

export const magistrateFields = {
  'magistrate.office.labourAuditor': 'flag',
  'magistrate.ofDistrict': 'text',
  'magistrate.name': 'text',
  'magistrate.ofName': 'text',
  'magistrate.step.attestation': 'flag',
  'magistrate.step.extension': 'flag',
  'magistrate.step.card': 'flag',
  'magistrate.step.renewal': 'flag',
  'magistrate.step.end': 'flag',
  'magistrate.state': 'text',
  'magistrate.nextActs': 'text',
  'magistrate.document': 'text',
  'magistrate.expiry': 'text',
  'protection.measures': ['measure'],
  'protection.areAsked': 'flag',
} as const satisfies FieldShapes;

export function fillMagistrate(sheet: Sheet): void {
  const { language } = sheet;
  const lawyer = addSender(sheet);
  addMagistrate(sheet);
  sheet.answer('magistrate.person', { group: 'authority', print: () => '' });
  const magistrate = sheet.chosen('magistrate.person');
  if (magistrate !== undefined) {
    const name = nameInText(magistrate, language, false);
    sheet.set('magistrate.ofName', ofPlace(name, language));
    sheet.record(
      'magistrate.name',
      { ...magistrate.familyName, value: name },
      {
        group: 'authority',
        required: true,
        target: { screen: 'people', recordId: magistrate.id, field: 'familyName' },
      },
    );
  }
  sheet.answer('sending.mode', { group: 'authority', print: (mode) => sendingModes[mode]?.[language] ?? '' });
  sheet.answer('authority.address', { group: 'authority', required: true });
  sheet.answer('letter.place', { group: 'authority', required: true });
  addLetterDate(sheet, 'authority');
  addReferences(sheet, true);
  const client = addClient(sheet, { inText: true, particulars: 'birthAndNationality' });
  addGuardian(sheet, client, false);

  const events = datedEvents(sheet);
  addGround(sheet);
  addStep(sheet, events);
  addStatements(sheet, events, false);
  addExpiry(sheet, events);
  addSupport(sheet);
  sheet.answer('magistrate.state', { group: 'history', print: asOwnSentence });
  sheet.answer('magistrate.nextActs', { group: 'request', print: asSentence });
  addProtection(sheet);
  addSignatory(sheet, true, lawyer);
}

/** The office of the prosecution and its district. */
export function addMagistrate(sheet: Sheet): void {
  sheet.answer('magistrate.office', { group: 'authority', required: true });
  sheet.answer('magistrate.district', { group: 'authority', required: true, print: (place) => place });
  const district = sheet.answered('magistrate.district');
  sheet.set(
    'magistrate.ofDistrict',
    typeof district === 'string' ? ofPlace(district.trim(), sheet.language) : '',
  );
}

/** What the opinion is needed for next; proposed from the document that runs now. */
function addStep(sheet: Sheet, events: DatedEvents): void {
  const suggestion =
    events.aCard !== undefined
      ? 'renewal'
      : events.aiExtension !== undefined
        ? 'card'
        : events.ai !== undefined
          ? 'card'
          : 'attestation';
  sheet.answer('magistrate.step', {
    group: 'request',
    required: true,
    suggestion: sheet.proposed(suggestion),
  });
}

/** The document that runs now: the opinion is useful before it expires. */
function addExpiry(sheet: Sheet, { annexe15, ai, aiExtension, aCard }: DatedEvents): void {
  const event = aCard ?? aiExtension ?? ai ?? annexe15;
  const until = event?.printedUntil.value;
  if (event === undefined || typeof until !== 'string') return;
  sheet.record(
    'magistrate.expiry',
    { ...event.printedUntil, value: until },
    {
      group: 'history',
      target: { screen: 'procedure', recordId: event.id, field: event.kind },
      print: (day) => printDay(day, sheet.language),
    },
  );
  const name = documentNames[event.kind]?.[sheet.language] ?? '';
  sheet.set('magistrate.document', name);
  const document = event === aCard ? 'aCard' : event === annexe15 ? 'annexe15' : 'ai';
  if (until < sheet.snapshot.today) sheet.warn({ kind: 'documentExpired', document, on: until });
}

const documentNames: Readonly<Record<string, { readonly fr: string; readonly nl: string }>> = {
  annexe15Issued: { fr: 'Le document de séjour temporaire', nl: 'Het tijdelijk verblijfsdocument' },
  aiIssued: { fr: 'L’attestation d’immatriculation', nl: 'Het attest van immatriculatie' },
  aiExtended: { fr: 'L’attestation d’immatriculation', nl: 'Het attest van immatriculatie' },
  aCardIssued: { fr: 'La carte A', nl: 'De A-kaart' },
  aCardRenewed: { fr: 'La carte A', nl: 'De A-kaart' },
};

const measureWordings = {
  confidentialAddress: {
    fr: 'que son adresse de résidence ne figure dans aucune pièce du dossier répressif, seule l’adresse du domicile élu étant communiquée',
    nl: 'het verblijfsadres in geen enkel stuk van het strafdossier wordt vermeld en alleen de gekozen woonplaats wordt meegedeeld',
  },
  noConfrontation: {
    fr: 'que toute confrontation physique avec les personnes mises en cause soit évitée',
    nl: 'elke fysieke confrontatie met de betrokken verdachten wordt vermeden',
  },
  video: {
    fr: 'que les auditions soient enregistrées ou aient lieu par vidéoconférence',
    nl: 'de verhoren worden opgenomen of per videoconferentie plaatsvinden',
  },
  closedDoors: {
    fr: 'que l’audience ait lieu à huis clos',
    nl: 'de zitting met gesloten deuren plaatsvindt',
  },
  partialAnonymity: {
    fr: 'que certaines données d’identité ne soient pas mentionnées dans les procès-verbaux (anonymat partiel)',
    nl: 'bepaalde identiteitsgegevens niet in de processen-verbaal worden vermeld (gedeeltelijke anonimiteit)',
  },
} as const;

/** Protective measures, each ready to stand in a list. */
export function addProtection(sheet: Sheet): void {
  const chosen = sheet.answer('protection.measures', {
    group: 'protection',
    list: (value) => {
      const measures = Object.entries(measureWordings).filter(
        ([measure]) => Array.isArray(value) && value.includes(measure),
      );
      return measures.map(([, wording], index) => ({
        recordId: null,
        pieces: [
          `${wording[sheet.language]}${index === measures.length - 1 ? '.' : sheet.language === 'fr' ? '\u00a0;' : ';'}`,
        ],
      }));
    },
  });
  sheet.set(
    'protection.measures',
    chosen.map(([measure = '']) => ({ measure })),
  );
  sheet.set('protection.areAsked', chosen.length > 0);
}
