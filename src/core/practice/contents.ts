import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { addDays } from '../../shared/deadlines/calendar';
import { civilDateSchema, type CivilDate } from '../../shared/kernel/time';

// The shape of resources/practice/*.yaml. Fields of records are checked again by the channels they go through.

const fields = z.record(z.string(), z.unknown());
const wallTime = z.string().regex(/^\d\d:\d\d$/);

const personSchema = z.looseObject({
  key: z.string(),
  role: z.string(),
  safeContact: fields.optional(),
});

const blockSchema = z.union([
  z.strictObject({ heading: z.string() }),
  z.strictObject({
    /** What facts cite it by: `interview/block`. */
    key: z.string().optional(),
    kind: z.enum(['verbatim', 'paraphrase', 'observation', 'view']),
    sensitive: z.boolean().default(false),
    text: z.string(),
  }),
]);

const interviewSchema = z.looseObject({
  key: z.string(),
  heldDay: z.int(),
  breaks: z.array(z.strictObject({ startedAt: wallTime, endedAt: wallTime, reason: z.string() })).default([]),
  blocks: z.array(blockSchema).min(1),
});

const factSchema = z.strictObject({
  statement: z.string(),
  date: z.string(),
  place: z.string(),
  people: z.array(z.string()).default([]),
  source: z.string(),
  confidence: z.string(),
  disputed: z.boolean().default(false),
  disputeNote: z.string().default(''),
  note: z.string().default(''),
  cites: z.array(z.string()).default([]),
  exhibits: z.array(z.strictObject({ key: z.string(), locator: z.string() })).default([]),
  /** Ids of the pack's conditions. */
  elements: z.array(z.string()).default([]),
});

const eventSchema = z.looseObject({ kind: z.string(), day: z.int(), printedUntilDay: z.int().optional() });

const requirementSchema = z.strictObject({
  id: z.string(),
  state: z.string(),
  exhibit: z.string().optional(),
  holder: z.string().optional(),
  note: z.string().default(''),
});

const consentSchema = z.looseObject({
  kind: z.string(),
  recipient: z.string(),
  decidedDay: z.int(),
  untilDay: z.int().optional(),
});

const caseSchema = z.looseObject({
  key: z.string(),
  fileLanguage: z.enum(['fr', 'nl', 'de']),
  openedDay: z.int(),
  phase: z.string(),
  people: z.array(personSchema).min(1),
  interviews: z.array(interviewSchema),
  exhibits: z.array(z.looseObject({ key: z.string(), title: z.string() })),
  facts: z.array(factSchema),
  events: z.array(eventSchema),
  requirements: z.array(requirementSchema),
  consents: z.array(consentSchema).default([]),
});

const contentsSchema = z.strictObject({
  ownerName: z.string(),
  cases: z.array(caseSchema),
});
export type PracticeContents = z.infer<typeof contentsSchema>;
export type PracticeCase = PracticeContents['cases'][number];

/** Reads the practice cases with every placeholder for a date filled in, counted from today. */
export function readPracticeContents(resourcesFolder: string, today: CivilDate): PracticeContents {
  const text = readFileSync(join(resourcesFolder, 'practice', 'be-thb.yaml'), 'utf8');
  return contentsSchema.parse(parse(fillDates(text, today)));
}

/** The day so many days from today. */
export function practiceDay(today: CivilDate, days: number): CivilDate {
  return civilDateSchema.parse(addDays(today, days));
}

const frenchMonths = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** `{date -36}`, `{month -18}`, `{year -18}` and `{edtf-month -18}`; see the head of the file they stand in. */
function fillDates(text: string, today: CivilDate): string {
  return text.replace(/\{(date|month|year|edtf-month) (-?\d+)\}/g, (_all, kind: string, offset: string) => {
    if (kind === 'date') return practiceDay(today, Number(offset));
    const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + Number(offset);
    const year = String(Math.floor(months / 12));
    const month = months % 12;
    if (kind === 'year') return year;
    if (kind === 'month') return `${frenchMonths[month] ?? ''} ${year}`;
    return `${year}-${String(month + 1).padStart(2, '0')}`;
  });
}
