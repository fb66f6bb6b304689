import { mostPageWords } from './limits';
import type { Drawing, Opened } from './opened';
import { openImage } from './picture';
import type { DecoderAnswer, DecoderRequest } from './protocol';
import { openRecording, type Recording } from './recording';

/*
 * Decodes one file of somebody else, in a process of its own, and gives the page pixels and words; films and Word files it shows
 * itself. It has no door to core or to the shell, no network, and ends with the look at the file.
 */

let opened: Opened | null = null;
let recording: Recording | null = null;
const drawings = new Map<number, Drawing>();
const drawn = new Map<number, AbortController>();

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source !== window.parent || event.origin !== 'app://dossier' || port === undefined) return;
  const tell = (told: DecoderAnswer): void => port.postMessage({ id: null, answer: told });
  port.addEventListener('message', ({ data }: MessageEvent<DecoderRequest>) => {
    void answer(data, tell)
      .catch((failure: unknown): DecoderAnswer => {
        // Whatever is thrown for bytes that are made to hurt: they are damaged.
        return { kind: 'failed', isLocked: isOfLock(failure) };
      })
      .then((given) =>
        port.postMessage(
          { id: data.id, answer: given },
          { transfer: given.kind === 'strip' ? [given.pixels.buffer] : [] },
        ),
      );
  });
  port.start();
  tell({ kind: 'begun' });
});

async function answer(
  { id, asked }: DecoderRequest,
  tell: (told: DecoderAnswer) => void,
): Promise<DecoderAnswer> {
  switch (asked.kind) {
    case 'open':
      return open(asked, tell);
    case 'draw': {
      const stop = new AbortController();
      drawn.set(id, stop);
      const drawing = await whole().draw(asked.page, asked.size, stop.signal);
      if (stop.signal.aborted) drawing.free();
      else drawings.set(id, drawing);
      const { width, height, pageWidth, pageHeight } = drawing;
      return { kind: 'drawn', width, height, pageWidth, pageHeight };
    }
    case 'strip': {
      const drawing = drawings.get(asked.drawing);
      if (drawing === undefined) return { kind: 'failed', isLocked: false };
      return { kind: 'strip', pixels: drawing.strip(asked.top, asked.rows) };
    }
    case 'forget':
      drawn.get(asked.drawing)?.abort();
      drawn.delete(asked.drawing);
      drawings.get(asked.drawing)?.free();
      drawings.delete(asked.drawing);
      return { kind: 'forgotten' };
    case 'play':
      if (recording === null) return { kind: 'failed', isLocked: false };
      recording.play(asked.changes);
      return recording.played();
    case 'words':
      return { kind: 'words', words: (await whole().readWords(asked.page)).slice(0, mostPageWords) };
  }
}

/** What only some files need is loaded for them alone: it is most of what a decoder is. */
async function open(
  { as, file }: Extract<DecoderRequest['asked'], { readonly kind: 'open' }>,
  tell: (told: DecoderAnswer) => void,
): Promise<DecoderAnswer> {
  switch (as) {
    case 'image':
      return openedAnswer(await openImage(file));
    case 'heic':
      return openedAnswer(await (await import('./heic')).openHeic(await bytesOf(file)));
    case 'pdf':
      return openedAnswer(await (await import('./pdf')).openPdf(await bytesOf(file)));
    case 'sound':
    case 'film':
      recording = await openRecording(as, file, (played) =>
        tell(played ?? { kind: 'failed', isLocked: false }),
      );
      return recording.played();
    case 'word': {
      await (await import('./word')).showPages(file);
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { kind: 'shown', width: scrollWidth, height: scrollHeight };
    }
  }
}

async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

function openedAnswer(now: Opened): DecoderAnswer {
  opened = now;
  const { pages, hasScript, attachments, isMoving } = now;
  return { kind: 'opened', pages, hasScript, attachments, isMoving };
}

/** pdf.js throws an error of this name for a PDF that wants a password. */
function isOfLock(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'PasswordException';
}

function whole(): Opened {
  if (opened === null) throw new Error('Nothing is open');
  return opened;
}

/*
 * pdf.js draws a page in steps, each at the next picture of the screen. This frame is on no screen, and would wait for ever.
 */
const steps: FrameRequestCallback[] = [];
const { port1: later, port2: now } = new MessageChannel();
later.addEventListener('message', () => steps.shift()?.(performance.now()));
later.start();
window.requestAnimationFrame = (step) => {
  steps.push(step);
  now.postMessage(null);
  // A number to give it up with: none is needed, a drawing that was given up looks itself.
  return 0;
};
