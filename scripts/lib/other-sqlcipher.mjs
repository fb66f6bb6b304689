import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run, runNpm } from './commands.mjs';
import { withLock } from './lock.mjs';
import { checkoutCache, projectRoot, userCache } from './places.mjs';
import { withProgress } from './progress.mjs';
import { SentenceError } from './sentence-error.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

// The program reads vaults with one build of SQLCipher; the interoperability test with another one, by other people, from
// its sources. Its packages have a folder and a lockfile of their own: nobody who installs Dossier gets them.
const folder = join(projectRoot, 'tests', 'interop');
const builtPath = join(folder, 'node_modules/@journeyapps/sqlcipher/build/Release/node_sqlite3.node');

/** Makes `@journeyapps/sqlcipher` usable in tests/interop, and `age` in the system. What was built is kept for this user. */
export async function ensureOtherSqlcipher() {
  await ensureSystemLibraries({ interop: true });
  if (process.platform === 'win32') {
    throw new SentenceError(
      'The interoperability test needs Linux or macOS: the other SQLCipher has no Windows.',
    );
  }
  const lockfile = await readFile(join(folder, 'package-lock.json'), 'utf8');
  await withLock(join(checkoutCache, 'interop.lock'), 'building the other SQLCipher', async () => {
    if (!existsSync(dirname(dirname(dirname(builtPath))))) await install();
    if (existsSync(builtPath)) return;
    const kept = keptPath(lockfile);
    if (!existsSync(kept)) {
      await withProgress('Building the other SQLCipher from its sources (once, a few minutes)', build);
      await mkdir(dirname(kept), { recursive: true });
      await copyFile(builtPath, kept);
      return;
    }
    await mkdir(dirname(builtPath), { recursive: true });
    await copyFile(kept, builtPath);
  });
}

/** @param {string} lockfile */
function keptPath(lockfile) {
  const { arch, platform, versions } = process;
  const name = createHash('sha256').update(lockfile).digest('hex').slice(0, 16);
  return join(userCache(), 'interop', `${platform}-${arch}-${versions.modules}-${name}.node`);
}

async function install() {
  const { code, output, messages } = await runNpm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder },
  );
  if (code === 0) return;
  throw new SentenceError(
    `${(messages + output).trim()}\n\nThe packages of the interoperability test could not be installed; npm says why above.`,
  );
}

async function build() {
  const npmRoot = (await runNpm(['root', '--global'])).output.trim();
  const tool = join(npmRoot, 'npm/node_modules/node-gyp/bin/node-gyp.js');
  const prefix = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(prefix, 'include/node/node_api.h'));
  const outcome = await run(
    process.execPath,
    [tool, 'rebuild', '--jobs', '2', ...(hasHeaders ? [`--nodedir=${prefix}`] : [])],
    {
      cwd: join(folder, 'node_modules/@journeyapps/sqlcipher'),
      // Comes after the package's own -O3, which takes four times as long and changes nothing in what is read.
      environment: { ...process.env, CFLAGS: '-O1 -w', CXXFLAGS: '-O1 -w' },
    },
  );
  if (outcome.code === 0 && existsSync(builtPath)) return;
  throw new SentenceError(
    `${(outcome.output + outcome.messages).trim().split('\n').slice(-30).join('\n')}\n\n` +
      'The other SQLCipher could not be built; the compiler says why above. It needs make, g++, Python 3, the headers of ' +
      'OpenSSL 3 (Debian: libssl-dev) and those of Node (beside the node program, or its download within reach).',
  );
}
