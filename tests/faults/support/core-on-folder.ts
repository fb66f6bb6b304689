import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { handlers } from '../../../src/core/handlers';
import { createDeps } from '../../../src/core/kernel/create-deps';
import type { OpenDeps } from '../../../src/core/kernel/deps';
import { createRouter } from '../../../src/core/kernel/router';
import { contract, type AppContract, type ChannelName } from '../../../src/shared/contract';
import type { ChannelError } from '../../../src/shared/kernel/contract';
import type { Result } from '../../../src/shared/kernel/result';
import type { Clock } from '../../../src/shared/kernel/time';
import { testCost } from '../../support/core';

export interface CoreOnFolder {
  readonly deps: OpenDeps;
  readonly call: <Name extends ChannelName>(
    channel: Name,
    input: z.input<AppContract[Name]['input']>,
  ) => Promise<
    Result<z.output<AppContract[Name]['output']>, z.output<AppContract[Name]['failure']> | ChannelError>
  >;
  /** Of a channel that must succeed. */
  readonly value: <Name extends ChannelName>(
    channel: Name,
    input: z.input<AppContract[Name]['input']>,
  ) => Promise<z.output<AppContract[Name]['output']>>;
  /** What handlers threw. */
  readonly thrown: readonly unknown[];
}

export interface CoreOnFolderOptions {
  readonly clock?: Clock;
  /** Answers of dialogs that ask for a folder or a path, each used once. */
  readonly paths?: string[];
}

/** Core as the app runs it, on the folder of a test core that is closed by now or belongs to another process. */
export function coreOnFolder(folder: string, options: CoreOnFolderOptions = {}): CoreOnFolder {
  const next = () => Promise.resolve(options.paths?.shift() ?? null);
  const deps = createDeps({
    settingsFolder: join(folder, 'settings'),
    documentsFolder: join(folder, 'documents'),
    resourcesFolder: resolve('resources'),
    host: {
      chooseSavePath: next,
      chooseFile: next,
      chooseFiles: () => Promise.resolve([]),
      chooseFolder: next,
      takeDropped: () => Promise.resolve([]),
      printPage: () => Promise.resolve('failed'),
      pageAsPdf: () => Promise.resolve(null),
    },
    passphraseCost: testCost,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const thrown: unknown[] = [];
  const router = createRouter(contract, handlers, deps, {
    checkOutput: true,
    report: ({ cause }) => thrown.push(cause),
  });
  const call: CoreOnFolder['call'] = async (channel, input) => {
    const answer = await router.call(channel, input);
    // The router has checked the answer against the contract of this channel.
    return answer as Awaited<ReturnType<typeof call>> as never;
  };
  const value: CoreOnFolder['value'] = async (channel, input) => {
    const answer = await call(channel, input);
    if (!answer.ok) {
      const cause = thrown.at(-1);
      throw new Error(`${channel} failed: ${JSON.stringify(answer.error)}`, { cause });
    }
    return answer.value;
  };
  return { deps, call, value, thrown };
}
