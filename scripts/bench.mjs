import { runTypeScript } from './lib/commands.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runMain } from './lib/sentence-error.mjs';

await runMain(async () => {
  await ensurePackages();
  const { code } = await runTypeScript('tests/bench/index.ts', process.argv.slice(2), { passThrough: true });
  return code;
});
