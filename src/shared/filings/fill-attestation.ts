import { addClient, addExhibits, addGuardian, addReferences, addSignatory } from './common-parts';
import { ageGroup } from './people';
import type { FieldShapes, Questions } from './questions';
import {
  addAddressee,
  addAnnexe15,
  addCentre,
  addCommune,
  addConditions,
  addGround,
  addIdentity,
  addSocialSituation,
  addStatements,
  citedInRequests,
  datedEvents,
  warnAboutExpiry,
} from './request-parts';
import type { Sheet } from './sheet';
import type { SnapshotPerson } from './snapshot';

// F7: the request for the attestation d'immatriculation.

export const attestationQuestions = {
  'request.basis': {
    kind: 'choice',
    choices: ['afterReflection', 'immediate', 'unaccompaniedMinor'],
    hint: true,
  },
} as const satisfies Questions;

export const attestationFields = {
  'request.isAfterReflection': 'flag',
  'request.isImmediate': 'flag',
  'request.isForMinor': 'flag',
} as const satisfies FieldShapes;

export function fillAttestation(sheet: Sheet): void {
  addCentre(sheet);
  addAddressee(sheet);
  addReferences(sheet, false);
  const client = addClient(sheet, { inText: true });
  const guardian = addGuardian(sheet, client, true);
  const events = datedEvents(sheet);
  addBasis(sheet, client, guardian, events.annexe15 !== undefined);
  addGround(sheet);
  const restsOnReflection = sheet.answered('request.basis') === 'afterReflection';
  addAnnexe15(sheet, events, restsOnReflection);
  addStatements(sheet, events, restsOnReflection);
  addConditions(sheet, { provesStatement: true, caseOngoing: false, accompaniment: 'BE-P2-accompaniment' });
  addIdentity(sheet, client, 'BE-P2-identityEfforts');
  addSocialSituation(sheet);
  addCommune(sheet);
  addExhibits(sheet, citedInRequests);
  addSignatory(sheet, true);
  sheet.warn({ kind: 'onlyCentresFile' });
  warnAboutExpiry(sheet, 'annexe15', events.annexe15);
}

/** Which paragraph of the law the request rests on: it decides what must be shown. */
function addBasis(
  sheet: Sheet,
  client: SnapshotPerson | undefined,
  guardian: SnapshotPerson | undefined,
  hasAnnexe15: boolean,
): void {
  const isMinor =
    guardian !== undefined || (client !== undefined && ageGroup(client, sheet.snapshot.today) === 'minor');
  const suggestion = isMinor ? 'unaccompaniedMinor' : hasAnnexe15 ? 'afterReflection' : 'immediate';
  sheet.answer('request.basis', { group: 'request', required: true, suggestion: sheet.proposed(suggestion) });
  const basis = sheet.answered('request.basis');
  sheet.set('request.isAfterReflection', basis === 'afterReflection');
  sheet.set('request.isImmediate', basis === 'immediate');
  sheet.set('request.isForMinor', basis === 'unaccompaniedMinor');
}
