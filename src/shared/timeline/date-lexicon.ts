import type { Language } from '../kernel/languages';

/**
 * What a word can stand for in a date. Some stand for several, and the grammar tries them: "au" is "to" in "du 3 au 7 mai"
 * and nothing in "au printemps".
 */
export type Role =
  | `month:${number}`
  | `weekday:${number}`
  | `ordinal:${number}`
  | 'spring'
  | 'summer'
  | 'autumn'
  | 'winter'
  | 'early'
  | 'mid'
  | 'late'
  | 'quarter'
  | 'half'
  | 'decade'
  | 'about'
  | 'maybe'
  | 'before'
  | 'after'
  /** Goes on up to and with. */
  | 'until'
  /** Goes on from. */
  | 'since'
  /** One moment, this or sooner; this or later. */
  | 'noLaterThan'
  | 'noSoonerThan'
  | 'between'
  | 'and'
  | 'or'
  | 'to'
  | 'today'
  | 'yesterday'
  | 'comma'
  /** Says nothing: articles, "month of", "in the course of". */
  | 'filler';

/** Words and phrases in lower case without accents (`ß` as `ss`), by the roles they can take. */
export type Lexicon = ReadonlyMap<string, readonly Role[]>;

/** Each line: the role or roles, then the words that take them, separated by bars. */
function lexicon(...lines: readonly (readonly [string, string])[]): Lexicon {
  const rolesByPhrase = new Map<string, Role[]>();
  for (const [roles, phrases] of lines) {
    for (const phrase of phrases.split('|')) {
      const known = rolesByPhrase.get(phrase) ?? [];
      // The lines below are the only callers, and a test reads every one of them.
      rolesByPhrase.set(phrase, [...known, ...(roles.split(' ') as Role[])]);
    }
  }
  return rolesByPhrase;
}

/** Lines `month:1`, `month:2`, … for lists that count from 1. */
function numbered(role: 'month' | 'weekday' | 'ordinal', ...lines: readonly string[]): [string, string][] {
  return lines.map((phrases, index) => [`${role}:${index + 1}`, phrases]);
}

export const lexicons: Readonly<Record<Language, Lexicon>> = {
  en: lexicon(
    ...numbered(
      'month',
      'january|jan',
      'february|feb',
      'march|mar',
      'april|apr',
      'may',
      'june|jun',
      'july|jul',
      'august|aug',
      'september|sept|sep',
      'october|oct',
      'november|nov',
      'december|dec',
    ),
    ...numbered(
      'weekday',
      'monday|mon',
      'tuesday|tue|tues',
      'wednesday|wed',
      'thursday|thu|thurs',
      'friday|fri',
      'saturday|sat',
      'sunday|sun',
    ),
    ...numbered('ordinal', 'first', 'second', 'third', 'fourth', 'fifth'),
    ['ordinal:4', 'last'],
    ['spring', 'spring|springtime'],
    ['summer', 'summer|summertime'],
    ['autumn', 'autumn|fall'],
    ['winter', 'winter|wintertime'],
    ['early', 'early|beginning of|the beginning of|start of|early in|at the beginning of|at the start of'],
    ['mid', 'mid|middle of|the middle of|in the middle of'],
    ['late', 'late|end of|the end of|late in|at the end of'],
    ['quarter', 'quarter'],
    ['half', 'half'],
    ['decade', 'decade'],
    [
      'about',
      'about|around|approximately|approx|circa|ca|c|roughly|near|or so|or thereabouts|somewhere around|some time around|sometime around',
    ],
    ['maybe', 'maybe|perhaps|probably|possibly|uncertain|likely|i think|not sure|unsure'],
    ['before', 'before|prior to|earlier than'],
    ['after', 'after|later than'],
    ['until', 'until|till|up to|up until'],
    ['since', 'since|starting|from'],
    [
      'noLaterThan',
      'by|no later than|not later than|at the latest|or earlier|or before|on or before|in or before',
    ],
    [
      'noSoonerThan',
      'no earlier than|not earlier than|not before|at the earliest|or later|or after|on or after|in or after|from on',
    ],
    ['between', 'between'],
    ['and', 'and'],
    ['or', 'or'],
    ['to', 'to|until|till|through'],
    ['today', 'today'],
    ['yesterday', 'yesterday'],
    [
      'filler',
      'the|of|in|on|at|during|month|year|some time|sometime|somewhere|from|onwards|onward|over|course|either',
    ],
  ),
  fr: lexicon(
    ...numbered(
      'month',
      'janvier|janv|jan',
      'fevrier|fevr|fev',
      'mars',
      'avril|avr',
      'mai',
      'juin',
      'juillet|juil',
      'aout',
      'septembre|sept',
      'octobre|oct',
      'novembre|nov',
      'decembre|dec',
    ),
    ...numbered('weekday', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'),
    ...numbered(
      'ordinal',
      'premier|premiere',
      'deuxieme|second|seconde',
      'troisieme',
      'quatrieme',
      'cinquieme',
    ),
    ['ordinal:4', 'dernier'],
    ['spring', 'printemps'],
    ['summer', 'ete'],
    ['autumn', 'automne'],
    ['winter', 'hiver'],
    ['early', 'debut|au debut|le debut|tout debut|commencement'],
    ['mid', 'mi|milieu|au milieu|le milieu|a la mi'],
    ['late', 'fin|a la fin|la fin|toute fin'],
    ['quarter', 'trimestre'],
    ['half', 'semestre|moitie'],
    ['decade', 'annees|decennie'],
    ['about', 'vers|environ|a peu pres|approximativement|aux environs|autour|aux alentours|circa|ca|env'],
    [
      'maybe',
      'peut etre|probablement|sans doute|possiblement|incertain|incertaine|sans certitude|je crois|il me semble',
    ],
    ['before', 'avant'],
    ['after', 'apres'],
    ['until', 'jusqu a|jusqu en|jusqu au|jusqu aux|jusque|jusqu'],
    ['since', 'depuis|a partir|a compter'],
    ['noLaterThan', 'au plus tard|ou avant|ou plus tot'],
    ['noSoonerThan', 'au plus tot|ou apres|ou plus tard'],
    ['between', 'entre'],
    ['and', 'et'],
    ['or', 'ou|ou bien|soit'],
    ['to', 'a|au|aux|jusqu a|jusqu en|jusqu au|jusqu aux'],
    ['today', 'aujourd hui'],
    ['yesterday', 'hier'],
    [
      'filler',
      'le|la|les|l|de|du|des|d|en|au|aux|a|dans|durant|pendant|courant|cours|mois|annee|an|date|quelque part|soit|toute',
    ],
  ),
  nl: lexicon(
    ...numbered(
      'month',
      'januari|jan',
      'februari|feb',
      'maart|mrt',
      'april|apr',
      'mei',
      'juni|jun',
      'juli|jul',
      'augustus|aug',
      'september|sept|sep',
      'oktober|okt',
      'november|nov',
      'december|dec',
    ),
    ...numbered(
      'weekday',
      'maandag|ma',
      'dinsdag|di',
      'woensdag|wo',
      'donderdag|do',
      'vrijdag|vr',
      'zaterdag|za',
      'zondag|zo',
    ),
    ...numbered('ordinal', 'eerste', 'tweede', 'derde', 'vierde', 'vijfde'),
    ['ordinal:4', 'laatste'],
    ['spring', 'lente|voorjaar'],
    ['summer', 'zomer'],
    ['autumn', 'herfst|najaar'],
    ['winter', 'winter'],
    ['early', 'begin|begin van|vroeg in|in het begin van'],
    ['mid', 'midden|medio|half|midden in|in het midden van'],
    ['late', 'eind|einde|eind van|einde van|laat in|aan het eind van|aan het einde van'],
    ['quarter', 'kwartaal|trimester'],
    ['half', 'helft|semester|halfjaar'],
    ['decade', 'jaren'],
    ['about', 'rond|omstreeks|ongeveer|circa|ca|rondom|zowat|om en bij'],
    ['maybe', 'misschien|mogelijk|wellicht|waarschijnlijk|vermoedelijk|onzeker|ik denk'],
    ['before', 'voor|vroeger dan|voorafgaand aan'],
    ['after', 'na|later dan'],
    ['until', 'tot|tot en met|t e m|tem'],
    ['since', 'sinds|vanaf|sedert'],
    ['noLaterThan', 'uiterlijk|ten laatste|op zijn laatst|of eerder|of vroeger|of ervoor|niet later dan'],
    ['noSoonerThan', 'ten vroegste|op zijn vroegst|of later|of erna|niet eerder dan|niet vroeger dan'],
    ['between', 'tussen'],
    ['and', 'en'],
    ['or', 'of'],
    ['to', 'tot|tot en met|t e m|tem'],
    ['today', 'vandaag'],
    ['yesterday', 'gisteren'],
    ['filler', 'de|het|een|van|in|op|tijdens|gedurende|maand|jaar|loop|ergens|hetzij'],
  ),
  de: lexicon(
    ...numbered(
      'month',
      'januar|janner|jan',
      'februar|feb',
      'marz|maerz|mrz',
      'april|apr',
      'mai',
      'juni|jun',
      'juli|jul',
      'august|aug',
      'september|sept|sep',
      'oktober|okt',
      'november|nov',
      'dezember|dez',
    ),
    ...numbered(
      'weekday',
      'montag|mo',
      'dienstag|di',
      'mittwoch|mi',
      'donnerstag|do',
      'freitag|fr',
      'samstag|sonnabend|sa',
      'sonntag|so',
    ),
    ...numbered(
      'ordinal',
      'erste|ersten|erster|erstes',
      'zweite|zweiten|zweiter|zweites',
      'dritte|dritten|dritter|drittes',
      'vierte|vierten|vierter|viertes',
      'funfte|funften',
    ),
    ['ordinal:4', 'letzte|letzten|letztes'],
    ['spring', 'fruhling|fruhjahr|fruehling|fruehjahr|fruhlings|fruhjahrs'],
    ['summer', 'sommer|sommers'],
    ['autumn', 'herbst|herbstes'],
    ['winter', 'winter|winters'],
    ['early', 'anfang|zu beginn|beginn|anfangs|fruh im'],
    ['mid', 'mitte'],
    ['late', 'ende|gegen ende'],
    ['quarter', 'quartal|quartals'],
    ['half', 'halfte|halbjahr|halbjahrs|halbjahres|haelfte'],
    ['decade', 'jahre|jahren|jahrzehnt'],
    ['about', 'etwa|ungefahr|ungefaehr|circa|zirka|ca|um|gegen|rund|um herum'],
    ['maybe', 'vielleicht|moglicherweise|moeglicherweise|wahrscheinlich|vermutlich|unsicher|ich glaube'],
    ['before', 'vor'],
    ['after', 'nach'],
    ['until', 'bis'],
    ['since', 'seit|ab|von an'],
    ['noLaterThan', 'spatestens|spaetestens|oder fruher|oder davor'],
    ['noSoonerThan', 'fruhestens|fruehestens|oder spater|oder danach'],
    ['between', 'zwischen'],
    ['and', 'und'],
    ['or', 'oder'],
    ['to', 'bis'],
    ['today', 'heute'],
    ['yesterday', 'gestern'],
    [
      'filler',
      'der|die|das|den|dem|des|im|in|am|an|von|vom|zu|zum|zur|wahrend|waehrend|monat|monats|jahr|jahres|lauf|laufe|irgendwann',
    ],
  ),
};

/** Lower case, without accents, with one kind of dash, apostrophe and space: the form in which words are looked up. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
