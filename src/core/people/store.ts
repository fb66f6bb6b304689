import { z } from 'zod';
import type { CaseId, PersonId } from '../../shared/kernel/ids';
import { nameKey } from '../../shared/people/name-keys';
import { spokenName } from '../../shared/people/names';
import {
  personRoles,
  type Gender,
  type Person,
  type PersonFields,
  type PersonNames,
  type PersonRole,
  type SafeContact,
} from '../../shared/people/schemas';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import { indexPerson } from '../search/index-store';

interface PersonRow {
  readonly id: PersonId;
  readonly caseId: CaseId;
  readonly role: PersonRole;
  readonly roleNumber: number;
  readonly familyName: string;
  readonly givenNames: string;
  readonly nativeScriptName: string;
  readonly otherNames: string;
  readonly birthDate: string;
  readonly birthPlace: string;
  readonly nationalities: string;
  readonly gender: Gender;
  readonly spokenLanguages: string;
  readonly identityDocument: string;
  readonly nationalNumber: string;
  readonly organisation: string;
  readonly telephone: string;
  readonly email: string;
  readonly electedDomicile: string;
  readonly note: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null when the person has no rules; then the other columns of the rules are null, too. */
  readonly neverCall: number | null;
  readonly neverWrite: number | null;
  readonly leaveNoMessage: number | null;
  readonly safeFrom: string | null;
  readonly safeUntil: string | null;
  readonly codeWord: string | null;
  readonly instructions: string | null;
}

const textsSchema = z.array(z.string());

/** Everyone of a case with names: by role in the order of `personRoles`, then by number. */
export function readPeopleOfCase(db: ReadableDatabase, caseId: CaseId): readonly Person[] {
  return selectPeople(db, sql`WHERE people.case_id = ${caseId}`).toSorted(
    (left, right) =>
      personRoles.indexOf(left.role) - personRoles.indexOf(right.role) || left.roleNumber - right.roleNumber,
  );
}

/** Null when there is no such person (any more). */
export function readPerson(db: ReadableDatabase, personId: PersonId): Person | null {
  return selectPeople(db, sql`WHERE people.id = ${personId}`)[0] ?? null;
}

function selectPeople(db: ReadableDatabase, condition: Sql): readonly Person[] {
  return db
    .all<PersonRow>(
      sql`
        SELECT people.id, people.case_id AS caseId, people.role, people.role_number AS roleNumber,
          people.family_name AS familyName, people.given_names AS givenNames,
          people.native_script_name AS nativeScriptName, people.other_names AS otherNames,
          people.birth_date_edtf AS birthDate, people.birth_place AS birthPlace,
          people.nationalities, people.gender, people.spoken_languages AS spokenLanguages,
          people.identity_document AS identityDocument, people.national_number AS nationalNumber,
          people.organisation, people.telephone, people.email, people.elected_domicile AS electedDomicile,
          people.note, people.created_at AS createdAt, people.updated_at AS updatedAt,
          rules.never_call AS neverCall, rules.never_write AS neverWrite,
          rules.leave_no_message AS leaveNoMessage, rules.safe_from AS safeFrom, rules.safe_until AS safeUntil,
          rules.code_word AS codeWord, rules.instructions
        FROM people
        LEFT JOIN safe_contact_rules AS rules ON rules.person_id = people.id
        ${condition}
      `,
    )
    .map(rowToPerson);
}

function rowToPerson(row: PersonRow): Person {
  const { neverCall, neverWrite, leaveNoMessage, safeFrom, safeUntil, codeWord, instructions, ...fields } =
    row;
  return {
    ...fields,
    nationalities: textsSchema.parse(JSON.parse(row.nationalities)),
    spokenLanguages: textsSchema.parse(JSON.parse(row.spokenLanguages)),
    safeContact:
      neverCall === null
        ? null
        : {
            neverCall: neverCall === 1,
            neverWrite: neverWrite === 1,
            leaveNoMessage: leaveNoMessage === 1,
            safeFrom,
            safeUntil,
            codeWord: codeWord ?? '',
            instructions: instructions ?? '',
          },
  };
}

/** Adds a person under the next number of her role, or under the one given while it is free. */
export function insertPerson(
  deps: Pick<VaultDeps, 'db' | 'clock'>,
  person: PersonFields & { readonly id: PersonId; readonly caseId: CaseId; readonly roleNumber?: number },
): void {
  const { db, clock } = deps;
  const now = clock.now();
  const roleNumber = freeRoleNumber(db, person);
  db.run(sql`
    INSERT INTO people (
      id, case_id, role, role_number, family_name, given_names, native_script_name, other_names, name_keys,
      birth_date_edtf, birth_place, nationalities, gender, spoken_languages, identity_document, national_number,
      organisation, telephone, email, elected_domicile, note, created_at, updated_at
    ) VALUES (
      ${person.id}, ${person.caseId}, ${person.role}, ${roleNumber}, ${person.familyName}, ${person.givenNames},
      ${person.nativeScriptName}, ${person.otherNames}, ${nameKeys(person).join('\n')},
      ${person.birthDate}, ${person.birthPlace}, ${JSON.stringify(person.nationalities)}, ${person.gender},
      ${JSON.stringify(person.spokenLanguages)}, ${person.identityDocument}, ${person.nationalNumber},
      ${person.organisation}, ${person.telephone}, ${person.email}, ${person.electedDomicile}, ${person.note},
      ${now}, ${now}
    )
  `);
  indexPerson(db, person.id);
}

/** Writes all fields of a person. A new role brings the next number of that role. */
export function updatePerson(
  deps: Pick<VaultDeps, 'db' | 'clock'>,
  before: Person,
  after: PersonFields,
): void {
  const { db, clock } = deps;
  const roleNumber =
    before.role === after.role
      ? before.roleNumber
      : freeRoleNumber(db, { caseId: before.caseId, role: after.role });
  db.run(sql`
    UPDATE people
    SET role = ${after.role}, role_number = ${roleNumber}, family_name = ${after.familyName},
      given_names = ${after.givenNames}, native_script_name = ${after.nativeScriptName},
      other_names = ${after.otherNames}, name_keys = ${nameKeys(after).join('\n')},
      birth_date_edtf = ${after.birthDate}, birth_place = ${after.birthPlace},
      nationalities = ${JSON.stringify(after.nationalities)}, gender = ${after.gender},
      spoken_languages = ${JSON.stringify(after.spokenLanguages)}, identity_document = ${after.identityDocument},
      national_number = ${after.nationalNumber}, organisation = ${after.organisation},
      telephone = ${after.telephone}, email = ${after.email}, elected_domicile = ${after.electedDomicile},
      note = ${after.note}, updated_at = ${clock.now()}
    WHERE id = ${before.id}
  `);
  indexPerson(db, before.id);
}

/** Null takes the rules back. */
export function writeSafeContact(
  deps: Pick<VaultDeps, 'db' | 'clock'>,
  personId: PersonId,
  rule: SafeContact | null,
): void {
  const { db, clock } = deps;
  db.run(sql`DELETE FROM safe_contact_rules WHERE person_id = ${personId}`);
  if (rule === null) return;
  db.run(sql`
    INSERT INTO safe_contact_rules (
      person_id, never_call, never_write, leave_no_message, safe_from, safe_until, code_word, instructions, updated_at
    ) VALUES (
      ${personId}, ${rule.neverCall}, ${rule.neverWrite}, ${rule.leaveNoMessage}, ${rule.safeFrom},
      ${rule.safeUntil}, ${rule.codeWord}, ${rule.instructions}, ${clock.now()}
    )
  `);
}

export function countClients(db: ReadableDatabase, caseId: CaseId): number {
  return (
    db.get<{ readonly count: number }>(sql`
      SELECT COUNT(*) AS count FROM people WHERE case_id = ${caseId} AND role = 'client'
    `)?.count ?? 0
  );
}

/** A person taken out of the database with everything that pointed to her. */
export interface RemovedPerson {
  readonly person: Person;
  readonly factIds: readonly string[];
  readonly heldRequirementIds: readonly string[];
}

export function removePerson(db: WritableDatabase, person: Person): RemovedPerson {
  const removed: RemovedPerson = {
    person,
    factIds: db
      .all<{ readonly factId: string }>(
        sql`SELECT fact_id AS factId FROM fact_people WHERE person_id = ${person.id}`,
      )
      .map(({ factId }) => factId),
    heldRequirementIds: db
      .all<{ readonly requirementId: string }>(
        sql`
          SELECT requirement_id AS requirementId FROM case_requirements
          WHERE case_id = ${person.caseId} AND holder_person_id = ${person.id}
        `,
      )
      .map(({ requirementId }) => requirementId),
  };
  db.run(sql`DELETE FROM people WHERE id = ${person.id}`);
  return removed;
}

/** Puts a removed person back. Links to facts that are gone, or requirements that someone else holds now, stay away. */
export function putBackPerson(deps: Pick<VaultDeps, 'db' | 'clock'>, removed: RemovedPerson): void {
  const { db } = deps;
  const { person, factIds, heldRequirementIds } = removed;
  insertPerson(deps, person);
  db.run(sql`UPDATE people SET created_at = ${person.createdAt} WHERE id = ${person.id}`);
  writeSafeContact(deps, person.id, person.safeContact);
  for (const factId of factIds) {
    db.run(sql`
      INSERT INTO fact_people (fact_id, person_id)
      SELECT facts.id, ${person.id} FROM facts WHERE facts.id = ${factId}
    `);
  }
  for (const requirementId of heldRequirementIds) {
    db.run(sql`
      UPDATE case_requirements SET holder_person_id = ${person.id}
      WHERE case_id = ${person.caseId} AND requirement_id = ${requirementId} AND holder_person_id IS NULL
    `);
  }
}

/** The number wanted while nobody has it, else the one after the highest. */
function freeRoleNumber(
  db: ReadableDatabase,
  wanted: { readonly caseId: CaseId; readonly role: PersonRole; readonly roleNumber?: number },
): number {
  const taken = db
    .all<{ readonly roleNumber: number }>(
      sql`SELECT role_number AS roleNumber FROM people WHERE case_id = ${wanted.caseId} AND role = ${wanted.role}`,
    )
    .map(({ roleNumber }) => roleNumber);
  if (wanted.roleNumber !== undefined && !taken.includes(wanted.roleNumber)) return wanted.roleNumber;
  return Math.max(0, ...taken) + 1;
}

/** The ways a person's name is written, each with where it stands. */
export function writtenNames(names: PersonNames): readonly WrittenName[] {
  const latin = spokenName({ ...names, nativeScriptName: '' });
  return [
    { source: 'passport' as const, text: latin },
    { source: 'nativeScript' as const, text: names.nativeScriptName },
    ...names.otherNames.split('\n').map((text) => ({ source: 'other' as const, text })),
  ].filter(({ text }) => text !== '');
}

export interface WrittenName {
  readonly source: 'passport' | 'nativeScript' | 'other';
  readonly text: string;
}

function nameKeys(names: PersonNames): readonly string[] {
  const keys = writtenNames(names).map(({ text }) => nameKey(text));
  return [...new Set(keys)].filter((key) => key !== '');
}
