import type { SignatureState } from '../../shared/packs/signature';
import { parseSignature } from './minisign';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import { listStoredPacks, type StoredKey, type StoredPack } from './store';
import { listTrustedKeys, type TrustDeps } from './trusted-keys';

/** Who vouches for a version, by the keys that are trusted now. Undefined stands for one that lies in the program only. */
export function signatureOf(
  stored: StoredPack | undefined,
  keys: readonly Pick<StoredKey, 'keyId' | 'name'>[],
): SignatureState {
  if (stored === undefined || stored.origin === 'program') return { kind: 'ofProgram' };
  const known = keys.find(({ keyId }) => keyId === stored.keyId);
  if (known !== undefined) return { kind: 'signed', keyId: known.keyId, keyName: known.name };
  const signature = stored.signature === '' ? null : parseSignature(stored.signature);
  return signature?.ok === true ? { kind: 'unknownKey', keyId: signature.value.keyId } : { kind: 'unsigned' };
}

/** Tells of packs whether nobody vouches for them, for one piece of work in which neither packs nor keys change. */
export function findUnsigned(deps: TrustDeps): (pack: ProcedurePack) => boolean {
  const keys = listTrustedKeys(deps);
  const stored = listStoredPacks(deps.db);
  return (pack) => {
    const row = stored.find(({ packId, version }) => packId === pack.id && version === pack.version);
    return ['unsigned', 'unknownKey'].includes(signatureOf(row, keys).kind);
  };
}
