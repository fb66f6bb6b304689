import { afterEach, describe, expect, it } from 'vitest';
import { createFormats } from '../../../src/renderer/lib/text';

const zoneBefore = process.env.TZ;

describe('formats', () => {
  afterEach(() => {
    process.env.TZ = zoneBefore;
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Brussels', 'UTC'])(
    'keep a civil date the same day in %s',
    (zone) => {
      process.env.TZ = zone;
      const formats = createFormats('en-GB');
      expect([
        formats.date('2026-03-02'),
        formats.longDate('2026-03-29').replace(',', ''),
        formats.shortDate('2026-01-01'),
      ]).toEqual(['2 March 2026', 'Sunday 29 March 2026', '1 Jan 2026']);
    },
  );

  it('write dates, times, lists and numbers in French as in Belgium', () => {
    process.env.TZ = 'Europe/Brussels';
    const formats = createFormats('fr-BE');
    expect({
      date: formats.date('2026-03-02'),
      time: formats.time('2026-03-02T09:15:00.000Z'),
      tomorrow: formats.days(1),
      list: formats.list(['a', 'b', 'c']),
    }).toEqual({ date: '2 mars 2026', time: '10:15', tomorrow: 'demain', list: 'a, b et c' });
  });

  it('write dates, times, lists and numbers in Dutch as in Belgium', () => {
    process.env.TZ = 'Europe/Brussels';
    const formats = createFormats('nl-BE');
    expect({
      date: formats.date('2026-03-02'),
      day: formats.longDate('2026-03-02'),
      time: formats.time('2026-03-02T09:15:00.000Z'),
      yesterday: formats.days(-1),
      list: formats.list(['a', 'b', 'c']),
    }).toEqual({
      date: '2 maart 2026',
      day: 'maandag 2 maart 2026',
      time: '10:15',
      yesterday: 'gisteren',
      list: 'a, b en c',
    });
  });

  it('write dates, times, lists and numbers in German as in Belgium', () => {
    process.env.TZ = 'Europe/Brussels';
    const formats = createFormats('de-BE');
    expect({
      date: formats.date('2026-03-02'),
      day: formats.longDate('2026-03-02'),
      time: formats.time('2026-03-02T09:15:00.000Z'),
      yesterday: formats.days(-1),
      list: formats.list(['a', 'b', 'c']),
    }).toEqual({
      date: '2. März 2026',
      day: 'Montag, 2. März 2026',
      time: '10:15',
      yesterday: 'gestern',
      list: 'a, b und c',
    });
  });
});
