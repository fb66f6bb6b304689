import { runTypeScript } from './lib/commands.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runMain } from './lib/sentence-error.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';

// The faults a vault must hold, with figures: docs/faults.md.
await runMain(async () => {
  await ensurePackages();
  await ensureSystemLibraries({ faults: true });
  const { code } = await runTypeScript('tests/faults/index.ts', process.argv.slice(2), { passThrough: true });
  return code;
});
