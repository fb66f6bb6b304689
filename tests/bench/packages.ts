import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from '../../src/core/db/sql';
import { insertFact } from '../../src/core/timeline/store';
import { factIdSchema, type CaseId } from '../../src/shared/kernel/ids';
import { emptyFactFields } from '../../src/shared/timeline/schemas';
import { createTestCore, type TestCore } from '../support/core';
import { timingOf, type Timing } from './measure';

export const packageSteps = [
  'make',
  'look at new',
  'take in new',
  'look at changed',
  'take in changed',
  'wait',
] as const;
export type PackageStep = (typeof packageSteps)[number];

/** Each in milliseconds; `wait` is the longest that another call of the receiving vault had to wait meanwhile. */
export type PackageTimings = Readonly<Record<PackageStep, Timing>>;

/**
 * A case with this many facts goes to another vault, and once more after a tenth of them was changed there, another tenth
 * here, and a hundredth on both sides, which stays as it is here.
 */
export async function measurePackages(facts: number, rounds: number): Promise<PackageTimings> {
  const samples: Record<PackageStep, number[]> = {
    make: [],
    'look at new': [],
    'take in new': [],
    'look at changed': [],
    'take in changed': [],
    wait: [],
  };
  for (let round = 0; round < rounds; round += 1) await measureOnce(facts, samples);
  const [make, lookNew, takeNew, lookChanged, takeChanged, wait] = packageSteps.map((step) =>
    timingOf(samples[step]),
  );
  if (!make || !lookNew || !takeNew || !lookChanged || !takeChanged || !wait) throw new Error('Not measured');
  return {
    make,
    'look at new': lookNew,
    'take in new': takeNew,
    'look at changed': lookChanged,
    'take in changed': takeChanged,
    wait,
  };
}

async function measureOnce(facts: number, samples: Readonly<Record<PackageStep, number[]>>): Promise<void> {
  const sender = await aVault();
  const receiver = await aVault();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  try {
    const { publicKey } = await receiver.value('packages.makeKey', {});
    const { caseId } = await sender.value('cases.create', { fileLanguage: 'fr', client: {} });
    addFacts(sender, caseId, facts);
    const timed = async <Value>(step: PackageStep, work: () => Promise<Value>): Promise<Value> => {
      const begun = performance.now();
      const value = await work();
      samples[step].push(performance.now() - begun);
      return value;
    };
    const send = (path: string) => {
      sender.host.answerSavePath(path);
      return sender.value('packages.create', {
        caseIds: [caseId],
        lock: { kind: 'publicKeys', recipients: [publicKey] },
        recipient: 'A colleague',
        reason: 'To measure how long it takes.',
        purpose: 'copy',
        forReading: false,
      });
    };
    const look = (path: string) => {
      receiver.host.answerFile(path);
      return receiver.value('packages.look', { handle: null, passphrase: null });
    };
    const first = join(sender.folder, 'first.dossier-package');
    const second = join(sender.folder, 'second.dossier-package');
    await timed('make', () => send(first));
    delay.enable();
    const shown = await timed('look at new', () => look(first));
    await timed('take in new', () =>
      receiver.value('packages.takeIn', { handle: shown.handle, makerConfirmed: true }),
    );
    delay.disable();
    changeFacts(sender, 'Brugge', 0);
    changeFacts(receiver, 'Gent', 1);
    await send(second);
    delay.enable();
    const changed = await timed('look at changed', () => look(second));
    await timed('take in changed', () => receiver.value('packages.takeIn', { handle: changed.handle }));
    delay.disable();
    samples.wait.push(delay.max / 1e6);
  } finally {
    sender.close();
    receiver.close();
  }
}

async function aVault(): Promise<TestCore> {
  const core = createTestCore();
  await core.createVault();
  mkdirSync(core.folder, { recursive: true });
  return core;
}

function addFacts(core: TestCore, caseId: CaseId, count: number): void {
  const { db, newId, clock } = core.vaultDeps();
  const now = clock.now();
  db.transaction(() => {
    for (let row = 0; row < count; row += 1) {
      insertFact(
        db,
        {
          ...emptyFactFields,
          id: factIdSchema.parse(newId()),
          caseId,
          date: null,
          statement: `Elle a dormi dans la chambre ${row} et n’a revu personne pendant trois semaines.`,
          createdAt: now,
          updatedAt: now,
          citations: [],
        },
        newId,
      );
    }
  });
}

function changeFacts(core: TestCore, place: string, tenth: number): void {
  core.clock.set(new Date(Date.parse(core.clock.now()) + 60_000).toISOString());
  core.vaultDeps().db.run(sql`
    UPDATE facts SET place = ${place}, updated_at = ${core.clock.now()}
    WHERE rowid % 10 = ${tenth} OR rowid % 100 = 5
  `);
}
