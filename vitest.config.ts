import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const kinds = ['unit', 'integration', 'migrations', 'golden', 'contract'] as const;

export default defineConfig({
  test: {
    projects: [
      ...kinds.map((kind) => ({
        test: {
          name: kind,
          include: [`tests/${kind}/**/*.test.{ts,tsx}`],
          testTimeout: 30_000,
          pool: 'forks' as const,
          // One import of the program for all files of a worker. Unit tests put other windows and clocks in its place.
          isolate: kind === 'unit',
          // Vitest's own number leaves one core idle.
          maxWorkers: availableParallelism(),
        },
      })),
      {
        test: {
          name: 'interop',
          include: ['tests/interop/*.test.ts'],
          testTimeout: 120_000,
          pool: 'forks' as const,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/no-network/hostile-page.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Told by tests/e2e/support/second-tries.ts.
          retry: 1,
          // Each file on a screen of its own (scripts/test.mjs): one focus and one clipboard for each.
          maxWorkers: process.env.DOSSIER_SCREENS?.split(' ').length ?? 1,
          pool: 'forks' as const,
        },
      },
      {
        test: {
          name: 'installers',
          include: ['tests/installers/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          pool: 'forks' as const,
        },
      },
      { test: { name: 'planted', include: ['tests/no-network/planted.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'empty',
          include: ['tests/no-network/empty.test.ts'],
          testTimeout: 120_000,
          retry: 1,
          pool: 'forks' as const,
        },
      },
    ],
  },
});
