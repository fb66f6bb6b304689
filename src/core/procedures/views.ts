import { readReflectionClock } from '../../shared/procedures/clock';
import { formatCitation, lawAsOf } from '../../shared/procedures/citation';
import type {
  ConditionView,
  EventKindView,
  FactView,
  PackView,
  PhaseView,
  ProcedureView,
  RequirementView,
} from '../../shared/procedures/contract';
import type { Fact, Phase, ProcedurePack } from '../../shared/procedures/schemas';
import type { SignatureState } from '../../shared/packs/signature';
import type { Language } from '../../shared/kernel/languages';
import type { CivilDate } from '../../shared/kernel/time';
import { holidayLookupOf } from '../deadlines/holidays';
import type { PhaseStep, StartedProcedure, StoredEvent, StoredRequirement } from './store';

export function packToView(pack: ProcedurePack, language: Language): PackView {
  const { id, version, jurisdiction, title, shortTitle, review } = pack;
  return {
    id,
    version,
    jurisdiction,
    title: title[language],
    shortTitle: shortTitle[language],
    lawAsOf: pack.lawAsOf,
    review,
    isWorkingTranslation: pack.languages[language] === 'working',
  };
}

/** The marks and sources of a record of the pack, in words. */
export function factToView(fact: Fact, pack: ProcedurePack, language: Language): FactView {
  return {
    mark: fact.mark,
    verify: fact.verify,
    verifyBecause: pack.notices.find(({ id }) => id === fact.verifyBecause)?.text[language] ?? '',
    basis: fact.basis.map((citation) => formatCitation(citation, pack, language)),
    sources: pack.sources.filter(({ key }) => fact.sources.includes(key)),
    lawAsOf: lawAsOf(fact, pack),
  };
}

export function conditionsToViews(pack: ProcedurePack, language: Language): ConditionView[] {
  return pack.conditions.map((condition) => ({
    id: condition.id,
    kind: condition.kind,
    name: condition.name[language],
    text: condition.text[language],
    fact: factToView(condition, pack, language),
  }));
}

export function procedureToView(
  pack: ProcedurePack,
  language: Language,
  today: CivilDate,
  stored: {
    readonly procedure: StartedProcedure;
    readonly signature: SignatureState;
    readonly newerVersion: string | null;
    readonly steps: readonly PhaseStep[];
    readonly events: readonly StoredEvent[];
    readonly requirementsById: ReadonlyMap<string, StoredRequirement>;
  },
): ProcedureView {
  const { procedure, steps, events } = stored;
  const namesByKind = new Map(pack.events.map(({ id, name }) => [id, name[language]]));
  return {
    pack: packToView(pack, language),
    startedVersion: procedure.packVersion,
    signature: stored.signature,
    newerVersion: stored.newerVersion,
    phaseId: procedure.phaseId,
    phaseSince: procedure.phaseSince,
    phases: pack.phases.map((phase) => phaseToView(phase, pack, language, procedure, steps)),
    history: [...steps].sort((one, other) =>
      one.since < other.since ? -1 : one.since > other.since ? 1 : 0,
    ),
    reflection: readReflectionClock(pack, events, today, holidayLookupOf(pack)),
    conditions: conditionsToViews(pack, language),
    requirements: requirementsToViews(pack, language, stored.requirementsById),
    events: events.toReversed().map(({ caseId: _caseId, ...event }) => ({
      ...event,
      name: namesByKind.get(event.kind) ?? event.kind,
    })),
    eventKinds: eventKindsToViews(pack, language),
  };
}

function phaseToView(
  phase: Phase,
  pack: ProcedurePack,
  language: Language,
  procedure: StartedProcedure,
  steps: readonly PhaseStep[],
): PhaseView {
  const since = steps.findLast(({ phaseId }) => phaseId === phase.id)?.since ?? null;
  return {
    id: phase.id,
    name: phase.name[language],
    shortName: phase.shortName[language],
    summary: phase.summary[language],
    kind: phase.kind,
    document:
      phase.document === null
        ? null
        : { name: phase.document.name[language], discreet: phase.document.discreet },
    duration: phase.duration?.[language] ?? '',
    filedWith: phase.filedWith?.[language] ?? '',
    discretion: phase.discretion?.[language] ?? '',
    work: phase.work === undefined ? null : { text: phase.work.text[language], mark: phase.work.mark },
    needs: phase.needs,
    endGrounds: phase.endGrounds.flatMap((groundId) => {
      const ground = pack.endGrounds.find(({ id }) => id === groundId);
      if (ground === undefined) return [];
      return [{ id: ground.id, text: ground.text[language], fact: factToView(ground, pack, language) }];
    }),
    nextStep: phase.nextStep?.[language] ?? '',
    next: phase.next,
    state: phaseState(phase.id, pack, procedure.phaseId, since !== null),
    since,
    fact: factToView(phase, pack, language),
  };
}

function phaseState(
  phaseId: string,
  pack: ProcedurePack,
  currentId: string,
  hasBeenIn: boolean,
): PhaseView['state'] {
  if (phaseId === currentId) return 'current';
  const ids = pack.phases.map(({ id }) => id);
  if (ids.indexOf(phaseId) > ids.indexOf(currentId)) return 'ahead';
  return hasBeenIn ? 'past' : 'skipped';
}

function requirementsToViews(
  pack: ProcedurePack,
  language: Language,
  storedById: ReadonlyMap<string, StoredRequirement>,
): RequirementView[] {
  return pack.requirements.map((requirement) => {
    const stored = storedById.get(requirement.id);
    const { exhibitId = null, exhibitNumber = null, exhibitTitle = null } = stored ?? {};
    return {
      id: requirement.id,
      phaseId: requirement.phase,
      name: requirement.name[language],
      hint: requirement.hint?.[language] ?? '',
      provider: requirement.provider,
      need: requirement.need,
      proves: requirement.proves,
      filings: requirement.filings,
      fact: factToView(requirement, pack, language),
      state: stored?.state ?? 'missing',
      holderPersonId: stored?.holderPersonId ?? null,
      holderNote: stored?.holderNote ?? '',
      exhibit:
        exhibitId === null || exhibitNumber === null
          ? null
          : { id: exhibitId, number: exhibitNumber, title: exhibitTitle ?? '' },
      note: stored?.note ?? '',
    };
  });
}

function eventKindsToViews(pack: ProcedurePack, language: Language): EventKindView[] {
  return pack.events.map((event) => ({
    id: event.id,
    group: event.group,
    name: event.name[language],
    dateMeans: event.dateMeans?.[language] ?? '',
    asks: event.asks,
    beginsPhase: event.beginsPhase ?? null,
  }));
}
