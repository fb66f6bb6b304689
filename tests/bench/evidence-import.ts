import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runTypeScript } from '../../scripts/lib/commands.mjs';
import type { CaseId } from '../../src/shared/kernel/ids';
import type { TestCore } from '../support/core';
import { timingOf, type Timing } from './measure';

const custody = {
  receivedFrom: '',
  receivedOn: '2026-03-01',
  receivedHow: '',
  device: '',
  paperOriginal: '',
  note: '',
} as const;

/**
 * Takes a file into the vault, by turns with reading it, SHA-256 and Node's own ChaCha20-Poly1305 alone, which write nothing.
 * `waits` is how long another call had to wait at most in each round.
 */
export async function measureEvidenceImport(
  core: TestCore,
  of: { readonly caseId: CaseId; readonly mebibytes: number; readonly rounds: number },
): Promise<{ readonly imports: Timing; readonly bare: Timing; readonly waits: Timing }> {
  const imports: number[] = [];
  const bare: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < of.rounds; round += 1) {
    const path = join(core.folder, `original ${round}`);
    writeFileSync(path, randomBytes(of.mebibytes * 2 ** 20));
    // Both read from memory then: the disk is the same to them.
    await readBare(path);
    bare.push(await timed(() => readBare(path)));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    imports.push(await timed(() => importFile(core, of.caseId, path)));
    delay.disable();
    waits.push(delay.max / 1e6);
    rmSync(path);
  }
  return { imports: timingOf(imports), bare: timingOf(bare), waits: timingOf(waits) };
}

/** What the import of a file of this size adds to the memory of a process that does nothing else, in MiB. */
export async function measureImportMemory(mebibytes: number): Promise<{
  readonly idle: number;
  readonly peak: number;
}> {
  const { code, output } = await runTypeScript('tests/bench/import-memory.ts', [String(mebibytes)]);
  if (code !== 0) throw new Error('The process whose memory is measured failed');
  return JSON.parse(output) as { readonly idle: number; readonly peak: number };
}

export async function importFile(core: TestCore, caseId: CaseId, path: string): Promise<void> {
  core.host.answerFiles([path]);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
  const { files } = await core.value('evidence.importBatch', { batchId, custody });
  if (files[0]?.outcome.kind !== 'imported') throw new Error('The file was not imported');
}

async function readBare(path: string): Promise<void> {
  const hash = createHash('sha256');
  const key = randomBytes(32);
  let index = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(index, 5, 6);
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
    cipher.update(chunk);
    cipher.final();
    cipher.getAuthTag();
    index += 1;
  }
  hash.digest();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
