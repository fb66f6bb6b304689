import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LaptopSystem } from '../../../src/core/laptop/check';
import { createTestCore, type TestCore, type TestCoreOptions } from '../../support/core';

const atEnd: (() => void)[] = [];
afterEach(() => {
  for (const undo of atEnd.splice(0)) undo();
});

/** What a Linux shows of itself, as files; a text that begins with `→ ` is a link. */
function fakeSystem(files: Readonly<Record<string, string>>, more: Partial<LaptopSystem> = {}): LaptopSystem {
  const root = mkdtempSync(join(tmpdir(), 'dossier-test-system-'));
  atEnd.push(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (content.startsWith('→ ')) symlinkSync(content.slice(2), join(root, path));
    else writeFileSync(join(root, path), content);
  }
  return {
    platform: 'linux',
    root,
    desktop: '',
    networkInterfaces: () => ({}),
    administrator: process.getuid?.() ?? 0,
    desktopSetting: async () => null,
    ...more,
  };
}

async function openCore(laptop: LaptopSystem, options: TestCoreOptions = {}): Promise<TestCore> {
  const core = createTestCore({ now: '2026-12-01T09:00:00.000Z', ...options, laptop });
  atEnd.push(() => core.close());
  await core.createVault();
  return core;
}

async function findingsOf(core: TestCore) {
  const { findings } = await core.value('laptop.check', {});
  return new Map(findings.map((finding) => [finding.check, finding]));
}

const root = '22 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw\n';
const noSwap = 'Filename\tType\tSize\tUsed\tPriority\n';

describe('the disk of the vault', () => {
  it.each([
    ['a bare partition', { 'proc/self/mountinfo': root, 'sys/dev/block/8:2/size': '1' }, 'plain', 'danger'],
    [
      'LUKS',
      { 'proc/self/mountinfo': root, 'sys/dev/block/8:2/dm/uuid': 'CRYPT-LUKS2-ab-luks\n' },
      'encrypted',
      'good',
    ],
    [
      'LVM on LUKS',
      {
        'proc/self/mountinfo': root,
        'sys/dev/block/8:2/dm/uuid': 'LVM-abc\n',
        'sys/dev/block/8:2/slaves/dm-0/dm/uuid': 'CRYPT-LUKS2-ab-luks\n',
      },
      'encrypted',
      'good',
    ],
    [
      'LVM over an encrypted and a bare disk',
      {
        'proc/self/mountinfo': root,
        'sys/dev/block/8:2/dm/uuid': 'LVM-abc\n',
        'sys/dev/block/8:2/slaves/dm-0/dm/uuid': 'CRYPT-LUKS2-ab-luks\n',
        'sys/dev/block/8:2/slaves/sdb1/size': '1',
      },
      'plain',
      'danger',
    ],
    [
      'Btrfs on LUKS, known by its name',
      {
        'proc/self/mountinfo': '22 1 0:25 /@ / rw - btrfs /dev/mapper/luks-ab rw\n',
        'dev/dm-0': '',
        'dev/mapper/luks-ab': '→ ../dm-0',
        'sys/class/block/dm-0/dm/uuid': 'CRYPT-LUKS2-ab-luks\n',
      },
      'encrypted',
      'good',
    ],
    ['memory', { 'proc/self/mountinfo': '22 1 0:25 / / rw - tmpfs tmpfs rw\n' }, 'unknown', 'unknown'],
    ['a system that tells nothing', {}, 'unknown', 'unknown'],
  ])('on %s', async (_name, files, state, verdict) => {
    const core = await openCore(fakeSystem(files));
    expect((await findingsOf(core)).get('diskEncryption')).toEqual({
      check: 'diskEncryption',
      verdict,
      state,
    });
  });

  it('is the one that is mounted nearest to it, also under a name with a space', async () => {
    const system = fakeSystem({
      'sys/dev/block/8:3/dm/uuid': 'CRYPT-LUKS2-x',
      'sys/dev/block/8:2/size': '1',
    });
    const core = await openCore(system);
    const near = core.folder.replaceAll(' ', '\\040');
    mkdirSync(join(system.root, 'proc/self'), { recursive: true });
    writeFileSync(
      join(system.root, 'proc/self/mountinfo'),
      `${root}23 22 8:3 / ${near} rw shared:1 - ext4 /dev/sdb1 rw\n24 22 8:2 / ${near}x rw - ext4 /dev/sda2 rw\n`,
    );
    expect((await findingsOf(core)).get('diskEncryption')).toMatchObject({ state: 'encrypted' });
  });

  it('cannot be seen on another system', async () => {
    const core = await openCore(fakeSystem({}, { platform: 'win32' }));
    const { system, findings } = await core.value('laptop.check', {});
    expect(system).toBe('windows');
    expect(findings.filter(({ verdict }) => verdict === 'unknown').map(({ check }) => check)).toEqual([
      'diskEncryption',
      'swap',
      'hibernation',
      'screenLock',
    ]);
  });
});

describe('memory on the disk', () => {
  const hibernates = { 'sys/power/state': 'freeze mem disk\n', 'sys/power/disk': '[platform] shutdown\n' };
  it.each([
    ['no swap', { 'proc/swaps': noSwap, ...hibernates }, 'none', 'impossible'],
    [
      'zram',
      { 'proc/swaps': `${noSwap}/dev/zram0 partition 1 0 100\n`, ...hibernates },
      'inMemory',
      'impossible',
    ],
    [
      'an encrypted partition',
      {
        'proc/swaps': `${noSwap}/dev/dm-1 partition 1 0 -2\n`,
        'sys/class/block/dm-1/dm/uuid': 'CRYPT-PLAIN-swap',
        ...hibernates,
      },
      'encrypted',
      'encrypted',
    ],
    [
      'a file on a bare disk, beside zram',
      {
        'proc/swaps': `${noSwap}/dev/zram0 partition 1 0 100\n/swap\\040file file 1 0 -2\n`,
        'proc/self/mountinfo': root,
        'sys/dev/block/8:2/size': '1',
        ...hibernates,
      },
      'plain',
      'plain',
    ],
    [
      'a bare partition where hibernation is off',
      {
        'proc/swaps': `${noSwap}/dev/sda3 partition 1 0 -2\n`,
        'sys/class/block/sda3/size': '1',
        'sys/power/state': 'freeze mem disk\n',
        'sys/power/disk': '[disabled]\n',
      },
      'plain',
      'impossible',
    ],
  ])('with %s', async (_name, files, swap, hibernation) => {
    const findings = await findingsOf(await openCore(fakeSystem(files)));
    const verdicts = { plain: 'danger' } as Record<string, string>;
    expect([findings.get('swap'), findings.get('hibernation')]).toEqual([
      { check: 'swap', verdict: verdicts[swap] ?? 'good', state: swap },
      { check: 'hibernation', verdict: verdicts[hibernation] ?? 'good', state: hibernation },
    ]);
  });
});

describe('what the desktop and the system say', () => {
  it.each([
    ['X-Cinnamon', 'true', { check: 'screenLock', verdict: 'good', state: 'on' }],
    ['ubuntu:GNOME', 'false', { check: 'screenLock', verdict: 'danger', state: 'off' }],
    ['GNOME', null, { check: 'screenLock', verdict: 'unknown', state: 'unknown' }],
    ['', 'true', { check: 'screenLock', verdict: 'unknown', state: 'unknown' }],
  ])('of the lock of the screen, on a desktop "%s": %s', async (desktop, answer, expected) => {
    const core = await openCore(fakeSystem({}, { desktop, desktopSetting: async () => answer }));
    expect((await findingsOf(core)).get('screenLock')).toEqual(expected);
  });

  it('names the networks that are up, and not the laptop’s own', async () => {
    const address = { address: '', netmask: '', family: 'IPv4' as const, mac: '', cidr: null };
    const core = await openCore(
      fakeSystem(
        {},
        {
          networkInterfaces: () => ({
            lo: [{ ...address, internal: true }],
            wlp2s0: [{ ...address, internal: false }],
          }),
        },
      ),
    );
    expect((await findingsOf(core)).get('networkAdapters')).toEqual({
      check: 'networkAdapters',
      verdict: 'attention',
      state: 'up',
      names: ['wlp2s0'],
    });
  });

  it.each([
    ['as it should be', '2026-12-01T09:30:00.000Z', 'plausible', 'good'],
    ['some minutes before the last entry', '2026-12-01T08:55:00.000Z', 'plausible', 'good'],
    ['a day before the last entry', '2026-11-30T09:00:00.000Z', 'beforeLastEntry', 'danger'],
    ['before there was this program', '2024-01-01T00:00:00.000Z', 'beforeProgram', 'danger'],
  ])('of the clock: %s', async (_name, now, state, verdict) => {
    const core = await openCore(fakeSystem({}));
    core.clock.set(now);
    expect((await findingsOf(core)).get('clock')).toEqual({
      check: 'clock',
      verdict,
      state,
      now,
      lastEntry: '2026-12-01T09:00:00.000Z',
    });
  });
});

describe('copies outside of the vault', () => {
  it('are found by what they hold, whatever their name, and nothing else is', async () => {
    const core = await openCore(fakeSystem({}));
    const { caseId } = await core.value('cases.create', {
      fileLanguage: 'fr',
      client: { givenNames: 'Salma' },
    });
    const folder = join(core.folder, 'documents');
    const received = join(core.folder, 'received.txt');
    writeFileSync(received, 'words of a message');
    core.host.answerFiles([received]);
    const batch = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
    await core.value('evidence.importBatch', {
      batchId: batch.batchId,
      custody: {
        receivedFrom: '',
        receivedOn: '2026-11-30',
        receivedHow: '',
        device: '',
        paperOriginal: '',
        note: '',
      },
    });
    expect((await findingsOf(core)).get('forgottenFiles')).toMatchObject({ state: 'none', count: 0 });
    mkdirSync(join(folder, 'old', 'older'), { recursive: true });
    cpSync(received, join(folder, 'old', 'older', 'holiday.txt'));
    writeFileSync(join(folder, 'other.txt'), 'words of a massage');
    expect((await findingsOf(core)).get('forgottenFiles')).toEqual({
      check: 'forgottenFiles',
      verdict: 'attention',
      state: 'found',
      paths: [join(folder, 'old', 'older', 'holiday.txt')],
      count: 1,
      lookedAtAll: true,
    });
  });
});

describe('the ways out of core', () => {
  it('are told to be open where they are, as in a process without the guard', async () => {
    const core = await openCore(fakeSystem({}));
    expect((await core.value('laptop.tryNetwork', {})).attempts).toEqual(
      ['fetch', 'http', 'tcp', 'udp', 'names'].map((way) => ({ way, refused: false })),
    );
  });
});
