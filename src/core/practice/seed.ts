import type { z } from 'zod';
import { casesContract } from '../../shared/cases/contract';
import { consentContract } from '../../shared/consent/contract';
import { evidenceContract } from '../../shared/evidence/contract';
import { interviewsContract } from '../../shared/interviews/contract';
import type { CaseId, InterviewId } from '../../shared/kernel/ids';
import { peopleContract } from '../../shared/people/contract';
import { proceduresContract } from '../../shared/procedures/contract';
import { timelineContract } from '../../shared/timeline/contract';
import { casesHandlers } from '../cases/handlers';
import { consentHandlers } from '../consent/handlers';
import { evidenceHandlers } from '../evidence/handlers';
import { interviewsHandlers } from '../interviews/handlers';
import type { VaultDeps } from '../kernel/deps';
import { peopleHandlers } from '../people/handlers';
import { proceduresHandlers } from '../procedures/handlers';
import { timelineHandlers } from '../timeline/handlers';
import { practiceDay, type PracticeCase, type PracticeContents } from './contents';

// The invented cases go in through the channels that the page uses, so they can hold nothing that a person could not enter.

const contract = {
  ...casesContract,
  ...consentContract,
  ...evidenceContract,
  ...interviewsContract,
  ...peopleContract,
  ...proceduresContract,
  ...timelineContract,
};
const handlers = {
  ...casesHandlers,
  ...consentHandlers,
  ...evidenceHandlers,
  ...interviewsHandlers,
  ...peopleHandlers,
  ...proceduresHandlers,
  ...timelineHandlers,
};
type PracticeChannel = keyof typeof contract;
type Handler = (deps: VaultDeps, input: unknown) => unknown;

/** Fills an open, empty vault with the practice cases. Throws when the contents do not fit what the channels take. */
export async function seedPracticeCases(deps: VaultDeps, contents: PracticeContents): Promise<void> {
  const today = deps.clock.today();
  for (const practiceCase of contents.cases) await seedCase(deps, today, practiceCase);
}

async function seedCase(deps: VaultDeps, today: string, practiceCase: PracticeCase): Promise<void> {
  const {
    key: _key,
    openedDay,
    phase,
    people,
    interviews,
    exhibits,
    facts,
    events,
    requirements,
    consents,
    ...fields
  } = practiceCase;
  const [client, ...others] = people;
  if (client === undefined) throw new Error('A practice case needs its client first');

  const { key: clientKey, role: _role, safeContact, ...clientFields } = client;
  const opened = await perform(deps, 'cases.create', {
    ...fields,
    openedOn: practiceDay(today, openedDay),
    client: clientFields,
  });
  const { caseId } = opened;
  const personIdsByKey = new Map([[clientKey, opened.clientId]]);
  if (safeContact !== undefined) await setSafeContact(deps, opened.clientId, safeContact);
  for (const { key, safeContact: rules, ...person } of others) {
    const { personId } = await perform(deps, 'people.create', { caseId, ...person });
    personIdsByKey.set(key, personId);
    if (rules !== undefined) await setSafeContact(deps, personId, rules);
  }

  const since = practiceDay(today, openedDay);
  await perform(deps, 'procedures.start', { caseId, packId: 'be-thb', since });
  for (const { day, printedUntilDay, ...event } of events) {
    const happenedOn = practiceDay(today, day);
    const printed =
      printedUntilDay === undefined
        ? {}
        : { printedFrom: happenedOn, printedUntil: practiceDay(today, printedUntilDay) };
    await perform(deps, 'procedures.recordEvent', {
      caseId,
      event: { ...event, happenedOn, ...printed },
      beginsPhase: printedUntilDay !== undefined,
    });
  }
  const read = await perform(deps, 'procedures.read', { caseId, language: 'fr' });
  if (read.procedure?.phaseId !== phase)
    await perform(deps, 'procedures.setPhase', { caseId, phaseId: phase });

  const exhibitIdsByKey = new Map<string, string>();
  for (const { key, date, ...exhibit } of exhibits) {
    const made = await perform(deps, 'evidence.create', {
      caseId,
      exhibit: { ...emptyExhibit, ...exhibit, dateEdtf: date ?? '' },
    });
    exhibitIdsByKey.set(key, made.id);
  }

  const passagesByKey = new Map<string, Passage>();
  for (const interview of interviews) {
    await seedInterview(deps, caseId, practiceDay(today, interview.heldDay), interview, passagesByKey);
  }

  for (const fact of facts) {
    await perform(deps, 'timeline.create', {
      caseId,
      statement: fact.statement,
      date: { text: fact.date, language: 'fr' },
      place: fact.place,
      personIds: fact.people.map((key) => known(personIdsByKey, key)),
      sourceKind: fact.source,
      confidence: fact.confidence,
      disputed: fact.disputed,
      disputeNote: fact.disputeNote,
      note: fact.note,
      conditionIds: fact.elements,
      citations: [
        ...fact.cites.map((key) => ({ kind: 'interview', ...known(passagesByKey, key) })),
        ...fact.exhibits.map(({ key, locator }) => ({
          kind: 'exhibit',
          exhibitId: known(exhibitIdsByKey, key),
          locator,
        })),
      ],
    });
  }

  for (const { id, exhibit, holder, ...requirement } of requirements) {
    await perform(deps, 'procedures.setRequirement', {
      caseId,
      requirementId: id,
      changes: {
        ...requirement,
        ...(exhibit === undefined ? {} : { exhibitId: known(exhibitIdsByKey, exhibit) }),
        ...(holder === undefined ? {} : { holderPersonId: known(personIdsByKey, holder) }),
      },
    });
  }

  for (const { decidedDay, untilDay, ...consent } of consents) {
    const decidedOn = practiceDay(today, decidedDay);
    const until = untilDay === undefined ? null : practiceDay(today, untilDay);
    await perform(at(deps, decidedOn, '16:00'), 'consent.record', {
      caseId,
      entries: [{ ...emptyConsent, ...consent, decidedOn, until }],
    });
  }
}

interface Passage {
  readonly interviewId: InterviewId;
  readonly blockId: string;
  readonly quote: string;
}

async function seedInterview(
  deps: VaultDeps,
  caseId: CaseId,
  heldOn: string,
  interview: PracticeCase['interviews'][number],
  passagesByKey: Map<string, Passage>,
): Promise<void> {
  const { key, heldDay: _heldDay, breaks, blocks, ...details } = interview;
  const { id: interviewId } = await perform(deps, 'interviews.create', {
    caseId,
    details: { ...emptyDetails, ...details, heldOn },
  });
  // A break is stamped by the clock, so the clock is set to the day of the interview.
  for (const { startedAt, endedAt, reason } of breaks) {
    const { id: breakId } = await perform(at(deps, heldOn, startedAt), 'interviews.startBreak', {
      interviewId,
    });
    await perform(at(deps, heldOn, endedAt), 'interviews.endBreak', { breakId });
    await perform(deps, 'interviews.changeBreak', { breakId, reason });
  }
  const content = blocks.map((block) => {
    const blockId = deps.newId();
    if ('heading' in block) {
      const attrs = { id: blockId, provenance: 'paraphrase', sensitive: false, level: 2 };
      return { type: 'heading', attrs, content: [{ type: 'text', text: block.heading }] };
    }
    const text = block.text.trim();
    if (block.key !== undefined)
      passagesByKey.set(`${key}/${block.key}`, { interviewId, blockId, quote: text });
    const attrs = { id: blockId, provenance: block.kind, sensitive: block.sensitive };
    return { type: 'paragraph', attrs, content: [{ type: 'text', text }] };
  });
  await perform(deps, 'interviews.saveDocument', {
    interviewId,
    baseRevision: 0,
    document: { type: 'doc', content },
    firstSinceOpening: true,
  });
}

function at(deps: VaultDeps, day: string, time: string): VaultDeps {
  const now = new Date(`${day}T${time}:00`).toISOString();
  return { ...deps, clock: { now: () => now, today: () => day } };
}

async function setSafeContact(
  deps: VaultDeps,
  personId: string,
  rules: Readonly<Record<string, unknown>>,
): Promise<void> {
  const safeContact = { ...emptySafeContact, ...rules };
  await perform(deps, 'people.setSafeContact', { personId, safeContact });
}

const emptySafeContact = {
  neverCall: false,
  neverWrite: false,
  leaveNoMessage: false,
  safeFrom: null,
  safeUntil: null,
  codeWord: '',
  instructions: '',
};

const emptyConsent = {
  recipientName: '',
  purposes: [],
  data: [],
  limits: '',
  language: '',
  interpreter: '',
  form: 'signed',
  witness: '',
  note: '',
  filingId: null,
  exhibitId: null,
};
const emptyExhibit = {
  author: '',
  pages: null,
  language: '',
  translation: 'none',
  origin: '',
  medium: 'paper',
  sha256: '',
  note: '',
};

const emptyDetails = {
  startedAt: null,
  endedAt: null,
  placeKind: '',
  language: '',
  interpreter: '',
  interpreterLanguage: '',
  personsPresent: '',
  stopReason: '',
  stopNote: '',
};

async function perform<Name extends PracticeChannel>(
  deps: VaultDeps,
  name: Name,
  input: unknown,
): Promise<z.output<(typeof contract)[Name]['output']>> {
  const channel = contract[name];
  // The table of handlers has the same names; each input is parsed by its own channel just before.
  const handler = handlers[name] as Handler;
  const outcome = (await handler(deps, channel.input.parse(input))) as
    | { readonly ok: true; readonly value: z.output<(typeof contract)[Name]['output']> }
    | { readonly ok: false; readonly error: { readonly kind: string } };
  if (!outcome.ok) throw new Error(`The practice cases do not fit ${name}: ${outcome.error.kind}`);
  return outcome.value;
}

function known<Value>(valuesByKey: ReadonlyMap<string, Value>, key: string): Value {
  const value = valuesByKey.get(key);
  if (value === undefined) throw new Error(`The practice cases name ${key} and do not have it`);
  return value;
}
