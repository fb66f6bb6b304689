import type {
  ApplyUpdateFailure,
  ChooseUpdateFailure,
  GoBackFailure,
} from '../../../shared/updates/contract';
import type { CallError } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Formats, Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';
import { backupFailureText } from '../backups';

/** Why an update was not taken; null when there is nothing to tell: the person stopped it. */
export function updateFailureText(
  failure: ChooseUpdateFailure | GoBackFailure | CallError,
  text: Text,
  formats: Formats,
): string | null {
  if (isCallError(failure)) return callText(failure, text);
  switch (failure.kind) {
    case 'dialogCancelled':
    case 'cancelled':
    // Shown as a dialog.
    case 'vaultsTooNew':
      return null;
    case 'unknownKey':
    case 'signatureWrong':
      return text(`updates.failure.${failure.kind}`, { keyId: failure.keyId });
    case 'otherSystem':
      return text('updates.failure.otherSystem', {
        system: `${failure.platform} ${failure.architecture}`,
      });
    case 'otherForm':
      return text(`updates.failure.otherForm.${failure.form}`);
    case 'notNewer':
      return text('updates.failure.notNewer', { version: failure.version, current: failure.current });
    case 'tooOld':
      return text('updates.failure.tooOld', { from: failure.from, current: failure.current });
    case 'notEnoughRoom':
      return text('updates.failure.notEnoughRoom', {
        needed: formats.size(failure.neededBytes),
        free: formats.size(failure.freeBytes),
      });
    default:
      return text(`updates.failure.${failure.kind}`);
  }
}

export function applyFailureText(
  failure: ApplyUpdateFailure | CallError,
  text: Text,
  formats: Formats,
): string | null {
  if (isCallError(failure)) return callText(failure, text);
  switch (failure.kind) {
    case 'cancelled':
      return null;
    case 'backupFailed':
      return text('updates.failure.backupFailed', {
        why: backupFailureText(failure.failure, text, formats) ?? '',
      });
    default:
      return text(`updates.failure.${failure.kind}`);
  }
}

function callText(failure: CallError, text: Text): string {
  const { id, values } = callErrorText(failure);
  return text(id, values);
}
