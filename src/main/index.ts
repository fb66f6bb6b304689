import { rmSync } from 'node:fs';
import { url as inspectorUrl } from 'node:inspector';
import { join } from 'node:path';
import {
  app,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  type BrowserWindow,
  type Input,
  type IpcMainEvent,
  type Session,
} from 'electron';
import { refuseNetwork } from '../core/network-guard';
import {
  pageMessageSchema,
  type HostAnswer,
  type HostRequest,
  type LockReason,
  type ShellEvent,
} from '../shared/shell/protocol';
import { programToStart } from '../shared/updates/installation';
import { registerAppScheme, serveApp } from './app-protocol';
import { startCore, type CoreProcess, type CoreState } from './core-process';
import {
  createClosedSession,
  hardenCommandLine,
  policyFileForTests,
  refusedSwitch,
  refuseNavigation,
} from './hardening';
import { watchOwnCopies } from './clipboard';
import { createDroppedFiles } from './dropped-files';
import { pageAsPdf, printPage } from './printing';
import { createWindow } from './window';

// The shell: one window, one core process, and the lock between them.

/**
 * How long page and core together may take to save before the process is ended all the same. It is then gone within 300
 * milliseconds of the lock, whatever it was doing.
 */
const lockPatienceMs = 260;
/** For how long before the idle lock the page counts down. */
const countdownSeconds = 30;

const appFolder = app.getAppPath();
const sessionFolder = join(app.getPath('userData'), 'session');

let closedSession: Session;
let window: BrowserWindow | null = null;
let core: CoreProcess | null = null;
let state: CoreState = {
  vaultOpen: false,
  settings: {
    lockAfterMinutes: 5,
    lockOnMinimise: false,
    clearClipboardAfterSeconds: 45,
    protectScreen: true,
    textSize: 100,
  },
};
const ownCopies = watchOwnCopies();
const dropped = createDroppedFiles();
let lastInputAt = Date.now();
let locking: Promise<void> | null = null;
let onFlushed = () => {};

hardenCommandLine();
refuseNavigation();
refuseNetwork();
registerAppScheme();
app.setPath('sessionData', sessionFolder);

// Only a development build or the package under test has an inspector: the fuse of the shipped one keeps it shut.
const inspectorAllowed = !app.isPackaged || inspectorUrl() !== undefined;
const refused = refusedSwitch(inspectorAllowed);
const policyFile = policyFileForTests(inspectorAllowed);
if (refused !== null) {
  process.stderr.write(`Dossier does not start with --${refused}.\n`);
  app.exit(1);
} else if (app.requestSingleInstanceLock()) {
  emptySessionFolder();
  app.on('second-instance', () => {
    window?.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => {
    void ownCopies.clear();
    emptySessionFolder();
  });
  void app.whenReady().then(driverAttached).then(start);
} else {
  // The program runs already; that window comes to the front.
  app.quit();
}

function start(): void {
  if (process.platform === 'darwin') {
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]),
    );
  } else {
    Menu.setApplicationMenu(null);
  }
  closedSession = createClosedSession();
  serveApp(closedSession, join(appFolder, 'out', 'renderer'));
  ipcMain.on('page-message', onPageMessage);
  ipcMain.on('dropped-files', (event, data: unknown) => {
    if (isOurPage(event) && state.vaultOpen) dropped.note(data);
  });
  showLockScreen('start');

  powerMonitor.on('suspend', () => void lock('suspend'));
  powerMonitor.on('lock-screen', () => void lock('screenLock'));
  powerMonitor.on('user-did-resign-active', () => void lock('screenLock'));
  setInterval(watchIdleTime, 1000);
}

function showLockScreen(reason: LockReason): void {
  const before = window;
  const bounds = before?.getBounds() ?? null;
  window = createWindow(closedSession, join(appFolder, 'out', 'preload', 'index.cjs'), reason, bounds);
  lastInputAt = Date.now();
  window.webContents.on('input-event', () => {
    lastInputAt = Date.now();
  });
  const shown = window;
  shown.setContentProtection(state.settings.protectScreen);
  shown.webContents.on('dom-ready', () => setTextSize(shown));
  // Before the page sees it: it works in every dialog, and when the page hangs.
  shown.webContents.on('before-input-event', (event, input) => {
    if (!isPanicKey(input)) return;
    event.preventDefault();
    panic(shown);
  });
  shown.on('minimize', () => {
    if (state.settings.lockOnMinimise) void lock('minimise');
  });
  shown.on('close', (event) => {
    // Closing the window is a lock as well: what is unsaved is saved first.
    if (core === null || window !== shown) return;
    event.preventDefault();
    void endCore().then(() => shown.destroy());
  });
  // Core and the clock may still have something to say when the last window is gone: there is nobody to hear it then.
  shown.on('closed', () => {
    if (window === shown) window = null;
  });
  // A new window means a new renderer process: what the old one held of a case goes with it.
  before?.destroy();
}

function connectPage(): void {
  if (window === null) return;
  core ??= startCore(
    join(appFolder, 'out', 'main', 'core.js'),
    {
      settingsFolder: join(app.getPath('userData'), 'settings'),
      documentsFolder: app.getPath('documents'),
      resourcesFolder: join(appFolder, 'resources'),
    },
    [
      `--language=${app.getLocale()}`,
      ...(app.isPackaged ? [] : ['--check-output']),
      ...(policyFile === null ? [] : [`--policy-file=${policyFile}`]),
      ...(app.isPackaged ? [`--executable=${app.getPath('exe')}`] : []),
    ],
    { onState: takeState, onHostRequest: answerCore, onLost: onCoreLost },
  );
  const { port1, port2 } = new MessageChannelMain();
  core.connect(port1);
  window.webContents.postMessage('core-port', null, [port2]);
}

function takeState(next: CoreState): void {
  state = next;
  // Nothing happens on systems that have no such protection: the settings say so.
  window?.setContentProtection(next.settings.protectScreen);
  if (window !== null) setTextSize(window);
}

/** The page as a whole grows, so that it is laid out as in a smaller window. */
function setTextSize(shown: BrowserWindow): void {
  shown.webContents.setZoomFactor(state.settings.textSize / 100);
}

function onCoreLost(): void {
  core = null;
  state = { ...state, vaultOpen: false };
  tellPage({ kind: 'coreLost' });
  connectPage();
}

function isOurPage(event: IpcMainEvent): boolean {
  return (
    window !== null &&
    event.sender === window.webContents &&
    event.senderFrame === window.webContents.mainFrame &&
    event.senderFrame.url.startsWith('app://dossier/')
  );
}

function onPageMessage(event: IpcMainEvent, data: unknown): void {
  if (!isOurPage(event)) return;
  const message = pageMessageSchema.parse(data);
  switch (message.kind) {
    case 'ready':
      connectPage();
      break;
    case 'flushed':
      onFlushed();
      break;
    case 'lock':
      void lock('asked');
      break;
    case 'panic':
      panic(window);
      break;
    case 'restart':
      void restart();
      break;
    case 'copied':
      void ownCopies.note(message.place, state.settings.clearClipboardAfterSeconds);
      break;
  }
}

/** Locks, ends, and starts the version that counts now. */
async function restart(): Promise<void> {
  await endCore();
  app.relaunch({ execPath: programToStart(app.getPath('exe')) });
  app.quit();
}

function isPanicKey(input: Input): boolean {
  const mod = process.platform === 'darwin' ? input.meta : input.control;
  return input.type === 'keyDown' && mod && input.shift && !input.alt && input.code === 'KeyL';
}

/** Takes the window off the screen first, then locks. */
function panic(shown: BrowserWindow | null): void {
  shown?.minimize();
  if (state.vaultOpen) void lock('panic');
}

/** Saves what is unsaved, ends the process that holds the key, and shows the lock screen in a new window. */
function lock(reason: LockReason): Promise<void> {
  if (!state.vaultOpen && reason !== 'asked') return Promise.resolve();
  locking ??= endCoreAndShowLockScreen(reason);
  return locking;
}

async function endCoreAndShowLockScreen(reason: LockReason): Promise<void> {
  await endCore();
  locking = null;
  showLockScreen(reason);
}

async function endCore(): Promise<void> {
  void ownCopies.clear();
  dropped.forget();
  const deadline = Date.now() + lockPatienceMs;
  if (state.vaultOpen) {
    const flushed = new Promise<void>((resolve) => {
      onFlushed = resolve;
    });
    tellPage({ kind: 'lockingSoon' });
    await Promise.race([flushed, new Promise((resolve) => setTimeout(resolve, (lockPatienceMs * 2) / 3))]);
  }
  const ended = core;
  core = null;
  state = { ...state, vaultOpen: false };
  await ended?.end(Math.max(0, deadline - Date.now()));
}

function watchIdleTime(): void {
  if (!state.vaultOpen) return;
  const idleSeconds = (Date.now() - lastInputAt) / 1000;
  const left = Math.ceil(state.settings.lockAfterMinutes * 60 - idleSeconds);
  if (left <= 0) void lock('idle');
  else tellPage({ kind: 'lockCountdown', seconds: left <= countdownSeconds ? left : null });
}

async function answerCore(request: HostRequest): Promise<HostAnswer> {
  switch (request.method) {
    case 'chooseSavePath':
      return { method: request.method, path: await chooseSavePath(request) };
    case 'chooseFile':
      return { method: request.method, path: await chooseFile(request) };
    case 'chooseFiles':
      return { method: request.method, paths: await chooseFiles(request) };
    case 'chooseFolder':
      return { method: request.method, path: await chooseFolder(request) };
    case 'takeDropped':
      return { method: request.method, paths: await dropped.take() };
    case 'printPage':
      return { method: request.method, outcome: window === null ? 'failed' : await printPage(window) };
    case 'pageAsPdf':
      return { method: request.method, pdf: window === null ? null : await pageAsPdf(window, request.foot) };
  }
}

async function chooseSavePath(
  request: Extract<HostRequest, { readonly method: 'chooseSavePath' }>,
): Promise<string | null> {
  if (window === null) return null;
  const answer = await dialog.showSaveDialog(window, {
    title: request.title,
    defaultPath: join(app.getPath('documents'), request.suggestedName),
    filters: request.kinds.map((kind) => ({ name: kind.name, extensions: kind.extensions })),
    properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
  });
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

async function chooseFile(
  request: Extract<HostRequest, { readonly method: 'chooseFile' }>,
): Promise<string | null> {
  if (window === null) return null;
  const answer = await dialog.showOpenDialog(window, {
    title: request.title,
    filters: request.kinds.map((kind) => ({ name: kind.name, extensions: kind.extensions })),
    properties: ['openFile', 'dontAddToRecent'],
  });
  return answer.filePaths[0] ?? null;
}

async function chooseFiles(
  request: Extract<HostRequest, { readonly method: 'chooseFiles' }>,
): Promise<string[]> {
  if (window === null) return [];
  const answer = await dialog.showOpenDialog(window, {
    title: request.title,
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
  });
  return answer.filePaths;
}

async function chooseFolder(
  request: Extract<HostRequest, { readonly method: 'chooseFolder' }>,
): Promise<string | null> {
  if (window === null) return null;
  const answer = await dialog.showOpenDialog(window, {
    title: request.title,
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  return answer.filePaths[0] ?? null;
}

function tellPage(event: ShellEvent): void {
  window?.webContents.send('shell-event', event);
}

/** Chromium keeps little here, since its session is in memory; what it does keep goes at start and end. */
function emptySessionFolder(): void {
  try {
    rmSync(sessionFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  } catch (failure) {
    // Chromium still writes there while it ends. To throw now would keep the program from ending; the next start empties it.
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
    process.stderr.write(`The session folder was not emptied (${code}).\n`);
  }
}

/**
 * Playwright attaches while the program starts, and misses the first page for good when that one is quicker. It calls this
 * function once it is there. Without an open inspector, which the shipped program's fuse rules out, there is no wait.
 */
function driverAttached(): Promise<void> {
  if (inspectorUrl() === undefined || !app.commandLine.hasSwitch('remote-debugging-port'))
    return Promise.resolve();
  return new Promise((resolve) => {
    Object.assign(globalThis, { __playwright_run: resolve });
  });
}
