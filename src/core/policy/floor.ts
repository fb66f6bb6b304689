import type { PolicyRules } from '../../shared/policy/rules';
import type { Argon2Floor } from '../vault/argon2';

/** What a guess must cost on this laptop, in the units of the key derivation; null where the program alone decides. */
export function floorOf({ passphraseFloor }: PolicyRules): Argon2Floor | null {
  if (passphraseFloor === null) return null;
  return { memoryKib: passphraseFloor.memoryMib * 1024, passes: passphraseFloor.passes };
}
