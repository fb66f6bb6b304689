import { join } from 'node:path';
import { BrowserWindow, nativeTheme, type Rectangle, type Session } from 'electron';
import type { LockReason } from '../shared/shell/protocol';

const mostReloads = 5;
/** After the page was loaded. An empty window is better than none. */
const longestHiddenMs = 1500;

/**
 * Makes the window at the lock screen. `bounds` puts it where the one before it was; one that was put away stays in the
 * task bar.
 */
export function createWindow(
  session: Session,
  preload: string,
  reason: LockReason,
  bounds: Rectangle | null,
): BrowserWindow {
  const window = new BrowserWindow({
    ...(bounds ?? { width: 1280, height: 800 }),
    minWidth: 960,
    minHeight: 600,
    title: 'Dossier',
    icon: join(import.meta.dirname, '../../resources/icons/icon.png'),
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141716' : '#f4f1ea',
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      safeDialogs: true,
    },
  });
  // The title stands in the task bar and in screen recordings: it never says more than the program's name.
  window.on('page-title-updated', (event) => event.preventDefault());
  const putAway = reason === 'minimise' || reason === 'panic';
  let isShown = false;
  const show = () => {
    if (isShown || window.isDestroyed()) return;
    isShown = true;
    if (putAway) window.minimize();
    else window.show();
  };
  window.once('ready-to-show', show);
  // Seen on a busy machine: Chromium never says that it has painted, and the window would stay away for good.
  window.webContents.once('did-finish-load', () => setTimeout(show, longestHiddenMs));
  const load = () => {
    // A failure is told by the event below as well.
    if (!window.isDestroyed()) window.loadURL(`app://dossier/index.html?reason=${reason}`).catch(() => {});
  };
  // Seen once in some three hundred starts on a busy machine: the page did not come, and the window stayed empty for good.
  let reloads = 0;
  const loadAgain = () => {
    if (reloads === mostReloads) return;
    reloads += 1;
    setTimeout(load, 200 * reloads);
  };
  // Told of every failure; `did-fail-load` is not told of one that was aborted, which leaves an error page as well.
  window.webContents.on('did-fail-provisional-load', (_event, code, _description, _url, isMainFrame) => {
    if (!isMainFrame) return;
    // The number alone: it says nothing of a case.
    process.stderr.write(`The page did not load (${code}).\n`);
    loadAgain();
  });
  // A file of the program that could not be read is answered with 404 and nothing.
  window.webContents.on('did-navigate', (_event, _url, status) => {
    if (status !== 200) loadAgain();
  });
  load();
  return window;
}
