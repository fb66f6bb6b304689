import { lockReasons, type LockReason } from '../../../shared/shell/protocol';

/** Why this window stands at the lock screen, as the shell wrote it into the page's address. */
export function readLockReason(search: string): LockReason {
  const given = new URLSearchParams(search).get('reason');
  return lockReasons.find((reason) => reason === given) ?? 'start';
}
