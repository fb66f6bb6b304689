import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/core';
import type { Answers } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { makeFiling, plainText } from '../../support/filing-documents';

// L1, the letter on missing documents.

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

const answers: Answers = {
  'missing.to': 'client',
  'sending.mode': 'email',
  'missing.until': '2026-03-06',
  'missing.how': 'Une copie suffit.',
  'missing.contact': '02 555 01 23',
  'letter.place': 'Bruxelles',
  'signatory.name': 'Anne Modèle',
};

async function review(made: FilingCase, given: Answers) {
  const draft = { caseId: made.caseId, filingKind: 'L1', language: 'fr' } as const;
  await core.value('filings.answer', { ...draft, answers: { ...given } });
  return core.value('filings.review', draft);
}

describe('the letter on missing documents', () => {
  it('asks for what is missing in the phase of the case and for the next, but not for what is there', async () => {
    const made = await makeFilingCase(core, { ...adultCase, phase: 'BE-P1' });
    for (const [requirementId, state] of [
      ['BE-P1-photographs', 'received'],
      ['BE-P1-identity', 'requested'],
      ['BE-P1-accompaniment', 'notNeeded'],
    ] as const) {
      await core.value('procedures.setRequirement', {
        caseId: made.caseId,
        requirementId,
        changes: { state },
      });
    }

    const { entries } = await review(made, answers);

    const listed = entries.find(({ field }) => field === 'missing.items');
    expect(listed?.control).toMatchObject({
      kind: 'records',
      options: expect.arrayContaining([
        {
          id: 'BE-P1-identity',
          name: 'Copie d’un document d’identité, ou déclaration d’identité',
          elsewhere: [],
        },
      ]) as unknown,
    });
    const ids = listed?.shown.kind === 'list' ? listed.shown.items.map(({ recordId }) => recordId) : [];
    expect(ids).toContain('BE-P1-identity');
    expect(ids).not.toContain('BE-P1-photographs');
    expect(ids).not.toContain('BE-P1-accompaniment');
    expect(ids.filter((id) => id?.startsWith('BE-P3'))).toEqual([]);
  });

  it('names nobody, and tells the person nothing of what others bring', async () => {
    const made = await makeFilingCase(core, { ...adultCase, phase: 'BE-P1' });
    const { document } = await makeFiling(core, made, {
      kind: 'L1',
      language: 'fr',
      answers: { ...answers, 'sending.mode': 'byHand' },
    });

    const text = plainText(document);

    const names = Object.values(adultCase.people ?? {})
      .flatMap(({ familyName = '', givenNames = '' }) => [familyName, givenNames])
      .filter((name) => name !== '' && name !== 'Modèle' && name !== 'Anne');
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => text.includes(name))).toEqual([]);
    expect(text).not.toMatch(/plainte|police|traite|victime|centre/iu);
  });

  it('is refused by post or mail where the client must never be written to', async () => {
    const made = await makeFilingCase(core, { ...adultCase, phase: 'BE-P1' });
    await core.value('people.setSafeContact', {
      personId: made.people['client'] ?? '',
      safeContact: {
        neverCall: false,
        neverWrite: true,
        leaveNoMessage: false,
        safeFrom: null,
        safeUntil: null,
        codeWord: '',
        instructions: '',
      },
    });

    expect((await review(made, answers)).refusals).toEqual([
      { kind: 'clientNeverWritten', target: { screen: 'review', recordId: null, field: 'sending.mode' } },
    ]);
    expect((await review(made, { 'sending.mode': 'byHand' })).refusals).toEqual([]);
    expect((await review(made, { 'sending.mode': 'email', 'missing.to': 'centre' })).refusals).toEqual([]);
  });

  it('warns of a day after the last safe one, and of a list without anything for the reader', async () => {
    const made = await makeFilingCase(core, { ...adultCase, phase: 'BE-P1' });

    const { warnings } = await review(made, {
      ...answers,
      'missing.until': '2027-01-01',
      'missing.items': ['BE-P2-statement'],
    });

    expect(warnings).toEqual([{ kind: 'nothingFromReader' }, { kind: 'askedForTooLate', on: '2026-03-12' }]);
  });

  it('is offered beside the filings of the procedure, in the languages people read, as no filing to an authority is', async () => {
    const made = await makeFilingCase(core, { ...adultCase, phase: 'BE-P1' });
    const { offered } = await core.value('filings.list', { caseId: made.caseId });
    const languagesOf = (kind: string): unknown =>
      offered.find(({ filingKind }) => filingKind === kind)?.languages;

    expect([languagesOf('L1'), languagesOf('F7')]).toEqual([
      ['fr', 'nl', 'de', 'en'],
      ['fr', 'nl'],
    ]);
    const draft = { caseId: made.caseId, filingKind: 'F7', language: 'en' } as const;
    const refused = { ok: false, error: { kind: 'templateMissing' } };
    expect(await core.call('filings.review', draft)).toMatchObject(refused);
    expect(await core.call('filings.answer', { ...draft, answers: {} })).toMatchObject(refused);
    expect(await core.call('filings.generate', draft)).toMatchObject(refused);
  });

  it('asks for the procedure where none was begun', async () => {
    const made = await makeFilingCase(core, adultCase);

    const { entries, canGenerate } = await review(made, answers);

    expect(canGenerate).toBe(false);
    expect(
      entries.filter(({ state }) => state === 'missing').map(({ field, target }) => [field, target]),
    ).toEqual([['missing.items', { screen: 'procedure', recordId: null, field: null }]]);
  });
});
