import { Smartphone, FileUp } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  conversationIdSchema,
  evidenceFileIdSchema,
  type CaseId,
  type EvidenceFileId,
} from '../../../shared/kernel/ids';
import type { ConversationFailure, DateOrder } from '../../../shared/conversations/report';
import { useScreenActions } from '../../lib/actions';
import type { CallError } from '../../lib/core';
import { amendRoute, navigate, type RouteOf } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { RowOpener, Table, TableCell, TableRow } from '../../ui/table';
import { ChatView } from './chat-view';
import { useReportTexts } from './report-texts';
import { ReportView, type LookedAt } from './report-view';
import { writePeriod } from './wall-clock-text';

/** The chats and mails of a case: what was read of them, and the way in by a report that somebody confirms. */
export function ConversationsScreen({ route }: { readonly route: RouteOf<'case'> }) {
  if (route.field === 'original') {
    const original = evidenceFileIdSchema.safeParse(route.focusId);
    if (original.success) return <Conversations caseId={route.caseId} original={original.data} />;
  }
  const opened = conversationIdSchema.safeParse(route.focusId);
  const place = Number(route.field);
  if (opened.success) {
    return (
      <ChatView
        key={opened.data}
        caseId={route.caseId}
        conversationId={opened.data}
        sequence={Number.isInteger(place) && place > 0 ? place : null}
      />
    );
  }
  return <Conversations caseId={route.caseId} original={null} />;
}

type LookFailure =
  | CallError
  | { readonly kind: 'dialogCancelled' }
  | { readonly kind: 'reportGone' }
  | { readonly kind: 'zoneUnknown' | 'originalNotFound' | 'originalMissing' | 'originalDamaged' }
  | { readonly kind: 'notRead'; readonly because: ConversationFailure; readonly reportId: string };

/** How a file is to be read, where somebody said so. */
export interface Asked {
  readonly order?: DateOrder;
  readonly chat?: string;
  readonly zone?: string;
}

function Conversations({
  caseId,
  original,
}: {
  readonly caseId: CaseId;
  /** The original that is to be read; null while none was meant. */
  readonly original: EvidenceFileId | null;
}) {
  const text = useText();
  const texts = useReportTexts();
  const { data: conversations } = useChannel('conversations.list', { caseId });
  const look = useCommand('conversations.look');
  const [looked, setLooked] = useState<LookedAt | null>(null);
  const [failure, setFailure] = useState<LookFailure | null>(null);
  const runLook = look.run;

  // How the file is read now: another order keeps the chat and the zone that were asked for.
  const [asked, setAsked] = useState<Asked>({});
  const lookAt = useCallback(
    async (again: Asked & { readonly reportId?: string; readonly evidenceFileId?: EvidenceFileId }) => {
      setFailure(null);
      const { order, chat, zone } = again;
      setAsked({ ...(order && { order }), ...(chat && { chat }), ...(zone && { zone }) });
      const seen = await runLook(again);
      if (seen.ok) setLooked(seen.value);
      else if (seen.error.kind !== 'dialogCancelled') setFailure(seen.error);
    },
    [runLook],
  );

  // Once: whoever comes back to this place finds the list.
  const isBegun = useRef(false);
  useEffect(() => {
    if (original === null || isBegun.current) return;
    isBegun.current = true;
    amendRoute({ kind: 'case', caseId, section: 'conversations' });
    void lookAt({ evidenceFileId: original });
  }, [original, caseId, lookAt]);

  const label = text('conversations.read');
  useScreenActions(
    useMemo(
      () => [{ id: 'conversations.read', label, isNew: true, run: () => void lookAt({}) }],
      [label, lookAt],
    ),
  );

  const chats =
    failure?.kind === 'notRead' && failure.because.kind === 'severalChats' ? failure.because.chats : [];
  const told = failure !== null && (
    <Banner
      tone={chats.length > 0 ? 'info' : 'danger'}
      urgent
      title={chats.length > 0 ? undefined : text('conversations.notRead')}
      actions={
        failure.kind === 'notRead' && chats.length > 0
          ? chats.slice(0, 12).map((chat) => (
              <Button
                key={chat}
                size="small"
                onPress={() => void lookAt({ reportId: failure.reportId, chat })}
              >
                <bdi>{chat}</bdi>
              </Button>
            ))
          : undefined
      }
    >
      {failure.kind === 'notRead' ? texts.failure(failure.because) : lookFailureText(text, failure)}
    </Banner>
  );

  if (looked !== null) {
    return (
      <ReportView
        caseId={caseId}
        looked={looked}
        isReading={look.isRunning}
        told={told}
        zone={asked.zone ?? null}
        onReadAgain={(changes) => void lookAt({ ...asked, ...changes, reportId: looked.reportId })}
        onLeave={() => setLooked(null)}
      />
    );
  }
  const readButton = (
    <Button look="primary" icon={<FileUp />} busy={look.isRunning} onPress={() => void lookAt({})}>
      {label}
    </Button>
  );
  const isEmpty = conversations !== undefined && conversations.length === 0;
  return (
    <Screen
      title={text('conversations.title')}
      lead={text('conversations.lead')}
      width="wide"
      actions={isEmpty ? undefined : readButton}
    >
      {told}
      {conversations === undefined && <Skeleton label={text('conversations.loading')} lines={5} />}
      {isEmpty && (
        <Card>
          <EmptyState icon={<Smartphone />} title={text('conversations.empty.title')} actions={readButton}>
            {text('conversations.empty.body')}
          </EmptyState>
        </Card>
      )}
      {conversations !== undefined && conversations.length > 0 && (
        <Card flush>
          <ConversationTable caseId={caseId} conversations={conversations} />
        </Card>
      )}
    </Screen>
  );
}

function ConversationTable(props: {
  readonly caseId: CaseId;
  readonly conversations: NonNullable<ReturnType<typeof useChannel<'conversations.list'>>['data']>;
}) {
  const text = useText();
  const formats = useFormats();
  const columns = [
    { key: 'title', label: text('conversations.column.title') },
    { key: 'profile', label: text('conversations.column.profile'), width: '14rem' },
    { key: 'period', label: text('conversations.column.period'), width: '16rem' },
    { key: 'messages', label: text('conversations.column.messages'), align: 'end', width: '7rem' },
    { key: 'imported', label: text('conversations.column.imported'), width: '9rem' },
  ] as const;
  return (
    <Table label={text('conversations.title')} columns={columns}>
      {props.conversations.map((each) => (
        <TableRow key={each.id}>
          <TableCell isHeading>
            <RowOpener
              onOpen={() =>
                navigate({
                  kind: 'case',
                  caseId: props.caseId,
                  section: 'conversations',
                  focusId: each.id,
                })
              }
            >
              <bdi>{each.title}</bdi>
            </RowOpener>
          </TableCell>
          <TableCell>{text(`conversations.profile.${each.profile}`)}</TableCell>
          <TableCell>
            {each.first !== null &&
              each.last !== null &&
              writePeriod(text, each.first, each.last, (at) => formats.shortDate(at.slice(0, 10)))}
          </TableCell>
          <TableCell align="end">{formats.number(each.messages)}</TableCell>
          <TableCell>{formats.shortDate(each.importedAt.slice(0, 10))}</TableCell>
        </TableRow>
      ))}
    </Table>
  );
}

function lookFailureText(
  text: ReturnType<typeof useText>,
  failure: Exclude<LookFailure, { readonly kind: 'notRead' }>,
): string {
  if (isCallError(failure)) {
    const { id, values } = callErrorText(failure);
    return text(id, values);
  }
  switch (failure.kind) {
    case 'originalNotFound':
    case 'originalMissing':
    case 'originalDamaged':
      return text(`conversations.confirm.${failure.kind}`);
    default:
      return text('conversations.reportGone');
  }
}
