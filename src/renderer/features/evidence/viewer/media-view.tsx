import { useRef, useState, type SyntheticEvent } from 'react';
import { classNames } from '../../../lib/class-names';
import type { EvidenceFileId } from '../../../../shared/kernel/ids';
import { useText } from '../../../lib/text';
import { SelectField } from '../../../ui/field';
import { Cannot } from './cannot';
import { Marks } from './marks';
import { useBytesAsSource } from './use-bytes-as-source';
import styles from './viewer.module.css';

const speeds = ['0.5', '0.75', '1', '1.25', '1.5', '2'] as const;

/** A recording. Its sound is off until somebody turns it on. */
export function MediaView(props: {
  readonly evidenceFileId: EvidenceFileId;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly kind: 'sound' | 'film';
  readonly mediaType: string;
  readonly isClear: boolean;
}) {
  const text = useText();
  // Chromium looks at the bytes; a type it does not know would keep it from looking.
  const source = useBytesAsSource(
    props.bytes,
    props.mediaType === 'video/quicktime' ? 'video/mp4' : props.mediaType,
  );
  const player = useRef<HTMLMediaElement>(null);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>('1');
  const [atMs, setAtMs] = useState(0);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <Cannot>{text('evidence.viewer.cannot.recording')}</Cannot>;
  const common = {
    ref: source,
    controls: true,
    controlsList: 'nodownload noremoteplayback',
    onError: () => setBroken(true),
    onLoadedMetadata: ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) => {
      currentTarget.muted = true;
      player.current = currentTarget;
    },
    onTimeUpdate: ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) =>
      setAtMs(Math.round(currentTarget.currentTime * 1000)),
  };
  return (
    <div className={styles.sheet}>
      <div className={classNames(styles.tools, styles.toolsUnderLabel)}>
        <SelectField
          label={text('evidence.viewer.speed')}
          value={speed}
          options={speeds.map((value) => ({ value, label: `× ${value}` }))}
          onChange={(value) => {
            setSpeed(value);
            if (player.current !== null) player.current.playbackRate = Number(value);
          }}
        />
        <p className={styles.remark}>{text('evidence.viewer.soundOff')}</p>
      </div>
      <div className={classNames(styles.pane, styles.player)}>
        {props.kind === 'film' ? (
          // What is said in it stands in no file beside it.
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <video
            {...common}
            className={classNames(styles.film, !props.isClear && styles.blurred)}
            disablePictureInPicture
          />
        ) : (
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <audio {...common} className={styles.sound} />
        )}
      </div>
      <Marks
        evidenceFileId={props.evidenceFileId}
        atMs={atMs}
        onGoTo={(to) => {
          if (player.current === null) return;
          player.current.currentTime = to / 1000;
          // It may have been given no right to play; it stands at the place all the same.
          void player.current.play().catch(() => undefined);
        }}
      />
    </div>
  );
}
