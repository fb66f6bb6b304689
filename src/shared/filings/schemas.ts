import { z } from 'zod';
import { caseIdSchema, evidenceFileIdSchema, filingIdSchema } from '../kernel/ids';
import { languageSchema } from '../kernel/languages';
import { civilDateSchema, instantSchema } from '../kernel/time';
import { answerValueSchema } from './answers';
import { filingKindSchema } from './kinds';
import { sourceSchema } from './snapshot';

/** Names the filing that is being prepared. */
export const filingDraftSchema = z.strictObject({
  caseId: caseIdSchema,
  filingKind: filingKindSchema,
  language: languageSchema,
});
export type FilingDraft = z.infer<typeof filingDraftSchema>;

/** Where a value is filled in: a screen of the case, and what to look at there. `review`: on the review screen itself. */
export const fillTargetSchema = z.strictObject({
  screen: z.enum(['overview', 'people', 'timeline', 'procedure', 'exhibits', 'review']),
  recordId: z.string().nullable(),
  /** Field of the record, or kind of the event to write down; null for the record as a whole. */
  field: z.string().nullable(),
});
export type FillTarget = z.infer<typeof fillTargetSchema>;

export const reviewGroups = [
  'sender',
  'authority',
  'references',
  'client',
  'guardian',
  'consent',
  'mandate',
  'safety',
  'indications',
  'needs',
  'history',
  'account',
  'offences',
  'protection',
  'decision',
  'urgency',
  'grounds',
  'damage',
  'circumstances',
  'health',
  'conditions',
  'identity',
  'social',
  'request',
  'exhibits',
  'signing',
] as const;
export type ReviewGroup = (typeof reviewGroups)[number];

const answerControlSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), maximum: z.int() }),
  z.strictObject({ kind: z.literal('longText'), maximum: z.int() }),
  z.strictObject({ kind: z.literal('date') }),
  z.strictObject({ kind: z.literal('choice'), choices: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('choices'), choices: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('confirmation') }),
  /** Records to choose from, with the words that name them; people have none in a review without names. */
  z.strictObject({
    kind: z.literal('record'),
    options: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  }),
  z.strictObject({
    kind: z.literal('records'),
    options: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        /** Other questions of the same kind that it answers already in this filing. */
        elsewhere: z.array(z.string()),
      }),
    ),
  }),
]);
export type ReviewControl = z.infer<typeof answerControlSchema>;

/** One value of the filing, as the review screen shows it. */
export const reviewEntrySchema = z.strictObject({
  /** Name of the field or of the question; its label stands in the catalogues under `filings.field.<field>`. */
  field: z.string(),
  group: z.enum(reviewGroups),
  required: z.boolean(),
  /** `missing`: required and not there. `empty`: not there and not required; the sentence is left out. */
  state: z.enum(['given', 'missing', 'empty']),
  shown: z.discriminatedUnion('kind', [
    /** Exactly what is printed, piece by piece; '' when nothing is. */
    z.strictObject({ kind: z.literal('printed'), text: z.string() }),
    /** What is printed for each item of a list. */
    z.strictObject({
      kind: z.literal('list'),
      items: z.array(z.strictObject({ recordId: z.string().nullable(), pieces: z.array(z.string()) })),
    }),
    /** Which of the template's own sentences is printed. */
    z.strictObject({ kind: z.literal('choice'), choice: z.string() }),
    z.strictObject({ kind: z.literal('confirmation'), confirmed: z.boolean() }),
    /** A person's name is printed; the review was asked for without names. */
    z.strictObject({ kind: z.literal('hiddenName') }),
  ]),
  /** Null when there is no value yet. */
  source: sourceSchema.nullable(),
  /** When the record it comes from last changed; null for what the program proposes. */
  changedAt: instantSchema.nullable(),
  /** The program proposes it; nobody has chosen it for this filing. */
  suggested: z.boolean(),
  target: fillTargetSchema,
  /** How it can be answered on the review screen; null when it belongs to a record. */
  control: answerControlSchema.nullable(),
  /** Name under which `filings.answer` takes it; null where there is no control. */
  question: z.string().nullable(),
  /** The answer as it would be given again; null where there is no control or no answer. */
  answer: answerValueSchema.nullable(),
});
export type ReviewEntry = z.infer<typeof reviewEntrySchema>;

const shownDeadline = {
  ruleId: z.string(),
  date: civilDateSchema,
  /** Last day on which it is safe to do it. */
  actBy: civilDateSchema,
  /** The rule must be checked against the law in force. */
  verify: z.boolean(),
};

/** Something a person should know before the filing goes out. Nothing of it stops the filing. */
export const reviewWarningSchema = z.discriminatedUnion('kind', [
  /** The wording is a proposal of ours; neither the Office nor a centre has an official form. */
  z.strictObject({ kind: z.literal('notAnOfficialForm') }),
  /** Only a recognised centre may file this; the rule was read in its wording of 2007. */
  z.strictObject({ kind: z.literal('onlyCentresFile') }),
  /** The centre is none of the recognised ones the program knows. */
  z.strictObject({ kind: z.literal('centreNotKnown') }),
  z.strictObject({ kind: z.literal('languageDiffersFromFile'), fileLanguage: z.string() }),
  z.strictObject({ kind: z.literal('statementOutsideReflection') }),
  z.strictObject({
    kind: z.literal('documentExpired'),
    document: z.enum(['annexe15', 'ai', 'aCard']),
    on: civilDateSchema,
  }),
  z.strictObject({
    kind: z.literal('documentExpiresSoon'),
    document: z.enum(['annexe15', 'ai', 'aCard']),
    on: civilDateSchema,
  }),
  z.strictObject({ kind: z.literal('noReportNumber') }),
  z.strictObject({ kind: z.literal('noProsecutionNumber') }),
  z.strictObject({ kind: z.literal('noOfficeNumber') }),
  z.strictObject({ kind: z.literal('minorWithoutGuardian') }),
  /** An open deadline that the filing keeps, as the deadline engine has it. Never printed. */
  z.strictObject({ kind: z.literal('deadlineRuns'), ...shownDeadline }),
  /** Nothing of what is missing is for the one to bring who is written to. */
  z.strictObject({ kind: z.literal('nothingFromReader') }),
  /** The day asked for lies after the last safe day of a deadline that runs. */
  z.strictObject({ kind: z.literal('askedForTooLate'), on: civilDateSchema }),
  /** An event of the case is dated where nothing can have happened yet, and the filing may tell it. */
  z.strictObject({ kind: z.literal('eventInFuture'), on: civilDateSchema }),
  z.strictObject({ kind: z.literal('eventBeforeBirth'), on: civilDateSchema }),
  z.strictObject({ kind: z.literal('deadlineOver'), ...shownDeadline }),
  /** The day until which the authority's own letter lets the person answer. */
  z.strictObject({ kind: z.literal('answerTimeRuns'), on: civilDateSchema }),
  z.strictObject({ kind: z.literal('answerTimeOver'), on: civilDateSchema }),
  /** The paper says that the residence is kept secret where the law asks for an address. */
  z.strictObject({ kind: z.literal('residenceWithheld') }),
  /** The rules of the Council were being revised when they were read. */
  z.strictObject({ kind: z.literal('councilRulesToCheck') }),
  z.strictObject({ kind: z.literal('fourCopies') }),
  /** Without pro deo the Council asks for a fee. */
  z.strictObject({ kind: z.literal('courtFee') }),
  /** The petition does not stop a removal by itself. */
  z.strictObject({ kind: z.literal('notSuspensive') }),
  /** The ground that the Office gives is none that the law knows for this document. */
  z.strictObject({
    kind: z.literal('groundNotInLaw'),
    ground: z.enum(['cooperation', 'procedureEnded', 'fraud']),
  }),
  /** Judicial secrecy can keep pieces back. */
  z.strictObject({ kind: z.literal('secrecyMayBlock') }),
  z.strictObject({ kind: z.literal('whereMinorStays') }),
  /** No article of a criminal code is cited: it could not be confirmed which one is in force. */
  z.strictObject({ kind: z.literal('criminalArticlesLeftOut') }),
  /** What is known of the Commission's rules and ceilings is old. */
  z.strictObject({ kind: z.literal('aidRulesToCheck') }),
  /** In euros. */
  z.strictObject({ kind: z.literal('aidAboveCeiling'), ceiling: z.int() }),
  /** A new request under article 9bis withdraws earlier ones. */
  z.strictObject({ kind: z.literal('withdrawsEarlier') }),
  z.strictObject({ kind: z.literal('noExhibits') }),
  /** Statements were made already: nobody is asked again what the police know. */
  z.strictObject({ kind: z.literal('alreadyHeard') }),
  /** Facts are printed as they stand in the chronology, in whatever language. */
  z.strictObject({ kind: z.literal('factsAsWritten') }),
  z.strictObject({ kind: z.literal('factToldTwice') }),
  /** Facts that are uncertain or disputed stand in a paper that leaves the office. */
  z.strictObject({ kind: z.literal('factsNotCertain'), count: z.int() }),
  /** Articles of the new criminal code are cited beside the older ones; whether it is in force could not be confirmed. */
  z.strictObject({ kind: z.literal('newCodeMayNotApply') }),
  /** The police and the prosecution have a form of their own for the declaration of injured person. */
  z.strictObject({ kind: z.literal('injuredPersonHasForm') }),
  /** The complaint prints who the person is and asks that this be kept out of the file. */
  z.strictObject({ kind: z.literal('anonymityAndIdentity') }),
  z.strictObject({ kind: z.literal('annexe15Exists') }),
  /** Statements were made: the attestation can be asked for at once, without the annexe 15. */
  z.strictObject({ kind: z.literal('immediateIsOpen') }),
  z.strictObject({ kind: z.literal('renewalPastTarget'), target: civilDateSchema, last: civilDateSchema }),
  z.strictObject({ kind: z.literal('renewalTooEarly'), opens: civilDateSchema, target: civilDateSchema }),
  /** The Office may grant unlimited stay, and need not. */
  z.strictObject({ kind: z.literal('officeDecidesFreely') }),
  /** Some exhibits stay out, so the numbers in the list do not run on. */
  z.strictObject({ kind: z.literal('exhibitsLeftOut'), count: z.int() }),
  z.strictObject({ kind: z.literal('exhibitNeedsTranslation'), exhibitId: z.string(), number: z.string() }),
  z.strictObject({ kind: z.literal('exhibitDateUnreadable'), exhibitId: z.string(), number: z.string() }),
]);
export type ReviewWarning = z.infer<typeof reviewWarningSchema>;

/** Why a filing may not be made although nothing is missing: it would break a rule, or name what must stay secret. */
export const refusalKinds = [
  /** The consent comes to an end before or on the day it is given. */
  'consentEndsTooEarly',
  /** A text names the centre, its address or the address for service, in a paper that must not. */
  'namesShelter',
  /** A text names the person although she has not consented to that. */
  'namesPersonWithoutConsent',
  /** Only a person without a residence title can have the annexe 15. */
  'hasResidenceTitle',
  /** An unaccompanied minor gets the attestation d'immatriculation at once, and no annexe 15. */
  'minorGetsAttestation',
  /** The attestation d'immatriculation can be extended once. */
  'alreadyExtended',
  /** The numbers of the exhibits that go with a petition do not run on from 1. */
  'inventoryNotContinuous',
  /** Suspension was already asked for in another way: extreme urgency cannot be combined with it. */
  'urgencyWithOtherSuspension',
  /** Only someone who may be under eighteen is reported to the Guardianship Service. */
  'notAMinor',
  /** An amount cannot be read with certainty. */
  'amountUnreadable',
  /** A medical request goes out by registered mail and in no other way. */
  'notRegistered',
  /** The medical certificate is three months old or older when the request is sent. */
  'certificateTooOld',
  'certificateInFuture',
  /** The client must never be written to: such a letter is handed over. */
  'clientNeverWritten',
] as const;

export const refusalSchema = z.strictObject({
  /** Its sentence stands in the catalogues under `filings.refusal.<kind>`. */
  kind: z.enum(refusalKinds),
  /** Where it is put right. */
  target: fillTargetSchema,
});
export type Refusal = z.infer<typeof refusalSchema>;

export const filingReviewSchema = z.strictObject({
  draft: filingDraftSchema,
  /** In the order of the document. */
  entries: z.array(reviewEntrySchema),
  warnings: z.array(reviewWarningSchema),
  refusals: z.array(refusalSchema),
  /** Nothing required is missing and nothing is refused. */
  canGenerate: z.boolean(),
});
export type FilingReview = z.infer<typeof filingReviewSchema>;

export const missingValueSchema = z.strictObject({ field: z.string(), target: fillTargetSchema });
export type MissingValue = z.infer<typeof missingValueSchema>;

/** A fault in a template, with its place, its cause and, where it can be told, what was meant. */
export const templateProblemSchema = z.strictObject({
  /** Part of the file: the text, a header or a footer. */
  part: z.enum(['text', 'header', 'footer', 'notes']),
  /** Number of the paragraph within that part, counted from 1, tables included. */
  paragraph: z.int().min(1),
  /** The beginning of that paragraph, to find it by. */
  excerpt: z.string(),
  cause: z.enum([
    'tagNotClosed',
    'tagNotOpened',
    'nameNotAllowed',
    'fieldUnknown',
    'fieldIsList',
    'fieldIsFlag',
    'fieldBelongsToList',
    'sectionNotClosed',
    'sectionNotOpened',
    'sectionsCross',
    'fieldEmpty',
    /** Quotes, spaces or other signs that a word processor put between the braces. */
    'signsAdded',
    /** A part begins in one table, or outside of any, and ends in another place. */
    'sectionLeavesTable',
    /** A list is repeated within itself. */
    'listInsideItself',
    /** Lists that repeat each other would make far more than any document holds; the tag is the innermost. */
    'documentTooLong',
    /** The engine that fills templates cannot read it, though nothing was found wrong. */
    'notFillable',
    /** The last of a list that was cut: there are more from here on. */
    'moreProblems',
  ]),
  /** The tag as written, without its braces. */
  tag: z.string(),
  /** The field that was probably meant; null when none is near. */
  suggestion: z.string().nullable(),
});
export type TemplateProblem = z.infer<typeof templateProblemSchema>;

/** Why a file is not taken as a template at all. */
export const templateRefusalReasons = [
  'notAZip',
  'oldWordFile',
  'encrypted',
  'tooManyParts',
  'partTooLarge',
  'packageTooLarge',
  'compressedTooMuch',
  'unsafeName',
  'duplicateName',
  'headersDisagree',
  'damagedPart',
  'unknownCompression',
  'notAWordDocument',
  'macros',
  'documentType',
  'badXml',
  'externalContent',
  'embeddedObject',
  'embeddedFonts',
  'dangerousField',
  'unknownPart',
  'tooManyElements',
  'pictureFormat',
  'tooManyTags',
  /** A part is said to be what it is not: a picture that is none, or the other way round. */
  'wrongType',
  /** Elements are written under another prefix than Word's own, under which nobody looks for them. */
  'unusualPrefix',
] as const;

/** What in a Word file could reach out, run, hide something or blow up. */
export interface DocumentDanger {
  readonly reason: (typeof templateRefusalReasons)[number];
  /** The part it stands in; null when it concerns the whole file. */
  readonly part: string | null;
}

export const templateFailureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('templateMissing') }),
  z.strictObject({
    kind: z.literal('templateRefused'),
    reason: z.enum(templateRefusalReasons),
    part: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('templateBroken'), problems: z.array(templateProblemSchema).min(1) }),
]);
export type TemplateFailure = z.infer<typeof templateFailureSchema>;

const pictureToDrawSchema = z.strictObject({
  evidenceFileId: evidenceFileIdSchema,
  /** Of its exhibit. */
  number: z.string(),
  mediaType: z.string(),
  byteLength: z.number(),
});
export type PictureToDraw = z.infer<typeof pictureToDrawSchema>;

/** The template prints pictures of exhibits, and they are in the way. */
export const picturesFailures = [
  /** Nobody has drawn them yet: whoever can draws them (`exhibits.keepPicture`) and asks again. */
  z.strictObject({ kind: z.literal('picturesNotDrawn'), pictures: z.array(pictureToDrawSchema).min(1) }),
  /** Too many, or too large together, for one document. */
  z.strictObject({
    kind: z.literal('tooManyPictures'),
    count: z.int(),
    most: z.int(),
    because: z.enum(['number', 'size']),
  }),
] as const;
export type ToldPicturesFailure = z.infer<(typeof picturesFailures)[number]>;

/** What was made, without the document itself. */
export const filingSummarySchema = z.strictObject({
  id: filingIdSchema,
  caseId: caseIdSchema,
  filingKind: filingKindSchema,
  language: languageSchema,
  templateVersion: z.string(),
  generatedAt: instantSchema,
  sha256: z.string(),
  sizeBytes: z.int(),
  /** 1 for the first of its kind and language in the case, and so on. */
  version: z.int().min(1),
  /** Every time it was saved out of the vault, oldest first. */
  exportedAt: z.array(instantSchema),
});
export type FilingSummary = z.infer<typeof filingSummarySchema>;

/** A document as it is read in the program: paragraphs with their automatic numbers, and tables. */
export const filingBlockSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('paragraph'),
    headingLevel: z.int().nullable(),
    number: z.string(),
    text: z.string(),
  }),
  z.strictObject({
    kind: z.literal('table'),
    headerRows: z.int(),
    rows: z.array(z.array(z.string())),
  }),
]);
export type FilingBlock = z.infer<typeof filingBlockSchema>;
