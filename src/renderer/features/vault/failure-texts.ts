import type { CreateFailure, UnlockFailure } from '../../../shared/vault/contract';
import type { CallError } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { TextId, TextValues } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';

export interface Sentence {
  readonly id: TextId;
  readonly values?: TextValues;
}

/** What is said when a vault does not open, except for a wrong passphrase, which the form says with its countdown. */
export function unlockFailureText(
  error: Exclude<UnlockFailure, { kind: 'wrongPassphrase' | 'tooSoon' }> | CallError,
): Sentence {
  return isCallError(error) ? callErrorText(error) : { id: `vault.failure.${error.kind}` };
}

/** What is said when the folder chosen is no vault; null when the dialog was cancelled. */
export function locateFailureText(
  error:
    | Extract<UnlockFailure, { kind: 'vaultMissing' | 'notAVault' | 'headerDamaged' | 'vaultNewer' }>
    | { readonly kind: 'dialogCancelled' | 'isABackup' }
    | CallError,
): Sentence | null {
  if (error.kind === 'dialogCancelled') return null;
  return isCallError(error) ? callErrorText(error) : { id: `vault.failure.${error.kind}` };
}

/** What is said when a vault could not be made; null when the dialog was cancelled. */
export function createFailureText(error: CreateFailure | CallError): Sentence | null {
  if (error.kind === 'dialogCancelled') return null;
  return isCallError(error) ? callErrorText(error) : { id: `vault.createFailure.${error.kind}` };
}
