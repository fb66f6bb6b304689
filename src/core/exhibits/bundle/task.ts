import type { Language } from '../../../shared/kernel/languages';
import type { PagesRefusal, StampCorner } from '../../../shared/exhibits/contract';

// What goes between core and the thread that makes a bundle. Plain values alone: they are cloned on their way.

export interface BundleFrame {
  readonly language: Language;
  readonly corner: StampCorner;
  /** Code of the case. */
  readonly reference: string;
  /** In words. */
  readonly madeOn: string;
}

/** A line of the inventory. */
export interface BundleRow {
  readonly number: string;
  readonly title: string;
  /** In words; '' for an exhibit without a date. */
  readonly date: string;
  /** The number stays empty: its exhibit was taken out. */
  readonly isWithdrawn: boolean;
}

/** A file of an exhibit, as it is placed. */
export type BundleFile =
  | { readonly kind: 'pdf' | 'jpeg' | 'png' | 'text'; readonly bytes: Uint8Array }
  /** It can't be printed: a page says what it is. */
  | {
      readonly kind: 'apart';
      readonly fileName: string;
      readonly nature: 'audio' | 'video' | 'image' | 'other';
      readonly byteLength: number;
      readonly sha256: string;
      /** Null for a kind of file that has no pages. */
      readonly because: PagesRefusal | null;
    };

export type BundleOrder =
  | { readonly kind: 'begin'; readonly frame: BundleFrame }
  /** Begins the next exhibit; its files follow. One without files is on paper. */
  | { readonly kind: 'exhibit'; readonly row: BundleRow; readonly isOnPaper: boolean }
  | { readonly kind: 'file'; readonly file: BundleFile }
  | { readonly kind: 'finish' };

export type BundleAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly because: PagesRefusal }
  | { readonly kind: 'finished'; readonly bytes: Uint8Array; readonly pages: number }
  | { readonly kind: 'broken'; readonly name: string; readonly stack: string };
