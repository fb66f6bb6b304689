import type { Random } from './random';

/** One line of the table: a promise as a figure, and what came of it. */
export interface Figure {
  readonly what: string;
  /** The figure that is asked for. */
  readonly asked: string;
  readonly measured: string;
  readonly holds: boolean;
  /** What else is worth knowing, e.g. which cases failed. */
  readonly remark?: string;
}

export interface RunOptions {
  /** `short` is part of every test run; `full` has the figures that were promised. */
  readonly size: 'short' | 'full';
  /** How many cases, in place of the size's own number. */
  readonly count: number | null;
  readonly seed: number;
  readonly random: Random;
  /** An empty folder that goes away after the run. */
  readonly folder: string;
}

export interface FaultRun {
  /** As in docs/faults.md, e.g. `D4`. */
  readonly id: string;
  readonly about: string;
  /** Left out of the short set, because it takes too long or is held by a test of its own there. */
  readonly onlyFull?: boolean;
  readonly work: (options: RunOptions) => Promise<readonly Figure[]>;
}

/** The number of cases: the one asked for, or the size's own. */
export function casesWanted(
  options: RunOptions,
  sizes: { readonly short: number; readonly full: number },
): number {
  return options.count ?? sizes[options.size];
}

/** A figure of which there must be none: e.g. lost rows, in so many cases. */
export function noneOf(
  what: string,
  cases: { readonly done: number; readonly wanted: number; readonly of: string },
  complaints: readonly string[],
  remark = '',
): Figure {
  const enough = cases.done >= cases.wanted;
  return {
    what,
    asked: `0 of ${cases.wanted} ${cases.of}`,
    measured: `${complaints.length} of ${cases.done}`,
    holds: enough && complaints.length === 0,
    remark: [remark, firstOf(complaints)].filter((part) => part !== '').join('. '),
  };
}

/** The first few of many complaints, in one line. */
export function firstOf(complaints: readonly string[], most = 3): string {
  const more = complaints.length > most ? ` and ${complaints.length - most} more` : '';
  return `${complaints.slice(0, most).join('; ')}${more}`;
}

/** The value of a Result that must be right. */
export function unwrapped<Value>(
  result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly error: { readonly kind: string } },
): Value {
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}
