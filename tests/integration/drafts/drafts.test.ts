import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { draftBlockIdSchema } from '../../../src/shared/drafts/blocks';
import { printCitations } from '../../../src/shared/drafts/citations';
import type { OpenedBlock, OpenedDraft } from '../../../src/shared/drafts/contract';
import type { DraftId, ExhibitId } from '../../../src/shared/kernel/ids';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation, dutchAnswers } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { plainText, storedDocument } from '../../support/filing-documents';
import { convertToPdf, pdfText } from '../../support/office';

let core: TestCore;
let made: FilingCase;
let draftId: DraftId;
const regenerated =
  'Coopération. L’intéressée a exprimé clairement sa volonté de coopérer avec les autorités. Une nouvelle audition est fixée au 4 mai 2026 à dix heures.';
const spoken = 'Il a dit que je lui devrais six mille euros pour le voyage.';

beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, {
    ...adultCase,
    facts: [
      { statement: 'Elle arrive à Bruxelles.', date: '2025-05' },
      { statement: 'Elle dort dans la réserve.', date: '2025-06' },
    ],
  });
  await core.value('filings.answer', { ...filing(), answers: answersForAttestation(made) });
  await core.value('filings.answer', {
    ...filing(),
    language: 'nl',
    answers: { ...answersForAttestation(made), ...dutchAnswers },
  });
  await sealStatement();
  draftId = (await core.value('drafts.start', filing())).id;
});
afterAll(() => core.close());

const filing = () => ({ caseId: made.caseId, filingKind: 'F7' as const, language: 'fr' as const });
const read = () => core.value('drafts.read', { draftId });
const audited = () =>
  core
    .vaultDeps()
    .db.all<{ action: string }>(sql`SELECT action FROM audit_entries ORDER BY sequence`)
    .map(({ action }) => action);

async function sealStatement(): Promise<void> {
  const details = {
    title: 'Recrutement',
    heldOn: '2026-02-04',
    startedAt: null,
    endedAt: null,
    placeKind: '' as const,
    language: '',
    interpreter: '',
    interpreterLanguage: '',
    personsPresent: '',
    stopReason: '' as const,
    stopNote: '',
  };
  const { id } = await core.value('interviews.create', { caseId: made.caseId, details });
  const attrs = { id: core.deps.newId(), provenance: 'verbatim' as const, sensitive: false };
  const saved = await core.value('interviews.saveDocument', {
    interviewId: id,
    baseRevision: 0,
    document: {
      type: 'doc',
      content: [{ type: 'paragraph', attrs, content: [{ type: 'text', text: spoken }] }],
    },
    firstSinceOpening: true,
  });
  await core.value('interviews.seal', { interviewId: id, baseRevision: saved.revision });
}

type Typed = Pick<OpenedBlock, 'id' | 'text' | 'paraphrased' | 'quotes'>;
const typedOf = ({ blocks }: OpenedDraft): Typed[] =>
  blocks.map(({ id, text, paraphrased, quotes }) => ({ id, text, paraphrased, quotes }));
const added = (text: string, quotes: string[] = []): Typed => ({
  id: draftBlockIdSchema.parse(core.deps.newId()),
  text,
  paraphrased: false,
  quotes,
});
async function save(opened: OpenedDraft, blocks: Typed[], firstSinceOpening = false) {
  return core.call('drafts.save', { draftId, baseRevision: opened.revision, blocks, firstSinceOpening });
}
async function afterSaving(
  opened: OpenedDraft,
  blocks: Typed[],
  firstSinceOpening = false,
): Promise<OpenedDraft> {
  const answer = await save(opened, blocks, firstSinceOpening);
  if (!answer.ok) throw new Error(`Not saved: ${answer.error.kind}`);
  return read();
}
const blockWith = ({ blocks }: OpenedDraft, words: string): OpenedBlock => {
  const found = blocks.find(({ text, base }) => (text ?? base ?? '').includes(words));
  if (found === undefined) throw new Error(`No paragraph says ${words}`);
  return found;
};
const printed = (opened: OpenedDraft): readonly string[] =>
  opened.blocks.flatMap(({ text }) => (text === null ? [] : [printCitations(text, opened.citable)]));
const withText = (opened: OpenedDraft, id: string, text: string | null): Typed[] =>
  typedOf(opened).map((each) => (each.id === id ? { ...each, text } : each));

describe('a draft of a filing', () => {
  it('is generated once, with citations in the place of the numbers of exhibits', async () => {
    const opened = await read();
    expect(opened.draft).toMatchObject({ filingKind: 'F7', language: 'fr', worked: 0, openComments: 0 });
    expect((await core.value('drafts.start', filing())).id).toBe(draftId);
    expect(await core.value('drafts.list', { caseId: made.caseId })).toEqual([opened.draft]);
    const generated = await core.value('filings.generate', filing());
    const lines = plainText(storedDocument(core, generated.id));
    expect(printed(opened).filter((text) => !text.split('\n').every((line) => lines.includes(line)))).toEqual(
      [],
    );
    expect(opened.blocks.some(({ text }) => text?.includes(`{exhibit:${made.exhibits[0] ?? ''}}`))).toBe(
      true,
    );
    expect(opened.citable.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'exhibit 1',
      'exhibit 2',
      'exhibit 3',
      'exhibit 4',
      'exhibit 5',
      'fact 1',
      'fact 2',
    ]);
  });

  it('that nobody worked on makes the very file the filing would be', async () => {
    const opened = await read();
    const filed = await core.value('filings.generate', filing());
    const drafted = await core.value('drafts.make', { draftId, baseRevision: opened.revision });
    expect(storedDocument(core, drafted.id).equals(storedDocument(core, filed.id))).toBe(true);
    expect(audited().filter((action) => action.startsWith('filing.draft'))).toEqual([
      'filing.draftStarted',
      'filing.draftMade',
    ]);
  });

  it('takes changed, added and removed paragraphs into the document, in the styles of the template', async () => {
    const opened = await read();
    const audition = blockWith(opened, 'Une nouvelle audition');
    const greeting = blockWith(opened, 'Madame, Monsieur,');
    const next = withText(
      opened,
      audition.id,
      'Une nouvelle audition est fixée au 2 avril 2026 <à confirmer>.',
    );
    const at = next.findIndex(({ id }) => id === audition.id);
    const exhibit = made.exhibits[4] ?? '';
    const fact = made.facts[1] ?? '';
    next.splice(
      at + 1,
      0,
      added(`Voir la pièce {exhibit:${exhibit}} et le fait {fact:${fact}} ; سلمى écrit.`),
    );
    const work = await afterSaving(
      opened,
      next.map((each) => (each.id === greeting.id ? { ...each, text: null } : each)),
      true,
    );
    expect(work.draft.worked).toBe(3);

    const drafted = await core.value('drafts.make', { draftId, baseRevision: work.revision });
    const document = storedDocument(core, drafted.id);
    const text = plainText(document);
    expect(text).toContain('Une nouvelle audition est fixée au 2 avril 2026 <à confirmer>.');
    expect(text).toContain('Voir la pièce 5 et le fait 2 ; سلمى écrit.');
    expect(text).not.toContain('\nMadame, Monsieur,\n');
    const inspected = inspectDocument(document);
    if (!inspected.ok) throw new Error('The document cannot be read');
    expect([inspected.value.leaks, inspected.value.dangers]).toEqual([[], []]);
    const styleOf = (words: string) =>
      inspected.value.body.flatMap((block) =>
        block.kind === 'paragraph' && block.text.includes(words) ? [block.style] : [],
      );
    expect(styleOf('Voir la pièce 5')).toEqual(styleOf('Une nouvelle audition'));
  });

  it('is found by its words, without what it cites, and no more once it is thrown away', async () => {
    const find = async (words: string) =>
      (
        await core.value('search.find', { text: words, filter: { kinds: ['draft'] }, withNames: true })
      ).groups.flatMap(({ results }) => results);
    expect(await find('avril confirmer')).toMatchObject([
      { kind: 'draft', draftId, filingKind: 'F7', language: 'fr' },
    ]);
    expect(await find((made.exhibits[4] ?? '').slice(-12))).toEqual([]);
    const other = await core.value('drafts.start', { ...filing(), language: 'nl' });
    expect(await find('verblijf')).toMatchObject([{ draftId: other.id }]);
    await core.value('drafts.remove', { draftId: other.id });
    expect(await find('verblijf')).toEqual([]);
  });

  it('opened in LibreOffice says what the draft shows', async () => {
    const opened = await read();
    const drafted = await core.value('drafts.make', { draftId, baseRevision: opened.revision });
    const pdf = convertToPdf(core.folder, new Map([['worked', storedDocument(core, drafted.id)]])).get(
      'worked',
    );
    // Without what a layout may change: spaces, line ends, hyphens, and where letters are drawn from right to left.
    const squeezed = (words: string) =>
      words
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[-\s\u00ad\f]/gu, '');
    const seen = squeezed(pdfText(pdf ?? ''));
    const pieces = printed(opened).flatMap((text) =>
      text.split(/\n|[\s\p{Script=Arabic}]*\p{Script=Arabic}\s*/u),
    );
    expect(pieces.filter((piece) => !seen.includes(squeezed(piece)))).toEqual([]);
    expect(seen).not.toMatch(/[{}]|undefined/);
  }, 300_000);

  it('renumbers its citations when exhibits move, and tells one whose exhibit is gone', async () => {
    const before = await read();
    const exhibitId = (made.exhibits[4] ?? '') as ExhibitId;
    await core.value('evidence.move', { exhibitId, place: 1 });
    const moved = await read();
    expect(moved.blocks.map(({ text }) => text)).toEqual(before.blocks.map(({ text }) => text));
    const drafted = await core.value('drafts.make', { draftId, baseRevision: moved.revision });
    expect(plainText(storedDocument(core, drafted.id))).toContain('Voir la pièce 1 et le fait 2');

    const removed = await core.value('evidence.remove', { exhibitId });
    // The sentence of the hand, and the line of the list of exhibits that was generated.
    const citing = moved.blocks.filter(({ text }) => text?.includes(exhibitId));
    expect(citing.map(({ base }) => base === null)).toEqual([true, false]);
    expect(await core.call('drafts.make', { draftId, baseRevision: moved.revision })).toEqual({
      ok: false,
      error: {
        kind: 'citationsBroken',
        broken: citing.map(({ id }) => ({ blockId: id, number: `?${exhibitId.slice(-4)}` })),
      },
    });
    await core.value('evidence.restore', removed);
    expect((await core.call('drafts.make', { draftId, baseRevision: moved.revision })).ok).toBe(true);
  });

  it('quotes her sealed words as she said them, or says that it retells', async () => {
    const opened = await read();
    expect(opened.quotable).toEqual([{ heldOn: '2026-02-04', title: 'Recrutement', text: spoken }]);
    const quotation = added(`«\u00a0${spoken}\u00a0»`, [spoken]);
    const work = await afterSaving(opened, [...typedOf(opened), quotation]);
    const blocks = typedOf(work);
    const other = blocks.map((each) =>
      each.id === quotation.id
        ? { ...each, text: '« Il a dit que je lui devrais quatre mille euros. »' }
        : each,
    );
    expect(await save(work, other)).toEqual({
      ok: false,
      error: { kind: 'quoteChanged', blockId: quotation.id },
    });
    const invented = added('« Jamais dit. »', ['Jamais dit.']);
    expect(await save(work, [...blocks, invented])).toEqual({
      ok: false,
      error: { kind: 'quoteNotFound', blockId: invented.id },
    });
    const retold = other.map((each) =>
      each.id === quotation.id ? { ...each, paraphrased: true, text: 'Elle devait payer le voyage.' } : each,
    );
    expect(blockWith(await afterSaving(work, retold), 'payer le voyage').paraphrased).toBe(true);
  });

  it('refuses paragraphs that are missing, doubled or out of order, and a text over a newer one', async () => {
    const opened = await read();
    const blocks = typedOf(opened);
    const [first, second, ...rest] = blocks;
    if (first === undefined || second === undefined) throw new Error('The draft is too short');
    for (const wrong of [
      [second, ...rest],
      [second, first, ...rest],
      [first, ...blocks],
    ]) {
      expect(await save(opened, wrong)).toEqual({ ok: false, error: { kind: 'blocksDisagree' } });
    }
    expect(await save({ ...opened, revision: opened.revision - 1 }, blocks)).toEqual({
      ok: false,
      error: { kind: 'revisionConflict', revision: opened.revision },
    });
    expect(await read()).toEqual(opened);
  });

  it('keeps versions with who and when, and brings one back', async () => {
    const opened = await read();
    const named = await core.value('drafts.keepVersion', { draftId, name: 'après l’entretien' });
    expect(named).toMatchObject({ name: 'après l’entretien', occasion: 'named' });
    expect(named.author).not.toBe('');
    const audition = blockWith(opened, 'Une nouvelle audition');
    const work = await afterSaving(opened, withText(opened, audition.id, 'Aucune audition n’est fixée.'));
    expect((await core.value('drafts.versions', { draftId })).map(({ occasion }) => occasion)[0]).toBe(
      'named',
    );
    const version = await core.value('drafts.readVersion', { versionId: named.id });
    expect(version.blocks.map(({ text }) => text)).toEqual(opened.blocks.map(({ text }) => text));
    await core.value('drafts.restoreVersion', { versionId: named.id, baseRevision: work.revision });
    const restored = await read();
    expect(restored.blocks).toEqual(opened.blocks);
    const [before] = await core.value('drafts.versions', { draftId });
    expect(before?.occasion).toBe('restoring');
  });

  it('has comments on its paragraphs, settled and opened again, and none of them in the document', async () => {
    const opened = await read();
    const { id: blockId } = blockWith(opened, 'Une nouvelle audition');
    const comment = await core.value('drafts.addComment', {
      draftId,
      blockId,
      text: 'Vérifier la date zyx.',
    });
    expect((await read()).draft.openComments).toBe(1);
    const settled = await core.value('drafts.resolveComment', { commentId: comment.id, resolved: true });
    expect(settled.resolvedAt).not.toBeNull();
    expect(settled.resolvedBy).toBe(comment.author);
    expect((await read()).draft.openComments).toBe(0);
    await core.value('drafts.resolveComment', { commentId: comment.id, resolved: false });
    const drafted = await core.value('drafts.make', { draftId, baseRevision: opened.revision });
    expect(plainText(storedDocument(core, drafted.id))).not.toContain('zyx');
    expect((await read()).comments).toEqual([{ ...comment, goneText: null }]);
  });

  it('still has what was remarked on a paragraph that is gone, with what that said last', async () => {
    const opened = await read();
    const passing = added('À relire avec elle.');
    const work = await afterSaving(opened, [...typedOf(opened), passing]);
    const comment = await core.value('drafts.addComment', {
      draftId,
      blockId: passing.id,
      text: 'Est-ce encore juste ?',
    });
    const without = await afterSaving(
      work,
      typedOf(work).filter(({ id }) => id !== passing.id),
    );
    const about = async () => (await read()).comments.find(({ id }) => id === comment.id)?.goneText;
    expect(await about()).toBe('');
    const again = await afterSaving(without, [...typedOf(without), passing]);
    expect(await about()).toBeNull();
    await core.value('drafts.keepVersion', { draftId, name: 'avec la remarque' });
    await afterSaving(
      again,
      typedOf(again).filter(({ id }) => id !== passing.id),
    );
    expect(await about()).toBe('À relire avec elle.');
    await core.value('drafts.resolveComment', { commentId: comment.id, resolved: true });
  });

  it('is generated anew without losing the hand’s work: what both changed is asked', async () => {
    const opened = await read();
    // The exhibit that was moved: its line stands elsewhere in the list.
    const moves = await core.value('drafts.lookAhead', { draftId });
    expect(new Set(moves.steps.map(({ change }) => change))).toEqual(new Set(['added', 'gone']));
    await core.value('filings.answer', {
      ...filing(),
      answers: {
        'cooperation.detail': 'Une nouvelle audition est fixée au 4 mai 2026 à dix heures.',
        'delivery.commune': 'Ailleurs',
      },
    });
    const { steps } = await core.value('drafts.lookAhead', { draftId });
    const audition = blockWith(opened, 'Une nouvelle audition');
    expect(steps.filter(({ change }) => change === 'both')).toEqual([
      {
        blockId: audition.id,
        change: 'both',
        mine: 'Une nouvelle audition est fixée au 2 avril 2026 <à confirmer>.',
        theirs: regenerated,
      },
    ]);
    expect(steps.filter(({ change }) => change === 'taken').length).toBeGreaterThan(0);

    const { revision } = await core.value('drafts.regenerate', {
      draftId,
      baseRevision: opened.revision,
      theirs: [],
    });
    const mine = await read();
    expect(blockWith(mine, 'Une nouvelle audition').text).toBe(
      'Une nouvelle audition est fixée au 2 avril 2026 <à confirmer>.',
    );
    expect(printed(mine).join('\n')).toContain('Ailleurs');
    expect(printed(mine).join('\n')).toContain('Voir la pièce 1 et le fait 2');
    expect(mine.blocks.find(({ base }) => base === 'Madame, Monsieur,')?.text).toBeNull();
    expect(mine.comments.flatMap(({ blockId, goneText }) => (goneText === null ? [blockId] : []))).toEqual([
      audition.id,
    ]);
    expect((await core.value('drafts.versions', { draftId }))[0]?.occasion).toBe('generating');
    // The hand’s text stands against the newest generated one now, and can go back to it.
    expect(blockWith(mine, 'Une nouvelle audition').base).toBe(regenerated);
    expect(await core.value('drafts.lookAhead', { draftId })).toEqual({ steps: [], otherPictures: false });
    expect((await core.call('drafts.make', { draftId, baseRevision: revision })).ok).toBe(true);
  });

  it('is refused like the filing when the case stands in the way, and goes with all it had', async () => {
    const opened = await read();
    await core.value('filings.answer', { ...filing(), answers: { 'letter.place': '' } });
    expect(await core.call('drafts.make', { draftId, baseRevision: opened.revision })).toMatchObject({
      error: { kind: 'valuesMissing' },
    });
    expect(await core.call('drafts.lookAhead', { draftId })).toMatchObject({
      error: { kind: 'valuesMissing' },
    });
    await core.value('drafts.remove', { draftId });
    expect(await core.call('drafts.read', { draftId })).toEqual({
      ok: false,
      error: { kind: 'draftNotFound' },
    });
    expect(core.vaultDeps().db.get(sql`SELECT count(*) AS count FROM filing_draft_versions`)).toEqual({
      count: 0,
    });
    expect(core.vaultDeps().db.get(sql`SELECT count(*) AS count FROM filing_draft_comments`)).toEqual({
      count: 0,
    });
  });
});
