// Rough sounds of letters, for comparing names only; never shown and never written into a document.

const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [letter = '', sound = ''] = pair.split('=');
        return [letter, sound];
      }),
  );

// What decomposition has already split (й, ё, ї, أ, ئ) is not listed.
const letterSounds = pairs(`
  ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ħ=h ı=i ŋ=ng ə=e ɛ=e ɔ=o ɓ=b ɗ=d ƙ=k ƴ=y ɖ=d ƒ=f ɣ=g ĸ=k ŧ=t
  а=a б=b в=v г=g ґ=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
  щ=sch ъ= ы=i ь= э=e ю=iu я=ia і=i є=ie ј=i љ=l њ=n ћ=ch ђ=dj џ=dj ѕ=dz қ=k ғ=g ң=n ө=o ү=u ұ=u һ=h ә=a
  α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f χ=kh ψ=ps ω=o
  ا=a ٱ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ل=l م=m
  ن=n ه=h ة=a و=u ي=i ى=a ء= پ=p چ=ch ژ=zh گ=g ک=k ی=i ہ=h ھ=h ە=e ں=n ے=e ٹ=t ڈ=d ڑ=r ڤ=v ې=e ښ=sh ځ=z څ=ts
  ړ=r ډ=d ټ=t ڼ=n ۆ=o ێ=e ڕ=r ڵ=l
  א=a ב=b ג=g ד=d ה=h ו=u ז=z ח=h ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=f ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t
  ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=k შ=sh ჩ=ch
  ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
  ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch
  պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=u փ=p ք=k օ=o ֆ=f
`);

const letterGroups: readonly (readonly [RegExp, string])[] = [
  [/ου|ու/g, 'u'],
  [/(?<!\p{L})μπ/gu, 'b'],
  [/(?<!\p{L})ντ/gu, 'd'],
  // A first waw or ya is the consonant of Walid and Yusuf; its short vowel is not written.
  [/(?<!\p{L})و/gu, 'wa'],
  [/(?<!\p{L})[يی]/gu, 'ia'],
];

// The Ethiopic block is laid out in rows of eight: a consonant with each of its vowels.
const ethiopicStart = 0x1200;
const ethiopicConsonants =
  'h l h m s r s sh k k k k b v t ch h h n n a k k h h u a z zh i d d j g g g t ch p ts ts f p'.split(' ');
const ethiopicVowels = ['e', 'u', 'i', 'a', 'e', '', 'o', 'ua'] as const;

/** Writes letters of other scripts with Latin ones as they roughly sound. Letters it does not know stay. */
export function transliterate(text: string): string {
  let grouped = text;
  for (const [pattern, sound] of letterGroups) grouped = grouped.replace(pattern, sound);
  return Array.from(grouped, (letter) => letterSounds.get(letter) ?? ethiopicSound(letter) ?? letter).join(
    '',
  );
}

function ethiopicSound(letter: string): string | undefined {
  const place = (letter.codePointAt(0) ?? 0) - ethiopicStart;
  const consonant = place < 0 ? undefined : ethiopicConsonants[Math.floor(place / 8)];
  if (consonant === undefined) return undefined;
  const vowel = ethiopicVowels[place % 8] ?? '';
  // Alef and ayin carry only their vowel.
  return consonant === 'a' ? vowel || 'e' : consonant + vowel;
}
