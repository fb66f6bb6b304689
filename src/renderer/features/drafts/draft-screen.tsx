import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, EyeOff } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { OpenedDraft } from '../../../shared/drafts/contract';
import { navigate, type RouteOf } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/card';
import { Screen } from '../../ui/screen';
import { Waiting } from '../../ui/spinner';
import { NamesToggle, useNamesShown } from '../people';
import { DraftDesk } from './draft-desk';
import { workingDraftOf } from './working-drafts';

/** The text of a filing, worked on before it is made. */
export function DraftScreen({ route }: { readonly route: RouteOf<'draft'> }) {
  const text = useText();
  const namesShown = useNamesShown();
  const queries = useQueryClient();
  const { caseId, draftId } = route;
  const { data, failure, isRefreshing } = useChannel(
    'drafts.read',
    { draftId },
    { enabled: namesShown, askAnew: true },
  );
  // Its text is full of names: nothing of it stays in the memory of the page.
  useEffect(() => {
    if (!namesShown) queries.removeQueries({ queryKey: ['drafts'] });
  }, [namesShown, queries]);
  const back = (
    <Button
      look="quiet"
      icon={<ArrowLeft />}
      onPress={() => navigate({ kind: 'case', caseId, section: 'filings' })}
    >
      {text('filings.review.back')}
    </Button>
  );
  // Only what was just read counts; while it is read again, what is on the screen stays.
  const [read, setRead] = useState<OpenedDraft | null>(null);
  if (data !== undefined && !isRefreshing && data !== read) setRead(data);
  const working = useMemo(() => (read === null ? null : workingDraftOf(read)), [read]);
  if (namesShown && failure === undefined && data !== undefined && working !== null) {
    return <DraftDesk key={working.serial} opened={data} working={working} back={back} />;
  }
  return (
    <Screen title={text('drafts.title')} width="wide" actions={back}>
      {failure !== undefined && (
        <Banner tone="danger" urgent>
          {text(`drafts.failure.${failure.kind}`)}
        </Banner>
      )}
      {!namesShown && (
        <EmptyState icon={<EyeOff />} title={text('filings.text.namesHidden')} actions={<NamesToggle />}>
          {text('drafts.namesHidden')}
        </EmptyState>
      )}
      {namesShown && failure === undefined && <Waiting label={text('drafts.title')} />}
    </Screen>
  );
}
