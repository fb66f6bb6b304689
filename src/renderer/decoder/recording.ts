import type { DecoderAnswer, Playing } from './protocol';

type Played = Extract<DecoderAnswer, { readonly kind: 'played' }>;

export interface Recording {
  readonly played: () => Played;
  readonly play: (changes: Playing) => void;
}

/**
 * Opens a recording, silent and at its beginning. A film fills the frame. Throws where it cannot be played.
 *
 * @param onPlayed  takes how it goes on; null when it broke off for good
 */
export async function openRecording(
  kind: 'sound' | 'film',
  file: Blob,
  onPlayed: (played: Played | null) => void,
): Promise<Recording> {
  const player = document.createElement(kind === 'film' ? 'video' : 'audio');
  player.muted = true;
  Object.assign(player.style, { position: 'fixed', inset: '0', width: '100%', height: '100%' });
  // Chromium looks at the bytes; a type it does not know would keep it from looking.
  const playedAs = { 'video/quicktime': 'video/mp4', 'video/x-matroska': 'video/webm' }[file.type];
  player.src = URL.createObjectURL(playedAs === undefined ? file : file.slice(0, file.size, playedAs));
  document.body.append(player);
  await new Promise((resolve, reject) => {
    player.addEventListener('loadedmetadata', resolve, { once: true });
    player.addEventListener('error', reject, { once: true });
  });
  const played = (): Played => ({
    kind: 'played',
    atMs: Math.round(player.currentTime * 1000),
    durationMs: Number.isFinite(player.duration) ? Math.round(player.duration * 1000) : null,
    isPlaying: !player.paused && !player.ended,
  });
  for (const event of ['timeupdate', 'play', 'pause', 'ended', 'seeked', 'durationchange'])
    player.addEventListener(event, () => onPlayed(played()));
  player.addEventListener('error', () => onPlayed(null));
  return {
    played,
    play: ({ isPlaying, atMs, speed, isLoud }) => {
      if (atMs !== undefined) player.currentTime = atMs / 1000;
      if (speed !== undefined) player.playbackRate = speed;
      if (isLoud !== undefined) player.muted = !isLoud;
      // It may have been given no right to play, or be stopped before it begins; it stands at the place all the same.
      if (isPlaying === true) void player.play().catch(() => undefined);
      if (isPlaying === false) player.pause();
    },
  };
}
