import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWholeSum } from '../../../src/shared/conversations/report';
import { looksLikeWhatsApp, readWhatsApp } from '../../../src/shared/conversations/whatsapp';
import { conversationFiles } from '../../support/conversation-files';

/** Four moments as telephones in each language write them, by the formats of Unicode CLDR 48: another Node has others. */
const telephones = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../fixtures/telephone-dates.json'), 'utf8'),
) as Readonly<Record<string, { readonly days: readonly string[][]; readonly hours: readonly string[][] }>>;
const moments = ['2023-05-13T21:29', '2023-05-14T09:05', '2023-05-15T00:30', '2023-05-15T12:31'];

describe('readWhatsApp', () => {
  it.each(Object.entries(telephones))(
    'reads days and hours as a telephone in %s writes them',
    (_, { days, hours }) => {
      for (const day of days) {
        for (const hour of hours) {
          const lines = moments.map((__, index) => `[${day[index]}, ${hour[index]}] Mina: yes`);
          const { messages } = readWhatsApp(lines.join('\n'));
          expect({ lines, times: messages.map(({ at }) => at.slice(0, 16)) }).toEqual({
            lines,
            times: moments,
          });
          expect(looksLikeWhatsApp(lines)).toBe(true);
        }
      }
    },
  );

  it('reads whole what was written in either form', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ios', 'android'),
        fc.array(
          fc.record({
            minutes: fc.integer({ min: 61, max: 5000 }),
            sender: fc.constantFrom('Mina', 'Karim B', '+32 470 00 00 00'),
            text: fc.array(fc.stringMatching(/^[a-zé ,.!?0-9]{1,30}$/), { minLength: 1, maxLength: 3 }),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        (form, said) => {
          let at = Date.UTC(2023, 0, 1);
          const expected = said.map(({ minutes, sender, text }) => {
            at += minutes * 60_000;
            const time = new Date(at).toISOString().slice(0, form === 'ios' ? 19 : 16);
            return { at: time, sender, text: text.join('\n').trimStart() };
          });
          const written = expected.map(({ at: time, sender, text }) => {
            const [year, month, day] = time.slice(0, 10).split('-');
            const date = `${day}/${month}/${year}, ${time.slice(11)}`;
            return form === 'ios' ? `[${date}] ${sender}: ${text}` : `${date} - ${sender}: ${text}`;
          });
          const read = readWhatsApp(written.join('\n'), { order: 'dayMonthYear' });
          expect(read.messages.map(({ at: time, sender, text }) => ({ at: time, sender, text }))).toEqual(
            expected,
          );
          expect(read.lines.total).toBe(written.join('\n').split('\n').length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts every line somewhere, whatever the text is', () => {
    const samples = Object.entries(conversationFiles).flatMap(([name, content]) =>
      name.startsWith('whatsapp') && typeof content === 'string' ? [content] : [],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 6 }),
        (sample, cuts) => {
          const mutated = cuts.reduce((text, [at, piece]) => {
            const place = at % (text.length + 1);
            return text.slice(0, place) + piece + text.slice(place + piece.length);
          }, sample);
          const { lines } = readWhatsApp(mutated);
          expect(isWholeSum(lines)).toBe(true);
          // Where no other end of a line is left, those of an old Mac count.
          const end = mutated.includes('\n') ? '\n' : '\r';
          const text = mutated.endsWith(end) ? mutated.slice(0, -1) : mutated;
          expect(lines.total).toBe(text.split(end).length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves a pasted line of the same hour in the message that quotes it', () => {
    const { messages, lookalikes } = readWhatsApp(
      [
        '[12/05/2023, 21:00:00] Karim: you owe 400',
        '[12/05/2023, 21:20:00] Mina: you wrote',
        '[12/05/2023, 21:00:00] Karim: you owe 400',
        '[12/05/2023, 21:30:00] Karim: no',
      ].join('\n'),
    );
    expect(messages.map(({ sender, text }) => [sender, text])).toEqual([
      ['Karim', 'you owe 400'],
      ['Mina', 'you wrote\n[12/05/2023, 21:00:00] Karim: you owe 400'],
      ['Karim', 'no'],
    ]);
    expect(lookalikes).toEqual([
      { position: 3, text: '[12/05/2023, 21:00:00] Karim: you owe 400', reason: 'outOfTime' },
    ]);
  });

  it('leaves a pasted line of another hour in the message that quotes it', () => {
    const { messages } = readWhatsApp(
      [
        '12/05/2023, 21:00 - Karim: hello',
        '12/05/2023, 21:20 - Mina: he wrote',
        '12/05/2023, 09:15 - Boss: you owe 400',
        '12/05/2023, 23:59 - Boss: you will see',
        '12/05/2023, 21:30 - Karim: no',
      ].join('\n'),
    );
    expect(messages.map(({ sender }) => sender)).toEqual(['Karim', 'Mina', 'Karim']);
  });

  it.each([
    ['days above twelve come first', ['13/05/2023', '14/05/2023'], 'dayMonthYear', false],
    ['days above twelve come second', ['05/13/2023', '05/14/2023'], 'monthDayYear', false],
    [
      'only one order goes forward in time',
      ['09/11/2022', '10/11/2022', '01/12/2022'],
      'dayMonthYear',
      false,
    ],
    ['nothing tells', ['05/06/2023', '06/06/2023'], 'dayMonthYear', true],
    ['the same day comes of both', ['05/05/2023'], 'dayMonthYear', false],
    ['a short year comes first', ['23/05/10', '23/05/11', '23/05/12', '23/06/01'], 'yearMonthDay', false],
  ])('proves the order of the date where %s', (_, days, order, isAmbiguous) => {
    const { readings, warnings } = readWhatsApp(days.map((day) => `${day}, 21:29 - Mina: yes`).join('\n'));
    expect(readings.find(({ chosen }) => chosen)?.order).toBe(order);
    expect(warnings.some(({ kind }) => kind === 'dateAmbiguous')).toBe(isAmbiguous);
  });

  it('tells a line whose day does not exist, and what belongs to it', () => {
    const { messages, notUnderstood } = readWhatsApp(
      '28/02/2023, 21:29 - Mina: yes\n30/02/2023, 21:30 - Mina: no\nmore\n01/03/2023, 21:29 - Mina: yes',
    );
    expect(messages).toHaveLength(2);
    expect(notUnderstood).toEqual([
      { position: 2, text: '30/02/2023, 21:30 - Mina: no', reason: 'timeImpossible' },
      { position: 3, text: 'more', reason: 'belongsToNotUnderstood' },
    ]);
  });

  it.each([
    ['2014년 5월 12일 오후 9:29, 민지 : 안녕', ['2014-05-12T21:29', '민지', '안녕']],
    ['2023年5月13日 晚上9:29 - 小红: 你好', ['2023-05-13T21:29', '小红', '你好']],
    ['๑๓/๕/๒๕๖๖ ๒๑:๒๙ น. - สมหญิง: ค่ะ', ['2023-05-13T21:29', 'สมหญิง', 'ค่ะ']],
    ['١٣/٥/٢٠٢٣، ٩:٢٩ مساءً - سارة: نعم', ['2023-05-13T21:29', 'سارة', 'نعم']],
    ['[13/05/2023, 21:29:10] \u2068Mina\u2069:\u200e yes', ['2023-05-13T21:29:10', 'Mina', 'yes']],
  ])('reads %s', (line, expected) => {
    expect(readWhatsApp(line).messages.map(({ at, sender, text }) => [at, sender, text])).toEqual([expected]);
  });

  it.each([
    'Mina changed the group name from “Shift: day” to “Shift: night”',
    'Mina changed the group name from Shift: day to Shift: night',
    'Mina a changé le nom du groupe en «\u00a0Nuit\u00a0: nord\u00a0»',
    'غيّرت سارة اسم المجموعة من "أ: ب" إلى "ج"',
  ])('invents no sender for the notice %s', (notice) => {
    const { messages, notices } = readWhatsApp(
      `13/05/2023, 21:28 - Mina: yes\n13/05/2023, 21:29 - ${notice}\n`,
    );
    expect({ messages: messages.length, notices: notices.map(({ text }) => text) }).toEqual({
      messages: 1,
      notices: [notice],
    });
  });

  it('takes a name with a colon whole, in messages and in notices about its owner', () => {
    const { messages, notices } = readWhatsApp(
      [
        '13/05/2023, 21:29 - Mr: X joined using this group\u2019s invite link',
        '13/05/2023, 21:30 - Shop: Ali: come',
        '13/05/2023, 21:31 - Mr: X: now',
        '13/05/2023, 21:32 - Shop: Ali: at 5: alone',
        '13/05/2023, 21:33 - Mina: Note: no',
        '13/05/2023, 21:34 - Mina: why',
      ].join('\n'),
    );
    expect(messages.map(({ sender, text }) => [sender, text])).toEqual([
      ['Shop: Ali', 'come'],
      ['Mr: X', 'now'],
      ['Shop: Ali', 'at 5: alone'],
      ['Mina', 'Note: no'],
      ['Mina', 'why'],
    ]);
    expect(notices.map(({ text }) => text)).toEqual(['Mr: X joined using this group\u2019s invite link']);
  });

  it.each(['the room: <attached: 00000001-PHOTO.jpg>', 'note: no', 'he said all this and more: no'])(
    'has no doubt about a name before “%s”',
    (said) => {
      const { warnings } = readWhatsApp(`[13/05/2023, 21:29:10] Mina: ${said}\n`);
      expect(warnings.filter(({ kind }) => kind === 'senderUncertain')).toEqual([]);
    },
  );

  it('doubts a name with a colon of somebody who says one thing', () => {
    const { messages, warnings } = readWhatsApp('13/05/2023, 21:29 - Shop: Ali: come\n');
    expect(messages.map(({ sender, text }) => [sender, text])).toEqual([['Shop', 'Ali: come']]);
    expect(warnings).toEqual([{ kind: 'senderUncertain', chosen: 'Shop', other: 'Shop: Ali' }]);
  });
});
