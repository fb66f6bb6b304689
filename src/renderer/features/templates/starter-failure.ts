import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';

type StarterFailure = Exclude<ChannelFailure<'templates.saveStarter'>, { readonly kind: 'dialogCancelled' }>;

export function starterFailureText(text: Text, error: StarterFailure | CallError): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  return error.kind === 'notInLanguage'
    ? text('templates.failure.notInLanguage')
    : text(`filings.failure.${error.kind}`);
}
