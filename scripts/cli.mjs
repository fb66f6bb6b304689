import { join } from 'node:path';
import { run } from './lib/commands.mjs';
import { ensureBuild } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { projectRoot } from './lib/places.mjs';
import { runMain } from './lib/sentence-error.mjs';

// Standard output belongs to the command that was asked for: set-up writes to standard error alone.
await runMain(async () => {
  await ensurePackages();
  await ensureBuild();
  const { code } = await run(
    process.execPath,
    [join(projectRoot, 'out', 'main', 'cli.js'), ...process.argv.slice(2)],
    {
      // Paths in arguments are meant from where the person stands, and npm has moved us to the project's root.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      passThrough: true,
    },
  );
  return code;
});
