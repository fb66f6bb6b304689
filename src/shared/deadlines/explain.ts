import { exhaustiveCheck } from '../kernel/result';
import type { Language, LocalizedText } from '../kernel/languages';
import type { CivilDate } from '../kernel/time';
import type { DeadlineRule, LengthUnit, Mark, ProcedurePack } from '../procedures/schemas';
import type { Step } from './engine';
import type { RestDay } from './holidays';
import type { NotificationChannel } from './schemas';

/** One step in words. `mark` says how far the statement of law in it can be trusted; null where it makes none. */
export interface ExplainedStep {
  readonly kind: Step['kind'];
  readonly text: string;
  readonly mark: Mark | null;
}

/** Turns the steps of a deadline into sentences that a person can follow and check, in one of the pack's languages. */
export function explainSteps(
  steps: readonly Step[],
  rule: DeadlineRule,
  pack: Pick<ProcedurePack, 'rules'>,
  language: Language,
): readonly ExplainedStep[] {
  const phrases = phrasesByLanguage[language];
  const event = eventOf(steps, rule, pack)[language];
  const holidayNames = new Map(
    pack.rules
      .flatMap((candidate) => (candidate.kind === 'holidays' ? candidate.days : []))
      .map((day) => [day.id, day.name[language]]),
  );
  const formatDate = (date: CivilDate) => formatLongDate(date, language);
  const nameDays = (days: readonly RestDay[]) =>
    days
      .map(({ date, reason }) =>
        reason.kind === 'holiday'
          ? `${formatDate(date)} (${holidayNames.get(reason.id) ?? reason.id})`
          : formatDate(date),
      )
      // A German date has a comma of its own.
      .join(language === 'de' ? '; ' : ', ');
  return steps.map((step) => ({
    kind: step.kind,
    text: sentence(step, phrases, { event, formatDate, nameDays }),
    mark: 'mark' in step ? step.mark : null,
  }));
}

/** `30 days`, in the language. */
export function lengthInWords(amount: number, unit: LengthUnit, language: Language): string {
  return phrasesByLanguage[language].length(amount, unit);
}

/** `Monday 2 March 2026`, as the language writes it in Belgium. */
export function formatLongDate(date: CivilDate, language: Language): string {
  const written = longDates[language].format(new Date(`${date}T00:00:00Z`));
  // French counts the first of the month as an ordinal. Editions of ICU differ in the English comma.
  if (language === 'fr') return written.replace(/ 1 (?=\p{L})/u, ' 1er ');
  return language === 'en' ? written.replace(',', '') : written;
}

const longDates: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  fr: longDateFormat('fr-BE'),
  nl: longDateFormat('nl-BE'),
  de: longDateFormat('de-BE'),
  en: longDateFormat('en-GB'),
};

function longDateFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** A window counted from the issue of a document takes its first steps from the rule that gives its end. */
function eventOf(
  steps: readonly Step[],
  rule: DeadlineRule,
  pack: Pick<ProcedurePack, 'rules'>,
): LocalizedText {
  if (rule.kind === 'window' && steps.some(({ kind }) => kind === 'count' || kind === 'printed')) {
    return pack.rules.find(({ id }) => id === rule.expiryOf)?.event ?? rule.event;
  }
  return rule.event;
}

interface Phrases {
  readonly trigger: (event: string, date: string) => string;
  readonly notified: Readonly<Record<NotificationChannel, (date: string) => string>>;
  readonly detained: string;
  readonly repeated: (ordinal: number) => string;
  readonly start: Readonly<
    Record<'dayAfter' | 'sameDay' | 'thirdWorkingDay', (firstDay: string, ruleId: string | null) => string>
  >;
  readonly countingNotStated: string;
  readonly passed: Readonly<Record<'start' | 'count' | 'roll' | 'back', (days: string) => string>>;
  readonly length: (amount: number, unit: LengthUnit) => string;
  readonly count: (length: string, lastDay: string, unit: LengthUnit) => string;
  readonly countAtMost: (length: string, lastDay: string) => string;
  readonly countClear: (length: string, lastDay: string) => string;
  readonly atLeast: string;
  readonly hours: (amount: number, endsOn: string) => string;
  readonly clearDays: (lastDay: string) => string;
  readonly roll: (from: string, to: string) => string;
  readonly workingDay: (date: string) => string;
  readonly noRoll: Readonly<Record<'validity' | 'notStated', (date: string) => string>>;
  readonly printed: (until: string) => string;
  readonly printedInstead: (until: string, computed: string) => string;
  readonly endOf: (ruleId: string, date: string) => string;
  readonly target: Readonly<Record<'event' | 'end', (days: number, date: string) => string>>;
  readonly window: (
    expiry: string,
    opensDays: number,
    opens: string,
    targetDays: number,
    target: string,
  ) => string;
  readonly grace: (date: string) => string;
  readonly safe: (date: string) => string;
  readonly disputed: (earlier: string, later: string) => string;
}

function sentence(
  step: Step,
  phrases: Phrases,
  words: {
    readonly event: string;
    readonly formatDate: (date: CivilDate) => string;
    readonly nameDays: (days: readonly RestDay[]) => string;
  },
): string {
  const { formatDate } = words;
  switch (step.kind) {
    case 'trigger':
      return step.channel === null
        ? phrases.trigger(words.event, formatDate(step.date))
        : phrases.notified[step.channel](formatDate(step.date));
    case 'shorterBecause':
      return step.reason === 'detained' ? phrases.detained : phrases.repeated(step.ordinal);
    case 'start': {
      const start = phrases.start[step.rule](formatDate(step.firstDay), step.ruleId);
      return step.mark === 'unconfirmed' ? `${start} ${phrases.countingNotStated}` : start;
    }
    case 'passed':
      return phrases.passed[step.purpose](words.nameDays(step.days));
    case 'count': {
      const { amount, unit, bound } = step.length;
      const length = phrases.length(amount, unit);
      const lastDay = formatDate(step.lastDay);
      if (bound === 'atMost') return phrases.countAtMost(length, lastDay);
      const counted =
        step.isClear && unit === 'days'
          ? phrases.countClear(length, lastDay)
          : phrases.count(length, lastDay, unit);
      return bound === 'atLeast' ? `${counted} ${phrases.atLeast}` : counted;
    }
    case 'hours':
      return phrases.hours(step.amount, formatDate(step.endsOn));
    case 'clearDays':
      return phrases.clearDays(formatDate(step.lastDay));
    case 'roll':
      return phrases.roll(formatDate(step.from), formatDate(step.to));
    case 'workingDay':
      return phrases.workingDay(formatDate(step.date));
    case 'noRoll':
      return phrases.noRoll[step.reason](formatDate(step.date));
    case 'printed':
      return step.computed === null
        ? phrases.printed(formatDate(step.until))
        : phrases.printedInstead(formatDate(step.until), formatDate(step.computed));
    case 'endOf':
      return phrases.endOf(step.ruleId, formatDate(step.date));
    case 'target':
      return phrases.target[step.from](step.days, formatDate(step.date));
    case 'window':
      return phrases.window(
        formatDate(step.expiry),
        step.opensDays,
        formatDate(step.opens),
        step.targetDays,
        formatDate(step.target),
      );
    case 'grace':
      return phrases.grace(formatDate(step.date));
    case 'safe':
      return phrases.safe(formatDate(step.date));
    case 'disputed':
      return phrases.disputed(formatDate(step.earlierStart), formatDate(step.laterStart));
    default:
      return exhaustiveCheck(step);
  }
}

/** ` (BE-S1)`, or nothing. */
function inBrackets(ruleId: string | null): string {
  return ruleId === null ? '' : ` (${ruleId})`;
}

const french: Phrases = {
  trigger: (event, date) => `Point de départ : ${event}, le ${date}.`,
  notified: {
    handed: (date) =>
      `La décision a été remise contre accusé de réception, ou sa réception refusée, le ${date}.`,
    registered: (date) => `Le recommandé avec accusé de réception a été présenté le ${date}.`,
    post: (date) => `Le courrier a été remis à la poste le ${date}.`,
    other: (date) => `La décision a été envoyée par télécopie ou par un autre moyen autorisé le ${date}.`,
  },
  detained: 'La personne était détenue au moment de la notification : le délai est plus court.',
  repeated: (ordinal) => `C’est la ${ordinal}e mesure d’éloignement : le délai est plus court.`,
  start: {
    dayAfter: (firstDay, ruleId) =>
      `Ce jour n’est pas compté. Le délai court à partir du lendemain${inBrackets(ruleId)} : ${firstDay} est le jour 1.`,
    sameDay: (firstDay) => `Ce jour compte : ${firstDay} est le premier jour.`,
    thirdWorkingDay: (firstDay, ruleId) =>
      `Le délai court à partir du troisième jour ouvrable qui suit, sauf preuve contraire du destinataire${inBrackets(ruleId)} : ${firstDay} est le jour 1.`,
  },
  countingNotStated: 'Le texte lu ne dit pas comment compter ; la manière générale est appliquée.',
  passed: {
    start: (days) => `Jours qui ne sont pas ouvrables et ne sont pas comptés : ${days}.`,
    count: (days) => `Jours qui ne sont pas ouvrables et ne sont pas comptés : ${days}.`,
    roll: (days) => `Ne sont pas des jours ouvrables : ${days}.`,
    back: (days) => `Ne sont pas des jours ouvrables : ${days}.`,
  },
  length: (amount, unit) =>
    `${amount} ${{ hours: 'heures', days: amount === 1 ? 'jour' : 'jours', workingDays: amount === 1 ? 'jour ouvrable' : 'jours ouvrables', weeks: amount === 1 ? 'semaine' : 'semaines', months: 'mois', years: amount === 1 ? 'an' : 'ans' }[unit]}`,
  count: (length, lastDay, unit) =>
    unit !== 'months' && unit !== 'years'
      ? `${unit === 'days' ? `${length} calendrier` : length} sont comptés, et le dernier jour compte : le délai va jusqu’au ${lastDay}.`
      : `${length} sont comptés de quantième à veille de quantième : jusqu’au ${lastDay}.`,
  countAtMost: (length, lastDay) =>
    `${length} au plus, comptés de quantième à veille de quantième : jusqu’au ${lastDay}. L’autorité peut fixer une durée plus courte : contrôlez le document.`,
  countClear: (length, lastDay) => `${length} calendrier sont comptés, jusqu’au ${lastDay}.`,
  atLeast: 'C’est un minimum : l’autorité peut accorder plus. Contrôlez le document.',
  hours: (amount, endsOn) =>
    `${amount} heures courent d’heure à heure : elles s’achèvent le ${endsOn}, à l’heure de l’événement. Notez cette heure.`,
  clearDays: (lastDay) =>
    `Délai franc : ce dernier jour n’est pas compté non plus. On peut encore agir le lendemain, jusqu’au ${lastDay}.`,
  roll: (from, to) =>
    `Le dernier jour, ${from}, n’est pas un jour ouvrable : l’échéance est reportée au prochain jour ouvrable, ${to}.`,
  workingDay: (date) => `Le ${date} est un jour ouvrable : l’échéance ne se déplace pas.`,
  noRoll: {
    validity: (date) =>
      `Le ${date} n’est pas un jour ouvrable, mais une fin de validité n’est jamais reportée.`,
    notStated: (date) =>
      `Le ${date} n’est pas un jour ouvrable, mais le texte lu ne prévoit pas de report : la date reste.`,
  },
  printed: (until) => `La date imprimée sur le document fait foi : ${until}.`,
  printedInstead: (until, computed) =>
    `La date imprimée sur le document fait foi : ${until}. Le calcul aurait donné ${computed}.`,
  endOf: (ruleId, date) => `Il faut agir avant cette échéance (${ruleId}) : au plus tard le ${date}.`,
  target: {
    event: (days, date) => `Conseil de la pratique : viser le jour ${days}, soit le ${date}.`,
    end: (days, date) => `Conseil de la pratique : s’y prendre ${days} jours avant, soit le ${date}.`,
  },
  window: (expiry, opensDays, opens, targetDays, target) =>
    `La carte expire le ${expiry}. La demande se fait à partir de ${opensDays} jours avant, soit le ${opens}, de préférence au plus tard ${targetDays} jours avant, soit le ${target}, et jamais après l’expiration.`,
  grace: (date) =>
    `Les communes ont reçu pour instruction d’attendre environ un mois, jusque vers le ${date}, avant de radier. Ce n’est pas un droit.`,
  safe: (date) => `Pour être en sécurité, agissez au plus tard le ${date}.`,
  disputed: (earlier, later) =>
    `Le point de départ est contesté : ${earlier} ou ${later}. Les deux dates sont calculées ; seule la première est sûre.`,
};

const dutch: Phrases = {
  trigger: (event, date) => `Vertrekpunt: ${event}, op ${date}.`,
  notified: {
    handed: (date) =>
      `De beslissing werd tegen ontvangstbewijs overhandigd, of de ontvangst werd geweigerd, op ${date}.`,
    registered: (date) => `De aangetekende brief met ontvangstbewijs werd aangeboden op ${date}.`,
    post: (date) => `De brief werd aan de post afgegeven op ${date}.`,
    other: (date) => `De beslissing werd per fax of met een ander toegestaan middel verzonden op ${date}.`,
  },
  detained: 'De persoon werd vastgehouden bij de kennisgeving: de termijn is korter.',
  repeated: (ordinal) => `Dit is de ${ordinal}e verwijderingsmaatregel: de termijn is korter.`,
  start: {
    dayAfter: (firstDay, ruleId) =>
      `Deze dag telt niet mee. De termijn loopt vanaf de volgende dag${inBrackets(ruleId)}: ${firstDay} is dag 1.`,
    sameDay: (firstDay) => `Deze dag telt mee: ${firstDay} is de eerste dag.`,
    thirdWorkingDay: (firstDay, ruleId) =>
      `De termijn loopt vanaf de derde werkdag daarna, tenzij de geadresseerde het tegendeel bewijst${inBrackets(ruleId)}: ${firstDay} is dag 1.`,
  },
  countingNotStated: 'De gelezen tekst zegt niet hoe te tellen; de algemene wijze wordt toegepast.',
  passed: {
    start: (days) => `Dagen die geen werkdag zijn en niet meetellen: ${days}.`,
    count: (days) => `Dagen die geen werkdag zijn en niet meetellen: ${days}.`,
    roll: (days) => `Geen werkdagen: ${days}.`,
    back: (days) => `Geen werkdagen: ${days}.`,
  },
  length: (amount, unit) =>
    `${amount} ${{ hours: 'uur', days: amount === 1 ? 'dag' : 'dagen', workingDays: amount === 1 ? 'werkdag' : 'werkdagen', weeks: amount === 1 ? 'week' : 'weken', months: amount === 1 ? 'maand' : 'maanden', years: 'jaar' }[unit]}`,
  count: (length, lastDay, unit) =>
    unit !== 'months' && unit !== 'years'
      ? `Er worden ${length.replace(/^(\d+) dag/, '$1 kalenderdag')} geteld, en de laatste dag telt mee: de termijn loopt tot en met ${lastDay}.`
      : `Er worden ${length} geteld, van de zoveelste tot de dag vóór de zoveelste: tot en met ${lastDay}.`,
  countAtMost: (length, lastDay) =>
    `Hoogstens ${length}, van de zoveelste tot de dag vóór de zoveelste: tot en met ${lastDay}. De overheid kan een kortere duur bepalen: controleer het document.`,
  countClear: (length, lastDay) =>
    `Er worden ${length.replace(/^(\d+) dag/, '$1 kalenderdag')} geteld, tot en met ${lastDay}.`,
  atLeast: 'Dit is een minimum: de overheid kan meer toestaan. Controleer het document.',
  hours: (amount, endsOn) =>
    `${amount} uur lopen van uur tot uur: ze eindigen op ${endsOn}, op het uur van de gebeurtenis. Noteer dat uur.`,
  clearDays: (lastDay) =>
    `Vrije termijn (délai franc): ook die laatste dag telt niet mee. Er kan nog de volgende dag worden gehandeld, tot en met ${lastDay}.`,
  roll: (from, to) =>
    `De laatste dag, ${from}, is geen werkdag: de termijn schuift op naar de volgende werkdag, ${to}.`,
  workingDay: (date) => `${capitalize(date)} is een werkdag: de termijn schuift niet op.`,
  noRoll: {
    validity: (date) =>
      `${capitalize(date)} is geen werkdag, maar het einde van een geldigheid schuift nooit op.`,
    notStated: (date) =>
      `${capitalize(date)} is geen werkdag, maar de gelezen tekst voorziet niet in verschuiving: de datum blijft.`,
  },
  printed: (until) => `De datum die op het document staat, geldt: ${until}.`,
  printedInstead: (until, computed) =>
    `De datum die op het document staat, geldt: ${until}. De berekening zou ${computed} hebben gegeven.`,
  endOf: (ruleId, date) => `Er moet voor dat einde worden gehandeld (${ruleId}): uiterlijk op ${date}.`,
  target: {
    event: (days, date) => `Advies uit de praktijk: richt op dag ${days}, dat is ${date}.`,
    end: (days, date) => `Advies uit de praktijk: doe het ${days} dagen vooraf, dat is ${date}.`,
  },
  window: (expiry, opensDays, opens, targetDays, target) =>
    `De kaart vervalt op ${expiry}. De aanvraag gebeurt vanaf ${opensDays} dagen vooraf, dat is ${opens}, bij voorkeur uiterlijk ${targetDays} dagen vooraf, dat is ${target}, en nooit na de vervaldag.`,
  grace: (date) =>
    `De gemeenten kregen de instructie ongeveer een maand te wachten, tot rond ${date}, voor ze afvoeren. Dat is geen recht.`,
  safe: (date) => `Om veilig te zijn, handelt u uiterlijk op ${date}.`,
  disputed: (earlier, later) =>
    `Het vertrekpunt is betwist: ${earlier} of ${later}. Beide data worden berekend; alleen de eerste is veilig.`,
};

const german: Phrases = {
  trigger: (event, date) => `Ausgangspunkt: ${event}, am ${date}.`,
  notified: {
    handed: (date) =>
      `Der Beschluss wurde am ${date} gegen Empfangsbestätigung ausgehändigt oder die Annahme verweigert.`,
    registered: (date) => `Das Einschreiben mit Rückschein wurde am ${date} vorgelegt.`,
    post: (date) => `Der Brief wurde am ${date} bei der Post aufgegeben.`,
    other: (date) => `Der Beschluss wurde am ${date} per Fax oder auf anderem zugelassenem Weg versandt.`,
  },
  detained: 'Die Person wurde bei der Notifizierung festgehalten: die Frist ist kürzer.',
  repeated: (ordinal) => `Dies ist die ${ordinal}. Entfernungsmaßnahme: die Frist ist kürzer.`,
  start: {
    dayAfter: (firstDay, ruleId) =>
      `Dieser Tag zählt nicht mit. Die Frist läuft ab dem folgenden Tag${inBrackets(ruleId)}: ${firstDay} ist Tag 1.`,
    sameDay: (firstDay) => `Dieser Tag zählt mit: ${firstDay} ist der erste Tag.`,
    thirdWorkingDay: (firstDay, ruleId) =>
      `Die Frist läuft ab dem dritten Werktag danach, sofern der Empfänger nicht das Gegenteil beweist${inBrackets(ruleId)}: ${firstDay} ist Tag 1.`,
  },
  countingNotStated:
    'Der gelesene Text sagt nicht, wie gezählt wird; die allgemeine Zählweise wird angewandt.',
  passed: {
    start: (days) => `Tage, die keine Werktage sind und nicht mitzählen: ${days}.`,
    count: (days) => `Tage, die keine Werktage sind und nicht mitzählen: ${days}.`,
    roll: (days) => `Keine Werktage: ${days}.`,
    back: (days) => `Keine Werktage: ${days}.`,
  },
  length: (amount, unit) =>
    `${amount} ${{ hours: 'Stunden', days: amount === 1 ? 'Tag' : 'Tage', workingDays: amount === 1 ? 'Werktag' : 'Werktage', weeks: amount === 1 ? 'Woche' : 'Wochen', months: amount === 1 ? 'Monat' : 'Monate', years: amount === 1 ? 'Jahr' : 'Jahre' }[unit]}`,
  count: (length, lastDay, unit) =>
    unit !== 'months' && unit !== 'years'
      ? `Gezählt werden ${length.replace(/^(\d+) Tag/, '$1 Kalendertag')}, der letzte Tag zählt mit: bis ${lastDay}.`
      : `Gezählt werden ${length}, vom Datum bis zum Vortag desselben Datums: bis ${lastDay}.`,
  countAtMost: (length, lastDay) =>
    `Höchstens ${length}, vom Datum bis zum Vortag desselben Datums: bis ${lastDay}. Die Behörde kann eine kürzere Dauer festlegen: prüfen Sie das Dokument.`,
  countClear: (length, lastDay) =>
    `Gezählt werden ${length.replace(/^(\d+) Tag/, '$1 Kalendertag')}, bis ${lastDay}.`,
  atLeast: 'Dies ist ein Minimum: die Behörde kann mehr gewähren. Prüfen Sie das Dokument.',
  hours: (amount, endsOn) =>
    `${amount} Stunden laufen von Stunde zu Stunde: sie enden am ${endsOn} zur Stunde des Ereignisses. Notieren Sie diese Stunde.`,
  clearDays: (lastDay) =>
    `Freie Frist (délai franc): auch dieser letzte Tag zählt nicht mit. Gehandelt werden kann noch am Tag danach, bis ${lastDay}.`,
  roll: (from, to) =>
    `Der letzte Tag, ${from}, ist kein Werktag: die Frist verschiebt sich auf den nächsten Werktag, ${to}.`,
  workingDay: (date) => `${date} ist ein Werktag: die Frist verschiebt sich nicht.`,
  noRoll: {
    validity: (date) => `${date} ist kein Werktag, doch das Ende einer Gültigkeit verschiebt sich nie.`,
    notStated: (date) =>
      `${date} ist kein Werktag, doch der gelesene Text sieht keine Verschiebung vor: das Datum bleibt.`,
  },
  printed: (until) => `Das auf dem Dokument gedruckte Datum gilt: ${until}.`,
  printedInstead: (until, computed) =>
    `Das auf dem Dokument gedruckte Datum gilt: ${until}. Die Berechnung hätte ${computed} ergeben.`,
  endOf: (ruleId, date) => `Vor diesem Ende muss gehandelt werden (${ruleId}): spätestens am ${date}.`,
  target: {
    event: (days, date) => `Rat der Praxis: auf Tag ${days} hinarbeiten, das ist ${date}.`,
    end: (days, date) => `Rat der Praxis: ${days} Tage vorher handeln, das ist ${date}.`,
  },
  window: (expiry, opensDays, opens, targetDays, target) =>
    `Die Karte läuft am ${expiry} ab. Der Antrag wird ab ${opensDays} Tagen vorher gestellt, das ist ${opens}, möglichst spätestens ${targetDays} Tage vorher, das ist ${target}, und nie nach dem Ablauf.`,
  grace: (date) =>
    `Die Gemeinden wurden angewiesen, mit der Streichung etwa einen Monat zu warten, bis etwa ${date}. Ein Recht ist das nicht.`,
  safe: (date) => `Um sicherzugehen, handeln Sie spätestens am ${date}.`,
  disputed: (earlier, later) =>
    `Der Ausgangspunkt ist strittig: ${earlier} oder ${later}. Beide Daten werden berechnet; nur das erste ist sicher.`,
};

const english: Phrases = {
  trigger: (event, date) => `Starting point: ${event}, on ${date}.`,
  notified: {
    handed: (date) => `The decision was handed over against receipt, or its receipt refused, on ${date}.`,
    registered: (date) => `The registered letter with acknowledgment of receipt was presented on ${date}.`,
    post: (date) => `The letter was handed to the post on ${date}.`,
    other: (date) => `The decision was sent by fax or another authorised means on ${date}.`,
  },
  detained: 'The person was detained when the decision was notified: the time limit is shorter.',
  repeated: (ordinal) => `This is removal measure number ${ordinal}: the time limit is shorter.`,
  start: {
    dayAfter: (firstDay, ruleId) =>
      `That day does not count. Time runs from the day after${inBrackets(ruleId)}: ${firstDay} is day 1.`,
    sameDay: (firstDay) => `That day counts: ${firstDay} is the first day.`,
    thirdWorkingDay: (firstDay, ruleId) =>
      `Time runs from the third working day after it, unless the addressee proves otherwise${inBrackets(ruleId)}: ${firstDay} is day 1.`,
  },
  countingNotStated: 'The text read does not say how to count; the general way is used.',
  passed: {
    start: (days) => `Days that are not working days and are skipped: ${days}.`,
    count: (days) => `Days that are not working days and are skipped: ${days}.`,
    roll: (days) => `Not working days: ${days}.`,
    back: (days) => `Not working days: ${days}.`,
  },
  length: (amount, unit) => {
    const word = unit === 'workingDays' ? 'working days' : unit;
    return `${amount} ${amount === 1 ? word.slice(0, -1) : word}`;
  },
  count: (length, lastDay, unit) =>
    unit !== 'months' && unit !== 'years'
      ? `${unit === 'days' ? length.replace(' ', ' calendar ') : length} are counted, and the last day counts: time runs until ${lastDay}.`
      : `${length} are counted from a date to the eve of the same date: until ${lastDay}.`,
  countAtMost: (length, lastDay) =>
    `At most ${length}, counted from a date to the eve of the same date: until ${lastDay}. The authority can fix less: check the document.`,
  countClear: (length, lastDay) => `${length.replace(' ', ' calendar ')} are counted, until ${lastDay}.`,
  atLeast: 'This is a minimum: the authority can grant more. Check the document.',
  hours: (amount, endsOn) =>
    `${amount} hours run from hour to hour: they end on ${endsOn}, at the hour of the event. Note that hour.`,
  clearDays: (lastDay) =>
    `Clear days (délai franc): that last day does not count either. One can still act on the day after, until ${lastDay}.`,
  roll: (from, to) =>
    `The last day, ${from}, is not a working day: the deadline moves to the next working day, ${to}.`,
  workingDay: (date) => `${date} is a working day: the deadline does not move.`,
  noRoll: {
    validity: (date) => `${date} is not a working day, but an end of validity never moves.`,
    notStated: (date) =>
      `${date} is not a working day, but the text read provides for no moving: the date stays.`,
  },
  printed: (until) => `The date printed on the document wins: ${until}.`,
  printedInstead: (until, computed) =>
    `The date printed on the document wins: ${until}. Counting would have given ${computed}.`,
  endOf: (ruleId, date) => `It must be done before that ends (${ruleId}): on ${date} at the latest.`,
  target: {
    event: (days, date) => `Advice from practice: aim for day ${days}, which is ${date}.`,
    end: (days, date) => `Advice from practice: do it ${days} days ahead, which is ${date}.`,
  },
  window: (expiry, opensDays, opens, targetDays, target) =>
    `The card expires on ${expiry}. The request can be made from ${opensDays} days before, ${opens}, preferably no later than ${targetDays} days before, ${target}, and never after the expiry.`,
  grace: (date) =>
    `Communes were told to wait about a month, until around ${date}, before striking off. That is not a right.`,
  safe: (date) => `To be safe, act by ${date}.`,
  disputed: (earlier, later) =>
    `The starting point is disputed: ${earlier} or ${later}. Both dates are worked out; only the first is safe.`,
};

const phrasesByLanguage: Readonly<Record<Language, Phrases>> = {
  fr: french,
  nl: dutch,
  de: german,
  en: english,
};

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
