import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';

/** Why a decision was not written down. */
export function recordFailure(
  text: Text,
  error: ChannelFailure<'consent.record'> | ChannelFailure<'consent.prepareForm'> | CallError,
): string {
  if (!isCallError(error)) return text(`consent.failure.${error.kind}`);
  const { id, values } = callErrorText(error);
  return text(id, values);
}
