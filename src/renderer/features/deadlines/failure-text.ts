import type { CallError } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';

type SettleFailure = {
  readonly kind:
    | 'deadlineNotFound'
    | 'inFuture'
    | 'reasonMissing'
    | 'alreadySettled'
    | 'notInFuture'
    | 'afterSafeDay'
    | 'pressesNow';
};

/** The sentence for what went wrong with a deadline. */
export function deadlineFailureText(text: Text, error: SettleFailure | CallError): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  return text(`deadlines.failure.${error.kind}`);
}
