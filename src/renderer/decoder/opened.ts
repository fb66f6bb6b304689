import type { DrawnSize } from './protocol';

/** A file that a decoder has opened. What is damaged throws. */
export interface Opened {
  readonly pages: number;
  readonly hasScript: boolean;
  readonly attachments: number;
  readonly isMoving: boolean;
  readonly draw: (page: number, size: DrawnSize, signal: AbortSignal) => Promise<Drawing>;
  readonly readWords: (page: number) => Promise<string>;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly strip: (top: number, rows: number) => Uint8ClampedArray<ArrayBuffer>;
  readonly free: () => void;
}
