import { vi } from 'vitest';
import type { PageMessage, ShellEvent } from '../../../src/shared/shell/protocol';

/** The window of the page as far as `lib` uses it, with the shell on the other side. */
export interface FakeWindow {
  /** What the page told the shell. */
  readonly told: readonly PageMessage[];
  readonly tellPage: (event: ShellEvent) => void;
  /** Hands over a port as the preload does; gives back the end that core holds. */
  readonly connect: () => CoreEnd;
  /** Posts a message that pretends to bring a port, from a place that must not be believed. */
  readonly connectFrom: (origin: string) => CoreEnd;
}

export interface CoreEnd {
  /** Channels and inputs asked so far. */
  readonly asked: readonly { readonly id: number; readonly channel: string; readonly input: unknown }[];
  readonly answer: (answer: unknown) => void;
}

export function installFakeWindow(): FakeWindow {
  const told: PageMessage[] = [];
  const shellListeners = new Set<(event: unknown) => void>();
  const messageListeners: ((event: unknown) => void)[] = [];
  const origin = 'app://dossier';
  const fake = {
    location: { origin },
    addEventListener: (_kind: 'message', listener: (event: unknown) => void) => {
      messageListeners.push(listener);
    },
    dossierShell: {
      tell: (message: PageMessage) => {
        told.push(message);
      },
      listen: (listener: (event: unknown) => void) => {
        shellListeners.add(listener);
        return () => shellListeners.delete(listener);
      },
    },
  };
  vi.stubGlobal('window', fake);

  function connectFrom(from: string): CoreEnd {
    const asked: { id: number; channel: string; input: unknown }[] = [];
    const portListeners: ((event: { readonly data: unknown }) => void)[] = [];
    const port = {
      addEventListener: (_kind: 'message', listener: (event: { readonly data: unknown }) => void) => {
        portListeners.push(listener);
      },
      start: () => undefined,
      close: () => undefined,
      postMessage: (message: (typeof asked)[number]) => {
        asked.push(message);
      },
    };
    for (const listener of messageListeners) {
      listener({ source: fake, origin: from, data: 'dossier-core-port', ports: [port] });
    }
    return { asked, answer: (data) => portListeners.forEach((listener) => listener({ data })) };
  }

  return {
    told,
    tellPage: (event) => shellListeners.forEach((listener) => listener(event)),
    connect: () => connectFrom(origin),
    connectFrom,
  };
}
