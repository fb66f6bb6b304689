import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printCitations } from '../../../src/shared/drafts/citations';
import type { CaseId, DraftId } from '../../../src/shared/kernel/ids';
import type { OpenedDraft } from '../../../src/shared/drafts/contract';
import { sql } from '../../../src/core/db/sql';
import { aCaseWithPapers, applyToPapers, type PaperEdit } from './paper-edits';
import { aDocument } from '../interviews/support';
import { anOffice, comparable, interviewDetails, look, receive, rowsOf, send, type Office } from './support';

let one: Office;
let other: Office;
beforeAll(async () => {
  one = await anOffice();
  other = await anOffice();
});
afterAll(() => {
  one.core.close();
  other.core.close();
});

const filing = (caseId: CaseId) => ({ caseId, filingKind: 'F13' as const, language: 'fr' as const });

async function readDraft({ core }: Office, caseId: CaseId): Promise<OpenedDraft> {
  const { id: draftId } = await core.value('drafts.start', filing(caseId));
  return core.value('drafts.read', { draftId });
}
const textOf = ({ blocks }: { readonly blocks: readonly { readonly text: string | null }[] }) =>
  blocks.flatMap(({ text }) => (text === null ? [] : [text])).join('\n');

const printed = (opened: OpenedDraft) => printCitations(textOf(opened), opened.citable);

/** All that the draft is generated from and written into. */
function contentOf({ core }: Office, caseId: CaseId) {
  return core.vaultDeps().db.get(sql`
    SELECT blocks, document, snapshot, template_version, template_id FROM filing_drafts WHERE case_id = ${caseId}
  `);
}

function later(): void {
  const now = Math.max(...[one, other].map(({ core }) => Date.parse(core.clock.now())));
  for (const { core } of [one, other]) core.clock.set(new Date(now + 60_000).toISOString(), '2026-03-02');
}

async function edit(office: Office, caseId: CaseId, what: PaperEdit['what'], word: string): Promise<void> {
  later();
  await applyToPapers(office, caseId, { what, which: 0, other: 1, word });
}

/** A draft that was typed in here and there, and there generated anew from another answer as well. */
async function aDraftOfBoth(): Promise<{ readonly caseId: CaseId; readonly path: string }> {
  const caseId = await aCaseWithPapers(one);
  await receive(other, await send(one, other, [caseId]));
  await edit(one, caseId, 'typeInDraft', 'written here');
  await edit(other, caseId, 'generateDraft', 'Gand');
  await edit(other, caseId, 'typeInDraft', 'written there');
  return { caseId, path: await send(other, one, [caseId]) };
}

/** Texts of the versions that neither side had kept. */
async function textsApart({ core }: Office, draftId: DraftId): Promise<readonly string[]> {
  const versions = await core.value('drafts.versions', { draftId });
  const apart = versions.filter(({ occasion }) => occasion === 'apart');
  return Promise.all(
    apart.map(async ({ id }) => textOf(await core.value('drafts.readVersion', { versionId: id }))),
  );
}

describe('a draft that was worked on in both offices', { timeout: 120_000 }, () => {
  it('is one question, of which both texts are shown as texts', async () => {
    const { caseId, path } = await aDraftOfBoth();
    const { handle } = await look(one, path);
    const { entries } = await one.core.value('packages.differences', { handle, caseId, limit: 500 });
    expect(
      entries
        .filter(({ table }) => table === 'filing_drafts')
        .map(({ kind, title, differences }) => ({
          kind,
          title,
          values: differences.map(({ values }) => values),
        })),
    ).toEqual([
      {
        kind: 'conflict',
        title: 'F13',
        values: [
          [
            {
              field: 'blocks',
              here: printed(await readDraft(one, caseId)),
              there: printed(await readDraft(other, caseId)),
            },
          ],
        ],
      },
    ]);
  });

  it('comes whole when it is chosen, and what was written here is a version of its history', async () => {
    const { caseId, path } = await aDraftOfBoth();
    const mine = await readDraft(one, caseId);
    const rowsBefore = comparable(rowsOf(one, caseId));
    const { handle } = await look(one, path);
    const { entries } = await one.core.value('packages.differences', { handle, caseId, limit: 500 });
    const choices = entries.flatMap(({ table, key, differences }) =>
      differences
        .filter(({ isConflict }) => isConflict)
        .map(({ fields }) => ({ caseId, table, key, fields, take: 'there' as const })),
    );
    later();
    const { packageId } = await one.core.value('packages.takeIn', { handle, choices, makerConfirmed: true });

    expect(contentOf(one, caseId)).toEqual(contentOf(other, caseId));
    const draftId = mine.draft.id;
    expect(await textsApart(one, draftId)).toEqual([textOf(mine)]);
    // A page that still shows the older text cannot write it over this one.
    const now = await readDraft(one, caseId);
    expect(
      await one.core.call('drafts.save', {
        draftId,
        baseRevision: mine.revision,
        blocks: mine.blocks.map(({ id, text, paraphrased }) => ({ id, text, paraphrased })),
        firstSinceOpening: false,
      }),
    ).toEqual({ ok: false, error: { kind: 'revisionConflict', revision: now.revision } });
    expect(await one.core.call('drafts.make', { draftId, baseRevision: now.revision })).toMatchObject({
      ok: true,
    });
    expect(packageId).not.toBe('');
    expect(comparable(rowsOf(one, caseId))).not.toBe(rowsBefore);
  });

  it('stays when nothing is chosen, what was written there is a version, and both go with the undo', async () => {
    const { caseId, path } = await aDraftOfBoth();
    const mine = await readDraft(one, caseId);
    const theirs = await readDraft(other, caseId);
    const content = contentOf(one, caseId);
    const rowsBefore = comparable(rowsOf(one, caseId));
    const { packageId } = await receive(one, path);
    expect(contentOf(one, caseId)).toEqual(content);
    expect(await textsApart(one, mine.draft.id)).toEqual([textOf(theirs)]);

    // It can be brought back like any other, with the document it stands in.
    const [version] = await one.core.value('drafts.versions', { draftId: mine.draft.id });
    if (version === undefined) throw new Error('No version was kept');
    const restored = { versionId: version.id, baseRevision: (await readDraft(one, caseId)).revision };
    await one.core.value('packages.undo', { packageId });
    expect(comparable(rowsOf(one, caseId))).toBe(rowsBefore);
    await receive(one, path);
    const again = await one.core.value('drafts.versions', { draftId: mine.draft.id });
    await one.core.value('drafts.restoreVersion', { ...restored, versionId: again[0]?.id ?? version.id });
    expect(contentOf(one, caseId)).toMatchObject({
      blocks: (contentOf(other, caseId) as { blocks: string }).blocks,
      document: (contentOf(other, caseId) as { document: Uint8Array }).document,
    });
  });
});

describe('a draft that each office began by itself', { timeout: 120_000 }, () => {
  it('stays, and the other one is a version of its history, once', async () => {
    const caseId = await aCaseWithPapers(one);
    await edit(one, caseId, 'removeDraft', '');
    await receive(other, await send(one, other, [caseId]));
    for (const office of [one, other]) {
      await edit(office, caseId, 'startDraft', '');
      await edit(office, caseId, 'typeInDraft', office === one ? 'begun here' : 'begun there');
    }
    const mine = await readDraft(one, caseId);
    const theirs = await readDraft(other, caseId);
    await receive(one, await send(other, one, [caseId]));
    expect(textOf(await readDraft(one, caseId))).toBe(textOf(mine));
    expect(await textsApart(one, mine.draft.id)).toEqual([textOf(theirs)]);

    // To and fro once more, and nothing comes twice.
    await receive(other, await send(one, other, [caseId]));
    expect(await textsApart(other, theirs.draft.id)).toEqual([textOf(mine)]);
    await receive(one, await send(other, one, [caseId]));
    expect(await textsApart(one, mine.draft.id)).toEqual([textOf(theirs)]);
  });
});

describe('a long interview that was written on in both offices', { timeout: 120_000 }, () => {
  it('is shown from the first line in which the texts differ', async () => {
    const { caseId } = await one.core.value('cases.create', {
      fileLanguage: 'fr',
      client: { givenNames: '' },
    });
    const { id: interviewId } = await one.core.value('interviews.create', {
      caseId,
      details: interviewDetails,
    });
    const lines = Array.from({ length: 200 }, (_, index) => `Line ${index}: she spoke of the house.`);
    const write = async ({ core }: Office, last: string) => {
      const { revision } = await core.value('interviews.read', { interviewId });
      const document = aDocument(...lines, last, 'And no more');
      const written = { interviewId, baseRevision: revision, document, firstSinceOpening: true };
      await core.value('interviews.saveDocument', written);
    };
    await write(one, 'It was green.');
    await receive(other, await send(one, other, [caseId]));
    later();
    await write(one, 'It was red.');
    await write(other, 'It was blue.');
    const { handle } = await look(one, await send(other, one, [caseId]));
    const { entries } = await one.core.value('packages.differences', { handle, caseId, limit: 500 });
    expect(
      entries.filter(({ table }) => table === 'interviews').map(({ differences }) => differences),
    ).toEqual([
      [
        {
          fields: 'document word_count revision',
          isConflict: true,
          values: [
            { field: 'document', here: '…It was red.\nAnd no more', there: '…It was blue.\nAnd no more' },
          ],
        },
      ],
    ]);
  });
});
