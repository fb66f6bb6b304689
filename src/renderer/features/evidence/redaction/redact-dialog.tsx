import { ChevronDown, ChevronUp, EyeOff, Plus, Trash2, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Original } from '../../../../shared/evidence/originals';
import { mostRedactedPages } from '../../../../shared/exhibits/contract';
import { isCallError, useCommand } from '../../../lib/queries';
import { useText } from '../../../lib/text';
import { Banner } from '../../../ui/banner';
import { Button, IconButton } from '../../../ui/button';
import { ConfirmDialog, Dialog } from '../../../ui/dialog';
import { callErrorText } from '../../../ui/error-boundary';
import { Stack } from '../../../ui/layout';
import { Progress } from '../../../ui/progress';
import { Waiting } from '../../../ui/spinner';
import type { Decoded, DecodingFailure, Drawable } from '../decode';
import { Cannot } from '../viewer/cannot';
import { useBytes } from '../viewer/use-bytes';
import { useDecoded } from '../viewer/use-decoded';
import { useKeys } from '../viewer/use-keys';
import { whatItIs } from '../viewer/what-it-is';
import { useZoom, ZoomButtons } from '../viewer/zoom';
import type { Area } from './areas';
import { paintOver, type PaintedPage } from './paint-over';
import { RedactPage } from './redact-page';
import styles from './redact-dialog.module.css';

type Opened =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly decoded: Decoded; readonly drawable: Drawable }
  | {
      readonly kind: 'failed';
      readonly because:
        DecodingFailure | 'imageDamaged' | 'imageTooLarge' | 'unknown' | 'tooLarge' | 'unreadable';
    };

/**
 * Marks places on the pages of an original, and keeps a copy in which they are black. The copy is made of pixels alone;
 * the original stays as it is.
 */
export function RedactDialog(props: {
  readonly original: Original;
  readonly onSaved: (copy: Original) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { original } = props;
  const opened = useOpened(original);
  const [history, setHistory] = useState<readonly (readonly Area[])[]>([[]]);
  const areas = history.at(-1) ?? [];
  const [page, setPage] = useState(1);
  const [isPreview, setPreview] = useState(false);
  const [focused, setFocused] = useState<{ readonly id: number } | null>(null);
  const [painting, setPainting] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const save = useCommand('exhibits.saveRedactedCopy');
  const stop = useRef<AbortController | null>(null);
  const zoom = useZoom();
  const nextId = useRef(1);
  const isBusy = painting !== null || save.isRunning;
  const pages = opened.kind === 'open' ? opened.decoded.pages : 0;

  const write = useCallback((change: (before: readonly Area[]) => readonly Area[]): void => {
    setHistory((before) => [...before, change(before.at(-1) ?? [])]);
  }, []);
  const undo = (): void => setHistory((before) => (before.length > 1 ? before.slice(0, -1) : before));
  const add = (area: Omit<Area, 'id'>): void => {
    const id = nextId.current;
    nextId.current += 1;
    write((before) => [...before, { ...area, id }]);
    setFocused({ id });
  };
  const remove = (id: number): void => write((before) => before.filter((area) => area.id !== id));
  const go = (by: number): void => setPage((before) => Math.min(pages, Math.max(1, before + by)));
  useKeys((key) => {
    if (key === 'PageDown') go(1);
    else if (key === 'PageUp') go(-1);
    else return zoom.takeKey(key);
    return true;
  });
  useUndoKey(undo);
  useEffect(() => () => stop.current?.abort(), []);

  const close = (): void => {
    if (isBusy) stop.current?.abort();
    else if (areas.length > 0) setLeaving(true);
    else props.onClose();
  };

  const start = async (): Promise<void> => {
    if (isBusy || opened.kind !== 'open' || areas.length === 0) return;
    setFailure(null);
    const stopping = new AbortController();
    stop.current = stopping;
    const painted: PaintedPage[] = [];
    for (let number = 1; number <= pages; number += 1) {
      setPainting(number);
      const own = areas.filter((area) => area.page === number);
      const made = await paintOver(opened.decoded, opened.drawable, number, own).catch(() => null);
      if (stopping.signal.aborted) {
        setPainting(null);
        return;
      }
      if (made === null) {
        setPainting(null);
        setFailure(text('exhibits.redaction.failure.pageNotDrawn', { page: number }));
        return;
      }
      painted.push(made);
    }
    const saved = await save.run({
      evidenceFileId: original.id,
      areas: areas.length,
      pages: painted,
    });
    setPainting(null);
    if (saved.ok) props.onSaved(saved.value);
    else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else setFailure(text(`exhibits.redaction.failure.${saved.error.kind}`));
  };

  if (isLeaving) {
    return (
      <ConfirmDialog
        title={text('exhibits.redaction.leave.title')}
        confirmLabel={text('exhibits.redaction.leave.confirm')}
        tone="danger"
        onConfirm={props.onClose}
        onCancel={() => setLeaving(false)}
      >
        {text('exhibits.redaction.leave.body', { count: areas.length })}
      </ConfirmDialog>
    );
  }
  return (
    <Dialog
      size="full"
      title={text('exhibits.redaction.title')}
      description={<span dir="auto">{original.name}</span>}
      onClose={close}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={areas.length === 0 || pages > mostRedactedPages}
            onPress={() => void start()}
          >
            {text('exhibits.redaction.save')}
          </Button>
        </>
      }
    >
      <div className={styles.redaction}>
        <div className={styles.sheet}>
          {opened.kind === 'opening' && <Waiting label={text('evidence.viewer.reading')} />}
          {opened.kind === 'failed' && <Cannot>{failureText(opened.because, text)}</Cannot>}
          {opened.kind === 'open' && (
            <>
              <div className={styles.tools}>
                <Button
                  size="small"
                  icon={<Plus />}
                  disabled={isBusy}
                  onPress={() => add({ page, x: 0.35, y: 0.47, width: 0.3, height: 0.06 })}
                >
                  {text('exhibits.redaction.add')}
                </Button>
                <IconButton
                  label={text('exhibits.redaction.undo')}
                  icon={<Undo2 />}
                  keys={['Mod', 'Z']}
                  disabled={history.length === 1 || isBusy}
                  onPress={undo}
                />
                <Button
                  size="small"
                  look="quiet"
                  icon={<EyeOff />}
                  pressed={isPreview}
                  onPress={() => setPreview(!isPreview)}
                >
                  {text('exhibits.redaction.preview')}
                </Button>
                <ZoomButtons zoom={zoom} />
                {pages > 1 && (
                  <>
                    <IconButton
                      label={text('evidence.viewer.pageBefore')}
                      icon={<ChevronUp />}
                      keys={['PageUp']}
                      disabled={page === 1}
                      onPress={() => go(-1)}
                    />
                    <span>{text('evidence.viewer.page', { page, count: pages })}</span>
                    <IconButton
                      label={text('evidence.viewer.pageAfter')}
                      icon={<ChevronDown />}
                      keys={['PageDown']}
                      disabled={page === pages}
                      onPress={() => go(1)}
                    />
                  </>
                )}
              </div>
              <RedactPage
                key={page}
                decoded={opened.decoded}
                page={page}
                factor={zoom.factor}
                areas={areas.filter((area) => area.page === page)}
                isPreview={isPreview || isBusy}
                focused={focused}
                onAdd={(rectangle) => add({ ...rectangle, page })}
                onChange={(changed) =>
                  write((before) => before.map((area) => (area.id === changed.id ? changed : area)))
                }
                onRemove={remove}
              />
            </>
          )}
        </div>
        <div className={styles.side}>
          <Stack gap={4}>
            {failure !== null && (
              <Banner tone="danger" urgent>
                {failure}
              </Banner>
            )}
            {painting !== null && (
              <Progress
                label={text('exhibits.redaction.painting', { page: painting, count: pages })}
                fraction={painting / (pages + 1)}
              />
            )}
            {pages > mostRedactedPages && (
              <Banner tone="danger">
                {text('exhibits.redaction.tooManyPages', { most: mostRedactedPages })}
              </Banner>
            )}
            <p className={styles.explained}>{text('exhibits.redaction.lead')}</p>
            <p className={styles.explained}>{text('exhibits.redaction.keys')}</p>
            <h3 className={styles.heading}>{text('exhibits.redaction.areas', { count: areas.length })}</h3>
            <ol className={styles.list}>
              {areas.map((area, place) => (
                <li key={area.id} className={styles.entry}>
                  <Button
                    size="small"
                    look="link"
                    onPress={() => {
                      setPage(area.page);
                      setFocused({ id: area.id });
                    }}
                  >
                    {text('exhibits.redaction.area', { place: place + 1, page: area.page })}
                  </Button>
                  <IconButton
                    size="small"
                    label={text('exhibits.redaction.removeArea', { place: place + 1 })}
                    icon={<Trash2 />}
                    disabled={isBusy}
                    onPress={() => remove(area.id)}
                  />
                </li>
              ))}
            </ol>
          </Stack>
        </div>
      </div>
    </Dialog>
  );
}

function useOpened(original: Original): Opened {
  const read = useBytes(original);
  const bytes = read.kind === 'read' ? read.bytes : null;
  const showing = useMemo(() => (bytes === null ? null : whatItIs(original, bytes)), [original, bytes]);
  const drawable =
    showing?.kind === 'image' || showing?.kind === 'heic' || showing?.kind === 'pdf' ? showing : null;
  const opened = useDecoded(drawable, bytes);
  if (read.kind === 'tooLarge') return { kind: 'failed', because: 'tooLarge' };
  if (read.kind === 'failed') return { kind: 'failed', because: 'unreadable' };
  if (showing === null) return { kind: 'opening' };
  if (drawable === null) {
    const because = showing.kind === 'cannot' && showing.because !== 'archive' ? showing.because : 'unknown';
    return { kind: 'failed', because };
  }
  return opened.kind === 'open' ? { ...opened, drawable } : opened;
}

function failureText(
  because: Extract<Opened, { readonly kind: 'failed' }>['because'],
  text: ReturnType<typeof useText>,
): string {
  if (because === 'tooLarge') return text('evidence.viewer.tooLarge');
  if (because === 'unreadable') return text('exhibits.redaction.failure.unreadable');
  return text(`evidence.viewer.cannot.${because}`);
}

/** Ctrl+Z takes back what was done last, wherever the focus stands in the window. */
function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [undo]);
}
