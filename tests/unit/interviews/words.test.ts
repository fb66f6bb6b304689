import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/shared/interviews/words';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['  \n ', 0],
    ['They took my passport.', 4],
    ['l’avocate m’a dit : « attends-moi »', 4],
    ['11 000 euros — 2023', 4],
    ['أخذوا جواز سفري', 3],
    ['cafe\u0301 noir', 2],
    ['护照', 2],
    ['ฉันไม่รู้', 2],
    ['ሰነዶቼን ወሰዱ', 2],
    ['👩🏽‍⚖️', 0],
  ])('counts %j as %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});
