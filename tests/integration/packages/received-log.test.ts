import { deflateSync, inflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { writeAuditLog } from '../../../src/core/audit/log-file';
import { createAuditSigner, keyFingerprint } from '../../../src/core/audit/signature';
import { sql } from '../../../src/core/db/sql';
import { readPracticeContents } from '../../../src/core/practice/contents';
import { seedPracticeCases } from '../../../src/core/practice/seed';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { anOffice, look, receive, send, type Office } from './support';

const offices: Office[] = [];
afterEach(() => {
  for (const each of offices.splice(0)) each.core.close();
});

/** A case with some history that went from one office to the other. */
async function sentCase(): Promise<{ one: Office; other: Office; caseId: CaseId; packageId: string }> {
  const one = await anOffice();
  const other = await anOffice();
  offices.push(one, other);
  const { caseId } = await one.core.value('cases.create', { fileLanguage: 'fr', client: {} });
  later(one);
  await one.core.value('people.create', { caseId, role: 'witness', familyName: 'Nweke' });
  later(one);
  await one.core.value('cases.close', { caseId, closedOn: '2026-03-02', keepUntil: null });
  await one.core.value('cases.reopen', { caseId });
  later(one);
  const { packageId } = await receive(other, await send(one, other, [caseId]));
  return { one, other, caseId, packageId };
}

/** Lets a minute go by, so that what follows is later. */
function later(...all: readonly Office[]): void {
  for (const { core } of all) core.clock.set(new Date(Date.parse(core.clock.now()) + 60_000).toISOString());
}

function fingerprintOf({ core }: Office): string {
  return keyFingerprint(core.vaultDeps().vault.auditSigner.publicKey);
}

function storedLog({ core }: Office): string {
  const row = core.vaultDeps().db.get<{ readonly log: Uint8Array }>(sql`
    SELECT audit_log AS log FROM package_states WHERE audit_log IS NOT NULL
  `);
  if (row === undefined) throw new Error('No log is kept');
  return String(JSON.parse(inflateSync(row.log).toString('utf8')));
}

function storeLog({ core }: Office, log: Uint8Array): void {
  core.vaultDeps().db.run(sql`UPDATE package_states SET audit_log = ${log} WHERE audit_log IS NOT NULL`);
}

function deflated(text: string): Uint8Array {
  return deflateSync(Buffer.from(JSON.stringify(text)));
}

describe('packages.log', { timeout: 60_000 }, () => {
  it('gives every entry of the sender about the case as it stands in her own log', async () => {
    const { one, other, caseId, packageId } = await sentCase();
    const { entries } = await one.core.value('audit.list', { caseId, before: null, limit: 500 });
    // Its making is written down when the file is whole, so it is not in it.
    const before = entries.filter(
      ({ action }) => action !== 'package.made' && !action.startsWith('departure.'),
    );
    expect(before.map(({ action }) => action)).toEqual([
      'case.reopened',
      'case.closed',
      'person.created',
      'person.created',
      'case.created',
    ]);

    expect(await other.core.value('packages.log', { packageId, caseId })).toEqual({
      signature: 'holds',
      fingerprint: fingerprintOf(one),
      chain: 'holds',
      writtenAt: one.core.clock.now(),
      entries: before.map(({ memberRecovery: _way, ...entry }) => entry),
      total: before.length,
    });
    const newest = await other.core.value('packages.log', { packageId, caseId, limit: 1 });
    expect(newest).toMatchObject({ entries: [{ action: 'case.reopened' }], total: before.length });
  });

  it('tells of a log that was changed where it is kept, and shows nothing of it', async () => {
    const { one, other, caseId, packageId } = await sentCase();
    const log = storedLog(other);
    const read = () => other.core.value('packages.log', { packageId, caseId });

    storeLog(other, deflated(log.replace('case.closed', 'case.changed')));
    expect(await read()).toEqual({ signature: 'wrong' });
    storeLog(other, deflated('no log'));
    expect(await read()).toEqual({ signature: 'unreadable' });
    storeLog(other, deflateSync(Buffer.from(JSON.stringify({ log }))));
    expect(await read()).toEqual({ signature: 'unreadable' });
    storeLog(other, deflated(log).subarray(0, 100));
    expect(await read()).toEqual({ signature: 'unreadable' });

    storeLog(other, deflated(log));
    expect(await read()).toMatchObject({ signature: 'holds', fingerprint: fingerprintOf(one) });
  });

  it('tells of a log that is signed by another key, was broken there, or is not of this case alone', async () => {
    const { other, caseId, packageId } = await sentCase();
    const { core } = other;
    const {
      format: _format,
      formatVersion: _version,
      publicKey: _key,
      signature: _signature,
      ...log
    } = JSON.parse(storedLog(other));
    const signer = createAuditSigner(Buffer.alloc(32, 1));
    const store = (changes: object) => {
      storeLog(other, deflated(writeAuditLog({ ...log, ...changes }, signer)));
      return core.value('packages.log', { packageId, caseId });
    };

    const otherKey = { signature: 'otherKey', fingerprint: keyFingerprint(signer.publicKey) };
    expect(await store({})).toMatchObject({ ...otherKey, chain: 'holds' });
    expect(await store({ chainBrokenAt: 3 })).toMatchObject({ ...otherKey, chain: 'brokenThere' });
    expect(await store({ entries: log.entries.toReversed() })).toMatchObject({ chain: 'doesNotFit' });
    expect(await store({ entries: [{ ...log.entries[0], caseId: null }] })).toMatchObject({
      chain: 'doesNotFit',
    });
    expect(await store({ filter: { ...log.filter, kind: 'case' } })).toMatchObject({ chain: 'doesNotFit' });
    // What a later program does has no words here; a moment that is none is not shown as one.
    expect(await store({ entries: [{ ...log.entries[0], action: 'case.flown' }] })).toMatchObject({
      entries: [{ action: null }],
    });
    expect(await store({ entries: [{ ...log.entries[0], at: 'yesterday' }] })).toEqual({
      signature: 'unreadable',
    });
  });

  it('leaves nothing when the import is undone', async () => {
    const { one, other, caseId, packageId } = await sentCase();
    const { db } = other.core.vaultDeps();
    const kept = sql`SELECT count(*) AS n FROM package_states WHERE audit_log IS NOT NULL`;
    expect(db.get(kept)).toEqual({ n: 1 });
    await other.core.value('packages.undo', { packageId });
    expect(db.get(kept)).toEqual({ n: 0 });
    expect(await other.core.call('packages.log', { packageId, caseId })).toEqual({
      ok: false,
      error: { kind: 'caseNotFound' },
    });
    expect(await other.core.value('packages.list', {})).toMatchObject([
      { packageId, cases: [], goneCodes: [] },
    ]);
    // One that was made here brought no log.
    const [made] = await one.core.value('packages.list', {});
    expect(await one.core.call('packages.log', { packageId: made?.packageId ?? '', caseId })).toEqual({
      ok: false,
      error: { kind: 'packageNotFound' },
    });
  });

  it('goes with the case when it is destroyed here, and the package says which case went', async () => {
    const { other, caseId, packageId } = await sentCase();
    const { code } = await other.core.value('cases.read', { caseId });
    expect(await other.core.value('packages.list', {})).toMatchObject([
      { packageId, cases: [{ caseId, code }], goneCodes: [] },
    ]);
    await other.core.value('cases.close', { caseId, closedOn: '2026-03-02', keepUntil: null });
    await other.core.value('retention.purge', { caseId, code, reason: 'The period of the office is over' });
    expect(await other.core.value('packages.list', {})).toMatchObject([
      { packageId, cases: [], goneCodes: [code] },
    ]);
    expect(await other.core.call('packages.log', { packageId, caseId })).toEqual({
      ok: false,
      error: { kind: 'caseNotFound' },
    });
  });
});

describe('packages.decisions', { timeout: 60_000 }, () => {
  it('gives both versions by the record’s name, and names of people only where they are asked for', async () => {
    const one = await anOffice();
    const other = await anOffice();
    offices.push(one, other);
    await seedPracticeCases(
      one.core.vaultDeps(),
      readPracticeContents(one.core.deps.resourcesFolder, one.core.clock.today()),
    );
    const [first] = (await one.core.value('cases.list', {})).cases;
    if (first === undefined) throw new Error('There are no practice cases');
    const caseId = first.id;
    later(one);
    await receive(other, await send(one, other, [caseId]));
    later(one, other);
    const [fact] = (await one.core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 200 }))
      .facts;
    const [person] = await one.core.value('people.list', { caseId });
    if (fact === undefined || person === undefined) throw new Error('The case is empty');
    const change = async ({ core }: Office, place: string, dateText: string, familyName: string) => {
      await core.value('timeline.change', {
        factId: fact.id,
        changes: { place, date: { text: dateText, language: 'en' } },
      });
      await core.value('people.change', { personId: person.id, changes: { familyName } });
    };
    await change(one, 'Gent', '2024-02', 'Mine');
    await change(other, 'Brugge', '2024-03', 'Hers');
    later(one, other);
    const path = await send(other, one, [caseId]);
    const { handle } = await look(one, path);
    const key = JSON.stringify([fact.id]);
    const { packageId } = await one.core.value('packages.takeIn', {
      handle,
      choices: [{ caseId, table: 'facts', key, fields: 'place', take: 'there' }],
      makerConfirmed: true,
    });

    const decisions = await one.core.value('packages.decisions', { caseId, withNames: true });
    const about = { packageId, decidedAt: one.core.clock.now() };
    const ofFact = { ...about, table: 'facts', key, title: fact.statement };
    expect(decisions.filter(({ table }) => table === 'facts')).toEqual([
      {
        ...ofFact,
        fields: 'date_text date_edtf earliest latest sort_key',
        // What follows from the date is not told beside it.
        values: [{ field: 'date_text', here: '2024-02', there: '2024-03' }],
        taken: 'here',
      },
      {
        ...ofFact,
        fields: 'place',
        values: [{ field: 'place', here: 'Gent', there: 'Brugge' }],
        taken: 'there',
      },
    ]);
    const names = decisions.find(({ table }) => table === 'people');
    expect(names?.title).toContain('Mine');
    expect(names?.values).toContainEqual({ field: 'family_name', here: 'Mine', there: 'Hers' });

    const hidden = await one.core.value('packages.decisions', { caseId });
    expect(JSON.stringify(hidden)).not.toMatch(/Mine|Hers/u);
    expect(hidden.find(({ table }) => table === 'people')).toMatchObject({ title: '', taken: 'here' });
  });
});
