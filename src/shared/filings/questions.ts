/** How a question of the review screen is answered. */
export type Question = (
  | { readonly kind: 'text'; readonly maximum: number }
  | { readonly kind: 'longText'; readonly maximum: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  /** A sentence that the filing will say, and that a person must have checked. */
  | { readonly kind: 'confirmation' }
  /** Id of one exhibit of the case, or '' for none. */
  | { readonly kind: 'exhibit' }
  /** Ids of the exhibits that go with the filing. */
  | { readonly kind: 'exhibits' }
  /** Ids of requirements of the procedure that are not there yet. */
  | { readonly kind: 'requirements' }
  /** Ids of facts of the chronology that the filing tells. */
  | { readonly kind: 'facts' }
  /** Id of a person of the case with one of these roles, or '' for none. */
  | { readonly kind: 'person'; readonly roles: readonly string[] }
  /** Ids of people of the case with one of these roles. */
  | { readonly kind: 'people'; readonly roles: readonly string[] }
  /** Id of an event of the procedure of one of these kinds, or '' for none. */
  | { readonly kind: 'event'; readonly eventKinds: readonly string[] }
) & {
  /** There is something to know before answering: `filings.hint.<name>` in the catalogues. */
  readonly hint?: true;
};

/**
 * Questions by name. The label of each stands in the catalogues under `filings.field.<name>`, that of a choice under
 * `filings.choice.<name>.<choice>`, the sentence of a confirmation under `filings.statement.<name>`.
 */
export type Questions = Readonly<Record<string, Question>>;

export const text = { kind: 'text', maximum: 200 } as const;
export const longText = { kind: 'longText', maximum: 4000 } as const;
export const explainedText = { kind: 'longText', maximum: 4000, hint: true } as const;
export const date = { kind: 'date' } as const;
export const yesOrNo = { kind: 'choice', choices: ['yes', 'no'] } as const;
export const confirmation = { kind: 'confirmation' } as const;
export const exhibit = { kind: 'exhibit' } as const;

/**
 * What may stand between braces in a template. `text` is printed, and can be asked about in a condition; `flag` can
 * only be asked about; a list repeats what stands between its tags, for each item with the names given here.
 */
export type FieldShape = 'text' | 'flag' | readonly string[];
export type FieldShapes = Readonly<Record<string, FieldShape>>;

/** What stands in a list is printed, but for what can only be asked about: `{#isFemale}` in `{#children}`. */
export function isFlagItem(item: string): boolean {
  return /^is[A-Z]/.test(item);
}
