/**
 * Why a place outside the vault did not take what was written to it: no room, not there (any more, as a stick that was
 * pulled out), or closed to us. Null where the failure does not come from the place.
 */
export function targetFailureOf(
  failure: unknown,
): 'targetFull' | 'targetMissing' | 'targetNotWritable' | null {
  if (!(failure instanceof Error) || !('code' in failure)) return null;
  switch (failure.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'targetFull';
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return 'targetMissing';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
    case 'EEXIST':
    case 'EBUSY':
      return 'targetNotWritable';
    default:
      return null;
  }
}
