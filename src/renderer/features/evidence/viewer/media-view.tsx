import { Pause, Play, Volume2, VolumeX } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { classNames } from '../../../lib/class-names';
import type { EvidenceFileId } from '../../../../shared/kernel/ids';
import type { Playing } from '../../../decoder/protocol';
import { beginDecoder, type Decoder } from '../../../lib/decoder';
import { useText } from '../../../lib/text';
import { IconButton } from '../../../ui/button';
import { SelectField } from '../../../ui/field';
import { Cannot } from './cannot';
import { clockText, Marks } from './marks';
import { useKeys } from './use-keys';
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
  const { kind } = props;
  const screen = useRef<HTMLDivElement>(null);
  const { played, play } = useRecording(screen, kind, props.bytes, props.mediaType);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>('1');
  const [isLoud, setLoud] = useState(false);
  const { atMs, durationMs, isPlaying } = played === 'broken' || played === null ? silence : played;
  const toggle = (): void => play({ isPlaying: !isPlaying });
  useKeys((key) => {
    if (key !== 'k') return false;
    toggle();
    return true;
  });
  if (played === 'broken') return <Cannot>{text('evidence.viewer.cannot.recording')}</Cannot>;
  return (
    <div className={styles.sheet}>
      <div className={classNames(styles.tools, styles.toolsUnderLabel)}>
        <SelectField
          label={text('evidence.viewer.speed')}
          value={speed}
          options={speeds.map((value) => ({ value, label: `× ${value}` }))}
          onChange={(value) => {
            setSpeed(value);
            play({ speed: Number(value) });
          }}
        />
        <p className={styles.remark}>{text('evidence.viewer.soundOff')}</p>
      </div>
      <div
        ref={screen}
        className={classNames(
          kind === 'film' ? styles.film : styles.unseen,
          kind === 'film' && !props.isClear && styles.blurred,
        )}
        // By keyboard there is the button.
        onClick={toggle}
        aria-hidden="true"
      />
      <div className={styles.player} role="group" aria-label={text('evidence.viewer.player')}>
        <IconButton
          label={text(isPlaying ? 'evidence.viewer.pause' : 'evidence.viewer.play')}
          icon={isPlaying ? <Pause /> : <Play />}
          keys={['K']}
          onPress={toggle}
        />
        <input
          type="range"
          className={styles.along}
          aria-label={text('evidence.viewer.along')}
          aria-valuetext={clockText(atMs)}
          min={0}
          max={durationMs ?? atMs}
          step={100}
          value={atMs}
          disabled={durationMs === null}
          onChange={({ target }) => play({ atMs: Number(target.value) })}
        />
        <span className={styles.clock}>
          {durationMs === null ? clockText(atMs) : `${clockText(atMs)} / ${clockText(durationMs)}`}
        </span>
        <IconButton
          label={text(isLoud ? 'evidence.viewer.turnSoundOff' : 'evidence.viewer.turnSoundOn')}
          icon={isLoud ? <Volume2 /> : <VolumeX />}
          onPress={() => {
            setLoud(!isLoud);
            play({ isLoud: !isLoud });
          }}
        />
      </div>
      <Marks
        evidenceFileId={props.evidenceFileId}
        atMs={atMs}
        onGoTo={(to) => play({ atMs: to, isPlaying: true })}
      />
    </div>
  );
}

interface Played {
  readonly atMs: number;
  /** Null where the file does not say. */
  readonly durationMs: number | null;
  readonly isPlaying: boolean;
}

const silence: Played = { atMs: 0, durationMs: null, isPlaying: false };

/**
 * Plays a recording in a decoder of its own, for as long as it is looked at. `played` is null while it opens.
 *
 * @param screen  where a film is seen
 */
function useRecording(
  screen: RefObject<HTMLDivElement | null>,
  kind: 'sound' | 'film',
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
): { readonly played: Played | null | 'broken'; readonly play: (changes: Playing) => void } {
  const [played, setPlayed] = useState<Played | null | 'broken'>(null);
  const decoder = useRef<Decoder | null>(null);
  useEffect(() => {
    if (screen.current === null) return undefined;
    const begun = beginDecoder(screen.current, (told) => setPlayed(told.kind === 'played' ? told : 'broken'));
    decoder.current = begun;
    const file = new Blob([bytes], { type: mediaType });
    void begun.ask({ kind: 'open', as: kind, file }).answer.then((opened) => {
      if (!begun.hasEnded()) setPlayed(opened.kind === 'played' ? opened : 'broken');
    });
    return () => {
      begun.end();
      decoder.current = null;
    };
  }, [screen, kind, bytes, mediaType]);
  const play = useCallback((changes: Playing): void => {
    void decoder.current?.ask({ kind: 'play', changes }).answer.then((now) => {
      if (now.kind === 'played') setPlayed(now);
    });
  }, []);
  return { played, play };
}
