import type { Answers } from './filing-answers';
import { adultCase, type FilingCase, type FilingCaseDraft } from './filing-case';
import type { FilingScenario } from './filing-scenarios';

// The criminal case, compensation, and stay by other routes. Everything is invented.

const french: Answers = {
  'letter.place': 'Bruxelles',
  'authority.address': 'rue de l’Exemple 4\n1000 Bruxelles',
};
const dutch: Answers = {
  'letter.place': 'Brussel',
  'authority.address': 'Voorbeeldstraat 4\n1000 Brussel',
  'signatory.capacity': 'advocaat',
};

function exhibit({ exhibits }: FilingCase, number: number): string {
  return exhibits[number - 1] ?? '';
}

export function answersForCivilParty(made: FilingCase): Answers {
  return {
    ...french,
    'civil.before': 'court',
    'civil.authority': 'Tribunal correctionnel fictif de Modèleville, 4e chambre',
    'civil.defendants': [made.people['exploiter'] ?? ''],
    'civil.otherDefendants': '',
    'civil.offences': ['trafficking'],
    'civil.period': 'entre mai 2024 et septembre 2025',
    'narrative.text':
      'De mai 2024 à septembre 2025, elle a travaillé douze heures par jour dans un restaurant sans être payée.',
    'civil.link':
      'Sans ces faits, elle aurait perçu le salaire du barème et n’aurait pas contracté de dette.',
    'civil.claim': 'amounts',
    'civil.items': ['wages', 'debts', 'moral'],
    'damage.wages.reason': 'Seize mois au barème sectoriel, selon le calcul joint (pièce n° 4).',
    'damage.wages.amount': '31 240,50',
    'damage.debts.reason': 'Somme exigée pour le voyage',
    'damage.debts.amount': '4000',
    'damage.moral.reason': 'Seize mois d’exploitation sous la menace.',
    'damage.moral.amount': '10.000,00',
    'civil.confiscated': 'yes',
    'civil.confiscatedDetail': 'Une somme de 18 000 euros a été saisie le 3 octobre 2025.',
  };
}

const endedCase: FilingCaseDraft = {
  ...adultCase,
  events: [
    { kind: 'statementMade', on: '2024-11-20', reference: '' },
    { kind: 'finalDecision', on: '2025-12-15' },
  ],
};

export function answersForAid(made: FilingCase): Answers {
  return {
    ...french,
    'aid.variant': 'main',
    'narrative.text': 'Le 2 mars 2024, elle a été frappée et enfermée par la personne qui l’exploitait.',
    'aid.author': 'known',
    'aid.decision': 'un jugement définitif du tribunal correctionnel fictif de Modèleville',
    'aid.decisionExhibit': exhibit(made, 1),
    'aid.complaintExhibit': exhibit(made, 2),
    'aid.steps':
      'Elle s’est constituée partie civile et a obtenu 10 000 euros.\nLe condamné est insolvable, comme le montre le procès-verbal de carence (pièce n° 3).',
    'aid.items': ['moral', 'medical'],
    'damage.moral.reason': 'Stress post-traumatique constaté par le rapport joint.',
    'damage.moral.amount': '10000',
    'damage.medical.reason': 'Quarante séances de psychothérapie.',
    'damage.medical.amount': '2 000,50',
    'aid.insurance': 'Aucune assurance n’intervient. La mutualité rembourse une partie des séances.',
    'aid.means': 'Elle dispose du revenu d’intégration et n’a pas de bien.',
  };
}

export function answersForRegularisation(made: FilingCase): Answers {
  return {
    ...french,
    'regularisation.commune': 'Modèleville',
    'regularisation.identity': 'document',
    'regularisation.identityExhibit': exhibit(made, 3),
    'narrative.text':
      'Le dossier répressif a été classé sans suite le 12 janvier 2026, l’auteur étant resté inconnu.',
    'regularisation.exceptional':
      'Un retour, même temporaire, l’exposerait au réseau qui l’a recrutée dans son village.\nElle suit un traitement psychologique qui ne peut pas être interrompu.',
    'regularisation.integration': 'Elle travaille depuis novembre 2025 et suit des cours de français.',
    'regularisation.vulnerability': '',
    'regularisation.cooperation': 'Elle a fait des déclarations les 10 et 19 février 2026.',
    'regularisation.convention': 'Un retour l’exposerait à des traitements contraires à l’article 3.',
    'regularisation.child': '',
    'confirm.newElements': true,
    'regularisation.fee': 'paid',
    'regularisation.feeExhibit': exhibit(made, 2),
    'regularisation.earlier': 'no',
  };
}

export const sickCase: FilingCaseDraft = {
  ...adultCase,
  events: [{ kind: 'medicalCertificateDated', on: '2026-02-16' }],
};

export function answersForMedical(made: FilingCase): Answers {
  return {
    ...french,
    'medical.identityExhibit': exhibit(made, 3),
    'medical.certificateExhibit': exhibit(made, 1),
    'confirm.healthConsent': true,
    'medical.illness': 'État de stress post-traumatique sévère',
    'medical.severity': 'Le certificat retient un degré sévère et un risque suicidaire sans traitement.',
    'medical.treatment': 'Psychothérapie hebdomadaire et traitement médicamenteux pendant deux ans au moins.',
    'medical.availability': 'Aucun service spécialisé n’existe dans sa région d’origine (pièce n° 4).',
    'medical.accessibility': 'Le traitement n’est pas remboursé et coûte plus que le revenu moyen.',
    'confirm.onlyMedicalRequest': true,
  };
}

export const routeScenarios: readonly FilingScenario[] = [
  { name: 'F14.fr.court', kind: 'F14', language: 'fr', draft: adultCase, answers: answersForCivilParty },
  {
    name: 'F14.nl.judge',
    kind: 'F14',
    language: 'nl',
    draft: { ...adultCase, fileLanguage: 'nl' },
    answers: (made) => ({
      ...answersForCivilParty(made),
      ...dutch,
      'civil.before': 'investigatingJudge',
      'civil.authority': 'Onderzoeksrechter te Modelgem (fictief)',
      'civil.defendants': [],
      'civil.otherDefendants': 'X',
      'civil.offences': ['trafficking', 'aggravatedSmuggling'],
      'civil.period': 'tussen mei 2024 en september 2025',
      'narrative.text': 'Van mei 2024 tot september 2025 werkte zij zonder loon in een restaurant.',
      'civil.link': 'Zonder deze feiten had zij het baremaloon ontvangen.',
      'civil.claim': 'provisional',
      'civil.items': ['wages', 'medical'],
      'damage.wages.reason': 'Zestien maanden arbeid zonder loon.',
      'damage.medical.reason': 'De behandeling loopt nog.',
      'civil.expert': 'yes',
      'civil.confiscated': 'no',
      'civil.confiscatedDetail': '',
      'civil.proDeo': exhibit(made, 2),
    }),
  },
  { name: 'F15.fr.main', kind: 'F15', language: 'fr', draft: endedCase, answers: answersForAid },
  {
    name: 'F15.fr.complement',
    kind: 'F15',
    language: 'fr',
    draft: { ...endedCase, events: [...(endedCase.events ?? []), { kind: 'aidPaid', on: '2026-01-20' }] },
    answers: (made) => ({
      ...answersForAid(made),
      'aid.variant': 'complement',
      'aid.earlierAid': 'aide principale de 8 000 euros, dossier M00000',
      'aid.worsening': 'Son état s’est aggravé, comme le constate le rapport du 10 février 2026.',
    }),
  },
  {
    name: 'F15.nl.urgent',
    kind: 'F15',
    language: 'nl',
    draft: { ...endedCase, fileLanguage: 'nl', events: (endedCase.events ?? []).slice(0, 1) },
    answers: (made) => ({
      ...answersForAid(made),
      ...dutch,
      'aid.variant': 'urgent',
      'aid.author': 'unknown',
      'narrative.text': 'Op 2 maart 2024 werd zij geslagen en opgesloten.',
      'aid.steps': '',
      'aid.items': ['medical'],
      'damage.medical.reason': 'Veertig zittingen psychotherapie.',
      'aid.insurance': 'Geen enkele verzekering komt tussen.',
      'aid.means': 'Zij leeft van het leefloon.',
      'aid.urgency': 'De behandelaar wordt sinds januari 2026 niet meer betaald.',
      'aid.urgencyExhibit': exhibit(made, 4),
    }),
  },
  { name: 'F16.fr', kind: 'F16', language: 'fr', draft: adultCase, answers: answersForRegularisation },
  {
    name: 'F16.nl.exempt',
    kind: 'F16',
    language: 'nl',
    draft: { ...adultCase, fileLanguage: 'nl' },
    answers: (made) => ({
      ...answersForRegularisation(made),
      ...dutch,
      'sending.mode': 'byHand',
      'regularisation.commune': 'Modelgem',
      'residence.disclosure': 'given',
      'residence.address': 'Modelplein 12\n1000 Brussel',
      'regularisation.identity': 'exempt',
      'regularisation.identityExhibit': '',
      'regularisation.exemption': 'Haar asielaanvraag is nog hangende.',
      'narrative.text': 'Het strafdossier werd op 12 januari 2026 geseponeerd.',
      'regularisation.exceptional': 'Een terugkeer zou haar blootstellen aan het netwerk dat haar ronselde.',
      'regularisation.integration': '',
      'regularisation.vulnerability': 'Zij is alleenstaande moeder.',
      'regularisation.cooperation': '',
      'regularisation.convention': '',
      'regularisation.child': 'Haar zoon loopt school in België.',
      'regularisation.fee': 'exempt',
      'regularisation.feeExemption': 'de verzoekende partij is vrijgesteld',
      'regularisation.earlier': 'yes',
      'confirm.withdrawsEarlier': true,
    }),
  },
  { name: 'F17.fr', kind: 'F17', language: 'fr', draft: sickCase, answers: answersForMedical },
  {
    name: 'F17.nl',
    kind: 'F17',
    language: 'nl',
    draft: { ...sickCase, fileLanguage: 'nl' },
    answers: (made) => ({
      ...answersForMedical(made),
      ...dutch,
      'residence.disclosure': 'given',
      'residence.address': 'Modelplein 12\n1000 Brussel',
      'medical.illness': 'Ernstige posttraumatische stressstoornis',
      'medical.severity': 'Het getuigschrift vermeldt een ernstige graad.',
      'medical.treatment': 'Wekelijkse psychotherapie gedurende minstens twee jaar.',
      'medical.availability': 'In haar streek van herkomst bestaat geen gespecialiseerde dienst.',
      'medical.accessibility': 'De behandeling wordt niet terugbetaald.',
    }),
  },
];
