import { insertCase } from '../../src/core/cases/store';
import { insertExhibit } from '../../src/core/evidence/store';
import { insertInterview } from '../../src/core/interviews/store';
import { insertPerson } from '../../src/core/people/store';
import { shippedPack } from '../../src/core/procedures/pack-loader';
import { insertEvent, writePhase } from '../../src/core/procedures/store';
import { insertFact } from '../../src/core/timeline/store';
import { emptyDocument, type InterviewDocument } from '../../src/shared/interviews/document';
import {
  caseEventIdSchema,
  caseIdSchema,
  exhibitIdSchema,
  factIdSchema,
  interviewIdSchema,
  personIdSchema,
  type CaseId,
  type FactId,
  type InterviewId,
  type PersonId,
} from '../../src/shared/kernel/ids';
import { emptyPersonFields } from '../../src/shared/people/schemas';
import { emptyFactFields } from '../../src/shared/timeline/schemas';
import { readUncertainDate } from '../../src/shared/timeline/uncertain-date';
import type { TestCore } from '../support/core';

/** How much is in the vault that is measured. */
export interface Size {
  readonly cases: number;
  readonly paragraphs: number;
  readonly facts: number;
  /** Of the facts, how many are of one case. */
  readonly factsOfLargeCase: number;
  readonly paragraphsOfLongInterview: number;
  readonly exhibits: number;
}

export const fullSize: Size = {
  cases: 500,
  paragraphs: 20_000,
  facts: 50_000,
  factsOfLargeCase: 25_000,
  paragraphsOfLongInterview: 300,
  exhibits: 500,
};

/** To see that the bench itself works. */
export const quickSize: Size = {
  cases: 20,
  paragraphs: 400,
  facts: 500,
  factsOfLargeCase: 250,
  paragraphsOfLongInterview: 60,
  exhibits: 20,
};

export interface Filled {
  readonly largeCase: CaseId;
  readonly longInterview: InterviewId;
  /** Every fact, in the order it was written. */
  readonly facts: readonly FactId[];
}

/** Numbers from 0 to just below 1 that look random and are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const words =
  `elle a dit que le passeport était chez lui depuis son arrivée et personne ne pouvait sortir sans payer la dette
  then they moved her to another house near the station where four women slept in one room en de baas belde elke avond`.split(
    /\s+/,
  );

/** Writes the same cases into any open database, through the stores that the program writes with. */
export function fill(core: TestCore, size: Size): Filled {
  const deps = core.vaultDeps();
  const { db, clock } = deps;
  const random = seededRandom(1);
  const pack = shippedPack(deps.resourcesFolder, 'be-thb');
  if (pack === undefined) throw new Error('The Belgian pack is not there');
  const facts: FactId[] = [];
  const createdAt = clock.now();

  let made = 0;
  const newId = (): string => {
    made += 1;
    return `019b0000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
  };
  const sentence = (length: number) =>
    Array.from({ length }, () => words[Math.floor(random() * words.length)] ?? '').join(' ');
  const numbered = (prefix: string, number: number) => `${prefix}-${String(number).padStart(3, '0')}`;

  function addPerson(caseId: CaseId, role: 'client' | 'witness' | 'allegedExploiter'): PersonId {
    const id = personIdSchema.parse(newId());
    insertPerson(deps, {
      ...emptyPersonFields,
      id,
      caseId,
      role,
      familyName: sentence(1),
      givenNames: sentence(2),
    });
    return id;
  }

  function addInterview(caseId: CaseId, paragraphs: number): InterviewId {
    const id = interviewIdSchema.parse(newId());
    insertInterview(db, {
      id,
      caseId,
      details: {
        title: 'Entretien',
        heldOn: '2026-02-10',
        startedAt: null,
        endedAt: null,
        placeKind: '',
        language: 'fr',
        interpreter: '',
        interpreterLanguage: '',
        personsPresent: '',
        stopReason: '',
        stopNote: '',
      },
      document:
        paragraphs === 0
          ? emptyDocument(newId())
          : { type: 'doc', content: Array.from({ length: paragraphs }, addParagraph) },
      createdAt,
    });
    return id;
  }

  function addParagraph(): InterviewDocument['content'][number] {
    return {
      type: 'paragraph',
      attrs: { id: newId(), provenance: random() < 0.5 ? 'verbatim' : 'paraphrase', sensitive: false },
      content: [{ type: 'text', text: sentence(30 + Math.floor(random() * 60)) }],
    };
  }

  function addFact(caseId: CaseId, personIds: readonly PersonId[], exhibit: string | undefined): void {
    const id = factIdSchema.parse(newId());
    const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
    const text = `${2019 + Math.floor(random() * 7)}-${month}${random() < 0.3 ? '~' : ''}`;
    const date = readUncertainDate(text, { language: 'fr', today: clock.today() });
    if (!date.ok) throw new Error(`${text} was not read as a date`);
    const { edtf, earliest, latest } = date.value;
    const fact = {
      ...emptyFactFields,
      id,
      caseId,
      statement: sentence(15),
      date: { text, edtf, earliest, latest },
      place: words[Math.floor(random() * 12)] ?? '',
      personIds: personIds.filter(() => random() < 0.5),
      disputed: random() < 0.1,
      citations:
        exhibit === undefined || random() < 0.5
          ? []
          : [{ kind: 'exhibit' as const, exhibitId: exhibitIdSchema.parse(exhibit), locator: 'p. 2' }],
      createdAt,
      updatedAt: createdAt,
    };
    insertFact(db, fact, newId);
    facts.push(id);
  }

  function addCase(index: number): { readonly caseId: CaseId; readonly interviewId: InterviewId } {
    const isLarge = index === 0;
    const others = size.cases - 1;
    const caseId = caseIdSchema.parse(newId());
    const openedOn = '2026-01-26';
    insertCase(deps, {
      id: caseId,
      code: numbered('BX-2026', index + 1),
      fileLanguage: 'fr',
      immigrationOfficeNumber: '',
      prosecutionNumber: '',
      policeReportNumber: '',
      advocateName: '',
      centreName: '',
      centreAddress: '',
      note: '',
      openedOn,
    });
    const procedure = {
      packId: 'be-thb',
      packVersion: pack?.version ?? '',
      phaseId: 'BE-P1',
      phaseSince: openedOn,
    };
    writePhase(db, { id: newId(), caseId, procedure, recordedAt: createdAt });
    insertEvent(db, {
      id: caseEventIdSchema.parse(newId()),
      caseId,
      kind: 'annexe15Issued',
      happenedOn: `2026-02-${String(1 + (index % 28)).padStart(2, '0')}`,
      disputedOn: null,
      printedFrom: null,
      printedUntil: null,
      channel: null,
      detained: false,
      ordinal: 1,
      reference: '',
      note: '',
      createdAt,
    });
    const people = [
      addPerson(caseId, 'client'),
      addPerson(caseId, 'witness'),
      addPerson(caseId, 'allegedExploiter'),
    ];
    const exhibitIds = Array.from({ length: 3 }, (_, place) => addExhibit(core, caseId, place + 1, newId()));
    const restOfParagraphs = size.paragraphs - size.paragraphsOfLongInterview;
    const interviewId = addInterview(
      caseId,
      isLarge ? size.paragraphsOfLongInterview : share(restOfParagraphs, others, index - 1),
    );
    const factsHere = isLarge
      ? size.factsOfLargeCase
      : share(size.facts - size.factsOfLargeCase, others, index - 1);
    for (let fact = 0; fact < factsHere; fact += 1) addFact(caseId, people, exhibitIds[fact % 3]);
    return { caseId, interviewId };
  }

  return db.transaction(() => {
    const [large] = Array.from({ length: size.cases }, (_, index) => addCase(index));
    if (large === undefined) throw new Error('A vault to measure has cases');
    return { largeCase: large.caseId, longInterview: large.interviewId, facts };
  });
}

/** How many of a total the part at this place gets, so that all parts together are the total. */
function share(total: number, parts: number, place: number): number {
  return Math.floor((total * (place + 1)) / parts) - Math.floor((total * place) / parts);
}

/** Writes one exhibit and gives its id. */
export function addExhibit(core: TestCore, caseId: CaseId, number: number, id: string): string {
  const { db, clock } = core.vaultDeps();
  insertExhibit(db, {
    id: exhibitIdSchema.parse(id),
    caseId,
    title: `Procès-verbal d’audition, feuille ${number}`,
    dateEdtf: '2026-02-10',
    author: 'Zone de police fictive',
    pages: 1 + (number % 9),
    language: 'fr',
    translation: 'none',
    origin: '',
    medium: 'paper',
    sha256: '',
    note: '',
    createdAt: clock.now(),
    updatedAt: clock.now(),
  });
  return id;
}
