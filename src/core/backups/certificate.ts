import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { backupSchema } from '../../shared/backups/schemas';
import { vaultIdSchema } from '../../shared/kernel/ids';
import { certificateFileName } from './layout';

/**
 * What is kept about a backup that stood its test, beside it and in the vault. It counts rows of all tables together,
 * since whoever finds the stick must not learn how many cases there are.
 */
const bodySchema = z.strictObject({
  format: z.literal('dossier-backup'),
  formatVersion: z.literal(1),
  vaultId: vaultIdSchema,
  epoch: z.int().positive(),
  schemaVersion: z.int().positive(),
  ...backupSchema.shape,
  /** Of the file vault.db of the backup. */
  databaseSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the file vault.json of the backup, and of its copy. */
  headerSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type CertificateBody = z.infer<typeof bodySchema>;

const certificateSchema = z.strictObject({
  ...bodySchema.shape,
  /** HMAC-SHA256, hexadecimal, over the JSON of all other fields in this order. Nobody without the key can make one. */
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Certificate = z.infer<typeof certificateSchema>;

export function signCertificate(body: CertificateBody, key: Uint8Array): Certificate {
  // Parsing puts the fields in the order of the format.
  const ordered = bodySchema.parse(body);
  return { ...ordered, mac: macOf(ordered, key).toString('hex') };
}

export function certificateToText(certificate: Certificate): string {
  return `${JSON.stringify(certificate, null, 2)}\n`;
}

/** What the certificate in a backup says, not yet to be believed; null when there is none to be read. */
export function readCertificate(snapshot: string): Certificate | null {
  const path = join(snapshot, certificateFileName);
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined || !file.isFile() || file.size > 64 * 1024) return null;
  return parseCertificate(readFileSync(path, 'utf8'));
}

export function parseCertificate(text: string): Certificate | null {
  try {
    const parsed = certificateSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // The one expected failure is text that is not JSON.
    return null;
  }
}

export function isCertificateTrue(certificate: Certificate, key: Uint8Array): boolean {
  const { mac, ...body } = certificate;
  return timingSafeEqual(macOf(bodySchema.parse(body), key), Buffer.from(mac, 'hex'));
}

function macOf(ordered: CertificateBody, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(ordered)).digest();
}
