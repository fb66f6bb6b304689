import { z } from 'zod';
import { mostPageWords } from './limits';

/*
 * What the page and a decoder say to each other: one answer for each request. The page takes every answer for one of an enemy,
 * since the file may have taken the decoder over; a decoder believes the page, and imports nothing but types from here.
 */

export interface DecoderRequest {
  readonly id: number;
  readonly asked:
    | {
        readonly kind: 'open';
        readonly as: 'image' | 'heic' | 'pdf' | 'sound' | 'film' | 'word';
        /** With its media type. It goes over by reference: a film may be half a gigabyte. */
        readonly file: Blob;
      }
    /** Draws a page; its pixels are asked for with `strip` and the id of this request, until it is forgotten. */
    | { readonly kind: 'draw'; readonly page: number; readonly size: DrawnSize }
    | { readonly kind: 'strip'; readonly drawing: number; readonly top: number; readonly rows: number }
    /** Frees the drawing, or stops it. */
    | { readonly kind: 'forget'; readonly drawing: number }
    /** What a page shows in words. */
    | { readonly kind: 'words'; readonly page: number }
    /** Of a recording: what is not named stays as it is. */
    | { readonly kind: 'play'; readonly changes: Playing };
}

/** How a recording is played. */
export interface Playing {
  readonly isPlaying?: boolean;
  readonly atMs?: number;
  /** 1 is as it was recorded. */
  readonly speed?: number;
  readonly isLoud?: boolean;
}

/** How large a page is drawn. A picture is never drawn larger than it is. */
export type DrawnSize =
  /** As wide, in pixels. */
  | { readonly kind: 'wide'; readonly width: number }
  /** No side longer, in pixels. */
  | { readonly kind: 'within'; readonly side: number }
  /** A page at this resolution; a picture as it is. */
  | { readonly kind: 'full'; readonly dotsPerInch: number };

const sideSchema = z.int().min(1).max(100_000);
const countSchema = z.int().nonnegative().max(1_000_000);

const openedSchema = z.strictObject({
  kind: z.literal('opened'),
  pages: countSchema.min(1),
  /** It holds a program. Nothing of it runs here. */
  hasScript: z.boolean(),
  attachments: countSchema,
  /** Of an animation, the first picture is drawn. */
  isMoving: z.boolean(),
});

const drawnSchema = z.strictObject({
  kind: z.literal('drawn'),
  /** In pixels. */
  width: sideSchema,
  height: sideSchema,
  /** Of the page in points, of a picture in its pixels. */
  pageWidth: z.number().positive().max(1_000_000),
  pageHeight: z.number().positive().max(1_000_000),
});

const playedSchema = z.strictObject({
  kind: z.literal('played'),
  atMs: z.int().nonnegative(),
  /** Null where the file does not say. */
  durationMs: z.int().nonnegative().nullable(),
  isPlaying: z.boolean(),
});

export const answerSchema = z.strictObject({
  /** Of the request; null for what is said unasked, such as how a recording goes on. */
  id: z.int().nullable(),
  answer: z.discriminatedUnion('kind', [
    openedSchema,
    drawnSchema,
    /** Red, green, blue and opacity of each pixel, row by row. */
    z.strictObject({ kind: z.literal('strip'), pixels: z.instanceof(Uint8ClampedArray) }),
    z.strictObject({ kind: z.literal('words'), words: z.string().max(mostPageWords) }),
    z.strictObject({ kind: z.literal('forgotten') }),
    /** Unasked, once: it is there. */
    z.strictObject({ kind: z.literal('begun') }),
    playedSchema,
    /** A Word file as pages, shown in the frame itself; in pixels of the window. */
    z.strictObject({ kind: z.literal('shown'), width: sideSchema, height: z.int().min(1).max(2_000_000) }),
    z.strictObject({ kind: z.literal('failed'), isLocked: z.boolean() }),
  ]),
});
export type DecoderAnswer = z.infer<typeof answerSchema>['answer'];
