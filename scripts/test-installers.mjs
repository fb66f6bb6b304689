import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInPath, isRoot, run, runTool } from './lib/commands.mjs';
import { projectRoot } from './lib/places.mjs';
import { withVirtualScreen } from './lib/screen.mjs';
import { runMain, SentenceError } from './lib/sentence-error.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';

// Makes the packages for Linux, installs them on this very machine, runs, upgrades and removes them (tests/installers). Not
// part of `npm test`: it needs an administrator, and a machine on which nobody uses Dossier.
await runMain(async () => {
  if (process.platform !== 'linux' || !isRoot() || !isInPath('dpkg')) {
    throw new SentenceError('The installers are tested as root, on Debian or Ubuntu, best in a container.');
  }
  if (existsSync('/usr/lib/dossier') || existsSync('/etc/dossier')) {
    throw new SentenceError(
      'Dossier is installed on this machine, or set up for it. The test would replace and remove it; run it elsewhere.',
    );
  }
  for (const choice of ['--for-tests', '--trial']) {
    const { code } = await run(process.execPath, [join(projectRoot, 'scripts', 'package.mjs'), choice], {
      passThrough: true,
    });
    if (code !== 0) return code;
  }
  await ensureSystemLibraries({ screen: true, network: true });
  const { code } = await withVirtualScreen((environment) =>
    runTool('vitest/vitest.mjs', ['run', '--project=installers', '--allowOnly=false'], {
      passThrough: true,
      environment,
    }),
  );
  return code;
});
