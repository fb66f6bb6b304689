import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './lib/commands.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { projectRoot } from './lib/places.mjs';
import { formatSeconds } from './lib/progress.mjs';
import { runMain } from './lib/sentence-error.mjs';

const sides = /** @type {const} */ (['tests', 'renderer', 'core', 'main', 'shared', 'scripts']);
const atOnce = 2;

// By the compiler written in Go, in a third of the time of the other; `typescript` itself is there for those who read sources
// through its interface, which the new one does not have yet. One configuration per side, so that code which uses what its side does not have (a window in core, a file in shared)
// does not type-check.
await runMain(async () => {
  await ensurePackages();
  const waiting = sides.filter((side) => existsSync(join(projectRoot, `tsconfig.${side}.json`)));
  let failures = 0;
  const worker = async () => {
    for (let side = waiting.shift(); side !== undefined; side = waiting.shift()) {
      const startedAt = performance.now();
      const { code, output, messages } = await runTool('typescript-native/bin/tsc', [
        '-p',
        `tsconfig.${side}.json`,
        '--pretty',
        'false',
      ]);
      if (code !== 0) failures += 1;
      const report = `${side}: ${code === 0 ? 'right' : 'wrong'} (${formatSeconds(performance.now() - startedAt)})`;
      process.stdout.write(`${code === 0 ? '' : output + messages}${report}\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failures === 0 ? 0 : 1;
});
