import { z } from 'zod';
import type { AuditEntry } from '../../shared/audit/contract';
import { err, ok, type Result } from '../../shared/kernel/result';
import { isSignedBy, keyFingerprint, type AuditSigner } from './signature';

const entrySchema = z.strictObject({
  sequence: z.int().positive(),
  at: z.string(),
  memberId: z.string(),
  memberName: z.string(),
  action: z.string(),
  subjectId: z.string().nullable(),
  caseId: z.string().nullable(),
  caseCode: z.string(),
  /** Of the chain inside the vault, in hex: whoever has the vault can compare. */
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
});

// The order of the keys is the order in the file; the signature is taken over it.
const signedPartSchema = z.strictObject({
  format: z.literal('dossier-audit-log'),
  formatVersion: z.literal(1),
  vaultId: z.uuid(),
  exportedAt: z.string(),
  /** What was asked for; all null for the whole log. */
  filter: z.strictObject({
    caseId: z.string().nullable(),
    memberId: z.string().nullable(),
    personId: z.string().nullable(),
    kind: z.string().nullable(),
  }),
  /** Number of the first entry of the vault’s chain that does not follow from the one before; null when all do. */
  chainBrokenAt: z.int().nullable(),
  entries: z.array(entrySchema),
  publicKey: z.string(),
});
const logFileSchema = z.strictObject({ ...signedPartSchema.shape, signature: z.string() });

export type AuditLogFile = z.infer<typeof logFileSchema>;

export function writeAuditLog(
  log: Omit<AuditLogFile, 'format' | 'formatVersion' | 'publicKey' | 'signature' | 'entries'> & {
    readonly entries: readonly Omit<AuditEntry & { readonly hash: string }, 'subject' | 'memberRecovery'>[];
  },
  signer: AuditSigner,
): string {
  const signed = signedPartSchema.parse({
    format: 'dossier-audit-log',
    formatVersion: 1,
    ...log,
    publicKey: signer.publicKey,
  });
  return `${JSON.stringify({ ...signed, signature: signer.sign(JSON.stringify(signed)) }, null, 2)}\n`;
}

export type AuditLogFailure =
  | { readonly kind: 'notAnAuditLog' }
  /** Something in it was changed after it was signed, or the signature is of another key. */
  | { readonly kind: 'signatureWrong' };

export interface CheckedAuditLog {
  readonly log: AuditLogFile;
  readonly fingerprint: string;
  /** Numbers of entries missing between the first and the last; only a log without a filter must have none. */
  readonly missing: number;
}

/** Reads a log that left a vault, and tells whether it is as it was signed. Whose key it is, only people can tell. */
export function checkAuditLog(text: string): Result<CheckedAuditLog, AuditLogFailure> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The one expected failure of this call is text that is not JSON.
    return err({ kind: 'notAnAuditLog' });
  }
  const parsed = logFileSchema.safeParse(json);
  if (!parsed.success) return err({ kind: 'notAnAuditLog' });
  const { signature, ...signed } = parsed.data;
  if (!isSignedBy(signed.publicKey, JSON.stringify(signed), signature))
    return err({ kind: 'signatureWrong' });
  const first = signed.entries[0]?.sequence ?? 1;
  const last = signed.entries.at(-1)?.sequence ?? 0;
  return ok({
    log: parsed.data,
    fingerprint: keyFingerprint(signed.publicKey),
    missing: last - first + 1 - signed.entries.length,
  });
}
