import { useVirtualizer } from '@tanstack/react-virtual';
import { useQueries } from '@tanstack/react-query';
import { ArrowLeft, FileDown, SearchX, Trash2, UserRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FactDraftContent } from '../../../shared/timeline/schemas';
import type {
  Conversation,
  ConversationMessage,
  MessageFilter,
  MessageTranslation,
  ReportSummary,
} from '../../../shared/conversations/schemas';
import type { CaseId, ConversationId, ExhibitId, PersonId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import { call } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { CallFault, isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/card';
import { DateField } from '../../ui/date-field';
import { ConfirmDialog, Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { Menu } from '../../ui/menu';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { PersonName, usePeople } from '../people';
import { Leaves } from '../policy';
import { FactDialog } from '../timeline';
import styles from './chat-view.module.css';
import { MessageRow } from './message-row';
import { useReportTexts } from './report-texts';
import { writeSender } from './sender-name';
import { TranscriptDialog } from './transcript-dialog';
import { TranslationDialog } from './translation-dialog';
import { writePeriod, writeWallClock } from './wall-clock-text';

const pageSize = 200;

/** A conversation as it was read: days, hours on the wall, who and what. Only what is in sight is in the page. */
export function ChatView(props: {
  readonly caseId: CaseId;
  readonly conversationId: ConversationId;
  /** The message to begin with; null for the first. */
  readonly sequence: number | null;
}) {
  const text = useText();
  const formats = useFormats();
  const texts = useReportTexts();
  const { caseId, conversationId } = props;
  const { data, failure } = useChannel('conversations.read', { conversationId });
  const { personOf } = usePeople(caseId);
  const [filter, setFilter] = useState<MessageFilter>({});
  const [dialog, setDialog] = useState<'people' | 'remove' | 'transcript' | null>(null);
  const [fact, setFact] = useState<Partial<FactDraftContent> | null>(null);
  const asExhibit = useCommand('conversations.asExhibit');
  const back = (): void => navigate({ kind: 'case', caseId, section: 'conversations' });
  const backButton = (
    <Button icon={<ArrowLeft />} onPress={back}>
      {text('conversations.all')}
    </Button>
  );
  if (failure !== undefined) {
    return (
      <Screen title={text('conversations.title')} actions={backButton}>
        <Banner tone="warning">{text('conversations.gone')}</Banner>
      </Screen>
    );
  }
  if (data === undefined) {
    return (
      <Screen title={text('conversations.title')}>
        <Skeleton label={text('conversations.loading')} lines={8} />
      </Screen>
    );
  }
  const { conversation, senders, report } = data;
  const cite = async (message: ConversationMessage): Promise<void> => {
    const exhibit = await asExhibit.run({ conversationId });
    if (!exhibit.ok) return;
    if (exhibit.value.isNew) showToast({ text: text('conversations.cite.exhibit') });
    setFact(factOf(text, formats, { conversation, message, exhibitId: exhibit.value.exhibitId }));
  };
  const personBySender = new Map(senders.map(({ name, personId }) => [name, personId]));
  return (
    <Screen
      title={<bdi>{conversation.title}</bdi>}
      lead={[
        text(`conversations.profile.${conversation.profile}`),
        ...(conversation.first === null || conversation.last === null
          ? []
          : [writePeriod(text, conversation.first, conversation.last, (at) => writeWallClock(formats, at))]),
        text('conversations.count', { count: conversation.messages }),
      ].join(' · ')}
      width="full"
      actions={
        <>
          {backButton}
          <Leaves as="word">
            <Button icon={<FileDown />} onPress={() => setDialog('transcript')}>
              {text('conversations.transcript.open')}
            </Button>
          </Leaves>
          <Menu
            label={text('conversations.more')}
            entries={[
              {
                label: text('conversations.people'),
                icon: <UserRound />,
                onSelect: () => setDialog('people'),
              },
              'separator',
              {
                label: text('conversations.remove'),
                icon: <Trash2 />,
                tone: 'danger',
                onSelect: () => setDialog('remove'),
              },
            ]}
          />
        </>
      }
    >
      <p className={styles.reading}>
        {texts.zone(report.zone)}{' '}
        {conversation.dateOrder !== null &&
          text(`conversations.confidence.${conversation.dateConfidence}`, {
            order: text(`conversations.order.${conversation.dateOrder}`),
          })}{' '}
        <Doubts report={report} />
      </p>
      <div className={styles.filters} role="search" aria-label={text('conversations.filter')}>
        <SelectField<string>
          label={text('conversations.filter.sender')}
          value={filter.sender ?? null}
          emptyLabel={text('conversations.filter.everybody')}
          options={senders.map(({ name, messages, personId }) => ({
            value: name,
            label: text('conversations.confirm.sender', {
              // By role while names are hidden, for those who were named.
              name: (personId === null ? undefined : personOf(personId)?.shownAs) ?? writeSender(text, name),
              messages,
            }),
          }))}
          onChange={(sender) => setFilter((before) => ({ ...before, sender }))}
          onClear={() => setFilter(({ from, until }) => ({ ...(from && { from }), ...(until && { until }) }))}
        />
        <DateField
          label={text('conversations.filter.from')}
          value={filter.from ?? null}
          onChange={(day) => setFilter((before) => withDay(before, 'from', day))}
        />
        <DateField
          label={text('conversations.filter.until')}
          value={filter.until ?? null}
          onChange={(day) => setFilter((before) => withDay(before, 'until', day))}
        />
      </div>
      <Messages
        key={JSON.stringify(filter)}
        caseId={caseId}
        conversationId={conversationId}
        label={conversation.title}
        filter={filter}
        personBySender={personBySender}
        onCite={(message) => void cite(message)}
        // Places are counted among all messages; behind a filter they stand elsewhere.
        sought={Object.keys(filter).length === 0 ? props.sequence : null}
      />
      {fact !== null && <FactDialog caseId={caseId} begins={fact} onClose={() => setFact(null)} />}
      {dialog === 'transcript' && (
        <TranscriptDialog
          caseId={caseId}
          conversationId={conversationId}
          shownFilter={filter}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'people' && (
        <SendersDialog
          caseId={caseId}
          conversationId={conversationId}
          senders={senders}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'remove' && (
        <RemoveDialog conversationId={conversationId} onClose={() => setDialog(null)} onRemoved={back} />
      )}
    </Screen>
  );
}

/**
 * What a fact about a message begins with: its day on the wall, the export as exhibit with the place of the message, and its
 * words as a note. What happened is for the advocate to say. No name goes along.
 */
function factOf(
  text: Text,
  formats: Formats,
  {
    conversation,
    message,
    exhibitId,
  }: {
    readonly conversation: Conversation;
    readonly message: ConversationMessage;
    readonly exhibitId: ExhibitId;
  },
): Partial<FactDraftContent> {
  const doubts = [
    ...(conversation.dateConfidence === 'chosen' ? [text('conversations.cite.orderChosen')] : []),
    ...(conversation.zoneKind === 'utc' ? [text('conversations.cite.utc')] : []),
  ];
  const words = message.text === '' ? message.attachments.join(', ') : message.text;
  return {
    dateText: message.at.slice(0, 10),
    sourceKind: 'message',
    note: [text('conversations.cite.words', { words: words.slice(0, 4000) }), ...doubts].join('\n'),
    citations: [
      {
        kind: 'exhibit',
        exhibitId,
        locator: text('conversations.cite.locator', {
          time: writeWallClock(formats, message.at),
          position: message.position,
        }),
      },
    ],
  };
}

/** How much of the report is left to doubt, in a few words. */
function Doubts({ report }: { readonly report: ReportSummary }) {
  const text = useText();
  const { notUnderstood } = report.lines;
  const missing = report.attachmentsMissingCount;
  return (
    <>
      {notUnderstood > 0 && text('conversations.doubt.notUnderstood', { count: notUnderstood })}{' '}
      {missing > 0 && text('conversations.doubt.missing', { count: missing })}
    </>
  );
}

function withDay(filter: MessageFilter, field: 'from' | 'until', day: CivilDate | null): MessageFilter {
  const { [field]: before, ...rest } = filter;
  return day === null || day === before ? (day === null ? rest : filter) : { ...rest, [field]: day };
}

function Messages(props: {
  readonly caseId: CaseId;
  readonly conversationId: ConversationId;
  readonly label: string;
  readonly filter: MessageFilter;
  readonly personBySender: ReadonlyMap<string, PersonId | null>;
  readonly sought: number | null;
  readonly onCite: (message: ConversationMessage) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { conversationId, filter, sought } = props;
  const start = sought === null ? 0 : sought - 1;
  const [translated, setTranslated] = useState<number | null>(null);
  const [translator, setTranslator] = useState('');
  const [typed] = useState(() => new Map<number, MessageTranslation>());
  const scroller = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState<number | undefined>(undefined);
  // Without React's compiler nothing is memoized here that the library could leave stale.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    overscan: 12,
  });
  const rows = virtualizer.getVirtualItems();
  const firstPage = Math.floor((rows[0]?.index ?? start) / pageSize);
  const lastPage = Math.floor((rows.at(-1)?.index ?? start) / pageSize);
  const shownPages = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
  const answers = useQueries({
    queries: shownPages.map((page) => ({
      queryKey: ['conversations', 'conversations.messages', conversationId, filter, page],
      queryFn: () => readPage(conversationId, filter, page),
    })),
  });
  const pages = new Map(shownPages.map((page, index) => [page, answers[index]?.data]));
  const counted = answers.find(({ data }) => data !== undefined)?.data?.total;
  useEffect(() => {
    // While a page that was scrolled to is on its way, what was counted before still holds.
    if (counted !== undefined) setTotal(counted);
  }, [counted]);
  const messageAt = (index: number): ConversationMessage | undefined =>
    pages.get(Math.floor(index / pageSize))?.messages[index % pageSize];

  const inTranslation = translated === null ? undefined : messageAt(translated);
  /** Of those that were fetched: notices are not translated. */
  const nextAfter = (index: number): number | undefined => {
    let next = index + 1;
    while (messageAt(next)?.kind === 'notice') next += 1;
    return messageAt(next) === undefined ? undefined : next;
  };
  const nextOf = (index: number): (() => void) | undefined => {
    const next = nextAfter(index);
    if (next === undefined) return undefined;
    return () => {
      setTranslated(next);
      virtualizer.scrollToIndex(next, { align: 'auto' });
    };
  };

  const hasScrolled = useRef(false);
  useEffect(() => {
    if (total === undefined || hasScrolled.current || sought === null) return;
    hasScrolled.current = true;
    virtualizer.scrollToIndex(start, { align: 'center' });
  }, [total, sought, start, virtualizer]);

  if (total === 0) {
    return (
      <EmptyState icon={<SearchX />} title={text('conversations.noMatch.title')}>
        {text('conversations.noMatch.body')}
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.count} role="status">
        {total !== undefined && text('conversations.shown', { count: total })}
      </p>
      {/* Scrolled by keys, so it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={props.label}>
        <div className={styles.list} role="list" style={{ height: virtualizer.getTotalSize() }}>
          {rows.map((row) => {
            const message = messageAt(row.index);
            const before = messageAt(row.index - 1);
            const day = message?.at.slice(0, 10) ?? '';
            const beginsDay = day !== '' && before?.at.slice(0, 10) !== day;
            const personId =
              message === undefined ? null : (props.personBySender.get(message.sender) ?? null);
            return (
              <div
                key={row.key}
                ref={virtualizer.measureElement}
                data-index={row.index}
                className={styles.item}
                role="listitem"
                aria-setsize={total}
                aria-posinset={row.index + 1}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {beginsDay && <h2 className={styles.day}>{formats.longDate(day)}</h2>}
                {message === undefined ? (
                  <div className={styles.waiting} />
                ) : (
                  <MessageRow
                    message={message}
                    isSought={message.sequence === sought}
                    onCite={() => props.onCite(message)}
                    onTranslate={() => setTranslated(row.index)}
                    sender={
                      personId === null ? undefined : <PersonName caseId={props.caseId} personId={personId} />
                    }
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
      {translated !== null && inTranslation !== undefined && (
        <TranslationDialog
          key={inTranslation.sequence}
          conversationId={conversationId}
          message={inTranslation}
          begins={typed.get(inTranslation.sequence) ?? inTranslation.translation ?? { text: '', translator }}
          onKept={(words) => typed.set(inTranslation.sequence, words)}
          onSaved={(by) => {
            typed.delete(inTranslation.sequence);
            setTranslator(by);
          }}
          onNext={nextOf(translated)}
          onClose={() => setTranslated(null)}
        />
      )}
    </>
  );
}

async function readPage(conversationId: ConversationId, filter: MessageFilter, page: number) {
  const answer = await call('conversations.messages', {
    conversationId,
    filter,
    offset: page * pageSize,
    limit: pageSize,
  });
  if (answer.ok) return answer.value;
  if (isCallError(answer.error)) throw new CallFault(answer.error);
  // The conversation is gone: the screen above says so.
  return { messages: [], total: 0 };
}

/** Who is who among the names of the export. */
function SendersDialog(props: {
  readonly caseId: CaseId;
  readonly conversationId: ConversationId;
  readonly senders: readonly {
    readonly name: string;
    readonly messages: number;
    readonly personId: PersonId | null;
  }[];
  readonly onClose: () => void;
}) {
  const text = useText();
  const { people } = usePeople(props.caseId);
  const nameSender = useCommand('conversations.nameSender');
  const name = (sender: string, personId: PersonId | null): void =>
    void nameSender.run({ conversationId: props.conversationId, sender, personId });
  return (
    <Dialog
      title={text('conversations.people')}
      description={text('conversations.people.lead')}
      onClose={props.onClose}
      footer={
        <Button look="primary" onPress={props.onClose}>
          {text('conversations.done')}
        </Button>
      }
    >
      <Stack gap={4}>
        <Columns gap={3} column="14rem">
          {props.senders.slice(0, 60).map((sender) => (
            <SelectField<PersonId>
              key={sender.name}
              label={text('conversations.confirm.sender', {
                name: writeSender(text, sender.name),
                messages: sender.messages,
              })}
              value={sender.personId}
              emptyLabel={text('conversations.confirm.nobody')}
              options={(people ?? []).map((person) => ({ value: person.id, label: person.shownAs }))}
              onChange={(personId) => name(sender.name, personId)}
              onClear={() => name(sender.name, null)}
            />
          ))}
        </Columns>
      </Stack>
    </Dialog>
  );
}

function RemoveDialog(props: {
  readonly conversationId: ConversationId;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const text = useText();
  const remove = useCommand('conversations.remove');
  return (
    <ConfirmDialog
      title={text('conversations.remove.title')}
      confirmLabel={text('conversations.remove.do')}
      tone="danger"
      busy={remove.isRunning}
      onCancel={props.onClose}
      onConfirm={() =>
        void remove.run({ conversationId: props.conversationId }).then((removed) => {
          if (removed.ok) props.onRemoved();
          else props.onClose();
        })
      }
    >
      {text('conversations.remove.body')}
    </ConfirmDialog>
  );
}
