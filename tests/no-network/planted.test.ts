import { expect, it } from 'vitest';
import { startProgram } from '../e2e/support/program';
import { labAddress } from './lab';

// Run in the lab by tests/no-network/index.ts, which must see it: a capture that sees nothing would prove nothing.
it('one request is planted in the program', async () => {
  const program = await startProgram();
  // By a child of the main process: its own functions and Chromium's refuse.
  const code = await program.electron.evaluate(
    (_electron, address) =>
      new Promise((resolve) => {
        const { spawn } = process.getBuiltinModule('node:child_process');
        const child = spawn('bash', ['-c', `echo planted > /dev/udp/${address}/9`], { stdio: 'ignore' });
        child.on('exit', resolve);
      }),
    labAddress,
  );
  expect(code).toBe(0);
  await program.close();
});
