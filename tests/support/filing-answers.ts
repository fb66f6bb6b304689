import type { AnswerName, AnswerValue } from '../../src/shared/filings/answers';
import type { FilingCase } from './filing-case';

// What a person would answer on the review screen. Everything is invented.

export type Answers = Partial<Record<AnswerName, AnswerValue>>;

const confirmed: Answers = {
  'confirm.recognisedCentre': true,
  'confirm.cooperation': true,
  'confirm.ties': true,
  'confirm.publicOrder': true,
  'confirm.support': true,
};

/** The request for the attestation, after the reflection period, identity proven. */
export function answersForAttestation({ exhibits }: FilingCase): Answers {
  return {
    ...confirmed,
    'letter.place': 'Bruxelles',
    'authority.address': 'Service fictif\nboulevard de l’Exemple 100\n1000 Bruxelles',
    'sending.mode': 'email',
    'request.ground': 'trafficking',
    'delivery.commune': 'Modèleville',
    'statement.exhibit': exhibits[0] ?? '',
    'cooperation.detail': 'Une nouvelle audition est fixée au 20 mars 2026.',
    'support.since': '2026-01-20',
    'support.exhibit': exhibits[1] ?? '',
    'identity.proof': 'proven',
    'identity.exhibit': exhibits[2] ?? '',
    'signatory.capacity': 'juriste',
  };
}

export function answersForStay(made: FilingCase): Answers {
  return {
    ...answersForAttestation(made),
    'confirm.caseOngoing': true,
    'opinion.from': 'labourAuditor',
    'opinion.state': 'given',
    'opinion.date': '2026-02-27',
    'social.situation': 'Suit des cours de langue trois matinées par semaine depuis le 2 février 2026.',
  };
}

export function answersForMandate({ people }: FilingCase): Answers {
  return {
    'mandate.holder': people['lawyer'] ?? '',
    'mandate.acts': ['commune', 'immigrationOffice', 'prosecution'],
    'mandate.mayReceiveDocuments': 'yes',
    'mandate.hasLimits': 'yes',
    'mandate.limits': 'les données médicales et tout ce qui concerne les enfants',
    'mandate.term': 'untilDate',
    'mandate.until': '2027-03-01',
    'mandate.understanding': 'interpreter',
    'letter.place': 'Bruxelles',
  };
}

export function answersForInventory(): Answers {
  return { 'letter.place': 'Bruxelles', 'inventory.annexTo': 'F7' };
}

/** What differs in a filing written in Dutch. */
export const dutchAnswers: Answers = {
  'letter.place': 'Antwerpen',
  'authority.address': 'Fictieve dienst\nVoorbeeldlaan 100\n1000 Brussel',
  'sending.mode': 'registered',
  'cooperation.detail': 'Een nieuw verhoor is gepland op 20 maart 2026.',
  'signatory.capacity': 'jurist',
  'delivery.commune': 'Modelgem',
};
