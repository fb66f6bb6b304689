import { computeDeadlines, type Deadline } from '../deadlines/engine';
import type { HolidayLookup } from '../deadlines/holidays';
import type { PackFault } from './check-pack';
import { faultTexts } from './pack-faults';
import type { ProcedurePack, WorkedExample } from './schemas';

/** Counts every worked example of a pack again and tells which ones come out otherwise. */
export function checkExamples(pack: ProcedurePack, holidayOn: HolidayLookup): readonly PackFault[] {
  return pack.examples.flatMap((example, index) => {
    const path = ['examples', index];
    const computed = computeDeadlines({
      pack,
      ruleId: example.rule,
      event: {
        happenedOn: example.event,
        disputedOn: example.disputed ?? null,
        printedUntil: example.printedUntil ?? null,
        channel: example.channel ?? null,
        detained: example.detained,
        ordinal: example.nth,
      },
      holidayOn,
      ...(example.length === undefined ? {} : { length: example.length }),
    });
    if (!computed.ok) {
      const lacks = computed.error.kind === 'lengthMissing' ? ('length' as const) : ('channel' as const);
      return [
        {
          file: 'examples.yaml' as const,
          path,
          texts: faultTexts.exampleUncountable(example.rule, lacks),
        },
      ];
    }
    return compare(example, computed.value).map(([field, expected, found]) => ({
      file: 'examples.yaml' as const,
      path: [...path, 'gives', ...field],
      texts: faultTexts.exampleDiffers(example.rule, example.event, expected, found),
    }));
  });
}

/** The dates that differ: where, what the example says, what the rule gives. */
function compare(
  { gives }: WorkedExample,
  deadlines: readonly Deadline[],
): readonly (readonly [readonly string[], string, string | null])[] {
  const [first] = deadlines;
  const point = (kind: 'opens' | 'target' | 'grace') =>
    first?.points.find((candidate) => candidate.kind === kind)?.date;
  const pairs: readonly (readonly [readonly string[], string | undefined, string | null | undefined])[] = [
    [['date'], gives.date, first?.date],
    [['actBy'], gives.actBy, first?.actBy],
    [['opens'], gives.opens, point('opens')],
    [['target'], gives.target, point('target')],
    [['grace'], gives.grace, point('grace')],
    [['later'], gives.later, first?.laterDate],
    ...Object.entries(gives.stages ?? {}).map(
      ([stage, date]) =>
        [['stages', stage], date, deadlines.find((deadline) => deadline.stage === stage)?.date] as const,
    ),
  ];
  return pairs.flatMap(([field, expected, found]) =>
    expected === undefined || expected === found ? [] : [[field, expected, found ?? null] as const],
  );
}
