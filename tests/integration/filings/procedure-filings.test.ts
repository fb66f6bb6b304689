import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { FilingKind } from '../../../src/shared/filings/kinds';
import type { FilingReview } from '../../../src/shared/filings/schemas';
import { createTestCore, type TestCore } from '../../support/core';
import type { Answers } from '../../support/filing-answers';
import {
  adultCase,
  makeFilingCase,
  minorCase,
  stayCase,
  type FilingCase,
  type FilingCaseDraft,
} from '../../support/filing-case';
import { makeFiling, plainText } from '../../support/filing-documents';
import { procedureScenarios } from '../../support/filing-scenarios-procedure';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

/** The case and the answers of a golden filing, with something changed. */
async function reviewed(
  name: string,
  changes: { readonly draft?: Partial<FilingCaseDraft>; readonly answers?: Answers } = {},
): Promise<{ readonly made: FilingCase; readonly kind: FilingKind; readonly review: FilingReview }> {
  const scenario = procedureScenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no ${name}`);
  const { kind, language, draft, answers } = scenario;
  const made = await makeFilingCase(core, { ...draft, ...changes.draft });
  const filing = { caseId: made.caseId, filingKind: kind, language };
  await core.value('filings.answer', { ...filing, answers: { ...answers(made), ...changes.answers } });
  return { made, kind, review: await core.value('filings.review', { ...filing, withNames: true }) };
}

describe('a filing that must not be made', () => {
  const refused: readonly (readonly [
    name: string,
    scenario: string,
    changes: Parameters<typeof reviewed>[1],
    refusal: { readonly kind: string; readonly field: string },
  ])[] = [
    [
      'a referral that names the person before she has consented',
      'F1.fr.unnamed',
      { answers: { 'referral.wishes': 'Salma veut parler à une femme' } },
      { kind: 'namesPersonWithoutConsent', field: 'referral.wishes' },
    ],
    [
      'a referral that names her child, in whatever letters',
      'F1.fr.unnamed',
      { answers: { 'referral.childrenDetail': 'un enfant (yassiné)' } },
      { kind: 'namesPersonWithoutConsent', field: 'referral.childrenDetail' },
    ],
    [
      'a consent that ends on the day it is given',
      'F2.fr.all',
      { answers: { 'consent.until': '2026-03-02' } },
      { kind: 'consentEndsTooEarly', field: 'consent.until' },
    ],
    [
      'an annexe 15 for someone with a residence title',
      'F4.fr',
      { answers: { 'residence.hasTitle': 'yes' } },
      { kind: 'hasResidenceTitle', field: 'residence.hasTitle' },
    ],
    [
      'a complaint that says where she is sheltered',
      'F6.fr',
      { answers: { 'complaint.places': 'au restaurant, puis chez PAG-ASA asbl' } },
      { kind: 'namesShelter', field: 'complaint.places' },
    ],
    [
      'a complaint with a fact that says it',
      'F6.fr',
      {
        draft: { facts: [{ statement: 'Elle est accueillie rue de l’Exemple 1.' }] },
        answers: {},
      },
      { kind: 'namesShelter', field: 'complaint.facts' },
    ],
  ];
  it.each(refused)('refuses %s', async (_name, scenario, changes, { kind, field }) => {
    const { review, made, kind: filingKind } = await reviewed(scenario, changes);
    expect(review.refusals).toEqual([{ kind, target: { screen: 'review', recordId: null, field } }]);
    expect(review.canGenerate).toBe(false);
    const { language } = review.draft;
    expect(await core.call('filings.generate', { caseId: made.caseId, filingKind, language })).toEqual({
      ok: false,
      error: { kind: 'refused', refusals: review.refusals },
    });
  });

  it('refuses an annexe 15 for an unaccompanied minor, who gets the attestation at once', async () => {
    const made = await makeFilingCase(core, minorCase);
    const review = await core.value('filings.review', {
      caseId: made.caseId,
      filingKind: 'F4',
      language: 'nl',
    });
    expect(review.refusals.map(({ kind }) => kind)).toEqual(['minorGetsAttestation']);
  });

  it('refuses a second extension, and leads to the first', async () => {
    const made = await makeFilingCase(core, {
      ...stayCase,
      events: [...(stayCase.events ?? []), { kind: 'aiExtended', on: '2026-06-01', until: '2026-09-04' }],
    });
    const review = await core.value('filings.review', {
      caseId: made.caseId,
      filingKind: 'F9',
      language: 'fr',
    });
    expect(review.refusals).toMatchObject([
      { kind: 'alreadyExtended', target: { screen: 'procedure', field: 'aiExtended' } },
    ]);
  });
});

describe('a referral', () => {
  it('names nobody before consent, and names the person after it', async () => {
    const scenario = procedureScenarios.find(({ name }) => name === 'F1.fr.unnamed');
    if (scenario === undefined) throw new Error('There is no F1.fr.unnamed');
    const made = await makeFilingCase(core, scenario.draft);
    const filing = { kind: 'F1', language: 'fr' } as const;
    const unnamed = await makeFiling(core, made, { ...filing, answers: scenario.answers(made) });
    expect(plainText(unnamed.document)).not.toMatch(/EXEMPLARI|Salma|Yassine|سلمى/);
    const named = await makeFiling(core, made, {
      ...filing,
      answers: {
        ...scenario.answers(made),
        'referral.consent': 'yes',
        'referral.consentDate': '2026-03-01',
        'referral.consentForm': 'written',
      },
    });
    expect(plainText(named.document)).toContain('Madame EXEMPLARI Salma Inventée');
  });
});

describe('facts told in a filing', () => {
  it('cites an interview in the private account, and never in the complaint', async () => {
    const made = await makeFilingCase(core, {
      ...adultCase,
      facts: [{ statement: 'Elle travaille la nuit.' }],
    });
    const { db, newId } = core.vaultDeps();
    db.run(sql`
      INSERT INTO fact_citations (id, fact_id, interview_id, quote)
      SELECT ${newId()}, ${made.facts[0] ?? ''}, id, 'la nuit' FROM interviews WHERE held_on = '2026-01-28'
    `);
    const told = { caseId: made.caseId, language: 'fr' } as const;
    const piecesOf = async (filingKind: 'F5' | 'F6', question: string) => {
      await core.value('filings.answer', { ...told, filingKind, answers: { [question]: [...made.facts] } });
      const { entries } = await core.value('filings.review', { ...told, filingKind, withNames: true });
      return entries.find(({ field }) => field === question)?.shown;
    };
    expect(await piecesOf('F5', 'account.control')).toEqual({
      kind: 'list',
      items: [
        {
          recordId: made.facts[0],
          pieces: [
            'Date inconnue',
            'Elle travaille la nuit.',
            'dit par la personne',
            'certain',
            'entretien du 28 janvier 2026',
          ],
        },
      ],
    });
    expect(await piecesOf('F6', 'complaint.facts')).toEqual({
      kind: 'list',
      items: [{ recordId: made.facts[0], pieces: ['Date inconnue', 'Elle travaille la nuit.'] }],
    });
  });

  it('says of each fact in which other part it stands, and warns of one told twice', async () => {
    const { review, made } = await reviewed('F5.fr', {});
    const twice = await core.value('filings.answer', {
      ...review.draft,
      answers: { 'account.control': [made.facts[4] ?? '', made.facts[2] ?? ''] },
    });
    const control = twice.entries.find(({ field }) => field === 'account.fears')?.control;
    if (control?.kind !== 'records') throw new Error('Facts are not offered');
    // In the order of the chronology, what has no date last.
    expect(control.options.map(({ elsewhere }) => elsewhere)).toEqual([
      ['account.recruitment'],
      ['account.journey'],
      ['account.exploitation', 'account.control'],
      ['account.exploitation'],
      ['account.exit'],
      ['account.control'],
    ]);
    expect(twice.warnings.map(({ kind }) => kind)).toContain('factToldTwice');
  });

  it('warns of facts that are uncertain or disputed in a complaint, and of identity beside anonymity', async () => {
    const { review } = await reviewed('F6.fr', { answers: { 'protection.measures': ['partialAnonymity'] } });
    expect(review.warnings).toEqual(
      expect.arrayContaining([
        { kind: 'factsNotCertain', count: 2 },
        { kind: 'anonymityAndIdentity' },
        { kind: 'newCodeMayNotApply' },
        { kind: 'alreadyHeard' },
      ]),
    );
  });

  it('attaches to a complaint what its facts cite and what was chosen, and nothing else', async () => {
    const { review, made } = await reviewed('F6.fr', {});
    const exhibits = review.entries.find(({ field }) => field === 'exhibits');
    expect(exhibits?.answer).toEqual([made.exhibits[3], made.exhibits[4]]);
  });
});

describe('the renewal of the A card', () => {
  const renewals: readonly (readonly [name: string, until: string, warning: unknown])[] = [
    [
      'before the window',
      '2026-05-30',
      { kind: 'renewalTooEarly', opens: '2026-04-15', target: '2026-04-30' },
    ],
    ['in the window', '2026-04-11', undefined],
    [
      'after the target',
      '2026-03-20',
      { kind: 'renewalPastTarget', target: '2026-02-18', last: '2026-03-20' },
    ],
    [
      'after the card expired',
      '2026-03-01',
      { kind: 'documentExpired', document: 'aCard', on: '2026-03-01' },
    ],
  ];
  it.each(renewals)('warns by the day of the letter: %s', async (_name, until, warning) => {
    const { review } = await reviewed('F11.fr', {
      draft: {
        events: [...(stayCase.events ?? []), { kind: 'aCardIssued', on: '2025-10-12', until, reference: '' }],
      },
    });
    const kinds = new Set(['renewalTooEarly', 'renewalPastTarget', 'documentExpired']);
    expect(review.warnings.filter(({ kind }) => kinds.has(kind))).toEqual(
      warning === undefined ? [] : [warning],
    );
  });
});

describe('a request that only a recognised centre may file', () => {
  it.each(['F4', 'F7', 'F9', 'F10', 'F11'] as const)(
    'asks a person to confirm it, and says so: %s',
    async (kind) => {
      const made = await makeFilingCase(core, adultCase);
      const review = await core.value('filings.review', {
        caseId: made.caseId,
        filingKind: kind,
        language: 'fr',
      });
      expect(review.entries.find(({ field }) => field === 'confirm.recognisedCentre')).toMatchObject({
        state: 'missing',
      });
      expect(review.warnings.map((warning) => warning.kind)).toContain('onlyCentresFile');
    },
  );
});
