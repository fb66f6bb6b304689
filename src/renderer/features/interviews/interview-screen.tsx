import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { OpenedInterview } from '../../../shared/interviews/contract';
import { navigate, type RouteOf } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/card';
import { Skeleton } from '../../ui/spinner';
import { FileQuestion } from 'lucide-react';
import { DraftView } from './draft-view';
import { draftOf } from './drafts';
import styles from './interview-screen.module.css';
import { SealedView } from './sealed-view';

/** One interview: written on while it is a draft, read once it is sealed. */
export function InterviewScreen({ route }: { readonly route: RouteOf<'interview'> }) {
  const text = useText();
  const { caseId, interviewId, blockId } = route;
  const { data: interview, failure } = useChannel('interviews.read', { interviewId });
  const isFresh = useFreshRead(interviewId);

  if (failure !== undefined) {
    return (
      <EmptyState
        icon={<FileQuestion />}
        title={text('interviews.gone.title')}
        actions={
          <Button onPress={() => navigate({ kind: 'case', caseId, section: 'interviews' })}>
            {text('interviews.backToList')}
          </Button>
        }
      >
        {text('interviews.gone.body')}
      </EmptyState>
    );
  }
  if (interview === undefined || !isFresh) {
    return (
      <div className={styles.loading}>
        <Skeleton label={text('interviews.loading')} lines={8} />
      </div>
    );
  }
  return interview.seal === null ? (
    <OpenedDraft interview={interview} blockId={blockId ?? null} />
  ) : (
    <SealedView interview={interview} seal={interview.seal} blockId={blockId ?? null} />
  );
}

function OpenedDraft(props: { readonly interview: OpenedInterview; readonly blockId: string | null }) {
  const { interview } = props;
  // One draft as long as this interview is open: what is read again later must not replace what is being typed.
  const [draft] = useState(() => draftOf(interview));
  return <DraftView interview={interview} draft={draft} blockId={props.blockId} />;
}

/**
 * Whether the interview was read since this screen opened. An answer kept from an earlier visit can be older than what
 * that visit saved; core answers in order, so what is asked now comes after it.
 */
function useFreshRead(interviewId: string): boolean {
  const queries = useQueryClient();
  const [isFresh, setFresh] = useState(false);
  const queryKey = useMemo(() => ['interviews', 'interviews.read', { interviewId }], [interviewId]);
  useEffect(() => {
    let isHere = true;
    void queries.refetchQueries({ queryKey, exact: true }).then(() => {
      if (isHere) setFresh(true);
    });
    return () => {
      isHere = false;
    };
  }, [queries, queryKey]);
  return isFresh;
}
