import { paperFailureSchema, type PaperFailure } from '../../../shared/recovery/contract';
import type { ChannelFailure, CallError } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';
import { inHalves } from './in-halves';

/**
 * Why a paper was refused, or the vault did not open.
 *
 * @param papers how many were given: with two it matters which one is meant
 */
export function paperFailureText(
  error: ChannelFailure<'recovery.rehearse'> | ChannelFailure<'recovery.begin'> | CallError,
  papers: number,
  text: Text,
): string {
  if (isCallError(error)) {
    const sentence = callErrorText(error);
    return text(sentence.id, sentence.values);
  }
  return isPaperFailure(error) ? refusedPaperText(error, papers, text) : text(`vault.failure.${error.kind}`);
}

/** Whether the paper is what was refused, and not the vault or its place. */
export function isPaperFailure<Other extends { readonly kind: string }>(
  error: PaperFailure | Other,
): error is PaperFailure {
  return paperFailureSchema.safeParse(error).success;
}

/** Why a paper was refused; see `paperFailureText`. */
export function refusedPaperText(error: PaperFailure, papers: number, text: Text): string {
  switch (error.kind) {
    case 'codeIncomplete':
    case 'codeWrong':
    case 'codeNewer':
    case 'wordsWrong':
      return text(`recovery.failure.${error.kind}`, { paper: papers === 1 ? 0 : error.paper });
    case 'wordsIncomplete':
      return text('recovery.failure.wordsIncomplete', {
        paper: papers === 1 ? 0 : error.paper,
        words: error.words,
      });
    case 'wordUnknown':
      return text('recovery.failure.wordUnknown', {
        paper: papers === 1 ? 0 : error.paper,
        word: error.word,
      });
    case 'groupWrong':
      return text('recovery.failure.groupWrong', {
        paper: papers === 1 ? 0 : error.paper,
        group: error.group,
      });
    case 'otherVault': {
      const fingerprint = inHalves(error.fingerprint);
      return error.vaultName === null
        ? text('recovery.failure.otherVault', { fingerprint, own: inHalves(error.ownFingerprint) })
        : text('recovery.failure.otherVaultKnown', { fingerprint, vault: error.vaultName });
    }
    case 'oneShareOnly':
    case 'sameShareTwice':
      return text(`recovery.failure.${error.kind}`, { share: error.share });
    case 'sheetRevoked':
    case 'sheetDoesNotFit':
      return text(`recovery.failure.${error.kind}`, { label: error.label });
    case 'sheetAmongShares':
    case 'sharesOfDifferentSets':
      return text(`recovery.failure.${error.kind}`);
  }
}
