import { z } from 'zod';

// Ids are UUIDv7 in lower case. Each is branded, so that a PersonId cannot be passed where a CaseId is wanted.
export const caseIdSchema = z.uuid().brand<'CaseId'>();
export type CaseId = z.infer<typeof caseIdSchema>;

export const personIdSchema = z.uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

export const interviewIdSchema = z.uuid().brand<'InterviewId'>();
export type InterviewId = z.infer<typeof interviewIdSchema>;

export const accountIdSchema = z.uuid().brand<'AccountId'>();
export type AccountId = z.infer<typeof accountIdSchema>;

export const factIdSchema = z.uuid().brand<'FactId'>();
export type FactId = z.infer<typeof factIdSchema>;

export const exhibitIdSchema = z.uuid().brand<'ExhibitId'>();
export type ExhibitId = z.infer<typeof exhibitIdSchema>;

/** An inventory that was sent. */
export const sentInventoryIdSchema = z.uuid().brand<'SentInventoryId'>();
export type SentInventoryId = z.infer<typeof sentInventoryIdSchema>;

/** An original in the vault: what was received, byte for byte. */
export const evidenceFileIdSchema = z.uuid().brand<'EvidenceFileId'>();
export type EvidenceFileId = z.infer<typeof evidenceFileIdSchema>;

export const conversationIdSchema = z.uuid().brand<'ConversationId'>();
export type ConversationId = z.infer<typeof conversationIdSchema>;

export const caseEventIdSchema = z.uuid().brand<'CaseEventId'>();
export type CaseEventId = z.infer<typeof caseEventIdSchema>;

export const dispatchIdSchema = z.uuid().brand<'DispatchId'>();
export type DispatchId = z.infer<typeof dispatchIdSchema>;

export const filingIdSchema = z.uuid().brand<'FilingId'>();
export type FilingId = z.infer<typeof filingIdSchema>;

/** A template of a filing that the organisation made, in one version. */
export const ownTemplateIdSchema = z.uuid().brand<'OwnTemplateId'>();
export type OwnTemplateId = z.infer<typeof ownTemplateIdSchema>;

/** A document that left the vault. */
export const departureIdSchema = z.uuid().brand<'DepartureId'>();
export type DepartureId = z.infer<typeof departureIdSchema>;

/** A copy that is being written outside of the vault. */
export const copyIdSchema = z.uuid().brand<'CopyId'>();
export type CopyId = z.infer<typeof copyIdSchema>;

/** A decision of the person on what may be shared, in the ledger of consents. */
export const consentEntryIdSchema = z.uuid().brand<'ConsentEntryId'>();
export type ConsentEntryId = z.infer<typeof consentEntryIdSchema>;

/** Words of a case that must never leave the vault. */
export const guardedWordsIdSchema = z.uuid().brand<'GuardedWordsId'>();
export type GuardedWordsId = z.infer<typeof guardedWordsIdSchema>;

/** An advocate or a recovery sheet that can open the vault. */
export const memberIdSchema = z.uuid().brand<'MemberId'>();
export type MemberId = z.infer<typeof memberIdSchema>;

/** Names a vault to the page, which never sees a path. */
export const vaultIdSchema = z.uuid().brand<'VaultId'>();
export type VaultId = z.infer<typeof vaultIdSchema>;

/** The text of a filing that is worked on before it is made. */
export const draftIdSchema = z.uuid().brand<'DraftId'>();
export type DraftId = z.infer<typeof draftIdSchema>;
