import { utilityProcess, type MessagePortMain } from 'electron';
import {
  coreMessageSchema,
  type CoreMessage,
  type HostAnswer,
  type HostRequest,
  type ShellMessage,
} from '../shared/shell/protocol';

export interface CoreFolders {
  readonly settingsFolder: string;
  readonly documentsFolder: string;
  readonly resourcesFolder: string;
}

/** What core tells of itself. */
export type CoreState = Omit<Extract<CoreMessage, { kind: 'state' }>, 'kind'>;

export interface CoreEvents {
  readonly onState: (state: CoreState) => void;
  /** Shows a dialog or prints; the answer is of the request's own method. */
  readonly onHostRequest: (request: HostRequest) => Promise<HostAnswer>;
  /** The process ended by itself: a crash, or somebody killed it. */
  readonly onLost: () => void;
}

/** The running process that holds the vault. */
export interface CoreProcess {
  readonly connect: (port: MessagePortMain) => void;
  /** Lets core close the vault for at most `patienceMs`, then ends the process whatever it is doing. */
  readonly end: (patienceMs: number) => Promise<void>;
}

export function startCore(
  modulePath: string,
  folders: CoreFolders,
  flags: readonly string[],
  events: CoreEvents,
): CoreProcess {
  const child = utilityProcess.fork(
    modulePath,
    [folders.settingsFolder, folders.documentsFolder, folders.resourcesFolder, ...flags],
    {
      serviceName: 'Dossier core',
      stdio: 'inherit',
      // Only what a program needs to know the time zone and the language; NODE_OPTIONS and the like stay out.
      env: pick(process.env, [
        'TZ',
        'LANG',
        'LC_ALL',
        'HOME',
        'USERPROFILE',
        'SystemRoot',
        'TEMP',
        'TMPDIR',
        'XDG_CURRENT_DESKTOP',
      ]),
    },
  );
  let ending = false;
  let onReadyToEnd = () => {};
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
      if (!ending) events.onLost();
    });
  });

  const tell = (message: ShellMessage, ports: MessagePortMain[] = []) => child.postMessage(message, ports);

  child.on('message', (data: unknown) => {
    const message = coreMessageSchema.parse(data);
    switch (message.kind) {
      case 'state':
        events.onState(message);
        break;
      case 'hostRequest':
        void events
          .onHostRequest(message.request)
          .then((answer) => tell({ kind: 'hostAnswer', id: message.id, answer }));
        break;
      case 'readyToEnd':
        onReadyToEnd();
        break;
    }
  });

  return {
    connect: (port) => tell({ kind: 'connect' }, [port]),
    end: async (patienceMs) => {
      ending = true;
      const ready = new Promise<void>((resolve) => {
        onReadyToEnd = resolve;
      });
      tell({ kind: 'prepareToEnd' });
      await Promise.race([ready, exited, wait(patienceMs)]);
      // Not `child.kill()`: it asks first, and a process in the middle of a query would not hear it.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      await exited;
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function pick(environment: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
