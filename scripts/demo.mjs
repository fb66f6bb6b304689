import { runTypeScript } from './lib/commands.mjs';
import { ensureBuild } from './lib/build.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { withVirtualScreen } from './lib/screen.mjs';
import { runMain } from './lib/sentence-error.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';

await runMain(async () => {
  await ensurePackages();
  const electron = await ensureElectron();
  await ensureSystemLibraries({ program: electron.executablePath, screen: true, documents: true });
  await ensureBuild();
  const { code } = await withVirtualScreen((environment) =>
    runTypeScript('scripts/demo/drive.ts', process.argv.slice(2), { passThrough: true, environment }),
  );
  return code;
});
