import { InvalidArgumentError, Option, type Command } from 'commander';
import { holidayLookupOf } from '../../core/deadlines/holidays';
import { listPackIds, shippedPack } from '../../core/procedures/pack-loader';
import { isCivilDate } from '../../shared/deadlines/calendar';
import { computeDeadlines, type Deadline, type DeadlineFailure } from '../../shared/deadlines/engine';
import { explainSteps, formatLongDate } from '../../shared/deadlines/explain';
import { notificationChannels, type NotificationChannel } from '../../shared/deadlines/schemas';
import { languages, type Language } from '../../shared/kernel/languages';
import type { CivilDate } from '../../shared/kernel/time';
import { formatCitation, lawAsOf } from '../../shared/procedures/citation';
import {
  lengthUnits,
  type DeadlineRule,
  type LengthUnit,
  type ProcedurePack,
} from '../../shared/procedures/schemas';
import type { CommandContext } from '../context';
import { UsageFailure } from '../failure';

interface ExplainOptions {
  readonly rule: string;
  readonly event: CivilDate;
  readonly channel?: NotificationChannel;
  readonly nth: number;
  readonly detained: boolean;
  readonly printedUntil?: CivilDate;
  readonly disputed?: CivilDate;
  readonly length?: number;
  readonly unit: LengthUnit;
  readonly language: Language;
}

export function register(program: Command, context: CommandContext): void {
  const deadline = program
    .command('deadline')
    .description('work out deadlines by the rules of a procedure; needs no vault');

  deadline
    .command('explain')
    .description('work out one deadline and show every step')
    .requiredOption('--rule <id>', 'rule of the deadline table, e.g. BE-R8; `deadline rules` lists them')
    .requiredOption('--event <date>', 'day of the event the rule counts from, as YYYY-MM-DD', readDate)
    .addOption(
      new Option(
        '--channel <way>',
        'how a decision was notified: handed (delivery or refusal), registered (with acknowledgment; the day presented), post (the day handed to the post), other (the day sent)',
      ).choices(notificationChannels),
    )
    .option('--nth <number>', 'which one of its kind it is, 2 for the second removal measure', readNumber, 1)
    .option('--detained', 'the person was detained when the decision was notified', false)
    .option('--printed-until <date>', 'last day of validity printed on the document', readDate)
    .option('--disputed <date>', 'a second possible day of the event, while it is disputed', readDate)
    .option('--length <number>', 'how long, for a rule that only says how to count (BE-R22)', readNumber)
    .addOption(new Option('--unit <unit>', 'unit of --length').choices(lengthUnits).default('days'))
    .addOption(new Option('--language <language>', 'language of the steps').choices(languages).default('en'))
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  dossier deadline explain --rule BE-R8 --event 2026-03-02 --channel registered',
        '  dossier deadline explain --rule BE-R10 --event 2026-03-02 --channel handed --nth 2 --language fr',
        '  dossier deadline explain --rule BE-R7 --event 2026-09-01 --json',
      ].join('\n'),
    )
    .action((options: ExplainOptions) => {
      const { pack, rule } = findRule(context.deps.resourcesFolder, options.rule);
      checkOptions(rule, options, context);
      const computed = computeDeadlines({
        pack,
        ruleId: rule.id,
        event: {
          happenedOn: options.event,
          disputedOn: options.disputed ?? null,
          printedUntil: options.printedUntil ?? null,
          channel: options.channel ?? null,
          detained: options.detained,
          ordinal: options.nth,
        },
        holidayOn: holidayLookupOf(pack),
        ...(options.length === undefined ? {} : { length: { amount: options.length, unit: options.unit } }),
      });
      if (!computed.ok) throw new UsageFailure(sentenceFor(computed.error, rule));
      const outcome = describeOutcome(pack, rule, computed.value, options.language);
      context.print({ text: outcomeToText(outcome, options.language), json: outcome });
    });

  deadline
    .command('rules')
    .description('list the rules, with the day each counts from')
    .addOption(new Option('--language <language>', 'language of the list').choices(languages).default('en'))
    .action(({ language }: Pick<ExplainOptions, 'language'>) => {
      const rules = shippedPacks(context.deps.resourcesFolder).flatMap((pack) =>
        pack.rules.map((rule) => ({
          id: rule.id,
          title: rule.title[language],
          event: rule.event[language],
          mark: rule.mark,
          verify: rule.verify,
        })),
      );
      const text = rules.map(({ id, title, event }) => `${id.padEnd(8)}${title} (${event})`).join('\n');
      context.print({ text, json: { rules } });
    });
}

function shippedPacks(resourcesFolder: string): readonly ProcedurePack[] {
  return listPackIds(resourcesFolder).flatMap((id) => shippedPack(resourcesFolder, id) ?? []);
}

function findRule(
  resourcesFolder: string,
  ruleId: string,
): { readonly pack: ProcedurePack; readonly rule: DeadlineRule } {
  for (const pack of shippedPacks(resourcesFolder)) {
    const rule = pack.rules.find(({ id }) => id.toLowerCase() === ruleId.toLowerCase());
    if (rule !== undefined) return { pack, rule };
  }
  throw new UsageFailure(`There is no rule ${ruleId}. The command \`deadline rules\` lists those there are.`);
}

/** An option that plays no part would make a wrong date look right. */
function checkOptions(rule: DeadlineRule, options: ExplainOptions, context: CommandContext): void {
  const isPeriod = rule.kind === 'period';
  if (isPeriod && rule.onlyWhenDetained === false && options.detained) {
    throw new UsageFailure(`${rule.id} is for a person who is not detained. For one who is, take BE-R9.`);
  }
  const byNotification = rule.kind === 'start' || (isPeriod && rule.firstDay.rule === 'notification');
  const usesPrinted = rule.kind === 'until' || rule.kind === 'window' || (isPeriod && rule.printedDateWins);
  if (rule.kind === 'start' && options.channel !== undefined && options.channel !== rule.channel) {
    throw new UsageFailure(
      `${rule.id} is the rule for the way “${rule.channel}”, not for “${options.channel}”.`,
    );
  }
  if (
    options.printedUntil !== undefined &&
    usesPrinted &&
    rule.kind !== 'window' &&
    options.printedUntil < options.event
  ) {
    throw new UsageFailure('The printed end of the document lies before its issue.');
  }
  const unused = [
    ...(options.channel !== undefined && !byNotification ? ['--channel'] : []),
    ...(options.printedUntil !== undefined && !usesPrinted ? ['--printed-until'] : []),
    ...(options.nth > 1 && !(isPeriod && rule.lengthWhenRepeated !== undefined) ? ['--nth'] : []),
    ...(options.length !== undefined && rule.kind !== 'counting' ? ['--length'] : []),
    ...(options.detained && !(isPeriod && rule.onlyWhenDetained === true) ? ['--detained'] : []),
  ];
  if (unused.length > 0) context.note(`Plays no part in ${rule.id}: ${unused.join(', ')}.`);
}

function sentenceFor(failure: DeadlineFailure, rule: DeadlineRule): string {
  switch (failure.kind) {
    case 'channelMissing':
      return `${rule.id} depends on how the decision was notified. Add --channel ${notificationChannels.join(', ')}.`;
    case 'lengthMissing':
      return `${rule.id} says how to count but not how long. Add --length and --unit, e.g. --length 1 --unit months.`;
    case 'unknownRule':
      return `There is no rule ${rule.id}.`;
  }
}

/** The outcome for other programs. `date` is the last day the law gives, `actBy` the last safe one. */
function describeOutcome(
  pack: ProcedurePack,
  rule: DeadlineRule,
  deadlines: readonly Deadline[],
  language: Language,
) {
  const [first] = deadlines;
  if (first === undefined) throw new Error('A rule gave no date');
  const point = (kind: 'opens' | 'target' | 'grace') =>
    first.points.find((found) => found.kind === kind)?.date;
  const [opens, target, grace] = [point('opens'), point('target'), point('grace')];
  const explain = (deadline: Deadline) => explainSteps(deadline.steps, rule, pack, language);
  const stageName = (stage: string) =>
    rule.kind === 'period' ? (rule.stages?.find(({ id }) => id === stage)?.name[language] ?? stage) : stage;
  return {
    date: first.date,
    steps: explain(first),
    mark: rule.mark,
    source: [
      rule.basis.map((citation) => formatCitation(citation, pack, language)).join('; '),
      ...(rule.sources.length === 0 ? [] : [`(${rule.sources.join(', ')})`]),
    ].join(' '),
    // Beside what was asked for: what a person must know before she relies on it.
    rule: rule.id,
    title: rule.title[language],
    actBy: first.actBy,
    ...(rule.kind === 'window'
      ? { opens, target, last: first.date, grace }
      : target === undefined
        ? {}
        : { target }),
    ...(deadlines.length > 1
      ? {
          stages: deadlines.map((deadline) => ({
            stage: deadline.stage,
            name: stageName(deadline.stage),
            date: deadline.date,
            actBy: deadline.actBy,
            steps: explain(deadline),
          })),
        }
      : {}),
    ...(first.laterDate === null
      ? {}
      : {
          alternative: { date: first.laterDate, steps: explainSteps(first.laterSteps, rule, pack, language) },
        }),
    consequence: rule.consequence[language],
    verify: rule.verify,
    ...(rule.verify
      ? { verifyBecause: pack.notices.find(({ id }) => id === rule.verifyBecause)?.text[language] ?? '' }
      : {}),
    lawAsOf: lawAsOf(rule, pack),
    reviewState: pack.review.state,
    language,
    isWorkingTranslation: pack.languages[language] === 'working',
  };
}

function outcomeToText(outcome: ReturnType<typeof describeOutcome>, language: Language): string {
  const words = wordsByLanguage[language];
  const long = (date: CivilDate) => formatLongDate(date, language);
  const colon = language === 'fr' ? '\u00a0:' : ':';
  const lines = [
    `${outcome.rule}  ${outcome.title}`,
    '',
    ...('stages' in outcome && outcome.stages !== undefined
      ? outcome.stages.map(({ name, date }) => `${name}${colon} ${date}, ${long(date)}`)
      : [`${outcome.date}, ${long(outcome.date)}`]),
    ...(outcome.actBy === outcome.date
      ? []
      : [`${words.actBy}${colon} ${outcome.actBy}, ${long(outcome.actBy)}`]),
    '',
    ...outcome.steps.map(
      ({ text, mark }, index) =>
        `${String(index + 1).padStart(2)}. ${text}${mark === null || mark === 'sure' ? '' : ` [${words.marks[mark]}]`}`,
    ),
    ...(outcome.alternative === undefined
      ? []
      : [
          '',
          `${words.otherwise}${colon} ${outcome.alternative.date}, ${long(outcome.alternative.date)}`,
          ...outcome.alternative.steps.map(({ text }, index) => `${String(index + 1).padStart(2)}. ${text}`),
        ]),
    '',
    outcome.consequence,
    '',
    `${words.source}${colon} ${outcome.source}`,
    `${words.lawAsOf}${colon} ${outcome.lawAsOf ?? words.notRead}`,
    `${words.mark}${colon} ${words.marks[outcome.mark]}`,
    ...(outcome.verify ? [`${words.verify}${colon} ${outcome.verifyBecause ?? ''}`] : []),
    ...(outcome.reviewState === 'unreviewed' ? [words.unreviewed] : []),
  ];
  return lines.join('\n');
}

const wordsByLanguage = {
  en: {
    actBy: 'Safe until',
    otherwise: 'If the later start is right',
    source: 'Source',
    lawAsOf: 'Law as of',
    notRead: 'text not read',
    mark: 'Confidence',
    marks: { sure: 'sure', likely: 'likely', unconfirmed: 'unconfirmed' },
    verify: 'To be verified',
    unreviewed:
      'No practising lawyer has reviewed these rules yet. Check against the document and the law in force.',
  },
  fr: {
    actBy: 'Date sûre',
    otherwise: 'Si le point de départ le plus tardif est le bon',
    source: 'Source',
    lawAsOf: 'Droit au',
    notRead: 'texte non lu',
    mark: 'Fiabilité',
    marks: { sure: 'certain', likely: 'vraisemblable', unconfirmed: 'non confirmé' },
    verify: 'À vérifier',
    unreviewed:
      'Aucun avocat praticien n’a encore relu ces règles. Contrôlez le document et le droit en vigueur.',
  },
  nl: {
    actBy: 'Veilige datum',
    otherwise: 'Als het latere vertrekpunt juist is',
    source: 'Bron',
    lawAsOf: 'Recht op datum van',
    notRead: 'tekst niet gelezen',
    mark: 'Betrouwbaarheid',
    marks: { sure: 'zeker', likely: 'waarschijnlijk', unconfirmed: 'niet bevestigd' },
    verify: 'Na te gaan',
    unreviewed:
      'Nog geen praktiserend advocaat heeft deze regels nagelezen. Controleer het document en het geldende recht.',
  },
  de: {
    actBy: 'Sicheres Datum',
    otherwise: 'Wenn der spätere Ausgangspunkt richtig ist',
    source: 'Quelle',
    lawAsOf: 'Rechtsstand',
    notRead: 'Text nicht gelesen',
    mark: 'Verlässlichkeit',
    marks: { sure: 'gesichert', likely: 'wahrscheinlich', unconfirmed: 'unbestätigt' },
    verify: 'Zu prüfen',
    unreviewed:
      'Noch kein praktizierender Anwalt hat diese Regeln geprüft. Prüfen Sie das Dokument und das geltende Recht. Deutsch ist eine Arbeitsübersetzung.',
  },
} as const;

function readDate(value: string): CivilDate {
  if (isCivilDate(value)) return value;
  throw new InvalidArgumentError('It is a day that exists, written as YYYY-MM-DD, e.g. 2026-03-02.');
}

function readNumber(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 999) return number;
  throw new InvalidArgumentError('It is a whole number from 1.');
}
