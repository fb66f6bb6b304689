import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, foldLine, writeCalendar } from '../../../src/shared/deadlines/calendar-file';

/** As a reader of RFC 5545 puts a folded file together again: 3.1. */
const unfold = (text: string) => text.replaceAll('\r\n ', '');
/** 3.3.11, the other way round. */
const unescape = (text: string) =>
  text.replaceAll(/\\([\\;,nN])/g, (_all, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
const octets = (text: string) => new TextEncoder().encode(text).byteLength;
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('a calendar file', () => {
  it('says the day and a title, and nothing else', () => {
    expect(
      writeCalendar(
        [{ uid: 'abc', on: '2026-12-31', title: 'BR-2026-014 échéance' }],
        '2026-03-02T09:15:00.000Z',
      ),
    ).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Dossier//Dossier//EN',
        'CALSCALE:GREGORIAN',
        'BEGIN:VEVENT',
        'UID:abc',
        'DTSTAMP:20260302T091500Z',
        'DTSTART;VALUE=DATE:20261231',
        'DTEND;VALUE=DATE:20270101',
        'SUMMARY:BR-2026-014 échéance',
        'CLASS:PRIVATE',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('has no line of more than 75 octets, and none breaks a character', () => {
    fc.assert(
      fc.property(anyText, (line) => {
        const folded = foldLine(line.replaceAll(/[\r\n]/g, ''));
        for (const part of folded.split('\r\n')) {
          expect(octets(part)).toBeLessThanOrEqual(75);
          expect(part).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
        }
        expect(unfold(folded)).toBe(line.replaceAll(/[\r\n]/g, ''));
      }),
    );
  });

  it('gives back every title that was put in, and no title can add a line of its own', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const file = writeCalendar([{ uid: 'abc', on: '2026-03-02', title }], '2026-03-02T09:15:00.000Z');
        const lines = unfold(file).split('\r\n');
        expect(lines).toHaveLength(15);
        const summary = lines.find((line) => line.startsWith('SUMMARY:'))?.slice('SUMMARY:'.length) ?? '';
        const printable = title.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\n\t])\p{Cc}/gu, '');
        expect(unescape(summary)).toBe(printable);
      }),
    );
  });

  it('escapes what the format itself uses', () => {
    expect(escapeText('a;b,c\\d\r\ne')).toBe('a\\;b\\,c\\\\d\\ne');
  });
});
