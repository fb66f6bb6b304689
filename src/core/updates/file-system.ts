import { createRequire } from 'node:module';

/**
 * The functions of `node:fs` as the system has them. Electron's own take a file that ends in `.asar` for a folder: one could
 * neither be written, nor listed, nor taken away. `original-fs` is Electron's name for what they were before.
 */
const files = createRequire(import.meta.url)(
  process.versions.electron === undefined ? 'node:fs' : 'original-fs',
  // Both have the same functions.
) as typeof import('node:fs');

export const {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeSync,
} = files;
