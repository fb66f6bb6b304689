import { decoderOrigin } from '../../shared/shell/decoder-address';
import { answerSchema, type DecoderAnswer, type DecoderRequest } from '../decoder/protocol';

/** A process of its own, in which one file of somebody else is decoded. Nothing of what it answers is believed beyond its shape. */
export interface Decoder {
  /** Answers `failed` when the decoder has ended before it answered, as it does when it keeps one waiting for a minute. */
  readonly ask: (asked: DecoderRequest['asked']) => {
    readonly id: number;
    readonly answer: Promise<DecoderAnswer>;
  };
  readonly hasEnded: () => boolean;
  /** Ends the process. */
  readonly end: () => void;
}

/** The process of a decoder has begun by then, or never does. */
const beginningMs = 30_000;
/** An old laptop needs seconds for a picture of an iPhone, or for a page that was scanned too well. */
const patienceMs = 60_000;

/**
 * @param place  holds what the decoder itself shows, such as a film, and nobody can press or type into it; null where it gives
 *   pixels or words alone
 * @param onTold  takes what it says unasked; `failed` once when it has ended by itself
 */
export function beginDecoder(
  place: HTMLElement | null,
  onTold: (told: DecoderAnswer) => void = () => {},
): Decoder {
  const origin = decoderOrigin(crypto.randomUUID());
  const waiting = new Map<number, (answer: DecoderAnswer) => void>();
  let lastId = 0;
  let isEnded = false;
  const { port1: port, port2: itsPort } = new MessageChannel();
  const frame = document.createElement('iframe');

  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    clearTimeout(beginning);
    port.close();
    // Its process has no other frame, and ends with it.
    frame.remove();
    for (const answer of waiting.values()) answer({ kind: 'failed', isLocked: false });
    waiting.clear();
  };
  const endByItself = (): void => {
    if (isEnded) return;
    end();
    onTold({ kind: 'failed', isLocked: false });
  };
  const beginning = setTimeout(endByItself, beginningMs);
  port.addEventListener('message', ({ data }) => {
    const parsed = answerSchema.safeParse(data);
    if (!parsed.success) return endByItself();
    const { id, answer } = parsed.data;
    if (id === null && answer.kind === 'begun') return clearTimeout(beginning);
    if (id === null) return onTold(answer);
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  // Its process is gone: the file made it end, or the memory was short.
  port.addEventListener('close', endByItself);
  port.start();
  if (place === null) frame.hidden = true;
  else {
    // Keys and presses stay with the page: no shortcut is lost in it, and nothing in it can be pressed.
    frame.tabIndex = -1;
    frame.style.pointerEvents = 'none';
  }
  frame.src = `${origin}/decoder.html`;
  frame.addEventListener('load', () => frame.contentWindow?.postMessage(null, origin, [itsPort]), {
    once: true,
  });
  (place ?? document.body).append(frame);

  return {
    ask: (asked) => {
      lastId += 1;
      const request: DecoderRequest = { id: lastId, asked };
      const answer = new Promise<DecoderAnswer>((resolve) => {
        if (isEnded) return resolve({ kind: 'failed', isLocked: false });
        const patience = setTimeout(endByItself, patienceMs);
        waiting.set(request.id, (given) => {
          clearTimeout(patience);
          resolve(given);
        });
        port.postMessage(request);
      });
      return { id: request.id, answer };
    },
    hasEnded: () => isEnded,
    end,
  };
}
