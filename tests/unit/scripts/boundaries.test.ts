import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBoundaries } from '../../../scripts/lib/boundaries.mjs';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-boundaries-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const packages = ['electron', 'react', 'zod', '@signalapp/sqlcipher'];

/** A project of the same shape as ours, with only these files and a few packages that are empty. */
async function setupProject(contentsByPath: Readonly<Record<string, string>>): Promise<void> {
  const files = {
    'package.json': JSON.stringify({
      type: 'module',
      dependencies: { react: '1.0.0', zod: '1.0.0', '@signalapp/sqlcipher': '1.0.0' },
      devDependencies: { electron: '1.0.0', docx: '1.0.0' },
    }),
    ...Object.fromEntries(
      [...packages, 'docx'].flatMap((name) => [
        [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
        [`node_modules/${name}/index.js`, 'module.exports = {};'],
      ]),
    ),
    ...contentsByPath,
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

describe('the import rules', () => {
  it.each([
    [
      'shared-is-pure',
      'src/shared/kernel/a.ts',
      "import { readFile } from 'node:fs/promises'; export const a = readFile;",
    ],
    ['shared-is-pure', 'src/shared/kernel/a.ts', "import react from 'react'; export const a = react;"],
    ['core-is-plain-node', 'src/core/a.ts', "import { b } from '../main/b'; export const a = b;"],
    [
      'only-the-shell-knows-electron',
      'src/core/a.ts',
      "import { app } from 'electron'; export const a = app;",
    ],
    [
      'only-db-opens-databases',
      'src/core/vault/a.ts',
      "import D from '@signalapp/sqlcipher'; export const a = D;",
    ],
    [
      'migrations-stand-alone',
      'src/core/db/migrations/0002-a.ts',
      "import { b } from '../sql'; export const a = b;",
    ],
    [
      'shell-does-not-reach-into-core',
      'src/main/a.ts',
      "import { b } from '../core/sql'; export const a = b;",
    ],
    ['preload-is-small', 'src/preload/a.ts', "import { z } from 'zod'; export const a = z;"],
    ['page-knows-no-process', 'src/renderer/a.ts', "import { b } from '../core/sql'; export const a = b;"],
    [
      'page-knows-no-process',
      'src/renderer/a.ts',
      "import { join } from 'node:path'; export const a = join;",
    ],
    [
      'features-through-the-front-door',
      'src/renderer/features/cases/a.tsx',
      "import { b } from '../people/b'; export const a = b;",
    ],
    [
      'design-system-knows-no-feature',
      'src/renderer/ui/a.tsx',
      "import { b } from '../features/people/b'; export const a = b;",
    ],
    ['command-line-stands-on-core', 'src/cli/a.ts', "import { b } from '../main/b'; export const a = b;"],
    ['no-network', 'src/core/a.ts', "import { connect } from 'node:net'; export const a = connect;"],
    ['no-network', 'src/main/a.ts', "export const a = () => import('https');"],
    ['no-development-packages', 'src/core/a.ts', "import docx from 'docx'; export const a = docx;"],
    ['no-unresolved', 'src/core/a.ts', "import { nothing } from './nowhere'; export const a = nothing;"],
    ['the-program-knows-no-test', 'src/core/a.ts', "import { b } from '../../tests/b'; export const a = b;"],
  ])('%s: %s may not say %s', async (rule, path, content) => {
    await setupProject({
      'src/main/b.ts': 'export const b = 1;',
      'src/core/sql.ts': 'export const b = 1;',
      'src/core/db/sql.ts': 'export const b = 1;',
      'src/renderer/features/people/b.ts': 'export const b = 1;',
      'tests/b.ts': 'export const b = 1;',
      [path]: content,
    });
    const { crossings } = await checkBoundaries(root);
    expect(crossings.filter(({ from }) => from === path).map((crossing) => crossing.rule)).toContain(rule);
  });

  it('finds files that import each other', async () => {
    await setupProject({
      'src/core/a.ts': "import { b } from './b'; export const a = () => b;",
      'src/core/b.ts': "import { a } from './a'; export const b = () => a;",
    });
    const { crossings } = await checkBoundaries(root);
    expect(new Set(crossings.map(({ rule }) => rule))).toEqual(new Set(['no-cycles']));
  });

  it('lets each side import what is meant for it', async () => {
    await setupProject({
      'src/shared/cases/schemas.ts':
        "import { z } from 'zod'; export const schema = z; export type Case = { id: string };",
      'src/core/db/driver.ts':
        "import D from '@signalapp/sqlcipher'; export const driver = D; export type Row = { id: string };",
      'src/core/db/migrations/0001-first.ts':
        "import type { Row } from '../driver'; export const first = (row: Row) => row;",
      'src/core/network-guard.ts': "import net from 'node:net'; export const guard = net;",
      'src/core/cases/store.ts':
        "import { readFile } from 'node:fs/promises'; import { driver } from '../db/driver'; import { schema } from '../../shared/cases/schemas'; export const store = [readFile, driver, schema];",
      'src/main/index.ts':
        "import { app } from 'electron'; import { guard } from '../core/network-guard'; import { schema } from '../shared/cases/schemas'; export const main = [app, guard, schema];",
      'src/preload/index.ts': "import { ipcRenderer } from 'electron'; export const bridge = ipcRenderer;",
      'src/renderer/features/people/index.ts': "export { list } from './list';",
      'src/renderer/features/people/list.tsx': "import react from 'react'; export const list = react;",
      'src/renderer/features/cases/page.tsx':
        "import { list } from '../people'; import { schema } from '../../../shared/cases/schemas'; export const page = [list, schema];",
      'src/cli/index.ts': "import { store } from '../core/cases/store'; export const cli = store;",
    });
    const report = await checkBoundaries(root);
    expect(report).toMatchObject({ files: 11, unseen: [], crossings: [] });
    expect(report.imports).toBeGreaterThan(12);
  });
});
