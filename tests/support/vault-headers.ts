import { createHash, createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A header as plain JSON, for changing it in ways the program never would. */
export type LooseHeader = Record<string, unknown> & {
  readonly slots: readonly (Record<string, unknown> & { keyDerivation: Record<string, unknown> })[];
  readonly members: readonly Record<string, unknown>[];
};

export function readLooseHeader(folder: string): LooseHeader {
  // The shape of what `createVaultFolder` wrote.
  return JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')) as LooseHeader;
}

/** The text of a header with a right checksum, and with a right MAC where its key is given. */
export function headerTextWith(header: Record<string, unknown>, macKey?: Uint8Array): string {
  const { mac: oldMac, checksum: _checksum, ...body } = header;
  const upTo = (fields: object) => JSON.stringify(fields, null, 2).slice(0, -2);
  const mac =
    macKey === undefined ? oldMac : createHmac('sha256', macKey).update(upTo(body)).digest('base64');
  const checksum = createHash('sha256')
    .update(upTo({ ...body, mac }))
    .digest('base64');
  return `${JSON.stringify({ ...body, mac, checksum }, null, 2)}\n`;
}

export function writeBothCopies(folder: string, text: string | Uint8Array): void {
  writeFileSync(join(folder, 'vault.json'), text);
  writeFileSync(join(folder, 'vault.json.bak'), text);
}
