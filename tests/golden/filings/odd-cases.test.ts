import { testEveryFiling, type Oddity } from '../../support/odd-filings';

/** Events on other days. The channels refuse such days; an older vault, or a date of birth put right later, has them. */
function onDay(day: string, fact: string): Oddity {
  return (draft) => ({
    ...draft,
    events: draft.events?.map((event) => ({ ...event, on: day, until: day })) ?? [],
    facts: draft.facts?.map((each) => ({ ...each, date: fact })) ?? [],
  });
}

testEveryFiling([
  {
    name: 'half of it missing',
    odd: ({ fileLanguage, people, exhibits = [], facts = [] }) => ({
      fileLanguage,
      people: Object.fromEntries(
        Object.entries(people ?? {}).map(([name, { role, familyName = '', givenNames = '' }]) => [
          name,
          { role, familyName, givenNames },
        ]),
      ),
      exhibits: exhibits.map(({ title }) => ({ title })),
      facts: facts.map(({ statement, exhibits: cited = [] }) => ({ statement, exhibits: cited })),
    }),
  },
  { name: 'events in the future', odd: onDay('2031-05-01', 'mai 2031'), only: 'fr' },
  { name: 'events before her birth', odd: onDay('1990-05-01', 'mai 1990'), only: 'nl' },
  {
    name: 'the reflection period skipped',
    odd: (draft) => ({
      ...draft,
      phase: 'BE-P2',
      events: draft.events?.filter(({ kind }) => kind !== 'annexe15Issued') ?? [],
    }),
  },
  {
    name: 'two hundred exhibits',
    only: 'fr',
    kinds: ['F5', 'F7', 'F13', 'F18'],
    odd: (draft) => ({
      ...draft,
      exhibits: Array.from(
        { length: 200 },
        (_, index) => draft.exhibits?.[index] ?? { title: `Stuk ${index + 1}` },
      ),
    }),
  },
]);
