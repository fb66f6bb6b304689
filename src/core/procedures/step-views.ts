import { filingKindSchema } from '../../shared/filings/kinds';
import type { FilingSummary } from '../../shared/filings/schemas';
import type { Language, LocalizedText } from '../../shared/kernel/languages';
import type { CivilDate } from '../../shared/kernel/time';
import type { StepView, WayView } from '../../shared/procedures/contract';
import type { ProcedureStep } from '../../shared/procedures/next-steps';
import type { Fact, ProcedurePack } from '../../shared/procedures/schemas';
import { factToView } from './views';

/** What is known of the filings of the case. */
interface KnownFilings {
  readonly language: Language;
  readonly made: readonly Pick<FilingSummary, 'filingKind' | 'generatedAt'>[];
}

export function stepToView(
  step: ProcedureStep,
  pack: ProcedurePack,
  language: Language,
  filings: KnownFilings,
): StepView {
  const event = step.kind === 'prompt' ? step.deadline.event : step.event;
  const because = {
    caseEventId: event.id,
    name: pack.events.find(({ id }) => id === event.kind)?.name[language] ?? event.kind,
    happenedOn: event.happenedOn,
  };
  if (step.kind === 'prompt') {
    const { rule, deadline } = step.deadline;
    const begins = deadline.points[0]?.date ?? event.happenedOn;
    return {
      id: `${rule.id} ${event.id}`,
      kind: step.kind,
      title: rule.title[language],
      text: rule.consequence[language],
      urgency: 'beforeExpiry',
      by: deadline.actBy,
      because,
      filings: filingsSince(rule.filings, begins, filings),
      filingLanguage: filings.language,
      routes: [],
      remedies: [],
      fact: factToView(rule, pack, language),
    };
  }
  const { decision, documentActBy } = step;
  const { answer } = decision;
  return {
    id: decision.id,
    kind: step.kind,
    title: decision.name[language],
    text: answer.text[language],
    urgency: answer.urgency,
    by: answer.urgency === 'beforeExpiry' ? documentActBy : null,
    because,
    filings: filingsSince(answer.filings, event.happenedOn, filings),
    filingLanguage: filings.language,
    routes: named(pack.routes, answer.routes, language),
    remedies: named(pack.remedies, decision.remedies, language),
    fact: factToView(decision, pack, language),
  };
}

export function waysToViews(
  pack: ProcedurePack,
  language: Language,
): Record<'remedies' | 'routes' | 'situations', WayView[]> {
  const toView = (way: Way): WayView => ({
    id: way.id,
    name: way.name[language],
    text: way.text[language],
    filedWith: way.filedWith?.[language] ?? '',
    remark: way.remark?.[language] ?? '',
    formalities: (way.formalities ?? []).map(({ id, text, sanction }) => ({
      id,
      text: text[language],
      sanction: sanction?.[language] ?? '',
    })),
    fact: factToView(way, pack, language),
  });
  return {
    remedies: pack.remedies.map(toView),
    routes: pack.routes.map(toView),
    situations: pack.situations.map(toView),
  };
}

/** What remedies, routes and situations have in common, and what some of them add. */
interface Way extends Fact {
  readonly id: string;
  readonly name: LocalizedText;
  readonly text: LocalizedText;
  readonly filedWith?: LocalizedText | undefined;
  readonly remark?: LocalizedText | undefined;
  readonly formalities?: ProcedurePack['remedies'][number]['formalities'] | undefined;
}

/** A filing made before the time to act had come was made for something else. */
function filingsSince(ids: readonly string[], since: CivilDate, { made }: KnownFilings): StepView['filings'] {
  return ids.flatMap((id) => {
    // A pack from outside may name a filing that this program has no template for.
    const filingKind = filingKindSchema.safeParse(id).data;
    if (filingKind === undefined) return [];
    const days = made
      .filter((filing) => filing.filingKind === filingKind)
      .map(({ generatedAt }) => generatedAt.slice(0, 10))
      .filter((day) => day >= since)
      .sort();
    return [{ filingKind, madeOn: days.at(-1) ?? null }];
  });
}

function named(
  all: readonly { readonly id: string; readonly name: LocalizedText }[],
  ids: readonly string[],
  language: Language,
): { id: string; name: string }[] {
  return ids.flatMap((wanted) => {
    const found = all.find(({ id }) => id === wanted);
    return found === undefined ? [] : [{ id: found.id, name: found.name[language] }];
  });
}
