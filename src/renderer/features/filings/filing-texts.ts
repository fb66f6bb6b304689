import type { FilingKind } from '../../../shared/filings/kinds';
import type {
  FillTarget,
  Refusal,
  ReviewWarning,
  TemplateFailure,
  ToldPicturesFailure,
} from '../../../shared/filings/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CallError } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError } from '../../lib/queries';
import type { Formats, Text, TextId } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';
import type { DrawingFailure } from '../evidence';
import { hasHint } from './fields-with-hint';

// The ids below are put together from names of fields and choices, which are data; a test proves that each has its text.

export function fieldLabel(text: Text, field: string): string {
  return text(`filings.field.${field}` as TextId);
}

/** What to know before answering; undefined when the label says it all. */
export function fieldHint(text: Text, field: string): string | undefined {
  return hasHint(field) ? text(`filings.hint.${field}` as TextId) : undefined;
}

/** The sentence a confirmation stands for. */
export function confirmedStatement(text: Text, field: string): string {
  return text(`filings.statement.${field}` as TextId);
}

export function choiceLabel(text: Text, field: string, choice: string): string {
  return text(`filings.choice.${field}.${choice}` as TextId);
}

export function kindLabel(text: Text, kind: FilingKind): string {
  return text(`filings.kind.${kind}`);
}

export function warningText(text: Text, formats: Formats, warning: ReviewWarning): string {
  switch (warning.kind) {
    case 'languageDiffersFromFile':
      return text('filings.warning.languageDiffersFromFile', {
        language: text(`filings.fileLanguage.${warning.fileLanguage}` as TextId),
      });
    case 'documentExpired':
    case 'documentExpiresSoon':
      return text(`filings.warning.${warning.kind}`, {
        document: text(`filings.document.${warning.document}`),
        date: formats.date(warning.on),
      });
    case 'deadlineRuns':
    case 'deadlineOver':
      return text(`filings.warning.${warning.kind}`, {
        rule: text(`filings.rule.${warning.ruleId}` as TextId),
        date: formats.date(warning.date),
        actBy: formats.date(warning.actBy),
        verify: String(warning.verify),
      });
    case 'answerTimeRuns':
    case 'answerTimeOver':
    case 'askedForTooLate':
    case 'eventInFuture':
    case 'eventBeforeBirth':
      return text(`filings.warning.${warning.kind}`, { date: formats.date(warning.on) });
    case 'aidAboveCeiling':
      return text('filings.warning.aidAboveCeiling', { ceiling: warning.ceiling });
    case 'groundNotInLaw':
      return text('filings.warning.groundNotInLaw', { ground: warning.ground });
    case 'renewalPastTarget':
      return text('filings.warning.renewalPastTarget', {
        target: formats.date(warning.target),
        last: formats.date(warning.last),
      });
    case 'renewalTooEarly':
      return text('filings.warning.renewalTooEarly', {
        opens: formats.date(warning.opens),
        target: formats.date(warning.target),
      });
    case 'exhibitsLeftOut':
    case 'factsNotCertain':
      return text(`filings.warning.${warning.kind}`, { count: warning.count });
    case 'exhibitNeedsTranslation':
    case 'exhibitDateUnreadable':
      return text(`filings.warning.${warning.kind}`, { number: warning.number });
    default:
      return text(`filings.warning.${warning.kind}`);
  }
}

/** Why the filing may not be made as it stands. */
export function refusalText(text: Text, refusal: Refusal): string {
  return text(`filings.refusal.${refusal.kind}`);
}

/** Failures of the channels of filings that are told in one sentence. */
type PlainFailure =
  | Exclude<TemplateFailure, { kind: 'templateBroken' | 'templateRefused' }>
  | Extract<TemplateFailure, { kind: 'templateBroken' | 'templateRefused' }>
  | Extract<ToldPicturesFailure, { kind: 'tooManyPictures' }>
  | DrawingFailure
  | {
      readonly kind:
        | 'caseNotFound'
        | 'filingNotFound'
        | 'answerDoesNotFit'
        | 'valuesMissing'
        | 'refused'
        | 'targetFull'
        | 'targetNotWritable'
        | 'targetMissing'
        | 'pdfFailed'
        | 'printFailed'
        | 'writtenWrongly';
    };

export function failureText(text: Text, error: PlainFailure | CallError): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  if (error.kind === 'tooManyPictures') {
    return text(`filings.failure.tooManyPictures.${error.because}`, { count: error.count, most: error.most });
  }
  if (error.kind === 'pictureNotDrawn') {
    return text(`filings.failure.pictureNotDrawn.${error.because}`, { number: error.number });
  }
  const sentence = text(`filings.failure.${error.kind}`);
  return error.kind === 'templateRefused'
    ? `${sentence} ${text(`filings.templateRefused.${error.reason}`)}`
    : sentence;
}

/** Goes to where a value is filled in. On the review screen itself: scrolls to the question and gives it the focus. */
export function goToTarget(caseId: CaseId, target: FillTarget): void {
  if (target.screen === 'review') {
    focusEntry(target.field ?? '');
    return;
  }
  navigate({
    kind: 'case',
    caseId,
    section: target.screen,
    ...(target.screen === 'overview'
      ? {}
      : { focusId: thingMeant(target), field: target.field ?? undefined }),
  });
}

/** What the screen opens: a record, or in the procedure the kind of event to write down. */
function thingMeant(target: FillTarget): string | undefined {
  return target.recordId ?? (target.screen === 'procedure' ? (target.field ?? undefined) : undefined);
}

/** Id of the element around an entry of the review screen. */
export function entryElementId(field: string): string {
  return `filing-entry-${field}`;
}

function focusEntry(field: string): void {
  const element = document.getElementById(entryElementId(field));
  element?.scrollIntoView({ block: 'center' });
  element?.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
}
