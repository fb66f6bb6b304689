import { createRequire, syncBuiltinESMExports } from 'node:module';

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
