import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { InterfaceLanguage } from '../../../src/shared/kernel/languages';
import { expect } from 'vitest';
import {
  findDevelopmentProgram,
  findPackagedProgram,
  sandboxArgs,
} from '../../../scripts/lib/electron-runtime.mjs';

/** The real program, running. */
export interface Program {
  readonly electron: ElectronApplication;
  /** The window as it is now; a lock replaces it. */
  readonly page: () => Page;
  /** Chromium's and Dossier's own folder, fresh for each program unless given. */
  readonly userFolder: string;
  readonly home: string;
  /** Stands in for "My documents", where vaults and files are put. */
  readonly documentsFolder: string;
  /** Waits until the window shown after a lock can be used. */
  readonly nextWindow: () => Promise<Page>;
  /** What the system's next dialogs answer: a path, or null for "cancel". */
  readonly answerDialogs: (answers: {
    readonly save?: string | null;
    readonly folder?: string | null;
    readonly files?: string[];
  }) => Promise<void>;
  /** Waits until a dialog for saving has been answered, so that the next one may get another answer. */
  readonly saveDialogAnswered: () => Promise<void>;
  /** Process id of core, or null while there is none. */
  readonly corePid: () => Promise<number | null>;
  /** Fails when something was thrown in the main process that nobody caught. */
  readonly close: () => Promise<void>;
}

export interface ProgramOptions {
  /** Defaults to the packaged program; the development build where the environment says so, while writing tests. */
  readonly build?: 'packaged' | 'development';
  /** An installed program in place of the one in dist/. */
  readonly executablePath?: string;
  /** The home folder of somebody who has used the program before; a fresh one unless given. */
  readonly home?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly language?: InterfaceLanguage;
  readonly appearance?: 'light' | 'dark';
  /** The file of an organisation. Only the build under test takes another one than that of the laptop. */
  readonly policy?: unknown;
  /** How long to wait for what should appear; 30 seconds unless given. */
  readonly patienceMs?: number;
}

export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const build =
    options.build ?? (process.env.DOSSIER_E2E_BUILD === 'development' ? 'development' : 'packaged');
  const { executablePath, args } =
    options.executablePath !== undefined
      ? { executablePath: options.executablePath, args: sandboxArgs() }
      : build === 'packaged'
        ? await findPackagedProgram()
        : await findDevelopmentProgram();
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'dossier-e2e-')));
  const userFolder = join(home, 'user');
  await mkdir(join(userFolder, 'settings'), { recursive: true });
  // So that a test can search all that was written, and nothing stays behind.
  const temporary = join(home, 'tmp');
  await mkdir(temporary, { recursive: true });
  if (options.appearance !== undefined) {
    // As somebody left them at the end of an earlier start.
    const settings = {
      language: options.language ?? 'en',
      appearance: options.appearance,
      lockAfterMinutes: 10,
    };
    await writeFile(join(userFolder, 'settings', 'settings.json'), JSON.stringify(settings));
  }

  const policyPath = join(home, 'policy.json');
  if (options.policy !== undefined) await writeFile(policyPath, JSON.stringify(options.policy));

  const uncaught = join(home, 'uncaught.txt');
  let said = '';
  const launch = async () => {
    const started = await _electron.launch({
      executablePath,
      args: [
        ...args,
        `--user-data-dir=${userFolder}`,
        `--lang=${options.language ?? 'en'}`,
        ...(options.policy === undefined ? [] : [`--policy-file=${policyPath}`]),
      ],
      // The system's folder for documents follows from HOME.
      env: { ...testEnvironment(), HOME: home, TMPDIR: temporary },
      timeout: 60_000,
    });
    said = '';
    started.process().stderr?.on('data', (text: Buffer) => {
      said += text.toString();
    });
    // Electron would show the error in a dialog and wait for somebody to close it.
    await started.evaluate((_module, path) => {
      process.on('uncaughtException', (failure) => {
        process.getBuiltinModule('node:fs').appendFileSync(path, `${failure.stack}\n`);
      });
    }, uncaught);
    return started;
  };
  let electron = await launch();
  let page = await electron.firstWindow();
  try {
    await prepare(page);
  } catch (cause) {
    // Seen twice in some three hundred starts: the window is there, and its first heading is not found for as long as one
    // waits. The cause is not known. Once, and said aloud; a second time fails.
    const stands = await standsThere().catch(String);
    process.stderr.write(
      `The first page of the program was not seen, it is started again: ${String(cause)}\n${JSON.stringify(stands)}\n${said.slice(-2000)}\n`,
    );
    await electron.close();
    electron = await launch();
    page = await electron.firstWindow();
    await prepare(page);
  }
  const documentsFolder = await electron.evaluate(({ app }) => app.getPath('documents'));

  /** What the main process says of its windows, and what Playwright sees of them: which of the two is blind. */
  async function standsThere(): Promise<unknown> {
    const windows = await electron.evaluate(({ BrowserWindow }) =>
      Promise.all(
        BrowserWindow.getAllWindows().map(async (each) => ({
          url: each.webContents.getURL(),
          isLoading: each.webContents.isLoading(),
          isCrashed: each.webContents.isCrashed(),
          text: await Promise.race([
            each.webContents.executeJavaScript('document.readyState + document.body.innerHTML.slice(0, 300)'),
            new Promise((resolve) => setTimeout(() => resolve('no answer'), 3000)),
          ]),
        })),
      ),
    );
    const pages = await Promise.all(
      electron.windows().map(async (each) => ({
        url: each.url(),
        text: await Promise.race([
          each.content().then((text) => text.slice(0, 300)),
          new Promise((resolve) => setTimeout(() => resolve('no answer'), 3000)),
        ]),
      })),
    );
    return { windows, pages };
  }

  async function prepare(next: Page): Promise<void> {
    page = next;
    next.setDefaultTimeout(options.patienceMs ?? 30_000);
    await next.waitForLoadState('domcontentloaded');
    const { width, height } = options.size ?? { width: 1280, height: 720 };
    await electron.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    await next
      .locator('h1')
      .first()
      .waitFor({ timeout: Math.min(options.patienceMs ?? 15_000, 15_000) });
    await painted(next);
  }

  return {
    electron,
    page: () => page,
    userFolder,
    home,
    documentsFolder,
    nextWindow: async () => {
      const known = page;
      const next =
        electron.windows().find((each) => each !== known) ?? (await electron.waitForEvent('window'));
      await prepare(next);
      return next;
    },
    answerDialogs: (answers) =>
      electron.evaluate(({ dialog }, given) => {
        if (given.save !== undefined) {
          const path = given.save;
          const answered = globalThis as { saveDialogAnswered?: boolean };
          answered.saveDialogAnswered = false;
          dialog.showSaveDialog = async () => {
            answered.saveDialogAnswered = true;
            return { canceled: path === null, filePath: path ?? '' };
          };
        }
        if (given.folder !== undefined) {
          const path = given.folder;
          dialog.showOpenDialog = async () => ({
            canceled: path === null,
            filePaths: path === null ? [] : [path],
          });
        }
        if (given.files !== undefined) {
          const filePaths = given.files;
          dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
        }
      }, answers),
    saveDialogAnswered: () =>
      expect
        .poll(
          () => electron.evaluate(() => (globalThis as { saveDialogAnswered?: boolean }).saveDialogAnswered),
          { timeout: options.patienceMs ?? 30_000 },
        )
        .toBe(true),
    corePid: () =>
      electron.evaluate(({ app }) => {
        const core = app.getAppMetrics().find((metric) => metric.name === 'Dossier core');
        return core?.pid ?? null;
      }),
    close: async () => {
      await electron.close();
      const failures = existsSync(uncaught) ? await readFile(uncaught, 'utf8') : '';
      if (options.home === undefined) await rm(home, { recursive: true, force: true });
      if (failures !== '') throw new Error(`The main process did not catch: ${failures}`);
    },
  };
}

/**
 * Waits until the window shows what the page holds. Chromium drops keys that come before its first picture: a test that is quicker
 * than any person, on a busy machine, would press Enter into nothing.
 */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        // A window that was put away paints nothing.
        setTimeout(resolve, 5000);
      }),
  );
}

/** What a program that a test starts gets, its own screen among it. */
export function testEnvironment(): Record<string, string> {
  return { ...inherited(process.env), ...ownScreen(process.env) };
}

/** Files run side by side, each on a screen of its own: one clipboard and one focus for each. */
function ownScreen(environment: NodeJS.ProcessEnv): Record<string, string> {
  const screens = environment.DOSSIER_SCREENS?.split(' ') ?? [];
  const screen = screens[(Number(environment.VITEST_POOL_ID) - 1) % screens.length];
  return screen === undefined ? {} : { DISPLAY: screen };
}

function inherited(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value]],
    ),
  );
}
