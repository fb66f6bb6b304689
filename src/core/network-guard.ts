import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { networkWays } from '../shared/laptop/contract';

/**
 * Makes Node's own network functions throw in this process. A canary for mistakes of ours and of libraries, not a
 * boundary: the boundary is the system's (see docs/threat-model.md).
 */
export function refuseNetwork(): void {
  const require = createRequire(import.meta.url);
  const refuse = (): never => {
    throw new Error('Dossier uses no network');
  };
  const functionsByModule = {
    net: ['connect', 'createConnection', 'createServer'],
    tls: ['connect', 'createServer'],
    dgram: ['createSocket'],
    dns: ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'],
    http: ['request', 'get', 'createServer'],
    https: ['request', 'get', 'createServer'],
    http2: ['connect', 'createServer', 'createSecureServer'],
  } as const;
  for (const [name, functions] of Object.entries(functionsByModule)) {
    const module = require(`node:${name}`) as Record<string, unknown>;
    for (const functionName of functions) module[functionName] = refuse;
  }
  // What those functions stand on, for a library that makes its own socket.
  const { Socket } = require('node:net') as { Socket: { prototype: { connect: unknown } } };
  Socket.prototype.connect = refuse;
  (require('node:dgram') as { Socket: unknown }).Socket = refuse;
  syncBuiltinESMExports();
  globalThis.fetch = refuse;
}

type Way = (typeof networkWays)[number];

/**
 * Tries each way out, towards this very laptop and the port where nothing answers: where a way is open, it is given up in
 * the same moment, and nothing has left the laptop.
 */
export function tryNetwork(): readonly { readonly way: Way; readonly refused: boolean }[] {
  const require = createRequire(import.meta.url);
  const host = '127.0.0.1';
  const port = 9;
  const ignore = (): void => undefined;
  const attempts: Readonly<Record<Way, () => void>> = {
    fetch: () => {
      const stop = new AbortController();
      fetch(`http://${host}:${port}/`, { signal: stop.signal }).catch(ignore);
      stop.abort();
    },
    http: () => {
      const { get } = require('node:http') as typeof import('node:http');
      get({ host, port }).on('error', ignore).destroy();
    },
    tcp: () => {
      const { connect } = require('node:net') as typeof import('node:net');
      connect(port, host).on('error', ignore).destroy();
    },
    udp: () => {
      const { createSocket } = require('node:dgram') as typeof import('node:dgram');
      createSocket('udp4').close();
    },
    names: () => {
      const { lookup } = require('node:dns') as typeof import('node:dns');
      lookup('localhost', ignore);
    },
  };
  return (Object.keys(attempts) as Way[]).map((way) => ({ way, refused: isRefused(attempts[way]) }));
}

function isRefused(attempt: () => void): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}
