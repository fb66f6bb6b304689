import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listFiles } from './fingerprint.mjs';

/**
 * @typedef {object} BoundaryReport
 * @property {number} files      TypeScript files under src
 * @property {readonly string[]} unseen   those of them that the tool did not read
 * @property {number} imports    all imports it saw in src
 * @property {readonly { rule: string, from: string, to: string, comment: string, round: readonly string[] }[]} crossings
 *   round: the files of a cycle in order, empty for other rules
 */

/**
 * Reads the imports of a project and holds them against .dependency-cruiser.cjs.
 *
 * @param {string} root   the folder that holds `src`
 * @returns {Promise<BoundaryReport>}
 */
export async function checkBoundaries(root) {
  const { cruise } = await import('dependency-cruiser');
  const { default: extractTypeScriptOptions } =
    await import('dependency-cruiser/config-utl/extract-ts-config');
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
  const typeScriptOptions = join(root, options.tsConfig.fileName);

  const { output } = await cruise(
    ['src'],
    { ...options, ruleSet: { forbidden }, validate: true, baseDir: root },
    undefined,
    existsSync(typeScriptOptions) ? { tsConfig: extractTypeScriptOptions(typeScriptOptions) } : {},
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser was asked for data and gave text');

  const files = (await listFiles(join(root, 'src')))
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => /\.tsx?$/u.test(file));
  const seen = new Set(output.modules.map(({ source }) => source));
  return {
    files: files.length,
    unseen: files.filter((file) => !seen.has(file)),
    imports: output.modules
      .filter(({ source }) => source.startsWith('src/'))
      .flatMap(({ dependencies }) => dependencies).length,
    crossings: output.summary.violations.map(({ from, to, rule, cycle }) => ({
      rule: rule.name,
      from,
      to,
      comment:
        forbidden.find((/** @type {{ name: string }} */ { name }) => name === rule.name)?.comment ?? '',
      round: (cycle ?? []).map(({ name }) => name),
    })),
  };
}
