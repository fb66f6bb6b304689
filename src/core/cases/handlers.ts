import { casesContract } from '../../shared/cases/contract';
import { emptyCaseFields, type CaseFields, type CaseRecord } from '../../shared/cases/schemas';
import { withChanges } from '../../shared/kernel/changes';
import { caseIdSchema, personIdSchema, type CaseId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import type { CivilDate } from '../../shared/kernel/time';
import { emptyPersonFields, type PersonFields, type PersonNames } from '../../shared/people/schemas';
import { proposeKeepUntil } from '../../shared/retention/keep-until';
import type { ReadableDatabase } from '../db/database';
import type { Handlers } from '../kernel/handlers';
import { auditTyping } from '../people/audit-typing';
import { findMatches } from '../people/find-matches';
import { insertPerson } from '../people/store';
import { forgetClosing, readPeriod, writeClosing } from '../retention/store';
import { listCases } from './list-cases';
import { standingOf } from './standing';
import {
  countParts,
  insertCase,
  readCase,
  readCodePrefix,
  takeCode,
  updateCase,
  writeClosedOn,
  writeCodePrefix,
} from './store';

export const casesHandlers: Handlers<typeof casesContract> = {
  'cases.list': (deps, wanted) => ok(listCases(deps, wanted)),

  'cases.searchBeforeCreate': ({ db }, names) => ok({ matches: [...findMatches(db, allNames(names))] }),

  'cases.create': (deps, { client, reviewedMatches, ...given }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      const fields = withChanges<CaseFields>(
        { ...emptyCaseFields, openedOn: clock.today(), fileLanguage: given.fileLanguage },
        given,
      );
      if (fields.openedOn > clock.today()) return err({ kind: 'impossibleDay', field: 'openedOn' });

      const unseen = findMatches(db, allNames(client)).filter(
        ({ personId }) => !reviewedMatches.includes(personId),
      );
      if (unseen.length > 0) return err({ kind: 'likelySamePerson', matches: unseen });

      const caseId = caseIdSchema.parse(deps.newId());
      const clientId = personIdSchema.parse(deps.newId());
      const code = takeCode(db, Number(fields.openedOn.slice(0, 4)));
      insertCase(deps, { ...fields, id: caseId, code });
      insertPerson(deps, {
        ...withChanges<PersonFields>({ ...emptyPersonFields, role: 'client' }, client),
        id: clientId,
        caseId,
      });
      deps.audit({ action: 'case.created', subjectId: caseId, caseId });
      deps.audit({ action: 'person.created', subjectId: clientId, caseId });
      return ok({ caseId, code, clientId });
    }),

  'cases.read': (deps, { caseId }) => {
    const record = readCase(deps.db, caseId);
    if (record === null) return err({ kind: 'caseNotFound' });
    return ok({
      ...record,
      ...standingOf(deps, record),
      counts: countParts(deps.db, caseId),
    });
  },

  'cases.change': (deps, { caseId, changes }) =>
    deps.db.transaction(() => {
      const before = readCase(deps.db, caseId);
      if (before === null) return err({ kind: 'caseNotFound' });
      const after = withChanges(fieldsOf(before), changes);
      if (isImpossible(after.openedOn, before.closedOn, deps.clock.today())) {
        return err({ kind: 'impossibleDay', field: 'openedOn' });
      }
      updateCase(deps, caseId, after);
      auditTyping(deps, { action: 'case.changed', subjectId: caseId, caseId });
      return ok(mustRead(deps.db, caseId));
    }),

  'cases.close': (deps, { caseId, closedOn = deps.clock.today(), reason, keepUntil: wanted }) =>
    deps.db.transaction(() => {
      const record = readCase(deps.db, caseId);
      if (record === null) return err({ kind: 'caseNotFound' });
      if (isImpossible(record.openedOn, closedOn, deps.clock.today())) {
        return err({ kind: 'impossibleDay', field: 'closedOn' });
      }
      const period = readPeriod(deps.db);
      const proposed = period === null ? null : proposeKeepUntil(closedOn, period);
      const keepUntil = wanted === undefined ? proposed : wanted;
      if (keepUntil !== null && keepUntil < closedOn) {
        return err({ kind: 'impossibleDay', field: 'keepUntil' });
      }
      writeClosedOn(deps, caseId, closedOn);
      writeClosing(deps.db, caseId, { closingReason: reason, keepUntil });
      deps.audit({ action: 'case.closed', subjectId: caseId, caseId });
      return ok({});
    }),

  'cases.reopen': (deps, { caseId }) =>
    deps.db.transaction(() => {
      if (readCase(deps.db, caseId) === null) return err({ kind: 'caseNotFound' });
      writeClosedOn(deps, caseId, null);
      forgetClosing(deps.db, caseId);
      deps.audit({ action: 'case.reopened', subjectId: caseId, caseId });
      return ok({});
    }),

  'cases.readCodePrefix': ({ db }) => ok({ codePrefix: readCodePrefix(db) }),

  'cases.changeCodePrefix': ({ db }, { codePrefix }) => {
    writeCodePrefix(db, codePrefix);
    return ok({});
  },
};

function allNames(names: Partial<PersonNames>): PersonNames {
  return {
    familyName: names.familyName ?? '',
    givenNames: names.givenNames ?? '',
    nativeScriptName: names.nativeScriptName ?? '',
    otherNames: names.otherNames ?? '',
  };
}

function isImpossible(openedOn: CivilDate, closedOn: CivilDate | null, today: CivilDate): boolean {
  return openedOn > today || (closedOn !== null && (closedOn > today || closedOn < openedOn));
}

function fieldsOf(record: CaseRecord): CaseFields {
  const {
    id: _id,
    code: _code,
    closedOn: _closedOn,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...fields
  } = record;
  return fields;
}

function mustRead(db: ReadableDatabase, caseId: CaseId): CaseRecord {
  const record = readCase(db, caseId);
  if (record === null) throw new Error('A case changed in this transaction is gone');
  return record;
}
