import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAuditLog } from '../../../src/core/audit/log-file';
import { sql } from '../../../src/core/db/sql';
import type { CaseId, PersonId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;
let clientId: PersonId;

beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
  const created = await core.value('cases.create', {
    fileLanguage: 'fr',
    client: { familyName: 'Nguyen', givenNames: 'Linh' },
    reviewedMatches: [],
  });
  ({ caseId, clientId } = created);
  await core.value('people.create', { caseId, role: 'witness', familyName: 'Modèle' });
});
afterEach(() => core.close());

const list = async (filter: object) =>
  (await core.value('audit.list', { caseId: null, before: null, limit: 50, ...filter })).entries;

describe('the log', () => {
  it('filters by kind, by the person it is about, and by who did it', async () => {
    const memberId = core.vaultDeps().actor;
    expect(
      (await list({ kind: 'person' })).map(({ action, subject, caseCode }) => [action, subject, caseCode]),
    ).toEqual([
      ['person.created', { kind: 'person', role: 'witness', number: 1 }, 'BR-2026-001'],
      ['person.created', { kind: 'person', role: 'client', number: 1 }, 'BR-2026-001'],
    ]);
    expect((await list({ personId: clientId })).map(({ action }) => action)).toEqual(['person.created']);
    expect((await list({ kind: 'case', memberId })).map(({ action }) => action)).toEqual(['case.created']);
    expect(await list({ memberId: clientId })).toEqual([]);
  });

  it('names what each entry is about, as far as it is still there', async () => {
    await core.value('timeline.create', {
      caseId,
      date: { text: 'about May 2023', language: 'en' },
      statement: 'He took the passport.',
    });
    expect((await list({ kind: 'fact' })).map(({ subject }) => subject)).toEqual([
      { kind: 'fact', date: 'about May 2023' },
    ]);
    await core.value('procedures.start', { caseId, packId: 'be-thb', since: '2026-02-01' });
    await core.value('procedures.recordEvent', {
      caseId,
      event: { kind: 'statementMade', happenedOn: '2026-02-03' },
    });
    expect((await list({ kind: 'procedure' })).at(0)?.subject).toEqual({
      kind: 'event',
      happenedOn: '2026-02-03',
    });
    core.vaultDeps().db.run(sql`UPDATE facts SET date_text = '', date_edtf = ''`);
    expect((await list({ kind: 'fact' })).map(({ subject }) => subject)).toEqual([null]);
  });

  it('says what it can be filtered by', async () => {
    const { members, cases, kinds, signingKeyFingerprint } = await core.value('audit.filters', {});
    expect(members.map(({ name }) => name)).toEqual(['An advocate']);
    expect(cases).toEqual([{ caseId, code: 'BR-2026-001' }]);
    expect(kinds).toContain('filing');
    expect(signingKeyFingerprint).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/u);
  });
});

describe('a signed copy of the log', () => {
  const exportLog = async (filter: object = { caseId: null }): Promise<string> => {
    const path = join(core.folder, 'log.json');
    core.host.answerSavePath(path);
    await core.value('audit.export', { caseId: null, ...filter });
    return readFileSync(path, 'utf8');
  };

  it('holds every entry with its hash, oldest first, and no name of a client', async () => {
    const text = await exportLog();
    const checked = checkAuditLog(text);
    if (!checked.ok) throw new Error(checked.error.kind);
    const { log, fingerprint, missing } = checked.value;
    expect(log.entries.map(({ sequence, action, caseCode }) => [sequence, action, caseCode])).toEqual([
      [1, 'vault.created', ''],
      [2, 'vault.unlocked', ''],
      [3, 'case.created', 'BR-2026-001'],
      [4, 'person.created', 'BR-2026-001'],
      [5, 'person.created', 'BR-2026-001'],
    ]);
    expect([missing, log.chainBrokenAt, log.vaultId]).toEqual([0, null, core.vault().id]);
    expect(fingerprint).toBe((await core.value('audit.filters', {})).signingKeyFingerprint);
    for (const name of ['Nguyen', 'Linh', 'Modèle']) expect(text).not.toContain(name);
  });

  it('is checked with the documented steps, by Node alone', async () => {
    const text = await exportLog();
    const documentation = readFileSync(resolve(import.meta.dirname, '../../../docs/audit-log.md'), 'utf8');
    const [, script = ''] = /```js\n(.*?)```/su.exec(documentation) ?? [];
    writeFileSync(join(core.folder, 'check.mjs'), script);
    writeFileSync(join(core.folder, 'changed.json'), text.replace('An advocate', 'Another one'));
    const check = (file: string) => {
      const { status, stdout } = spawnSync(process.execPath, ['check.mjs', file], {
        cwd: core.folder,
        encoding: 'utf8',
      });
      return [status, stdout];
    };
    expect([check('log.json'), check('changed.json')]).toEqual([
      [0, 'As it was signed.\n'],
      [1, 'Not as it was signed.\n'],
    ]);
  });

  it('is an act that stands in the log itself', async () => {
    await exportLog();
    expect((await list({})).at(0)).toMatchObject({ action: 'audit.exported', memberName: 'An advocate' });
  });

  it('says that it is a part when it is one', async () => {
    const checked = checkAuditLog(await exportLog({ caseId }));
    expect(checked).toMatchObject({ ok: true, value: { log: { filter: { caseId } }, missing: 0 } });
  });

  it('no longer fits its signature after any change', async () => {
    const text = await exportLog();
    const changes: readonly (readonly [string, string])[] = [
      ['case.created', 'case.closed'],
      ['"sequence": 3', '"sequence": 4'],
      ['An advocate', 'Another one'],
      ['"chainBrokenAt": null', '"chainBrokenAt": 2'],
    ];
    for (const [from, to] of changes) {
      expect(text).toContain(from);
      expect(checkAuditLog(text.replace(from, to))).toEqual({ ok: false, error: { kind: 'signatureWrong' } });
    }
    const shorter = JSON.parse(text) as { entries: unknown[] };
    shorter.entries.pop();
    expect(checkAuditLog(JSON.stringify(shorter))).toEqual({ ok: false, error: { kind: 'signatureWrong' } });
  });

  it.each(['', '{}', '[]', 'null', '{"format":"dossier-audit-log"}'])('is not recognised in %j', (text) => {
    expect(checkAuditLog(text)).toEqual({ ok: false, error: { kind: 'notAnAuditLog' } });
  });

  it('writes nothing when the dialog is closed, and says what is wrong with a place', async () => {
    core.host.answerSavePath(null);
    expect(await core.call('audit.export', { caseId: null })).toEqual({
      ok: false,
      error: { kind: 'dialogCancelled' },
    });
    core.host.answerSavePath(join(core.folder, 'nowhere', 'log.json'));
    expect(await core.call('audit.export', { caseId: null })).toEqual({
      ok: false,
      error: { kind: 'targetMissing' },
    });
    writeFileSync(join(core.folder, 'file'), '');
    core.host.answerSavePath(join(core.folder, 'file', 'log.json'));
    expect(await core.call('audit.export', { caseId: null })).toEqual({
      ok: false,
      error: { kind: 'targetMissing' },
    });
    expect((await list({ kind: 'audit' })).length).toBe(0);
  });
});
