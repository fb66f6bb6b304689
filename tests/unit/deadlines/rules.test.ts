import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHolidayLookup } from '../../../src/core/deadlines/holidays';
import { shippedPack } from '../../../src/core/procedures/pack-loader';
import { addDays, daysBetween } from '../../../src/shared/deadlines/calendar';
import {
  computeDeadlines,
  type DeadlineEvent,
  type DeadlineQuestion,
} from '../../../src/shared/deadlines/engine';
import { explainSteps } from '../../../src/shared/deadlines/explain';
import { restReason } from '../../../src/shared/deadlines/holidays';
import { notificationChannels } from '../../../src/shared/deadlines/schemas';
import { languages } from '../../../src/shared/kernel/languages';

const shipped = shippedPack(resolve(import.meta.dirname, '../../../resources'), 'be-thb');
if (shipped === undefined) throw new Error('The Belgian pack is missing');
const pack = shipped;
const holidayOn = createHolidayLookup(pack);

const event: DeadlineEvent = {
  happenedOn: '2026-03-02',
  disputedOn: null,
  printedUntil: null,
  channel: null,
  detained: false,
  ordinal: 1,
};

function ask(ruleId: string, changes: Partial<DeadlineEvent> = {}, more: Partial<DeadlineQuestion> = {}) {
  const computed = computeDeadlines({ pack, ruleId, event: { ...event, ...changes }, holidayOn, ...more });
  if (!computed.ok) throw new Error(computed.error.kind);
  return computed.value.map(({ date, actBy, laterDate, points, stage, steps }) => ({
    date,
    actBy,
    laterDate,
    points: Object.fromEntries(points.map((point) => [point.kind, point.date])),
    stage,
    steps: steps.map(({ kind }) => kind),
  }));
}

/** The date alone, for rules with one. */
function dateOf(
  ruleId: string,
  changes: Partial<DeadlineEvent> = {},
  more: Partial<DeadlineQuestion> = {},
): string {
  return ask(ruleId, changes, more)[0]?.date ?? '';
}

// Every expected date was counted on a paper calendar. 2 March 2026 is a Monday; Easter Monday is 6 April 2026.
describe('each row of the Belgian deadline table', () => {
  it('BE-R1: the forty-fifth day after Annex 15, with the day after issue as day 1', () => {
    expect(ask('BE-R1')).toEqual([
      {
        date: '2026-04-16',
        actBy: '2026-04-16',
        laterDate: null,
        points: {},
        stage: '',
        steps: ['trigger', 'start', 'count'],
      },
    ]);
  });

  it('BE-R1: the printed date wins, is not moved from a Sunday, and the safe day is the Friday before', () => {
    expect(ask('BE-R1', { printedUntil: '2026-04-19' })).toEqual([
      {
        date: '2026-04-19',
        actBy: '2026-04-17',
        laterDate: null,
        points: {},
        stage: '',
        steps: ['trigger', 'printed', 'passed', 'noRoll', 'safe'],
      },
    ]);
  });

  it('BE-R2: a complaint before Annex 15 ends, better by day 30', () => {
    expect(ask('BE-R2')[0]).toMatchObject({ date: '2026-04-16', points: { target: '2026-04-01' } });
    expect(dateOf('BE-R2', { printedUntil: '2026-04-15' })).toBe('2026-04-15');
  });

  it('BE-R3: three months to the eve of the same date, a Saturday kept as it is', () => {
    expect(dateOf('BE-R3')).toBe('2026-06-01');
    expect(ask('BE-R3', { happenedOn: '2026-03-07' })[0]).toMatchObject({
      date: '2026-06-06',
      actBy: '2026-06-05',
    });
    expect(dateOf('BE-R3', { happenedOn: '2026-11-30' })).toBe('2027-02-28');
    expect(dateOf('BE-R3', { printedUntil: '2026-05-15' })).toBe('2026-05-15');
  });

  it('BE-R4: the confirmations before the attestation ends, better four weeks ahead', () => {
    expect(ask('BE-R4')[0]).toMatchObject({ date: '2026-06-01', points: { target: '2026-05-04' } });
  });

  it('BE-R5: one extension of at most three months', () => {
    expect(dateOf('BE-R5')).toBe('2026-06-01');
  });

  it('BE-R6: six months of A card', () => {
    expect(dateOf('BE-R6')).toBe('2026-09-01');
    expect(dateOf('BE-R6', { printedUntil: '2026-08-31' })).toBe('2026-08-31');
  });

  it('BE-R7: the window is counted backwards from the expiry, and the last day is the expiry itself', () => {
    expect(ask('BE-R7', { happenedOn: '2026-09-01' })[0]).toMatchObject({
      date: '2026-09-01',
      actBy: '2026-09-01',
      points: { opens: '2026-07-18', target: '2026-08-02', grace: '2026-10-01' },
    });
  });

  it('BE-R7: an expiry on a holiday stays, and the safe day is earlier', () => {
    expect(ask('BE-R7', { happenedOn: '2026-07-21' })[0]).toMatchObject({
      date: '2026-07-21',
      actBy: '2026-07-20',
    });
  });

  it('BE-R7: from the issue of the card the expiry follows from BE-R6 or from the card', () => {
    expect(dateOf('BE-R7', {}, { eventIs: 'issue' })).toBe('2026-09-01');
    expect(dateOf('BE-R7', { printedUntil: '2026-08-20' }, { eventIs: 'issue' })).toBe('2026-08-20');
  });

  it('BE-R8 by each way of notification', () => {
    expect(dateOf('BE-R8', { channel: 'registered' })).toBe('2026-04-01');
    expect(dateOf('BE-R8', { channel: 'handed' })).toBe('2026-04-01');
    expect(dateOf('BE-R8', { channel: 'other' })).toBe('2026-04-01');
    // Posted on Monday: the third working day is Thursday 5 March, day 1; day 30 is Friday 3 April.
    expect(dateOf('BE-R8', { channel: 'post' })).toBe('2026-04-03');
  });

  it('BE-R8: day 30 on Saturday before Easter moves past Easter Monday to Tuesday', () => {
    // Presented on Thursday 5 March: day 30 is Saturday 4 April.
    expect(ask('BE-R8', { channel: 'registered', happenedOn: '2026-03-05' })).toEqual([
      {
        date: '2026-04-07',
        actBy: '2026-04-07',
        laterDate: null,
        points: {},
        stage: '',
        steps: ['trigger', 'start', 'count', 'passed', 'roll'],
      },
    ]);
  });

  it('BE-R8: three working days after the post skip a weekend and a holiday', () => {
    // Posted on Thursday 2 April: Friday 3, then Tuesday 7 and Wednesday 8 April, day 1; day 30 is Thursday 7 May.
    expect(dateOf('BE-R8', { channel: 'post', happenedOn: '2026-04-02' })).toBe('2026-05-07');
  });

  it('BE-R8: without the way of notification there is no date', () => {
    expect(computeDeadlines({ pack, ruleId: 'BE-R8', event, holidayOn })).toEqual({
      ok: false,
      error: { kind: 'channelMissing' },
    });
  });

  it('BE-R9: ten days when detained', () => {
    expect(ask('BE-R9', { channel: 'handed', detained: true })[0]).toMatchObject({
      date: '2026-03-12',
      steps: ['trigger', 'shorterBecause', 'start', 'count', 'workingDay'],
    });
  });

  it('BE-R10: ten days, five from the second measure on', () => {
    expect(dateOf('BE-R10', { channel: 'handed' })).toBe('2026-03-12');
    // Five days end on Saturday 7 March and move to Monday.
    expect(dateOf('BE-R10', { channel: 'handed', ordinal: 2 })).toBe('2026-03-09');
    expect(dateOf('BE-R10', { channel: 'handed', ordinal: 3 })).toBe('2026-03-09');
  });

  it('BE-R11: eight days after receipt, moving only likely, so that the safe day is the one before', () => {
    expect(dateOf('BE-R11')).toBe('2026-03-10');
    // Received on Friday 6 March: day 8 is Saturday 14 March.
    expect(ask('BE-R11', { happenedOn: '2026-03-06' })[0]).toMatchObject({
      date: '2026-03-16',
      actBy: '2026-03-13',
    });
  });

  it('BE-R12, BE-R13: eight days that are not said to move', () => {
    expect(dateOf('BE-R12')).toBe('2026-03-10');
    expect(ask('BE-R13', { happenedOn: '2026-03-06' })[0]).toMatchObject({
      date: '2026-03-14',
      actBy: '2026-03-13',
    });
  });

  it('BE-R14: fifteen days after sending', () => {
    expect(dateOf('BE-R14')).toBe('2026-03-17');
  });

  it('BE-R15: eight days to announce the brief and fifteen to file it', () => {
    expect(ask('BE-R15').map(({ stage, date }) => [stage, date])).toEqual([
      ['announce', '2026-03-10'],
      ['file', '2026-03-17'],
    ]);
  });

  it('BE-R16: thirty days to the Council of State', () => {
    expect(dateOf('BE-R16')).toBe('2026-04-01');
    expect(ask('BE-R16', { happenedOn: '2026-03-05' })[0]).toMatchObject({
      date: '2026-04-07',
      actBy: '2026-04-03',
    });
  });

  it('BE-R17: three years to ask for financial aid', () => {
    expect(dateOf('BE-R17')).toBe('2029-03-02');
    // 2 June 2029 is a Saturday.
    expect(ask('BE-R17', { happenedOn: '2026-06-02' })[0]).toMatchObject({
      date: '2029-06-04',
      actBy: '2029-06-01',
    });
  });

  it('BE-R18: ten years for further aid', () => {
    expect(dateOf('BE-R18')).toBe('2036-03-02');
  });

  it('BE-R19: a certificate of less than three months', () => {
    expect(dateOf('BE-R19')).toBe('2026-06-01');
  });

  it('BE-R20, BE-R21: fifteen and thirty days', () => {
    expect(dateOf('BE-R20')).toBe('2026-03-17');
    expect(dateOf('BE-R21')).toBe('2026-04-01');
  });

  it('BE-R22: courts do not count the day of the act, and count months from date to eve', () => {
    expect(dateOf('BE-R22', {}, { length: { amount: 1, unit: 'months' } })).toBe('2026-04-02');
    expect(dateOf('BE-R22', {}, { length: { amount: 8, unit: 'days' } })).toBe('2026-03-10');
    expect(computeDeadlines({ pack, ruleId: 'BE-R22', event, holidayOn })).toEqual({
      ok: false,
      error: { kind: 'lengthMissing' },
    });
  });

  it('BE-S1 to BE-S4: the first day that counts', () => {
    expect(['BE-S1', 'BE-S2', 'BE-S3', 'BE-S4'].map((id) => dateOf(id))).toEqual([
      '2026-03-03',
      '2026-03-05',
      '2026-03-03',
      '2026-03-03',
    ]);
    // Posted on Friday 10 July: Monday 13, Tuesday 14, Wednesday 15.
    expect(dateOf('BE-S2', { happenedOn: '2026-07-10' })).toBe('2026-07-15');
  });

  it('BE-H: the next working day', () => {
    expect(dateOf('BE-H', { happenedOn: '2026-04-04' })).toBe('2026-04-07');
    expect(dateOf('BE-H', { happenedOn: '2026-03-02' })).toBe('2026-03-02');
  });

  it('knows no rule outside the table', () => {
    expect(computeDeadlines({ pack, ruleId: 'BE-R99', event, holidayOn })).toEqual({
      ok: false,
      error: { kind: 'unknownRule' },
    });
    expect(pack.rules.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 22 }, (_, index) => `BE-R${index + 1}`),
      'EU-R1',
      'BE-S1',
      'BE-S2',
      'BE-S3',
      'BE-S4',
      'BE-H',
    ]);
  });
});

describe('a disputed start', () => {
  it('gives two dates and puts the earlier first, whichever was named first', () => {
    const expected = { date: '2026-04-01', laterDate: '2026-04-09' };
    expect(ask('BE-R8', { channel: 'registered', disputedOn: '2026-03-10' })[0]).toMatchObject(expected);
    expect(
      ask('BE-R8', { channel: 'registered', happenedOn: '2026-03-10', disputedOn: '2026-03-02' })[0],
    ).toMatchObject(expected);
  });

  it('does not matter where the date is printed on the document', () => {
    expect(ask('BE-R1', { disputedOn: '2026-03-04', printedUntil: '2026-04-15' })[0]).toMatchObject({
      date: '2026-04-15',
      laterDate: null,
    });
  });
});

const anyDate = fc.integer({ min: 0, max: 365 * 20 }).map((days) => addDays('2020-01-01', days));
const anyChannel = fc.constantFrom(...notificationChannels);

describe('time limits of the Council', () => {
  it('end on a working day, never earlier than their length, never more than a long weekend later', () => {
    fc.assert(
      fc.property(anyDate, anyChannel, fc.boolean(), (happenedOn, channel, detained) => {
        const length = detained ? 10 : 30;
        const date = dateOf(detained ? 'BE-R9' : 'BE-R8', { happenedOn, channel, detained });
        expect(restReason(date, holidayOn)).toBeNull();
        const days = daysBetween(happenedOn, date);
        expect(days).toBeGreaterThanOrEqual(length);
        expect(days).toBeLessThanOrEqual(length + (channel === 'post' ? 12 : 4));
      }),
    );
  });

  it('never end earlier when the event was later', () => {
    fc.assert(
      fc.property(anyDate, anyChannel, fc.integer({ min: 1, max: 20 }), (happenedOn, channel, days) => {
        const earlier = dateOf('BE-R8', { happenedOn, channel });
        expect(dateOf('BE-R8', { happenedOn: addDays(happenedOn, days), channel }) >= earlier).toBe(true);
      }),
    );
  });
});

describe('every rule', () => {
  it('has a safe day that is a working day and not after the date itself', () => {
    const ruleIds = pack.rules.map(({ id }) => id).filter((id) => !id.startsWith('BE-S'));
    fc.assert(
      fc.property(fc.constantFrom(...ruleIds), anyDate, anyChannel, (ruleId, happenedOn, channel) => {
        for (const deadline of ask(
          ruleId,
          { happenedOn, channel },
          { length: { amount: 8, unit: 'days' } },
        )) {
          expect(deadline.actBy <= deadline.date).toBe(true);
          expect(restReason(deadline.actBy, holidayOn)).toBeNull();
        }
      }),
    );
  });

  it('keeps a printed end of validity as it is printed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('BE-R1', 'BE-R3', 'BE-R5', 'BE-R6', 'BE-R7'),
        anyDate,
        (ruleId, printedUntil) => {
          expect(dateOf(ruleId, { printedUntil }, { eventIs: 'issue' })).toBe(printedUntil);
        },
      ),
    );
  });

  it('is explained in four languages without a gap', () => {
    for (const rule of pack.rules) {
      const computed = computeDeadlines({
        pack,
        ruleId: rule.id,
        event: { ...event, happenedOn: '2026-04-02', channel: 'post', ordinal: 2 },
        holidayOn,
        length: { amount: 2, unit: 'months' },
      });
      if (!computed.ok) throw new Error(computed.error.kind);
      for (const language of languages) {
        const sentences = computed.value.flatMap(({ steps }) => explainSteps(steps, rule, pack, language));
        expect(sentences.length).toBeGreaterThan(0);
        for (const { text } of sentences) {
          expect(text).toMatch(/^\p{Lu}|^\d/u);
          expect(text).toMatch(/\.$/);
          expect(text).not.toMatch(/undefined|null|\[object|NaN/);
        }
      }
    }
  });
});

describe('the explanation of thirty days over Easter', () => {
  const computed = computeDeadlines({
    pack,
    ruleId: 'BE-R8',
    event: { ...event, happenedOn: '2026-03-05', channel: 'registered' },
    holidayOn,
  });
  const rule = pack.rules.find(({ id }) => id === 'BE-R8');
  if (!computed.ok || rule === undefined) throw new Error('BE-R8 gave nothing');
  const [deadline] = computed.value;
  const textsIn = (language: (typeof languages)[number]) =>
    explainSteps(deadline?.steps ?? [], rule, pack, language).map(({ text }) =>
      text.replaceAll('\u00a0', ' '),
    );

  it('names each step in English', () => {
    expect(textsIn('en')).toEqual([
      'The registered letter with acknowledgment of receipt was presented on Thursday 5 March 2026.',
      'That day does not count. Time runs from the day after (BE-S1): Friday 6 March 2026 is day 1.',
      '30 calendar days are counted, and the last day counts: time runs until Saturday 4 April 2026.',
      'Not working days: Saturday 4 April 2026, Sunday 5 April 2026, Monday 6 April 2026 (Easter Monday).',
      'The last day, Saturday 4 April 2026, is not a working day: the deadline moves to the next working day, Tuesday 7 April 2026.',
    ]);
  });

  it('names each step in French', () => {
    expect(textsIn('fr')).toEqual([
      'Le recommandé avec accusé de réception a été présenté le jeudi 5 mars 2026.',
      'Ce jour n’est pas compté. Le délai court à partir du lendemain (BE-S1) : vendredi 6 mars 2026 est le jour 1.',
      '30 jours calendrier sont comptés, et le dernier jour compte : le délai va jusqu’au samedi 4 avril 2026.',
      'Ne sont pas des jours ouvrables : samedi 4 avril 2026, dimanche 5 avril 2026, lundi 6 avril 2026 (Lundi de Pâques).',
      'Le dernier jour, samedi 4 avril 2026, n’est pas un jour ouvrable : l’échéance est reportée au prochain jour ouvrable, mardi 7 avril 2026.',
    ]);
  });

  it('names each step in Dutch', () => {
    expect(textsIn('nl')).toEqual([
      'De aangetekende brief met ontvangstbewijs werd aangeboden op donderdag 5 maart 2026.',
      'Deze dag telt niet mee. De termijn loopt vanaf de volgende dag (BE-S1): vrijdag 6 maart 2026 is dag 1.',
      'Er worden 30 kalenderdagen geteld, en de laatste dag telt mee: de termijn loopt tot en met zaterdag 4 april 2026.',
      'Geen werkdagen: zaterdag 4 april 2026, zondag 5 april 2026, maandag 6 april 2026 (Paasmaandag).',
      'De laatste dag, zaterdag 4 april 2026, is geen werkdag: de termijn schuift op naar de volgende werkdag, dinsdag 7 april 2026.',
    ]);
  });

  it('names each step in German', () => {
    expect(textsIn('de')).toEqual([
      'Das Einschreiben mit Rückschein wurde am Donnerstag, 5. März 2026 vorgelegt.',
      'Dieser Tag zählt nicht mit. Die Frist läuft ab dem folgenden Tag (BE-S1): Freitag, 6. März 2026 ist Tag 1.',
      'Gezählt werden 30 Kalendertage, der letzte Tag zählt mit: bis Samstag, 4. April 2026.',
      'Keine Werktage: Samstag, 4. April 2026; Sonntag, 5. April 2026; Montag, 6. April 2026 (Ostermontag).',
      'Der letzte Tag, Samstag, 4. April 2026, ist kein Werktag: die Frist verschiebt sich auf den nächsten Werktag, Dienstag, 7. April 2026.',
    ]);
  });
});
