import { spawn } from 'node:child_process';
import { SentenceError } from './sentence-error.mjs';

/** @returns {boolean} whether windows can be shown here */
export function hasScreen() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

const startsWithinMs = 20_000;

/**
 * Does work with a screen in memory, 1920×1080, whatever screen this machine has: so that tests see the same everywhere
 * and no window jumps at the person who runs them. DOSSIER_USE_SCREEN shows the windows on the real screen.
 *
 * @template T
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} work   gets the environment for programs that open windows
 * @param {{ count?: number }} options   more than one: DOSSIER_SCREENS names them all, for programs side by side that
 *   must not take each other's focus or clipboard
 * @returns {Promise<T>}
 */
export async function withVirtualScreen(work, { count = 1 } = {}) {
  if (process.platform !== 'linux' || (hasScreen() && process.env.DOSSIER_USE_SCREEN))
    return work(process.env);
  const servers = Array.from({ length: count }, startServer);
  try {
    const screens = (await Promise.all(servers.map(readDisplayNumber))).map((number) => `:${number}`);
    const { WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
    return await work({
      ...environment,
      DISPLAY: screens[0],
      DOSSIER_SCREENS: screens.join(' '),
      XDG_SESSION_TYPE: 'x11',
    });
  } finally {
    for (const server of servers) server.kill('SIGTERM');
  }
}

/** Xvfb picks a free number itself and writes it to the third stream: two runs at once do not meet. */
function startServer() {
  return spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function readDisplayNumber(server) {
  return new Promise((settle, refuse) => {
    const timer = setTimeout(
      () => refuse(new SentenceError('The virtual screen (Xvfb) did not start in time.')),
      startsWithinMs,
    );
    const output = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    output.setEncoding('utf8');
    let text = '';
    output.on('data', (/** @type {string} */ part) => {
      text += part;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      settle(text.trim());
    });
    server.on('error', (error) => {
      clearTimeout(timer);
      refuse(new SentenceError(`The virtual screen (Xvfb) could not be started: ${error.message}`));
    });
    server.on('exit', (code) => {
      clearTimeout(timer);
      refuse(new SentenceError(`The virtual screen (Xvfb) ended at once, with exit code ${code}.`));
    });
  });
}
