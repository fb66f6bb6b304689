import { resolve } from 'node:path';
import { runProgram } from '../../src/cli/program';

/** Runs a command that needs no vault, from a folder. */
export async function runCommand(
  workingFolder: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  let out = '';
  let error = '';
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: { ask: () => Promise.resolve(null), readStandardInput: () => '' },
    workingFolder,
    resourcesFolder: resolve('resources'),
    policyPath: resolve(workingFolder, 'policy-of-this-laptop.json'),
  });
  return { code, out, error };
}
