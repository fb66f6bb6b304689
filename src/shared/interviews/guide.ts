import { z } from 'zod';
import { interfaceLanguages } from '../kernel/languages';

/** How sure a statement of a standard is: read in the text itself, taken from a good second source, or still open. */
export const guideMarks = ['sure', 'likely', 'unconfirmed'] as const;

const textSchema = z.strictObject({
  en: z.string().min(1),
  fr: z.string().min(1),
  nl: z.string().min(1),
  de: z.string().min(1),
} satisfies Record<(typeof interfaceLanguages)[number], z.ZodString>);

/** Names a point in the answers kept with an interview; never given to another point. */
export const guidePointIdSchema = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);

const pointSchema = z.strictObject({
  id: guidePointIdSchema,
  text: textSchema,
  /** Id of the source the point comes from. */
  source: z.string(),
});

/** An interview guide as data: phases in the order of the conversation, each with points to tick off. */
export const interviewGuideSchema = z
  .strictObject({
    version: z.string(),
    reviewedOn: z.iso.date(),
    /** Says honestly how far it has been checked. */
    review: textSchema,
    sources: z.array(
      z.strictObject({ id: z.string(), mark: z.enum(guideMarks), title: textSchema, reference: z.string() }),
    ),
    phases: z.array(
      z.strictObject({
        id: guidePointIdSchema,
        title: textSchema,
        /** What the phase is for, in a sentence. */
        purpose: textSchema,
        points: z.array(pointSchema).min(1),
      }),
    ),
  })
  .superRefine((guide, context) => {
    const sources = new Set(guide.sources.map((source) => source.id));
    const seen = new Set<string>();
    guide.phases.forEach((phase, phaseIndex) => {
      phase.points.forEach((point, pointIndex) => {
        const path = ['phases', phaseIndex, 'points', pointIndex];
        if (seen.has(point.id)) context.addIssue({ code: 'custom', path, message: 'point id used twice' });
        if (!sources.has(point.source)) context.addIssue({ code: 'custom', path, message: 'unknown source' });
        seen.add(point.id);
      });
    });
  });
export type InterviewGuide = z.infer<typeof interviewGuideSchema>;

/** Ticks and short notes of the advocate, by point. Her working paper: never part of a statement or a filing. */
export const guideAnswersSchema = z.record(
  guidePointIdSchema,
  z.strictObject({ done: z.boolean(), note: z.string().max(2000) }),
);
export type GuideAnswers = z.infer<typeof guideAnswersSchema>;
