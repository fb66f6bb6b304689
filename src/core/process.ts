import { contract } from '../shared/contract';
import type { Domain } from '../shared/kernel/contract';
import { interfaceLanguageOf } from '../shared/kernel/languages';
import {
  shellMessageSchema,
  type CoreMessage,
  type HostAnswer,
  type HostRequest,
} from '../shared/shell/protocol';
import { handlers } from './handlers';
import { createDeps } from './kernel/create-deps';
import type { Host } from './kernel/deps';
import { describeFault } from './kernel/faults';
import { createRouter } from './kernel/router';
import { preparePacks } from './deadlines/prepare-packs';
import { refuseNetwork } from './network-guard';

// The entry of the utility process that holds the key. Main starts it with three folders and ends it to lock.

/** The part of Electron's `process.parentPort` used here, written out so that core needs no electron types. */
interface ParentPort {
  readonly on: (
    event: 'message',
    listener: (message: { readonly data: unknown; readonly ports: readonly PagePort[] }) => void,
  ) => void;
  readonly postMessage: (message: CoreMessage) => void;
}

interface PagePort {
  readonly on: (event: 'message', listener: (message: { readonly data: unknown }) => void) => void;
  readonly start: () => void;
  readonly close: () => void;
  readonly postMessage: (message: unknown) => void;
}

refuseNetwork();

// Electron adds `parentPort` to `process` in a utility process.
const shell = (process as unknown as { readonly parentPort: ParentPort }).parentPort;
const [settingsFolder, documentsFolder, resourcesFolder, ...flags] = process.argv.slice(2);
if (settingsFolder === undefined || documentsFolder === undefined || resourcesFolder === undefined) {
  throw new Error('Core needs its settings, documents and resources folders as arguments');
}

const waiting = new Map<number, (answer: HostAnswer) => void>();
let lastRequestId = 0;

async function askShell<Request extends HostRequest>(
  request: Request,
): Promise<Extract<HostAnswer, { readonly method: Request['method'] }>> {
  lastRequestId += 1;
  const id = lastRequestId;
  shell.postMessage({ kind: 'hostRequest', id, request });
  const answer = await new Promise<HostAnswer>((resolve) => waiting.set(id, resolve));
  if (answer.method !== request.method) throw new Error('The shell answered something else than was asked');
  // Compared in the line before.
  return answer as Extract<HostAnswer, { readonly method: Request['method'] }>;
}

const host: Host = {
  chooseSavePath: async ({ title, suggestedName, kinds }) => {
    const fileKinds = kinds.map((kind) => ({ name: kind.name, extensions: [...kind.extensions] }));
    return (await askShell({ method: 'chooseSavePath', title, suggestedName, kinds: fileKinds })).path;
  },
  chooseFile: async ({ title, kinds }) => {
    const fileKinds = kinds.map((kind) => ({ name: kind.name, extensions: [...kind.extensions] }));
    return (await askShell({ method: 'chooseFile', title, kinds: fileKinds })).path;
  },
  chooseFiles: async ({ title }) => (await askShell({ method: 'chooseFiles', title })).paths,
  chooseFolder: async ({ title }) => (await askShell({ method: 'chooseFolder', title })).path,
  takeDropped: async () => (await askShell({ method: 'takeDropped' })).paths,
  printPage: async () => (await askShell({ method: 'printPage' })).outcome,
  pageAsPdf: async (foot) => (await askShell({ method: 'pageAsPdf', foot: foot ?? null })).pdf,
};

const laptopLanguage = flags.find((flag) => flag.startsWith('--language='))?.slice('--language='.length);
/** Handed over by the build for the end-to-end tests alone. */
const policyPath = flags.find((flag) => flag.startsWith('--policy-file='))?.slice('--policy-file='.length);
/** Handed over by a packaged program alone. */
const executable = flags.find((flag) => flag.startsWith('--executable='))?.slice('--executable='.length);
const deps = createDeps({
  settingsFolder,
  documentsFolder,
  resourcesFolder,
  host,
  firstLanguage: interfaceLanguageOf(laptopLanguage ?? ''),
  ...(policyPath === undefined ? {} : { policyPath }),
  ...(executable === undefined ? {} : { executable }),
});
const router = createRouter(contract, handlers, deps, {
  checkOutput: flags.includes('--check-output'),
  report: (incident) => {
    process.stderr.write(`${describeFault(incident)}\n`);
  },
});

let page: PagePort | null = null;

function tellState(): void {
  const { lockAfterMinutes, lockOnMinimise, clearClipboardAfterSeconds, protectScreen, textSize } =
    deps.settings.read();
  shell.postMessage({
    kind: 'state',
    // One that papers have opened is to be locked as well when nobody touches the laptop.
    vaultOpen: deps.session.current() !== null || deps.session.reopened() !== null,
    settings: { lockAfterMinutes, lockOnMinimise, clearClipboardAfterSeconds, protectScreen, textSize },
  });
}

function touchedBy(message: unknown): readonly Domain[] {
  const name = typeof message === 'object' && message !== null && 'channel' in message ? message.channel : '';
  return typeof name === 'string' && Object.hasOwn(contract, name)
    ? contract[name as keyof typeof contract].touches
    : [];
}

function connect(port: PagePort): void {
  page?.close();
  page = port;
  port.on('message', ({ data }) => {
    void router.answer(data).then((answer) => {
      const touched = touchedBy(data);
      port.postMessage({ ...answer, touched: answer.result.ok ? touched : [] });
      if (touched.includes('vault') || touched.includes('settings')) tellState();
    });
  });
  port.start();
}

shell.on('message', ({ data, ports }) => {
  const message = shellMessageSchema.parse(data);
  switch (message.kind) {
    case 'connect': {
      const [port] = ports;
      if (port !== undefined) connect(port);
      break;
    }
    case 'hostAnswer':
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
      break;
    case 'prepareToEnd':
      deps.work.cancelAll();
      deps.session.close();
      shell.postMessage({ kind: 'readyToEnd' });
      break;
  }
});

tellState();

// Reading the packs takes longer than the first list may take. While a person types the passphrase there is time.
setTimeout(() => preparePacks(resourcesFolder), 400);
