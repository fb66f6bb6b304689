import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/shared/kernel/languages';
import type { PersonFieldsInput } from '../../../src/shared/people/schemas';
import { createTestCore, type TestCore } from '../../support/core';
import type { Answers } from '../../support/filing-answers';
import { makeFilingCase, type FilingCase, type FilingCaseDraft } from '../../support/filing-case';
import { plainText, storedDocument } from '../../support/filing-documents';
import { filingScenarios, type FilingScenario } from '../../support/filing-scenarios';

// Every filing in each language, of cases as they are: it is whole, or it is not made and says what is missing.

type Oddity = (draft: FilingCaseDraft) => FilingCaseDraft;

function ofClient(client: Partial<PersonFieldsInput>): Oddity {
  return (draft) => ({
    ...draft,
    people: { ...draft.people, client: { ...draft.people?.['client'], role: 'client', ...client } },
  });
}

/** Events on other days. The channels refuse such days; an older vault, or a date of birth put right later, has them. */
function onDay(day: string, fact: string): Oddity {
  return (draft) => ({
    ...draft,
    events: draft.events?.map((event) => ({ ...event, on: day, until: day })) ?? [],
    facts: draft.facts?.map((each) => ({ ...each, date: fact })) ?? [],
  });
}

const nothingKnown: Partial<PersonFieldsInput> = {
  nativeScriptName: '',
  birthDate: '',
  birthPlace: '',
  nationalities: [],
  gender: 'unknown',
};

const oddities: readonly {
  readonly name: string;
  readonly odd: Oddity;
  readonly also?: Answers;
  readonly only?: Language;
  /** Those of these kinds alone. */
  readonly kinds?: readonly string[];
}[] = [
  {
    name: 'a given name alone, two nationalities, a decade of birth in doubt',
    odd: ofClient({
      familyName: '',
      givenNames: 'Bintou',
      nationalities: ['MLI', 'FRA'],
      birthDate: '198X?',
    }),
  },
  {
    name: 'a family name alone, stateless, born in one of some years',
    odd: ofClient({
      familyName: 'EXEMPLARI',
      givenNames: '',
      nationalities: ['XXA'],
      birthDate: '1995/1999',
    }),
  },
  {
    name: 'a birth and a nationality that nobody knows',
    odd: ofClient(nothingKnown),
    also: { 'confirm.birthDateUnknown': true, 'confirm.nationalityUnknown': true },
  },
  {
    name: 'a name in her own script alone',
    odd: ofClient({ familyName: '', givenNames: '', nativeScriptName: 'ኤልሳ' }),
  },
  {
    name: 'a name and nothing else of her',
    odd: ofClient({
      ...nothingKnown,
      spokenLanguages: [],
      identityDocument: '',
      nationalNumber: '',
      electedDomicile: '',
    }),
  },
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
];

/** What a document must not hold, whatever the case lacks, with what stands around it. */
const faults: readonly RegExp[] = [
  /.{0,20}(?:undefined|\bNaN\b|\bnull\b|Invalid Date|\[object|[{}]).{0,20}/gu,
  /.{0,20}(?: {2}|\u00a0 | \u00a0).{0,20}/gu,
  /.{0,20}(?:,\s*[,.;)]| [,.)]|[^.]\.\.(?!\.)|\(\s*\)|\( |«\s*»).{0,20}/gu,
  /.{0,20}\u00a0?: *[.,;].{0,20}/gu,
  // A numbered paragraph, an item of a list or a row of a table without anything in it.
  /^(?:\d+\.|[a-z]\)|–)\s*[.,;:]?\s*$/gmu,
  /^[^|\n]+ \|\s*$/gmu,
  // A sentence that begins with a small letter.
  /^\d+\. \p{Ll}.{0,40}/gmu,
];

const oneOfEach = filingScenarios.filter(
  ({ kind, language }, index, all) =>
    all.findIndex((each) => each.kind === kind && each.language === language) === index,
);

/** `exhibits 1-5, 7`: the numbers of an inventory in its order. */
function inRuns(numbers: readonly number[]): readonly string[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  const all = runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
  return all === '' ? [] : [`exhibits ${all}`];
}

/** Every kind in one language, and in the other for the next oddity: both for each would take twice as long. */
function chosenFor(oddity: number): readonly FilingScenario[] {
  const kinds = [...new Set(oneOfEach.map(({ kind }) => kind))];
  return oneOfEach.filter(({ kind, language }) => {
    const languages = oneOfEach.filter((each) => each.kind === kind).map((each) => each.language);
    return languages[(kinds.indexOf(kind) + oddity) % languages.length] === language;
  });
}

async function makeAll(scenarios: readonly FilingScenario[], odd: Oddity, also: Answers) {
  const wrong: string[] = [];
  const outcomes: string[] = [];
  const cases = new Map<FilingCaseDraft, { readonly core: TestCore; readonly made: FilingCase }>();
  try {
    for (const { name, kind, language, draft, answers } of scenarios) {
      let place = cases.get(draft);
      if (place === undefined) {
        const core = createTestCore();
        await core.createVault();
        place = { core, made: await makeFilingCase(core, odd(draft)) };
        cases.set(draft, place);
      }
      const { core, made } = place;
      const filing = { caseId: made.caseId, filingKind: kind, language };
      await core.value('filings.answer', { ...filing, answers: { ...answers(made), ...also } });
      const { entries, refusals, warnings, canGenerate } = await core.value('filings.review', filing);
      if (!canGenerate) {
        const answer = await core.call('filings.generate', filing);
        const reasons = [
          ...entries.filter(({ state }) => state === 'missing').map(({ field }) => field),
          ...refusals.map((refusal) => `refused: ${refusal.kind}`),
        ];
        outcomes.push(`${name}: ${answer.ok ? 'MADE ALL THE SAME' : reasons.join(', ')}`);
        continue;
      }
      const { id } = await core.value('filings.generate', filing);
      const text = plainText(storedDocument(core, id));
      wrong.push(...faults.flatMap((fault) => text.match(fault) ?? []).map((found) => `${name}: ${found}`));
      const exhibits = inRuns([...text.matchAll(/^(\d+) \| /gm)].map(([, number]) => Number(number)));
      const impossible = warnings.flatMap((each) =>
        each.kind === 'eventInFuture' || each.kind === 'eventBeforeBirth' ? [`${each.kind} ${each.on}`] : [],
      );
      outcomes.push(`${name}: ${['made', ...exhibits, ...impossible].join(', ')}`);
    }
  } finally {
    for (const { core } of cases.values()) core.close();
  }
  return { wrong, outcomes };
}

describe('every filing of a case with', () => {
  it.each(oddities.map((each, index) => ({ ...each, index })))(
    '$name',
    async ({ name, odd, also = {}, only, kinds, index }) => {
      const scenarios =
        only === undefined
          ? chosenFor(index)
          : oneOfEach.filter(
              ({ kind, language }) => language === only && (kinds === undefined || kinds.includes(kind)),
            );
      const { wrong, outcomes } = await makeAll(scenarios, odd, also);
      expect(wrong).toEqual([]);
      await expect(`${outcomes.join('\n')}\n`).toMatchFileSnapshot(`expected/odd/${name}.txt`);
    },
    60_000,
  );
});
