import type { NotificationChannel } from '../deadlines/schemas';
import type { CivilDate } from '../kernel/time';
import { printDay } from './dates';
import type { FilingLanguage } from './kinds';

// Words of the petitions to the Council. Articles on the Council's own procedure are not cited: its rules were being
// revised when they were read.

type Wording = Readonly<Record<FilingLanguage, string>>;

export const petitionTitles = {
  annulment: { fr: 'Requête en annulation', nl: 'Verzoekschrift tot nietigverklaring' },
  annulmentAndSuspension: {
    fr: 'Requête en annulation et demande de suspension',
    nl: 'Verzoekschrift tot nietigverklaring en vordering tot schorsing',
  },
  extremeUrgency: {
    fr: 'Demande de suspension en extrême urgence',
    nl: 'Vordering tot schorsing bij uiterst dringende noodzakelijkheid',
  },
} satisfies Record<string, Wording>;

/** Articles of the Aliens Act and of the European Convention on Human Rights, then whole texts and principles. */
const actArticles = {
  article61_2: '61/2',
  article61_3: '61/3',
  article61_4: '61/4',
  article61_5: '61/5',
  article74_13: '74/13',
} as const;
const conventionArticles = {
  convention3: '3',
  convention4: '4',
  convention8: '8',
  convention13: '13',
} as const;
const otherRules = {
  formalReasons: {
    fr: 'des articles 2 et 3 de la loi du 29 juillet 1991 relative à la motivation formelle des actes administratifs',
    nl: 'van de artikelen 2 en 3 van de wet van 29 juli 1991 betreffende de uitdrukkelijke motivering van de bestuurshandelingen',
  },
  dutyOfCare: {
    fr: 'du principe général de bonne administration qui impose à l’autorité un devoir de minutie',
    nl: 'van de zorgvuldigheidsplicht als algemeen beginsel van behoorlijk bestuur',
  },
  rightToBeHeard: {
    fr: 'du droit d’être entendu en tant que principe général de droit',
    nl: 'van het hoorrecht als algemeen rechtsbeginsel',
  },
  directive2004: {
    fr: 'de la directive 2004/81/CE du Conseil du 29 avril 2004',
    nl: 'van richtlijn 2004/81/EG van de Raad van 29 april 2004',
  },
  directive2011: {
    fr: 'de la directive 2011/36/UE du Parlement européen et du Conseil du 5 avril 2011',
    nl: 'van richtlijn 2011/36/EU van het Europees Parlement en de Raad van 5 april 2011',
  },
  bestInterests: {
    fr: 'du principe de l’intérêt supérieur de l’enfant',
    nl: 'van het beginsel van het hoger belang van het kind',
  },
} as const satisfies Record<string, Wording>;

type Rule = keyof typeof actArticles | keyof typeof conventionArticles | keyof typeof otherRules;
export const breachableRules: readonly Rule[] = [
  'article61_2',
  'article61_3',
  'article61_4',
  'article61_5',
  'article74_13',
  'formalReasons',
  'dutyOfCare',
  'rightToBeHeard',
  'convention3',
  'convention4',
  'convention8',
  'convention13',
  'directive2004',
  'directive2011',
  'bestInterests',
];

/** What stands after `pris de la violation` and `afgeleid uit de schending`; '' without a rule. */
export function breachedRules(chosen: readonly string[], language: FilingLanguage): string {
  const named = (articles: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(articles).flatMap(([rule, article]) => (chosen.includes(rule) ? [article] : []));
  const parts = [
    ofArticles(named(actArticles), language, {
      fr: 'de la loi du 15 décembre 1980 sur l’accès au territoire, le séjour, l’établissement et l’éloignement des étrangers',
      nl: 'van de wet van 15 december 1980 betreffende de toegang tot het grondgebied, het verblijf, de vestiging en de verwijdering van vreemdelingen',
    }),
    ...(['formalReasons', 'dutyOfCare', 'rightToBeHeard'] as const)
      .filter((rule) => chosen.includes(rule))
      .map((rule) => otherRules[rule][language]),
    ofArticles(named(conventionArticles), language, {
      fr: 'de la Convention de sauvegarde des droits de l’homme et des libertés fondamentales',
      nl: 'van het Verdrag tot bescherming van de rechten van de mens en de fundamentele vrijheden',
    }),
    ...(['directive2004', 'directive2011', 'bestInterests'] as const)
      .filter((rule) => chosen.includes(rule))
      .map((rule) => otherRules[rule][language]),
  ].filter((part) => part !== '');
  return enumerated(parts, language);
}

function ofArticles(articles: readonly string[], language: FilingLanguage, of: Wording): string {
  if (articles.length === 0) return '';
  const several = articles.length > 1;
  const listed = enumerated(articles, language);
  if (language === 'nl') return `van ${several ? 'de artikelen' : 'artikel'} ${listed} ${of.nl}`;
  return `${several ? 'des articles' : 'de l’article'} ${listed} ${of.fr}`;
}

function enumerated(parts: readonly string[], language: FilingLanguage): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  return `${parts.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'en'} ${last}`;
}

/** `Premier moyen`, or `Moyen unique` where there is no other. */
export function groundTitle(index: number, count: number, language: FilingLanguage): string {
  if (count === 1) return { fr: 'Moyen unique', nl: 'Enig middel' }[language];
  const ordinals = {
    fr: ['Premier', 'Deuxième', 'Troisième', 'Quatrième'],
    nl: ['Eerste', 'Tweede', 'Derde', 'Vierde'],
  }[language];
  return `${ordinals[index] ?? ''} ${{ fr: 'moyen', nl: 'middel' }[language]}`;
}

/** When and how a decision was notified, as it stands after `a été notifiée` and `werd ter kennis gebracht`. */
export function notifiedWording(
  day: CivilDate,
  channel: NotificationChannel | null,
  language: FilingLanguage,
): string {
  const on = printDay(day, language);
  switch (channel) {
    case 'handed':
      return { fr: `en mains propres le ${on}`, nl: `op ${on}, door persoonlijke overhandiging` }[language];
    case 'registered':
      return {
        fr: `par envoi recommandé avec accusé de réception, présenté le ${on}`,
        nl: `bij aangetekende zending met ontvangstbewijs, aangeboden op ${on}`,
      }[language];
    case 'post':
      return {
        fr: `par envoi postal remis à la poste le ${on}`,
        nl: `per brief, ter post afgegeven op ${on}`,
      }[language];
    case 'other':
    case null:
      return { fr: `le ${on}`, nl: `op ${on}` }[language];
  }
}
