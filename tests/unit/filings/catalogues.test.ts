import { describe, expect, it } from 'vitest';
import english from '../../../resources/locales/en/filings.json';
import french from '../../../resources/locales/fr/filings.json';
import { recordsWithHint } from '../../../src/renderer/features/filings/fields-with-hint';
import type { Question } from '../../../src/shared/filings/questions';
import { answerControls } from '../../../src/shared/filings/answers';
import { filingDeclarations, filingKinds } from '../../../src/shared/filings/kinds';
import { languages } from '../../../src/shared/kernel/languages';
import { sourceSchema } from '../../../src/shared/filings/snapshot';
import {
  refusalKinds,
  reviewGroups,
  reviewWarningSchema,
  templateFailureSchema,
  templateProblemSchema,
  templateRefusalReasons,
} from '../../../src/shared/filings/schemas';

/** Ids that the screens put together from data, which the compiler therefore cannot check. */
function neededIds(): readonly string[] {
  const questions: readonly (readonly [string, Question])[] = Object.entries(answerControls);
  const choices = questions.flatMap(([name, control]) =>
    control.kind === 'choice' || control.kind === 'choices'
      ? // How it is sent and what it is annexed to are printed, and chosen all the same.
        control.choices.map((choice) => `choice.${name}.${choice}`)
      : [],
  );
  const confirmations = questions.flatMap(([name, control]) =>
    control.kind === 'confirmation' ? [`statement.${name}`] : [],
  );
  return [
    ...Object.keys(answerControls)
      // Shown in the line of the list it decides on.
      .filter((name) => name !== 'exhibits.attached')
      .map((name) => `field.${name}`),
    ...choices,
    ...confirmations,
    ...[...recordsWithHint].map((name) => `hint.${name}`),
    ...questions.filter(([, question]) => question.hint === true).map(([name]) => `hint.${name}`),
    ...filingKinds.flatMap((kind) => [`kind.${kind}`, `purpose.${kind}`]),
    ...Object.values(filingDeclarations).map(({ stage }) => `phase.${stage ?? 'any'}`),
    ...Object.values(filingDeclarations).flatMap(({ keepsDeadlines = [] }) =>
      (keepsDeadlines === 'all' ? [] : keepsDeadlines).map((rule) => `rule.${rule}`),
    ),
    ...refusalKinds.map((kind) => `refusal.${kind}`),
    ...sourceSchema.shape.kind.options.map((kind) => `source.${kind}`),
    ...languages.map((language) => `language.${language}`),
    ...reviewGroups.map((group) => `group.${group}`),
    ...reviewWarningSchema.options.map((warning) => `warning.${warning.shape.kind.value}`),
    ...templateFailureSchema.options.map((failure) => `failure.${failure.shape.kind.value}`),
    ...templateRefusalReasons.map((reason) => `templateRefused.${reason}`),
    ...templateProblemSchema.shape.cause.options.flatMap((cause) => [
      `templateProblem.${cause}.cause`,
      `templateProblem.${cause}.mend`,
    ]),
  ].map((id) => `filings.${id}`);
}

describe('the catalogues of filings', () => {
  it.each([
    ['English', english],
    ['French', french],
  ])('have a text for every field, choice, warning and failure in %s', (_name, catalogue) => {
    const known = new Set(Object.keys(catalogue));
    expect(neededIds().filter((id) => !known.has(id))).toEqual([]);
  });
});
