import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { thisLaptop } from '../../../src/core/laptop/check';
import { openSecretKey, signFile } from '../../../src/core/packs/minisign';
import { writePackArchive } from '../../../src/core/packs/pack-archive';
import { createDeps } from '../../../src/core/kernel/create-deps';
import { handlers } from '../../../src/core/handlers';
import { createRouter } from '../../../src/core/kernel/router';
import { contract } from '../../../src/shared/contract';
import { exportKinds, type ExportKind } from '../../../src/shared/policy/export-kinds';
import { policyFileSchema } from '../../../src/shared/policy/file';
import { leavingBy } from '../../../src/shared/policy/leaving';
import { policyPlace } from '../../../src/shared/policy/place';
import { createTestCore, testCost, testPassphrase, type TestCore } from '../../support/core';
import { passphraseOf } from '../../support/members';
import { testPublicKey, testSecretKey } from '../../support/minisign-key';
import { packFilesOf, smallPack } from '../../support/small-pack';

const organisation = { format: 'dossier-policy-1', organisation: 'Centre de la Rive' };
const organisationKey = { name: 'Centre de la Rive', publicKey: testPublicKey.split('\n')[1] ?? '' };
const keyId = '406B030069DB01A6';

const atEnd: (() => void)[] = [];
afterEach(() => {
  // What was opened last is closed first.
  for (const undo of atEnd.splice(0).toReversed()) undo();
});

function coreWith(policy?: unknown): TestCore {
  const core = createTestCore({
    ...(policy === undefined ? {} : { policy }),
    laptop: { ...thisLaptop, administrator: process.getuid?.() ?? 0 },
  });
  atEnd.push(() => core.close());
  return core;
}

async function openCoreWith(policy?: unknown): Promise<TestCore> {
  const core = coreWith(policy);
  await core.createVault();
  return core;
}

/** Core once more on the same folders, as after a lock. */
function restart(core: TestCore) {
  core.deps.session.close();
  const deps = createDeps({
    settingsFolder: join(core.folder, 'settings'),
    documentsFolder: join(core.folder, 'documents'),
    resourcesFolder: resolve('resources'),
    policyPath: join(core.folder, 'policy.json'),
    host: core.host,
    clock: core.clock,
    passphraseCost: testCost,
  });
  atEnd.push(() => deps.session.close());
  const router = createRouter(contract, handlers, deps, { checkOutput: true, report: () => undefined });
  return { deps, call: router.call };
}

describe('an organisation’s file', () => {
  it('is not needed: without it everything is up to the person', async () => {
    const core = coreWith();
    expect(await core.value('policy.read', {})).toEqual({
      state: 'none',
      path: join(core.folder, 'policy.json'),
      organisation: '',
      contact: '',
      problems: [],
      rules: {
        lockAfterMinutesAtMost: null,
        locksOnMinimise: false,
        passphraseFloor: null,
        allowedExports: [...exportKinds],
        languages: ['en', 'fr', 'nl', 'de'],
        backups: { kind: 'free' },
        packKeys: [],
        onlyThesePackKeys: false,
        updateKeys: [],
        onlyTheseUpdateKeys: false,
      },
    });
  });

  it('is told with all its rules, of its keys the numbers', async () => {
    const core = coreWith({
      $schema: './organisation-policy.schema.json',
      ...organisation,
      contact: '02 000 00 00',
      lock: { afterMinutesAtMost: 5, onMinimise: true },
      passphrase: { memoryMib: 512, passes: 4 },
      exports: { allowed: ['word', 'print'] },
      languages: ['fr', 'nl'],
      backups: { folder: '/media/stick', fixed: false },
      packs: { keys: [organisationKey], onlyThese: true },
    });
    expect(await core.value('policy.read', {})).toMatchObject({
      state: 'active',
      organisation: 'Centre de la Rive',
      contact: '02 000 00 00',
      rules: {
        lockAfterMinutesAtMost: 5,
        locksOnMinimise: true,
        passphraseFloor: { memoryMib: 512, passes: 4 },
        allowedExports: ['word', 'print'],
        languages: ['fr', 'nl'],
        backups: { kind: 'suggested', folder: '/media/stick' },
        packKeys: [{ name: 'Centre de la Rive', keyId }],
        onlyThesePackKeys: true,
      },
    });
  });

  it('lies at one place that no variable of the environment moves', () => {
    expect(['linux', 'win32', 'darwin'].map(policyPlace)).toEqual([
      '/etc/dossier/policy.json',
      'C:\\ProgramData\\Dossier\\policy.json',
      '/Library/Application Support/Dossier/policy.json',
    ]);
  });

  it('has the published schema', () => {
    expect(z.toJSONSchema(policyFileSchema, { io: 'input' })).toEqual(
      JSON.parse(readFileSync('docs/organisation-policy.schema.json', 'utf8')),
    );
  });

  it('has a published example that is taken', async () => {
    const page = readFileSync('docs/organisation-policy.md', 'utf8');
    const example = /```json\n([\s\S]*?)```/u.exec(page)?.[1] ?? '';
    expect((await coreWith(example).value('policy.read', {})).state).toBe('active');
  });
});

describe('a file that is not understood', () => {
  const lines = (...each: readonly string[]) => each.join('\n');
  it.each([
    ['is empty', '', [{ kind: 'notJson', line: 1 }]],
    ['breaks off', lines('{', '  "format": "dossier-policy-1",'), [{ kind: 'notJson', line: 2 }]],
    [
      'lacks a comma',
      lines('{', '  "format": "dossier-policy-1"', '  "organisation": "A"', '}'),
      [{ kind: 'notJson', line: 3 }],
    ],
    [
      'says a rule twice, the looser one last',
      lines(
        '{ "format": "dossier-policy-1", "organisation": "A",',
        '\t"lock": {',
        '\t\t"afterMinutesAtMost": 2,',
        '\t\t"afterMinutesAtMost": 60',
        '\t}',
        '}',
      ),
      [{ kind: 'fieldTwice', line: 4, field: 'lock.afterMinutesAtMost' }],
    ],
    [
      'has a typing mistake in a name',
      lines('{ "format": "dossier-policy-1",', '  "organisation": "A",', '  "export": {"allowed": []} }'),
      [{ kind: 'unknownField', line: 3, field: 'export' }],
    ],
    [
      'has values that cannot be',
      lines(
        '{ "format": "dossier-policy-1",',
        '  "lock": { "afterMinutesAtMost": 90, "onMinimise": false },',
        '  "passphrase": { "memoryMib": "much", "passes": 3 },',
        '  "exports": { "allowed": [',
        '    "word",',
        '    "fax" ] },',
        '  "languages": [],',
        '  "backups": { "folder": "sticks", "fixed": "yes" },',
        '  "packs": { "keys": [ { "name": "A", "publicKey": "RWQ" } ] }',
        '}',
      ),
      [
        { kind: 'fieldMissing', line: 1, field: 'organisation' },
        {
          kind: 'wrongValue',
          line: 2,
          field: 'lock.afterMinutesAtMost',
          expected: { kind: 'number', min: 1, max: 60 },
        },
        {
          kind: 'wrongValue',
          line: 2,
          field: 'lock.onMinimise',
          expected: { kind: 'oneOf', choices: 'true' },
        },
        {
          kind: 'wrongValue',
          line: 3,
          field: 'passphrase.memoryMib',
          expected: { kind: 'number', min: 64, max: 1024 },
        },
        {
          kind: 'wrongValue',
          line: 6,
          field: 'exports.allowed[1]',
          expected: { kind: 'oneOf', choices: exportKinds.join(', ') },
        },
        { kind: 'wrongValue', line: 7, field: 'languages', expected: { kind: 'list' } },
        { kind: 'wrongValue', line: 8, field: 'backups.folder', expected: { kind: 'fullPath' } },
        { kind: 'wrongValue', line: 8, field: 'backups.fixed', expected: { kind: 'yesOrNo' } },
        { kind: 'fieldMissing', line: 9, field: 'packs.onlyThese' },
      ],
    ],
    [
      'names a key that is none',
      lines(
        '{ "format": "dossier-policy-1", "organisation": "A", "packs": { "onlyThese": true, "keys": [',
        `  { "name": "A", "publicKey": "${organisationKey.publicKey}" },`,
        '  { "name": "B", "publicKey": "nonsense" }',
        '] } }',
      ),
      [
        {
          kind: 'wrongValue',
          line: 3,
          field: 'packs.keys[1].publicKey',
          expected: { kind: 'publicKey' },
        },
      ],
    ],
    ['is too large', ' '.repeat(65 * 1024), [{ kind: 'tooLarge' }]],
  ])('because it %s is told with line and field', async (_what, policy, problems) => {
    const read = await coreWith(policy).value('policy.read', {});
    expect({ state: read.state, problems: read.problems }).toEqual({ state: 'broken', problems });
  });

  it('is told when it cannot be read, or a link to it leads nowhere', async () => {
    const core = coreWith();
    mkdirSync(join(core.folder, 'policy.json'));
    expect((await restart(core).call('policy.read', {})) as unknown).toMatchObject({
      value: { state: 'broken', problems: [{ kind: 'unreadable', code: 'EISDIR' }] },
    });
    const other = coreWith();
    symlinkSync('nowhere.json', join(other.folder, 'policy.json'));
    expect((await restart(other).call('policy.read', {})) as unknown).toMatchObject({
      value: { state: 'broken', problems: [{ kind: 'unreadable', code: 'ENOENT' }] },
    });
  });

  it('makes the strictest rules count, and lets vaults open and work be saved', async () => {
    const core = await openCoreWith('{ "format": ');
    expect((await core.value('policy.read', {})).rules).toEqual({
      lockAfterMinutesAtMost: 2,
      locksOnMinimise: true,
      passphraseFloor: { memoryMib: 256, passes: 3 },
      allowedExports: [],
      languages: ['en', 'fr', 'nl', 'de'],
      backups: { kind: 'asRemembered' },
      packKeys: [],
      onlyThesePackKeys: true,
      updateKeys: [],
      onlyTheseUpdateKeys: true,
    });
    expect(await core.value('settings.read', {})).toMatchObject({
      lockAfterMinutes: 2,
      lockOnMinimise: true,
    });
    await core.value('cases.create', { fileLanguage: 'fr', client: {} });
    expect(await core.call('audit.export', { caseId: null })).toEqual(refused('log'));
    expect(await core.call('backups.chooseFolder', {})).toEqual({
      ok: false,
      error: { kind: 'folderFixed' },
    });
    expect(await core.call('packs.addKey', { name: 'Mine', publicKey: testPublicKey })).toEqual({
      ok: false,
      error: { kind: 'keysFixed' },
    });
  });
});

describe('the lock', () => {
  const policy = { ...organisation, lock: { afterMinutesAtMost: 5, onMinimise: true } };

  it('is never later than the organisation wants, whoever asks', async () => {
    const core = coreWith(policy);
    const atFirst = await core.value('settings.read', {});
    expect(atFirst).toMatchObject({ lockAfterMinutes: 5, lockOnMinimise: true });
    expect(await core.call('settings.change', { lockAfterMinutes: 6, lockOnMinimise: false })).toEqual({
      ok: false,
      error: { kind: 'fixedByOrganisation', fields: ['lockAfterMinutes', 'lockOnMinimise'] },
    });
    expect(await core.value('settings.change', { lockAfterMinutes: 3, textSize: 115 })).toEqual({
      ...atFirst,
      lockAfterMinutes: 3,
      textSize: 115,
    });
  });

  it('does not move by a file of settings that was edited by hand, nor by the environment or a second file', async () => {
    const core = coreWith(policy);
    const settings = await core.value('settings.change', { lockAfterMinutes: 3 });
    writeFileSync(
      join(core.folder, 'settings', 'settings.json'),
      JSON.stringify({ ...settings, lockAfterMinutes: 60, lockOnMinimise: false }),
    );
    const loose = JSON.stringify({ ...organisation, lock: { afterMinutesAtMost: 60 } });
    for (const place of [core.folder, join(core.folder, 'settings'), join(core.folder, 'documents')]) {
      mkdirSync(place, { recursive: true });
      for (const name of ['policy.local.json', 'policy.json.bak', 'dossier-policy.json'])
        writeFileSync(join(place, name), loose);
    }
    writeFileSync(join(core.folder, 'settings', 'policy.json'), loose);
    process.env['DOSSIER_POLICY'] = join(core.folder, 'settings', 'policy.json');
    process.env['ProgramData'] = core.folder;
    atEnd.push(() => {
      delete process.env['DOSSIER_POLICY'];
      delete process.env['ProgramData'];
    });
    expect(restart(core).deps.settings.read()).toMatchObject({ lockAfterMinutes: 5, lockOnMinimise: true });
  });

  it('is as the person had it again when the organisation has no more to say', async () => {
    const core = coreWith();
    await core.value('settings.change', { lockAfterMinutes: 30 });
    const path = join(core.folder, 'policy.json');
    writeFileSync(path, JSON.stringify(policy));
    expect(restart(core).deps.settings.read().lockAfterMinutes).toBe(5);
    writeFileSync(path, JSON.stringify(organisation));
    expect(restart(core).deps.settings.read().lockAfterMinutes).toBe(30);
  });
});

describe('the languages', () => {
  it('are those of the organisation, the first of them where another was chosen', async () => {
    const core = coreWith({ ...organisation, languages: ['nl', 'fr'] });
    expect((await core.value('settings.read', {})).language).toBe('nl');
    expect(await core.call('settings.change', { language: 'de' })).toEqual({
      ok: false,
      error: { kind: 'fixedByOrganisation', fields: ['language'] },
    });
    expect((await core.value('settings.change', { language: 'fr' })).language).toBe('fr');
  });
});

describe('a passphrase', () => {
  const policy = { ...organisation, passphrase: { memoryMib: 65, passes: 2 } };
  const floor = { memoryMib: 65, passes: 2, lanes: 1 };
  const costs = async (core: TestCore) =>
    (await core.value('members.list', {})).members.map(({ name, cost }) => ({ name, cost }));

  it('costs at least what the organisation wants wherever one is set', async () => {
    const core = coreWith(policy);
    await core.value('vault.create', {
      name: 'Bureau',
      passphrase: passphraseOf(1),
      ownerName: 'A. Advocate',
      place: 'default',
    });
    await core.value('members.add', { name: 'B. Advocate', passphrase: passphraseOf(2) });
    expect(await costs(core)).toEqual([
      { name: 'A. Advocate', cost: floor },
      { name: 'B. Advocate', cost: floor },
    ]);
  });

  it(
    'from before is raised when it opens the vault; that of another is told',
    { timeout: 60_000 },
    async () => {
      const core = await openCoreWith();
      await core.value('members.add', { name: 'B. Advocate', passphrase: passphraseOf(2) });
      writeFileSync(join(core.folder, 'policy.json'), JSON.stringify(policy));

      const first = restart(core);
      const { id } = core.vault();
      expect(await first.call('vault.unlock', { id, passphrase: testPassphrase })).toMatchObject({
        ok: true,
        value: { warnings: ['passphraseBelowFloor'] },
      });
      const second = restart({ ...core, deps: first.deps });
      expect(await second.call('vault.unlock', { id, passphrase: passphraseOf(2) })).toMatchObject({
        ok: true,
        value: { warnings: [] },
      });
      expect(await second.call('members.list', {})).toMatchObject({
        value: { members: [{ cost: floor }, { cost: floor }] },
      });
    },
  );
});

const uuid = '019e0000-0000-7000-8000-000000000000';
/** Input that each channel's own schema takes; whether what it names is there is asked after the organisation. */
const inputs: Readonly<Record<string, unknown>> = {
  'filings.saveAs': { filingId: uuid, form: 'pdf', dialogTitle: 'x' },
  'evidence.saveCopy': { evidenceFileId: uuid, as: 'received' },
  'cases.exportOpen': { caseId: uuid, plainCopiesWanted: true },
  'deadlines.exportCalendar': { advocateName: null },
  'deadlines.printCalendar': {},
  'procedures.printCoverage': { caseId: uuid },
  'audit.export': { caseId: null },
  'recovery.savePdf': { draftId: uuid, share: null },
  'recovery.print': { draftId: uuid },
  'exhibits.saveCustodyAnnex': { caseId: uuid, language: 'fr', withGiver: false },
};

describe('what leaves a vault', () => {
  it.each(Object.entries(inputs))(
    'by %s is refused in core where it is not allowed',
    async (channel, input) => {
      const core = await openCoreWith({ ...organisation, exports: { allowed: [] } });
      const before = readdirSync(core.folder);
      core.host.answerSavePath(join(core.folder, 'out'));
      core.host.answerFolder(core.folder);
      core.host.answerPrint('printed');
      const answer: unknown = await core.call(channel as 'audit.export', input as never);
      const leaves = leavingBy(channel, contract[channel as 'audit.export'].input.parse(input));
      expect(answer).toEqual(refused(leaves ?? 'word'));
      expect([core.host.requests, readdirSync(core.folder)]).toEqual([[], before]);
    },
  );

  it('may leave in the forms that are allowed, and in those alone', async () => {
    const core = await openCoreWith({ ...organisation, exports: { allowed: ['log', 'word'] } });
    core.host.answerSavePath(join(core.folder, 'log.json'));
    expect(await core.call('audit.export', { caseId: null })).toMatchObject({ ok: true });
    const filing = { filingId: uuid, dialogTitle: 'x' };
    expect(await core.call('filings.saveAs', { ...filing, form: 'pdf' })).toEqual(refused('pdf'));
    expect(await core.call('filings.saveAs', { ...filing, form: 'word' })).toEqual({
      ok: false,
      error: { kind: 'filingNotFound' },
    });
  });
});

function refused(leaves: ExportKind) {
  return { ok: false, error: { kind: 'exportNotAllowed', leaves } };
}

describe('backups', () => {
  it('go to the folder of the organisation and to no other', { timeout: 60_000 }, async () => {
    const core = coreWith();
    const folder = join(core.folder, 'stick');
    mkdirSync(folder);
    writeFileSync(
      join(core.folder, 'policy.json'),
      JSON.stringify({ ...organisation, backups: { folder, fixed: true } }),
    );
    await core.createVault();
    const { id } = core.vault();
    const { call } = restart(core);
    await call('vault.unlock', { id, passphrase: testPassphrase });
    const elsewhere = join(core.folder, 'elsewhere');
    mkdirSync(elsewhere);
    core.host.answerFolder(elsewhere);
    const fixed = { ok: false, error: { kind: 'folderFixed' } };
    expect(await call('backups.chooseFolder', {})).toEqual(fixed);
    expect(await call('backups.make', { place: 'choose' })).toEqual(fixed);
    expect(await call('backups.make', { place: 'remembered' })).toMatchObject({ ok: true });
    expect([readdirSync(folder).length, readdirSync(elsewhere)]).toEqual([1, []]);
  });

  it('go to a suggested folder until a person chooses another', async () => {
    const core = await openCoreWith({
      ...organisation,
      backups: { folder: '/media/{user}/STICK', fixed: false },
    });
    expect((await core.value('backups.status', {})).folder?.name).toBe('STICK');
    core.host.answerFolder(core.folder);
    await core.value('backups.chooseFolder', {});
    expect((await core.value('backups.status', {})).folder?.name).not.toBe('STICK');
  });
});

describe('packs of rules', () => {
  async function choose(core: TestCore, signed: boolean) {
    const archive = writePackArchive(packFilesOf(smallPack));
    const path = join(core.folder, 'small.dossier-pack');
    writeFileSync(path, archive);
    if (signed) {
      const secret = await openSecretKey(testSecretKey, null);
      if (!secret.ok) throw new Error(secret.error.kind);
      writeFileSync(`${path}.minisig`, await signFile(secret.value, archive, 'small'));
    }
    core.host.answerFile(path);
    return core.call('packs.choose', { language: 'en' });
  }

  it('signed by the organisation are trusted, unsigned ones do not come in', async () => {
    const core = await openCoreWith({ ...organisation, packs: { keys: [organisationKey], onlyThese: true } });
    expect(await choose(core, false)).toEqual({ ok: false, error: { kind: 'signatureNeeded' } });
    const chosen = await choose(core, true);
    expect(chosen).toMatchObject({ ok: true, value: { signature: { kind: 'signed', keyId } } });
    expect((await core.value('packs.list', { language: 'en' })).keys).toEqual([
      { keyId, name: 'Centre de la Rive', addedAt: null },
    ]);
  });

  it('lose a key that was added in the vault when the organisation wants its own alone', async () => {
    const core = await openCoreWith();
    await core.value('packs.addKey', { name: 'Mine', publicKey: testPublicKey });
    writeFileSync(
      join(core.folder, 'policy.json'),
      JSON.stringify({ ...organisation, packs: { keys: [], onlyThese: true } }),
    );
    const { id } = core.vault();
    const { call } = restart(core);
    await call('vault.unlock', { id, passphrase: testPassphrase });
    expect(await call('packs.list', { language: 'en' })).toMatchObject({ value: { keys: [] } });
    expect(await choose({ ...core, call: call as never }, true)).toEqual({
      ok: false,
      error: { kind: 'signatureNeeded' },
    });
  });
});

describe('the question whether this laptop is fit', () => {
  const finding = async (core: TestCore) => {
    const { findings } = await core.value('laptop.check', {});
    return findings.find(({ check }) => check === 'policy');
  };

  it('says whether others than an administrator can change the rules', async () => {
    const none = await openCoreWith();
    expect(await finding(none)).toMatchObject({ verdict: 'good', state: 'none' });
    const core = await openCoreWith(organisation);
    const path = join(core.folder, 'policy.json');
    chmodSync(path, 0o644);
    chmodSync(core.folder, 0o755);
    expect(await finding(core)).toEqual({ check: 'policy', verdict: 'good', state: 'guarded', path });
    chmodSync(path, 0o664);
    expect(await finding(core)).toEqual({ check: 'policy', verdict: 'danger', state: 'open', path });
    chmodSync(path, 0o644);
    chmodSync(core.folder, 0o777);
    expect(await finding(core)).toEqual({ check: 'policy', verdict: 'danger', state: 'open', path });
    const broken = await openCoreWith('[]');
    expect(await finding(broken)).toMatchObject({ verdict: 'danger', state: 'broken' });
  });
});
