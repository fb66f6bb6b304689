import { practiceContract, practicePassphrase, practiceVaultName } from '../../shared/practice/contract';
import { ok } from '../../shared/kernel/result';
import { vaultDepsOf } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { vaultHandlers } from '../vault/handlers';
import { readPracticeContents } from './contents';
import { seedPracticeCases } from './seed';

export const practiceHandlers: Handlers<typeof practiceContract> = {
  'practice.create': async (deps) => {
    const contents = readPracticeContents(deps.resourcesFolder, deps.clock.today());
    const taken = new Set((await vaultNames(deps)).filter((name) => name.startsWith(practiceVaultName)));
    const name = freeName(practiceVaultName, taken);
    const created = await vaultHandlers['vault.create'](deps, {
      name,
      ownerName: contents.ownerName,
      passphrase: practicePassphrase,
      place: 'default',
    });
    if (!created.ok) return created;
    const vault = deps.session.current();
    if (vault === null) throw new Error('A vault that was just made is not open');
    await seedPracticeCases(vaultDepsOf(deps, vault), contents);
    return ok(created.value);
  },
};

/** `Exercice`, then `Exercice 2` and so on: a second practice vault starts afresh and the first one stays. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

async function vaultNames(
  deps: Parameters<(typeof vaultHandlers)['vault.list']>[0],
): Promise<readonly string[]> {
  const listed = await vaultHandlers['vault.list'](deps, {});
  return listed.ok ? listed.value.vaults.map((vault) => vault.name) : [];
}
