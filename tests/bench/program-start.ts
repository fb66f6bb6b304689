import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withVirtualScreen } from '../../scripts/lib/screen.mjs';
import type { TestCore } from '../support/core';
import { startProgram } from '../e2e/support/program';
import { timingOf, type Timing } from './measure';

/**
 * From the start of the packaged program's process until its first screen with text stood there, for somebody who has a
 * vault. Playwright, which drives it, holds it up a little at the start.
 *
 * @throws when there is no packaged program or no screen
 */
export async function measureProgramStart(core: TestCore, rounds: number): Promise<Timing> {
  return withVirtualScreen(async ({ DISPLAY }) => {
    const displayBefore = process.env.DISPLAY;
    if (DISPLAY !== undefined) process.env.DISPLAY = DISPLAY;
    try {
      const times: number[] = [];
      // The first start reads the program from the disk and is not counted.
      for (let round = 0; round <= rounds; round += 1) {
        const time = await startOnce(core);
        if (round > 0) times.push(time);
      }
      return timingOf(times);
    } finally {
      if (displayBefore === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = displayBefore;
    }
  });
}

async function startOnce(core: TestCore): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'dossier-bench-home-'));
  try {
    await cp(join(core.folder, 'settings'), join(home, 'user', 'settings'), { recursive: true });
    const program = await startProgram({ home });
    try {
      await program.page().locator('input[type=password]').first().waitFor();
      const shown = await program.page().evaluate(() => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
      });
      const started = await program.electron.evaluate(() => process.getCreationTime() ?? Number.NaN);
      return shown - started;
    } finally {
      await program.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
