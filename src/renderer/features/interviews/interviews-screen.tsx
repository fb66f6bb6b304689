import { ListChecks, LockKeyhole, MessageSquareQuote, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { InterviewSummary } from '../../../shared/interviews/schemas';
import { useIsClosed } from '../../lib/closed-case';
import type { ChannelOutput } from '../../lib/core';
import { useScreenActions } from '../../lib/actions';
import { navigate, type RouteOf } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { ConfirmDialog } from '../../ui/dialog';
import { Row } from '../../ui/layout';
import { OpenableList } from '../../ui/list';
import { Screen } from '../../ui/screen';
import { BeforeAsking } from '../accounts';
import { CreateInterviewDialog } from './create-interview-dialog';
import styles from './interviews-screen.module.css';
import { useLanguageName } from './languages';

type Removed = ChannelOutput<'interviews.listRemoved'>[number];

/** The interviews of a case, latest conversation first. */
export function InterviewsScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const { caseId } = route;
  const { data: interviews } = useChannel('interviews.list', { caseId });
  const { data: removed } = useChannel('interviews.listRemoved', { caseId });
  const [isCreating, setCreating] = useState(false);
  const [isBeforeAsking, setBeforeAsking] = useState(false);
  const isClosed = useIsClosed(caseId);
  useScreenActions(
    useMemo(
      () => [
        ...(isClosed
          ? []
          : [
              {
                id: 'interviews.new',
                label: text('interviews.create'),
                isNew: true,
                run: () => setCreating(true),
              },
            ]),
        { id: 'accounts.before', label: text('accounts.before.title'), run: () => setBeforeAsking(true) },
      ],
      [text, isClosed],
    ),
  );

  const createButton = (
    <Button look="primary" icon={<Plus />} disabled={isClosed} onPress={() => setCreating(true)}>
      {text('interviews.create')}
    </Button>
  );
  return (
    <Screen
      title={text('interviews.title')}
      lead={text('interviews.lead')}
      actions={
        <>
          <Button look="quiet" icon={<ListChecks />} onPress={() => setBeforeAsking(true)}>
            {text('accounts.before.title')}
          </Button>
          {interviews !== undefined && interviews.length > 0 && createButton}
        </>
      }
    >
      {interviews !== undefined && interviews.length === 0 && (
        <Card>
          <EmptyState
            icon={<MessageSquareQuote />}
            title={text('interviews.empty.title')}
            actions={createButton}
          >
            {text('interviews.empty.body')}
          </EmptyState>
        </Card>
      )}
      {interviews !== undefined && interviews.length > 0 && (
        <Card flush>
          <OpenableList
            label={text('interviews.title')}
            items={interviews}
            keyOf={(interview) => interview.id}
            onOpen={(interview) => navigate({ kind: 'interview', caseId, interviewId: interview.id })}
          >
            {(interview) => <InterviewLine interview={interview} />}
          </OpenableList>
        </Card>
      )}
      {removed !== undefined && removed.length > 0 && <RemovedInterviews removed={removed} />}
      {isBeforeAsking && <BeforeAsking caseId={caseId} onClose={() => setBeforeAsking(false)} />}
      {isCreating && (
        <CreateInterviewDialog
          caseId={caseId}
          number={nextNumber(interviews ?? [], removed ?? [])}
          language={interviews?.[0]?.language ?? ''}
          onClose={() => setCreating(false)}
        />
      )}
    </Screen>
  );
}

function nextNumber(shown: readonly unknown[], removed: readonly unknown[]): number {
  return shown.length + removed.length + 1;
}

function InterviewLine(props: { readonly interview: InterviewSummary }) {
  const text = useText();
  const formats = useFormats();
  const { interview } = props;
  const language = useLanguageName(interview.language);
  const facts = [
    language,
    interview.interpreter === '' ? '' : text('interviews.withInterpreter'),
    text('interviews.words', { count: interview.wordCount, words: formats.number(interview.wordCount) }),
    interview.addenda === 0 ? '' : text('interviews.addendaCount', { count: interview.addenda }),
    interview.citingFacts === 0 ? '' : text('interviews.citations.count', { count: interview.citingFacts }),
  ];
  return (
    <span className={styles.line}>
      <span className={styles.date}>{formats.date(interview.heldOn)}</span>
      <span className={styles.what}>
        <span className={styles.title} dir="auto">
          {interview.title}
        </span>
        <span className={styles.facts}>
          {facts
            .filter((fact) => fact !== '')
            .map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
        </span>
      </span>
      <span className={styles.state}>
        {interview.sealedAt === null ? (
          <Badge>{text('interviews.state.draft')}</Badge>
        ) : (
          <Badge tone="success" icon={<LockKeyhole aria-hidden="true" />}>
            {text('interviews.state.sealed')}
          </Badge>
        )}
        <span className={styles.saved}>
          {interview.sealedAt === null
            ? text('interviews.changedAt', { time: formats.instant(interview.savedAt) })
            : text('interviews.sealedAt', { time: formats.instant(interview.sealedAt) })}
        </span>
      </span>
    </span>
  );
}

/** What was put aside: brought back with one press, deleted for good only after asking. */
function RemovedInterviews(props: { readonly removed: readonly Removed[] }) {
  const text = useText();
  const formats = useFormats();
  const bringBack = useCommand('interviews.bringBack');
  const erase = useCommand('interviews.erase');
  const [asked, setAsked] = useState<Removed | null>(null);
  return (
    <details className={styles.removed}>
      <summary>{text('interviews.removedList', { count: props.removed.length })}</summary>
      <ul>
        {props.removed.map((interview) => (
          <li key={interview.id} className={styles.removedLine}>
            <span>
              <span dir="auto">{interview.title}</span>{' '}
              <span className={styles.saved}>
                {text('interviews.removedAt', { time: formats.instant(interview.removedAt) })}
              </span>
            </span>
            <Row gap={1}>
              <Button
                size="small"
                icon={<RotateCcw />}
                onPress={() => void bringBack.run({ interviewId: interview.id })}
              >
                {text('interviews.bringBack')}
              </Button>
              <IconButton
                size="small"
                label={text('interviews.erase', { title: interview.title })}
                icon={<Trash2 />}
                onPress={() => setAsked(interview)}
              />
            </Row>
          </li>
        ))}
      </ul>
      {asked !== null && (
        <ConfirmDialog
          title={text('interviews.erase.title')}
          confirmLabel={text('interviews.erase.confirm')}
          tone="danger"
          busy={erase.isRunning}
          onConfirm={() => void erase.run({ interviewId: asked.id }).then(() => setAsked(null))}
          onCancel={() => setAsked(null)}
        >
          {text('interviews.erase.body', { title: asked.title, count: asked.wordCount })}
        </ConfirmDialog>
      )}
    </details>
  );
}
