import { testPassphrase } from '../../support/core';

/** The passphrase of the header with this number; the first was written by the program when it made the vault. */
export function passphraseOf(sequence: number): string {
  return sequence === 1 ? testPassphrase : `passphrase number ${sequence} of this vault`;
}
