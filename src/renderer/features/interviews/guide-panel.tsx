import { useCallback } from 'react';
import type { OpenedInterview } from '../../../shared/interviews/contract';
import type { GuideAnswers, InterviewGuide } from '../../../shared/interviews/guide';
import { call } from '../../lib/core';
import { useChannel } from '../../lib/queries';
import { useFormats, useInterfaceLanguage, useText } from '../../lib/text';
import { Checkbox } from '../../ui/choice';
import { TextArea } from '../../ui/field';
import { Skeleton } from '../../ui/spinner';
import { SaveMark, useAutosave, type Autosave } from '../people';
import styles from './guide-panel.module.css';

type Phase = InterviewGuide['phases'][number];

export type GuideForm = Autosave<{ readonly answers: GuideAnswers }, { readonly kind: string }>;

/** The ticks and notes of an interview as a form that saves itself; it must outlive the panel that shows it. */
export function useGuideForm(interview: OpenedInterview): GuideForm {
  const save = useCallback(
    (changes: { readonly answers?: GuideAnswers }) =>
      call('interviews.saveGuide', { interviewId: interview.id, answers: changes.answers ?? {} }),
    [interview.id],
  );
  return useAutosave<{ readonly answers: GuideAnswers }, { readonly kind: string }>(
    { answers: interview.guideAnswers },
    save,
  );
}

/** The guide beside an interview: what to think of in each phase, with ticks and short notes. */
export function GuidePanel(props: { readonly form: GuideForm; readonly isSealed: boolean }) {
  const text = useText();
  const formats = useFormats();
  const language = useInterfaceLanguage();
  const { data: guide } = useChannel('interviews.guide', {});
  const { form } = props;
  const { answers } = form.fields;
  if (guide === undefined) return <Skeleton label={text('interviews.loading')} lines={6} />;
  const answer = (pointId: string, changes: Partial<GuideAnswers[string]>) => {
    const before = answers[pointId] ?? { done: false, note: '' };
    form.change({ answers: { ...answers, [pointId]: { ...before, ...changes } } });
  };
  return (
    <div className={styles.guide}>
      <p className={styles.lead}>{text('interviews.guide.lead')}</p>
      {guide.phases.map((phase) => (
        <PhaseSection
          key={phase.id}
          phase={phase}
          guide={guide}
          answers={answers}
          startsOpen={phase.id === (props.isSealed ? 'evaluate' : 'account')}
          onAnswer={answer}
        />
      ))}
      <SaveMark state={form.state} onRetry={() => void form.saveNow()} />
      <details className={styles.sources}>
        <summary>{text('interviews.guide.sources')}</summary>
        <p>{guide.review[language]}</p>
        <p>
          {text('interviews.guide.version', {
            version: guide.version,
            date: formats.date(guide.reviewedOn),
          })}
        </p>
        <ul>
          {guide.sources.map((source) => (
            <li key={source.id}>
              {source.title[language]} · <span className={styles.reference}>{source.reference}</span>
              <Mark mark={source.mark} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function PhaseSection(props: {
  readonly phase: Phase;
  readonly guide: InterviewGuide;
  readonly answers: GuideAnswers;
  readonly startsOpen: boolean;
  readonly onAnswer: (pointId: string, changes: Partial<GuideAnswers[string]>) => void;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { phase, guide, answers } = props;
  const done = phase.points.filter((point) => answers[point.id]?.done === true).length;
  return (
    <details className={styles.phase} open={props.startsOpen}>
      <summary>
        <span className={styles.phaseTitle}>{phase.title[language]}</span>
        <span className={styles.progress}>
          {text('interviews.guide.done', { done, total: phase.points.length })}
        </span>
      </summary>
      <p className={styles.purpose}>{phase.purpose[language]}</p>
      <ul className={styles.points}>
        {phase.points.map((point) => {
          const source = guide.sources.find(({ id }) => id === point.source);
          const given = answers[point.id] ?? { done: false, note: '' };
          return (
            <li key={point.id}>
              <Checkbox
                label={point.text[language]}
                description={source === undefined ? undefined : <SourceLine source={source} />}
                checked={given.done}
                onChange={(isDone) => props.onAnswer(point.id, { done: isDone })}
              />
              <PointNote note={given.note} onChange={(note) => props.onAnswer(point.id, { note })} />
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** A short note under a point, out of the way until it is wanted. */
function PointNote(props: { readonly note: string; readonly onChange: (note: string) => void }) {
  const text = useText();
  return (
    <details className={styles.note} open={props.note !== ''}>
      <summary>{text('interviews.guide.note')}</summary>
      <TextArea
        label={text('interviews.guide.note')}
        hideLabel
        rows={2}
        maxLength={2000}
        value={props.note}
        onChange={props.onChange}
      />
    </details>
  );
}

function SourceLine(props: { readonly source: InterviewGuide['sources'][number] }) {
  const language = useInterfaceLanguage();
  return (
    <span className={styles.source}>
      {props.source.title[language]}
      <Mark mark={props.source.mark} />
    </span>
  );
}

/** How sure a source is. What was read in the text itself needs no mark. */
function Mark(props: { readonly mark: InterviewGuide['sources'][number]['mark'] }) {
  const text = useText();
  if (props.mark === 'sure') return null;
  return <span className={styles.mark}>{text(`interviews.guide.mark.${props.mark}`)}</span>;
}
