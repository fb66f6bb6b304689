import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { err, ok, type Result } from '../../shared/kernel/result';
import { updateManifestSchema, type UpdateManifest } from '../../shared/updates/manifest';
import type { OrganisationKey } from '../../shared/policy/rules';
import { isSignedWith, parsePublicKey, parseSignature } from '../packs/minisign';
import { readTar } from './tar';

// `*.dossier-update`: a plain tar of three files in this order, so that who signed is known before a byte of the rest counts.

export const updateFileExtension = 'dossier-update';
export const manifestName = 'manifest.json';
export const signatureName = 'manifest.json.minisig';
export const payloadName = 'payload';

const mostBytes: Readonly<Record<string, number>> = { [manifestName]: 64 * 1024, [signatureName]: 4096 };
const order = [manifestName, signatureName, payloadName] as const;

export interface SignedUpdate {
  readonly manifest: UpdateManifest;
  /** SHA-256 of the manifest's bytes: tells one update from another. */
  readonly manifestSha256: string;
  readonly signedBy: { readonly name: string; readonly keyId: string; readonly comment: string };
}

export type UpdateFileRefusal =
  | { readonly kind: 'fileUnreadable' }
  /** It is no update, or it was cut or changed where that shows without a key. */
  | { readonly kind: 'notAnUpdate' }
  /** Signed with a key that nobody here trusts. */
  | { readonly kind: 'unknownKey'; readonly keyId: string }
  /** A trusted key's number stands on it, and the signature does not fit. */
  | { readonly kind: 'signatureWrong'; readonly keyId: string }
  /** Signed and true, and what it brings is not what was signed. */
  | { readonly kind: 'contentChanged' };

/** Ends the reading. */
class Refused extends Error {
  readonly refusal: UpdateFileRefusal;

  constructor(refusal: UpdateFileRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

export interface PayloadTaker {
  /** Called once the signature is proved, before the first byte. */
  readonly begin: (update: SignedUpdate) => void | Promise<void>;
  readonly write: (piece: Uint8Array) => void | Promise<void>;
}

/**
 * Reads an update from its first byte to its last.
 *
 * @param taker is given the payload while it is hashed; what it was given counts only when this ends well
 */
export async function readUpdateFile(
  path: string,
  keys: readonly OrganisationKey[],
  taker?: PayloadTaker,
): Promise<Result<SignedUpdate, UpdateFileRefusal>> {
  const small = new Map<string, Buffer[]>();
  const hash = createHash('sha256');
  let at = 0;
  let name = '';
  let update: SignedUpdate | null = null;
  const contentOf = (of: string) => Buffer.concat(small.get(of) ?? []);

  try {
    const read = await readTar(createReadStream(path), {
      begin: async (entry) => {
        name = entry.name;
        const isNext = entry.kind === 'file' && name === order[at];
        if (!isNext || entry.bytes > (mostBytes[name] ?? entry.bytes))
          throw new Refused({ kind: 'notAnUpdate' });
        at += 1;
        if (name !== payloadName) {
          small.set(name, []);
          return;
        }
        update = await prove(contentOf(manifestName), contentOf(signatureName), keys);
        if (entry.bytes !== update.manifest.payload.bytes) throw new Refused({ kind: 'contentChanged' });
        await taker?.begin(update);
      },
      write: async (piece) => {
        if (name !== payloadName) {
          small.get(name)?.push(Buffer.from(piece));
          return;
        }
        hash.update(piece);
        await taker?.write(piece);
      },
      end: () => undefined,
    });
    if (!read.ok || update === null) return err({ kind: 'notAnUpdate' });
    // Assigned in a callback, which the compiler does not follow.
    const proved = update as SignedUpdate;
    return hash.digest('hex') === proved.manifest.payload.sha256
      ? ok(proved)
      : err({ kind: 'contentChanged' });
  } catch (failure) {
    if (failure instanceof Refused) return err(failure.refusal);
    if (isReadFailure(failure, path)) return err({ kind: 'fileUnreadable' });
    throw failure;
  }
}

async function prove(
  manifest: Buffer,
  signatureText: Buffer,
  keys: readonly OrganisationKey[],
): Promise<SignedUpdate> {
  const signature = parseSignature(signatureText.toString('utf8'));
  if (!signature.ok) throw new Refused({ kind: 'notAnUpdate' });
  const { keyId, trustedComment } = signature.value;
  const known = keys.find((key) => key.keyId === keyId);
  const key = known === undefined ? undefined : parsePublicKey(known.publicKey);
  if (known === undefined || key?.ok !== true) throw new Refused({ kind: 'unknownKey', keyId });
  if (!(await isSignedWith(key.value, signature.value, manifest))) {
    throw new Refused({ kind: 'signatureWrong', keyId });
  }
  const parsed = updateManifestSchema.safeParse(jsonOf(manifest));
  if (!parsed.success) throw new Refused({ kind: 'notAnUpdate' });
  return {
    manifest: parsed.data,
    manifestSha256: createHash('sha256').update(manifest).digest('hex'),
    signedBy: { name: known.name, keyId, comment: trustedComment },
  };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Signed, and still no JSON: the schema says no.
    return null;
  }
}

/** Told apart from a failure of the disk that is written to, by what the system says it happened at. */
function isReadFailure(failure: unknown, path: string): boolean {
  if (!(failure instanceof Error) || !('code' in failure)) return false;
  if ('path' in failure) return failure.path === path;
  return 'syscall' in failure && failure.syscall === 'read';
}
