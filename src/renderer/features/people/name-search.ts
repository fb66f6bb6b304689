import { useEffect, useState } from 'react';
import type { PersonMatch, PersonNames } from '../../../shared/people/schemas';
import { useChannel } from '../../lib/queries';

const pauseMs = 250;

/** People in any case who may have these names. Null until the names as they stand were searched for. */
export function useNameSearch(names: PersonNames): readonly PersonMatch[] | null {
  const { familyName, givenNames, nativeScriptName, otherNames } = names;
  const [searched, setSearched] = useState(names);
  useEffect(() => {
    const timer = setTimeout(
      () => setSearched({ familyName, givenNames, nativeScriptName, otherNames }),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [familyName, givenNames, nativeScriptName, otherNames]);

  const answer = useChannel('cases.searchBeforeCreate', searched, { enabled: hasNames(searched) });
  const isSearched =
    searched.familyName === familyName &&
    searched.givenNames === givenNames &&
    searched.nativeScriptName === nativeScriptName &&
    searched.otherNames === otherNames;
  if (!hasNames(names)) return [];
  return isSearched && answer.data !== undefined ? answer.data.matches : null;
}

export const noNames: PersonNames = { familyName: '', givenNames: '', nativeScriptName: '', otherNames: '' };

export function hasNames(names: PersonNames): boolean {
  return Object.values(names).some((name) => name.trim() !== '');
}
