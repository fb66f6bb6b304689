import { z } from 'zod';
import { caseIdSchema } from '../kernel/ids';

/** Everything that is written to the audit chain: in the past tense, `<domain>.<what happened>`. */
export const auditActions = [
  'vault.created',
  'vault.unlocked',
  'vault.locked',
  'vault.warningAccepted',
  'vault.salvaged',
  'vault.restored',
  'backup.made',
  'backup.removed',
  'vault.rekeyed',
  'member.added',
  'member.renamed',
  'member.revoked',
  'member.passphraseChanged',
  'member.passphraseStrengthened',
  'audit.exported',
  'recovery.sheetMade',
  'recovery.sharesMade',
  'recovery.sheetSaved',
  'recovery.rehearsed',
  'recovery.revoked',
  'recovery.used',
  'case.created',
  'case.changed',
  'case.closed',
  'case.reopened',
  'case.namesShown',
  'case.restored',
  'case.chronologySaved',
  'person.created',
  'person.changed',
  'person.removed',
  'person.restored',
  'interview.created',
  'interview.changed',
  'interview.sealed',
  'interview.addendumWritten',
  'interview.removed',
  'interview.broughtBack',
  'interview.erased',
  'fact.created',
  'fact.changed',
  'fact.removed',
  'fact.restored',
  'fact.merged',
  'fact.split',
  'fact.askedAgain',
  'account.created',
  'account.changed',
  'account.removed',
  'account.restored',
  'account.compared',
  'procedure.started',
  'procedure.phaseChanged',
  'procedure.eventRecorded',
  'procedure.eventChanged',
  'procedure.eventRemoved',
  'procedure.requirementChanged',
  'procedure.versionChanged',
  'pack.added',
  'pack.removed',
  'pack.keyAdded',
  'pack.keyRemoved',
  'procedure.coveragePrinted',
  'deadline.settled',
  'deadline.reopened',
  'deadline.snoozed',
  'deadline.woken',
  'deadline.calendarPrinted',
  'deadline.calendarExported',
  'exhibit.created',
  'exhibit.changed',
  'exhibit.removed',
  'exhibit.renumbered',
  'exhibit.inventorySent',
  'exhibit.inventoryTakenBack',
  'exhibit.bundleMade',
  'exhibit.fileImported',
  'exhibit.marksChanged',
  'exhibit.fileCopied',
  'exhibit.custodySaved',
  'exhibit.dossierSaved',
  'conversation.imported',
  'conversation.changed',
  'conversation.removed',
  'conversation.transcriptSaved',
  'filing.generated',
  'filing.exported',
  'departure.objected',
  'departure.settled',
  'departure.reopened',
  'departure.wordsGuarded',
  'departure.wordsUnguarded',
  'filing.sendingRecorded',
  'filing.sendingChanged',
  'filing.sendingRemoved',
] as const;
export const auditActionSchema = z.enum(auditActions);
export type AuditAction = (typeof auditActions)[number];

/** The kind of thing an action was done to: what stands before the dot. */
export type AuditKind = AuditAction extends `${infer Kind}.${string}` ? Kind : never;
// Each part before a dot is one of the kinds, by the type's own definition.
export const auditKinds = [...new Set(auditActions.map((action) => action.split('.')[0] as AuditKind))];
export const auditKindSchema = z.enum(auditKinds);

/** Who did it and when are added when the entry is written. Ids only: never a name, a text or a path. */
export interface AuditEntryDraft {
  readonly action: AuditAction;
  /** Id of the thing the action was done to; null for the vault itself. */
  readonly subjectId: string | null;
  /** Case the subject belongs to; null when it belongs to none. */
  readonly caseId: z.infer<typeof caseIdSchema> | null;
}
