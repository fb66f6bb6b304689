import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../src/core/db/open-database';
import { parseHeader } from '../../../src/core/vault/header';
import { databaseKey } from '../../../src/core/vault/keys';
import { planNextHeader } from '../../../src/core/vault/next-header';
import { unlockHeader } from '../../../src/core/vault/unlock-vault';
import { openVaultAtPath } from '../../../src/core/vault/vault-at-path';
import { memberIdSchema, type MemberId } from '../../../src/shared/kernel/ids';
import { createTestCore, testCost, testPassphrase, type TestCore } from '../../support/core';
import { addSheet, opensHeaders, passphraseOf } from '../../support/members';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

const cost = { memoryMib: testCost.memoryKib / 1024, passes: testCost.passes, lanes: testCost.lanes };
const folder = () => core.vault().folder;

async function add(name: string, passphrase: string): Promise<MemberId> {
  return (await core.value('members.add', { name, passphrase })).memberId;
}

async function lockAndOpen(passphrase: string) {
  await core.value('vault.prepareLock', {});
  return core.call('vault.unlock', { id: core.vault().id, passphrase });
}

/** Who opens the vault with this passphrase; the kind of failure when nobody does. */
async function whoOpens(passphrase: string): Promise<string> {
  core.deps.attempts.clear(core.vault().id);
  const opened = await lockAndOpen(passphrase);
  return opened.ok ? opened.value.memberName : opened.error.kind;
}

async function logged(): Promise<readonly string[]> {
  const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 100 });
  return entries
    .toReversed()
    .filter(({ action }) => !['vault.unlocked', 'vault.locked', 'vault.created'].includes(action))
    .map(({ memberName, action, subject }) =>
      [memberName, action, subject?.kind === 'member' ? subject.name : ''].join(' '),
    );
}

describe('the members of a vault', () => {
  it('are listed with since when, when they opened it last, and what a guess costs', async () => {
    core.clock.set('2026-03-03T10:00:00.000Z');
    const second = await add('Bea Advocate', passphraseOf(1));
    await addSheet(core, 'Sheet in the safe');
    core.clock.set('2026-03-04T11:00:00.000Z');
    expect(await whoOpens(passphraseOf(1))).toBe('Bea Advocate');
    expect(await core.value('members.list', {})).toEqual({
      members: [
        {
          memberId: expect.any(String),
          name: 'An advocate',
          kind: 'advocate',
          addedAt: '2026-03-02T09:15:00.000Z',
          lastOpenedAt: '2026-03-02T09:15:00.000Z',
          isYou: false,
          cost,
        },
        {
          memberId: second,
          name: 'Bea Advocate',
          kind: 'advocate',
          addedAt: '2026-03-03T10:00:00.000Z',
          lastOpenedAt: '2026-03-04T11:00:00.000Z',
          isYou: true,
          cost,
        },
        {
          memberId: expect.any(String),
          name: 'Sheet in the safe',
          kind: 'recoverySheet',
          addedAt: '2026-03-03T10:00:00.000Z',
          lastOpenedAt: null,
          isYou: false,
          cost: null,
        },
      ],
      full: false,
      revokedSinceKey: [],
      keyMadeAt: '2026-03-02T09:15:00.000Z',
      rekeyInterrupted: false,
    });
  });

  it('each open it with their own passphrase, and the log says who', async () => {
    await add('Bea Advocate', passphraseOf(1));
    await add('Cleo Advocate', passphraseOf(2));
    expect([
      await whoOpens(passphraseOf(2)),
      await whoOpens(testPassphrase),
      await whoOpens(passphraseOf(1)),
      await whoOpens(passphraseOf(3)),
    ]).toEqual(['Cleo Advocate', 'An advocate', 'Bea Advocate', 'wrongPassphrase']);
    core.deps.attempts.clear(core.vault().id);
    await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 20 });
    expect(
      entries.filter(({ memberName }) => memberName === 'Bea Advocate').map(({ action }) => action),
    ).toEqual(['vault.locked', 'vault.unlocked']);
  });

  it('are refused a weak passphrase, one in use, and a name in use', async () => {
    const weak = await core.call('members.add', { name: 'Bea', passphrase: 'Bea Bea Bea Bea Bea' });
    expect(weak.ok ? null : weak.error.kind).toBe('passphraseTooWeak');
    expect(await core.call('members.add', { name: 'Bea', passphrase: testPassphrase })).toEqual({
      ok: false,
      error: { kind: 'passphraseInUse' },
    });
    expect(await core.call('members.add', { name: ' an ADVOCATE ', passphrase: passphraseOf(1) })).toEqual({
      ok: false,
      error: { kind: 'nameTaken' },
    });
    expect((await core.value('members.list', {})).members).toHaveLength(1);
  });

  it('can be renamed, and the log goes by the new name', async () => {
    const second = await add('Bea', passphraseOf(1));
    await core.value('members.rename', { memberId: second, name: 'Béatrice' });
    expect(await core.call('members.rename', { memberId: second, name: 'An advocate' })).toEqual({
      ok: false,
      error: { kind: 'nameTaken' },
    });
    expect(await whoOpens(passphraseOf(1))).toBe('Béatrice');
    const own = (await core.value('members.list', {})).members.find(({ isYou }) => isYou);
    await core.value('members.rename', { memberId: memberIdSchema.parse(own?.memberId), name: 'Bé' });
    expect((await core.value('vault.status', {})).open?.memberName).toBe('Bé');
    expect(await logged()).toEqual([
      'An advocate member.added Bé',
      'An advocate member.renamed Bé',
      'Bé member.renamed Bé',
    ]);
  });

  it('lose their way in when they are revoked', async () => {
    const second = await add('Bea', passphraseOf(1));
    core.clock.set('2026-03-05T08:00:00.000Z');
    await core.value('members.revoke', { memberId: second });
    const list = await core.value('members.list', {});
    expect(list.members.map(({ name }) => name)).toEqual(['An advocate']);
    expect(list.revokedSinceKey).toEqual([{ name: 'Bea', at: '2026-03-05T08:00:00.000Z' }]);
    expect(await opensHeaders(folder(), passphraseOf(1))).toEqual([false, false]);
    expect(await whoOpens(passphraseOf(1))).toBe('wrongPassphrase');
    expect(await whoOpens(testPassphrase)).toBe('An advocate');
    expect(await logged()).toEqual(['An advocate member.added Bea', 'An advocate member.revoked Bea']);
    // The name is free again, and it is another person to the log.
    await add('Bea', passphraseOf(2));
  });

  it('can neither revoke themselves nor leave sheets alone without a passphrase', async () => {
    await addSheet(core, 'Sheet');
    const { members } = await core.value('members.list', {});
    const revoke = async (memberId: string | undefined) =>
      core.call('members.revoke', { memberId: memberIdSchema.parse(memberId) });
    expect([
      await revoke(members[0]?.memberId),
      await revoke('01990000-0000-7000-8000-000000000009'),
      await revoke(members[1]?.memberId),
    ]).toEqual([
      { ok: false, error: { kind: 'lastAdvocate' } },
      { ok: false, error: { kind: 'memberUnknown' } },
      { ok: true, value: {} },
    ]);
    // Beside another advocate it is for her to do.
    await add('Bea', passphraseOf(1));
    expect(await revoke(members[0]?.memberId)).toEqual({ ok: false, error: { kind: 'ownMembership' } });
    expect(await whoOpens(testPassphrase)).toBe('An advocate');
  });

  it('change their passphrase with the one before, and it opens no copy of the header any more', async () => {
    const wrong = { passphrase: 'not the passphrase of this vault', newPassphrase: passphraseOf(1) };
    expect(await core.call('members.changePassphrase', wrong)).toEqual({
      ok: false,
      error: { kind: 'wrongPassphrase', retryAfterMs: 0 },
    });
    const same = { passphrase: testPassphrase, newPassphrase: testPassphrase };
    expect(await core.call('members.changePassphrase', same)).toEqual({
      ok: false,
      error: { kind: 'passphraseInUse' },
    });
    await core.value('members.changePassphrase', {
      passphrase: testPassphrase,
      newPassphrase: passphraseOf(1),
    });
    expect([
      await opensHeaders(folder(), testPassphrase),
      await opensHeaders(folder(), passphraseOf(1)),
      await whoOpens(testPassphrase),
      await whoOpens(passphraseOf(1)),
    ]).toEqual([[false, false], [true, true], 'wrongPassphrase', 'An advocate']);
    expect(await logged()).toEqual(['An advocate member.passphraseChanged An advocate']);
    expect((await core.value('vault.verify', {})).healthy).toBe(true);
  });

  it('slow down whoever guesses at an open laptop as at a locked one', async () => {
    const guess = () =>
      core.call('members.changePassphrase', { passphrase: 'a guess', newPassphrase: passphraseOf(1) });
    await guess();
    await guess();
    expect(await guess()).toEqual({ ok: false, error: { kind: 'tooSoon', retryAfterMs: 1000 } });
  });
});

describe('a passphrase that costs too little', () => {
  it('is made to cost what it must today when it next opens the vault', async () => {
    await core.value('vault.prepareLock', {});
    const dearer = { memoryKib: 64 * 1024, passes: 3, lanes: 1 };
    const deps = { ...core.deps, passphraseCost: dearer };
    const opened = await openVaultAtPath(deps, folder(), testPassphrase);
    expect(opened.ok).toBe(true);
    const header = JSON.parse(readFileSync(join(folder(), 'vault.json'), 'utf8'));
    expect(header.slots[0].keyDerivation).toMatchObject(dearer);
    expect(await logged()).toEqual(['An advocate member.passphraseStrengthened An advocate']);
    expect(await whoOpens(testPassphrase)).toBe('An advocate');
    expect((await core.value('vault.verify', {})).healthy).toBe(true);
  });
});

describe('a change of members that was cut off', () => {
  /** The vault's folder as it was, to be put back in part. */
  function keep(name: string): string {
    const copy = join(core.folder, name);
    rmSync(copy, { recursive: true, force: true });
    cpSync(folder(), copy, { recursive: true });
    return copy;
  }
  const putBack = (copy: string, file: string) => cpSync(join(copy, file), join(folder(), file));

  async function changePassphrase(): Promise<{ readonly before: string }> {
    await core.value('vault.prepareLock', {});
    const before = keep('before');
    core.deps.attempts.clear(core.vault().id);
    await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    await core.value('members.changePassphrase', {
      passphrase: testPassphrase,
      newPassphrase: passphraseOf(1),
    });
    return { before };
  }

  it('counts from the first copy of the header on, and the passphrase before does not bring the other back', async () => {
    const { before } = await changePassphrase();
    await core.value('vault.prepareLock', {});
    // As after a crash between the two copies, before the database followed.
    putBack(before, 'vault.json.bak');
    await planWithoutFollowing(before);
    expect([await whoOpens(testPassphrase), await whoOpens(passphraseOf(1))]).toEqual([
      'wrongPassphrase',
      'An advocate',
    ]);
    expect(await opensHeaders(folder(), passphraseOf(1))).toEqual([true, true]);
    const { open } = await core.value('vault.status', {});
    expect([open?.readOnly, open?.warnings]).toEqual([false, ['headerCopyMended']]);
    expect(await logged()).toEqual(['An advocate member.passphraseChanged An advocate']);
    expect((await core.value('vault.verify', {})).healthy).toBe(true);
  });

  it('is forgotten when no copy of the header was written', async () => {
    const { before } = await changePassphrase();
    await core.value('vault.prepareLock', {});
    await planWithoutFollowing(before);
    putBack(before, 'vault.json');
    putBack(before, 'vault.json.bak');
    expect([await whoOpens(passphraseOf(1)), await whoOpens(testPassphrase)]).toEqual([
      'wrongPassphrase',
      'An advocate',
    ]);
    const { open } = await core.value('vault.status', {});
    expect([open?.readOnly, open?.warnings, await logged()]).toEqual([false, [], []]);
  });

  it('does not open for writing with a header that was put back later', async () => {
    const { before } = await changePassphrase();
    await core.value('vault.prepareLock', {});
    putBack(before, 'vault.json');
    putBack(before, 'vault.json.bak');
    await lockAndOpen(testPassphrase);
    const { open } = await core.value('vault.status', {});
    expect([open?.readOnly, open?.warnings]).toEqual([true, ['headerFromAnotherMoment']]);
  });
});

/** Puts the database back to the moment when the header of today was planned in it and not yet written. */
async function planWithoutFollowing(before: string): Promise<void> {
  const read = (file: string) => {
    const parsed = parseHeader(readFileSync(file));
    if (!parsed.ok) throw new Error('No header');
    return parsed.value;
  };
  const today = read(join(core.vault().folder, 'vault.json'));
  const unlocked = await unlockHeader(read(join(before, 'vault.json')), testPassphrase);
  if (!unlocked.ok) throw new Error('The header before does not open');
  const { vaultKey, memberId, header } = unlocked.value;
  cpSync(join(before, 'vault.db'), join(core.vault().folder, 'vault.db'));
  const key = databaseKey(vaultKey, header.vaultId, header.epoch);
  const opened = openDatabase(join(core.vault().folder, 'vault.db'), key);
  if (!opened.ok) throw new Error(opened.error.kind);
  planNextHeader(opened.value, today, {
    kind: 'members',
    at: core.clock.now(),
    by: memberId,
    action: 'member.passphraseChanged',
    subjectId: memberId,
    added: null,
    revoked: null,
  });
  closeDatabase(opened.value);
  // What this laptop saw last would otherwise show that the database is an older one.
  const known = core.deps.knownVaults.find(core.vault().id);
  if (known !== undefined) core.deps.knownVaults.remember({ ...known, lastSeen: null });
}
