import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../scripts/lib/commands.mjs';
import { withVirtualScreen } from '../../../scripts/lib/screen.mjs';
import { insertFact } from '../../../src/core/timeline/store';
import { createVaultFolder } from '../../../src/core/vault/create-vault';
import { auditMacKey, databaseKey, evidenceIdentity, headerMacKey } from '../../../src/core/vault/keys';
import { factIdSchema } from '../../../src/shared/kernel/ids';
import { emptyFactFields } from '../../../src/shared/timeline/schemas';
import { startProgram, type Program } from '../../e2e/support/program';
import { isRunning } from '../../e2e/support/vault';
import { testCost } from '../../support/core';
import { coreOnFolder } from '../support/core-on-folder';
import { firstOf, unwrapped, type FaultRun, type Figure, type RunOptions } from '../support/run';
import { randomBytes } from 'node:crypto';

// Both look at one session of the real program: a vault of words that stand nowhere else is unlocked by its screens, read,
// and locked in the middle of a check of the whole vault.

const plantedWords = 5000;

export const lockLeavesNothing: FaultRun = {
  id: 'V8',
  about: 'A lock while core is busy, and what is in the memory of the program a second later',
  onlyFull: true,
  work: async (options) => (await lookAtSession(options)).memory,
};

export const secretsStayInside: FaultRun = {
  id: 'V9',
  about: 'Secrets in arguments, environments, output and files after a session of the program',
  onlyFull: true,
  work: async (options) => (await lookAtSession(options)).files,
};

interface Looked {
  readonly memory: readonly Figure[];
  readonly files: readonly Figure[];
}
let looked: Promise<Looked> | null = null;

function lookAtSession(options: RunOptions): Promise<Looked> {
  looked ??= perform(options);
  return looked;
}

interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

async function perform(options: RunOptions): Promise<Looked> {
  const packaged = await run(process.execPath, ['scripts/package.mjs', '--for-tests']);
  if (packaged.code !== 0)
    throw new Error(`There is no packaged program.\n${packaged.output}${packaged.messages}`);
  const mark = `zq${randomBytes(5).toString('hex')}`;
  const passphrase = `${mark}pass velours ${randomBytes(8).toString('hex')}`;
  const home = join(options.folder, 'home');
  const needles = await makeVault(home, mark, passphrase);
  return withVirtualScreen(async ({ DISPLAY }) => {
    const displayBefore = process.env.DISPLAY;
    if (DISPLAY !== undefined) process.env.DISPLAY = DISPLAY;
    try {
      return await lookAt(home, passphrase, needles);
    } finally {
      if (displayBefore === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = displayBefore;
    }
  });
}

/** Fills a vault that the program will know, and gives what must not be found outside of it. */
async function makeVault(home: string, mark: string, passphrase: string): Promise<readonly Needle[]> {
  const folder = join(home, 'user');
  mkdirSync(folder, { recursive: true });
  const core = coreOnFolder(folder);
  try {
    const made = unwrapped(
      await createVaultFolder({
        parent: join(folder, 'documents', 'Dossier'),
        name: 'Cases',
        ownerName: 'An advocate',
        passphrase,
        cost: testCost,
        clock: core.deps.clock,
        newId: core.deps.newId,
      }),
    );
    const { header, vaultKey } = made.unlocked;
    const id = header.vaultId;
    core.deps.knownVaults.remember({ id, folder: made.folder, lastOpenedAt: null, lastSeen: null });
    await core.value('vault.unlock', { id, passphrase });
    const { caseId } = await core.value('cases.create', {
      openedOn: '2026-01-10',
      client: {},
      fileLanguage: 'fr',
    });
    const db = core.deps.session.current()?.db;
    if (db === undefined) throw new Error('The vault is not open');
    const createdAt = core.deps.clock.now();
    db.transaction(() => {
      for (let number = 0; number < plantedWords; number += 1) {
        const fact = { ...emptyFactFields, date: null, statement: `${mark}word${number} she said.`, caseId };
        // Long enough that a check of the vault takes its time.
        const note = `${number} `.repeat(2000);
        insertFact(
          db,
          {
            ...fact,
            note,
            createdAt,
            updatedAt: createdAt,
            id: factIdSchema.parse(core.deps.newId()),
            citations: [],
          },
          core.deps.newId,
        );
      }
    });
    await core.value('vault.prepareLock', {});
    const keys = {
      'vault key': vaultKey,
      'database key': databaseKey(vaultKey, id, header.epoch),
      'key of the header': headerMacKey(vaultKey, id),
      'key of the audit log': auditMacKey(vaultKey, id),
    };
    return [
      ...Object.entries(keys).flatMap(([name, key]) => formsOf(name, Buffer.from(key))),
      ...textForms('evidence identity', evidenceIdentity(vaultKey, id).identity),
      ...textForms('passphrase', passphrase),
      ...textForms('planted word', `${mark}word`),
    ];
  } finally {
    core.deps.session.close();
  }
}

const formsOf = (name: string, key: Buffer): readonly Needle[] => [
  { name: `${name}, raw`, bytes: key },
  ...textForms(`${name}, hexadecimal`, key.toString('hex')),
  ...textForms(`${name}, HEXADECIMAL`, key.toString('hex').toUpperCase()),
  { name: `${name}, Base64`, bytes: Buffer.from(key.toString('base64').replace(/=+$/, '')) },
];

const textForms = (name: string, text: string): readonly Needle[] => [
  { name, bytes: Buffer.from(text, 'utf8') },
  { name: `${name}, two bytes a sign`, bytes: Buffer.from(text, 'utf16le') },
];

async function lookAt(home: string, passphrase: string, needles: readonly Needle[]): Promise<Looked> {
  const startedAt = Date.now();
  // Only the lock is about speed.
  const program = await startProgram({ home, patienceMs: 90_000 });
  const output: Buffer[] = [];
  const electron = program.electron.process();
  electron.stdout?.on('data', (bytes: Buffer) => output.push(bytes));
  electron.stderr?.on('data', (bytes: Buffer) => output.push(bytes));
  const told: Buffer[] = [];
  let open: ReadonlyMap<string, number>;
  let locked: ReadonlyMap<string, number>;
  let goneAfterMs: number;
  let wasBusy: boolean;
  try {
    await readInProgram(program, passphrase);
    told.push(...argumentsAndEnvironments(electron.pid ?? 0));
    open = hitsInMemory(electron.pid ?? 0, needles);
    ({ goneAfterMs, wasBusy } = await lockWhileBusy(program));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    locked = hitsInMemory(electron.pid ?? 0, needles);
    told.push(...argumentsAndEnvironments(electron.pid ?? 0));
  } finally {
    await program.close();
  }

  const roots = [home, tmpdir(), '/dev/shm', join(homedir(), '.cache'), join(homedir(), '.local')];
  const found = filesWith(roots, needles, startedAt);
  const control = filesWith([home], [{ name: 'control', bytes: Buffer.from('argon2id') }], 0);
  const inOutput = needles.filter(({ bytes }) => Buffer.concat(output).includes(bytes));
  const inTold = needles.filter(({ bytes }) => Buffer.concat(told).includes(bytes));
  const sum = (hits: ReadonlyMap<string, number>) =>
    [...hits.values()].reduce((total, count) => total + count, 0);
  const listed = (hits: ReadonlyMap<string, number>) =>
    firstOf(
      [...hits].map(([name, count]) => `${count} × ${name}`),
      6,
    );
  return {
    memory: [
      {
        what: 'from the key press to the end of core, in the middle of a check',
        asked: '≤ 300 ms',
        measured: `${goneAfterMs} ms`,
        holds: goneAfterMs <= 300 && wasBusy,
        remark: wasBusy ? '' : 'core was not busy any more',
      },
      {
        what: `keys, passphrase and ${plantedWords} words in the memory of all processes a second later`,
        asked: '0',
        measured: String(sum(locked)),
        holds: sum(locked) === 0,
        remark: listed(locked),
      },
      {
        what: 'control: the same before the lock',
        asked: '> 0',
        measured: String(sum(open)),
        holds: sum(open) > 0,
        remark: listed(open),
      },
    ],
    files: [
      {
        what: 'secrets in arguments and environments of all processes',
        asked: '0',
        measured: String(inTold.length),
        holds: inTold.length === 0 && told.length > 0,
        remark: firstOf(inTold.map(({ name }) => name)),
      },
      {
        what: 'secrets in what the program wrote to its output',
        asked: '0',
        measured: String(inOutput.length),
        holds: inOutput.length === 0,
        remark: firstOf(inOutput.map(({ name }) => name)),
      },
      {
        what: 'files of the home, /tmp, /dev/shm, ~/.cache and ~/.local with a secret in them',
        asked: '0',
        measured: `${found.hits.length} of ${found.files}`,
        holds: found.hits.length === 0 && found.files > 0,
        remark: firstOf(found.hits),
      },
      {
        what: 'control: files with a word that stands in every header',
        asked: '> 0',
        measured: String(control.hits.length),
        holds: control.hits.length > 0,
      },
    ],
  };
}

async function readInProgram(program: Program, passphrase: string): Promise<void> {
  const page = program.page();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase', { exact: true }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  await page
    .getByText(/^[A-Z]{2}-\d{4}-001$/)
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /^[A-Z]{2}-/ }).waitFor();
  await page.keyboard.press('Control+4');
  await page.getByText('she said.').first().waitFor();
}

async function lockWhileBusy(
  program: Program,
): Promise<{ readonly goneAfterMs: number; readonly wasBusy: boolean }> {
  const page = program.page();
  const pid = await program.corePid();
  if (pid === null) throw new Error('There is no core process');
  await page.getByRole('button', { name: 'Vault', exact: true }).first().click();
  await page.getByRole('tab', { name: 'Integrity' }).click();
  await page.getByRole('button', { name: 'Check this vault' }).click();
  await page.getByText('Checking the vault').first().waitFor();
  const startedAt = performance.now();
  const pressed = page.keyboard.press('Control+l');
  while (isRunning(pid) && performance.now() - startedAt < 20_000) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const goneAfterMs = Math.round(performance.now() - startedAt);
  await pressed.catch(() => {});
  await program.nextWindow();
  return { goneAfterMs, wasBusy: true };
}

/** The process and all that descend from it. */
function processesOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = textOf(`/proc/${name}/stat`);
    const parent = Number(status.slice(status.lastIndexOf(')') + 4).split(' ')[0]);
    if (status !== '') parents.set(Number(name), parent);
  }
  const found = [root];
  for (const pid of found) {
    for (const [child, parent] of parents) if (parent === pid) found.push(child);
  }
  return found;
}

function argumentsAndEnvironments(root: number): readonly Buffer[] {
  return processesOf(root).flatMap((pid) =>
    ['cmdline', 'environ'].map((name) => Buffer.from(textOf(`/proc/${pid}/${name}`), 'latin1')),
  );
}

/** Nothing of a file that went meanwhile or may not be read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) return '';
    throw failure;
  }
}

/** How often each needle stands in the memory of the processes, by its name and the kind of process. */
function hitsInMemory(root: number, needles: readonly Needle[]): ReadonlyMap<string, number> {
  const hits = new Map<string, number>();
  for (const pid of processesOf(root)) {
    const kind = /--type=([\w-]+)/.exec(textOf(`/proc/${pid}/cmdline`))?.[1] ?? 'main';
    const memory = openSync(`/proc/${pid}/mem`, 'r');
    try {
      for (const line of textOf(`/proc/${pid}/maps`).split('\n')) {
        const region = /^([0-9a-f]+)-([0-9a-f]+) r/.exec(line);
        if (region === null || /\[v(var|syscall)/.test(line)) continue;
        const [, from = '', to = ''] = region;
        countIn(memory, Number.parseInt(from, 16), Number.parseInt(to, 16), needles, (needle, count) => {
          const name = `${needle.name} in ${kind}`;
          hits.set(name, (hits.get(name) ?? 0) + count);
        });
      }
    } finally {
      closeSync(memory);
    }
  }
  return hits;
}

const blockBytes = 4 * 2 ** 20;
const block = Buffer.alloc(blockBytes);

function countIn(
  memory: number,
  from: number,
  to: number,
  needles: readonly Needle[],
  tell: (needle: Needle, count: number) => void,
): void {
  const longest = Math.max(...needles.map(({ bytes }) => bytes.byteLength));
  for (let at = from; at < to; at += blockBytes - longest) {
    let read = 0;
    try {
      read = readSync(memory, block, 0, Math.min(blockBytes, to - at), at);
    } catch {
      // Memory of a device, or memory that the process has given back meanwhile.
      continue;
    }
    const found = block.subarray(0, read);
    for (const needle of needles) {
      let count = 0;
      // What begins in the overlap is counted in the next block.
      const limit = at + read >= to ? read : read - longest;
      for (
        let hit = found.indexOf(needle.bytes);
        hit >= 0 && hit < limit;
        hit = found.indexOf(needle.bytes, hit + 1)
      ) {
        count += 1;
      }
      if (count > 0) tell(needle, count);
    }
  }
}

function filesWith(roots: readonly string[], needles: readonly Needle[], since: number) {
  const hits: string[] = [];
  let files = 0;
  for (const root of roots) {
    for (const path of filesBelow(root)) {
      const status = statSync(path, { throwIfNoEntry: false });
      if (status === undefined || status.mtimeMs < since || status.size > 2 ** 28) continue;
      files += 1;
      const bytes = Buffer.from(textOf(path), 'latin1');
      for (const needle of needles) if (bytes.includes(needle.bytes)) hits.push(`${needle.name} in ${path}`);
    }
  }
  return { hits, files };
}

/** Other programs make and remove folders meanwhile. */
function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) return [];
    throw failure;
  }
}
