import { hkdfSync } from 'node:crypto';
import type { VaultId } from '../../shared/kernel/ids';
import { ageIdentity, type AgeIdentity } from '../evidence/age-keys';

/** Random, 32 bytes. Everything in the vault is encrypted under keys that follow from it. */
export type VaultKey = Uint8Array;

export const vaultKeyBytes = 32;

// The labels are part of the format: docs/vault-format.md lists them, and none may ever mean something else.
export function databaseKey(vaultKey: VaultKey, vaultId: VaultId, epoch: number): Uint8Array {
  return deriveKey(vaultKey, vaultId, `dossier/1/database/${epoch}`);
}

export function headerMacKey(vaultKey: VaultKey, vaultId: VaultId): Uint8Array {
  return deriveKey(vaultKey, vaultId, 'dossier/1/header-mac');
}

export function auditMacKey(vaultKey: VaultKey, vaultId: VaultId): Uint8Array {
  return deriveKey(vaultKey, vaultId, 'dossier/1/audit-mac');
}

/** What the originals of the evidence are encrypted to, and what opens them. */
export function evidenceIdentity(vaultKey: VaultKey, vaultId: VaultId): AgeIdentity {
  return ageIdentity(deriveKey(vaultKey, vaultId, 'dossier/1/evidence-identity'));
}

/** Signs the certificates of backups. */
export function backupCertificateKey(vaultKey: VaultKey, vaultId: VaultId): Uint8Array {
  return deriveKey(vaultKey, vaultId, 'dossier/1/backup-certificate');
}

/** Seed of the Ed25519 key that signs audit logs on their way out. */
export function auditSigningSeed(vaultKey: VaultKey, vaultId: VaultId): Uint8Array {
  return deriveKey(vaultKey, vaultId, 'dossier/1/audit-signature');
}

/**
 * What a slot keeps beside the member's identity to know the vault's key by. The key itself is sealed to public
 * recipients, so anyone who can write to the header could seal another one to them.
 */
export function vaultKeyAnchor(vaultKey: VaultKey, vaultId: VaultId, epoch: number): Uint8Array {
  return deriveKey(vaultKey, vaultId, `dossier/1/anchor/${epoch}`);
}

/** HKDF-SHA256 with the vault's id, as 16 bytes, as salt. */
export function deriveKey(
  secret: Uint8Array,
  vaultId: VaultId,
  label: string,
  bytes: number = 32,
): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, vaultIdBytes(vaultId), Buffer.from(label, 'utf8'), bytes));
}

function vaultIdBytes(vaultId: VaultId): Uint8Array {
  return Buffer.from(vaultId.replaceAll('-', ''), 'hex');
}
