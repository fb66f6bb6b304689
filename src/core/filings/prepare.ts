import { reviewFiling } from '../../shared/filings/review';
import type { FilingDraft, MissingValue, Refusal } from '../../shared/filings/schemas';
import type { FieldValues } from '../../shared/filings/sheet';
import type { FilingSnapshot } from '../../shared/filings/snapshot';
import { err, ok, type Result } from '../../shared/kernel/result';
import { takeSnapshot } from './snapshot';

export type NotPrepared =
  | { readonly kind: 'caseNotFound' }
  | { readonly kind: 'valuesMissing'; readonly missing: MissingValue[] }
  | { readonly kind: 'refused'; readonly refusals: Refusal[] };

/** Reads the case and works out every value, unless something is missing or the filing must not be made. In a transaction. */
export function prepareFiling(
  deps: Parameters<typeof takeSnapshot>[0],
  draft: FilingDraft,
): Result<{ readonly snapshot: FilingSnapshot; readonly values: FieldValues }, NotPrepared> {
  const snapshot = takeSnapshot(deps, draft);
  if (snapshot === null) return err({ kind: 'caseNotFound' });
  const { review, values } = reviewFiling(snapshot);
  const missing = review.entries
    .filter(({ state }) => state === 'missing')
    .map(({ field, target }) => ({ field, target }));
  if (missing.length > 0) return err({ kind: 'valuesMissing', missing });
  if (!review.canGenerate) return err({ kind: 'refused', refusals: review.refusals });
  return ok({ snapshot, values });
}
