import { ensureBuild } from './lib/build.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { say } from './lib/progress.mjs';
import { runMain } from './lib/sentence-error.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';

// Everything the other commands would do on their first run, for whoever wants it done beforehand.
await runMain(async () => {
  await ensurePackages();
  const electron = await ensureElectron({ preferOfficial: true });
  await ensureSystemLibraries({ program: electron.executablePath, screen: true, documents: true });
  await ensureBuild();
  say(
    `Ready. Electron ${electron.version}${electron.source === 'substitute' ? ', for development and tests only' : ''}.`,
  );
});
