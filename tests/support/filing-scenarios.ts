import type { FilingKind, FilingLanguage } from '../../src/shared/filings/kinds';
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
  readonly language: FilingLanguage;
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
  ...procedureScenarios,
  ...counselScenarios,
  ...routeScenarios,
];
