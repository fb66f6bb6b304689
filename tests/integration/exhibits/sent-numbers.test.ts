import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { CaseId, ExhibitId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
});
beforeEach(async () => {
  caseId = (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
});
afterAll(() => core.close());

async function add(title: string, place?: number): Promise<ExhibitId> {
  const exhibit = {
    title,
    dateEdtf: '',
    author: '',
    pages: null,
    language: '',
    translation: 'none',
    origin: '',
    medium: 'paper',
    sha256: '',
    note: '',
  } as const;
  const made = await core.value('evidence.create', {
    caseId,
    exhibit,
    ...(place === undefined ? {} : { place }),
  });
  return made.id;
}

async function inventory(): Promise<string> {
  const exhibits = await core.value('evidence.list', { caseId });
  return exhibits
    .map(({ number, title, isKept }) => `${number} ${title}${isKept ? ' (kept)' : ''}`)
    .join(', ');
}

const send = () =>
  core.value('exhibits.markSent', { caseId, sentOn: '2026-03-02', recipient: 'Office des étrangers' });

describe('exhibits.markSent', () => {
  it('keeps numbers from then on; what comes between is 1bis, what goes stays as withdrawn', async () => {
    await add('a');
    const b = await add('b');
    const sent = await send();
    expect(sent).toEqual({ id: sent.id, sentOn: '2026-03-02', recipient: 'Office des étrangers', count: 2 });
    const c = await add('c', 2);
    await add('d');
    expect(await inventory()).toBe('1 a (kept), 1bis c, 2 b (kept), 3 d');

    expect(await core.call('evidence.move', { exhibitId: b, place: 1 })).toEqual({
      ok: false,
      error: { kind: 'numberKept' },
    });
    await core.value('evidence.move', { exhibitId: c, place: 3 });
    expect(await inventory()).toBe('1 a (kept), 2 b (kept), 3 c, 4 d');

    const removed = await core.value('evidence.remove', { exhibitId: b });
    expect(await inventory()).toBe('1 a (kept), 3 c, 4 d');
    expect((await core.value('exhibits.sent', { caseId })).withdrawnNumbers).toEqual(['2']);
    await send();
    await core.lockAndReopen();
    expect(await inventory()).toBe('1 a (kept), 3 c (kept), 4 d (kept)');

    await core.value('evidence.restore', removed);
    expect(await inventory()).toBe('1 a (kept), 2 b (kept), 3 c (kept), 4 d (kept)');
    expect((await core.value('exhibits.sent', { caseId })).withdrawnNumbers).toEqual([]);
  });

  it('can be taken back; then numbers follow the order again', async () => {
    const a = await add('a');
    await add('b');
    const { id } = await send();
    await add('c', 2);
    await core.value('exhibits.takeBackSent', { sentInventoryId: id });
    expect(await inventory()).toBe('1 a, 2 c, 3 b');
    await core.value('evidence.move', { exhibitId: a, place: 3 });
    expect(await inventory()).toBe('1 c, 2 b, 3 a');
    expect(await core.call('exhibits.takeBackSent', { sentInventoryId: id })).toEqual({
      ok: false,
      error: { kind: 'inventoryNotFound' },
    });
    const actions = core
      .vaultDeps()
      .db.all<{ action: string }>(
        sql`SELECT action FROM audit_entries WHERE case_id = ${caseId} AND action LIKE 'exhibit.inventory%' ORDER BY sequence`,
      );
    expect(actions.map(({ action }) => action)).toEqual([
      'exhibit.inventorySent',
      'exhibit.inventoryTakenBack',
    ]);
  });

  it('refuses a day to come, nobody, and nothing, and keeps no number then', async () => {
    const mark = (recipient: string, sentOn: string) =>
      core.call('exhibits.markSent', { caseId, sentOn, recipient });
    expect(await mark('Parquet', '2026-03-02')).toEqual({ ok: false, error: { kind: 'noExhibits' } });
    await add('a');
    expect(await mark('  ', '2026-03-02')).toEqual({ ok: false, error: { kind: 'recipientMissing' } });
    expect(await mark('Parquet', '2026-03-03')).toEqual({
      ok: false,
      error: { kind: 'dayInFuture', today: '2026-03-02' },
    });
    expect(await inventory()).toBe('1 a');
  });

  it('prints the numbers kept and withdrawn in the inventory', async () => {
    await add('a');
    const b = await add('b');
    await add('c');
    await send();
    await add('x', 2);
    await core.value('evidence.remove', { exhibitId: b });
    const review = await core.value('filings.review', { caseId, filingKind: 'F13', language: 'nl' });
    const listed = review.entries.find(({ field }) => field === 'exhibits')?.shown;
    expect(listed).toMatchObject({
      kind: 'list',
      items: [
        { pieces: ['1', 'a'] },
        { pieces: ['1bis', 'x'] },
        { pieces: ['2', '(stuk ingetrokken)'] },
        { pieces: ['3', 'c'] },
      ],
    });
  });
});
