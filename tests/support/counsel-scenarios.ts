import type { Answers } from './filing-answers';
import { adultCase, type FilingCase, type FilingCaseDraft } from './filing-case';
import type { FilingScenario } from './filing-scenarios';

// Papers of a lawyer, with everything she would fill in. Everything is invented.

/** A refusal of the second card was notified; the copy of it is the first exhibit, as a petition wants it. */
export const decisionCase: FilingCaseDraft = {
  ...adultCase,
  people: {
    ...adultCase.people,
    lawyer: {
      role: 'lawyer',
      familyName: 'Exemple',
      givenNames: 'Claire',
      gender: 'F',
      telephone: '02 000 00 10',
      email: 'c.exemple@avocat.example',
      electedDomicile: 'avenue du Modèle 10\n1050 Bruxelles',
    },
  },
  events: [
    { kind: 'annexe15Issued', on: '2025-03-03', until: '2025-04-16' },
    { kind: 'statementMade', on: '2025-03-20', reference: 'BR.55.L9.000456/2025' },
    { kind: 'aiIssued', on: '2025-04-15', until: '2025-07-14' },
    { kind: 'aCardIssued', on: '2025-07-10', until: '2026-01-09' },
    { kind: 'decisionNotified', on: '2026-02-12', channel: 'registered', reference: '26/00.123' },
  ],
  exhibits: [
    {
      title: 'Décision attaquée',
      date: '2026-02-09',
      author: 'Office des étrangers',
      pages: 4,
      language: 'fr',
    },
    {
      title: 'Décision du bureau d’aide juridique',
      date: '2026-02-20',
      author: 'Bureau d’aide juridique',
      pages: 1,
      language: 'fr',
    },
    {
      title: 'Attestation d’accompagnement',
      date: '2026-02-18',
      author: 'PAG-ASA asbl',
      pages: 2,
      language: 'fr',
    },
  ],
};

export const removalCase: FilingCaseDraft = {
  ...decisionCase,
  events: [
    ...(decisionCase.events ?? []).slice(0, 4),
    { kind: 'removalMeasureNotified', on: '2026-02-27', channel: 'handed', reference: '26/00.456' },
  ],
};

const french: Answers = {
  'letter.place': 'Bruxelles',
  'authority.address': 'rue de l’Exemple 90\n1030 Bruxelles',
};
const dutch: Answers = {
  'letter.place': 'Brussel',
  'authority.address': 'Voorbeeldstraat 90\n1030 Brussel',
  'signatory.capacity': 'advocaat',
};

/** F18 in French: annulment and suspension, two grounds, on paper, with pro deo. */
export function answersForPetition({ exhibits }: FilingCase): Answers {
  return {
    ...french,
    'petition.action': 'annulmentAndSuspension',
    'petition.route': 'registered',
    'petition.otherSuspension': 'no',
    'petition.defendant': 'la ministre de l’Asile et de la Migration',
    'request.ground': 'trafficking',
    'decision.date': '2026-02-09',
    'decision.subject': 'refuse de renouveler l’autorisation de séjour',
    'decision.exhibit': exhibits[0] ?? '',
    'confirm.inTime': true,
    'narrative.text':
      'Le 5 décembre 2025, la partie requérante a demandé le renouvellement de sa carte A.\nLe 9 février 2026, la partie adverse a pris l’acte attaqué, au seul motif que la procédure judiciaire serait terminée',
    'ground1.rules': ['article61_4', 'formalReasons', 'dutyOfCare'],
    'ground1.breach':
      'L’article 61/4 permet de mettre fin au séjour lorsque les autorités judiciaires ont décidé de mettre fin à la procédure. Aucune décision de cette nature n’a été prise.\nL’acte attaqué se borne à renvoyer à un avis du parquet dont il ne reproduit pas la teneur.',
    'ground1.grievance':
      'Faute d’examen, la partie requérante perd son séjour alors que l’enquête à laquelle elle coopère se poursuit.',
    'ground2.rules': ['rightToBeHeard', 'convention3', 'convention8'],
    'ground2.breach': 'La partie requérante n’a pas été entendue avant l’adoption de l’acte attaqué.',
    'ground2.grievance':
      'Entendue, elle aurait produit l’attestation de l’auditeur du travail et exposé ses craintes en cas de retour.',
    'petition.harm':
      'Sans titre de séjour, la partie requérante perd son emploi et l’accompagnement qui la protège.\nEn cas d’éloignement, elle serait exposée aux auteurs qu’elle a dénoncés.',
    'petition.closedDoors': '',
    'proDeo.asked': 'yes',
    'proDeo.exhibit': exhibits[1] ?? '',
  };
}

export function answersForUrgency(made: FilingCase): Answers {
  const { 'petition.action': _action, ...petition } = answersForPetition(made);
  return {
    ...petition,
    'petition.route': 'electronic',
    'decision.date': '2026-02-26',
    'decision.subject': 'lui ordonne de quitter le territoire, avec maintien en vue d’éloignement',
    'urgent.imminence': ['detained', 'flight'],
    'urgent.detainedSince': '2026-02-26',
    'urgent.detainedAt': 'centre fermé fictif de Modèleville',
    'urgent.flightOn': '2026-03-06',
    'urgent.diligence':
      'La mesure lui a été notifiée le 27 février 2026 en fin de journée.\nSon conseil a été consulté le 28 février 2026 et a demandé le dossier administratif le jour même.',
  };
}

export function answersForObservations({ exhibits }: FilingCase): Answers {
  return {
    ...french,
    'sending.mode': 'registered',
    'authority.address': 'Service fictif\nboulevard de l’Exemple 100\n1000 Bruxelles',
    'observations.letterDate': '2026-02-20',
    'observations.letterReference': '26/00.789',
    'observations.answerBy': '2026-03-09',
    'observations.document': 'aCard',
    'observations.grounds': ['ties', 'cooperation', 'procedureEnded'],
    'observations.contact': 'byOthers',
    'observations.ties':
      'Le 4 janvier 2026, un des auteurs présumés lui a envoyé trois messages. Elle n’y a pas répondu et les a remis à son avocate le lendemain (pièce n° 3).',
    'observations.cooperation':
      'Elle s’est présentée à toutes les convocations, en dernier lieu le 19 février 2026.',
    'observations.procedureEnded':
      'L’auditeur du travail a confirmé par courriel du 23 février 2026 que l’information se poursuit.',
    'observations.newElements': 'Elle a été engagée comme aide-cuisinière le 2 février 2026.',
    'observations.personal':
      'Elle vit en Belgique depuis mars 2025.\nSon fils est inscrit en deuxième maternelle.',
    'observations.interpreterLanguage': 'arabe',
    'exhibits.attached': exhibits.slice(1),
  };
}

export function answersForFileAccess(): Answers {
  return {
    ...french,
    'sending.mode': 'email',
    'authority.address': 'Service Publicité de l’administration\nboulevard de l’Exemple 100\n1000 Bruxelles',
    'access.particular': 'la lettre d’intention du 20 février 2026 et la preuve de son envoi',
    'access.remedy': 'yes',
  };
}

const dutchPetition: Answers = {
  'petition.action': 'annulment',
  'petition.route': 'electronic',
  'petition.defendant': 'de minister van Asiel en Migratie',
  'decision.subject': 'weigert de machtiging tot verblijf te verlengen',
  'narrative.text': 'Op 5 december 2025 vroeg de verzoekende partij de verlenging van haar A-kaart.',
  'ground1.rules': ['article61_4', 'article74_13', 'formalReasons', 'directive2004'],
  'ground1.breach':
    'Er werd geen beslissing genomen die een einde maakt aan de gerechtelijke procedure. De bestreden beslissing vermeldt er geen.',
  'ground1.grievance': 'De verzoekende partij verliest haar verblijf terwijl het onderzoek loopt.',
  'ground2.rules': [],
  'ground2.breach': '',
  'ground2.grievance': '',
  'petition.closedDoors': 'Haar familie in het land van herkomst werd al bedreigd.',
};

/** A child who gave a name and an age, and nothing else. */
export const unaccompaniedCase: FilingCaseDraft = {
  fileLanguage: 'nl',
  centreName: 'Payoke vzw',
  centreAddress: 'Voorbeeldstraat 2\n2000 Antwerpen',
  advocateName: 'Bart Verzonnen',
  people: { client: { role: 'client', givenNames: 'Ńgọ́zi', gender: 'F' } },
};

export const counselScenarios: readonly FilingScenario[] = [
  {
    name: 'F18.fr.suspension',
    kind: 'F18',
    language: 'fr',
    draft: decisionCase,
    answers: answersForPetition,
  },
  {
    name: 'F18.nl',
    kind: 'F18',
    language: 'nl',
    draft: {
      ...decisionCase,
      fileLanguage: 'nl',
      events: [
        ...(decisionCase.events ?? []).slice(0, 4),
        { kind: 'decisionNotified', on: '2026-02-12', channel: 'post', reference: '' },
      ],
    },
    answers: (made) => ({
      ...answersForPetition(made),
      ...dutch,
      ...dutchPetition,
      'residence.disclosure': 'given',
      'residence.address': 'Modelplein 12\n1000 Brussel',
      'proDeo.asked': 'no',
    }),
  },
  { name: 'F19.fr', kind: 'F19', language: 'fr', draft: removalCase, answers: answersForUrgency },
  {
    name: 'F19.nl',
    kind: 'F19',
    language: 'nl',
    draft: { ...removalCase, fileLanguage: 'nl' },
    answers: (made) => {
      const { 'petition.action': _action, ...petition } = dutchPetition;
      return {
        ...answersForUrgency(made),
        ...dutch,
        ...petition,
        'petition.route': 'registered',
        'decision.subject': 'beveelt het grondgebied te verlaten',
        'urgent.imminence': ['other'],
        'urgent.other': 'De uitvoering werd aangekondigd voor de eerste week van maart 2026.',
        'urgent.diligence': 'De raadsman werd op 28 februari 2026 geraadpleegd.',
        'petition.harm': 'Zij zou worden blootgesteld aan de daders tegen wie zij klacht indiende.',
      };
    },
  },
  { name: 'F20.fr', kind: 'F20', language: 'fr', draft: decisionCase, answers: answersForObservations },
  {
    name: 'F20.nl.attestation',
    kind: 'F20',
    language: 'nl',
    draft: {
      ...decisionCase,
      fileLanguage: 'nl',
      events: (decisionCase.events ?? []).slice(0, 3),
      exhibits: [],
    },
    answers: (made) => ({
      ...answersForObservations(made),
      ...dutch,
      'observations.document': 'ai',
      'observations.grounds': ['ties', 'cooperation', 'publicOrder'],
      'observations.contact': 'none',
      'observations.ties': '',
      'observations.cooperation': '',
      'observations.procedureEnded': '',
      'observations.publicOrder': 'Er loopt geen enkel onderzoek tegen haar.',
      'observations.newElements': '',
      'observations.personal': 'Zij verblijft sinds maart 2025 in België met haar zoon.',
      'observations.hearing': 'no',
    }),
  },
  {
    name: 'F21.fr',
    kind: 'F21',
    language: 'fr',
    draft: {
      ...adultCase,
      people: {
        client: {
          role: 'client',
          familyName: 'EXEMPLARI',
          givenNames: 'Yassine',
          nativeScriptName: 'ياسين',
          birthDate: '2010~',
          birthPlace: 'Villefictive',
          nationalities: ['MAR'],
          gender: 'M',
          spokenLanguages: ['ar', 'fr'],
        },
      },
    },
    answers: () => ({
      ...french,
      'sending.mode': 'email',
      'reporter.capacity': 'juriste',
      'reporter.contact': 'Service fictif\nrue du Modèle 5\n1000 Bruxelles\ntél. 02 000 00 20',
      'minor.aliases': 'Yass',
      'minor.claimedAge': '15 ans (déclaré le 1er mars 2026)',
      'minor.documents': 'copie illisible d’un acte de naissance',
      'minor.foundOn': '2026-03-01',
      'minor.foundAt': 'gare fictive de Modèleville',
      'minor.circumstances': 'Il a été trouvé par un agent de la gare vers 23 heures.',
      'minor.indications':
        'Il dit avoir travaillé dans un car wash sans être payé.\nUn homme qui l’attendait s’est éloigné à l’arrivée de la police.',
      'minor.safety': 'L’homme possède son numéro de téléphone. L’appareil est éteint.',
      'minor.inCharge': 'la brigade fictive de protection de la jeunesse',
    }),
  },
  {
    name: 'F21.nl.nameOnly',
    kind: 'F21',
    language: 'nl',
    draft: unaccompaniedCase,
    answers: () => ({
      ...dutch,
      'reporter.capacity': 'sociaal werker',
      'reporter.contact': 'Fictieve dienst\nModelplein 3\n2018 Antwerpen',
      'minor.claimedAge': '16 jaar',
      'minor.languages': 'Igbo, Engels',
      'minor.foundOn': '2026-02-28',
      'minor.foundAt': 'een fictieve bar in Modelgem',
      'minor.indications': 'Zij werd bewaakt en had geen toegang tot haar papieren.',
      'minor.safety': 'Zij vreest een vrouw die zij “madam” noemt.',
      'minor.inCharge': 'de sociale dienst van een fictief ziekenhuis',
      'minor.centreCopied': 'no',
    }),
  },
  { name: 'F22.fr', kind: 'F22', language: 'fr', draft: decisionCase, answers: answersForFileAccess },
  {
    name: 'F22.nl',
    kind: 'F22',
    language: 'nl',
    draft: { ...decisionCase, fileLanguage: 'nl', exhibits: [] },
    answers: () => ({
      ...answersForFileAccess(),
      ...dutch,
      'access.form': 'copy',
      'access.opinions': 'no',
      'access.particular': '',
      'access.remedy': 'no',
    }),
  },
];
