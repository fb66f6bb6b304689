import type { ReadableDatabase } from '../db/database';
import type { OpenDeps } from '../kernel/deps';
import { listKeys, type StoredKey } from './store';

/** Where it stands whom to believe: in the vault, and in the file of the organisation. */
export type TrustDeps = Pick<OpenDeps, 'policy'> & { readonly db: ReadableDatabase };

export type TrustedKey = Pick<StoredKey, 'keyId' | 'name' | 'publicKey'> & {
  /** Null for one of the organisation. */
  readonly addedAt: StoredKey['addedAt'] | null;
};

/** The keys that count: those of the organisation first, and those of the vault unless it wants no others. */
export function listTrustedKeys({ policy, db }: TrustDeps): readonly TrustedKey[] {
  const { packKeys, onlyThesePackKeys } = policy.rules;
  const ofOrganisation = packKeys.map((key) => ({ ...key, addedAt: null }));
  if (onlyThesePackKeys) return ofOrganisation;
  const isOther = ({ keyId }: StoredKey) => packKeys.every((key) => key.keyId !== keyId);
  return [...ofOrganisation, ...listKeys(db).filter(isOther)];
}
