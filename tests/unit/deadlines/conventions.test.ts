import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../src/shared/deadlines/calendar';
import { computeDeadlines, type DeadlineEvent } from '../../../src/shared/deadlines/engine';
import { explainSteps } from '../../../src/shared/deadlines/explain';
import { restReason } from '../../../src/shared/deadlines/holidays';
import { languages } from '../../../src/shared/kernel/languages';
import { deadlinesFileSchema, type DeadlineRule } from '../../../src/shared/procedures/schemas';

// Ways of counting that the Belgian pack has no use for, on a calendar with one holiday, Easter Monday 2026.
const holidayOn = (date: string) => (date === '2026-04-06' ? 'easterMonday' : null);
const text = { fr: 'texte', nl: 'tekst', de: 'Text', en: 'text' };

function ruleWith(changes: Record<string, unknown>): DeadlineRule {
  const [rule] = deadlinesFileSchema.parse({
    rules: [
      {
        id: 'X-R1',
        kind: 'period',
        title: text,
        consequence: text,
        event: text,
        mark: 'sure',
        trigger: ['notified'],
        length: { amount: 30, unit: 'days', mark: 'sure' },
        firstDay: { rule: 'dayAfter', mark: 'sure' },
        roll: { rule: 'nextWorkingDay', mark: 'sure' },
        ...changes,
      },
    ],
  }).rules;
  if (rule === undefined) throw new Error('No rule was read');
  return rule;
}

function ask(rule: DeadlineRule, changes: Partial<DeadlineEvent> = {}) {
  const computed = computeDeadlines({
    pack: { rules: [rule] },
    ruleId: rule.id,
    event: {
      happenedOn: '2026-03-02',
      disputedOn: null,
      printedUntil: null,
      channel: null,
      detained: false,
      ordinal: 1,
      ...changes,
    },
    holidayOn,
  });
  const [deadline] = computed.ok ? computed.value : [];
  if (deadline === undefined) throw new Error('The rule gave no date');
  return deadline;
}

const explain = (rule: DeadlineRule, changes: Partial<DeadlineEvent> = {}) =>
  explainSteps(ask(rule, changes).steps, rule, { rules: [rule] }, 'en').map((step) => step.text);

describe('ways of counting', () => {
  it('weeks are seven calendar days', () => {
    const rule = ruleWith({ length: { amount: 4, unit: 'weeks', mark: 'likely' } });
    expect(ask(rule)).toMatchObject({ date: '2026-03-30', actBy: '2026-03-30' });
    expect(explain(rule)).toEqual([
      'Starting point: text, on Monday 2 March 2026.',
      'That day does not count. Time runs from the day after: Tuesday 3 March 2026 is day 1.',
      '4 weeks are counted, and the last day counts: time runs until Monday 30 March 2026.',
      'Monday 30 March 2026 is a working day: the deadline does not move.',
    ]);
  });

  it('working days pass over a weekend and a holiday, and say so', () => {
    const rule = ruleWith({ length: { amount: 3, unit: 'workingDays', mark: 'sure' } });
    expect(ask(rule, { happenedOn: '2026-04-02' }).date).toBe('2026-04-08');
    expect(explain(rule, { happenedOn: '2026-04-02' }).slice(2, 4)).toEqual([
      'Days that are not working days and are skipped: Saturday 4 April 2026, Sunday 5 April 2026, Monday 6 April 2026 (easterMonday).',
      '3 working days are counted, and the last day counts: time runs until Wednesday 8 April 2026.',
    ]);
  });

  it('a person who is detained has the length for detained persons', () => {
    const rule = ruleWith({
      length: { amount: 5, unit: 'days', mark: 'sure' },
      lengthWhenDetained: { amount: 24, unit: 'hours', mark: 'sure' },
    });
    expect(ask(rule).date).toBe('2026-03-09');
    expect(ask(rule, { detained: true })).toMatchObject({ date: '2026-03-03', actBy: '2026-03-02' });
  });
});

const clearDays = { clearDays: { mark: 'sure' } };
const dates = fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2024-01-01', days));
const units = fc.constantFrom('hours', 'days', 'workingDays', 'weeks', 'months', 'years');

describe('every way of counting', () => {
  it('gives a safe day that is never later than the date, and a date after the event', () => {
    fc.assert(
      fc.property(
        dates,
        units,
        fc.integer({ min: 1, max: 48 }),
        fc.boolean(),
        (happenedOn, unit, amount, isClear) => {
          const rule = ruleWith({ length: { amount, unit, mark: 'sure' }, ...(isClear ? clearDays : {}) });
          const { date, actBy } = ask(rule, { happenedOn });
          expect(actBy <= date).toBe(true);
          expect(unit === 'hours' ? date >= happenedOn : date > happenedOn).toBe(true);
          // Hours end on any day of the week.
          expect(unit === 'hours' ? null : restReason(date, holidayOn)).toBe(null);
        },
      ),
    );
  });

  it('never gives an earlier date for a longer length or a later event', () => {
    fc.assert(
      fc.property(dates, units, fc.integer({ min: 1, max: 48 }), (happenedOn, unit, amount) => {
        const dateOf = (length: number, on: string) =>
          ask(ruleWith({ length: { amount: length, unit, mark: 'sure' } }), { happenedOn: on }).date;
        expect(dateOf(amount + 1, happenedOn) >= dateOf(amount, happenedOn)).toBe(true);
        expect(dateOf(amount, addDays(happenedOn, 1)) >= dateOf(amount, happenedOn)).toBe(true);
      }),
    );
  });

  it('gives a clear time limit one day more at least', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (happenedOn, amount) => {
        const dateOf = (isClear: boolean) =>
          ask(
            ruleWith({
              length: { amount, unit: 'days', mark: 'sure' },
              ...(isClear ? clearDays : {}),
              roll: { rule: 'none', mark: 'sure' },
            }),
            { happenedOn },
          ).date;
        expect(daysBetween(dateOf(false), dateOf(true))).toBe(1);
      }),
    );
  });

  it('is told without a gap in four languages', () => {
    for (const unit of ['hours', 'days', 'workingDays', 'weeks', 'months', 'years']) {
      for (const amount of [1, 2]) {
        const rule = ruleWith({ length: { amount, unit, mark: 'sure' } });
        for (const language of languages) {
          for (const step of explainSteps(ask(rule).steps, rule, { rules: [rule] }, language)) {
            expect(step.text).not.toMatch(/undefined|NaN|\[object/);
          }
        }
      }
    }
  });
});
