import type { FilingKind } from '../../src/shared/filings/kinds';
import type { Language } from '../../src/shared/kernel/languages';
import {
  answersForAttestation,
  answersForInventory,
  answersForMandate,
  answersForStay,
  dutchAnswers,
  type Answers,
} from './filing-answers';
import { adultCase, minorCase, stayCase, type FilingCase, type FilingCaseDraft } from './filing-case';
import { procedureScenarios } from './filing-scenarios-procedure';
import { counselScenarios } from './counsel-scenarios';
import { routeScenarios } from './route-scenarios';

/** A filing of a case, with everything a person would fill in. */
export interface FilingScenario {
  /** Also the name of the golden file. */
  readonly name: string;
  readonly kind: FilingKind;
  readonly language: Language;
  readonly draft: FilingCaseDraft;
  readonly answers: (made: FilingCase) => Answers;
}

/** One filing of each kind in each language at least, and the turns each can take. */
export const filingScenarios: readonly FilingScenario[] = [
  { name: 'F7.fr', kind: 'F7', language: 'fr', draft: adultCase, answers: answersForAttestation },
  {
    name: 'F7.nl',
    kind: 'F7',
    language: 'nl',
    draft: adultCase,
    answers: (made) => ({ ...answersForAttestation(made), ...dutchAnswers }),
  },
  {
    name: 'F7.nl.minor',
    kind: 'F7',
    language: 'nl',
    draft: minorCase,
    answers: (made) => ({
      ...answersForAttestation(made),
      ...dutchAnswers,
      'identity.proof': 'underway',
      'identity.efforts':
        'Op 3 februari 2026 werd bij de ambassade een afspraak gevraagd.\nOp 17 februari 2026 werd een herinnering gestuurd.',
      'support.exhibit': '',
      'identity.exhibit': made.exhibits[1] ?? '',
    }),
  },
  {
    name: 'F7.fr.immediate',
    kind: 'F7',
    language: 'fr',
    draft: { ...adultCase, events: [{ kind: 'statementMade', on: '2026-02-10' }], policeReportNumber: '' },
    answers: (made) => ({
      ...answersForAttestation(made),
      'request.ground': 'aggravatedSmuggling',
      'sending.mode': '',
      'statement.form': 'complaint',
      'cooperation.detail': '',
      'children.mention': 'yes',
      'support.exhibit': '',
      'exhibits.attached': [made.exhibits[0] ?? '', made.exhibits[2] ?? ''],
    }),
  },
  { name: 'F10.fr', kind: 'F10', language: 'fr', draft: stayCase, answers: answersForStay },
  {
    name: 'F10.nl',
    kind: 'F10',
    language: 'nl',
    draft: { ...stayCase, fileLanguage: 'nl' },
    answers: (made) => ({
      ...answersForStay(made),
      ...dutchAnswers,
      'opinion.from': 'prosecutor',
      'opinion.state': 'toBeAsked',
      'social.situation': '',
    }),
  },
  { name: 'F3.fr', kind: 'F3', language: 'fr', draft: adultCase, answers: answersForMandate },
  {
    name: 'F3.nl.minor',
    kind: 'F3',
    language: 'nl',
    draft: minorCase,
    answers: (made) => ({
      ...answersForMandate(made),
      'letter.place': 'Antwerpen',
      'mandate.hasLimits': 'no',
      'mandate.term': 'untilDone',
      'mandate.understanding': 'sameLanguage',
      'mandate.mayReceiveDocuments': 'no',
    }),
  },
  { name: 'F13.fr', kind: 'F13', language: 'fr', draft: adultCase, answers: answersForInventory },
  {
    name: 'F13.nl',
    kind: 'F13',
    language: 'nl',
    draft: minorCase,
    answers: () => ({
      'letter.place': 'Antwerpen',
      'inventory.annexTo': 'none',
      'signatory.name': 'Bart Verzonnen',
    }),
  },
  {
    name: 'L1.fr.client',
    kind: 'L1',
    language: 'fr',
    draft: { ...adultCase, phase: 'BE-P1' },
    answers: () => ({
      'missing.to': 'client',
      'sending.mode': 'byHand',
      'missing.until': '2026-03-20',
      'missing.how': 'apportez-les à notre prochain rendez-vous',
      'missing.contact': '02 555 01 23, entre 14 et 17 heures',
      'letter.place': 'Bruxelles',
      'signatory.name': 'Anne Modèle',
    }),
  },
  {
    name: 'L1.nl.centre',
    kind: 'L1',
    language: 'nl',
    draft: { ...adultCase, phase: 'BE-P2' },
    answers: () => ({
      'missing.to': 'centre',
      'sending.mode': 'email',
      'missing.items': ['BE-P3-opinion', 'BE-P3-accompaniment', 'BE-P3-identityEfforts'],
      'missing.until': '',
      'missing.how': 'Een kopie volstaat.',
      'missing.contact': '02 555 01 23',
      'letter.place': 'Antwerpen',
      'signatory.name': 'Bart Voorbeeld',
    }),
  },
  {
    name: 'L1.en.client',
    kind: 'L1',
    language: 'en',
    draft: { ...adultCase, phase: 'BE-P2' },
    answers: () => ({
      'missing.to': 'client',
      'sending.mode': 'byHand',
      'missing.until': '2026-03-06',
      'missing.how': 'bring them to our next appointment, or send a photograph',
      'missing.contact': '02 555 01 23, between 2 and 5 in the afternoon',
      'letter.place': 'Brussels',
      'signatory.name': 'Anne Modèle',
    }),
  },
  {
    name: 'L1.de.client',
    kind: 'L1',
    language: 'de',
    draft: { ...adultCase, phase: 'BE-P1' },
    answers: () => ({
      'missing.to': 'client',
      'sending.mode': 'byHand',
      'missing.until': '2026-03-01',
      'missing.how': 'bringen Sie sie zum nächsten Termin mit',
      'missing.contact': '02 555 01 23',
      'letter.place': 'Brüssel',
      'signatory.name': 'Anne Modèle',
    }),
  },
  ...procedureScenarios,
  ...counselScenarios,
  ...routeScenarios,
];
