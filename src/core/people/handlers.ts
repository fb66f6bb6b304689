import { withChanges } from '../../shared/kernel/changes';
import { personIdSchema, type PersonId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import { peopleContract } from '../../shared/people/contract';
import { spokenName } from '../../shared/people/names';
import { hasSafeContactRule } from '../../shared/people/safe-contact';
import {
  emptyPersonFields,
  personFieldsSchema,
  type Person,
  type PersonFields,
  type PersonGlimpse,
} from '../../shared/people/schemas';
import { hasCase, touchCase } from '../cases/store';
import type { ReadableDatabase } from '../db/database';
import type { Handlers } from '../kernel/handlers';
import type { OpenVault } from '../vault/session';
import { auditTyping } from './audit-typing';
import { auditNamesShown } from './names-shown';
import {
  countClients,
  insertPerson,
  putBackPerson,
  readPeopleOfCase,
  readPerson,
  removePerson,
  updatePerson,
  writeSafeContact,
  type RemovedPerson,
} from './store';

/** Only in memory: what was removed must not stay readable in the vault. */
const removedByVault = new WeakMap<OpenVault, Map<PersonId, RemovedPerson>>();

export const peopleHandlers: Handlers<typeof peopleContract> = {
  'people.list': ({ db }, { caseId }) => {
    if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' });
    return ok(readPeopleOfCase(db, caseId).map(personToGlimpse));
  },

  'people.names': (deps, { caseId }) => {
    if (!hasCase(deps.db, caseId)) return err({ kind: 'caseNotFound' });
    auditNamesShown(deps, caseId);
    return ok(
      readPeopleOfCase(deps.db, caseId).map((person) => ({
        personId: person.id,
        name: spokenName(person),
        nativeScriptName: person.nativeScriptName,
        codeWord: person.safeContact?.codeWord ?? '',
      })),
    );
  },

  'people.read': (deps, { personId }) => {
    const person = readPerson(deps.db, personId);
    if (person === null) return err({ kind: 'personNotFound' });
    auditNamesShown(deps, person.caseId);
    return ok(person);
  },

  'people.create': (deps, { caseId, ...fields }) =>
    deps.db.transaction(() => {
      if (!hasCase(deps.db, caseId)) return err({ kind: 'caseNotFound' });
      const personId = personIdSchema.parse(deps.newId());
      insertPerson(deps, {
        ...withChanges<PersonFields>({ ...emptyPersonFields, role: fields.role }, fields),
        id: personId,
        caseId,
      });
      touchCase(deps, caseId);
      deps.audit({ action: 'person.created', subjectId: personId, caseId });
      return ok({ personId });
    }),

  'people.change': (deps, { personId, changes }) =>
    deps.db.transaction(() => {
      const before = readPerson(deps.db, personId);
      if (before === null) return err({ kind: 'personNotFound' });
      const after = withChanges(fieldsOf(before), changes);
      if (isLastClient(deps.db, before) && after.role !== 'client') return err({ kind: 'lastClient' });
      updatePerson(deps, before, after);
      touchCase(deps, before.caseId);
      auditTyping(deps, { action: 'person.changed', subjectId: personId, caseId: before.caseId });
      const changed = readPerson(deps.db, personId);
      if (changed === null) throw new Error('A person changed in this transaction is gone');
      return ok(changed);
    }),

  'people.setSafeContact': (deps, { personId, safeContact }) =>
    deps.db.transaction(() => {
      const person = readPerson(deps.db, personId);
      if (person === null) return err({ kind: 'personNotFound' });
      writeSafeContact(
        deps,
        personId,
        safeContact !== null && hasSafeContactRule(safeContact) ? safeContact : null,
      );
      touchCase(deps, person.caseId);
      auditTyping(deps, { action: 'person.changed', subjectId: personId, caseId: person.caseId });
      return ok({});
    }),

  'people.remove': (deps, { personId }) =>
    deps.db.transaction(() => {
      const person = readPerson(deps.db, personId);
      if (person === null) return err({ kind: 'personNotFound' });
      if (isLastClient(deps.db, person)) return err({ kind: 'lastClient' });
      const removed = removePerson(deps.db, person);
      touchCase(deps, person.caseId);
      deps.audit({ action: 'person.removed', subjectId: personId, caseId: person.caseId });
      const removedPeople = removedByVault.get(deps.vault) ?? new Map<PersonId, RemovedPerson>();
      removedByVault.set(deps.vault, removedPeople.set(personId, removed));
      return ok({});
    }),

  'people.restore': (deps, { personId }) =>
    deps.db.transaction(() => {
      const removed = removedByVault.get(deps.vault)?.get(personId);
      if (removed === undefined || !hasCase(deps.db, removed.person.caseId))
        return err({ kind: 'personNotFound' });
      putBackPerson(deps, removed);
      touchCase(deps, removed.person.caseId);
      deps.audit({ action: 'person.restored', subjectId: personId, caseId: removed.person.caseId });
      removedByVault.get(deps.vault)?.delete(personId);
      return ok({});
    }),
};

function isLastClient(db: ReadableDatabase, person: Person): boolean {
  return person.role === 'client' && countClients(db, person.caseId) === 1;
}

function fieldsOf(person: Person) {
  const {
    id: _id,
    caseId: _caseId,
    roleNumber: _roleNumber,
    safeContact: _safe,
    createdAt: _at,
    updatedAt: _changed,
    ...fields
  } = person;
  return personFieldsSchema.parse(fields);
}

function personToGlimpse(person: Person): PersonGlimpse {
  const { safeContact } = person;
  return {
    id: person.id,
    role: person.role,
    roleNumber: person.roleNumber,
    hasName: spokenName(person) !== '',
    nationalities: person.nationalities,
    spokenLanguages: person.spokenLanguages,
    safeContact:
      safeContact === null
        ? null
        : { ...safeContact, codeWord: null, hasCodeWord: safeContact.codeWord !== '' },
  };
}
