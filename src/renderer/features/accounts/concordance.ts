import { isUnexplained, type Account, type AccountStatement } from '../../../shared/accounts/schemas';
import type { FactId } from '../../../shared/kernel/ids';
import type { NamedFact } from '../../../shared/timeline/schemas';

export const shownFacts = ['all', 'differences', 'unexplained', 'notCompared'] as const;
export type ShownFacts = (typeof shownFacts)[number];

/** A fact and how it stands in each account, in the order of the accounts. */
export interface ConcordanceRow {
  readonly fact: NamedFact;
  readonly cells: readonly (AccountStatement | null)[];
}

/** Facts that differ come first, those without a reason before the others; each group in the order of the timeline. */
export function concordanceRows(
  {
    accounts,
    facts,
    statements,
  }: {
    readonly accounts: readonly Account[];
    readonly facts: readonly NamedFact[];
    readonly statements: readonly AccountStatement[];
  },
  shown: ShownFacts,
): readonly ConcordanceRow[] {
  const byFact = new Map<FactId, AccountStatement[]>();
  for (const statement of statements) {
    byFact.set(statement.factId, [...(byFact.get(statement.factId) ?? []), statement]);
  }
  return facts
    .map((fact) => ({
      fact,
      cells: accounts.map(({ id }) => byFact.get(fact.id)?.find(({ accountId }) => accountId === id) ?? null),
    }))
    .filter((row) => passes(row, shown))
    .toSorted((one, other) => weight(one) - weight(other));
}

function passes({ cells }: ConcordanceRow, shown: ShownFacts): boolean {
  switch (shown) {
    case 'all':
      return true;
    case 'differences':
      return cells.some((cell) => cell !== null && cell.relation !== 'same');
    case 'unexplained':
      return cells.some((cell) => cell !== null && isUnexplained(cell));
    case 'notCompared':
      return cells.includes(null);
  }
}

function weight({ cells }: ConcordanceRow): number {
  if (cells.some((cell) => cell !== null && isUnexplained(cell))) return 0;
  return cells.some((cell) => cell !== null && cell.relation !== 'same') ? 1 : 2;
}
