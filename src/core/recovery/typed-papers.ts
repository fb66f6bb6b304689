import type { RecoveryCode } from '../../shared/recovery/code';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { PaperFailure } from '../../shared/recovery/contract';
import { readPaper } from '../../shared/recovery/words';
import { joinShares } from './shares';

/** What one sheet or two shares say together. */
export interface RecoverySecret {
  /** 32 bytes that open a recovery slot. */
  readonly secret: Uint8Array;
  readonly label: string;
}

/** The vault that the papers should be of, and a name for another one where this laptop knows it. */
export interface ExpectedVault {
  readonly fingerprint: string;
  readonly nameOf: (fingerprint: string) => string | null;
}

/** Reads what was typed from one sheet or two shares. No key is derived before all of it has stood its checks. */
export function readTypedPapers(
  typed: readonly string[],
  expected: ExpectedVault,
): Result<RecoverySecret, PaperFailure> {
  const codes: RecoveryCode[] = [];
  for (const [index, text] of typed.entries()) {
    const paper = index + 1;
    const code = readPaper(text);
    if (!code.ok) return err({ ...code.error, paper });
    const { vaultFingerprint: fingerprint } = code.value;
    if (fingerprint !== expected.fingerprint) {
      const vaultName = expected.nameOf(fingerprint);
      return err({ kind: 'otherVault', paper, vaultName, fingerprint, ownFingerprint: expected.fingerprint });
    }
    codes.push(code.value);
  }
  return joinCodes(codes);
}

function joinCodes([one, other]: readonly RecoveryCode[]): Result<RecoverySecret, PaperFailure> {
  if (one === undefined) throw new Error('No paper was given');
  if (other === undefined) {
    if (one.share !== null) return err({ kind: 'oneShareOnly', share: one.share });
    return ok({ secret: one.secret, label: one.sheetLabel });
  }
  if (one.share === null || other.share === null) return err({ kind: 'sheetAmongShares' });
  if (one.sheetLabel !== other.sheetLabel) return err({ kind: 'sharesOfDifferentSets' });
  if (one.share === other.share) return err({ kind: 'sameShareTwice', share: one.share });
  const secret = joinShares(
    { number: one.share, bytes: one.secret },
    { number: other.share, bytes: other.secret },
  );
  return ok({ secret, label: one.sheetLabel });
}
