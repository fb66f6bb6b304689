import type { CaseCounts } from '../../../shared/cases/schemas';
import type { PersonGlimpse } from '../../../shared/people/schemas';
import type { CaseSection } from '../../lib/navigation';

/** What a case lacks that can be done now, in the order in which it matters. */
export type NextStep =
  | 'agreeSafeContact'
  | 'nameClient'
  | 'askConsent'
  | 'renewConsent'
  | 'choosePhase'
  | 'firstInterview'
  | 'firstFact'
  | 'nameLawyer'
  | 'fillIdentifiers';

/** Where each step is done. */
export const stepPlaces: Readonly<Record<NextStep, CaseSection>> = {
  agreeSafeContact: 'people',
  nameClient: 'people',
  askConsent: 'consent',
  renewConsent: 'consent',
  choosePhase: 'procedure',
  firstInterview: 'interviews',
  firstFact: 'timeline',
  nameLawyer: 'people',
  fillIdentifiers: 'overview',
};

/** More at once is a wall; the others come up when these are done. */
const mostSteps = 4;

/** The next few things to do in a case. Empty for a closed one, and when nothing is missing. */
export function nextSteps(known: {
  readonly isClosed: boolean;
  readonly hasPhase: boolean;
  readonly hasOfficeNumber: boolean;
  readonly counts: CaseCounts;
  /** Whether a decision on sharing is on record, and whether one of them runs out; null while that is not known. */
  readonly consent: { readonly isAsked: boolean; readonly runsOut: boolean } | null;
  readonly people: readonly Pick<PersonGlimpse, 'role' | 'hasName' | 'safeContact'>[];
}): readonly NextStep[] {
  if (known.isClosed) return [];
  const clients = known.people.filter(({ role }) => role === 'client');
  const missing: readonly (readonly [NextStep, boolean])[] = [
    ['agreeSafeContact', clients.some(({ safeContact }) => safeContact === null)],
    ['nameClient', clients.some(({ hasName }) => !hasName)],
    ['askConsent', known.consent?.isAsked === false],
    ['renewConsent', known.consent?.runsOut === true],
    ['choosePhase', !known.hasPhase],
    ['firstInterview', known.counts.interviews === 0],
    ['firstFact', known.counts.interviews > 0 && known.counts.facts === 0],
    ['nameLawyer', !known.people.some(({ role }) => role === 'lawyer')],
    ['fillIdentifiers', !known.hasOfficeNumber],
  ];
  return missing
    .filter(([, isMissing]) => isMissing)
    .map(([step]) => step)
    .slice(0, mostSteps);
}
