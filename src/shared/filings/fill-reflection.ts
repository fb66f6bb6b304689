import { addClient, addExhibits, addGuardian, addReferences, addSignatory } from './common-parts';
import { printDay } from './dates';
import { ageGroup } from './people';
import { confirmation, date, explainedText, yesOrNo, type FieldShapes, type Questions } from './questions';
import {
  addAddressee,
  addCentre,
  addChildren,
  addCommune,
  addGround,
  addSupport,
  datedEvents,
  meeting,
} from './request-parts';
import type { Sheet } from './sheet';
import type { SnapshotPerson } from './snapshot';
import { asOwnSentence, asSentence } from './wording';

// F4: the request for the temporary residence document of the reflection period (annexe 15).

export const reflectionQuestions = {
  'minor.isAccompanied': { ...yesOrNo, hint: true },
  'identity.basis': { kind: 'choice', choices: ['document', 'declaration'] },
  'detection.by': { kind: 'text', maximum: 200, hint: true },
  'detection.date': date,
  'detection.indications': explainedText,
  'residence.hasTitle': yesOrNo,
  'confirm.leftMilieu': confirmation,
  'milieu.detail': explainedText,
} as const satisfies Questions;

export const reflectionFields = {
  'identity.basis.document': 'flag',
  'identity.basis.declaration': 'flag',
  'detection.by': 'text',
  'detection.date': 'text',
  'detection.indications': 'text',
  'milieu.detail': 'text',
} as const satisfies FieldShapes;

export function fillReflection(sheet: Sheet): void {
  addCentre(sheet);
  addAddressee(sheet);
  addReferences(sheet, false);
  const client = addClient(sheet, { inText: true });
  const guardian = addGuardian(sheet, client, false);
  checkMinor(sheet, client, guardian !== undefined);
  addIdentityBasis(sheet, client);

  sheet.answer('detection.by', { group: 'history', required: true });
  sheet.answer('detection.date', {
    group: 'history',
    required: true,
    print: (day) => printDay(day, sheet.language),
  });
  sheet.answer('detection.indications', { group: 'history', required: true, print: asSentence });
  sheet.answer('residence.hasTitle', { group: 'conditions', required: true });
  if (sheet.answered('residence.hasTitle') === 'yes') {
    sheet.refuse('hasResidenceTitle', { screen: 'review', recordId: null, field: 'residence.hasTitle' });
  }
  addSupport(sheet, 'BE-P1-accompaniment');
  sheet.answer('confirm.leftMilieu', { group: 'conditions', required: true });
  sheet.answer('milieu.detail', { group: 'conditions', print: asOwnSentence });
  addGround(sheet);
  addCommune(sheet);
  addExhibits(sheet, ['support.exhibit', 'identity.exhibit']);
  addSignatory(sheet, true);

  sheet.warn({ kind: 'onlyCentresFile' });
  const events = datedEvents(sheet);
  if (events.annexe15 !== undefined) sheet.warn({ kind: 'annexe15Exists' });
  if (events.statements.length > 0) sheet.warn({ kind: 'immediateIsOpen' });
}

/** An unaccompanied minor gets the attestation at once (article 61/2, § 2, al. 2). */
function checkMinor(sheet: Sheet, client: SnapshotPerson | undefined, hasGuardian: boolean): void {
  if (client === undefined || ageGroup(client, sheet.snapshot.today) !== 'minor') return;
  sheet.answer('minor.isAccompanied', {
    group: 'guardian',
    required: true,
    ...(hasGuardian ? { suggestion: sheet.proposed('no') } : {}),
  });
  if (sheet.answered('minor.isAccompanied') === 'no') {
    sheet.refuse('minorGetsAttestation', { screen: 'review', recordId: null, field: 'minor.isAccompanied' });
  }
}

function addIdentityBasis(sheet: Sheet, client: SnapshotPerson | undefined): void {
  const group = 'identity';
  sheet.person(client, 'electedDomicile', 'client.electedDomicile', { group, required: true });
  sheet.answer('identity.basis', { group, required: true });
  if (sheet.answered('identity.basis') === 'document') sheet.require('client.identityDocument');
  sheet.exhibit('identity.exhibit', {
    group,
    required: false,
    ...meeting(sheet.snapshot, 'BE-P1-identity'),
  });
  addChildren(sheet);
}
