import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { headerToText, type Header } from '../../../src/core/vault/header';
import { readVaultHeaders, unlockHeader } from '../../../src/core/vault/unlock-vault';
import { createTestCore } from '../../support/core';
import { lookAtImages } from '../power/images';
import { readTrace, reasonNotToTrace, traceNode } from '../power/trace';
import { passphraseOf } from '../support/changing-header';
import { programOf } from '../support/programs';
import { casesWanted, noneOf, type FaultRun } from '../support/run';
import { moved } from './d4-power-cuts';

export const headerCuts: FaultRun = {
  id: 'V6',
  about: 'The power goes while the slots of a header are changed',
  work: async (options) => {
    const reason = await reasonNotToTrace();
    if (reason !== null) throw new Error(`cannot run: ${reason}`);
    const base = join(options.folder, 'base');
    mkdirSync(base);
    const core = createTestCore();
    try {
      await core.createVault();
      await core.value('vault.prepareLock', {});
      for (const name of ['vault.json', 'vault.json.bak'])
        cpSync(join(core.vault().folder, name), join(base, name));
    } finally {
      core.close();
    }
    const wanted = casesWanted(options, { short: 60, full: 500 });
    const folder = join(options.folder, 'work');
    cpSync(base, folder, { recursive: true });
    const traceFile = `${folder}.trace`;
    const changes = Math.ceil(wanted / 6);
    const code = await traceNode(traceFile, [await programOf('change-headers'), folder, String(changes)]);
    if (code !== 0) throw new Error(`The traced process ended with ${code}`);
    const events = await readTrace(traceFile, folder, []);
    const last = events.findLast((event) => event.kind === 'said');
    if (last?.kind !== 'said' || !last.text.includes(`"sequence":${changes + 1}`)) {
      throw new Error('The traced process did not do its work');
    }

    const complaints: string[] = [];
    const seen = await lookAtImages(
      base,
      events.map((event) => moved(event, folder, base)),
      { wanted, random: options.random },
      async (image) => {
        const numbers = [...image.said.join('\n').matchAll(/"sequence":(\d+)/g)].map((match) =>
          Number(match[1]),
        );
        const acknowledged = Math.max(1, ...numbers);
        const complaint = await complaintOf(image.folder, acknowledged);
        if (complaint !== null) complaints.push(`${image.place}: ${complaint}`);
      },
    );
    return [
      noneOf(
        'power cuts while a passphrase is changed: no header, a half one, or one that was replaced',
        { done: seen, wanted, of: 'images' },
        complaints,
        `${changes} changes`,
      ),
    ];
  },
};

const triedBefore = new Map<string, boolean>();

/** The newest header must be the acknowledged one or the next, and open with its own passphrase alone. */
async function complaintOf(folder: string, acknowledged: number): Promise<string | null> {
  const found = readVaultHeaders(folder);
  if (!found.ok) return found.error.kind;
  const [newest] = found.value;
  if (newest === undefined || newest.slots.length === 0) return 'no slot';
  const { sequence } = newest;
  if (sequence !== acknowledged && sequence !== acknowledged + 1) return `${sequence} after ${acknowledged}`;
  if (!(await opens(newest, passphraseOf(sequence)))) return `${sequence} does not open`;
  if (sequence > 1 && (await opens(newest, passphraseOf(sequence - 1)))) return 'the old passphrase opens';
  return null;
}

/** Each header is tried once with each passphrase: the same one stands in many images. */
async function opens(header: Header, passphrase: string): Promise<boolean> {
  const key = `${headerToText(header)}${passphrase}`;
  const known = triedBefore.get(key);
  if (known !== undefined) return known;
  const { ok } = await unlockHeader(header, passphrase);
  triedBefore.set(key, ok);
  return ok;
}
