import { join } from 'node:path';
import { refuseNetwork } from '../core/network-guard';
import { terminalPassphrases } from './passphrase';
import { runProgram } from './program';

refuseNetwork();

process.exitCode = await runProgram(process.argv.slice(2), {
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  passphrases: terminalPassphrases(process.stdin, (text) => process.stderr.write(text)),
  workingFolder: process.cwd(),
  // The same from `src/cli` and from `out/main`.
  resourcesFolder: join(import.meta.dirname, '..', '..', 'resources'),
});
