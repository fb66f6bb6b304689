import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { readPackage } from '../../../src/core/packages/read-package';
import { unlockKeys } from '../../../src/core/vault/unlock-vault';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { testPassphrase } from '../../support/core';
import { findRemnants } from '../../support/remnants';
import { anOffice, look, receive, send, type Office } from '../packages/support';

const passphrase = 'nine other words for a package on a journey';

const quiet = { signal: new AbortController().signal, breathe: async () => {}, report: () => {} };

describe('what is kept of packages', { timeout: 120_000 }, () => {
  const theirs = 'zqxtheirversion';
  let here: Office;
  let colleague: Office;
  let shared: CaseId;
  let received: string;
  let file: string;
  beforeEach(async () => {
    here = await anOffice();
    colleague = await anOffice();
    ({ caseId: shared } = await here.core.value('cases.create', { fileLanguage: 'fr', client: {} }));
    await receive(colleague, await send(here, colleague, [shared]));
    await here.core.value('cases.change', { caseId: shared, changes: { note: 'A note from here' } });
    await colleague.core.value('cases.change', { caseId: shared, changes: { note: theirs } });
    later();
    ({ packageId: received } = await receive(here, await send(colleague, here, [shared])));
    later();
    file = join(here.core.folder, 'stick', 'journey.dossier-package');
  });
  afterEach(() => {
    here.core.close();
    colleague.core.close();
  });

  function later(): void {
    for (const { core: each } of [here, colleague]) {
      each.clock.set(new Date(Date.parse(each.clock.now()) + 60_000).toISOString());
    }
  }

  function keptAt(office: Office): readonly unknown[] {
    const { db } = office.core.vaultDeps();
    return [
      db.all(sql`
        SELECT package_id, recorded_at, hex(state) AS state, hex(audit_log) AS log FROM package_states
        WHERE case_id = ${shared} ORDER BY package_id
      `),
      db.all(sql`
        SELECT package_id, table_name, row_key, fields, here, there, taken, decided_at, member_id FROM package_decisions
        WHERE case_id = ${shared} ORDER BY package_id, table_name, row_key, fields
      `),
    ];
  }

  function logOfColleague() {
    return here.core.value('packages.log', { packageId: received, caseId: shared, limit: 50 });
  }

  function leave(
    lock: { readonly kind: 'ownKey' } | { readonly kind: 'passphrase'; readonly passphrase: string },
  ) {
    here.core.host.answerSavePath(file);
    return here.core.call('travel.leaveBehind', { caseIds: [shared], lock });
  }

  it('is gone from the vault on a journey, and back with the case: decisions, logs and the base', async () => {
    const [, decisionRows] = keptAt(here);
    const states = JSON.stringify(keptAt(here)[0]);
    const decisions = await here.core.value('packages.decisions', { caseId: shared });
    const log = await logOfColleague();
    expect(decisions.flatMap(({ values }) => values.map(({ there }) => there))).toContain(theirs);
    expect(log).toMatchObject({ signature: 'holds' });
    expect((await leave({ kind: 'ownKey' })).ok).toBe(true);

    const { folder } = here.core.vault();
    const unlocked = await unlockKeys(folder, testPassphrase, undefined);
    if (!unlocked.ok) throw new Error(unlocked.error.kind);
    expect(await findRemnants(folder, unlocked.value, { words: [theirs], pieces: [] })).toEqual(new Map());
    expect(keptAt(here)).toEqual([[], []]);

    await here.core.lockAndReopen();
    later();
    await receive(here, file);
    expect(keptAt(here)[1]).toEqual(decisionRows);
    const after = keptAt(here)[0];
    for (const row of JSON.parse(states)) expect(after).toContainEqual(row);
    expect(await here.core.value('packages.decisions', { caseId: shared })).toEqual(decisions);
    expect(await logOfColleague()).toEqual(log);

    // Only what she changed since is compared.
    later();
    await colleague.core.value('cases.change', { caseId: shared, changes: { note: 'A later note of hers' } });
    const looked = await look(here, await send(colleague, here, [shared]));
    expect(looked.cases).toMatchObject([{ caseId: shared, hasBase: true }]);
  });

  it('goes into no package for a colleague, and no other vault takes it out of one of a journey', async () => {
    const lock = { kind: 'passphrase', passphrase } as const;
    expect((await leave(lock)).ok).toBe(true);
    const stranger = await anOffice();
    try {
      stranger.core.host.answerFile(file);
      const locked = await stranger.core.call('packages.look', { handle: null, passphrase: null });
      if (locked.ok || locked.error.kind !== 'passphraseNeeded')
        throw new Error('It asked for no passphrase');
      const { handle } = await stranger.core.value('packages.look', {
        handle: locked.error.handle,
        passphrase,
      });
      await stranger.core.value('packages.takeIn', { handle });
      // The package itself, and nothing of the ones before.
      expect(keptAt(stranger)).toMatchObject([[{}], []]);
    } finally {
      stranger.core.close();
    }

    const unpacked = await readPackage(colleague.core.vaultDeps(), quiet, {
      path: await send(colleague, colleague, [shared]),
      key: null,
    });
    expect(unpacked).toMatchObject({
      value: { head: { cases: [{ hasKept: false }] }, cases: [{ kept: null }] },
    });
  });

  it('keeps the case here when it changes while the case is being packed', async () => {
    const { work } = here.core.deps;
    const { run } = work;
    vi.spyOn(work, 'run').mockImplementation((kind, doWork) => {
      if (kind === 'purge') {
        here.core.vaultDeps().db.run(sql`UPDATE package_decisions SET taken = 'there'`);
      }
      return run(kind, doWork);
    });
    expect(await leave({ kind: 'ownKey' })).toMatchObject({ error: { kind: 'changedMeanwhile' } });
    expect(keptAt(here)[1]).not.toEqual([]);
  });
});
