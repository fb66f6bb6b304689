import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { parseAst } from 'vite';
import { listFiles } from './fingerprint.mjs';

/**
 * The page's packages are bundled into it at build time; only main and core import packages when they run. Shipping the
 * others would be forty megabytes that nobody executes.
 *
 * @param {string} root   the folder with package.json, out and node_modules
 * @returns {Promise<{ readonly needed: ReadonlySet<string>, readonly bundled: ReadonlySet<string> }>} package names:
 *   `needed` at run time with all they need themselves, `bundled` the rest of what package.json lists as dependencies and
 *   what only those need
 */
export async function findShippedPackages(root) {
  const files = [
    ...(await listFiles(join(root, 'out', 'main'))),
    ...(await listFiles(join(root, 'out', 'preload'))),
  ];
  /** @type {Set<string>} */
  const imported = new Set();
  for (const file of files.filter((name) => /\.[cm]?js$/u.test(name))) {
    for (const name of importedPackages(await readFile(file, 'utf8'))) imported.add(name);
  }
  imported.delete('electron');
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const undeclared = [...imported].filter((name) => manifest.dependencies?.[name] === undefined);
  if (undeclared.length > 0) {
    throw new Error(`The built program imports packages that are no dependencies: ${undeclared.join(', ')}`);
  }
  const needed = await closeOver(root, imported);
  const all = await closeOver(root, new Set(Object.keys(manifest.dependencies ?? {})));
  return { needed, bundled: new Set([...all].filter((name) => !needed.has(name))) };
}

/**
 * @param {string} code   a built file
 * @returns {readonly string[]} names of the packages it imports or requires
 */
export function importedPackages(code) {
  const names = findSpecifiers(parseAst(code)).map((specifier) => {
    const [first = '', second = ''] = specifier.split('/');
    return first.startsWith('@') ? `${first}/${second}` : first;
  });
  return [...new Set(names)].filter(
    (name) => /^[@a-z]/u.test(name) && !isBuiltin(name) && !name.startsWith('node:'),
  );
}

/**
 * @param {unknown} node   of a syntax tree
 * @returns {readonly string[]} what the imports, exports and requires below it name
 */
function findSpecifiers(node) {
  if (Array.isArray(node)) return node.flatMap(findSpecifiers);
  if (typeof node !== 'object' || node === null || !('type' in node)) return [];
  return [...specifierOf(/** @type {SyntaxNode} */ (node)), ...Object.values(node).flatMap(findSpecifiers)];
}

/** @typedef {{ type: string, source?: SyntaxNode | null, value?: unknown, name?: string, callee?: SyntaxNode, arguments?: SyntaxNode[] }} SyntaxNode */

/**
 * @param {SyntaxNode} node
 * @returns {readonly string[]}
 */
function specifierOf(node) {
  const isRequire =
    node.type === 'CallExpression' && node.callee?.type === 'Identifier' && node.callee.name === 'require';
  const named = isRequire ? node.arguments?.[0] : node.source;
  return typeof named?.value === 'string' ? [named.value] : [];
}

/**
 * @param {string} root
 * @param {ReadonlySet<string>} names
 * @returns {Promise<ReadonlySet<string>>} the names and those of every package they need
 */
async function closeOver(root, names) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @type {Set<string>} */
  const visited = new Set();
  const waiting = [...names].map((name) => ({ name, from: root, required: true }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = findPackage(next.name, next.from);
    if (folder === null) {
      if (next.required) throw new Error(`The package ${next.name} is not installed`);
      continue;
    }
    if (visited.has(folder)) continue;
    visited.add(folder);
    found.add(next.name);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
    } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies))
      waiting.push({ name, from: folder, required: !(name in optionalDependencies) });
    for (const name of Object.keys({ ...optionalDependencies, ...peerDependencies })) {
      waiting.push({ name, from: folder, required: false });
    }
  }
  return found;
}

/**
 * @param {string} name
 * @param {string} from   the folder of the package that asks
 * @returns {string | null}
 */
function findPackage(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(folder) === folder) return null;
  }
}
