import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './places.mjs';

/**
 * A package of others that is in the program, be it as itself or inside of the page.
 *
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence     as its author names it
 * @property {string} integrity   of the registry's file, as in package-lock.json
 * @property {string} folder      in node_modules, from the project's root; not there where it is for another system
 */

/** @returns {Promise<readonly ShippedPackage[]>} by name and version */
export async function readShippedPackages() {
  const lock = JSON.parse(await readFile(join(projectRoot, 'package-lock.json'), 'utf8'));
  const folders = Object.keys(lock.packages).filter((folder) => folder !== '' && !lock.packages[folder].dev);
  const packages = folders.map((folder) => ({
    name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: String(lock.packages[folder].version),
    licence: String(lock.packages[folder].license ?? 'not named'),
    integrity: String(lock.packages[folder].integrity ?? ''),
    folder,
  }));
  return packages.sort((first, second) => (sortKey(first) < sortKey(second) ? -1 : 1));
}

/** @param {ShippedPackage} shipped */
function sortKey({ name, version, folder }) {
  return `${name} ${version} ${folder}`;
}

/**
 * What goes along with every copy of the program: whose work is in it, and under which licence.
 *
 * @returns {Promise<string>}
 */
export async function describeLicences() {
  const parts = [
    'Dossier is made with the work of others. Their licences follow, as they stand in the packages.',
    'Electron and Chromium: LICENSE.electron.txt and LICENSES.chromium.html in the same folder.',
  ];
  for (const { name, version, licence, folder } of await readShippedPackages()) {
    const absolute = join(projectRoot, folder);
    // Programs for other systems; they are not in this one.
    if (!existsSync(absolute)) continue;
    const files = (await readdir(absolute))
      .filter((file) => /^(?:licen[cs]e|copying|notice|ofl)/iu.test(file))
      .sort();
    const texts = [];
    for (const file of files) {
      texts.push((await readFile(join(absolute, file), 'utf8')).replaceAll('\r\n', '\n').trim());
    }
    const text =
      texts.length > 0
        ? texts.join('\n\n')
        : 'The package holds no file with its licence; its author names it as above.';
    parts.push(`${'='.repeat(80)}\n${name} ${version} (${licence})\n${'='.repeat(80)}\n\n${text}`);
  }
  return `${parts.join('\n\n')}\n`;
}

/**
 * The bill of materials, for whoever must know whether a package with a known fault is inside: CycloneDX 1.5. Without a
 * time and a serial number, so that the same sources give the same file.
 *
 * @param {{ version: string, electronVersion: string }} versions
 * @returns {Promise<string>}
 */
export async function listComponents({ version, electronVersion }) {
  const packages = (await readShippedPackages()).map((shipped) => ({
    type: 'library',
    'bom-ref': `${shipped.name}@${shipped.version}|${shipped.folder}`,
    name: shipped.name,
    version: shipped.version,
    hashes: hashesOf(shipped.integrity),
    licenses: [
      /[ ()]/u.test(shipped.licence)
        ? { expression: shipped.licence.replace(/^\((.*)\)$/u, '$1') }
        : { license: { name: shipped.licence } },
    ],
    purl: `pkg:npm/${shipped.name.replace('@', '%40')}@${shipped.version}`,
  }));
  const electron = {
    type: 'framework',
    'bom-ref': `electron@${electronVersion}`,
    name: 'electron',
    version: electronVersion,
    licenses: [{ license: { name: 'MIT' } }],
    purl: `pkg:npm/electron@${electronVersion}`,
  };
  const list = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `dossier@${version}`,
        name: 'dossier',
        version,
        licenses: [{ license: { name: 'AGPL-3.0-only' } }],
      },
    },
    components: [electron, ...packages],
  };
  return `${JSON.stringify(list, null, 2)}\n`;
}

/**
 * @param {string} integrity   such as `sha512-…`, in base64
 * @returns {readonly { alg: string, content: string }[]}
 */
function hashesOf(integrity) {
  const base64 = /^sha512-(.+)$/u.exec(integrity)?.[1];
  return base64 === undefined
    ? []
    : [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}
