import type { consentContract } from '../../shared/consent/contract';
import { answersOfForm, fieldsFromForm } from '../../shared/consent/from-form';
import type { ConsentEntry, ConsentFields } from '../../shared/consent/schemas';
import { standingOn, type StandingState } from '../../shared/consent/standing';
import { addDays } from '../../shared/deadlines/calendar';
import { preferredLanguageOf } from '../../shared/filings/kinds';
import { consentEntryIdSchema, type CaseId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import type { CivilDate } from '../../shared/kernel/time';
import { hasCase, touchCase } from '../cases/store';
import type { ReadableDatabase } from '../db/database';
import { findCaseLanguage, readAnswers, writeAnswers } from '../filings/store';
import type { Handlers } from '../kernel/handlers';
import { isExhibitOfCase } from '../timeline/store';
import {
  findConsentEntry,
  insertConsentEntry,
  isFormOfCase,
  isStruck,
  listConsentEntries,
  listOpenForms,
} from './store';

export const consentHandlers: Handlers<typeof consentContract> = {
  'consent.read': ({ db, clock }, { caseId }) => {
    if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' });
    const today = clock.today();
    const entries = listConsentEntries(db, caseId);
    return ok({
      today,
      entries: [...entries],
      standings: standingOn(entries, today).map(({ entry, state, purposes }) => ({
        entryId: entry.id,
        state,
        purposes: [...purposes],
        runsOut: runsOut(entry, state, today),
      })),
      forms: listOpenForms(db, caseId).map(({ snapshot, ...form }) => ({
        ...form,
        fields: snapshot === null ? [] : [...fieldsFromForm(snapshot, form.filingId)],
      })),
    });
  },

  'consent.record': (deps, { caseId, entries: given }) => {
    const { db, clock, newId, actor, audit } = deps;
    return db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      for (const fields of given) {
        const wrong = whatIsWrong(db, caseId, { fields, today: clock.today() });
        if (wrong !== null) return err({ kind: wrong });
      }
      const entries = given.map((fields): ConsentEntry => ({
        ...tidied(fields),
        id: consentEntryIdSchema.parse(newId()),
        caseId,
        strikes: null,
        recordedAt: clock.now(),
        memberId: actor,
      }));
      for (const entry of entries) {
        insertConsentEntry(db, entry);
        audit({ action: `consent.${entry.kind}`, subjectId: entry.id, caseId });
      }
      touchCase(deps, caseId);
      return ok(entries);
    });
  },

  'consent.prepareForm': ({ db, clock }, { caseId, fields }) =>
    db.transaction(() => {
      const fileLanguage = findCaseLanguage(db, caseId);
      if (fileLanguage === undefined) return err({ kind: 'caseNotFound' } as const);
      const changed = answersOfForm(fields);
      if (changed === null) return err({ kind: 'noPage' } as const);
      const language = preferredLanguageOf('F2', fileLanguage);
      const draft = { caseId, filingKind: 'F2', language } as const;
      const now = clock.now();
      const before = readAnswers(db, draft);
      const prepared = before['consent.recipients']?.value;
      const recipients = [...new Set([...(Array.isArray(prepared) ? prepared : []), fields.recipient])];
      const answers = Object.fromEntries(
        Object.entries({ ...changed, 'consent.recipients': recipients }).map(([name, value]) => [
          name,
          { value, changedAt: now },
        ]),
      );
      writeAnswers(db, draft, { ...before, ...answers }, now);
      return ok({ language });
    }),

  'consent.strike': (deps, { entryId, why }) => {
    const { db, clock, newId, actor, audit } = deps;
    return db.transaction(() => {
      const mistaken = findConsentEntry(db, entryId);
      if (mistaken === undefined || mistaken.kind === 'struck')
        return err({ kind: 'entryNotFound' } as const);
      if (isStruck(db, entryId)) return err({ kind: 'struckBefore' } as const);
      const entry: ConsentEntry = {
        ...mistaken,
        kind: 'struck',
        strikes: entryId,
        note: why,
        id: consentEntryIdSchema.parse(newId()),
        // The form is free again, to be taken into the ledger as it should have been.
        filingId: null,
        exhibitId: null,
        recordedAt: clock.now(),
        memberId: actor,
      };
      insertConsentEntry(db, entry);
      touchCase(deps, mistaken.caseId);
      audit({ action: 'consent.struck', subjectId: entryId, caseId: mistaken.caseId });
      return ok(entry);
    });
  },
};

/** Two weeks leave room for a talk with an interpreter. */
const daysToAsk = 14;

function runsOut({ until }: ConsentEntry, state: StandingState, today: CivilDate): boolean {
  return state === 'ended' || (state === 'given' && until !== null && until <= addDays(today, daysToAsk));
}

function whatIsWrong(
  db: ReadableDatabase,
  caseId: CaseId,
  { fields, today }: { readonly fields: ConsentFields; readonly today: string },
):
  | 'dayInFuture'
  | 'endsTooEarly'
  | 'nothingAgreed'
  | 'languageMissing'
  | 'witnessMissing'
  | 'proofNotFound'
  | null {
  const { kind, purposes, data, language, form, witness, decidedOn, until, filingId, exhibitId } = fields;
  if (decidedOn > today) return 'dayInFuture';
  if (filingId !== null && !isFormOfCase(db, caseId, filingId)) return 'proofNotFound';
  if (exhibitId !== null && !isExhibitOfCase(db, caseId, exhibitId)) return 'proofNotFound';
  if (kind !== 'given') return null;
  if (purposes.length === 0 || data.length === 0) return 'nothingAgreed';
  if (until !== null && until < decidedOn) return 'endsTooEarly';
  if (language === '') return 'languageMissing';
  return form === 'oral' && witness === '' ? 'witnessMissing' : null;
}

/** A refusal and a withdrawal say nothing of kinds of data and of a last day. */
function tidied(fields: ConsentFields): ConsentFields {
  const once = { ...fields, purposes: [...new Set(fields.purposes)], data: [...new Set(fields.data)] };
  return fields.kind === 'given' ? once : { ...once, data: [], until: null };
}
