/** What the word beside a 12-hour time says. */
export type DayHalf = 'morning' | 'afternoon' | 'noon' | 'night';

/** Without dots, spaces and joiners, in lower case. Source: day periods of Unicode CLDR. */
const wordsByHalf: Readonly<Record<DayHalf, readonly string[]>> = {
  morning: [
    'am',
    '上午',
    '凌晨',
    '清晨',
    '早上',
    '午前',
    '오전',
    '새벽',
    '아침',
    'sa',
    'ص',
    'صباحا',
    'صباحًا',
    'قظ',
    'قبلازظهر',
    'قبل‌ازظهر',
    'ก่อนเที่ยง',
    'पूर्वाह्न',
    'পূর্বাহ্ণ',
    'முற்பகல்',
    'ਪੂਦੁ',
    'πμ',
    'öö',
    'ጥዋት',
    'ንጉሆ ሰዓተ',
    'gh',
    'pg',
    'pd',
    'e paradites',
    'de',
    'дп',
    'пр об',
    'проб',
    '早晨',
    '清早',
    'فجرا',
    'فجرًا',
    'सुबह',
    'vm',
    'dop',
    'ap',
    'rn',
    'sf',
    'fh',
    'тң',
    'таңкы',
    'ກ່ອນທ່ຽງ',
    'priešpiet',
    'priekšp',
    'priekšpusdienā',
    'претпл',
    'претпладне',
    'үө',
    'နံနက်',
    'غم',
    'පෙව',
    'fm',
    'ቅቀ',
    'ቅድመ ቀትር',
    'to',
    'N’ụtụtụ',
    'Àárọ̀',
    'ព្រឹក',
    'قبلدوپہر',
    'paradite',
    'пре подне',
    'prije podne',
    'pre podne',
  ],
  afternoon: [
    'pm',
    '下午',
    '午後',
    '오후',
    '저녁',
    'ch',
    'م',
    'مساء',
    'مساءً',
    'بظ',
    'بعدازظهر',
    'بعد‌ازظهر',
    'หลังเที่ยง',
    'अपराह्न',
    'অপরাহ্ণ',
    'பிற்பகல்',
    'ਬਾਦੁ',
    'μμ',
    'ös',
    'ከሰዓት',
    'gd',
    'ptg',
    'md',
    'e pasdites',
    'du',
    'пп',
    'сл об',
    'слоб',
    '傍晚',
    'عصرا',
    'عصرًا',
    'शाम',
    'nm',
    'odp',
    'pop',
    'ip',
    'in',
    'ym',
    'eh',
    'тк',
    'түштөн кийинки',
    'ຫຼັງທ່ຽງ',
    'popiet',
    'pēcp',
    'pēcpusdienā',
    'попл',
    'попладне',
    'үх',
    'ညနေ',
    'غو',
    'පව',
    'em',
    'ድቀ',
    'ድሕሪ ቀትር',
    'tk',
    'N’abalị',
    'Ọ̀sán',
    'ល្ងាច',
    'بعددوپہر',
    'по подне',
    'popodne',
    'po podne',
  ],
  noon: ['中午', '正午', '낮', 'ظهرا', 'ظهرًا', 'दोपहर'],
  night: ['晚上', '밤', 'ليلا', 'ليلًا', 'रात'],
};

const halfByWord = new Map(
  Object.entries(wordsByHalf).flatMap(([half, words]) =>
    // The keys of the table above are the halves.
    words.map((word) => [folded(word), half as DayHalf] as const),
  ),
);

/** Source of an expression that takes every word of the table, with dots, spaces or joiners between short letters. */
export const dayHalfSource = [...halfByWord.keys()]
  .sort((one, other) => other.length - one.length)
  .map((word) =>
    // `a. m.`, `ق.ظ.`, `SA`: abbreviations are written with and without.
    word.length <= 4 ? `${[...word].join('[.\\u200c ]{0,2}')}\\.?` : `${[...word].join('\\u200c?')}\\.?`,
  )
  .join('|');

/** Null for a word that is none of the table. */
export function dayHalfOf(word: string): DayHalf | null {
  return halfByWord.get(folded(word)) ?? null;
}

function folded(word: string): string {
  return word.toLowerCase().replace(/[.\u200c\s]/g, '');
}

/** The hour from 0 to 23; null when the two contradict each other, as in 13 in the morning. */
export function hourOfDay(hour: number, half: DayHalf | null): number | null {
  if (hour > 23) return null;
  switch (half) {
    case null:
      return hour;
    case 'morning':
      return hour === 12 ? 0 : hour < 12 ? hour : null;
    case 'afternoon':
      return hour >= 12 ? hour : hour + 12;
    case 'noon':
      return hour >= 10 && hour <= 13 ? hour : hour <= 2 ? hour + 12 : null;
    case 'night':
      // Twelve at night is the end of one day or the beginning of another, and the export does not say which.
      return hour === 12 ? null : hour >= 18 ? hour : hour >= 5 && hour < 12 ? hour + 12 : null;
  }
}
