import type { CaseId, PersonId } from '../../shared/kernel/ids';
import {
  hasOtherScript,
  keyCloseness,
  likelyCloseness,
  nameKey,
  sameNameCloseness,
} from '../../shared/people/name-keys';
import { maskName, spokenName } from '../../shared/people/names';
import {
  matchReasons,
  type MatchReason,
  type PersonMatch,
  type PersonNames,
  type PersonRole,
} from '../../shared/people/schemas';
import type { ReadableDatabase } from '../db/database';
import { sql } from '../db/sql';
import { writtenNames, type WrittenName } from './store';

/** More than this many nobody looks through. */
const mostMatches = 20;

interface Candidate {
  readonly personId: PersonId;
  readonly caseId: CaseId;
  readonly caseCode: string;
  readonly closedOn: string | null;
  readonly role: PersonRole;
  readonly roleNumber: number;
  readonly familyName: string;
  readonly givenNames: string;
  readonly nativeScriptName: string;
  readonly otherNames: string;
  readonly nameKeys: string;
}

/** Everyone in any case whose name may be one of these, likeliest first, then by code of the case. */
export function findMatches(db: ReadableDatabase, wanted: PersonNames): readonly PersonMatch[] {
  const wantedNames = writtenNames(wanted);
  const wantedKeys = wantedNames.map(({ text }) => nameKey(text)).filter((key) => key !== '');
  if (wantedKeys.length === 0) return [];

  return db
    .all<Candidate>(
      sql`
        SELECT people.id AS personId, cases.id AS caseId, cases.code AS caseCode, cases.closed_on AS closedOn,
          people.role, people.role_number AS roleNumber, people.family_name AS familyName,
          people.given_names AS givenNames, people.native_script_name AS nativeScriptName,
          people.other_names AS otherNames, people.name_keys AS nameKeys
        FROM people
        JOIN cases ON cases.id = people.case_id
        WHERE people.name_keys <> ''
      `,
    )
    .map((candidate) => ({ candidate, closeness: closestKeys(wantedKeys, candidate.nameKeys.split('\n')) }))
    .filter(({ closeness }) => closeness >= likelyCloseness)
    .sort(
      (left, right) =>
        right.closeness - left.closeness || compareText(left.candidate.caseCode, right.candidate.caseCode),
    )
    .slice(0, mostMatches)
    .map(({ candidate }) => candidateToMatch(candidate, wantedNames));
}

function closestKeys(wantedKeys: readonly string[], keys: readonly string[]): number {
  return Math.max(...wantedKeys.flatMap((wantedKey) => keys.map((key) => keyCloseness(wantedKey, key))));
}

function candidateToMatch(candidate: Candidate, wantedNames: readonly WrittenName[]): PersonMatch {
  const found = new Set<MatchReason>();
  for (const wanted of wantedNames) {
    // Of the names as close, the first one: the passport's, then the native script, then other spellings.
    const [closest] = writtenNames(candidate)
      .map((name) => ({ name, closeness: keyCloseness(nameKey(wanted.text), nameKey(name.text)) }))
      .filter(({ closeness }) => closeness >= likelyCloseness)
      .sort((left, right) => right.closeness - left.closeness);
    if (closest === undefined) continue;
    found.add(closest.closeness >= sameNameCloseness ? 'sameName' : 'nearSpelling');
    if (hasOtherScript(wanted.text) || hasOtherScript(closest.name.text)) found.add('nativeScript');
    if (wanted.source === 'other' || closest.name.source === 'other') found.add('otherSpelling');
  }
  // The same name is the stronger reason and makes a near spelling of it no news.
  if (found.has('sameName')) found.delete('nearSpelling');
  return {
    personId: candidate.personId,
    caseId: candidate.caseId,
    caseCode: candidate.caseCode,
    caseClosed: candidate.closedOn !== null,
    role: candidate.role,
    roleNumber: candidate.roleNumber,
    maskedName: maskName(spokenName(candidate) || (candidate.otherNames.split('\n')[0] ?? '')),
    reasons: matchReasons.filter((reason) => found.has(reason)),
  };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
