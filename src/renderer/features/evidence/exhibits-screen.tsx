import {
  ArrowDown,
  ArrowRightLeft,
  ArrowUp,
  BookCopy,
  ChevronDown,
  Download,
  Eye,
  FilePlus2,
  FolderDown,
  FolderInput,
  Paperclip,
  Pencil,
  Plus,
  ShieldCheck,
  Trash2,
} from 'lucide-react';
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import type { Batch, LeftOutFile, Original } from '../../../shared/evidence/originals';
import type { Exhibit, ExhibitDraft, ExhibitFailure } from '../../../shared/evidence/schemas';
import type { ExhibitId } from '../../../shared/kernel/ids';
import { useScreenActions } from '../../lib/actions';
import { useIsClosed } from '../../lib/closed-case';
import type { CallError, ChannelFailure } from '../../lib/core';
import { useLanguageNames } from '../../lib/language-names';
import type { RouteOf } from '../../lib/navigation';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useInterfaceLanguage, useText, type Text } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { Row } from '../../ui/layout';
import { Menu, orRefused } from '../../ui/menu';
import { Screen } from '../../ui/screen';
import { RowOpener, Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { describeExhibitDate } from './exhibit-date';
import { ExhibitForm } from './exhibit-form';
import { DropZone } from './drop-zone';
import { ImportDialog, refusalsText } from './import-dialog';
import { CustodyDialog, DossierDialog } from '../custody';
import { RedactDialog } from './redaction/redact-dialog';
import { useReadWords } from './viewer/use-read-words';
import { Viewer } from './viewer/viewer';
import { BundleDialog, KeptNumberMark, SentInventories } from '../exhibits';
import { useRefusal } from '../policy';
import styles from './exhibits-screen.module.css';
import { CopyOutDialog } from './copy-out-dialog';

/** The inventory of a case: what proves what happened, numbered from 1. */
export function ExhibitsScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const { caseId, focusId } = route;
  const { data: exhibits } = useChannel('evidence.list', { caseId });
  const { data: originals } = useChannel('evidence.originals', { caseId });
  const { data: batches } = useChannel('evidence.batches', { caseId });
  useReadWords(caseId);
  const choose = useCommand('evidence.chooseFiles');
  const chooseFolder = useCommand('evidence.chooseFolder');
  const takeDropped = useCommand('evidence.takeDropped');
  const drop = useCommand('evidence.dropBatch');
  const [copying, setCopying] = useState<Original | null>(null);
  const refusal = useRefusal();
  const [importing, setImporting] = useState<Batch | null>(null);
  const create = useCommand('evidence.create');
  const change = useCommand('evidence.change');
  const move = useCommand('evidence.move');
  const remove = useCommand('evidence.remove');
  const makeExhibit = useCommand('evidence.makeExhibit');
  const restore = useCommand('evidence.restore');
  // Undefined until something was opened or closed: then the exhibit that the route asks for is shown.
  const [chosen, setOpened] = useState<Exhibit | 'new' | null | undefined>(undefined);
  const opened = chosen === undefined ? (exhibits?.find(({ id }) => id === focusId) ?? null) : chosen;
  const [isDossierOpen, setDossierOpen] = useState(false);
  const [isCustodyOpen, setCustodyOpen] = useState(false);
  const [viewed, setViewed] = useState<Original | null>(null);
  const [redacting, setRedacting] = useState<Original | null>(null);
  const useCopy = useCommand('exhibits.useRedactedCopy');
  const [failure, setFailure] = useState<string | null>(null);
  const [announced, setAnnounced] = useState('');
  const [isBundling, setBundling] = useState(false);

  const bring = useCallback(
    async (way: { readonly run: typeof choose.run }, exhibitId: ExhibitId | null = null): Promise<void> => {
      const batch = await way.run({ caseId, exhibitId });
      setFailure(null);
      if (batch.ok) setImporting(batch.value);
      else if (isCallError(batch.error)) setFailure(failureText(text, batch.error));
      else if (batch.error.kind === 'nothingToTake') setFailure(nothingToTakeText(text, batch.error.leftOut));
      else if (batch.error.kind === 'tooManyFiles')
        setFailure(text('evidence.import.failure.tooManyFiles', { limit: batch.error.limit }));
      else if (batch.error.kind !== 'dialogCancelled') setFailure(failureText(text, batch.error));
    },
    [caseId, text],
  );

  const isClosed = useIsClosed(caseId);
  useScreenActions(
    useMemo(
      () => [
        ...(isClosed
          ? []
          : [
              { id: 'exhibits.new', label: text('evidence.add'), isNew: true, run: () => setOpened('new') },
              { id: 'exhibits.files', label: text('evidence.addFiles'), run: () => void bring(choose) },
              {
                id: 'exhibits.folder',
                label: text('evidence.addFolder'),
                run: () => void bring(chooseFolder),
              },
            ]),
        { id: 'exhibits.bundle', label: text('exhibits.bundle.open'), run: () => setBundling(true) },
      ],
      [isClosed, bring, choose, chooseFolder, text],
    ),
  );

  const save = async (draft: ExhibitDraft): Promise<string | null> => {
    const saved =
      opened === 'new' || opened === null
        ? await create.run({ caseId, exhibit: draft })
        : await change.run({ exhibitId: opened.id, changes: draft });
    return saved.ok ? null : failureText(text, saved.error);
  };

  const moveTo = async (exhibit: Exhibit, place: number): Promise<void> => {
    if (exhibit.isKept || place === exhibit.place || place < 1 || place > (exhibits?.length ?? 0)) return;
    const moved = await move.run({ exhibitId: exhibit.id, place });
    setFailure(moved.ok ? null : failureText(text, moved.error));
    if (!moved.ok) return;
    const number = moved.value.find(({ id }) => id === exhibit.id)?.number ?? exhibit.number;
    setAnnounced(text('evidence.moved', { number }));
    showToast({
      text: text('evidence.moved', { number }),
      action: {
        label: text('evidence.undo'),
        onPress: () =>
          void move.run({ exhibitId: exhibit.id, place: exhibit.place }).then((back) => {
            if (!back.ok) setFailure(failureText(text, back.error));
          }),
      },
    });
  };

  const takeOut = async (exhibit: Exhibit): Promise<void> => {
    const removed = await remove.run({ exhibitId: exhibit.id });
    setFailure(removed.ok ? null : failureText(text, removed.error));
    if (!removed.ok) return;
    showToast({
      text: text(exhibit.isKept ? 'exhibits.withdrawn' : 'evidence.removed', { number: exhibit.number }),
      action: {
        label: text('evidence.undo'),
        onPress: () =>
          void restore.run(removed.value).then((restored) => {
            if (!restored.ok) setFailure(failureText(text, restored.error));
          }),
      },
    });
  };

  const letOut = async (copy: Original, standsIn: boolean): Promise<void> => {
    const used = await useCopy.run({ evidenceFileId: copy.id, standsIn });
    setFailure(used.ok ? null : redactionFailureText(text, used.error));
    if (!used.ok) return;
    showToast({ text: text(standsIn ? 'exhibits.redaction.copyUsed' : 'exhibits.redaction.originalUsed') });
  };

  const loose = (originals ?? []).filter(({ exhibitId }) => exhibitId === null);
  const inOrder = [
    ...(exhibits ?? []).flatMap(({ id }) => originals?.filter(({ exhibitId }) => exhibitId === id) ?? []),
    ...loose,
  ];
  const viewedExhibit = exhibits?.find(({ id }) => id === viewed?.exhibitId);
  const useDay = async (exhibit: Exhibit, day: string): Promise<void> => {
    const changed = await change.run({ exhibitId: exhibit.id, changes: { dateEdtf: day } });
    setFailure(changed.ok ? null : failureText(text, changed.error));
    if (!changed.ok) return;
    showToast({
      text: text('evidence.viewer.dayUsed', { number: exhibit.number }),
      action: {
        label: text('evidence.undo'),
        onPress: () =>
          void change.run({ exhibitId: exhibit.id, changes: { dateEdtf: exhibit.dateEdtf } }).then((back) => {
            if (!back.ok) setFailure(failureText(text, back.error));
          }),
      },
    });
  };
  const isSomethingOpen =
    importing !== null ||
    viewed !== null ||
    copying !== null ||
    redacting !== null ||
    opened !== null ||
    isDossierOpen ||
    isCustodyOpen ||
    isBundling;
  const fileButton = (
    <>
      <Button
        icon={<FilePlus2 />}
        busy={choose.isRunning}
        disabled={isClosed}
        onPress={() => void bring(choose)}
      >
        {text('evidence.addFiles')}
      </Button>
      <Button
        icon={<FolderInput />}
        busy={chooseFolder.isRunning}
        disabled={isClosed}
        onPress={() => void bring(chooseFolder)}
      >
        {text('evidence.addFolder')}
      </Button>
    </>
  );
  const addButton = (
    <Button look="primary" icon={<Plus />} disabled={isClosed} onPress={() => setOpened('new')}>
      {text('evidence.add')}
    </Button>
  );
  return (
    <Screen
      title={text('evidence.title')}
      lead={text('evidence.lead')}
      width="wide"
      actions={
        exhibits !== undefined && exhibits.length > 0 ? (
          <>
            <Menu
              label={text('exhibits.handOver')}
              look="quiet"
              entries={[
                orRefused(refusal('pdf'), {
                  label: text('exhibits.bundle.open'),
                  icon: <BookCopy />,
                  onSelect: () => setBundling(true),
                }),
                orRefused(refusal('exhibitFolder'), {
                  label: text('exhibits.dossier.open'),
                  icon: <FolderDown />,
                  onSelect: () => setDossierOpen(true),
                }),
                orRefused(refusal('word'), {
                  label: text('exhibits.custody.open'),
                  icon: <ShieldCheck />,
                  onSelect: () => setCustodyOpen(true),
                }),
              ]}
            >
              {text('exhibits.handOver')}
              <ChevronDown />
            </Menu>
            {fileButton}
            {addButton}
          </>
        ) : undefined
      }
    >
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      {batches
        ?.filter(({ batchId }) => batchId !== importing?.batchId)
        .map((batch) => (
          <Banner
            key={batch.batchId}
            tone="warning"
            title={text('evidence.unfinished.title')}
            actions={
              <>
                <Button size="small" onPress={() => setImporting(batch)}>
                  {text('evidence.unfinished.goOn')}
                </Button>
                <Button size="small" onPress={() => void drop.run({ batchId: batch.batchId })}>
                  {text('evidence.unfinished.leave')}
                </Button>
              </>
            }
          >
            {text('evidence.unfinished.body', { left: batch.files.length, done: batch.done })}
          </Banner>
        ))}
      {exhibits !== undefined && exhibits.length === 0 && (
        <Card>
          <EmptyState
            icon={<Paperclip />}
            title={text('evidence.empty.title')}
            actions={
              <>
                {fileButton}
                {addButton}
              </>
            }
          >
            {text('evidence.empty.body')}
          </EmptyState>
        </Card>
      )}
      {exhibits !== undefined && exhibits.length > 0 && (
        <>
          <Card flush>
            <ExhibitTable
              exhibits={exhibits}
              originals={originals ?? []}
              onAttach={(exhibit) => void bring(choose, exhibit.id)}
              onView={setViewed}
              onCopy={setCopying}
              onLetOut={(copy, standsIn) => void letOut(copy, standsIn)}
              onOpen={setOpened}
              onMove={(exhibit, number) => void moveTo(exhibit, number)}
              onRemove={(exhibit) => void takeOut(exhibit)}
            />
          </Card>
          <p className={styles.hint}>{text('evidence.keyboardHint')}</p>
          <SentInventories caseId={caseId} />
        </>
      )}
      {loose.length > 0 && (
        <LooseOriginals
          originals={loose}
          onView={setViewed}
          onMakeExhibit={(original) =>
            void makeExhibit.run({ evidenceFileId: original.id }).then((made) => {
              if (!made.ok) setFailure(text('evidence.loose.failed'));
            })
          }
        />
      )}
      <p className={styles.announcement} role="status">
        {announced}
      </p>
      {isDossierOpen && <DossierDialog caseId={caseId} onClose={() => setDossierOpen(false)} />}
      {isCustodyOpen && <CustodyDialog caseId={caseId} onClose={() => setCustodyOpen(false)} />}
      {copying !== null && (
        <CopyOutDialog caseId={caseId} original={copying} onClose={() => setCopying(null)} />
      )}
      {viewed !== null && (
        <Viewer
          originals={inOrder}
          shown={viewed}
          exhibitNumber={viewedExhibit?.number ?? null}
          onUseDay={viewedExhibit?.dateEdtf === '' ? (day) => void useDay(viewedExhibit, day) : null}
          onShow={setViewed}
          onSaveCopy={(original) => {
            setViewed(null);
            setCopying(original);
          }}
          onRedact={(original) => {
            setViewed(null);
            setRedacting(original);
          }}
          onReadMessages={(original) => {
            setViewed(null);
            navigate({
              kind: 'case',
              caseId,
              section: 'conversations',
              focusId: original.id,
              field: 'original',
            });
          }}
          onClose={() => setViewed(null)}
        />
      )}
      {redacting !== null && (
        <RedactDialog
          original={redacting}
          onSaved={(copy) => {
            setRedacting(null);
            showToast({
              text: text('exhibits.redaction.saved'),
              action: { label: text('exhibits.redaction.look'), onPress: () => setViewed(copy) },
            });
          }}
          onClose={() => setRedacting(null)}
        />
      )}
      {!isSomethingOpen && <DropZone onDrop={() => void bring(takeDropped)} />}
      {importing !== null && <ImportDialog batch={importing} onClose={() => setImporting(null)} />}
      {isBundling && <BundleDialog caseId={caseId} onClose={() => setBundling(false)} />}
      {opened !== null && (
        <ExhibitForm
          exhibit={opened === 'new' ? null : opened}
          onSave={save}
          onClose={() => setOpened(null)}
        />
      )}
    </Screen>
  );
}

function ExhibitTable(props: {
  readonly exhibits: readonly Exhibit[];
  readonly originals: readonly Original[];
  readonly onAttach: (exhibit: Exhibit) => void;
  readonly onView: (original: Original) => void;
  readonly onCopy: (original: Original) => void;
  readonly onLetOut: (copy: Original, standsIn: boolean) => void;
  readonly onOpen: (exhibit: Exhibit) => void;
  readonly onMove: (exhibit: Exhibit, place: number) => void;
  readonly onRemove: (exhibit: Exhibit) => void;
}) {
  const text = useText();
  const refusal = useRefusal();
  const formats = useFormats();
  const language = useInterfaceLanguage();
  const columns = [
    { key: 'number', label: text('evidence.column.number'), align: 'end', width: '5.5rem' },
    { key: 'title', label: text('evidence.column.title') },
    { key: 'date', label: text('evidence.column.date'), width: '11rem' },
    { key: 'author', label: text('evidence.column.author'), width: '12rem' },
    { key: 'pages', label: text('evidence.column.pages'), align: 'end', width: '4.5rem' },
    { key: 'state', label: text('evidence.column.state'), width: '13rem' },
    { key: 'actions', label: text('evidence.column.actions'), hideLabel: true, width: '3rem' },
  ] as const;
  const originalsOf = ({ id }: Exhibit) => props.originals.filter(({ exhibitId }) => exhibitId === id);
  const onKeyDown = (event: KeyboardEvent, exhibit: Exhibit): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    props.onMove(exhibit, exhibit.place + (event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <Table label={text('evidence.title')} columns={columns}>
      {props.exhibits.map((exhibit) => (
        <TableRow key={exhibit.id}>
          <TableCell align="end">
            {exhibit.number}
            {exhibit.isKept && <KeptNumberMark />}
          </TableCell>
          <TableCell isHeading>
            {/* The keys work on the button inside; the span only hears of them. */}
            {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
            <span onKeyDown={(event) => onKeyDown(event, exhibit)}>
              <RowOpener onOpen={() => props.onOpen(exhibit)}>{exhibit.title}</RowOpener>
            </span>{' '}
            <Kept exhibit={exhibit} originals={originalsOf(exhibit)} onView={props.onView} />
          </TableCell>
          <TableCell>{describeExhibitDate(exhibit.dateEdtf, language)}</TableCell>
          <TableCell>{exhibit.author}</TableCell>
          <TableCell align="end">{exhibit.pages === null ? '' : formats.number(exhibit.pages)}</TableCell>
          <TableCell>
            <LanguageState exhibit={exhibit} />
          </TableCell>
          <TableCell inFront align="end">
            <Menu
              label={text('evidence.actionsFor', { number: exhibit.number })}
              size="small"
              entries={[
                {
                  label: text('evidence.moveUp'),
                  icon: <ArrowUp />,
                  keys: ['Alt', '↑'],
                  disabled: exhibit.isKept || exhibit.place === 1,
                  onSelect: () => props.onMove(exhibit, exhibit.place - 1),
                },
                {
                  label: text('evidence.moveDown'),
                  icon: <ArrowDown />,
                  keys: ['Alt', '↓'],
                  disabled: exhibit.isKept || exhibit.place === props.exhibits.length,
                  onSelect: () => props.onMove(exhibit, exhibit.place + 1),
                },
                'separator',
                {
                  label: text('evidence.attachFiles'),
                  icon: <FilePlus2 />,
                  onSelect: () => props.onAttach(exhibit),
                },
                ...originalsOf(exhibit).map((original) => ({
                  label: text('evidence.view', { name: original.name }),
                  icon: <Eye />,
                  onSelect: () => props.onView(original),
                })),
                // Why they may not leave is said once.
                ...originalsOf(exhibit)
                  .slice(0, refusal('originals') === null ? undefined : 1)
                  .map((original) =>
                    orRefused(refusal('originals'), {
                      label: text('evidence.copy', { name: original.name }),
                      icon: <Download />,
                      onSelect: () => props.onCopy(original),
                    }),
                  ),
                ...originalsOf(exhibit).flatMap((original) => {
                  if (original.redaction === null) return [];
                  const { standsIn } = original.redaction;
                  return {
                    label: text(standsIn ? 'exhibits.redaction.useOriginal' : 'exhibits.redaction.useCopy', {
                      name: original.name,
                    }),
                    icon: <ArrowRightLeft />,
                    onSelect: () => props.onLetOut(original, !standsIn),
                  };
                }),
                'separator',
                { label: text('evidence.edit'), icon: <Pencil />, onSelect: () => props.onOpen(exhibit) },
                {
                  label: text('evidence.remove'),
                  icon: <Trash2 />,
                  tone: 'danger',
                  onSelect: () => props.onRemove(exhibit),
                },
              ]}
            />
          </TableCell>
        </TableRow>
      ))}
    </Table>
  );
}

/** Originals whose exhibit was taken out: an original never goes, and must not be out of reach. */
function LooseOriginals(props: {
  readonly originals: readonly Original[];
  readonly onView: (original: Original) => void;
  readonly onMakeExhibit: (original: Original) => void;
}) {
  const text = useText();
  return (
    <Card>
      <h2 className={styles.looseTitle}>{text('evidence.loose.title')}</h2>
      <p className={styles.hint}>{text('evidence.loose.body')}</p>
      <ul className={styles.loose}>
        {props.originals.map((original) => (
          <li key={original.id}>
            <bdi>{original.name}</bdi>
            <span className={styles.looseActions}>
              <Button size="small" look="quiet" icon={<Eye />} onPress={() => props.onView(original)}>
                {text('evidence.loose.view')}
              </Button>
              <Button size="small" icon={<Plus />} onPress={() => props.onMakeExhibit(original)}>
                {text('evidence.loose.make')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function redactionFailureText(
  text: Text,
  error: ChannelFailure<'exhibits.useRedactedCopy'> | CallError,
): string {
  if (!isCallError(error)) return text(`exhibits.redaction.failure.${error.kind}`);
  const { id, values } = callErrorText(error);
  return text(id, values);
}

/** The originals lie in the vault: opens the first. */
function Kept(props: {
  readonly exhibit: Exhibit;
  readonly originals: readonly Original[];
  readonly onView: (original: Original) => void;
}) {
  const text = useText();
  const [first] = props.originals;
  if (first === undefined) return null;
  const received = props.originals.filter(({ redaction }) => redaction === null).length;
  const standingIn = props.originals.filter(({ redaction }) => redaction?.standsIn === true).length;
  return (
    <span className={styles.kept}>
      <Button size="small" look="quiet" icon={<Eye />} onPress={() => props.onView(first)}>
        {text('evidence.kept', { count: received })}
      </Button>
      {standingIn > 0 && (
        <Badge tone="accent">{text('exhibits.redaction.standsIn', { count: standingIn })}</Badge>
      )}
    </span>
  );
}

function LanguageState({ exhibit }: { readonly exhibit: Exhibit }) {
  const text = useText();
  const names = useLanguageNames();
  const { language, translation } = exhibit;
  return (
    <Row gap={1} wrap>
      {language !== '' && <span>{names([language])[0]?.label ?? language}</span>}
      {translation !== 'none' && (
        <Badge tone={translation === 'needed' ? 'warning' : 'neutral'}>
          {text(`evidence.translation.short.${translation}`)}
        </Badge>
      )}
    </Row>
  );
}

function failureText(text: Text, error: ExhibitFailure | CallError): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  return error.kind === 'exhibitCited'
    ? text('evidence.failure.exhibitCited', { count: error.factIds.length })
    : text(`evidence.failure.${error.kind}`);
}

function nothingToTakeText(text: Text, leftOut: readonly LeftOutFile[]): string {
  if (leftOut.length === 0) return text('evidence.import.failure.nothingInside');
  return [text('evidence.import.failure.nothingToTake'), ...refusalsText(text, leftOut)].join(' ');
}
