import { run } from './lib/commands.mjs';
import { ensureBuild } from './lib/build.mjs';
import { ensureElectron, sandboxArgs } from './lib/electron-runtime.mjs';
import { findNetworkNamespace } from './lib/network-namespace.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { projectRoot } from './lib/places.mjs';
import { say } from './lib/progress.mjs';
import { hasScreen } from './lib/screen.mjs';
import { runMain, SentenceError } from './lib/sentence-error.mjs';
import { ensureSystemLibraries, explainSandboxTrouble } from './lib/system-libraries.mjs';

await runMain(async () => {
  if (!hasScreen()) {
    throw new SentenceError(
      'There is no screen here to open Dossier on. To see what it does without one, run: npm run demo',
    );
  }
  await ensurePackages();
  const electron = await ensureElectron();
  await ensureSystemLibraries({ program: electron.executablePath });
  await ensureBuild();
  const trouble = explainSandboxTrouble(electron.folder);
  if (trouble !== null) throw new SentenceError(trouble);

  const namespace = await findNetworkNamespace();
  say(
    namespace.length > 0
      ? 'Starting Dossier in a network of its own, with nothing in it.'
      : 'Starting Dossier. This system offers no empty network for it; its own guards keep it off the network.',
  );
  // Set by some editors' terminals; Electron would run as plain Node and show no window.
  const { ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env;
  const [program = '', ...args] = [
    ...namespace,
    electron.executablePath,
    ...sandboxArgs(),
    projectRoot,
    ...process.argv.slice(2),
  ];
  const { code } = await run(program, args, { passThrough: true, environment });
  return code;
});
