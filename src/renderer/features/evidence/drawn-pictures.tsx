import { useEffect, useRef, useState } from 'react';
import type { ToldPicturesFailure } from '../../../shared/filings/schemas';
import { err, type Result } from '../../../shared/kernel/result';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Progress } from '../../ui/progress';
import { drawPictures, type DrawingFailure } from './draw-pictures';

type PicturesNotDrawn = Extract<ToldPicturesFailure, { readonly kind: 'picturesNotDrawn' }>;

export interface DrawnPictures {
  /** Asks; where core says that pictures of exhibits are not drawn yet, draws them and asks again. */
  readonly drawnFor: <Output, Failure extends { readonly kind: string }>(
    ask: () => Promise<Result<Output, Failure | PicturesNotDrawn>>,
  ) => Promise<Result<Output, Exclude<Failure, PicturesNotDrawn> | DrawingFailure>>;
  /** Null while nothing is drawn. */
  readonly drawing: { readonly done: number; readonly total: number } | null;
  readonly stop: () => void;
}

/** For whatever makes a document with pictures of exhibits in it; going away from the screen stops the drawing. */
export function useDrawnPictures(): DrawnPictures {
  const [drawing, setDrawing] = useState<DrawnPictures['drawing']>(null);
  const stopping = useRef<AbortController | null>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  return {
    drawing,
    stop: () => stopping.current?.abort(),
    drawnFor: async <Output, Failure extends { readonly kind: string }>(
      ask: () => Promise<Result<Output, Failure | PicturesNotDrawn>>,
    ) => {
      let answer = await ask();
      // Once for what is there now, and once more for what came in the meantime.
      for (let round = 0; round < 2 && !answer.ok && isNotDrawn(answer.error); round += 1) {
        const { pictures } = answer.error;
        const controller = new AbortController();
        stopping.current = controller;
        setDrawing({ done: 0, total: pictures.length });
        const drawn = await drawPictures(pictures, {
          signal: controller.signal,
          onDrawn: (done) => setDrawing({ done, total: pictures.length }),
        });
        setDrawing(null);
        if (!drawn.ok) return drawn;
        if (controller.signal.aborted) return err({ kind: 'drawingStopped' });
        answer = await ask();
      }
      if (!answer.ok && isNotDrawn(answer.error)) {
        const [first] = answer.error.pictures;
        return err({ kind: 'pictureNotDrawn', number: first?.number ?? '', because: 'notReadable' });
      }
      // What is left is none of the pictures.
      return answer as Result<Output, Exclude<Failure, PicturesNotDrawn>>;
    },
  };
}

function isNotDrawn(failure: { readonly kind: string }): failure is PicturesNotDrawn {
  return failure.kind === 'picturesNotDrawn';
}

/** How far the drawing is, with what stops it; nothing while nothing is drawn. */
export function DrawingProgress({ of: { drawing, stop } }: { readonly of: DrawnPictures }) {
  const text = useText();
  if (drawing === null) return null;
  return (
    <Progress
      label={text('filings.pictures.drawing', { next: drawing.done + 1, total: drawing.total })}
      fraction={drawing.done / drawing.total}
      actions={
        <Button size="small" onPress={stop}>
          {text('ui.work.cancel')}
        </Button>
      }
    />
  );
}
