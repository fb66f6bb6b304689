import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { InterviewId } from '../../../src/shared/kernel/ids';
import {
  aCitingFact,
  aDocument,
  aVaultWithACase,
  anInterview,
  auditedActions,
  blockId,
  someDetails,
  written,
  type InterviewTest,
} from './support';

let test: InterviewTest;
let interviewId: InterviewId;
beforeEach(async () => {
  test = await aVaultWithACase();
  interviewId = await anInterview(test);
});
afterEach(() => test.core.close());

async function versions(): Promise<readonly (readonly [number, string])[]> {
  const list = await test.core.value('interviews.versions', { interviewId });
  return list.map(({ revision, occasion }) => [revision, occasion] as const);
}

async function save(baseRevision: number, text: string, firstSinceOpening = false): Promise<void> {
  await test.core.value('interviews.saveDocument', {
    interviewId,
    baseRevision,
    document: aDocument(text),
    firstSinceOpening,
  });
}

describe('the history of an interview', () => {
  it('keeps a version at the first save, then every five minutes of change, and at closing', async () => {
    await save(0, 'a', true);
    test.core.clock.set('2026-03-02T09:17:00.000Z');
    await save(1, 'b');
    test.core.clock.set('2026-03-02T09:20:00.000Z');
    await save(2, 'c');
    test.core.clock.set('2026-03-02T09:21:00.000Z');
    await save(3, 'd');
    const first = await test.core.value('interviews.keepVersion', { interviewId });
    const second = await test.core.value('interviews.keepVersion', { interviewId });

    expect(await versions()).toEqual([
      [4, 'closing'],
      [3, 'typing'],
      [1, 'opening'],
    ]);
    expect([first, second]).toEqual([{ kept: true }, { kept: false }]);
    // One entry per version: autosave does not flood the audit chain.
    expect(auditedActions(test, interviewId)).toEqual([
      'interview.created',
      'interview.changed',
      'interview.changed',
      'interview.changed',
    ]);
  });

  it('keeps what a lost session left behind before it is typed over', async () => {
    await save(0, 'a', true);
    await save(1, 'never kept');
    await save(2, 'after the power came back', true);

    expect(await versions()).toEqual([
      [3, 'opening'],
      [2, 'beforeOpening'],
      [1, 'opening'],
    ]);
  });

  it('makes no revision and no version of a text that did not change', async () => {
    await save(0, 'a', true);
    await save(1, 'a', true);
    expect((await test.core.value('interviews.read', { interviewId })).revision).toBe(1);
    expect(await versions()).toEqual([[1, 'opening']]);
  });

  it('restores an older text as a new revision and loses none', async () => {
    await save(0, 'first', true);
    await save(1, 'second');
    const [oldest] = (await test.core.value('interviews.versions', { interviewId })).slice(-1);
    if (oldest === undefined) throw new Error('No version was kept');

    const restored = await test.core.value('interviews.restoreVersion', {
      versionId: oldest.id,
      baseRevision: 2,
    });

    expect(restored).toEqual({
      revision: 3,
      savedAt: '2026-03-02T09:15:00.000Z',
      document: aDocument('first'),
    });
    expect(await versions()).toEqual([
      [3, 'restoring'],
      [2, 'beforeRestoring'],
      [1, 'opening'],
    ]);
    const [, replaced] = await test.core.value('interviews.versions', { interviewId });
    if (replaced === undefined) throw new Error('The replaced text was not kept');
    const read = await test.core.value('interviews.readVersion', { versionId: replaced.id });
    expect(read.document).toEqual(aDocument('second'));
  });

  it('does not restore over a text it has not seen', async () => {
    await save(0, 'first', true);
    const [version] = await test.core.value('interviews.versions', { interviewId });
    if (version === undefined) throw new Error('No version was kept');
    const answer = await test.core.call('interviews.restoreVersion', {
      versionId: version.id,
      baseRevision: 0,
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'revisionConflict' } });
  });
});

describe('interviews.seal', () => {
  async function seal(): Promise<string> {
    const { revision } = await test.core.value('interviews.read', { interviewId });
    return (await test.core.value('interviews.seal', { interviewId, baseRevision: revision })).hash;
  }

  it('hashes the canonical JSON of the statement as documented', async () => {
    await written(test, interviewId, aDocument(['They took my passport.', 'verbatim']));
    const pause = await test.core.value('interviews.startBreak', { interviewId });
    await test.core.value('interviews.endBreak', { breakId: pause.id });
    test.core.clock.set('2026-03-02T12:00:00.000Z');

    const hash = await seal();

    const details = someDetails();
    // Written out by hand, keys in order, so that a change of format cannot pass unseen.
    const canonical =
      `{"breaks":[{"endedAt":"2026-03-02T09:15:00.000Z","reason":"","startedAt":"2026-03-02T09:15:00.000Z"}],` +
      `"caseId":"${test.caseId}",` +
      `"details":{"endedAt":null,"heldOn":"2026-03-02","interpreter":"${details.interpreter}",` +
      `"interpreterLanguage":"ti","language":"ti","personsPresent":"","placeKind":"centre","startedAt":"10:00",` +
      `"stopNote":"","stopReason":"","title":"First interview"},` +
      `"document":{"content":[{"attrs":{"id":"${blockId(1)}","provenance":"verbatim","sensitive":false},` +
      `"content":[{"text":"They took my passport.","type":"text"}],"type":"paragraph"}],"type":"doc"},` +
      `"format":"dossier-interview/1","interviewId":"${interviewId}","sealedAt":"2026-03-02T12:00:00.000Z"}`;
    expect(hash).toBe(createHash('sha256').update(canonical, 'utf8').digest('hex'));
    await test.core.lockAndReopen();
    expect((await test.core.value('interviews.read', { interviewId })).seal).toEqual({
      sealedAt: '2026-03-02T12:00:00.000Z',
      hash,
      valid: true,
    });
    expect(auditedActions(test, interviewId).at(-1)).toBe('interview.sealed');
  });

  it('closes every way to change the interview', async () => {
    const pause = await test.core.value('interviews.startBreak', { interviewId });
    await test.core.value('interviews.endBreak', { breakId: pause.id });
    await save(0, 'first', true);
    const [version] = await test.core.value('interviews.versions', { interviewId });
    if (version === undefined) throw new Error('No version was kept');
    await seal();

    const { call } = test.core;
    const answers = [
      await call('interviews.saveDocument', {
        interviewId,
        baseRevision: 1,
        document: aDocument('changed'),
        firstSinceOpening: false,
      }),
      await call('interviews.changeDetails', { interviewId, changes: { title: 'Changed' } }),
      await call('interviews.startBreak', { interviewId }),
      await call('interviews.changeBreak', { breakId: pause.id, reason: 'changed' }),
      await call('interviews.removeBreak', { breakId: pause.id }),
      await call('interviews.restoreVersion', { versionId: version.id, baseRevision: 1 }),
      await call('interviews.keepVersion', { interviewId }),
      await call('interviews.seal', { interviewId, baseRevision: 1 }),
      await call('interviews.remove', { interviewId }),
    ];

    expect(answers).toEqual(answers.map(() => ({ ok: false, error: { kind: 'sealed' } })));
  });

  it('holds against statements that go past the program', async () => {
    await written(test, interviewId, aDocument('first'));
    const pause = await test.core.value('interviews.startBreak', { interviewId });
    await test.core.value('interviews.endBreak', { breakId: pause.id });
    await seal();
    await test.core.value('interviews.addAddendum', { interviewId, text: 'Added', reason: '' });

    const { db } = test.core.vaultDeps();
    const statements = [
      sql`UPDATE interviews SET title = 'x' WHERE id = ${interviewId}`,
      sql`UPDATE interviews SET sealed_at = NULL, sealed_hash = NULL WHERE id = ${interviewId}`,
      sql`DELETE FROM interviews WHERE id = ${interviewId}`,
      sql`UPDATE interview_breaks SET reason = 'x' WHERE interview_id = ${interviewId}`,
      sql`DELETE FROM interview_breaks WHERE interview_id = ${interviewId}`,
      sql`UPDATE interview_addenda SET text = 'x' WHERE interview_id = ${interviewId}`,
      sql`DELETE FROM interview_addenda WHERE interview_id = ${interviewId}`,
    ];
    for (const statement of statements) expect(() => db.run(statement)).toThrow(/never/);
  });

  it('shows a seal as broken when someone changed the text behind the program', async () => {
    await written(test, interviewId, aDocument('He paid me nothing.'));
    const hash = await seal();
    await test.core.value('interviews.addAddendum', { interviewId, text: 'First', reason: '' });
    await test.core.value('interviews.addAddendum', { interviewId, text: 'Second', reason: '' });

    const { db } = test.core.vaultDeps();
    db.run(sql`DROP TRIGGER sealed_interviews_never_change`);
    db.run(sql`DROP TRIGGER addenda_never_go`);
    db.run(
      sql`UPDATE interviews SET document = ${JSON.stringify(aDocument('He paid me.'))} WHERE id = ${interviewId}`,
    );
    db.run(sql`DELETE FROM interview_addenda WHERE ordinal = 1`);

    const opened = await test.core.value('interviews.read', { interviewId });
    expect(opened.seal).toMatchObject({ hash, valid: false });
    expect(opened.addenda.map(({ text, valid }) => ({ text, valid }))).toEqual([
      { text: 'Second', valid: false },
    ]);
  });

  it('goes with its case when that is deleted', async () => {
    await written(test, interviewId, aDocument('first'));
    await seal();
    await test.core.value('interviews.addAddendum', { interviewId, text: 'Added', reason: '' });
    const { db } = test.core.vaultDeps();
    db.run(sql`DELETE FROM cases WHERE id = ${test.caseId}`);
    expect(db.all(sql`SELECT id FROM interviews`)).toEqual([]);
    expect(db.all(sql`SELECT id FROM interview_addenda`)).toEqual([]);
  });

  it('does not seal an empty interview, one in a break, or a text the page has not seen', async () => {
    const sealNow = (baseRevision: number) =>
      test.core.call('interviews.seal', { interviewId, baseRevision });
    expect(await sealNow(0)).toEqual({ ok: false, error: { kind: 'nothingWritten' } });
    await written(test, interviewId, aDocument('first'));
    expect(await sealNow(0)).toMatchObject({ ok: false, error: { kind: 'revisionConflict' } });
    await test.core.value('interviews.startBreak', { interviewId });
    expect(await sealNow(1)).toEqual({ ok: false, error: { kind: 'breakUnderWay' } });
  });

  it('takes dated addenda, each bound to the one before', async () => {
    await written(test, interviewId, aDocument('first'));
    expect(await test.core.call('interviews.addAddendum', { interviewId, text: 'x', reason: '' })).toEqual({
      ok: false,
      error: { kind: 'notSealed' },
    });
    await seal();
    test.core.clock.set('2026-03-09T10:00:00.000Z');
    await test.core.value('interviews.addAddendum', {
      interviewId,
      text: 'It was in March, not in May.',
      reason: 'Read back on 9 March',
    });
    await test.core.value('interviews.addAddendum', { interviewId, text: 'مارس', reason: '' });

    const { addenda } = await test.core.value('interviews.read', { interviewId });
    expect(addenda.map(({ text, reason, writtenAt, valid }) => ({ text, reason, writtenAt, valid }))).toEqual(
      [
        {
          text: 'It was in March, not in May.',
          reason: 'Read back on 9 March',
          writtenAt: '2026-03-09T10:00:00.000Z',
          valid: true,
        },
        { text: 'مارس', reason: '', writtenAt: '2026-03-09T10:00:00.000Z', valid: true },
      ],
    );
    expect(auditedActions(test, interviewId).slice(-2)).toEqual([
      'interview.addendumWritten',
      'interview.addendumWritten',
    ]);
  });
});

describe('an addendum being typed', () => {
  it('is kept over a lock until it is added', async () => {
    await written(test, interviewId, aDocument('first'));
    await test.core.value('interviews.seal', { interviewId, baseRevision: 1 });
    const draft = { text: 'It was in Ma', reason: 'Read back' };
    await test.core.value('interviews.saveAddendumDraft', { interviewId, draft });
    await test.core.lockAndReopen();
    expect((await test.core.value('interviews.read', { interviewId })).addendumDraft).toEqual(draft);

    await test.core.value('interviews.addAddendum', { interviewId, text: 'It was in March.', reason: '' });
    expect((await test.core.value('interviews.read', { interviewId })).addendumDraft).toEqual({
      text: '',
      reason: '',
    });
  });
});

describe('citations of an interview', () => {
  it('name the facts that rest on it and keep it from being removed', async () => {
    await written(test, interviewId, aDocument('We went to Brussels in May.'));
    const factId = aCitingFact(test, { interviewId, blockId: blockId(1), quote: 'to Brussels' });

    expect(await test.core.value('interviews.citations', { interviewId })).toEqual([
      {
        factId,
        statement: 'She was taken to Brussels.',
        dateText: 'May 2023',
        blockId: blockId(1),
        quote: 'to Brussels',
      },
    ]);
    expect(await test.core.call('interviews.remove', { interviewId })).toEqual({
      ok: false,
      error: { kind: 'cited', facts: 1 },
    });
    expect(await test.core.value('interviews.list', { caseId: test.caseId })).toMatchObject([
      { citingFacts: 1 },
    ]);
  });

  it('find their passage again, or say that it is gone', async () => {
    await written(
      test,
      interviewId,
      aDocument(['We went to Brussels in May.', 'verbatim'], 'Then to Ghent.'),
    );
    const passage = (block: number, quote: string) =>
      test.core.call('interviews.passage', { interviewId, blockId: blockId(block), quote });

    expect(await passage(1, 'to  Brussels')).toEqual({
      ok: true,
      value: {
        interviewId,
        title: 'First interview',
        heldOn: '2026-03-02',
        sealedAt: null,
        blockId: blockId(1),
        match: 'exact',
        provenance: 'verbatim',
        sensitive: false,
        text: 'We went to Brussels in May.',
      },
    });
    expect(await passage(9, 'Ghent')).toMatchObject({ value: { blockId: blockId(2), match: 'moved' } });
    expect(await passage(1, 'to Antwerp')).toMatchObject({
      value: { blockId: blockId(1), match: 'changed' },
    });
    expect(await passage(9, 'to Antwerp')).toEqual({ ok: false, error: { kind: 'passageNotFound' } });
  });
});
