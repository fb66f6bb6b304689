import { useMemo } from 'react';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import type { PersonGlimpse, PersonLabel, PersonName } from '../../../shared/people/schemas';
import { useChannel } from '../../lib/queries';
import { useText, type Text } from '../../lib/text';
import { useNamesShown } from './shown-names';

/** Someone of a case as the screen may show her now. */
export interface PersonView extends PersonGlimpse {
  /** Role and number, e.g. `Witness 2`: shown where names are hidden. */
  readonly label: string;
  /** Null while names are hidden, and when none is known. */
  readonly name: string | null;
  /** Empty while names are hidden. */
  readonly nativeScriptName: string;
  /** Null while names are hidden, and when none was agreed. */
  readonly codeWord: string | null;
  /** The name where it is shown, else the label. */
  readonly shownAs: string;
}

export interface PeopleOfCase {
  /** Undefined while the first answer is on its way. */
  readonly people: readonly PersonView[] | undefined;
  readonly personOf: (personId: PersonId) => PersonView | undefined;
}

const nobody: readonly PersonGlimpse[] = [];

/** Everyone of a case, clients first. Names are asked for only while they are shown. */
export function usePeople(caseId: CaseId): PeopleOfCase {
  const text = useText();
  const namesShown = useNamesShown();
  const glimpses = useChannel('people.list', { caseId }).data;
  const names = useChannel('people.names', { caseId }, { enabled: namesShown }).data;

  return useMemo(() => {
    const namesById = new Map(namesShown ? names?.map((each) => [each.personId, each]) : []);
    const others = glimpses ?? nobody;
    const people = others.map((glimpse) =>
      toView(glimpse, personLabel(text, glimpse, others), namesById.get(glimpse.id)),
    );
    const peopleById = new Map(people.map((person) => [person.id, person]));
    return {
      people: glimpses === undefined ? undefined : people,
      personOf: (personId) => peopleById.get(personId),
    };
  }, [glimpses, names, namesShown, text]);
}

function toView(glimpse: PersonGlimpse, label: string, found: PersonName | undefined): PersonView {
  const name = found === undefined || found.name === '' ? null : found.name;
  return {
    ...glimpse,
    label,
    name,
    nativeScriptName: found?.nativeScriptName ?? '',
    codeWord: found === undefined || found.codeWord === '' ? null : found.codeWord,
    shownAs: name ?? label,
  };
}

/** `Client`, `Witness 2`. The number stands where the case has several of the role, now or before. */
export function personLabel(text: Text, person: PersonLabel, others: readonly PersonLabel[] = []): string {
  const role = text(`people.role.${person.role}`);
  const isNumbered =
    person.roleNumber > 1 || others.some((other) => other.role === person.role && other.roleNumber > 1);
  return isNumbered ? text('people.numbered', { role, number: person.roleNumber }) : role;
}
