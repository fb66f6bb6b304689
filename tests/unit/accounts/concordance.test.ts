import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concordanceRows } from '../../../src/renderer/features/accounts/concordance';
import {
  differenceReasons,
  joinComparisons,
  relations,
  type Account,
  type AccountStatement,
  type Comparison,
} from '../../../src/shared/accounts/schemas';
import type { AccountId, FactId } from '../../../src/shared/kernel/ids';

const comparisons: fc.Arbitrary<Comparison> = fc.record({
  relation: fc.constantFrom(...relations),
  wording: fc.string(),
  locator: fc.string(),
  reasons: fc.subarray([...differenceReasons]),
  reason: fc.string(),
});

describe('joinComparisons', () => {
  it('loses no word and no reason, and calls the same only what is the same in both', () => {
    fc.assert(
      fc.property(comparisons, comparisons, (one, other) => {
        const joined = joinComparisons(one, other);
        for (const each of [one, other]) {
          expect(joined.wording).toContain(each.wording);
          expect(joined.reason).toContain(each.reason);
          expect(joined.reasons).toEqual(expect.arrayContaining([...each.reasons]));
        }
        expect(joined.relation === 'same').toBe(one.relation === 'same' && other.relation === 'same');
      }),
    );
  });

  it('leaves what is twice the same as it is', () => {
    fc.assert(
      fc.property(comparisons, (one) => {
        expect(joinComparisons(one, one)).toEqual(one);
      }),
    );
  });
});

describe('the rows of a concordance', () => {
  const account = (id: string): Account => ({
    id: id as AccountId,
    caseId: 'c' as Account['caseId'],
    kind: 'police',
    dateEdtf: '',
    takenBy: '',
    language: '',
    interpreter: '',
    exhibitId: null,
    interviewId: null,
    note: '',
  });
  const fact = (id: string) => ({ id: id as FactId, statement: id, edtf: '' });
  const statement = (
    [factId, accountId]: readonly [string, string],
    relation: Comparison['relation'],
    reason = '',
  ): AccountStatement => ({
    factId: factId as FactId,
    accountId: accountId as AccountId,
    relation,
    wording: '',
    locator: '',
    reasons: [],
    reason,
  });
  const data = {
    accounts: [account('police'), account('doctor')],
    facts: ['same', 'explained', 'none', 'open'].map(fact),
    statements: [
      statement(['same', 'police'], 'same'),
      statement(['same', 'doctor'], 'same'),
      statement(['explained', 'doctor'], 'leftOut', 'not asked'),
      statement(['open', 'police'], 'different'),
    ],
  };
  const shown = (which: Parameters<typeof concordanceRows>[1]) =>
    concordanceRows(data, which).map((row) => row.fact.id);

  it('begin with differences that have no reason, then other differences', () => {
    expect(shown('all')).toEqual(['open', 'explained', 'same', 'none']);
    expect(shown('differences')).toEqual(['open', 'explained']);
    expect(shown('unexplained')).toEqual(['open']);
    expect(shown('notCompared')).toEqual(['open', 'explained', 'none']);
  });
});
