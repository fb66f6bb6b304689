import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { listPackIds, loadPack } from '../../core/procedures/pack-loader';
import type { CommandContext } from '../context';
import { CommandFailure, UsageFailure } from '../failure';

export function register(program: Command, context: CommandContext): void {
  const pack = program.command('pack').description('check procedure packs; needs no vault');

  pack
    .command('check')
    .description('check a pack and name the file, line, cause and mend of each mistake')
    .argument('[folder]', 'folder of the pack; all packs of the program when left out')
    .addHelpText('after', '\nExample:\n  dossier pack check ./be-thb --json')
    .action((folder: string | undefined) => {
      const { resourcesFolder } = context.deps;
      const folders =
        folder === undefined
          ? listPackIds(resourcesFolder).map((id) => join(resourcesFolder, 'procedures', id))
          : [context.path(folder)];
      const checked = folders.map((path) => {
        if (!existsSync(path)) throw new UsageFailure('There is no such folder.');
        const loaded = loadPack(path);
        return loaded.ok
          ? {
              id: loaded.value.id,
              version: loaded.value.version,
              review: loaded.value.review.state,
              problems: [],
            }
          : { id: null, version: null, review: null, problems: loaded.error };
      });
      const problems = checked.flatMap((found) => found.problems);
      context.print({
        text: checked
          .flatMap((found) =>
            found.id === null
              ? found.problems.map(({ file, line, cause, mend }) => `${file}:${line}: ${cause}\n    ${mend}`)
              : [`${found.id} ${found.version}: no mistake found (${found.review}).`],
          )
          .join('\n'),
        json: { packs: checked },
      });
      if (problems.length > 0) {
        throw new CommandFailure(
          { kind: 'packBroken' },
          problems.length === 1 ? 'The pack has one mistake.' : `The pack has ${problems.length} mistakes.`,
        );
      }
    });
}
