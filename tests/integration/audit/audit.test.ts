import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseIdSchema } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

const one = caseIdSchema.parse('01990000-0000-7000-8000-000000000001');
const other = caseIdSchema.parse('01990000-0000-7000-8000-000000000002');

function record(action: 'case.created' | 'case.changed', caseId: typeof one): void {
  core.vaultDeps().audit({ action, subjectId: caseId, caseId });
}

describe('audit.list', () => {
  it('tells who did what to which id and when, newest first', async () => {
    core.clock.set('2026-03-02T10:00:00.000Z');
    record('case.created', one);
    const memberId = core.vaultDeps().actor;
    expect(await core.value('audit.list', { caseId: null, before: null, limit: 10 })).toEqual({
      entries: [
        {
          sequence: 3,
          at: '2026-03-02T10:00:00.000Z',
          memberId,
          memberName: 'An advocate',
          memberRecovery: null,
          action: 'case.created',
          subjectId: one,
          subject: null,
          caseId: one,
          caseCode: '',
        },
        {
          sequence: 2,
          at: '2026-03-02T09:15:00.000Z',
          memberId,
          memberName: 'An advocate',
          memberRecovery: null,
          action: 'vault.unlocked',
          subjectId: null,
          subject: null,
          caseId: null,
          caseCode: '',
        },
        {
          sequence: 1,
          at: '2026-03-02T09:15:00.000Z',
          memberId,
          memberName: 'An advocate',
          memberRecovery: null,
          action: 'vault.created',
          subjectId: null,
          subject: null,
          caseId: null,
          caseCode: '',
        },
      ],
      next: null,
    });
  });

  it('goes page by page through one case', async () => {
    for (let count = 0; count < 5; count += 1) {
      record('case.changed', one);
      record('case.changed', other);
    }
    const sequences: number[] = [];
    let before: number | null = null;
    let pages = 0;
    do {
      const page: { entries: readonly { sequence: number }[]; next: number | null } = await core.value(
        'audit.list',
        { caseId: one, before, limit: 2 },
      );
      sequences.push(...page.entries.map((entry) => entry.sequence));
      before = page.next;
      pages += 1;
    } while (before !== null);
    expect([sequences, pages]).toEqual([[11, 9, 7, 5, 3], 3]);
  });

  it('is asked of an open vault only', async () => {
    await core.value('vault.prepareLock', {});
    expect(await core.call('audit.list', { caseId: null, before: null, limit: 10 })).toEqual({
      ok: false,
      error: { kind: 'vaultLocked' },
    });
  });
});

describe('the audit chain', () => {
  it('takes back an entry together with the work it tells of', async () => {
    const { db } = core.vaultDeps();
    expect(() =>
      db.transaction(() => {
        record('case.created', one);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    record('case.created', other);
    const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 1 });
    expect(entries.map(({ sequence, caseId }) => [sequence, caseId])).toEqual([[3, other]]);
    expect(await core.value('vault.verify', {})).toMatchObject({ auditEntries: 3, auditBrokenAt: null });
  });

  it('holds across locking, with an entry for each', async () => {
    await core.lockAndReopen();
    const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 10 });
    expect(entries.map(({ action }) => action)).toEqual([
      'vault.unlocked',
      'vault.locked',
      'vault.unlocked',
      'vault.created',
    ]);
    expect(await core.value('vault.verify', {})).toMatchObject({ auditEntries: 4, healthy: true });
  });

  it('is followed through thousands of entries', async () => {
    const { db } = core.vaultDeps();
    db.transaction(() => {
      for (let count = 0; count < 2500; count += 1) record('case.changed', one);
    });
    expect(await core.value('vault.verify', {})).toMatchObject({ auditEntries: 2502, auditBrokenAt: null });
  });
});
