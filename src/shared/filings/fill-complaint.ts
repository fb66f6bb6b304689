import {
  addClient,
  addCode,
  addExhibits,
  addGuardian,
  addLetterDate,
  addProsecutionNumber,
  addSignatory,
} from './common-parts';
import { printLanguage } from './countries';
import { addFacts, toldOutside } from './fact-wording';
import { addMagistrate, addProtection } from './fill-magistrate';
import { mentions } from './mentions';
import { fullName, sexAsItems, spokenName } from './people';
import { explainedText, text, yesOrNo, type FieldShapes, type Questions } from './questions';
import { addLawyer, setSexOfSender } from './sender-parts';
import type { Sheet } from './sheet';
import type { SnapshotPerson } from './snapshot';
import { asSentence, endSentence, sendingModes } from './wording';
import { datedEvents } from './request-parts';

// F6: the complaint, the request to be heard and the declaration of injured person.

const purposes = ['sexual', 'begging', 'labour', 'organs', 'offences', 'adoption', 'marriage'] as const;

export const complaintQuestions = {
  'complaint.by': { kind: 'choice', choices: ['client', 'lawyer'] },
  'complaint.facts': { kind: 'facts', hint: true },
  'complaint.offences': { kind: 'choices', choices: ['trafficking', 'smuggling', 'aggravatedSmuggling'] },
  'complaint.purposes': { kind: 'choices', choices: purposes },
  'complaint.nonPunishment': { ...yesOrNo, hint: true },
  'complaint.suspects': { kind: 'people', roles: ['allegedExploiter'] },
  'complaint.unnamed': explainedText,
  'complaint.places': explainedText,
  'complaint.witnesses': { kind: 'people', roles: ['witness'], hint: true },
  'complaint.digital': { kind: 'exhibits' },
  'complaint.language': text,
  'complaint.interpreter': { kind: 'choice', choices: ['none', 'any', 'woman', 'man'] },
  'complaint.harm': explainedText,
} as const satisfies Questions;

export const complaintFields = {
  'complaint.by.client': 'flag',
  'complaint.by.lawyer': 'flag',
  'complaint.facts': toldOutside,
  'complaint.offences': ['offence', 'old', 'new'],
  'complaint.isTrafficking': 'flag',
  'complaint.purposes': ['purpose'],
  'complaint.nonPunishment.yes': 'flag',
  'complaint.namesSuspects': 'flag',
  'complaint.suspects': ['name', 'organisation', 'isFemale', 'isMale'],
  'complaint.unnamed': 'text',
  'complaint.places': 'text',
  'complaint.namesWitnesses': 'flag',
  'complaint.witnesses': ['name', 'isFemale', 'isMale'],
  'complaint.hasDigital': 'flag',
  'complaint.digital': ['number', 'title', 'sha256'],
  'complaint.language': 'text',
  'complaint.hasInterpreter': 'flag',
  'complaint.interpreter.any': 'flag',
  'complaint.interpreter.woman': 'flag',
  'complaint.interpreter.man': 'flag',
  'complaint.harm': 'text',
  'complaint.signatory': 'text',
} as const satisfies FieldShapes;

export function fillComplaint(sheet: Sheet): void {
  const { language, snapshot } = sheet;
  sheet.answer('complaint.by', { group: 'sender', required: true, suggestion: sheet.proposed('client') });
  const lawyer = sheet.answered('complaint.by') === 'lawyer' ? addLawyer(sheet) : undefined;
  const isByClient = sheet.answered('complaint.by') === 'client';
  addMagistrate(sheet);
  sheet.answer('sending.mode', { group: 'authority', print: (mode) => sendingModes[mode]?.[language] ?? '' });
  sheet.answer('authority.address', { group: 'authority', required: true });
  sheet.answer('letter.place', { group: 'authority', required: true });
  addLetterDate(sheet, 'authority');
  addCode(sheet);
  addProsecutionNumber(sheet);
  const client = addClient(sheet, { inText: true });
  const guardian = addGuardian(sheet, client, true);
  sheet.person(client, 'electedDomicile', 'client.electedDomicile', { group: 'client', required: true });
  const giver = guardian ?? client;
  const giverName = giver === undefined ? '' : giver === guardian ? spokenName(giver) : fullName(giver);
  sheet.set('complaint.signatory', giverName);
  if (isByClient) {
    sheet.set('sender.name', giverName);
    sheet.set('sender.address', client?.electedDomicile.value ?? '');
    setSexOfSender(sheet, giver);
  }

  const facts = addFacts(sheet, 'complaint.facts', { required: true, outside: true });
  addOffences(sheet);
  addPeople(sheet);
  const digital = addDigital(sheet);
  addHearing(sheet, client);
  addProtection(sheet);
  sheet.answer('complaint.harm', { group: 'offences', required: true, print: asSentence });
  addExhibits(sheet, [], {
    required: false,
    onlyChosen: true,
    cited: [
      ...digital,
      ...facts.flatMap(({ citations }) =>
        citations.flatMap((citation) => (citation.kind === 'exhibit' ? [String(citation.exhibitId)] : [])),
      ),
    ],
  });
  if (!isByClient) addSignatory(sheet, true, lawyer);
  refuseShelter(sheet);
  const measures = sheet.answered('protection.measures');
  if (Array.isArray(measures) && measures.includes('partialAnonymity')) {
    sheet.warn({ kind: 'anonymityAndIdentity' });
  }

  const { annexe15 } = datedEvents(sheet);
  const until = annexe15?.printedUntil.value;
  if (typeof until === 'string' && until < snapshot.today) {
    sheet.warn({ kind: 'documentExpired', document: 'annexe15', on: until });
  }
  if (snapshot.events.some(({ kind }) => kind === 'statementMade')) sheet.warn({ kind: 'alreadyHeard' });
  sheet.warn({ kind: 'newCodeMayNotApply' });
  sheet.warn({ kind: 'injuredPersonHasForm' });
  sheet.warn({ kind: 'factsAsWritten' });
  const doubtful = facts.filter(({ confidence, disputed }) => disputed || confidence !== 'certain').length;
  if (doubtful > 0) sheet.warn({ kind: 'factsNotCertain', count: doubtful });
}

// Old and new numbers stand side by side: the new Criminal Code's entry into force could not be confirmed.
const offences = {
  trafficking: {
    fr: ['Traite des êtres humains', 'article 433quinquies du Code pénal', 'article 258'],
    nl: ['Mensenhandel', 'artikel 433quinquies van het Strafwetboek', 'artikel 258'],
  },
  smuggling: {
    fr: ['Trafic des êtres humains', 'article 77bis de la loi du 15 décembre 1980', 'article 259'],
    nl: ['Mensensmokkel', 'artikel 77bis van de wet van 15 december 1980', 'artikel 259'],
  },
  aggravatedSmuggling: {
    fr: [
      'Trafic des êtres humains avec circonstances aggravantes',
      'article 77quater de la loi du 15 décembre 1980',
      'article 260',
    ],
    nl: [
      'Mensensmokkel met verzwarende omstandigheden',
      'artikel 77quater van de wet van 15 december 1980',
      'artikel 260',
    ],
  },
} as const;

const purposeWordings = {
  sexual: {
    fr: 'l’exploitation de la prostitution ou d’autres formes d’exploitation sexuelle\u00a0;',
    nl: 'de uitbuiting van prostitutie of andere vormen van seksuele uitbuiting;',
  },
  begging: { fr: 'l’exploitation de la mendicité\u00a0;', nl: 'de uitbuiting van bedelarij;' },
  labour: {
    fr: 'l’exécution d’un travail ou la fourniture de services dans des conditions contraires à la dignité humaine\u00a0;',
    nl: 'het verrichten van werk of het verlenen van diensten in omstandigheden die in strijd zijn met de menselijke waardigheid;',
  },
  organs: { fr: 'le prélèvement d’organes\u00a0;', nl: 'het wegnemen van organen;' },
  offences: {
    fr: 'le fait de faire commettre une infraction contre son gré\u00a0;',
    nl: 'het doen plegen van een misdrijf tegen de wil van de betrokkene;',
  },
  adoption: {
    fr: 'l’exploitation d’une adoption illégale\u00a0;',
    nl: 'de uitbuiting van een illegale adoptie;',
  },
  marriage: {
    fr: 'l’exploitation d’un mariage forcé\u00a0;',
    nl: 'de uitbuiting van een gedwongen huwelijk;',
  },
} as const;

function addOffences(sheet: Sheet): void {
  const { language } = sheet;
  const group = 'offences';
  const chosen = sheet.answer('complaint.offences', {
    group,
    required: true,
    list: (value) =>
      Object.entries(offences)
        .filter(([offence]) => Array.isArray(value) && value.includes(offence))
        .map(([, wording]) => ({ recordId: null, pieces: wording[language] })),
  });
  sheet.set(
    'complaint.offences',
    chosen.map(([offence = '', old = '', newest = '']) => ({ offence, old, new: newest })),
  );
  const answered = sheet.answered('complaint.offences');
  const isTrafficking = Array.isArray(answered) && answered.includes('trafficking');
  sheet.set('complaint.isTrafficking', isTrafficking);
  if (!isTrafficking) return;
  const aims = sheet.answer('complaint.purposes', {
    group,
    required: true,
    list: (value) => {
      const named = purposes.filter((purpose) => Array.isArray(value) && value.includes(purpose));
      return named.map((purpose, index) => {
        const wording = purposeWordings[purpose][language];
        return { recordId: null, pieces: [index === named.length - 1 ? endSentence(wording) : wording] };
      });
    },
  });
  sheet.set(
    'complaint.purposes',
    aims.map(([purpose = '']) => ({ purpose })),
  );
  sheet.answer('complaint.nonPunishment', { group, required: true, suggestion: sheet.proposed('no') });
}

/** People named by choice only: nobody stands in a complaint because he stands in the case. */
function addPeople(sheet: Sheet): void {
  const group = 'offences';
  const suspects = sheet.chosenPeople('complaint.suspects');
  const list = (name: 'complaint.suspects' | 'complaint.witnesses', role: string): void => {
    const chosen = sheet.chosenPeople(name);
    sheet.list(name, {
      group,
      required: false,
      target: { screen: 'people', recordId: null, field: role },
      source: chosen[0]?.familyName,
      items: chosen.map((person) => {
        const words = {
          name: fullName(person) === '' ? person.otherNames.value.split('\n').join(', ') : fullName(person),
          organisation: name === 'complaint.suspects' ? person.organisation.value : '',
        };
        return {
          recordId: person.id,
          values: { ...words, ...sexAsItems(person) },
          pieces: Object.values(words),
        };
      }),
      question: name,
    });
    sheet.set(
      name === 'complaint.suspects' ? 'complaint.namesSuspects' : 'complaint.namesWitnesses',
      chosen.length > 0,
    );
  };
  list('complaint.suspects', 'allegedExploiter');
  sheet.answer('complaint.unnamed', { group, required: suspects.length === 0, print: asSentence });
  sheet.answer('complaint.places', { group, required: true, print: asSentence });
  list('complaint.witnesses', 'witness');
}

/** Messages, photographs and other digital exhibits, with their fingerprints. Gives their ids. */
function addDigital(sheet: Sheet): readonly string[] {
  const chosen = sheet.chosenExhibits('complaint.digital') ?? [];
  sheet.list('complaint.digital', {
    group: 'exhibits',
    required: false,
    target: { screen: 'exhibits', recordId: null, field: null },
    source: chosen[0]?.number,
    items: chosen.map((exhibit) => ({
      recordId: exhibit.id,
      values: {
        number: exhibit.number.value,
        title: exhibit.title.value,
        sha256: exhibit.sha256.value,
      },
    })),
    question: 'complaint.digital',
  });
  sheet.set('complaint.hasDigital', chosen.length > 0);
  return chosen.map(({ id }) => id);
}

function addHearing(sheet: Sheet, client: SnapshotPerson | undefined): void {
  const group = 'protection';
  const spoken = client?.spokenLanguages.value[0];
  sheet.answer('complaint.language', {
    group,
    required: true,
    ...(client === undefined || spoken === undefined
      ? {}
      : { suggestion: { ...client.spokenLanguages, value: printLanguage(spoken, sheet.language) } }),
  });
  sheet.answer('complaint.interpreter', { group, required: true });
  const interpreter = sheet.answered('complaint.interpreter');
  sheet.set('complaint.hasInterpreter', typeof interpreter === 'string' && interpreter !== 'none');
}

/** Those who are complained of can read the file: no text may say where she is sheltered. */
function refuseShelter(sheet: Sheet): void {
  const { case: record } = sheet.snapshot;
  const places = [record.centreName.value, ...record.centreAddress.value.split('\n')];
  for (const field of ['complaint.unnamed', 'complaint.places', 'complaint.harm'] as const) {
    const typed = sheet.answered(field);
    if (typeof typed === 'string' && mentions(typed, places)) {
      sheet.refuse('namesShelter', { screen: 'review', recordId: null, field });
    }
  }
  if (
    sheet
      .chosenFacts('complaint.facts')
      .some((fact) => mentions(`${fact.statement.value} ${fact.place.value}`, places))
  ) {
    sheet.refuse('namesShelter', { screen: 'review', recordId: null, field: 'complaint.facts' });
  }
}
