import type { Choice, PlanEntry, Side } from '../../../shared/packages/schemas';

/** What a person chose so far in one case, by `recordKey`. */
export type Choices = ReadonlyMap<string, ChosenRecord>;

interface ChosenRecord extends Pick<PlanEntry, 'table' | 'key'> {
  /** By the names of the fields that go together. */
  readonly sides: ReadonlyMap<string, Side>;
  /** Whether nothing of it is left to choose. */
  readonly isLookedAt: boolean;
}

export function chosenSide(
  choices: Choices,
  entry: Pick<PlanEntry, 'table' | 'key'>,
  fields: string,
): Side | null {
  return choices.get(recordKey(entry))?.sides.get(fields) ?? null;
}

/** The choices with one more, for fields of a record that go together. */
export function choose(choices: Choices, entry: PlanEntry, fields: string, take: Side): Choices {
  const sides = new Map(choices.get(recordKey(entry))?.sides).set(fields, take);
  return new Map(choices).set(recordKey(entry), {
    table: entry.table,
    key: entry.key,
    sides,
    isLookedAt: conflictsIn(entry).every((each) => sides.has(each)),
  });
}

/** The choices with the same side taken wherever one is to be chosen, whatever was chosen before. */
export function chooseInAll(choices: Choices, entries: readonly PlanEntry[], take: Side): Choices {
  const next = new Map(choices);
  for (const entry of entries) {
    const sides = new Map(conflictsIn(entry).map((fields) => [fields, take] as const));
    next.set(recordKey(entry), { table: entry.table, key: entry.key, sides, isLookedAt: true });
  }
  return next;
}

export function countLookedAt(choices: Choices): number {
  return [...choices.values()].filter(({ isLookedAt }) => isLookedAt).length;
}

export function listChoices(choices: Choices): readonly Omit<Choice, 'caseId'>[] {
  return [...choices.values()].flatMap(({ table, key, sides }) =>
    [...sides].map(([fields, take]) => ({ table, key, fields, take })),
  );
}

function conflictsIn({ differences }: PlanEntry): readonly string[] {
  return differences.filter(({ isConflict }) => isConflict).map(({ fields }) => fields);
}

function recordKey({ table, key }: Pick<PlanEntry, 'table' | 'key'>): string {
  return JSON.stringify([table, key]);
}
