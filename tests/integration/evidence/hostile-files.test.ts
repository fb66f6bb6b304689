import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileArchives } from '../../support/conversation-files';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let folder: string;

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  folder = join(core.folder, 'brought');
  mkdirSync(folder);
});
afterAll(() => core.close());

/** What is made to harm whoever opens it, and what arrived broken. */
const files: Readonly<Record<string, Buffer>> = {
  'bomb.zip': hostileArchives.bomb,
  'slip.zip': hostileArchives.slip,
  'half.zip': hostileArchives.half,
  'drawing.svg': Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("//x.example")</script></svg>',
  ),
  'form.pdf': Buffer.from(
    '%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(app.launchURL\\("http://x.example"\\))>>>>\n',
  ),
  'photo.jpg': Buffer.from('MZ and what follows'),
  'cut.png': Buffer.from('\u0089PNG\r\n\u001a\n\0\0', 'latin1'),
  'one line.txt': Buffer.alloc(10_000_000, 'a '),
  'no text.txt': Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80]),
  'picture\u202Egnp.exe': Buffer.from('MZ'),
  'two\nlines.txt': Buffer.from('words'),
  '<img src=x onerror=alert(1)>.txt': Buffer.from('more words'),
  [`${'n'.repeat(251)}.txt`]: Buffer.from('a long name'),
};

describe('files that are made to harm, or broken', () => {
  it('are kept byte for byte, are never unpacked or run, and are as they were where they lay', async () => {
    const { caseId } = await core.value('cases.create', {
      fileLanguage: 'fr',
      client: { givenNames: 'Salma' },
    });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const look = () =>
      readdirSync(folder).map((name) => [
        name,
        statSync(join(folder, name)).mtimeMs,
        hashOf(readFileSync(join(folder, name))),
      ]);
    const before = look();
    const around = readdirSync(core.folder);

    core.host.answerFolder(folder);
    const batch = await core.value('evidence.chooseFolder', { caseId, exhibitId: null });
    expect(batch.leftOut).toEqual([]);
    const done = await core.value('evidence.importBatch', {
      batchId: batch.batchId,
      custody: {
        receivedFrom: '',
        receivedOn: '2026-03-01',
        receivedHow: '',
        device: '',
        paperOriginal: '',
        note: '',
      },
    });

    const looksLike = Object.fromEntries(
      done.files.map(({ name, outcome }) => [
        name.slice('brought/'.length),
        outcome.kind === 'imported' ? outcome.looksLike : outcome.kind,
      ]),
    );
    expect(looksLike).toEqual({
      ...Object.fromEntries(Object.keys(files).map((name) => [name, null])),
      // Not what their names say; the person is told.
      'photo.jpg': 'unknown',
    });
    const originals = await core.value('evidence.originals', { caseId });
    expect(new Map(originals.map(({ name, sha256 }) => [name, sha256]))).toEqual(
      new Map(Object.entries(files).map(([name, content]) => [name, hashOf(content)])),
    );
    for (const { id, name } of originals) {
      const path = join(core.folder, 'copy');
      core.host.answerSavePath(path);
      await core.value('evidence.saveCopy', { evidenceFileId: id, as: 'received' });
      expect([name, hashOf(readFileSync(path))]).toEqual([name, hashOf(files[name] ?? Buffer.alloc(0))]);
    }
    expect(look()).toEqual(before);
    expect(readdirSync(core.folder).filter((name) => name !== 'copy')).toEqual(around);
    expect(await core.value('vault.verify', {})).toMatchObject({ healthy: true });
  });

  it('are no conversations, and leave nothing behind where they are looked at as such', async () => {
    const { caseId } = await core.value('cases.create', {
      fileLanguage: 'fr',
      client: { givenNames: 'Olena' },
    });
    const failures: Record<string, string> = {};
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      writeFileSync(path, content);
      core.host.answerFile(path);
      const looked = await core.call('conversations.look', {});
      failures[name] = looked.ok
        ? 'read'
        : 'because' in looked.error
          ? looked.error.because.kind
          : looked.error.kind;
      // What was not read can't be confirmed either.
      const reportId = !looked.ok && 'reportId' in looked.error ? looked.error.reportId : '';
      const form = { title: 'A chat', people: [], receivedFrom: '', receivedHow: '' };
      expect(await core.call('conversations.confirm', { reportId, caseId, ...form })).toEqual({
        ok: false,
        error: { kind: 'reportGone' },
      });
    }
    expect(failures).toEqual({
      ...Object.fromEntries(Object.keys(files).map((name) => [name, 'formatUnknown'])),
      'bomb.zip': 'zipBomb',
      'slip.zip': 'zipNameUnsafe',
      'half.zip': 'zipBroken',
      'cut.png': 'notAConversation',
      'form.pdf': 'notAConversation',
    });
    expect(await core.value('conversations.list', { caseId })).toEqual([]);
    expect(await core.value('evidence.originals', { caseId })).toEqual([]);
  });
});

const canTrace = spawnSync('strace', ['-o', '/dev/null', '/bin/true']).status === 0;

describe('a drive that is pulled out', () => {
  it.runIf(canTrace)('in the middle of a file leaves nothing of it, and the other files come', () => {
    const path = join(folder, 'film.mp4');
    writeFileSync(path, randomBytes(2_000_000));
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'words');
    const script = resolve(import.meta.dirname, '../../support/processes/import-files.ts');
    // The kernel answers the sixth reading of this file, and all after it, as it does when the drive is gone. It is counted in
    // each thread; with one of them that is the sixth of all.
    const inject = ['-P', path, '-e', 'trace=read,pread64', '-e', 'inject=read,pread64:error=EIO:when=6+'];
    const answer = execFileSync(
      'strace',
      [
        '-f',
        '--seccomp-bpf',
        '-qq',
        '-o',
        '/dev/null',
        ...inject,
        process.execPath,
        '--import',
        'tsx',
        script,
        path,
        other,
      ],
      { encoding: 'utf8', env: { ...process.env, UV_THREADPOOL_SIZE: '1' } },
    );
    expect(JSON.parse(answer)).toEqual({ outcomes: ['unreadable', 'imported'], kept: 1 });
  });
});

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
