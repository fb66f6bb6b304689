import { createHash } from 'node:crypto';
import { hashRaw as realHashRaw } from '@node-rs/argon2';

// Stands in for the package where thousands of headers are tried. It notes with what numbers a derivation was started;
// those of the vaults' own salts and numbers are real, each done once. All others would give another key anyway.

export interface Derivation {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

type Options = Derivation & { readonly salt: Uint8Array; readonly outputLen: number };

export const derivations: Derivation[] = [];
let isOwn: (salt: string, derivation: Derivation) => boolean = () => false;
const known = new Map<string, Buffer>();

/** Says which derivations are done in earnest; the salt is given in Base64. */
export function doInEarnest(wanted: typeof isOwn): void {
  isOwn = wanted;
}

export async function hashRaw(password: Uint8Array, options: Options): Promise<Buffer> {
  const { memoryCost, timeCost, parallelism, salt } = options;
  derivations.push({ memoryCost, timeCost, parallelism });
  const cost = [memoryCost, timeCost, parallelism].join(' ');
  const key = createHash('sha256').update(`${cost} `).update(salt).update(password).digest('hex');
  const found = known.get(key);
  if (found !== undefined) return found;
  const derived = isOwn(Buffer.from(salt).toString('base64'), options)
    ? await realHashRaw(password, options)
    : createHash('sha256').update(key).digest().subarray(0, options.outputLen);
  known.set(key, derived);
  return derived;
}
