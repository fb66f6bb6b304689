import { practiceVaultName } from '../../../shared/practice/contract';

/**
 * Whether a vault is one to practise in, as far as its name tells. One of one's own that is called the same is marked as
 * well: better one mark too many than a real case in a vault that everyone can open.
 */
export function isPracticeVault(vault: { readonly name: string }): boolean {
  return new RegExp(`^${practiceVaultName}(?: \\d+)?$`, 'u').test(vault.name);
}
