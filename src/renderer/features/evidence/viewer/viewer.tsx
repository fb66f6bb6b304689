import { ChevronLeft, ChevronRight, Download, Eye, EyeOff, MessagesSquare, SquareDashed } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Original } from '../../../../shared/evidence/originals';
import { isCallError } from '../../../lib/queries';
import { useText, type Text } from '../../../lib/text';
import { Badge } from '../../../ui/badge';
import { Button, IconButton } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { callErrorText } from '../../../ui/error-boundary';
import { Progress } from '../../../ui/progress';
import { Leaves } from '../../policy';
import { Cannot, NothingToSee } from './cannot';
import { Curtain, type Veil } from './curtain';
import { DrawnView } from './drawn-view';
import { FileFacts } from './file-facts';
import { MailView } from './mail-view';
import { MediaView } from './media-view';
import type { ReadFailure } from './read-original';
import { TextView } from './text-view';
import { useBytes, type Read } from './use-bytes';
import { useKeys } from './use-keys';
import styles from './viewer.module.css';
import { whatItIs } from './what-it-is';

/**
 * Shows an original inside the window: nothing of it is written anywhere. What it holds is blurred until somebody asks to
 * see it, each time it is opened, since who stands behind one may not be meant to.
 */
export function Viewer(props: {
  /** Those one can go to from here, in the order of the inventory. */
  readonly originals: readonly Original[];
  readonly shown: Original;
  /** Null for an original that belongs to no exhibit. */
  readonly exhibitNumber: string | null;
  /** Gives the exhibit this day, as EDTF; null where it has a date. */
  readonly onUseDay: ((day: string) => void) | null;
  readonly onShow: (original: Original) => void;
  readonly onSaveCopy: (original: Original) => void;
  readonly onRedact: (original: Original) => void;
  /** Of what may be the export of a chat, or mails. */
  readonly onReadMessages: (original: Original) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { shown, originals } = props;
  const place = originals.findIndex(({ id }) => id === shown.id);
  const [isClear, setClear] = useState(false);
  const [isNothing, setNothing] = useState(false);
  const read = useBytes(shown);
  const go = (by: number): void => {
    const next = originals[place + by];
    if (next === undefined) return;
    setClear(false);
    props.onShow(next);
  };
  useKeys((key) => {
    if (key === 'ArrowLeft') go(-1);
    else if (key === 'ArrowRight') go(1);
    else if (key === 'b') setClear((clear) => !clear);
    else return false;
    return true;
  });
  return (
    <Dialog
      size="full"
      title={
        props.exhibitNumber === null
          ? text('evidence.loose.viewerTitle')
          : text('evidence.viewer.title', { number: props.exhibitNumber })
      }
      description={
        <>
          <span dir="auto">{shown.name}</span>
          {shown.redaction !== null && (
            <>
              {' '}
              <Badge>{text('exhibits.redaction.mark')}</Badge>
            </>
          )}
        </>
      }
      onClose={props.onClose}
      footer={
        <div className={styles.foot}>
          <span className={styles.begin}>
            {/* A sound shows nothing. */}
            {!shown.mediaType.startsWith('audio/') && !isNothing && (
              <Button icon={isClear ? <EyeOff /> : <Eye />} onPress={() => setClear(!isClear)}>
                {text(isClear ? 'evidence.viewer.blur' : 'evidence.viewer.show')}
              </Button>
            )}
          </span>
          <span className={styles.place}>
            <IconButton
              label={text('evidence.viewer.previous')}
              icon={<ChevronLeft />}
              disabled={place <= 0}
              onPress={() => go(-1)}
            />
            {text('evidence.viewer.place', { place: place + 1, count: originals.length })}
            <IconButton
              label={text('evidence.viewer.next')}
              icon={<ChevronRight />}
              disabled={place >= originals.length - 1}
              onPress={() => go(1)}
            />
          </span>
          <span className={styles.place}>
            {isRedactable(shown) && (
              // Whoever marks it sees it, so it is there for those who asked to see it.
              <Button icon={<SquareDashed />} disabled={!isClear} onPress={() => props.onRedact(shown)}>
                {text('exhibits.redaction.open')}
              </Button>
            )}
            {mayHoldMessages(shown) && (
              <Button icon={<MessagesSquare />} onPress={() => props.onReadMessages(shown)}>
                {text('evidence.viewer.readMessages')}
              </Button>
            )}
            <Leaves as="originals">
              <Button icon={<Download />} onPress={() => props.onSaveCopy(shown)}>
                {text('evidence.viewer.saveCopy')}
              </Button>
            </Leaves>
          </span>
        </div>
      }
    >
      <div key={shown.id} className={styles.viewer}>
        <div className={styles.content}>
          <NothingToSee value={setNothing}>
            <Content original={shown} read={read} veil={{ isClear, onShow: () => setClear(true) }} />
          </NothingToSee>
        </div>
        <FileFacts
          original={shown}
          bytes={read.kind === 'read' ? read.bytes : null}
          onUseDay={props.onUseDay}
        />
      </div>
    </Dialog>
  );
}

/** Text has no signature, nor have mails: all that is none of the known kinds may be one, and archives. */
function mayHoldMessages({ mediaType }: Original): boolean {
  return !/^(?:image|audio|video)\/|^application\/pdf$/.test(mediaType);
}

function isRedactable({ mediaType }: Original): boolean {
  return mediaType === 'application/pdf' || mediaType.startsWith('image/');
}

function Content(props: { readonly original: Original; readonly read: Read; readonly veil: Veil }) {
  const text = useText();
  const { original, read } = props;
  const showing = useMemo(
    () => (read.kind === 'read' ? whatItIs(original, read.bytes) : null),
    [original, read],
  );
  if (read.kind === 'reading') {
    return (
      <div className={styles.waiting}>
        <Progress
          label={text('evidence.viewer.reading')}
          fraction={original.byteLength === 0 ? null : read.bytes / original.byteLength}
        />
      </div>
    );
  }
  if (read.kind === 'tooLarge') return <Cannot>{text('evidence.viewer.tooLarge')}</Cannot>;
  if (read.kind === 'failed') return <Cannot>{failureText(read.failure, text)}</Cannot>;
  if (showing === null || showing.kind === 'cannot') {
    return <Cannot>{text(`evidence.viewer.cannot.${showing?.because ?? 'unknown'}`)}</Cannot>;
  }
  if (showing.kind === 'sound' || showing.kind === 'film') {
    return (
      <MediaView
        evidenceFileId={original.id}
        bytes={read.bytes}
        kind={showing.kind}
        mediaType={showing.mediaType}
        isClear={props.veil.isClear}
      />
    );
  }
  if (showing.kind === 'image' || showing.kind === 'heic' || showing.kind === 'pdf') {
    return <DrawnView drawable={showing} bytes={read.bytes} name={original.name} veil={props.veil} />;
  }
  return (
    <Curtain veil={props.veil}>
      {showing.kind === 'mail' && <MailView bytes={read.bytes} />}
      {showing.kind === 'text' && <TextView bytes={read.bytes} encoding={showing.encoding} />}
    </Curtain>
  );
}

function failureText(failure: ReadFailure, text: Text): string {
  if (failure.kind === 'stopped') return '';
  if (isCallError(failure)) {
    const { id, values } = callErrorText(failure);
    return text(id, values);
  }
  return text(`evidence.copy.failure.${failure.kind}`);
}
