import type { ConsentFields, LedgerRecipient } from '../../src/shared/consent/schemas';
import { consentPurposes } from '../../src/shared/consent/schemas';
import { consentData } from '../../src/shared/filings/fill-consent';
import type { CaseId } from '../../src/shared/kernel/ids';
import { civilDateSchema } from '../../src/shared/kernel/time';
import type { TestCore } from './core';

/** A consent to everything, on a signed form, with these changes. */
export function aConsent(recipient: LedgerRecipient, changes: Partial<ConsentFields> = {}): ConsentFields {
  return {
    kind: 'given',
    recipient,
    recipientName: '',
    purposes: [...consentPurposes],
    data: [...consentData],
    limits: '',
    language: 'ar',
    interpreter: 'Leïla Inventani',
    form: 'signed',
    witness: '',
    decidedOn: civilDateSchema.parse('2026-02-01'),
    until: civilDateSchema.parse('2026-12-31'),
    note: '',
    filingId: null,
    exhibitId: null,
    ...changes,
  };
}

/** Lets these learn everything of a case, for tests of something else. */
export async function letLearn(
  core: TestCore,
  caseId: CaseId,
  ...recipients: readonly LedgerRecipient[]
): Promise<void> {
  await core.value('consent.record', { caseId, entries: recipients.map((each) => aConsent(each)) });
}
