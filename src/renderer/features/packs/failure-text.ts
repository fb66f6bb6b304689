import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';

type Failure =
  | ChannelFailure<'packs.choose'>
  | ChannelFailure<'packs.add'>
  | ChannelFailure<'packs.remove'>
  | ChannelFailure<'packs.addKey'>
  | ChannelFailure<'packs.removeKey'>
  | ChannelFailure<'packs.moveCase'>
  | CallError;

/** What went wrong with a pack, in one sentence. */
export function packFailureText(text: Text, failure: Failure): string {
  if (isCallError(failure)) {
    const { id, values } = callErrorText(failure);
    return text(id, values);
  }
  switch (failure.kind) {
    case 'archiveForeignFile':
      return text('packs.failure.archiveForeignFile', { part: failure.part });
    case 'archiveRefused':
      return text(failure.reason === 'notAZip' ? 'packs.failure.notAZip' : 'packs.failure.archiveRefused');
    case 'signatureWrong':
      return text('packs.failure.signatureWrong', { name: failure.keyName });
    case 'alreadyThere':
    case 'versionTaken':
      return text(`packs.failure.${failure.kind}`, { pack: failure.packId, version: failure.version });
    case 'packBroken':
      return text('packs.failure.packBroken', { count: failure.problems.length });
    case 'packInUse':
      return text('packs.failure.packInUse', { count: failure.cases });
    case 'keyKnown':
      return text('packs.failure.keyKnown', { name: failure.name });
    case 'phaseGone':
      return text('packs.failure.phaseGone', { phase: failure.phaseId });
    default:
      return text(`packs.failure.${failure.kind}`);
  }
}
