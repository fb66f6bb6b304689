import { join } from 'node:path';
import { BrowserWindow, nativeTheme, type Rectangle, type Session } from 'electron';
import type { LockReason } from '../shared/shell/protocol';

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
  window.once('ready-to-show', () => (putAway ? window.minimize() : window.show()));
  void window.loadURL(`app://dossier/index.html?reason=${reason}`);
  return window;
}
