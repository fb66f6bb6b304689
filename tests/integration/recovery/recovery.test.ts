import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { vaultFingerprint } from '../../../src/core/recovery/fingerprints';
import { groupsToWords } from '../../../src/shared/recovery/words';
import type { RecoveryDraft, RecoveryKind } from '../../../src/shared/recovery/contract';
import { createTestCore, testPassphrase, type TestCore } from '../../support/core';
import { fingerprintOf } from '../../support/vault-folders';

const newPassphrase = 'nine quiet herons over the canal';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

/** The answers to `recovery.confirm`, typed from the papers. */
function typedBack(
  draft: RecoveryDraft,
  keptAt = '',
): {
  share: 1 | 2 | 3 | null;
  typed: string[];
  keptAt: string;
}[] {
  return draft.papers.map(({ share, groups, asked }) => ({
    share,
    typed: asked.map((number) => groups[number - 1] ?? ''),
    keptAt,
  }));
}

/** Makes a way back that counts; gives the text of each of its papers. */
async function makeWay(kind: RecoveryKind) {
  const draft = await core.value('recovery.prepare', { kind });
  const { memberId } = await core.value('recovery.confirm', {
    draftId: draft.draftId,
    papers: typedBack(draft, 'the safe'),
  });
  return { draft, memberId, papers: draft.papers.map(({ groups }) => groups.join(' ')) };
}

function lock() {
  return core.value('vault.prepareLock', {});
}

function rehearse(...typed: string[]) {
  return core.call('recovery.rehearse', { vaultId: core.vault().id, typed });
}

function begin(...typed: string[]) {
  return core.call('recovery.begin', { vaultId: core.vault().id, typed });
}

async function kindOf(answer: ReturnType<typeof rehearse | typeof begin>): Promise<string> {
  const result = await answer;
  return result.ok ? 'opened' : result.error.kind;
}

async function opensWith(passphrase: string): Promise<string> {
  const opened = await core.call('vault.unlock', { id: core.vault().id, passphrase });
  if (opened.ok) await lock();
  return opened.ok ? 'opened' : opened.error.kind;
}

describe('the words of a paper', () => {
  it('open what its characters open, sheets and shares, in English and in French', async () => {
    const sheet = await makeWay('sheet');
    const shares = await makeWay('shares');
    const inWords = (paper: string | undefined, language: 'en' | 'fr') =>
      groupsToWords((paper ?? '').split(' '), language).join(' ');
    const [first, second] = shares.papers;
    for (const language of ['en', 'fr'] as const) {
      expect(await rehearse(inWords(sheet.papers[0], language))).toEqual({
        ok: true,
        value: { label: sheet.draft.label, kind: 'sheet' },
      });
    }
    expect(await rehearse(inWords(first, 'fr'))).toEqual({
      ok: false,
      error: { kind: 'oneShareOnly', share: 1 },
    });
    // One paper by its characters and the other by its words.
    expect(await rehearse(inWords(first, 'fr'), second ?? '')).toEqual({
      ok: true,
      value: { label: shares.draft.label, kind: 'shares' },
    });
    await lock();
    expect(await kindOf(begin(inWords(sheet.papers[0], 'en')))).toBe('opened');
  });

  it('are refused with what is wrong, and where', async () => {
    const { papers } = await makeWay('sheet');
    const words = groupsToWords((papers[0] ?? '').split(' '), 'en');
    expect(await rehearse(words.with(8, 'dossier').join(' '))).toEqual({
      ok: false,
      error: { kind: 'wordUnknown', paper: 1, word: 9 },
    });
    expect(await rehearse(words.slice(0, -1).join(' '))).toEqual({
      ok: false,
      error: { kind: 'wordsIncomplete', paper: 1, words: 31 },
    });
    expect(await rehearse(words.with(20, words[20] === 'zoo' ? 'zone' : 'zoo').join(' '))).toEqual({
      ok: false,
      error: { kind: 'wordsWrong', paper: 1 },
    });
  });
});

describe('a recovery sheet', () => {
  it('counts only when some of it was typed back as it stands on the paper', async () => {
    const draft = await core.value('recovery.prepare', { kind: 'sheet' });
    const [paper] = draft.papers;
    const [first = 0] = paper?.asked ?? [];
    const [right] = typedBack(draft);
    if (right === undefined) throw new Error('No paper');
    const wrong = { ...right, typed: ['000000', ...right.typed.slice(1)] };
    const before = await core.value('recovery.overview', {});
    expect(await core.call('recovery.confirm', { draftId: draft.draftId, papers: [wrong] })).toEqual({
      ok: false,
      error: { kind: 'typedDiffers', share: null, group: first },
    });
    expect(await kindOf(rehearse(paper?.groups.join(' ') ?? ''))).toBe('sheetRevoked');
    expect(before).toMatchObject({ ways: [], reminder: 'none' });

    await core.value('recovery.confirm', {
      draftId: draft.draftId,
      papers: [{ ...right, keptAt: '  With the notary ' }],
    });
    expect(await core.value('recovery.overview', {})).toEqual({
      vaultFingerprint: vaultFingerprint(core.vault().id),
      ways: [
        {
          memberId: expect.any(String) as string,
          kind: 'sheet',
          number: 1,
          label: draft.label,
          madeAt: '2026-03-02T09:15:00.000Z',
          rehearsedAt: null,
          rehearsalDue: false,
          revokedAt: null,
          papers: [{ share: null, keptAt: 'With the notary' }],
        },
      ],
      reminder: null,
    });
    expect(await core.call('recovery.confirm', { draftId: draft.draftId, papers: [right] })).toEqual({
      ok: false,
      error: { kind: 'draftGone' },
    });
  });

  it('opens the vault for a new passphrase of an advocate, whose old one opens it no more', async () => {
    const { papers, draft } = await makeWay('sheet');
    await lock();
    const begun = await begin(...papers);
    if (!begun.ok) throw new Error(begun.error.kind);
    const [advocate] = begun.value.advocates;
    if (advocate === undefined) throw new Error('No advocate');
    expect({ name: advocate.name, warnings: begun.value.warnings }).toEqual({
      name: 'An advocate',
      warnings: [],
    });
    expect(await core.call('cases.list', { filter: '', state: 'open', page: 0, withNames: false })).toEqual({
      ok: false,
      error: { kind: 'vaultLocked' },
    });

    const finished = await core.value('recovery.finish', {
      who: { kind: 'advocate', memberId: advocate.memberId },
      passphrase: newPassphrase,
      acceptWarnings: false,
    });
    expect(finished).toMatchObject({ memberName: 'An advocate', readOnly: false, warnings: [] });
    const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 20 });
    expect(
      entries.map(({ action, memberName, memberRecovery }) => [
        action,
        memberRecovery === null ? memberName : `${memberRecovery.kind} ${memberRecovery.number}`,
      ]),
    ).toEqual([
      ['vault.unlocked', 'An advocate'],
      ['vault.locked', 'sheet 1'],
      ['member.passphraseChanged', 'sheet 1'],
      ['recovery.used', 'sheet 1'],
      ['vault.unlocked', 'sheet 1'],
      ['vault.locked', 'An advocate'],
      ['recovery.sheetMade', 'An advocate'],
      ['vault.unlocked', 'An advocate'],
      ['vault.created', 'An advocate'],
    ]);
    expect((await core.value('vault.verify', {})).healthy).toBe(true);
    await lock();
    expect([await opensWith(testPassphrase), await opensWith(newPassphrase)]).toEqual([
      'wrongPassphrase',
      'opened',
    ]);
    expect(await rehearse(...papers)).toEqual({ ok: true, value: { label: draft.label, kind: 'sheet' } });
  });

  it('opens the vault for somebody new, and leaves the others their passphrases', async () => {
    const { papers } = await makeWay('sheet');
    await lock();
    await begin(...papers);
    const finished = await core.value('recovery.finish', {
      who: { kind: 'newAdvocate', name: 'Her successor' },
      passphrase: newPassphrase,
      acceptWarnings: false,
    });
    expect(finished.memberName).toBe('Her successor');
    await lock();
    expect([await opensWith(testPassphrase), await opensWith(newPassphrase)]).toEqual(['opened', 'opened']);
  });

  it('refuses a weak passphrase and stays ready for a better one', async () => {
    const { papers } = await makeWay('sheet');
    await lock();
    await begin(...papers);
    const who = { kind: 'newAdvocate', name: 'Her successor' } as const;
    const weak = await core.call('recovery.finish', {
      who,
      passphrase: 'too short',
      acceptWarnings: false,
    });
    expect(weak).toMatchObject({ ok: false, error: { kind: 'passphraseTooWeak' } });
    await core.value('recovery.finish', { who, passphrase: newPassphrase, acceptWarnings: false });
  });

  it('closes the vault again when the person gives up, or takes another way', async () => {
    const { papers } = await makeWay('sheet');
    await lock();
    await begin(...papers);
    await core.value('recovery.abandon', {});
    const late = { who: { kind: 'newAdvocate', name: 'X' }, passphrase: newPassphrase } as const;
    expect(await core.call('recovery.finish', { ...late, acceptWarnings: false })).toEqual({
      ok: false,
      error: { kind: 'recoveryNotBegun' },
    });
    expect(await opensWith(testPassphrase)).toBe('opened');
    await begin(...papers);
    // As when the program starts to lock, or the window is closed.
    await lock();
    expect(await opensWith(testPassphrase)).toBe('opened');
  });

  it('opens a vault with a warning only when the warning is accepted', async () => {
    const { folder } = core.vault();
    const { papers } = await makeWay('sheet');
    await lock();
    copyFileSync(join(folder, 'vault.db'), join(core.folder, 'older.db'));
    await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    await lock();
    copyFileSync(join(core.folder, 'older.db'), join(folder, 'vault.db'));
    const begun = await begin(...papers);
    expect(begun).toMatchObject({
      ok: true,
      value: { warnings: ['olderThanLastSeen'], mustAcceptWarnings: true },
    });
    const input = { who: { kind: 'newAdvocate', name: 'Her successor' }, passphrase: newPassphrase } as const;
    expect(await core.call('recovery.finish', { ...input, acceptWarnings: false })).toEqual({
      ok: false,
      error: { kind: 'warningsNotAccepted' },
    });
    const finished = await core.value('recovery.finish', { ...input, acceptWarnings: true });
    expect(finished).toMatchObject({ readOnly: false, warnings: [] });
    const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 6 });
    expect(entries.map(({ action }) => action)).toContain('recovery.used');
  });

  it('leaves nothing of its characters in any file', async () => {
    const { draft, papers } = await makeWay('sheet');
    await makeWay('shares');
    await rehearse(...papers);
    await lock();
    const secretGroups = draft.papers[0]?.groups.slice(3) ?? [];
    const files = readdirSync(core.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(files.length).toBeGreaterThan(4);
    expect(secretGroups.filter((group) => files.some((content) => content.includes(group)))).toEqual([]);
    const words = groupsToWords(draft.papers[0]?.groups ?? [], 'en').slice(6);
    const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
    expect(pairs.filter((pair) => files.some((content) => content.includes(pair)))).toEqual([]);
  });

  it('is saved as a PDF only where the person says, and nowhere when the dialog is closed', async () => {
    const draft = await core.value('recovery.prepare', { kind: 'sheet' });
    const path = join(core.folder, 'sheet.pdf');
    const save = () => core.call('recovery.savePdf', { draftId: draft.draftId, share: null });
    core.host.answerSavePath(null);
    expect(await save()).toEqual({ ok: false, error: { kind: 'dialogCancelled' } });
    core.host.answerSavePath(path);
    expect(await save()).toEqual({ ok: false, error: { kind: 'printFailed' } });
    const drawn = await PDFDocument.create();
    drawn.addPage();
    const printed = await drawn.save({ useObjectStreams: false });
    expect(Buffer.from(printed).toString('latin1')).toMatch(/Producer/u);
    core.host.answerSavePath(join(core.folder, 'nowhere', 'sheet.pdf'));
    core.host.answerPdf(printed);
    expect(await save()).toEqual({ ok: false, error: { kind: 'targetMissing' } });
    expect(existsSync(path)).toBe(false);
    core.host.answerSavePath(path);
    core.host.answerPdf(printed);
    expect(await save()).toEqual({ ok: true, value: {} });
    // It says nothing of the laptop and the hour.
    const saved = readFileSync(path, 'latin1');
    expect(saved).toMatch(/^%PDF/u);
    expect(saved).not.toMatch(/Producer|Creator|CreationDate|ModDate/u);
    expect(core.host.requests).toContainEqual({
      title: 'Save the sheet',
      suggestedName: `recovery-sheet-${draft.label}.pdf`,
      kinds: [{ name: 'PDF', extensions: ['pdf'] }],
    });
  });

  it('does not count any more when the vault was locked before it was checked', async () => {
    const draft = await core.value('recovery.prepare', { kind: 'sheet' });
    await core.value('recovery.discard', { draftId: draft.draftId });
    expect(await core.call('recovery.confirm', { draftId: draft.draftId, papers: typedBack(draft) })).toEqual(
      { ok: false, error: { kind: 'draftGone' } },
    );
  });
});

describe('three shares', () => {
  it('open the vault, any two of them, and none alone', async () => {
    const { papers, draft } = await makeWay('shares');
    const [one = '', two = '', three = ''] = papers;
    expect(draft.papers.map(({ share }) => share)).toEqual([1, 2, 3]);
    const pairs = [
      [one, two],
      [three, one],
      [two, three],
    ];
    for (const pair of pairs) {
      expect(await rehearse(...pair)).toEqual({ ok: true, value: { label: draft.label, kind: 'shares' } });
    }
    expect(await rehearse(two)).toEqual({ ok: false, error: { kind: 'oneShareOnly', share: 2 } });
    await lock();
    await begin(three, one);
    await core.value('recovery.finish', {
      who: { kind: 'newAdvocate', name: 'Her successor' },
      passphrase: newPassphrase,
      acceptWarnings: false,
    });
  });

  it('are told apart when they do not belong together', async () => {
    const first = await makeWay('shares');
    const second = await makeWay('shares');
    const sheet = await makeWay('sheet');
    const [one = '', two = ''] = first.papers;
    expect([
      await rehearse(one, one),
      await rehearse(one, second.papers[1] ?? ''),
      await rehearse(sheet.papers[0] ?? '', two),
    ]).toEqual([
      { ok: false, error: { kind: 'sameShareTwice', share: 1 } },
      { ok: false, error: { kind: 'sharesOfDifferentSets' } },
      { ok: false, error: { kind: 'sheetAmongShares' } },
    ]);
    expect([first, second, sheet].map(({ draft }) => draft.number)).toEqual([1, 2, 3]);
    expect(new Set([first, second, sheet].map(({ draft }) => draft.label)).size).toBe(3);
  });
});

describe('a rehearsal', () => {
  it('at the lock screen proves the paper and touches nothing of the vault', async () => {
    const { papers, memberId } = await makeWay('sheet');
    await lock();
    const before = fingerprintOf(core.vault().folder);
    core.clock.set('2026-09-01T08:00:00.000Z');
    expect((await rehearse(...papers)).ok).toBe(true);
    expect(fingerprintOf(core.vault().folder)).toEqual(before);
    expect(core.deps.session.current()).toBe(null);
    await core.value('vault.unlock', { id: core.vault().id, passphrase: testPassphrase });
    const { ways } = await core.value('recovery.overview', {});
    expect(ways.map((way) => [way.memberId, way.rehearsedAt])).toEqual([
      [memberId, '2026-09-01T08:00:00.000Z'],
    ]);
  });

  it('is asked for a year after the last one, and the reminder can be put off', async () => {
    const { papers } = await makeWay('sheet');
    const reminder = async () => (await core.value('recovery.overview', {})).reminder;
    core.clock.set('2027-03-01T09:15:00.000Z');
    const before = await reminder();
    core.clock.set('2027-03-02T09:15:00.000Z');
    const due = await reminder();
    await core.value('recovery.remindLater', {});
    const putOff = await reminder();
    core.clock.set('2027-04-01T09:15:00.000Z');
    const again = await reminder();
    await rehearse(...papers);
    expect([before, due, putOff, again, await reminder()]).toEqual([
      null,
      'rehearsal',
      null,
      'rehearsal',
      null,
    ]);
  });

  it('with the vault open is in the audit log', async () => {
    const { papers, memberId } = await makeWay('sheet');
    await rehearse(...papers);
    const { entries } = await core.value('audit.list', { caseId: null, before: null, limit: 1 });
    expect(entries).toMatchObject([
      {
        action: 'recovery.rehearsed',
        subjectId: memberId,
        subject: { kind: 'recovery', way: { kind: 'sheet', number: 1 } },
      },
    ]);
  });

  it('finds every single wrong character and every swap, in its group (V7)', async () => {
    const { papers } = await makeWay('sheet');
    const text = (papers[0] ?? '').replaceAll(' ', '');
    const missed: string[] = [];
    for (let index = 0; index < text.length; index += 1) {
      const group = Math.floor(index / 6) + 1;
      const character = text[index] ?? '';
      const following = text[index + 1] ?? character;
      const replaced = `${text.slice(0, index)}${character === '7' ? '8' : '7'}${text.slice(index + 1)}`;
      const swapped = `${text.slice(0, index)}${following}${character}${text.slice(index + 2)}`;
      for (const typed of following === character ? [replaced] : [replaced, swapped]) {
        const answer = await rehearse(typed);
        const found = answer.ok ? 'opened' : JSON.stringify(answer.error);
        if (found !== JSON.stringify({ kind: 'groupWrong', group, paper: 1 }))
          missed.push(`${index} ${found}`);
      }
    }
    expect(missed).toEqual([]);
  });
});

describe('the paper of another vault', () => {
  it('is refused by the name of its vault where the laptop knows it, else by its fingerprint', async () => {
    const { papers } = await makeWay('sheet');
    const own = core.vault();
    await lock();
    const created = await core.value('vault.create', {
      name: 'Second office',
      passphrase: newPassphrase,
      ownerName: 'A colleague',
      place: 'default',
    });
    const known = await core.call('recovery.rehearse', { vaultId: created.id, typed: papers });
    const inWords = await core.call('recovery.rehearse', {
      vaultId: created.id,
      typed: papers.map((paper) => groupsToWords(paper.split(' '), 'fr').join(' ')),
    });
    await core.value('vault.forget', { id: own.id });
    const unknown = await core.call('recovery.rehearse', { vaultId: created.id, typed: papers });
    const shown = {
      kind: 'otherVault',
      paper: 1,
      fingerprint: vaultFingerprint(own.id),
      ownFingerprint: vaultFingerprint(created.id),
    };
    expect([known, inWords, unknown]).toEqual([
      { ok: false, error: { ...shown, vaultName: 'Test' } },
      { ok: false, error: { ...shown, vaultName: 'Test' } },
      { ok: false, error: { ...shown, vaultName: null } },
    ]);
  });
});

describe('a revoked sheet', () => {
  it('opens nothing any more, is told apart, and leaves the others valid', async () => {
    const lost = await makeWay('sheet');
    const kept = await makeWay('sheet');
    core.clock.set('2026-03-03T10:00:00.000Z');
    await core.value('recovery.revoke', { memberId: lost.memberId });
    const { ways } = await core.value('recovery.overview', {});
    expect(ways.map(({ number, revokedAt }) => [number, revokedAt])).toEqual([
      [1, '2026-03-03T10:00:00.000Z'],
      [2, null],
    ]);
    expect(await rehearse(...lost.papers)).toEqual({
      ok: false,
      error: { kind: 'sheetRevoked', label: lost.draft.label },
    });
    expect(await core.call('recovery.revoke', { memberId: lost.memberId })).toEqual({
      ok: false,
      error: { kind: 'wayUnknown' },
    });
    await lock();
    expect(await kindOf(begin(...lost.papers))).toBe('sheetRevoked');
    expect(await kindOf(begin(...kept.papers))).toBe('opened');
  });

  it('gives neither its number nor its mark to a later one', async () => {
    const lost = await makeWay('sheet');
    await core.value('recovery.revoke', { memberId: lost.memberId });
    const next = await makeWay('sheet');
    expect(next.draft.number).toBe(2);
    expect(next.draft.label).not.toBe(lost.draft.label);
  });
});

describe('where a paper lies', () => {
  it('can be written down later', async () => {
    const { memberId } = await makeWay('shares');
    await core.value('recovery.changePlace', { memberId, share: 2, keptAt: 'The director' });
    const { ways } = await core.value('recovery.overview', {});
    expect(ways[0]?.papers).toEqual([
      { share: 1, keptAt: 'the safe' },
      { share: 2, keptAt: 'The director' },
      { share: 3, keptAt: 'the safe' },
    ]);
    expect(await core.call('recovery.changePlace', { memberId, share: null, keptAt: '' })).toEqual({
      ok: false,
      error: { kind: 'wayUnknown' },
    });
  });
});

describe('papers without the program', () => {
  it('open the vault with the documented steps', async () => {
    const sheet = await makeWay('sheet');
    const shares = await makeWay('shares');
    await lock();
    const texts = [...sheet.papers, ...shares.papers];
    const files = texts.map((text, index) => {
      const file = join(core.folder, `paper-${index}`);
      writeFileSync(file, text);
      return file;
    });
    const keyBy = (...papers: readonly number[]) => {
      const args = papers.flatMap((index) => ['--sheet', files[index] ?? '']);
      return execFileSync(process.execPath, [resolve('docs/open-vault.mjs'), core.vault().folder, ...args], {
        encoding: 'utf8',
      });
    };
    const outputs = [keyBy(0), keyBy(1, 2), keyBy(3, 1)];
    expect(new Set(outputs).size).toBe(1);
    expect(outputs[0]).toMatch(/database key\s+[0-9a-f]{64}/);
  });
});
