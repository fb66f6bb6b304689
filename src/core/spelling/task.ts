import type { Language } from '../../shared/kernel/languages';

/** What the thread is asked. */
export type SpellingOrder =
  | { readonly kind: 'mistakes'; readonly language: Language; readonly words: readonly string[] }
  | { readonly kind: 'suggestions'; readonly language: Language; readonly word: string };

/** Orders are answered in their order; `id` tells which is which. */
export interface SpellingQuestion {
  readonly id: number;
  readonly order: SpellingOrder;
}

export type SpellingAnswer =
  | { readonly kind: 'words'; readonly id: number; readonly words: readonly string[] }
  /** The name and stack of what broke; never its message, which may hold a word. */
  | { readonly kind: 'broken'; readonly id: number; readonly name: string; readonly stack: string };
