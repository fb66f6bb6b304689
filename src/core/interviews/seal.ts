import { createHash } from 'node:crypto';
import { canonicalJson, type SealedAddendum, type SealedStatement } from '../../shared/interviews/statement';

/** SHA-256 over the canonical JSON, in lower-case hex. */
export function sealHash(sealed: SealedStatement | SealedAddendum): string {
  return createHash('sha256').update(canonicalJson(sealed), 'utf8').digest('hex');
}
