import { addClient, addExhibits, addGuardian, addReferences, addSignatory } from './common-parts';
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
  warnAboutExpiry,
} from './request-parts';
import type { Sheet } from './sheet';

// F10: the request for the stay of six months.

export function fillStay(sheet: Sheet): void {
  addCentre(sheet);
  addAddressee(sheet);
  addReferences(sheet, true);
  const client = addClient(sheet, { inText: true });
  addGuardian(sheet, client, false);
  const events = datedEvents(sheet);
  addGround(sheet);
  addAnnexe15(sheet, events, false);
  addStatements(sheet, events, false);
  addAttestation(sheet, events);
  addConditions(sheet, { provesStatement: false, caseOngoing: true, accompaniment: 'BE-P3-accompaniment' });
  addOpinion(sheet, 'BE-P3-opinion');
  addIdentity(sheet, client, 'BE-P3-identityEfforts');
  addSocialSituation(sheet);
  addCommune(sheet);
  addExhibits(sheet, citedInRequests);
  addSignatory(sheet, true);
  sheet.warn({ kind: 'onlyCentresFile' });
  warnAboutExpiry(sheet, 'ai', events.aiExtension ?? events.ai);
}
