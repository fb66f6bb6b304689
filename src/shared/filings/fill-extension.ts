import { addClient, addExhibits, addGuardian, addReferences, addSignatory } from './common-parts';
import { exhibit, explainedText, type FieldShapes, type Questions } from './questions';
import {
  addAddressee,
  addAnnexe15,
  addAttestation,
  addCentre,
  addCommune,
  addConditions,
  addGround,
  addIdentity,
  addOpinion,
  addSocialSituation,
  addStatements,
  citedInRequests,
  datedEvents,
  meeting,
  warnAboutExpiry,
} from './request-parts';
import type { Sheet } from './sheet';
import { asSentence } from './wording';

// F9: the request to extend the attestation d'immatriculation, which the law allows once.

export const extensionQuestions = {
  'extension.reason': explainedText,
  'extension.exhibit': exhibit,
} as const satisfies Questions;

export const extensionFields = {
  'extension.reason': 'text',
  'extension.exhibit': 'text',
} as const satisfies FieldShapes;

export function fillExtension(sheet: Sheet): void {
  addCentre(sheet);
  addAddressee(sheet);
  addReferences(sheet, true);
  const client = addClient(sheet, { inText: true });
  addGuardian(sheet, client, false);
  const events = datedEvents(sheet);
  addGround(sheet);
  addAnnexe15(sheet, events, false);
  addStatements(sheet, events, false);
  const { aiExtension, ...first } = events;
  addAttestation(sheet, { ...first, aiExtension: undefined });
  if (aiExtension !== undefined) {
    sheet.refuse('alreadyExtended', {
      screen: 'procedure',
      recordId: aiExtension.id,
      field: 'aiExtended',
    });
  }
  addConditions(sheet, { provesStatement: false, caseOngoing: true, accompaniment: 'BE-P2b-accompaniment' });
  sheet.answer('extension.reason', { group: 'conditions', required: true, print: asSentence });
  sheet.exhibit('extension.exhibit', {
    group: 'conditions',
    required: false,
    ...meeting(sheet.snapshot, 'BE-P2b-reason'),
  });
  addOpinion(sheet, 'BE-P3-opinion');
  addIdentity(sheet, client, 'BE-P2b-identityEfforts');
  addSocialSituation(sheet);
  addCommune(sheet);
  addExhibits(sheet, [...citedInRequests, 'extension.exhibit']);
  addSignatory(sheet, true);
  sheet.warn({ kind: 'onlyCentresFile' });
  warnAboutExpiry(sheet, 'ai', events.ai);
}
