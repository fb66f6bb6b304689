import { describe, expect, it } from 'vitest';
import { createHolidayLookup } from '../../../src/core/deadlines/holidays';
import { computeDeadlines, type DeadlineEvent } from '../../../src/shared/deadlines/engine';
import { explainSteps } from '../../../src/shared/deadlines/explain';
import { ruleSchema, type DeadlineRule } from '../../../src/shared/procedures/schemas';

const words = { fr: 'fait', nl: 'feit', de: 'Ereignis', en: 'event' };
const event: DeadlineEvent = {
  happenedOn: '2026-03-02',
  disputedOn: null,
  printedUntil: null,
  channel: null,
  detained: false,
  ordinal: 1,
};

function ruleOf(changes: object): DeadlineRule {
  return ruleSchema.parse({
    id: 'T-R1',
    kind: 'period',
    title: words,
    consequence: words,
    event: words,
    trigger: ['it'],
    length: { amount: 7, unit: 'days', mark: 'sure' },
    firstDay: { rule: 'dayAfter', mark: 'sure' },
    roll: { rule: 'nextWorkingDay', mark: 'sure' },
    mark: 'sure',
    ...changes,
  });
}

function ask(changes: object, happenedOn = event.happenedOn) {
  const rule = ruleOf(changes);
  const pack = { jurisdiction: 'FR', rules: [rule] };
  const computed = computeDeadlines({
    pack,
    ruleId: rule.id,
    event: { ...event, happenedOn },
    holidayOn: createHolidayLookup(pack),
  });
  if (!computed.ok) throw new Error(computed.error.kind);
  return computed.value.map(({ date, actBy, steps }) => ({
    date,
    actBy,
    steps: explainSteps(steps, rule, pack, 'en').map(({ text }) => text),
  }));
}

// Monday 2 March 2026; counted on a paper calendar.
describe('clear days', () => {
  it('leave one more day after the last one counted', () => {
    // Days 1 to 7 are 3 to 9 March; the day after the seventh is Tuesday 10 March.
    expect(ask({ clearDays: { mark: 'sure' } })).toEqual([
      {
        date: '2026-03-10',
        actBy: '2026-03-10',
        steps: [
          'Starting point: event, on Monday 2 March 2026.',
          'That day does not count. Time runs from the day after: Tuesday 3 March 2026 is day 1.',
          '7 calendar days are counted, until Monday 9 March 2026.',
          'Clear days (délai franc): that last day does not count either. One can still act on the day after, until Tuesday 10 March 2026.',
          'Tuesday 10 March 2026 is a working day: the deadline does not move.',
        ],
      },
    ]);
  });

  it('are not relied on for the safe day where they are only likely', () => {
    expect(ask({ clearDays: { mark: 'likely' } })[0]).toMatchObject({
      date: '2026-03-10',
      actBy: '2026-03-09',
    });
    // From Friday 6 March day 7 is Friday 13; with one more day Saturday 14, which moves to Monday 16.
    expect(ask({ clearDays: { mark: 'likely' } }, '2026-03-06')[0]).toMatchObject({
      date: '2026-03-16',
      actBy: '2026-03-13',
    });
  });
});

describe('hours', () => {
  it('end at the same hour some days later, and the whole day before is the safe one', () => {
    expect(
      ask({ length: { amount: 48, unit: 'hours', mark: 'sure' }, roll: { rule: 'none', mark: 'sure' } }),
    ).toEqual([
      {
        date: '2026-03-04',
        actBy: '2026-03-03',
        steps: [
          'Starting point: event, on Monday 2 March 2026.',
          '48 hours run from hour to hour: they end on Wednesday 4 March 2026, at the hour of the event. Note that hour.',
          'To be safe, act by Tuesday 3 March 2026.',
        ],
      },
    ]);
  });

  it('of one day leave the day itself', () => {
    expect(ask({ length: { amount: 24, unit: 'hours', mark: 'sure' } })[0]).toMatchObject({
      date: '2026-03-03',
      actBy: '2026-03-02',
    });
  });
});

describe('a minimum', () => {
  it('says that the authority can grant more', () => {
    expect(ask({ length: { amount: 30, unit: 'days', bound: 'atLeast', mark: 'sure' } })[0]?.steps).toContain(
      '30 calendar days are counted, and the last day counts: time runs until Wednesday 1 April 2026. This is a minimum: the authority can grant more. Check the document.',
    );
  });
});
