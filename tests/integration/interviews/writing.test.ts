import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentLimitBytes } from '../../../src/shared/interviews/document';
import { interviewIdSchema } from '../../../src/shared/kernel/ids';
import {
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
beforeEach(async () => {
  test = await aVaultWithACase();
});
afterEach(() => test.core.close());

describe('interviews.create', () => {
  it('starts with one empty paragraph that claims nothing to be verbatim', async () => {
    const interviewId = await anInterview(test);

    const opened = await test.core.value('interviews.read', { interviewId });

    expect(opened).toEqual({
      id: interviewId,
      caseId: test.caseId,
      details: someDetails(),
      breaks: [],
      document: {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            attrs: { id: expect.any(String), provenance: 'paraphrase', sensitive: false },
          },
        ],
      },
      revision: 0,
      savedAt: '2026-03-02T09:15:00.000Z',
      guideAnswers: {},
      seal: null,
      addenda: [],
      addendumDraft: { text: '', reason: '' },
    });
    expect(auditedActions(test, interviewId)).toEqual(['interview.created']);
  });

  it('refuses a case that does not exist', async () => {
    const answer = await test.core.call('interviews.create', {
      caseId: test.core.deps.newId(),
      details: someDetails(),
    });
    expect(answer).toEqual({ ok: false, error: { kind: 'caseNotFound' } });
  });

  it('lists the latest conversation first, with its words', async () => {
    const first = await anInterview(test, { heldOn: '2026-02-01', title: 'First' });
    const second = await anInterview(test, { heldOn: '2026-03-01', title: 'Second' });
    await written(test, first, aDocument('I came by boat.', 'Then by bus.'));

    const list = await test.core.value('interviews.list', { caseId: test.caseId });

    expect(list.map(({ id, title, wordCount, sealedAt }) => ({ id, title, wordCount, sealedAt }))).toEqual([
      { id: second, title: 'Second', wordCount: 0, sealedAt: null },
      { id: first, title: 'First', wordCount: 7, sealedAt: null },
    ]);
  });
});

describe('interviews.saveDocument', () => {
  it('keeps the text over a lock and raises the revision', async () => {
    const interviewId = await anInterview(test);
    test.core.clock.set('2026-03-02T09:16:00.000Z');
    const document = aDocument(['They took my passport.', 'verbatim'], ['She cried.', 'observation']);

    const saved = await test.core.call('interviews.saveDocument', {
      interviewId,
      baseRevision: 0,
      document,
      firstSinceOpening: true,
    });
    await test.core.lockAndReopen();

    expect(saved).toEqual({ ok: true, value: { revision: 1, savedAt: '2026-03-02T09:16:00.000Z' } });
    const opened = await test.core.value('interviews.read', { interviewId });
    expect({ document: opened.document, revision: opened.revision }).toEqual({ document, revision: 1 });
  });

  it('keeps any text as it was typed, in every script', async () => {
    const interviewId = await anInterview(test);
    const texts = [
      'قالت: «أخذوا جواز سفري» ‏(2023)',
      'נלקחה ב־2023',
      'e\u0301 a\u0323\u0302 ñ \u0644\u0651\u064e',
      '👩🏽‍⚖️ 𐍈𠮷𝔄',
      'a\u200fb\u202ec',
      'ሰነዶቼን ወሰዱ',
    ];
    await written(test, interviewId, aDocument(...texts));
    expect((await test.core.value('interviews.read', { interviewId })).document).toEqual(aDocument(...texts));

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }),
        async (any) => {
          await written(test, interviewId, aDocument(...any));
          const opened = await test.core.value('interviews.read', { interviewId });
          expect(opened.document).toEqual(aDocument(...any));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('refuses to write over a newer text and hands that one back', async () => {
    const interviewId = await anInterview(test);
    await written(test, interviewId, aDocument('Newer'));

    const answer = await test.core.call('interviews.saveDocument', {
      interviewId,
      baseRevision: 0,
      document: aDocument('Older'),
      firstSinceOpening: true,
    });

    expect(answer).toEqual({
      ok: false,
      error: {
        kind: 'revisionConflict',
        current: { revision: 1, savedAt: '2026-03-02T09:15:00.000Z', document: aDocument('Newer') },
      },
    });
    expect((await test.core.value('interviews.read', { interviewId })).document).toEqual(aDocument('Newer'));
  });

  it('refuses 5 MB, says where they stand, and keeps the text before', async () => {
    const interviewId = await anInterview(test);
    await written(test, interviewId, aDocument('Before'));

    const answer = await test.core.call('interviews.saveDocument', {
      interviewId,
      baseRevision: 1,
      document: aDocument('Before', 'x'.repeat(5_000_000), 'After'),
      firstSinceOpening: false,
    });

    expect(answer).toEqual({
      ok: false,
      error: {
        kind: 'documentTooLarge',
        sizeBytes: expect.any(Number),
        limitBytes: documentLimitBytes,
        largestBlock: { id: blockId(2), place: 2, characters: 5_000_000 },
      },
    });
    expect((await test.core.value('interviews.read', { interviewId })).document).toEqual(aDocument('Before'));
  });

  it('measures the limit in bytes, not in characters', async () => {
    const interviewId = await anInterview(test);
    const answer = await test.core.call('interviews.saveDocument', {
      interviewId,
      baseRevision: 0,
      document: aDocument('𠮷'.repeat(documentLimitBytes / 4)),
      firstSinceOpening: true,
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'documentTooLarge' } });
  });

  it.each([
    [
      'a link',
      { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'https://example.org' } }] },
    ],
    ['a picture', { type: 'image', attrs: { src: 'data:' } }],
    ['an empty text', { type: 'text', text: '' }],
  ])('refuses %s as bad input, naming the place', async (_what, node) => {
    const interviewId = await anInterview(test);
    const document = aDocument('x') as unknown as { content: { content: unknown[] }[] };
    document.content[0]?.content.push(node);

    // The type does not let such a document through, a damaged page might.
    const answer = await test.core.call('interviews.saveDocument', {
      interviewId,
      baseRevision: 0,
      document: document as never,
      firstSinceOpening: true,
    });

    expect(answer).toMatchObject({ ok: false, error: { kind: 'badInput' } });
  });

  it('answers to lists nested without end like to any bad input', async () => {
    const interviewId = await anInterview(test);
    let nested: unknown = {
      type: 'paragraph',
      attrs: { id: blockId(1), provenance: 'view', sensitive: false },
    };
    for (let level = 0; level < 5000; level += 1) {
      const item = { type: 'listItem', content: [aDocument('x').content[0], nested] };
      nested = { type: 'bulletList', content: [item] };
    }
    const answer = await test.core.call('interviews.saveDocument', {
      interviewId,
      baseRevision: 0,
      document: { type: 'doc', content: [nested] } as never,
      firstSinceOpening: true,
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'badInput' } });
  });

  it('answers for an interview that is not there', async () => {
    const answer = await test.core.call('interviews.saveDocument', {
      interviewId: interviewIdSchema.parse(test.core.deps.newId()),
      baseRevision: 0,
      document: aDocument('x'),
      firstSinceOpening: true,
    });
    expect(answer).toEqual({ ok: false, error: { kind: 'interviewNotFound' } });
  });
});

describe('interviews.changeDetails', () => {
  it('changes what is given and leaves the rest', async () => {
    const interviewId = await anInterview(test);
    const changed = await test.core.value('interviews.changeDetails', {
      interviewId,
      changes: { endedAt: '11:40', stopReason: 'tired', stopNote: 'She asked to go on another day.' },
    });
    const expected = someDetails({
      endedAt: '11:40',
      stopReason: 'tired',
      stopNote: 'She asked to go on another day.',
    });
    expect(changed).toEqual(expected);
    expect((await test.core.value('interviews.read', { interviewId })).details).toEqual(expected);
    expect(auditedActions(test, interviewId)).toEqual(['interview.created', 'interview.changed']);
  });

  it('does not disturb a text being typed', async () => {
    const interviewId = await anInterview(test);
    await test.core.value('interviews.changeDetails', { interviewId, changes: { language: 'ar-MA' } });
    expect(await written(test, interviewId, aDocument('x'))).toBe(1);
  });

  it.each([
    ['no title', { title: '  ' }],
    ['a time that is none', { startedAt: '24:10' }],
    ['a date that is none', { heldOn: '2026-02-30' }],
    ['a language that is none', { language: 'French' }],
  ])('refuses %s', async (_what, changes) => {
    const interviewId = await anInterview(test);
    const answer = await test.core.call('interviews.changeDetails', { interviewId, changes });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'badInput' } });
  });
});

describe('breaks', () => {
  it('begin and end with the clock, one at a time', async () => {
    const interviewId = await anInterview(test);
    const started = await test.core.value('interviews.startBreak', { interviewId });
    expect(await test.core.call('interviews.startBreak', { interviewId })).toEqual({
      ok: false,
      error: { kind: 'breakUnderWay' },
    });

    test.core.clock.set('2026-03-02T09:30:00.000Z');
    await test.core.value('interviews.endBreak', { breakId: started.id });
    await test.core.value('interviews.changeBreak', { breakId: started.id, reason: 'Tea' });

    expect((await test.core.value('interviews.read', { interviewId })).breaks).toEqual([
      {
        id: started.id,
        startedAt: '2026-03-02T09:15:00.000Z',
        endedAt: '2026-03-02T09:30:00.000Z',
        reason: 'Tea',
      },
    ]);
    expect(await test.core.call('interviews.endBreak', { breakId: started.id })).toEqual({
      ok: false,
      error: { kind: 'breakAlreadyEnded' },
    });
  });

  it('can be taken out when begun by mistake', async () => {
    const interviewId = await anInterview(test);
    const started = await test.core.value('interviews.startBreak', { interviewId });
    await test.core.value('interviews.removeBreak', { breakId: started.id });
    expect((await test.core.value('interviews.read', { interviewId })).breaks).toEqual([]);
  });
});

describe('the guide', () => {
  it('is shipped whole in both languages, each point with a source', async () => {
    const guide = await test.core.value('interviews.guide', {});
    expect(guide.phases.map((phase) => phase.id)).toEqual(['plan', 'engage', 'account', 'close', 'evaluate']);
  });

  it('keeps ticks and notes, also after sealing, and audits them at most every five minutes', async () => {
    const interviewId = await anInterview(test);
    await written(test, interviewId, aDocument('x'));
    await test.core.value('interviews.seal', { interviewId, baseRevision: 1 });
    const before = auditedActions(test, interviewId).length;

    await test.core.value('interviews.saveGuide', {
      interviewId,
      answers: { risk: { done: true, note: '' } },
    });
    const answers = { risk: { done: true, note: 'Brother-in-law knows the address' } };
    await test.core.value('interviews.saveGuide', { interviewId, answers });

    const opened = await test.core.value('interviews.read', { interviewId });
    expect({ answers: opened.guideAnswers, valid: opened.seal?.valid }).toEqual({ answers, valid: true });
    expect(auditedActions(test, interviewId).slice(before)).toEqual(['interview.changed']);
  });
});

describe('interviews.remove', () => {
  it('puts a draft aside, and brings it back whole', async () => {
    const interviewId = await anInterview(test);
    await written(test, interviewId, aDocument('Kept'));
    const before = await test.core.value('interviews.read', { interviewId });

    await test.core.value('interviews.remove', { interviewId });
    expect(await test.core.call('interviews.read', { interviewId })).toEqual({
      ok: false,
      error: { kind: 'interviewNotFound' },
    });
    expect(await test.core.value('interviews.list', { caseId: test.caseId })).toEqual([]);
    expect(await test.core.value('interviews.listRemoved', { caseId: test.caseId })).toMatchObject([
      { id: interviewId, removedAt: '2026-03-02T09:15:00.000Z' },
    ]);

    await test.core.value('interviews.bringBack', { interviewId });
    expect(await test.core.value('interviews.read', { interviewId })).toEqual(before);
  });

  it('erases for good only what was put aside before', async () => {
    const interviewId = await anInterview(test);
    await written(test, interviewId, aDocument('x'));
    expect(await test.core.call('interviews.erase', { interviewId })).toEqual({
      ok: false,
      error: { kind: 'notRemoved' },
    });
    await test.core.value('interviews.remove', { interviewId });
    await test.core.value('interviews.erase', { interviewId });
    expect(await test.core.call('interviews.bringBack', { interviewId })).toEqual({
      ok: false,
      error: { kind: 'interviewNotFound' },
    });
    expect(auditedActions(test, interviewId).slice(-2)).toEqual(['interview.removed', 'interview.erased']);
  });
});
