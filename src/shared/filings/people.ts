import type { CivilDate } from '../kernel/time';
import { birthDateRange } from '../people/birth-date';
import type { FilingLanguage } from './kinds';
import type { SnapshotPerson } from './snapshot';
import { titles } from './wording';

/** Family name first, as in passports and Belgian letters. A person may have a single name. */
export function fullName(person: SnapshotPerson): string {
  return [person.familyName.value, person.givenNames.value].filter((name) => name.trim() !== '').join(' ');
}

/** Given name first, as lawyers, guardians and others who act for the person are named. */
export function spokenName(person: SnapshotPerson): string {
  return [person.givenNames.value, person.familyName.value].filter((name) => name.trim() !== '').join(' ');
}

/** For words that agree with her sex. Where it is not known neither says anything. */
export function sexOf(person: SnapshotPerson | undefined): {
  readonly isFemale: boolean;
  readonly isMale: boolean;
} {
  return { isFemale: person?.gender.value === 'F', isMale: person?.gender.value === 'M' };
}

/** The same as items of a list, where what is not empty is a yes. */
export function sexAsItems(person: SnapshotPerson): { readonly isFemale: string; readonly isMale: string } {
  const { isFemale, isMale } = sexOf(person);
  return { isFemale: isFemale ? 'F' : '', isMale: isMale ? 'M' : '' };
}

/** Named in a sentence: with a title for a grown person whose gender is known. */
export function nameInText(person: SnapshotPerson, language: FilingLanguage, isMinor: boolean): string {
  const gender = person.gender.value;
  const title = !isMinor && (gender === 'F' || gender === 'M') ? `${titles[gender][language]} ` : '';
  return `${title}${person.role === 'guardian' || person.role === 'magistrate' ? spokenName(person) : fullName(person)}`;
}

/**
 * Whether the person is under eighteen on a day. `unknown` when the date of birth does not tell, which happens often:
 * many people know the year only.
 */
export function ageGroup(person: SnapshotPerson, today: CivilDate): 'minor' | 'adult' | 'unknown' {
  const range = birthDateRange(person.birthDate.value);
  if (range === null) return 'unknown';
  if (eighteenth(range.latest) <= today) return 'adult';
  return eighteenth(range.earliest) > today ? 'minor' : 'unknown';
}

function eighteenth(birth: CivilDate): CivilDate {
  return `${String(Number(birth.slice(0, 4)) + 18).padStart(4, '0')}${birth.slice(4)}`;
}
