import { command, noInput } from '../kernel/contract';
import { createFailureSchema, unlockedVaultSchema } from '../vault/contract';

/** What practice vaults are called; a second one is `Exercice 2`. */
export const practiceVaultName = 'Exercice';

/** Opens every practice vault. No secret: it is shown wherever a practice vault is made or unlocked. */
export const practicePassphrase = 'encre lampe prairie tambour velours';

export const practiceContract = {
  /** Makes a vault with invented cases to learn the program on, and leaves it open. */
  'practice.create': command({
    access: 'open',
    input: noInput,
    output: unlockedVaultSchema,
    failure: createFailureSchema,
    touches: ['vault'],
  }),
};
