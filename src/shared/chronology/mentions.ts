import type { PersonId } from '../kernel/ids';

/** By what somebody can be recognised in a text. */
export const mentionKinds = ['name', 'telephone', 'email', 'address'] as const;
export type MentionKind = (typeof mentionKinds)[number];

/** What is known of a person that a text could give away; texts are empty until known. */
export interface Recognisable {
  readonly familyName: string;
  readonly givenNames: string;
  readonly nativeScriptName: string;
  /** One per line. */
  readonly otherNames: string;
  readonly telephone: string;
  readonly email: string;
  readonly address: string;
}

/**
 * Who is recognised in a text: by any word of a name, whatever its case and accents, by a telephone number however it is
 * written, an e-mail address, or the street of an address. A misspelt name is not found.
 */
export function findMentions(
  text: string,
  people: readonly (Recognisable & { readonly id: PersonId })[],
): readonly { readonly personId: PersonId; readonly by: MentionKind[] }[] {
  const words = new Set(wordsOf(text));
  const folded = foldText(text);
  return people.flatMap(({ id, ...person }) => {
    const { familyName, givenNames, nativeScriptName, otherNames } = person;
    const names = wordsOf([familyName, givenNames, nativeScriptName, otherNames].join('\n'));
    const street = foldText(person.address).split(/[,\n]/)[0]?.trim() ?? '';
    const email = foldText(person.email).trim();
    const by: MentionKind[] = [
      ...(names.some((name) => saysSomething(name) && words.has(name)) ? (['name'] as const) : []),
      ...(hasTelephone(text, person.telephone) ? (['telephone'] as const) : []),
      ...(email !== '' && folded.includes(email) ? (['email'] as const) : []),
      ...(street.length >= shortestStreet && folded.includes(street) ? (['address'] as const) : []),
    ];
    return by.length === 0 ? [] : [{ personId: id, by }];
  });
}

/** Whether somebody is named with family name and a given name side by side. */
export function isNamedInFull(
  text: string,
  person: Pick<Recognisable, 'familyName' | 'givenNames' | 'nativeScriptName'>,
): boolean {
  const running = ` ${wordsOf(text).join(' ')} `;
  const family = wordsOf(person.familyName).join(' ');
  const native = wordsOf(person.nativeScriptName);
  const inFull = wordsOf(person.givenNames).flatMap((given) =>
    family === '' ? [] : [`${given} ${family}`, `${family} ${given}`],
  );
  if (native.length > 1) inFull.push(native.join(' '));
  return inFull.some((name) => running.includes(` ${name} `));
}

const shortestStreet = 6;

/** "El" and "de" stand in names and everywhere else. */
function saysSomething(word: string): boolean {
  return /[a-z]/.test(word) ? word.length >= 3 : word.length >= 2;
}

function hasTelephone(text: string, telephone: string): boolean {
  // The last eight digits are the same with and without the prefix of the country.
  const digits = telephone.replaceAll(/\D/g, '').slice(-8);
  return digits.length === 8 && new RegExp([...digits].join(String.raw`[\s./()-]*`)).test(text);
}

function wordsOf(text: string): readonly string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function foldText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
