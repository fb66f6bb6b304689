import { join, resolve } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import type { z } from 'zod';
import { handlers } from '../core/handlers';
import { createDeps } from '../core/kernel/create-deps';
import type { OpenDeps } from '../core/kernel/deps';
import { describeFault } from '../core/kernel/faults';
import { createRouter } from '../core/kernel/router';
import { openVaultAtPath } from '../core/vault/vault-at-path';
import { noLaptopNotes } from '../core/updates/laptop-notes';
import { contract, type AppContract, type ChannelName } from '../shared/contract';
import { interruptedSentence } from './interrupted-copies';
import { readPassphrase, type PassphraseSource } from './passphrase';
import { CommandFailure, sentenceFor } from './failure';

/** The terminal and the places around it. Tests put in their own. */
export interface Surroundings {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly passphrases: PassphraseSource;
  /** Paths in arguments are meant from here. */
  readonly workingFolder: string;
  readonly resourcesFolder: string;
  /** For tests; the place that only an administrator writes otherwise. */
  readonly policyPath?: string;
  /** For tests; calibrated to this laptop otherwise. */
  readonly passphraseCost?: OpenDeps['passphraseCost'];
}

/** What a command works with. */
export interface CommandContext {
  /** Adds the argument and option that `withVault` reads. */
  readonly takesVault: (command: Command) => Command;
  /**
   * Opens the vault of the command, does the work, and closes it whatever happens. `savePath` answers the one save
   * dialog that a channel may ask for, `saveFolder` all of them with the name the channel suggests, `folderPath` the one for a
   * folder, `filePath` the one for a file; without them a dialog counts as cancelled.
   */
  readonly withVault: <Value>(
    options: {
      readonly vault: string;
      readonly passphraseFile?: string;
      readonly savePath?: string;
      readonly saveFolder?: string;
      readonly folderPath?: string;
      readonly filePath?: string;
    },
    work: (core: OpenCore) => Promise<Value>,
  ) => Promise<Value>;
  /** Core without a vault, for commands that need none. */
  readonly deps: OpenDeps;
  readonly passphrases: PassphraseSource;
  /** A path of an argument as an absolute one. */
  readonly path: (argument: string) => string;
  /** The outcome of a command: `text` for people, `json` when `--json` was given. */
  readonly print: (outcome: { readonly text: string; readonly json: unknown }) => void;
  /** Something to know beside the outcome, on standard error. */
  readonly note: (sentence: string) => void;
}

/** Core with an open vault. */
export interface OpenCore {
  /** Calls a channel as the page does. A failure ends the command with its sentence. */
  readonly call: <Name extends ChannelName>(
    channel: Name,
    input: z.input<AppContract[Name]['input']>,
  ) => Promise<z.output<AppContract[Name]['output']>>;
  /** What opened the vault. */
  readonly passphrase: string;
}

export function createContext(surroundings: Surroundings, wantsJson: boolean): CommandContext {
  const deps = depsFor(surroundings, {});

  return {
    takesVault: (command) =>
      command
        .addArgument(new Argument('<vault>', 'folder of the vault, whose name ends in .dossier'))
        .addOption(
          new Option(
            '--passphrase-file <file>',
            'read the passphrase from the first line of this file; - reads standard input',
          ),
        ),

    withVault: async ({ vault, passphraseFile, ...answers }, work) => {
      const vaultDeps = depsFor(surroundings, answers);
      if (vaultDeps.policy.state === 'broken') {
        surroundings.writeError(`Warning: ${sentenceFor({ kind: 'policyBroken' })}\n`);
      }
      const passphrase = await readPassphrase(surroundings, passphraseFile);
      const opened = await openVaultAtPath(vaultDeps, resolve(surroundings.workingFolder, vault), passphrase);
      if (!opened.ok) throw new CommandFailure(opened.error);
      try {
        for (const warning of vaultDeps.session.current()?.describe().warnings ?? []) {
          surroundings.writeError(`Warning: ${sentenceFor({ kind: warning })}\n`);
        }
        const core = openCore(vaultDeps, surroundings);
        await tellInterrupted(core, surroundings);
        return await work({ ...core, passphrase });
      } finally {
        vaultDeps.session.close();
      }
    },

    deps,
    passphrases: surroundings.passphrases,
    path: (argument) => resolve(surroundings.workingFolder, argument),
    print: ({ text, json }) => {
      surroundings.writeOut(wantsJson ? `${JSON.stringify(json, null, 2)}\n` : `${text.trimEnd()}\n`);
    },
    note: (sentence) => surroundings.writeError(`${sentence}\n`),
  };
}

/** What the opening could not settle of copies that were interrupted. No command fails for it. */
async function tellInterrupted(core: Pick<OpenCore, 'call'>, surroundings: Surroundings): Promise<void> {
  try {
    for (const copy of await core.call('departures.interrupted', {})) {
      surroundings.writeError(`Warning: ${interruptedSentence(copy)}\n`);
    }
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure;
    surroundings.writeError(
      `Warning: whether copies were interrupted could not be looked at. ${failure.message}\n`,
    );
  }
}

/** Answers to dialogs that a channel may ask for, as paths from the working folder. */
interface DialogAnswers {
  readonly savePath?: string;
  readonly saveFolder?: string;
  readonly folderPath?: string;
  readonly filePath?: string;
}

function depsFor(surroundings: Surroundings, answers: DialogAnswers): OpenDeps {
  const answer = (path: string | undefined) =>
    Promise.resolve(path === undefined ? null : resolve(surroundings.workingFolder, path));
  const deps = createDeps({
    // Below a file nothing can be: the command line has no settings of its own and leaves the app's alone.
    settingsFolder: resolve(process.execPath, 'none'),
    documentsFolder: surroundings.workingFolder,
    resourcesFolder: surroundings.resourcesFolder,
    host: {
      chooseSavePath: ({ suggestedName }) =>
        answer(answers.saveFolder === undefined ? answers.savePath : join(answers.saveFolder, suggestedName)),
      chooseFile: () => answer(answers.filePath),
      chooseFiles: () => Promise.resolve([]),
      chooseFolder: () => answer(answers.folderPath),
      takeDropped: () => Promise.resolve([]),
      printPage: () => Promise.resolve('failed'),
      pageAsPdf: () => Promise.resolve(null),
    },
    ...(surroundings.policyPath === undefined ? {} : { policyPath: surroundings.policyPath }),
    ...(surroundings.passphraseCost === undefined || surroundings.passphraseCost === 'calibrated'
      ? {}
      : { passphraseCost: surroundings.passphraseCost }),
  });
  return { ...deps, updateNotes: noLaptopNotes };
}

function openCore(deps: OpenDeps, surroundings: Surroundings): Pick<OpenCore, 'call'> {
  const router = createRouter(contract, handlers, deps, {
    checkOutput: true,
    report: (incident) => surroundings.writeError(`${describeFault(incident)}\n`),
  });
  return {
    call: async <Name extends ChannelName>(channel: Name, input: z.input<AppContract[Name]['input']>) => {
      const answer = await router.call(channel, input);
      if (!answer.ok) throw new CommandFailure(answer.error);
      // The router has checked the answer against the contract of this channel.
      return answer.value as z.output<AppContract[Name]['output']>;
    },
  };
}
