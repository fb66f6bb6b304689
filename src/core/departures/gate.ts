import {
  findInDocument,
  saysSomething,
  wordsOf,
  wordsOfAddress,
  type DocumentParagraph,
  type FindingKind,
  type LookedFor,
} from '../../shared/departures/objections';
import { isAgainst, type Finding, type Objection } from '../../shared/departures/schemas';
import type { CaseId } from '../../shared/kernel/ids';
import type { ReadableDatabase } from '../db/database';
import { findLeaks, findZipTimes } from '../documents/leaks';
import { readParagraphs, type ParagraphInPart } from '../documents/paragraphs';
import { readPackage } from '../filings/package-reader';
import { partXml } from '../filings/word-package';
import { listGuardedWords, listKnownPeople, type KnownPerson } from './store';

type Subject = Pick<Finding, 'kind' | 'personId' | 'otherCase'>;

/** What a document is there to tell, so that it stops nothing. */
interface Meant {
  /** The filing was asked to name the children. */
  readonly childrenMeant: boolean;
  /** It says how the person can be reached. */
  readonly contactMeant: boolean;
}

/**
 * Looks through a document of ours before it leaves the vault: for what stands beside its text, and for whatever of this
 * case and of others must not be told.
 */
export function lookThrough(
  db: ReadableDatabase,
  caseId: CaseId,
  document: Uint8Array,
  meant: Meant,
): readonly Finding[] {
  const read = readPackage(document);
  if (!read.ok) throw new Error(`A document of the vault could not be read: ${read.error.reason}`);
  const parts = read.value;
  const trees = new Map(
    [...parts.keys()]
      .filter((name) => name.endsWith('.xml'))
      .flatMap((name) => {
        const tree = partXml(parts, name);
        return tree === null ? [] : [[name, tree] as const];
      }),
  );
  const traces = new Set([...findLeaks(parts, trees), ...findZipTimes(document)].map(({ kind }) => kind));
  return [
    ...findInText(db, caseId, readParagraphs(parts).flat().flatMap(withDescriptions), meant),
    ...[...traces].map((trace) => ({
      kind: 'trace' as const,
      personId: null,
      otherCase: null,
      trace,
      places: [],
    })),
  ];
}

/** A picture's description is read aloud, and stands in the file like any other word. */
function withDescriptions({ descriptions, ...words }: ParagraphInPart): readonly DocumentParagraph[] {
  return [words, ...descriptions.map((text) => ({ ...words, text }))];
}

/** What wants a written reason. */
export function objectionsOf(findings: readonly Finding[]): Objection[] {
  return [...new Set(findings.filter(isAgainst).map(({ kind }) => kind))];
}

/** Looks through words that leave, whatever they stand in. */
export function findInText(
  db: ReadableDatabase,
  caseId: CaseId,
  paragraphs: readonly DocumentParagraph[],
  meant: Meant,
): readonly Finding[] {
  const people = listKnownPeople(db, caseId);
  const own = people.filter((person) => person.caseId === caseId);
  const looked: LookedFor<Subject>[] = [];
  for (const words of listGuardedWords(db)) {
    const subject = {
      kind: 'guardedWords' as const,
      personId: null,
      otherCase: words.caseId === caseId ? null : words.caseCode,
    };
    if (words.kind === 'telephone') looked.push({ subject, by: 'telephone', text: words.text });
    else {
      const text = words.kind === 'address' ? wordsOfAddress(words.text) : words.text;
      looked.push({ subject, by: 'words', text });
    }
  }
  for (const person of own) looked.push(...lookedForOfOwn(person, own, meant));
  for (const person of people) if (person.caseId !== caseId) looked.push(...lookedForOfOther(person, own));
  return merge(findInDocument(paragraphs, looked));
}

const inDanger: ReadonlySet<string> = new Set(['client', 'child', 'familyMember']);

function lookedForOfOwn(
  person: KnownPerson,
  own: readonly KnownPerson[],
  { childrenMeant, contactMeant }: Meant,
): readonly LookedFor<Subject>[] {
  const as = (kind: FindingKind): Subject => ({ kind, personId: person.id, otherCase: null });
  const looked: LookedFor<Subject>[] = [];
  if (person.codeWord !== '') looked.push({ subject: as('codeWord'), by: 'words', text: person.codeWord });
  if (inDanger.has(person.role) && !contactMeant) {
    looked.push({ subject: as('contact'), by: 'telephone', text: person.telephone });
    looked.push({ subject: as('contact'), by: 'email', text: person.email });
  }
  const names = namesOf(person);
  if (person.role === 'child' && !childrenMeant) {
    // A family name is shared with the mother and stands in every paper of hers.
    const others = new Set(own.filter(({ role }) => role !== 'child').flatMap(namesOf));
    for (const name of names) {
      if (!others.has(name)) looked.push({ subject: as('childName'), by: 'words', text: name });
    }
  } else {
    for (const name of names) looked.push({ subject: as('named'), by: 'words', text: name });
  }
  return looked;
}

/** Of other cases only full names count: a given name alone is anybody's. */
function lookedForOfOther(person: KnownPerson, own: readonly KnownPerson[]): readonly LookedFor<Subject>[] {
  const subject: Subject = { kind: 'otherCase', personId: null, otherCase: person.caseCode };
  const isOwn = own.some((each) => sameNames(each, person));
  const family = wordsOf(person.familyName).join(' ');
  const native = wordsOf(person.nativeScriptName);
  const given = wordsOf(person.givenNames).filter(saysSomething);
  const inFull = family === '' ? [] : given.flatMap((name) => [`${name} ${family}`, `${family} ${name}`]);
  if (native.length > 1) inFull.push(native.join(' '));
  return [
    // The same person can have two cases, and one who helps can be named in both.
    ...(isOwn ? [] : inFull.map((text) => ({ subject, by: 'words' as const, text }))),
    ...(isOwn || person.role === 'witness'
      ? []
      : [
          { subject, by: 'telephone' as const, text: person.telephone },
          { subject, by: 'email' as const, text: person.email },
        ]),
  ];
}

function sameNames(left: KnownPerson, right: KnownPerson): boolean {
  const key = (person: KnownPerson): string =>
    [...wordsOf(person.familyName), ...wordsOf(person.givenNames)].toSorted().join(' ');
  return key(left) !== '' && key(left) === key(right);
}

function namesOf({ familyName, givenNames, nativeScriptName, otherNames }: KnownPerson): readonly string[] {
  return [
    ...new Set(
      wordsOf([familyName, givenNames, nativeScriptName, otherNames].join('\n')).filter(saysSomething),
    ),
  ];
}

/** More are not needed to find the place. */
const mostPlaces = 5;

/** One finding for each kind and subject, with its first places in the order of the document. */
function merge(found: ReturnType<typeof findInDocument<Subject>>): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const { subject, places } of found) {
    const key = JSON.stringify(subject);
    const before = findings.get(key)?.places ?? [];
    const added = places.filter((place) => !before.some((each) => isSamePlace(each, place)));
    findings.set(key, { ...subject, trace: null, places: [...before, ...added] });
  }
  return [...findings.values()].map((finding) => ({
    ...finding,
    places: finding.places
      .toSorted((left, right) => left.part.localeCompare(right.part) || left.paragraph - right.paragraph)
      .slice(0, mostPlaces),
  }));
}

type Place = Finding['places'][number];

function isSamePlace(one: Place, other: Place): boolean {
  return one.part === other.part && one.paragraph === other.paragraph && one.exhibit === other.exhibit;
}
