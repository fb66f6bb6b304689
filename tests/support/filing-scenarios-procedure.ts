import { answersForStay, dutchAnswers, type Answers } from './filing-answers';
import { adultCase, minorCase, stayCase, type FilingCase, type FilingCaseDraft } from './filing-case';
import type { FilingScenario } from './filing-scenarios';

// The filings from the first account to unlimited stay. Everything is invented.

/** What she told, with what it rests on. */
const toldCase: FilingCaseDraft = {
  ...adultCase,
  facts: [
    {
      statement: 'Une connaissance de la famille lui propose un emploi de serveuse en Belgique',
      date: 'mars 2025',
      place: 'Villefictive',
      exhibits: [{ at: 3, locator: 'p. 2 à 4' }],
    },
    {
      statement: 'Elle voyage par la route avec deux autres personnes. Le chauffeur garde les passeports.',
      date: 'vers mai 2025',
      confidence: 'probable',
    },
    {
      statement:
        'Elle travaille douze heures par jour, six jours par semaine, dans l’arrière-salle d’un restaurant.',
      date: 'mai 2025 à septembre 2025',
      place: 'Modèleville',
      exhibits: [
        { at: 3, locator: 'p. 9' },
        { at: 4, locator: '' },
      ],
    },
    {
      statement: 'Aucun salaire ne lui est versé\u00a0; on lui dit qu’elle rembourse son voyage.',
      date: 'mai 2025 à septembre 2025',
      disputed: true,
    },
    {
      statement: 'Le local est fermé à clé la nuit.',
      sourceKind: 'photograph',
      confidence: 'uncertain',
      exhibits: [{ at: 4, locator: '' }],
    },
    {
      statement: 'Elle quitte les lieux pendant une livraison.',
      date: '28 septembre 2025',
      place: 'Modèleville',
    },
  ],
};

function accountAnswers({ facts }: FilingCase): Answers {
  const fact = (...at: readonly number[]): string[] => at.map((index) => facts[index] ?? '');
  return {
    'account.recruitment': fact(0),
    'account.journey': fact(1),
    'account.exploitation': fact(2, 3),
    'account.control': fact(4),
    'account.exit': fact(5),
    'account.gaps': 'Le nom du chauffeur n’est pas connu',
  };
}

const magistrateAnswers: Answers = {
  'magistrate.office': 'labourAuditor',
  'magistrate.district': 'Bruxelles',
  'sending.mode': 'email',
  'authority.address': 'rue de l’Exemple 4\n1000 Bruxelles',
  'letter.place': 'Bruxelles',
  'request.ground': 'trafficking',
  'confirm.support': true,
  'support.since': '2026-01-20',
};

const cardCase: FilingCaseDraft = {
  ...stayCase,
  events: [
    ...(stayCase.events ?? []),
    { kind: 'aCardIssued', on: '2025-09-20', until: '2026-03-19', reference: '' },
    { kind: 'chargeKept', on: '2026-02-16', reference: '' },
    { kind: 'conviction', on: '2026-02-27', reference: '' },
  ],
};

function unlimitedAnswers(made: FilingCase): Answers {
  const { 'confirm.recognisedCentre': _centre, ...answers } = answersForStay(made);
  return {
    ...answers,
    'conviction.court': 'le tribunal correctionnel francophone de Villefictive',
    'conviction.finality': 'notFinal',
    'conviction.contribution':
      'le tribunal se fonde sur ses déclarations pour établir la durée du travail (jugement, p. 12)',
    'conviction.exhibit': made.exhibits[0] ?? '',
    'submissions.form': 'written',
    'submissions.from': 'labourAuditor',
    'submissions.charge': 'trafficking',
    'submissions.exhibit': made.exhibits[4] ?? '',
    'integration.situation': 'Elle suit une formation et parle le français.',
    'integration.exhibit': made.exhibits[3] ?? '',
    'support.exhibit': made.exhibits[1] ?? '',
  };
}

const referralAnswers: Answers = {
  'referral.centre': 'pagasa',
  'referral.capacity': 'intervenante sociale',
  'referral.channel': '02 000 00 01, boîte vocale protégée',
  'referral.hours': 'du lundi au vendredi, de 9 à 17 heures',
  'sending.mode': 'email',
  'letter.place': 'Bruxelles',
  'referral.consent': 'no',
  'referral.interpreter': 'woman',
  'referral.danger': 'immediate',
  'referral.dangerDetail': 'l’employeur a demandé à plusieurs personnes où elle se trouve',
  'referral.children': 'present',
  'referral.childrenDetail': 'un enfant de sept ans environ',
  'referral.stay': 'sans titre de séjour',
  'referral.removalOrder': 'unknown',
  'referral.indications': ['papers', 'pay', 'hours', 'movement'],
  'referral.indicationsDetail': 'les faits ont pris fin il y a trois jours',
  'referral.needs': ['accommodation', 'medical'],
  'referral.wishes': 'être en sécurité avec son enfant et parler d’abord à une femme',
};

const allData = ['identity', 'contact', 'account', 'papers', 'stay', 'health', 'children'];

function reflectionAnswers({ exhibits }: FilingCase): Answers {
  return {
    'letter.place': 'Bruxelles',
    'authority.address': 'Service fictif\nboulevard de l’Exemple 100\n1000 Bruxelles',
    'sending.mode': 'email',
    'confirm.recognisedCentre': true,
    'identity.basis': 'document',
    'identity.exhibit': exhibits[2] ?? '',
    'detection.by': 'la zone de police fictive',
    'detection.date': '2026-01-18',
    'detection.indications':
      'confiscation du passeport, absence de salaire et horaires de douze heures par jour (procès-verbal n° BR.55.L9.000456/2026)',
    'residence.hasTitle': 'no',
    'confirm.support': true,
    'support.since': '2026-01-20',
    'support.exhibit': exhibits[1] ?? '',
    'confirm.leftMilieu': true,
    'request.ground': 'trafficking',
    'delivery.commune': 'Modèleville',
    'signatory.capacity': 'juriste',
  };
}

function complaintAnswers({ facts, exhibits, people }: FilingCase): Answers {
  return {
    'magistrate.office': 'labourAuditor',
    'magistrate.district': 'Bruxelles',
    'sending.mode': 'registered',
    'authority.address': 'rue de l’Exemple 4\n1000 Bruxelles',
    'letter.place': 'Bruxelles',
    'complaint.facts': facts.filter((_fact, index) => index !== 4),
    'complaint.offences': ['trafficking'],
    'complaint.purposes': ['labour'],
    'complaint.suspects': [people['exploiter'] ?? ''],
    'complaint.unnamed': 'le chauffeur, un homme d’une quarantaine d’années',
    'complaint.places': 'l’arrière-salle d’un restaurant à Modèleville',
    'complaint.digital': [exhibits[3] ?? ''],
    'complaint.interpreter': 'woman',
    'protection.measures': ['confidentialAddress', 'video'],
    'complaint.harm': 'salaires impayés pendant quatre mois et dommage moral',
  };
}

function renewalAnswers(made: FilingCase): Answers {
  return {
    ...answersForStay(made),
    'card.exhibit': made.exhibits[0] ?? '',
    'report.housing': 'L’intéressée loue un studio depuis le 1er décembre 2025.',
    'report.training': 'Elle suit des cours de français trois matinées par semaine.',
    'report.work': 'Elle travaille à temps partiel dans un commerce.',
    'report.healthConsent': 'yes',
    'report.health': 'Elle est suivie par une psychologue.',
    'report.contacts': 'Elle rencontre son accompagnatrice tous les quinze jours.',
    'report.cooperation': 'Elle a répondu à toutes les convocations, la dernière le 19 février 2026.',
    'report.exhibit': made.exhibits[3] ?? '',
  };
}

const renewalCase: FilingCaseDraft = {
  ...stayCase,
  events: [
    ...(stayCase.events ?? []),
    { kind: 'aCardIssued', on: '2025-10-12', until: '2026-04-11', reference: '' },
  ],
};

/** A mother of three with a single name, a date of birth in doubt and no nationality. */
const motherCase: FilingCaseDraft = {
  ...adultCase,
  people: {
    ...adultCase.people,
    client: {
      role: 'client',
      givenNames: 'Bintou',
      birthDate: '1995~',
      nationalities: ['XXA'],
      gender: 'F',
      spokenLanguages: ['ff'],
      electedDomicile: 'au cabinet de Me Claire Exemple\navenue du Modèle 10\n1050 Bruxelles',
    },
    second: { role: 'child', givenNames: 'Awa', birthDate: '2021-06-03', gender: 'F' },
    third: { role: 'child', givenNames: 'Moussa', birthDate: '2025-11', gender: 'M' },
  },
};

export const procedureScenarios: readonly FilingScenario[] = [
  { name: 'F1.fr.unnamed', kind: 'F1', language: 'fr', draft: adultCase, answers: () => referralAnswers },
  {
    name: 'F1.nl.consented',
    kind: 'F1',
    language: 'nl',
    draft: minorCase,
    answers: () => ({
      ...referralAnswers,
      'referral.centre': 'payoke',
      'referral.by': 'Bart Verzonnen',
      'referral.capacity': 'maatschappelijk werker',
      'referral.channel': '03 000 00 01',
      'referral.hours': 'dag en nacht',
      'referral.personContact': 'direct',
      'referral.personChannel': '0470 00 00 01, enkel tussen 14 en 16 uur',
      'referral.language': 'Igbo',
      'letter.place': 'Antwerpen',
      'referral.consent': 'yes',
      'referral.consentDate': '2026-03-01',
      'referral.consentForm': 'oral',
      'referral.interpreter': 'any',
      'referral.danger': 'notImmediate',
      'referral.dangerDetail': '',
      'referral.children': 'none',
      'referral.stay': 'zonder verblijfstitel',
      'referral.removalOrder': 'notified',
      'referral.removalOrderDate': '2026-02-20',
      'referral.indications': ['recruitment'],
      'referral.indicationsDetail': '',
      'referral.needs': [],
      'referral.wishes': 'zij wil naar school gaan',
    }),
  },
  {
    name: 'F2.fr.all',
    kind: 'F2',
    language: 'fr',
    draft: adultCase,
    answers: () => ({
      'consent.recipients': [
        'centre',
        'police',
        'prosecution',
        'immigrationOffice',
        'socialWelfare',
        'doctor',
        'interpreter',
      ],
      'consent.centre.data': allData,
      'consent.police.data': ['identity', 'account'],
      'consent.prosecution.data': ['identity', 'account', 'stay'],
      'consent.immigrationOffice.data': ['identity', 'papers', 'stay'],
      'consent.socialWelfare.data': ['identity', 'stay', 'children'],
      'consent.doctor.data': ['health'],
      'consent.interpreter.data': ['account'],
      'consent.hasLimits': 'yes',
      'consent.limits': 'tout ce qui concerne sa famille au pays',
      'consent.until': '2026-09-01',
      'mandate.understanding': 'interpreter',
      'consent.form': 'signed',
      'letter.place': 'Bruxelles',
    }),
  },
  {
    name: 'F2.nl.minor',
    kind: 'F2',
    language: 'nl',
    draft: minorCase,
    answers: () => ({
      'consent.recipients': ['interpreter', 'centre'],
      'consent.centre.data': allData,
      'consent.interpreter.data': ['account'],
      'consent.hasLimits': 'no',
      'consent.until': '2026-06-30',
      'mandate.understanding': 'sameLanguage',
      'consent.form': 'oral',
      'letter.place': 'Antwerpen',
    }),
  },
  {
    name: 'F2.nl.all',
    kind: 'F2',
    language: 'nl',
    draft: adultCase,
    answers: () => ({
      'consent.recipients': ['police', 'prosecution', 'immigrationOffice', 'socialWelfare', 'doctor'],
      'consent.police.data': allData,
      'consent.prosecution.data': allData,
      'consent.immigrationOffice.data': allData,
      'consent.socialWelfare.data': allData,
      'consent.doctor.data': allData,
      'consent.hasLimits': 'yes',
      'consent.limits': 'alles wat de familie in het land van herkomst betreft',
      'mandate.interpreterLanguage': 'Arabisch',
      'consent.until': '2026-09-01',
      'mandate.understanding': 'interpreter',
      'consent.form': 'signed',
      'letter.place': 'Brussel',
    }),
  },
  {
    name: 'F4.fr',
    kind: 'F4',
    language: 'fr',
    draft: { ...adultCase, events: [] },
    answers: reflectionAnswers,
  },
  {
    name: 'F4.nl.children',
    kind: 'F4',
    language: 'nl',
    draft: { ...motherCase, fileLanguage: 'nl', events: [] },
    answers: (made) => ({
      ...reflectionAnswers(made),
      'letter.place': 'Antwerpen',
      'authority.address': 'Fictieve dienst\nVoorbeeldlaan 100\n1000 Brussel',
      'identity.basis': 'declaration',
      'identity.exhibit': '',
      'detection.by': 'de sociale inspectie',
      'detection.indications': 'afgenomen documenten en dagelijkse controle',
      'milieu.detail': 'Betrokkene wordt sindsdien opgevangen.',
      'children.mention': 'yes',
      'delivery.commune': 'Modelgem',
      'request.ground': 'aggravatedSmuggling',
      'signatory.capacity': 'jurist',
    }),
  },
  { name: 'F5.fr', kind: 'F5', language: 'fr', draft: toldCase, answers: accountAnswers },
  {
    name: 'F5.nl.gaps',
    kind: 'F5',
    language: 'nl',
    draft: toldCase,
    answers: ({ facts }) => ({
      'account.recruitment': facts.slice(1, 2),
      'account.fears': facts.slice(4, 5),
    }),
  },
  { name: 'F6.fr', kind: 'F6', language: 'fr', draft: toldCase, answers: complaintAnswers },
  {
    name: 'F6.nl.lawyer',
    kind: 'F6',
    language: 'nl',
    draft: {
      ...toldCase,
      fileLanguage: 'nl',
      people: {
        ...toldCase.people,
        witness: { role: 'witness', familyName: 'Getuigema', givenNames: 'Piet' },
      },
    },
    answers: (made) => ({
      ...complaintAnswers(made),
      'complaint.by': 'lawyer',
      'magistrate.office': 'prosecutor',
      'magistrate.district': 'Brussel',
      'authority.address': 'Voorbeeldlaan 4\n1000 Brussel',
      'letter.place': 'Brussel',
      'complaint.offences': ['trafficking', 'aggravatedSmuggling'],
      'complaint.purposes': ['sexual', 'labour', 'marriage'],
      'complaint.nonPunishment': 'yes',
      'complaint.unnamed': '',
      'complaint.places': 'de achterzaal van een restaurant in Modelgem',
      'complaint.witnesses': [made.people['witness'] ?? ''],
      'complaint.interpreter': 'any',
      'complaint.harm': 'vier maanden onbetaald loon en morele schade',
      'exhibits.attached': [made.exhibits[4] ?? ''],
    }),
  },
  {
    name: 'F6.nl.herself',
    kind: 'F6',
    language: 'nl',
    draft: toldCase,
    answers: (made) => ({
      ...complaintAnswers(made),
      'magistrate.office': 'prosecutor',
      'magistrate.district': 'Brussel',
      'authority.address': 'Voorbeeldlaan 4\n1000 Brussel',
      'letter.place': 'Brussel',
      'complaint.unnamed': '',
      'complaint.places': 'de achterzaal van een restaurant in Modelgem',
      'complaint.language': 'Arabisch',
      'complaint.harm': 'vier maanden onbetaald loon en morele schade',
    }),
  },
  {
    name: 'F6.nl.minor',
    kind: 'F6',
    language: 'nl',
    draft: { ...minorCase, facts: [{ statement: 'Zij moest bedelen in de metro.', date: 'januari 2026' }] },
    answers: ({ facts }) => ({
      'magistrate.office': 'prosecutor',
      'magistrate.district': 'Antwerpen',
      'authority.address': 'Voorbeeldplein 1\n2000 Antwerpen',
      'letter.place': 'Antwerpen',
      'complaint.facts': [...facts],
      'complaint.offences': ['trafficking'],
      'complaint.purposes': ['begging'],
      'complaint.unnamed': 'twee volwassenen die haar elke dag ophaalden',
      'complaint.places': 'metrostations in Antwerpen',
      'complaint.language': 'Igbo',
      'complaint.interpreter': 'none',
      'complaint.harm': 'morele schade',
    }),
  },
  {
    name: 'F8.fr',
    kind: 'F8',
    language: 'fr',
    draft: {
      ...stayCase,
      people: {
        ...stayCase.people,
        magistrate: { role: 'magistrate', familyName: 'Fictif', givenNames: 'Hélène', gender: 'F' },
      },
    },
    answers: ({ people }) => ({
      ...magistrateAnswers,
      'magistrate.person': people['magistrate'] ?? '',
      'magistrate.state': 'Une deuxième audition est fixée au 20 mars 2026',
      'magistrate.nextActs': 'l’audition filmée de la personne, qui l’a acceptée',
      'protection.measures': ['confidentialAddress', 'noConfrontation'],
    }),
  },
  {
    name: 'F8.nl',
    kind: 'F8',
    language: 'nl',
    draft: minorCase,
    answers: () => ({
      ...magistrateAnswers,
      'magistrate.office': 'prosecutor',
      'magistrate.district': 'Antwerpen',
      'authority.address': 'Voorbeeldplein 1\n2000 Antwerpen',
      'letter.place': 'Antwerpen',
      'magistrate.step': 'extension',
      'signatory.name': 'Bart Verzonnen',
      'signatory.capacity': 'jurist',
      'protection.measures': ['partialAnonymity'],
    }),
  },
  {
    name: 'F8.fr.end',
    kind: 'F8',
    language: 'fr',
    draft: adultCase,
    answers: () => ({
      ...magistrateAnswers,
      'magistrate.office': 'prosecutor',
      'magistrate.step': 'end',
      'sender.kind': 'lawyer',
    }),
  },
  {
    name: 'F8.nl.lawyer',
    kind: 'F8',
    language: 'nl',
    draft: { ...adultCase, fileLanguage: 'nl' },
    answers: () => ({ ...magistrateAnswers, 'sender.kind': 'lawyer', 'magistrate.district': 'Brussel' }),
  },
  {
    name: 'F9.fr',
    kind: 'F9',
    language: 'fr',
    draft: stayCase,
    answers: (made) => ({
      ...answersForStay(made),
      'extension.reason':
        'le magistrat a ordonné l’analyse des téléphones, dont le résultat est attendu pour le 20 avril 2026',
      'extension.exhibit': made.exhibits[3] ?? '',
    }),
  },
  {
    name: 'F9.nl',
    kind: 'F9',
    language: 'nl',
    draft: { ...stayCase, fileLanguage: 'nl' },
    answers: (made) => ({
      ...answersForStay(made),
      ...dutchAnswers,
      'request.ground': 'aggravatedSmuggling',
      'social.situation': '',
      'opinion.from': 'prosecutor',
      'opinion.state': 'askedFor',
      'extension.reason':
        'het telefonieonderzoek loopt nog en het resultaat wordt tegen 20 april 2026 verwacht',
    }),
  },
  { name: 'F11.fr', kind: 'F11', language: 'fr', draft: renewalCase, answers: renewalAnswers },
  {
    name: 'F11.nl.noHealth',
    kind: 'F11',
    language: 'nl',
    draft: { ...renewalCase, fileLanguage: 'nl' },
    answers: (made) => ({
      ...renewalAnswers(made),
      ...dutchAnswers,
      'opinion.state': 'askedFor',
      'report.housing': 'Betrokkene huurt sinds 1 december 2025 een studio.',
      'report.training': 'Zij volgt drie voormiddagen per week Nederlandse les.',
      'report.work': 'Zij werkt deeltijds in een winkel.',
      'report.healthConsent': 'no',
      'report.health': '',
      'report.contacts': 'Zij ziet haar begeleidster om de twee weken.',
      'report.cooperation': 'Zij is op elke oproeping ingegaan, laatst op 19 februari 2026.',
      'report.exhibit': '',
      'card.exhibit': '',
    }),
  },
  { name: 'F12.fr', kind: 'F12', language: 'fr', draft: cardCase, answers: unlimitedAnswers },
  {
    name: 'F12.nl',
    kind: 'F12',
    language: 'nl',
    draft: { ...cardCase, fileLanguage: 'nl' },
    answers: (made) => ({
      ...unlimitedAnswers(made),
      ...dutchAnswers,
      'sender.kind': 'lawyer',
      'signatory.capacity': 'advocaat',
      'unlimited.grounds': ['chargeKept'],
      'submissions.form': 'hearingRecord',
      'submissions.from': 'prosecutor',
      'submissions.charge': 'aggravatedSmuggling',
      'integration.situation': 'Zij volgt een opleiding en leert Nederlands.',
      'integration.exhibit': '',
      'support.exhibit': '',
    }),
  },
];
