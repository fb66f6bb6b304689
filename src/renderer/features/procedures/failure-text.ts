import type { CallError } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';

type ProcedureFailureKind =
  | 'caseNotFound'
  | 'notStarted'
  | 'alreadyStarted'
  | 'unknownPack'
  | 'unknownPhase'
  | 'unknownEventKind'
  | 'unknownRequirement'
  | 'eventNotFound'
  | 'inFuture'
  | 'beforeBirth'
  | 'printedDatesReversed'
  | 'channelMissing'
  | 'personNotInCase'
  | 'exhibitNotInCase';

/** The sentence for what went wrong with a procedure. */
export function procedureFailureText(
  text: Text,
  error: { readonly kind: ProcedureFailureKind } | CallError,
): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  return text(`procedures.failure.${error.kind}`);
}
