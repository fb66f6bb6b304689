import type { FieldShapes, Questions } from './questions';
import type { FillTarget } from './schemas';
import type { Sheet } from './sheet';
import type { SnapshotPerson, Sourced } from './snapshot';
import { capitalised, lawyerCapacity } from './wording';
import { sexOf, spokenName } from './people';

// Letters that a centre or a lawyer may send: who writes, in the letterhead and under the text.

export const senderQuestions = {
  'sender.kind': { kind: 'choice', choices: ['centre', 'lawyer'] },
} as const satisfies Questions;

export const senderFields = {
  'sender.kind.centre': 'flag',
  'sender.kind.lawyer': 'flag',
  'sender.name': 'text',
  'sender.address': 'text',
  'sender.telephone': 'text',
  'sender.email': 'text',
  'sender.description': 'text',
  'sender.isFemale': 'flag',
  'sender.isMale': 'flag',
} as const satisfies FieldShapes;

/** The letterhead of the centre, or of the lawyer where one writes. Gives the lawyer. */
export function addSender(sheet: Sheet): SnapshotPerson | undefined {
  sheet.answer('sender.kind', { group: 'sender', required: true, suggestion: sheet.proposed('centre') });
  if (sheet.answered('sender.kind') === 'lawyer') return addLawyer(sheet);
  const { case: record, caseId } = sheet.snapshot;
  const ofCase = (field: 'sender.name' | 'sender.address', sourced: Sourced<string>, source: string): void =>
    sheet.record(field, sourced, {
      group: 'sender',
      required: true,
      target: { screen: 'overview', recordId: caseId, field: source },
    });
  ofCase('sender.name', record.centreName, 'centreName');
  ofCase('sender.address', record.centreAddress, 'centreAddress');
  const worker = sheet.first('centreWorker');
  sheet.person(worker, 'telephone', 'sender.telephone', { group: 'sender' });
  sheet.person(worker, 'email', 'sender.email', { group: 'sender' });
  return undefined;
}

/** The letterhead of the client's lawyer. */
export function addLawyer(sheet: Sheet): SnapshotPerson | undefined {
  const lawyer = sheet.first('lawyer');
  const target = (field: string): FillTarget => ({
    screen: 'people',
    recordId: lawyer?.id ?? null,
    field: lawyer === undefined ? 'lawyer' : field,
  });
  sheet.record(
    'sender.name',
    lawyer === undefined ? undefined : { ...lawyer.familyName, value: spokenName(lawyer) },
    { group: 'sender', required: true, target: target('familyName') },
  );
  sheet.record('sender.address', lawyer?.electedDomicile, {
    group: 'sender',
    required: true,
    target: target('electedDomicile'),
  });
  sheet.person(lawyer, 'telephone', 'sender.telephone', { group: 'sender' });
  sheet.person(lawyer, 'email', 'sender.email', { group: 'sender' });
  setSexOfSender(sheet, lawyer);
  sheet.set('sender.description', capitalised(lawyerCapacity(lawyer?.gender.value ?? '', sheet.language)));
  return lawyer;
}

export function setSexOfSender(sheet: Sheet, sender: SnapshotPerson | undefined): void {
  sheet.set('sender.isFemale', sexOf(sender).isFemale);
  sheet.set('sender.isMale', sexOf(sender).isMale);
}
