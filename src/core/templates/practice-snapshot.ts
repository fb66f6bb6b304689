import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { answerControls, questionOf, type AnswerName, type AnswerValue } from '../../shared/filings/answers';
import type { FilingKind } from '../../shared/filings/kinds';
import type { Question } from '../../shared/filings/questions';
import { filingSnapshotSchema, type FilingSnapshot } from '../../shared/filings/snapshot';
import type { Language } from '../../shared/kernel/languages';
import type { Clock } from '../../shared/kernel/time';
import { practiceDay, readPracticeContents, type PracticeCase } from '../practice/contents';

/**
 * The invented case of the practice vault as a filing sees it, with every question answered: what a template is tried on. It is
 * made in memory; no vault has to hold it.
 */
export function practiceSnapshot(
  { resourcesFolder, clock }: { readonly resourcesFolder: string; readonly clock: Clock },
  { filingKind, language }: { readonly filingKind: FilingKind; readonly language: Language },
): FilingSnapshot {
  const today = clock.today();
  const { cases } = readPracticeContents(resourcesFolder, today);
  const [main] = cases;
  if (main === undefined) throw new Error('There is no practice case');
  const sourced = <Value>(value: Value) => ({
    value,
    source: { kind: 'program' as const, recordId: null },
    changedAt: null,
  });
  const text = (record: object, key: string) => sourced(textOf(record, key));
  // Later phases stand in the other practice cases. What is asked for and occurs in none, a decision to be contested, came lately.
  const told = cases.flatMap(({ events: ofCase }) => ofCase);
  const asked = Object.values<Question>(answerControls).flatMap((question) =>
    question.kind === 'event' ? question.eventKinds : [],
  );
  const events = [
    ...new Map(
      [...asked.map((kind) => ({ kind, day: -3 })), ...told].map((event) => [event.kind, event]),
    ).values(),
  ].toSorted((one, other) => one.day - other.day);
  const requirements = main.requirements;
  const snapshot = {
    format: 1 as const,
    takenAt: clock.now(),
    today,
    caseId: idOf('case'),
    filingKind,
    language,
    case: {
      code: sourced('BR-0000-001'),
      fileLanguage: sourced(main.fileLanguage),
      immigrationOfficeNumber: text(main, 'immigrationOfficeNumber'),
      prosecutionNumber: text(main, 'prosecutionNumber'),
      policeReportNumber: text(main, 'policeReportNumber'),
      advocateName: text(main, 'advocateName'),
      centreName: text(main, 'centreName'),
      centreAddress: text(main, 'centreAddress'),
    },
    people: main.people.map((person) => ({
      id: idOf(person.key),
      role: person.role,
      ...Object.fromEntries(personTexts.map((key) => [key, text(person, key)])),
      nationalities: sourced(listOf(person, 'nationalities')),
      spokenLanguages: sourced(listOf(person, 'spokenLanguages')),
    })),
    events: events.map((event) => ({
      id: idOf(`event ${event.kind}`),
      kind: event.kind,
      happenedOn: sourced(practiceDay(today, event.day)),
      printedFrom: sourced(null),
      printedUntil: sourced(
        'printedUntilDay' in event && typeof event.printedUntilDay === 'number'
          ? practiceDay(today, event.printedUntilDay)
          : null,
      ),
      channel: sourced('registered' as const),
      reference: text(event, 'reference'),
    })),
    interviews: main.interviews.map(({ key, heldDay }) => ({
      id: idOf(`interview ${key}`),
      heldOn: sourced(practiceDay(today, heldDay)),
    })),
    exhibits: main.exhibits.map((exhibit, index) => ({
      id: idOf(`exhibit ${exhibit.key}`),
      number: sourced(String(index + 1)),
      title: sourced(exhibit.title),
      date: text(exhibit, 'date'),
      author: text(exhibit, 'author'),
      pages: sourced(typeof exhibit['pages'] === 'number' ? exhibit['pages'] : null),
      language: text(exhibit, 'language'),
      translation: text(exhibit, 'translation'),
      sha256: sourced(createHash('sha256').update(exhibit.key).digest('hex')),
      // The first has two pictures, the second has one, and the others have none.
      pictures: [1, 2].slice(index).map((number) => idOf(`picture ${number} of ${exhibit.key}`)),
    })),
    withdrawnNumbers: [],
    picturesShown: [],
    facts: main.facts.map((fact, index) => ({
      id: idOf(`fact ${index}`),
      statement: sourced(fact.statement),
      date: sourced(/^[\d~?/X-]+$/.test(fact.date) ? fact.date : ''),
      place: sourced(fact.place),
      sourceKind: fact.source,
      confidence: fact.confidence,
      disputed: fact.disputed,
      citations: fact.exhibits.map(({ key, locator }) => ({
        kind: 'exhibit' as const,
        exhibitId: idOf(`exhibit ${key}`),
        locator,
      })),
    })),
    deadlines: [],
    requirements: requirements.flatMap(({ id, exhibit }) =>
      exhibit === undefined ? [] : [{ id, exhibitId: sourced(idOf(`exhibit ${exhibit}`)) }],
    ),
    openRequirements: main.exhibits.slice(0, 2).map(({ key, title }, index) => ({
      id: `practice-${key}`,
      name: title,
      provider: index === 0 ? ('client' as const) : ('lawyer' as const),
      holderPersonId: null,
      isSuggested: true,
    })),
    neverWriteToClient: false,
    otherSuspensionSent: false,
  };
  const labels = readLabels(resourcesFolder, language);
  // The list of questions has exactly these keys.
  const names = Object.keys(answerControls) as AnswerName[];
  const answers = Object.fromEntries(
    names.flatMap((name) => {
      const value = answerTo(name, { main, today, labels });
      return value === null ? [] : [[name, sourced(value)]];
    }),
  );
  return filingSnapshotSchema.parse({ ...snapshot, answers });
}

const personTexts = [
  'familyName',
  'givenNames',
  'nativeScriptName',
  'otherNames',
  'birthDate',
  'birthPlace',
  'gender',
  'identityDocument',
  'nationalNumber',
  'organisation',
  'telephone',
  'email',
  'electedDomicile',
] as const;

/** An answer of the right kind to any question: its own label where it is a text, else the first thing that fits. */
function answerTo(
  name: AnswerName,
  { main, today, labels }: { readonly main: PracticeCase; readonly today: string; readonly labels: Labels },
): AnswerValue | null {
  const question = questionOf(name);
  switch (question.kind) {
    case 'text':
      return name.endsWith('.amount')
        ? '1250,00'
        : `[${labels[`filings.field.${name}`] ?? name}]`.slice(0, question.maximum);
    case 'longText':
      return `[${labels[`filings.field.${name}`] ?? name}]`.slice(0, question.maximum);
    case 'date':
      return today;
    case 'choice':
      return question.choices[0] ?? null;
    case 'choices':
      return [...question.choices];
    case 'confirmation':
      return true;
    case 'exhibit':
      return idOf(`exhibit ${main.exhibits[0]?.key ?? ''}`);
    case 'exhibits':
      return main.exhibits.map(({ key }) => idOf(`exhibit ${key}`));
    case 'requirements':
      return main.exhibits.slice(0, 2).map(({ key }) => `practice-${key}`);
    case 'facts':
      return main.facts.slice(0, 3).map((_fact, index) => idOf(`fact ${index}`));
    case 'person': {
      const person = main.people.find(({ role }) => question.roles.includes(role));
      return person === undefined ? null : idOf(person.key);
    }
    case 'people':
      return main.people.filter(({ role }) => question.roles.includes(role)).map(({ key }) => idOf(key));
    case 'event': {
      const kind = question.eventKinds[0];
      return kind === undefined ? null : idOf(`event ${kind}`);
    }
  }
}

type Labels = Readonly<Record<string, string>>;

function readLabels(resourcesFolder: string, language: Language): Labels {
  const path = join(resourcesFolder, 'locales', language, 'filings.json');
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The same id for the same key each time: a preview does not change by itself. */
function idOf(key: string): string {
  const hex = createHash('sha256').update(`practice ${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function textOf(record: object, key: string): string {
  const value: unknown = Object.entries(record).find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(record: object, key: string): string[] {
  const value: unknown = Object.entries(record).find(([name]) => name === key)?.[1];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
