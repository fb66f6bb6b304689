import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/shared/kernel/languages';
import { createTestCore, type TestCore } from './core';
import type { Answers } from './filing-answers';
import { makeFilingCase, type FilingCase, type FilingCaseDraft } from './filing-case';
import { plainText, storedDocument } from './filing-documents';
import { filingScenarios, type FilingScenario } from './filing-scenarios';

export type Oddity = (draft: FilingCaseDraft) => FilingCaseDraft;

export interface OddCase {
  readonly name: string;
  readonly odd: Oddity;
  readonly also?: Answers;
  readonly only?: Language;
  /** Those of these kinds alone. */
  readonly kinds?: readonly string[];
}

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

/** Every filing in each language, of cases as they are: it is whole, or it is not made and says what is missing. */
export function testEveryFiling(cases: readonly OddCase[]): void {
  describe('every filing of a case with', () => {
    it.each(cases.map((each, index) => ({ ...each, index })))(
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
}
