import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testPassphrase } from '../../support/core';
import { coreOnFolder } from '../support/core-on-folder';
import { lookInto, unlockWorkplace } from '../support/look-into';
import { noneOf, type FaultRun } from '../support/run';
import { makeWorkplace, openWorkplace, vaultFolderOf, work, type Done } from '../support/workload';

/** Names of folders that programs stumble over. */
const names: readonly (readonly [string, string])[] = [
  ['spaces', 'Mes  dossiers (à  garder) '],
  ['right to left', 'ملفات سرية קבצים'],
  ['marks of direction', 'a\u202eb\u2067c'],
  ['200 characters', 'x'.repeat(200)],
  // SQLite takes paths of up to 512 bytes.
  ['a path of 400 characters', Array.from({ length: 3 }, (_none, index) => `${index}`.repeat(100)).join('/')],
  ['decomposed accents', 'de\u0301po\u0302t'],
  ['signs of a shell and of SQL', `it's; $(rm) "quoted" %20 #?&`],
  ['a line break', 'two\nlines'],
  ['emoji', '🗂️ Dossiers 👩🏽‍⚖️'],
];

export const places: FaultRun = {
  id: 'X2',
  about: 'A vault in folders of difficult names',
  work: async (options) => {
    const base = join(options.folder, 'base');
    const workplace = await makeWorkplace(base);
    const unlocked = await unlockWorkplace(base, workplace);
    const complaints: string[] = [];
    for (const [name, folderName] of names) {
      const folder = join(options.folder, folderName, 'home');
      mkdirSync(dirname(folder), { recursive: true });
      cpSync(base, folder, { recursive: true });
      const done: Done[] = [];
      const core = coreOnFolder(folder);
      try {
        await openWorkplace(core, folder, workplace, testPassphrase);
        const pieces = { from: 1, pieces: 22, random: options.random };
        await work(core, workplace, pieces, (piece) => done.push(piece));
        await core.value('vault.prepareLock', {});
        // The vault's own folder may have such a name as well: it is moved there and found again.
        const parent = dirname(vaultFolderOf(folder, workplace));
        const renamed = { ...workplace, vaultName: `${folderName.split('/')[0]?.slice(0, 190)}.dossier` };
        renameSync(vaultFolderOf(folder, workplace), join(parent, renamed.vaultName));
        const { lost, partial, problems } = await lookInto(folder, { workplace: renamed, unlocked, done });
        const found = [...partial, ...problems, ...(lost > 0 ? [`${lost} lost`] : [])];
        if (found.length > 0) complaints.push(`${name}: ${found.join(', ')}`);
      } catch (failure) {
        complaints.push(`${name}: ${failure instanceof Error ? failure.message : String(failure)}`);
      } finally {
        core.deps.session.close();
        rmSync(join(options.folder, folderName.split('/')[0] ?? ''), { recursive: true, force: true });
      }
    }
    const { length } = names;
    return [
      noneOf(
        'places in which something goes wrong',
        { done: length, wanted: length, of: 'names' },
        complaints,
      ),
    ];
  },
};
