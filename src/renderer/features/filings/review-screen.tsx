import { ArrowLeft, CircleCheck, FileCheck2, PenLine } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AnswerValue } from '../../../shared/filings/answers';
import { filingKindSchema, languagesOf, preferredLanguageOf } from '../../../shared/filings/kinds';
import {
  reviewGroups,
  type FilingReview,
  type FilingSummary,
  type ReviewEntry,
  type TemplateProblem,
} from '../../../shared/filings/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import type { Language } from '../../../shared/kernel/languages';
import { useScreenActions } from '../../lib/actions';
import { navigate, type RouteOf } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { flushUnsaved } from '../../lib/unsaved';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { SelectField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { Waiting } from '../../ui/spinner';
import { DrawingProgress, useDrawnPictures, type DrawnPictures } from '../evidence';
import { useNamesShown } from '../people';
import { FilingCoverage } from '../procedures';
import { FilingTextDialog } from './filing-text-dialog';
import { failureText, fieldLabel, goToTarget, kindLabel, refusalText } from './filing-texts';
import { FilingWarnings } from './filing-warnings';
import { ReviewEntryRow } from './review-entry-row';
import styles from './review-screen.module.css';
import { TemplateProblems } from './template-problems';
import { useFreshFilings } from './use-fresh-filings';

/** Every value of a filing before it is made: what is missing first, then what will be printed and where it is from. */
export function ReviewScreen({ route }: { readonly route: RouteOf<'filingReview'> }) {
  const kind = filingKindSchema.parse(route.filingKind);
  const language = preferredLanguageOf(kind, route.language);
  const text = useText();
  const { caseId } = route;
  const draft = { caseId, filingKind: kind, language };
  const {
    data: review,
    failure: notFound,
    isRefreshing,
  } = useChannel('filings.review', { ...draft, withNames: useNamesShown() }, { keepPrevious: true });
  const answer = useCommand('filings.answer');
  const generate = useCommand('filings.generate');
  const start = useCommand('drafts.start');
  const begun = useChannel('drafts.list', { caseId }).data?.some(
    (each) => each.filingKind === kind && each.language === language,
  );
  const own = useChannel('templates.offered', { filingKind: kind, language }).data ?? null;
  // Who took a template in means to use it.
  const [ofOrganisation, setOfOrganisation] = useState(true);
  const ofTemplate = { ...draft, templateId: own !== null && ofOrganisation ? own.id : null };
  const pictures = useDrawnPictures();
  const [failure, setFailure] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly TemplateProblem[]>([]);
  const [madeFiling, setMadeFiling] = useState<FilingSummary | null>(null);
  useFreshFilings();

  const onAnswer = async (question: string, value: AnswerValue): Promise<boolean> => {
    const saved = await answer.run({ ...draft, answers: { [question]: value } });
    setFailure(saved.ok ? null : `${text('filings.review.notSaved')} ${failureText(text, saved.error)}`);
    return saved.ok;
  };

  const onWork = async (): Promise<void> => {
    setFailure(null);
    setProblems([]);
    await flushUnsaved();
    const started = await pictures.drawnFor(() => start.run(ofTemplate));
    if (started.ok) {
      navigate({ kind: 'draft', caseId, draftId: started.value.id });
      return;
    }
    setFailure(failureText(text, started.error));
    if (started.error.kind === 'templateBroken') setProblems(started.error.problems);
  };

  const onGenerate = async (): Promise<void> => {
    setFailure(null);
    setProblems([]);
    await flushUnsaved();
    const made = await pictures.drawnFor(() => generate.run(ofTemplate));
    if (made.ok) {
      setMadeFiling(made.value);
      return;
    }
    setFailure(failureText(text, made.error));
    if (made.error.kind === 'templateBroken') setProblems(made.error.problems);
  };

  useScreenActions(
    useMemo(
      () =>
        languagesOf(kind)
          .filter((each) => each !== language)
          .map((other) => ({
            id: `filings.switchLanguage.${other}`,
            label: text('filings.review.switchLanguage', { language: text(`filings.language.${other}`) }),
            run: () =>
              navigate(
                { kind: 'filingReview', caseId, filingKind: kind, language: other },
                { replace: true },
              ),
          })),
      [text, language, caseId, kind],
    ),
  );

  return (
    <Screen
      title={text('filings.review.title', {
        filing: kindLabel(text, kind),
        language: text(`filings.language.${language}`),
      })}
      lead={text('filings.review.lead')}
      width="wide"
      actions={
        <>
          <Button
            look="quiet"
            icon={<ArrowLeft />}
            onPress={() => navigate({ kind: 'case', caseId, section: 'filings' })}
          >
            {text('filings.review.back')}
          </Button>
          {languagesOf(kind)
            .filter((each) => each !== language)
            .map((other) => (
              <Button
                key={other}
                onPress={() =>
                  navigate(
                    { kind: 'filingReview', caseId, filingKind: kind, language: other },
                    { replace: true },
                  )
                }
              >
                {text('filings.review.switchLanguage', { language: text(`filings.language.${other}`) })}
              </Button>
            ))}
        </>
      }
    >
      {notFound !== undefined && (
        <Banner tone="danger" urgent>
          {failureText(text, notFound)}
        </Banner>
      )}
      {failure !== null && (
        <Banner tone="danger" urgent title={failure}>
          {problems.length > 0 && <TemplateProblems problems={problems} />}
        </Banner>
      )}
      {review === undefined && notFound === undefined && (
        <Waiting label={text('filings.review.values.title')} />
      )}
      {review !== undefined && (
        <div className={styles.layout}>
          <Groups caseId={caseId} review={review} language={language} onAnswer={onAnswer} />
          <aside className={styles.aside} aria-label={text('filings.review.warnings.title')}>
            {own !== null && (
              <SelectField
                label={text('templates.choice')}
                value={ofOrganisation ? 'own' : 'program'}
                options={[
                  { value: 'own', label: text('templates.choice.own', { version: own.version }) },
                  { value: 'program', label: text('templates.choice.program') },
                ]}
                onChange={(value) => setOfOrganisation(value === 'own')}
              />
            )}
            <State
              caseId={caseId}
              review={review}
              isAnswering={answer.isRunning || isRefreshing}
              isGenerating={generate.isRunning}
              pictures={pictures}
              onGenerate={() => void onGenerate()}
              isBegun={begun === true}
              isStarting={start.isRunning}
              onWork={() => void onWork()}
            />
            <FilingWarnings review={review} />
            <FilingCoverage caseId={caseId} filingKind={kind} />
          </aside>
        </div>
      )}
      {madeFiling !== null && <FilingTextDialog filing={madeFiling} onClose={() => setMadeFiling(null)} />}
    </Screen>
  );
}

function Groups(props: {
  readonly caseId: CaseId;
  readonly review: FilingReview;
  readonly language: Language;
  readonly onAnswer: (question: string, value: AnswerValue) => Promise<boolean>;
}) {
  const text = useText();
  const groups = reviewGroups
    .map((group) => ({ group, entries: props.review.entries.filter((entry) => entry.group === group) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <Stack gap={5}>
      {groups.map(({ group, entries }) => (
        <Section key={group} title={text(`filings.group.${group}`)}>
          <Card flush>
            {entries.map((entry) => (
              <ReviewEntryRow
                key={entry.field}
                caseId={props.caseId}
                entry={entry}
                language={props.language}
                onAnswer={props.onAnswer}
              />
            ))}
          </Card>
        </Section>
      ))}
    </Stack>
  );
}

/** What is missing, each with the way there; then the button that makes the document. */
function State(props: {
  readonly caseId: CaseId;
  readonly review: FilingReview;
  /** The last answer is on its way to core and back; what is missing now may be there already. */
  readonly isAnswering: boolean;
  readonly isGenerating: boolean;
  readonly pictures: DrawnPictures;
  readonly onGenerate: () => void;
  /** Its text is being worked on already. */
  readonly isBegun: boolean;
  readonly isStarting: boolean;
  readonly onWork: () => void;
}) {
  const text = useText();
  const { review } = props;
  // Enter right behind the last answer would be lost otherwise. Core refuses what is missing in any case.
  const isOff = !review.canGenerate && !props.isAnswering;
  const missing = review.entries.filter(({ state }) => state === 'missing');
  return (
    <Card>
      <Stack gap={3}>
        <div role="status">
          <h2 className={styles.stateTitle}>
            {review.canGenerate ? <CircleCheck aria-hidden="true" className={styles.complete} /> : null}
            {text('filings.review.missing.count', { count: missing.length })}
          </h2>
          <p className={styles.stateBody}>
            {text(
              missing.length > 0
                ? 'filings.review.missing.body'
                : review.canGenerate
                  ? 'filings.review.complete'
                  : 'filings.review.refused.body',
            )}
          </p>
        </div>
        {missing.length > 0 && (
          <ul className={styles.missing}>
            {missing.map((entry) => (
              <li key={entry.field}>
                <Button look="link" onPress={() => goToTarget(props.caseId, targetOf(entry))}>
                  {fieldLabel(text, entry.field)}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {review.refusals.length > 0 && (
          <ul className={styles.missing}>
            {review.refusals.map((refusal) => (
              <li key={JSON.stringify(refusal)}>
                {refusalText(text, refusal)}{' '}
                <Button look="link" onPress={() => goToTarget(props.caseId, refusal.target)}>
                  {text('filings.review.mend')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <DrawingProgress of={props.pictures} />
        <Button
          look="primary"
          wide
          icon={<FileCheck2 />}
          busy={props.isGenerating}
          disabled={isOff || props.pictures.drawing !== null}
          onPress={props.onGenerate}
        >
          {text('filings.review.generate')}
        </Button>
        <Button
          wide
          icon={<PenLine />}
          busy={props.isStarting}
          disabled={(isOff && !props.isBegun) || props.pictures.drawing !== null}
          onPress={props.onWork}
        >
          {text(props.isBegun ? 'drafts.goOn' : 'drafts.start')}
        </Button>
      </Stack>
    </Card>
  );
}

function targetOf(entry: ReviewEntry): ReviewEntry['target'] {
  return entry.question === null ? entry.target : { screen: 'review', recordId: null, field: entry.question };
}
