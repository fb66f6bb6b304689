import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSecretKey, signFile } from '../../../src/core/packs/minisign';
import { writePackArchive } from '../../../src/core/packs/pack-archive';
import { readPackFolder, type PackFiles } from '../../../src/core/procedures/pack-loader';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { packFilesOf, smallPack } from '../../support/small-pack';
import { testPublicKey, testSecretKey } from '../../support/minisign-key';

const belgian = readPackFolder(resolve(import.meta.dirname, '../../../resources/procedures/be-thb'));
const keyId = '406B030069DB01A6';

let core: TestCore;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
});
afterAll(() => core.close());

/** The Belgian pack with places of its files changed. */
function belgianWith(
  changes: readonly (readonly [file: string, from: string | RegExp, to: string])[],
): PackFiles {
  const files = new Map(belgian);
  for (const [file, from, to] of changes) {
    const text = Buffer.from(files.get(file) ?? []).toString('utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${String(from)} does not stand in ${file}`);
    files.set(file, Buffer.from(changed, 'utf8'));
  }
  return files;
}

/** Version 2099.1, in which eight days became fifteen and a requirement went. */
const nextVersion = belgianWith([
  ['pack.yaml', /version: '[^']+'/, "version: '2099.1'"],
  ['deadlines.yaml', /(id: BE-R13\n[\s\S]*?amount: )8/, '$115'],
  [
    'examples.yaml',
    'rule: BE-R13, event: 2026-03-02, gives: { date: 2026-03-10 }',
    'rule: BE-R13, event: 2026-03-02, gives: { date: 2026-03-17 }',
  ],
  [
    'sources.yaml',
    'texts:\n',
    'texts:\n  - { id: newAct, lawAsOf: 2026-11-01, name: { fr: loi nouvelle, nl: nieuwe wet, de: neues Gesetz, en: new Act } }\n',
  ],
]);

async function choose(name: string, files: PackFiles, signWith?: string) {
  const path = join(core.folder, `${name}.dossier-pack`);
  const archive = writePackArchive(files);
  writeFileSync(path, archive);
  if (signWith !== undefined) {
    const secret = await openSecretKey(signWith, null);
    if (!secret.ok) throw new Error(secret.error.kind);
    writeFileSync(`${path}.minisig`, await signFile(secret.value, archive, `${name} of the office`));
  }
  core.host.answerFile(path);
  return core.call('packs.choose', { language: 'en' });
}

async function list() {
  const { packs, keys, outdated } = await core.value('packs.list', { language: 'en' });
  return {
    packs: packs
      .filter(({ id }) => id === 'be-thb' || id === 'xx-thb')
      .map(({ id, version, signature, isCurrent, cases, canBeRemoved }) => ({
        id,
        version,
        signature: signature.kind,
        isCurrent,
        cases,
        canBeRemoved,
      })),
    keys: keys.map((key) => key.name),
    outdated: outdated.map(({ code, version, currentVersion }) => ({ code, version, currentVersion })),
  };
}

async function newCase(givenNames: string, packId: string): Promise<CaseId> {
  const { caseId } = await core.value('cases.create', {
    fileLanguage: 'fr',
    openedOn: '2026-01-10',
    client: { givenNames },
  });
  await core.value('procedures.start', { caseId, packId });
  return caseId;
}

describe('packs in the vault', () => {
  let caseId: CaseId;
  let shipped: string;

  it('are those of the program at first', async () => {
    const all = await core.value('packs.list', { language: 'fr' });
    const own = all.packs.find(({ id }) => id === 'be-thb');
    shipped = own?.version ?? '';
    expect(all.packs.every(({ signature }) => signature.kind === 'ofProgram')).toBe(true);
    expect(own).toMatchObject({
      isCurrent: true,
      cases: 0,
      canBeRemoved: false,
      addedAt: null,
      review: { state: 'unreviewed', by: null, on: null },
    });
    expect(own?.sources.find(({ key }) => key === 'S1')).toBeDefined();
    expect(own?.texts.find(({ name }) => name.startsWith('loi du 15 décembre 1980'))).toBeDefined();
  });

  it('can be read: who does what, the terms in four languages, old and new articles', async () => {
    const reference = await core.value('packs.reference', {
      packId: 'be-thb',
      version: shipped,
      language: 'nl',
    });
    expect(reference.actors.find(({ id }) => id === 'office')).toMatchObject({
      name: 'Dienst Vreemdelingenzaken, cel MINTEH',
      short: 'DVZ',
    });
    expect(reference.terms.find(({ id }) => id === 'reflection')?.term).toEqual({
      fr: 'délai de réflexion',
      nl: 'bedenktijd, reflectieperiode',
      de: 'Bedenkzeit',
      en: 'reflection period',
    });
    const [trafficking] = reference.concordance;
    expect(trafficking).toMatchObject({ name: 'Mensenhandel', fact: { mark: 'sure', verify: true } });
    expect([trafficking?.old.join(), trafficking?.new.join()]).toEqual([
      expect.stringContaining('433quinquies'),
      expect.stringContaining('258'),
    ]);
    expect(
      await core.call('packs.reference', { packId: 'be-thb', version: '1900.1', language: 'nl' }),
    ).toEqual({ ok: false, error: { kind: 'packNotFound' } });
  });

  it('keep the version of a case from its start', async () => {
    caseId = await newCase('Salma', 'be-thb');
    expect((await list()).packs).toEqual([
      {
        id: 'be-thb',
        version: shipped,
        signature: 'ofProgram',
        isCurrent: true,
        cases: 1,
        canBeRemoved: false,
      },
    ]);
  });

  it('show the difference of a new version before it is added, and want a word for an unsigned one', async () => {
    const chosen = await choose('next', nextVersion);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    expect(chosen.value).toMatchObject({
      pack: { id: 'be-thb', version: '2099.1' },
      signature: { kind: 'unsigned' },
      trustedComment: '',
      against: shipped,
      isOlder: false,
      casesOfPack: 1,
    });
    expect(chosen.value.changes).toEqual([
      {
        kind: 'changed',
        what: 'rule',
        id: 'BE-R13',
        name: 'Request to continue after suspension is refused',
        fields: [
          {
            field: 'length',
            language: null,
            before: '8 days (sure)',
            after: '15 days (sure)',
          },
        ],
      },
      { kind: 'added', what: 'text', id: 'newAct', name: 'new Act', fields: [] },
    ]);
    const { contentSha256 } = chosen.value;
    expect(await core.call('packs.add', { contentSha256, confirmsUnsigned: false })).toEqual({
      ok: false,
      error: { kind: 'confirmationMissing' },
    });
    expect(await core.call('packs.add', { contentSha256: 'x', confirmsUnsigned: true })).toEqual({
      ok: false,
      error: { kind: 'notChosen' },
    });
    await core.value('packs.add', { contentSha256, confirmsUnsigned: true });
    expect(await list()).toEqual({
      packs: [
        {
          id: 'be-thb',
          version: '2099.1',
          signature: 'unsigned',
          isCurrent: true,
          cases: 0,
          canBeRemoved: true,
        },
        {
          id: 'be-thb',
          version: shipped,
          signature: 'ofProgram',
          isCurrent: false,
          cases: 1,
          canBeRemoved: false,
        },
      ],
      keys: [],
      outdated: [{ code: 'BR-2026-001', version: shipped, currentVersion: '2099.1' }],
    });
  });

  it('leave a case on its version until it is moved, with its own dates compared', async () => {
    const { caseEventId } = await core.value('procedures.recordEvent', {
      caseId,
      event: { kind: 'suspensionRejected', happenedOn: '2026-03-02' },
    });
    const dateOf = async () =>
      (await core.value('deadlines.list', { caseId, language: 'en' })).deadlines.find(
        ({ ruleId, caseEventId: event }) => ruleId === 'BE-R13' && event === caseEventId,
      )?.date;
    expect(await dateOf()).toBe('2026-03-10');
    const before = await core.value('cases.list', {});
    expect(before.cases.map(({ nextDeadline }) => nextDeadline?.unsigned)).toEqual([false]);
    const compared = await core.value('packs.compareForCase', { caseId, language: 'en' });
    expect(compared).toMatchObject({
      code: 'BR-2026-001',
      from: shipped,
      to: '2099.1',
      signature: { kind: 'unsigned' },
      dates: [
        {
          ruleId: 'BE-R13',
          title: 'Request to continue after suspension is refused',
          before: '2026-03-10',
          after: '2026-03-17',
        },
      ],
    });
    expect(await core.call('packs.moveCase', { caseId, version: '2098.1' })).toEqual({
      ok: false,
      error: { kind: 'versionChanged' },
    });
    await core.value('packs.moveCase', { caseId, version: '2099.1' });
    expect(await dateOf()).toBe('2026-03-17');
    const { entries } = await core.value('deadlines.agenda', { language: 'en' });
    expect(entries.map(({ ruleId, signature }) => [ruleId, signature.kind])).toEqual([
      ['BE-R13', 'unsigned'],
    ]);
    const { cases } = await core.value('cases.list', {});
    expect(cases.map(({ nextDeadline }) => nextDeadline?.unsigned)).toEqual([true]);
    expect(await core.call('packs.moveCase', { caseId, version: '2099.1' })).toEqual({
      ok: false,
      error: { kind: 'upToDate' },
    });
    await core.lockAndReopen();
    expect(await dateOf()).toBe('2026-03-17');
    const { procedure } = await core.value('procedures.read', { caseId, language: 'en' });
    expect([procedure?.startedVersion, procedure?.pack.version]).toEqual(['2099.1', '2099.1']);
  });

  it('are not removed while a case uses them', async () => {
    expect(await core.call('packs.remove', { packId: 'be-thb', version: '2099.1' })).toEqual({
      ok: false,
      error: { kind: 'packInUse', cases: 1 },
    });
    expect(await core.call('packs.remove', { packId: 'be-thb', version: shipped })).toEqual({
      ok: false,
      error: { kind: 'packNotFound' },
    });
  });

  it('refuse another content under a version that is there', async () => {
    const changed = belgianWith([['pack.yaml', 'firstPhase', '# Otherwise.\nfirstPhase']]);
    expect(await choose('same', changed)).toEqual({
      ok: false,
      error: { kind: 'versionTaken', packId: 'be-thb', version: shipped },
    });
    expect(await choose('again', belgian)).toEqual({
      ok: false,
      error: { kind: 'alreadyThere', packId: 'be-thb', version: shipped },
    });
  });

  it('do not take a case along that stands in a phase the new version does not have', async () => {
    const other = await newCase('Mira', 'be-thb');
    const gone = packFilesOf({
      ...smallPack,
      'pack.yaml': (smallPack['pack.yaml'] ?? '')
        .replace('xx-thb', 'be-thb')
        .replace('2026.1', '2099.2')
        .replace('2026-11-23', '2099-01-01'),
    });
    const chosen = await choose('gone', gone);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    await core.value('packs.add', { contentSha256: chosen.value.contentSha256, confirmsUnsigned: true });
    expect(await core.call('packs.moveCase', { caseId: other, version: '2099.2' })).toEqual({
      ok: false,
      error: { kind: 'phaseGone', phaseId: 'BE-P0' },
    });
    await core.value('packs.remove', { packId: 'be-thb', version: '2099.2' });
  });
});

describe('signatures of packs', () => {
  const files = packFilesOf(smallPack);

  it('of a key nobody trusts here are worth no more than none', async () => {
    const chosen = await choose('signed', files, testSecretKey);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    expect(chosen.value).toMatchObject({
      signature: { kind: 'unknownKey', keyId },
      trustedComment: '',
      against: null,
      changes: [],
    });
    expect(
      await core.call('packs.add', {
        contentSha256: chosen.value.contentSha256,
        confirmsUnsigned: false,
      }),
    ).toEqual({ ok: false, error: { kind: 'confirmationMissing' } });
  });

  it('count once the key of the organisation is trusted', async () => {
    expect(await core.call('packs.addKey', { name: 'Office', publicKey: 'RWx' })).toEqual({
      ok: false,
      error: { kind: 'notAKey' },
    });
    await core.value('packs.addKey', { name: 'Office', publicKey: testPublicKey });
    expect(await core.call('packs.addKey', { name: 'Again', publicKey: testPublicKey })).toEqual({
      ok: false,
      error: { kind: 'keyKnown', name: 'Office' },
    });
    const chosen = await choose('signed', files, testSecretKey);
    if (!chosen.ok) throw new Error(chosen.error.kind);
    expect(chosen.value).toMatchObject({
      signature: { kind: 'signed', keyId, keyName: 'Office' },
      trustedComment: 'signed of the office',
    });
    await core.value('packs.add', {
      contentSha256: chosen.value.contentSha256,
      confirmsUnsigned: false,
    });
    expect((await list()).packs.find(({ id }) => id === 'xx-thb')).toEqual({
      id: 'xx-thb',
      version: '2026.1',
      signature: 'signed',
      isCurrent: true,
      cases: 0,
      canBeRemoved: true,
    });
    // A pack of another country and with almost nothing in it starts a case as any other does.
    const caseId = await newCase('Lena', 'xx-thb');
    const { procedure } = await core.value('procedures.read', { caseId, language: 'fr' });
    expect(procedure?.phases.map(({ id, nextStep }) => [id, nextStep])).toEqual([
      ['X-P1', ''],
      ['X-P2', ''],
    ]);
  });

  it('refuse a file that was changed after it was signed', async () => {
    const path = join(core.folder, 'forged.dossier-pack');
    const secret = await openSecretKey(testSecretKey, null);
    if (!secret.ok) throw new Error(secret.error.kind);
    const forged = packFilesOf({
      ...smallPack,
      'pack.yaml': (smallPack['pack.yaml'] ?? '').replace('2026.1', '2026.2'),
    });
    writeFileSync(path, writePackArchive(forged));
    writeFileSync(`${path}.minisig`, await signFile(secret.value, writePackArchive(files), 'other'));
    core.host.answerFile(path);
    expect(await core.call('packs.choose', { language: 'en' })).toEqual({
      ok: false,
      error: { kind: 'signatureWrong', keyId, keyName: 'Office' },
    });
    writeFileSync(`${path}.minisig`, 'no signature');
    core.host.answerFile(path);
    expect(await core.call('packs.choose', { language: 'en' })).toEqual({
      ok: false,
      error: { kind: 'signatureUnreadable' },
    });
  });

  it('lose their worth with the trust in the key', async () => {
    await core.value('packs.removeKey', { keyId });
    expect((await list()).packs.find(({ id }) => id === 'xx-thb')?.signature).toBe('unknownKey');
    expect(await core.call('packs.removeKey', { keyId })).toEqual({
      ok: false,
      error: { kind: 'keyNotFound' },
    });
  });
});

describe('a file that is no pack', () => {
  it('is refused, and says where it is wrong', async () => {
    expect(await core.call('packs.choose', { language: 'en' })).toEqual({
      ok: false,
      error: { kind: 'dialogCancelled' },
    });
    core.host.answerFile(join(core.folder, 'none.dossier-pack'));
    expect(await core.call('packs.choose', { language: 'en' })).toEqual({
      ok: false,
      error: { kind: 'fileUnreadable' },
    });
    writeFileSync(join(core.folder, 'letter.dossier-pack'), 'Dear colleague');
    core.host.answerFile(join(core.folder, 'letter.dossier-pack'));
    expect(await core.call('packs.choose', { language: 'en' })).toEqual({
      ok: false,
      error: { kind: 'archiveRefused', reason: 'notAZip', part: null },
    });
    const broken = {
      ...smallPack,
      'deadlines.yaml': (smallPack['deadlines.yaml'] ?? '').replace('endOf: X-R1', 'endOf: X-R9'),
    };
    expect(await choose('broken', packFilesOf(broken))).toEqual({
      ok: false,
      error: {
        kind: 'packBroken',
        problems: [
          {
            file: 'deadlines.yaml',
            line: 20,
            texts: {
              en: {
                cause: 'There is no deadline rule “X-R9”.',
                mend: 'Correct the id, or add it to deadlines.yaml.',
              },
              fr: {
                cause: 'Il n’y a pas de règle de délai «\u00a0X-R9\u00a0».',
                mend: 'Corrigez l’identifiant, ou ajoutez-le dans deadlines.yaml.',
              },
              nl: {
                cause: 'Er is geen termijnregel “X-R9”.',
                mend: 'Verbeter de identificatie, of voeg ze toe in deadlines.yaml.',
              },
              de: {
                cause: 'Es gibt keine Fristenregel „X-R9“.',
                mend: 'Berichtigen Sie die Kennung oder fügen Sie sie in deadlines.yaml hinzu.',
              },
            },
          },
        ],
      },
    });
  });
});
