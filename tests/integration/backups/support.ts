import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { readPracticeContents } from '../../../src/core/practice/contents';
import { seedPracticeCases } from '../../../src/core/practice/seed';
import type { Backup } from '../../../src/shared/backups/schemas';
import { createTestCore, type TestCore } from '../../support/core';

/** A vault with the invented cases, and an empty folder that stands for a stick. */
export interface BackupTest {
  readonly core: TestCore;
  readonly stick: string;
}

export async function aVaultWithCases(): Promise<BackupTest> {
  const core = createTestCore();
  await core.createVault();
  await seedPracticeCases(
    core.vaultDeps(),
    readPracticeContents(core.deps.resourcesFolder, core.clock.today()),
  );
  const stick = join(core.folder, 'stick');
  mkdirSync(stick);
  return { core, stick };
}

/** Makes a backup to the stick as the first one is made, with its dialog. */
export async function backUp({ core, stick }: BackupTest): Promise<Backup> {
  core.host.answerFolder(stick);
  return core.value('backups.make', { place: 'choose' });
}

/**
 * Does something when long work first says that it is at this step, with so much of it done, and gives what that gives.
 */
export function atStep<Value>(
  core: TestCore,
  step: string,
  action: () => Value,
  { from = 0 }: { readonly from?: number } = {},
): () => Value {
  const done: Value[] = [];
  const { work } = core.deps;
  const { run } = work;
  vi.spyOn(work, 'run').mockImplementation((kind, doWork) =>
    run(kind, (context) =>
      doWork({
        ...context,
        report: (progress) => {
          context.report(progress);
          if (progress.step === step && progress.done >= from && done.length === 0) done.push(action());
        },
      }),
    ),
  );
  return () => {
    const [value] = done;
    if (value === undefined) throw new Error(`No work came to the step ${step}`);
    return value;
  };
}
