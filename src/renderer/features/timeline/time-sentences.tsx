import type { FactId } from '../../../shared/kernel/ids';
import type { Gap } from '../../../shared/timeline/linked-time';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import type { NamedFact, ShownContradiction, TimeStep, WorkedOut } from '../../../shared/timeline/schemas';
import type { Language } from '../../../shared/kernel/languages';
import { useText, type Text } from '../../lib/text';
import { useInterfaceLanguage } from './interface-language';
import styles from './time-sentences.module.css';

/** "between 24 May 2023 and 3 June 2023", as a whole sentence that says it was worked out. */
export function workedOutText({ earliest, latest }: WorkedOut, text: Text, language: Language): string {
  const words = (date: string | null): string => (date === null ? '' : describeUncertainDate(date, language));
  if (earliest === null) return text('timeline.workedOut.latest', { until: words(latest) });
  if (latest === null) return text('timeline.workedOut.earliest', { from: words(earliest) });
  if (earliest === latest) return text('timeline.workedOut.day', { day: words(earliest) });
  return text('timeline.workedOut.between', { from: words(earliest), until: words(latest) });
}

/** "about two weeks" */
export function gapText({ amount, unit, approximate }: Gap, text: Text): string {
  return text(`timeline.gap.${unit}`, { amount, about: approximate ? 'yes' : 'no' });
}

const longestName = 90;

/** The words of a fact inside a sentence. */
export function shortStatement(statement: string): string {
  const line = statement.replace(/\s+/gu, ' ').replace(/[.]$/u, '');
  return line.length <= longestName ? line : `${line.slice(0, longestName).trimEnd()}…`;
}

/** What is said, one line for each thing, in the order in which it is followed. */
export function TimeSteps(props: {
  readonly steps: readonly TimeStep[];
  readonly facts: readonly NamedFact[];
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const factsById = new Map(props.facts.map((fact) => [fact.id, fact]));
  return (
    <ol className={styles.steps}>
      {props.steps.map((step) => (
        <li key={JSON.stringify(step)}>
          <bdi>{stepText(step, factsById, text, language)}</bdi>
        </li>
      ))}
    </ol>
  );
}

function stepText(
  step: TimeStep,
  factsById: ReadonlyMap<FactId, NamedFact>,
  text: Text,
  language: Language,
): string {
  const named = (factId: FactId | null): string => {
    if (factId === null) return text('timeline.step.thisFact');
    return text('timeline.step.fact', { statement: shortStatement(factsById.get(factId)?.statement ?? '') });
  };
  if (step.kind === 'date') {
    if (step.factId === null) return text('timeline.step.ownDate');
    const edtf = factsById.get(step.factId)?.edtf ?? '';
    return text('timeline.step.date', {
      fact: named(step.factId),
      date: describeUncertainDate(edtf, language),
    });
  }
  const values = { fact: named(step.factId), other: named(step.otherFactId) };
  if (step.gap === null) return text(`timeline.step.${step.relation}`, values);
  if (step.relation === 'during') return text('timeline.step.during', values);
  return text(`timeline.step.${step.relation}.gap`, { ...values, gap: gapText(step.gap, text) });
}

/** One contradiction, with what it is made of. */
export function ContradictionSteps(props: {
  readonly contradiction: ShownContradiction;
  readonly facts: readonly NamedFact[];
}) {
  return <TimeSteps steps={props.contradiction.steps} facts={props.facts} />;
}
