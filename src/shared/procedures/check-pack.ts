import { faultTexts, type FaultTexts, type NamedThing } from './pack-faults';
import type { DeadlineRule, Fact, ProcedurePack } from './schemas';

export type PackPath = readonly PropertyKey[];

/** The files of a pack, in the order in which a person reads them. */
export const packFileNames = [
  'pack.yaml',
  'sources.yaml',
  'phases.yaml',
  'conditions.yaml',
  'requirements.yaml',
  'events.yaml',
  'deadlines.yaml',
  'filings.yaml',
  'actors.yaml',
  'decisions.yaml',
  'remedies.yaml',
  'routes.yaml',
  'situations.yaml',
  'glossary.yaml',
  'examples.yaml',
] as const;
export type PackFileName = (typeof packFileNames)[number];

/** Files without which a pack says nothing. A compact pack leaves out the others. */
export const requiredPackFiles: readonly PackFileName[] = [
  'pack.yaml',
  'sources.yaml',
  'phases.yaml',
  'deadlines.yaml',
];

/** Something that each file alone cannot show: an id that leads nowhere, a circle, a rule without a use. */
export interface PackFault {
  readonly file: PackFileName;
  readonly path: PackPath;
  readonly texts: FaultTexts;
}

/** What is wrong between the files of a pack. Empty when everything an id names exists and no rule waits for itself. */
export function checkPack(pack: ProcedurePack): readonly PackFault[] {
  const known: Readonly<Record<NamedThing, ReadonlySet<string>>> = {
    text: new Set(pack.texts.map(({ id }) => id)),
    source: new Set(pack.sources.map(({ key }) => key)),
    notice: new Set(pack.notices.map(({ id }) => id)),
    phase: new Set(pack.phases.map(({ id }) => id)),
    condition: new Set(pack.conditions.map(({ id }) => id)),
    endGround: new Set(pack.endGrounds.map(({ id }) => id)),
    event: new Set(pack.events.map(({ id }) => id)),
    rule: new Set(pack.rules.map(({ id }) => id)),
    filing: new Set(pack.filings.map(({ id }) => id)),
    actor: new Set(pack.actors.map(({ id }) => id)),
    remedy: new Set(pack.remedies.map(({ id }) => id)),
    route: new Set(pack.routes.map(({ id }) => id)),
  };
  const faults: PackFault[] = [];
  const need = (kind: NamedThing, id: string, file: PackFault['file'], path: PackPath): void => {
    if (known[kind].has(id)) return;
    faults.push({ file, path, texts: faultTexts.unknownId(kind, id) });
  };
  const needAll = (kind: NamedThing, ids: readonly string[], file: PackFault['file'], path: PackPath): void =>
    ids.forEach((id, index) => need(kind, id, file, [...path, index]));
  const checkFact = (fact: Fact, file: PackFault['file'], path: PackPath): void => {
    fact.basis.forEach((citation, index) =>
      need('text', citation.text, file, [...path, 'basis', index, 'text']),
    );
    needAll('source', fact.sources, file, [...path, 'sources']);
    if (fact.verifyBecause === undefined) return;
    need('notice', fact.verifyBecause, file, [...path, 'verifyBecause']);
    if (!fact.verify) {
      faults.push({
        file,
        path: [...path, 'verifyBecause'],
        texts: faultTexts.reasonWithoutVerify(),
      });
    }
  };

  need('phase', pack.firstPhase, 'pack.yaml', ['firstPhase']);
  if (pack.clock !== null) {
    need('rule', pack.clock.rule, 'pack.yaml', ['clock', 'rule']);
    need('phase', pack.clock.phase, 'pack.yaml', ['clock', 'phase']);
    need('event', pack.clock.metBy, 'pack.yaml', ['clock', 'metBy']);
  }
  if (pack.review.state === 'reviewed' && (pack.review.by === null || pack.review.on === null)) {
    faults.push({ file: 'pack.yaml', path: ['review'], texts: faultTexts.reviewIncomplete() });
  }

  faults.push(...findRepeated(pack));
  pack.concordance.forEach((entry, index) => {
    const path = ['concordance', index];
    checkFact(entry, 'sources.yaml', path);
    for (const side of ['old', 'new'] as const) {
      entry[side].forEach((citation, at) =>
        need('text', citation.text, 'sources.yaml', [...path, side, at, 'text']),
      );
    }
  });
  pack.endGrounds.forEach((ground, index) => checkFact(ground, 'phases.yaml', ['endGrounds', index]));
  pack.phases.forEach((phase, index) => {
    const path = ['phases', index];
    checkFact(phase, 'phases.yaml', path);
    needAll('condition', phase.needs, 'phases.yaml', [...path, 'needs']);
    needAll('endGround', phase.endGrounds, 'phases.yaml', [...path, 'endGrounds']);
    needAll('phase', phase.next, 'phases.yaml', [...path, 'next']);
  });
  pack.conditions.forEach((condition, index) =>
    checkFact(condition, 'conditions.yaml', ['conditions', index]),
  );
  pack.requirements.forEach((requirement, index) => {
    const path = ['requirements', index];
    checkFact(requirement, 'requirements.yaml', path);
    need('phase', requirement.phase, 'requirements.yaml', [...path, 'phase']);
    needAll('condition', requirement.proves, 'requirements.yaml', [...path, 'proves']);
    needAll('filing', requirement.filings, 'requirements.yaml', [...path, 'filings']);
  });
  pack.events.forEach((event, index) => {
    if (event.beginsPhase !== undefined) {
      need('phase', event.beginsPhase, 'events.yaml', ['events', index, 'beginsPhase']);
    }
  });
  pack.rules.forEach((rule, index) => {
    const path = ['rules', index];
    checkFact(rule, 'deadlines.yaml', path);
    if ('trigger' in rule) {
      needAll('event', rule.trigger, 'deadlines.yaml', [...path, 'trigger']);
      needAll('event', rule.settledBy, 'deadlines.yaml', [...path, 'settledBy']);
      needAll('filing', rule.filings, 'deadlines.yaml', [...path, 'filings']);
    }
    const asksForStart = rule.kind === 'period' && rule.firstDay.rule === 'notification';
    if (asksForStart && !pack.rules.some(({ kind }) => kind === 'start')) {
      faults.push({
        file: 'deadlines.yaml',
        path: [...path, 'firstDay'],
        texts: faultTexts.noWayOfNotification(rule.id),
      });
    }
    const awaited = awaitedRule(rule);
    if (awaited === undefined) return;
    need('rule', awaited.id, 'deadlines.yaml', [...path, awaited.field]);
    faults.push(...checkAwaited(pack, rule, awaited, path));
  });
  pack.filings.forEach((filing, index) => {
    checkFact(filing, 'filings.yaml', ['filings', index]);
    needAll('phase', filing.phases, 'filings.yaml', ['filings', index, 'phases']);
  });
  checkDecisions();
  checkRemediesAndRoutes();
  faults.push(...findUnreachablePhases(pack));
  return faults;

  function checkDecisions(): void {
    pack.actors.forEach((actor, index) => checkFact(actor, 'actors.yaml', ['actors', index]));
    pack.terms.forEach((term, index) => checkFact(term, 'glossary.yaml', ['terms', index]));
    pack.decisions.forEach((decision, index) => {
      const file = 'decisions.yaml';
      const path = ['decisions', index];
      checkFact(decision, file, path);
      if (decision.by !== undefined) need('actor', decision.by, file, [...path, 'by']);
      needAll('phase', decision.phases, file, [...path, 'phases']);
      needAll('endGround', decision.grounds, file, [...path, 'grounds']);
      needAll('remedy', decision.remedies, file, [...path, 'remedies']);
      for (const list of ['anyOf', 'allOf', 'noneOf'] as const) {
        needAll('event', decision.after?.[list] ?? [], file, [...path, 'after', list]);
      }
      if (decision.answer === undefined) return;
      needAll('phase', decision.answer.phases, file, [...path, 'answer', 'phases']);
      needAll('filing', decision.answer.filings, file, [...path, 'answer', 'filings']);
      needAll('route', decision.answer.routes, file, [...path, 'answer', 'routes']);
    });
  }

  function checkRemediesAndRoutes(): void {
    pack.remedies.forEach((remedy, index) => {
      const file = 'remedies.yaml';
      const path = ['remedies', index];
      checkFact(remedy, file, path);
      if (remedy.court !== undefined) need('actor', remedy.court, file, [...path, 'court']);
      needAll('rule', remedy.rules, file, [...path, 'rules']);
      needAll('filing', remedy.filings, file, [...path, 'filings']);
    });
    pack.routes.forEach((route, index) => {
      const file = 'routes.yaml';
      const path = ['routes', index];
      checkFact(route, file, path);
      needAll('phase', route.phases, file, [...path, 'phases']);
      needAll('rule', route.rules, file, [...path, 'rules']);
      needAll('filing', route.filings, file, [...path, 'filings']);
    });
    pack.situations.forEach((situation, index) => {
      const file = 'situations.yaml';
      const path = ['situations', index];
      checkFact(situation, file, path);
      needAll('phase', situation.phases, file, [...path, 'phases']);
      needAll('phase', situation.skips, file, [...path, 'skips']);
      needAll('rule', situation.rules, file, [...path, 'rules']);
      needAll('filing', situation.filings, file, [...path, 'filings']);
    });
    pack.examples.forEach((example, index) =>
      need('rule', example.rule, 'examples.yaml', ['examples', index, 'rule']),
    );
  }
}

function awaitedRule(
  rule: DeadlineRule,
): { readonly id: string; readonly field: 'endOf' | 'expiryOf' } | undefined {
  if (rule.kind === 'until') return { id: rule.endOf, field: 'endOf' };
  if (rule.kind === 'window') return { id: rule.expiryOf, field: 'expiryOf' };
  return undefined;
}

/** A rule that takes its date from another must reach a length of time at last, and from the same events. */
function checkAwaited(
  pack: ProcedurePack,
  rule: DeadlineRule,
  awaited: { readonly id: string; readonly field: 'endOf' | 'expiryOf' },
  path: PackPath,
): readonly PackFault[] {
  const rulesById = new Map(pack.rules.map((candidate) => [candidate.id, candidate]));
  const seen = new Set([rule.id]);
  let next = rulesById.get(awaited.id);
  while (next !== undefined && next.kind !== 'period') {
    const further = awaitedRule(next);
    if (further === undefined) {
      return [
        {
          file: 'deadlines.yaml',
          path: [...path, awaited.field],
          texts: faultTexts.noDateToEndOn(awaited.id, rule.id),
        },
      ];
    }
    if (seen.has(next.id)) {
      return [
        {
          file: 'deadlines.yaml',
          path: [...path, awaited.field],
          texts: faultTexts.circle(rule.id, [...seen, next.id]),
        },
      ];
    }
    seen.add(next.id);
    next = rulesById.get(further.id);
  }
  if (next === undefined || !('trigger' in rule)) return [];
  const { trigger } = next;
  return rule.trigger.flatMap((kind, index) =>
    trigger.includes(kind)
      ? []
      : [
          {
            file: 'deadlines.yaml' as const,
            path: [...path, 'trigger', index],
            texts: faultTexts.triggerDiffers(rule.id, kind, next.id),
          },
        ],
  );
}

function findRepeated(pack: ProcedurePack): readonly PackFault[] {
  const lists = [
    ['pack.yaml', 'notices', pack.notices.map(({ id }) => id)],
    ['sources.yaml', 'texts', pack.texts.map(({ id }) => id)],
    ['sources.yaml', 'sources', pack.sources.map(({ key }) => key)],
    ['phases.yaml', 'phases', pack.phases.map(({ id }) => id)],
    ['phases.yaml', 'endGrounds', pack.endGrounds.map(({ id }) => id)],
    ['conditions.yaml', 'conditions', pack.conditions.map(({ id }) => id)],
    ['requirements.yaml', 'requirements', pack.requirements.map(({ id }) => id)],
    ['events.yaml', 'events', pack.events.map(({ id }) => id)],
    ['deadlines.yaml', 'rules', pack.rules.map(({ id }) => id)],
    ['filings.yaml', 'filings', pack.filings.map(({ id }) => id)],
    ['actors.yaml', 'actors', pack.actors.map(({ id }) => id)],
    ['decisions.yaml', 'decisions', pack.decisions.map(({ id }) => id)],
    ['remedies.yaml', 'remedies', pack.remedies.map(({ id }) => id)],
    ['routes.yaml', 'routes', pack.routes.map(({ id }) => id)],
    ['situations.yaml', 'situations', pack.situations.map(({ id }) => id)],
    ['glossary.yaml', 'terms', pack.terms.map(({ id }) => id)],
  ] as const;
  return lists.flatMap(([file, list, ids]) =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            {
              file,
              path: [list, index],
              texts: faultTexts.repeated(id),
            },
          ],
    ),
  );
}

function findUnreachablePhases(pack: ProcedurePack): readonly PackFault[] {
  const reached = new Set([pack.firstPhase]);
  // A set grows while it is walked, and new members are walked too.
  for (const id of reached) {
    for (const next of pack.phases.find((phase) => phase.id === id)?.next ?? []) reached.add(next);
  }
  return pack.phases.flatMap((phase, index) =>
    reached.has(phase.id)
      ? []
      : [
          {
            file: 'phases.yaml' as const,
            path: ['phases', index],
            texts: faultTexts.unreachablePhase(phase.id),
          },
        ],
  );
}
