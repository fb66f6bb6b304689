// How exhibits are numbered. As long as nothing went out they are 1, 2, 3 … in the order that the advocate chose. What was
// sent under a number keeps it: a later exhibit put between two of them becomes 12bis, 12ter, 12quater, as is the custom in
// Belgium, and the number of one that was taken out is used by no other.

/** The number of an exhibit in its parts, so that numbers can be put in order. */
export interface ExhibitNumber {
  readonly main: number;
  /** 0 for a number without addition, 1 for bis, 2 for ter … */
  readonly insertion: number;
}

/** A number under which an exhibit was sent. */
export interface KeptNumber extends ExhibitNumber {
  /** Null once the exhibit was taken out: the number is withdrawn. */
  readonly exhibitId: string | null;
}

export interface NumberedExhibit<Id extends string> extends ExhibitNumber {
  readonly id: Id;
}

const additions = [
  '',
  'bis',
  'ter',
  'quater',
  'quinquies',
  'sexies',
  'septies',
  'octies',
  'novies',
  'decies',
  'undecies',
  'duodecies',
  'terdecies',
  'quaterdecies',
  'quinquiesdecies',
  'sexiesdecies',
  'septiesdecies',
  'octiesdecies',
  'noviesdecies',
  'vicies',
] as const;

/** As it is printed: "12", "12bis"; "12/21" where the words of the custom end. */
export function printExhibitNumber({ main, insertion }: ExhibitNumber): string {
  const addition = additions[insertion];
  return addition === undefined ? `${main}/${insertion + 1}` : `${main}${addition}`;
}

/** What `printExhibitNumber` wrote; null for anything else. */
export function readExhibitNumber(text: string): ExhibitNumber | null {
  const [, main = '', word = '', rest] = /^([1-9]\d{0,8})([a-z]*)(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (main === '') return null;
  const insertion =
    rest === undefined ? additions.indexOf(word as (typeof additions)[number]) : Number(rest) - 1;
  const number = { main: Number(main), insertion };
  return insertion >= 0 && printExhibitNumber(number) === text ? number : null;
}

export function compareExhibitNumbers(one: ExhibitNumber, other: ExhibitNumber): number {
  return one.main - other.main || one.insertion - other.insertion;
}

/**
 * Numbers the exhibits of a case, in the order of their numbers.
 *
 * @param wanted  the exhibits in the order that is wanted. Those with a kept number stand in the order of their numbers
 *                whatever is wanted; each of the others follows the kept one that it was put behind, and the first one where
 *                it was put before all of them, since nothing comes before number 1.
 * @param kept    numbers that were sent, withdrawn ones too. An exhibit has one of them at most.
 */
export function numberExhibits<Id extends string>(
  wanted: readonly Id[],
  kept: readonly KeptNumber[],
): readonly NumberedExhibit<Id>[] {
  const keptById = new Map(kept.map((number) => [number.exhibitId, number]));
  const fixed = wanted
    .flatMap((id) => {
      const number = keptById.get(id);
      return number === undefined ? [] : [{ id, main: number.main, insertion: number.insertion }];
    })
    .toSorted(compareExhibitNumbers);
  const lastMain = Math.max(0, ...kept.map(({ main }) => main));
  const lastFixed = fixed.at(-1)?.main ?? 0;

  const newByMain = new Map<number, Id[]>();
  const atEnd: Id[] = [];
  let behind = fixed[0]?.main ?? 0;
  for (const id of wanted) {
    const number = keptById.get(id);
    if (number !== undefined) behind = Math.max(behind, number.main);
    else if (behind === lastFixed) atEnd.push(id);
    else newByMain.set(behind, [...(newByMain.get(behind) ?? []), id]);
  }

  const inserted = [...newByMain].flatMap(([main, ids]) => {
    const last = Math.max(
      0,
      ...kept.filter((number) => number.main === main).map(({ insertion }) => insertion),
    );
    return ids.map((id, index) => ({ id, main, insertion: last + index + 1 }));
  });
  const added = atEnd.map((id, index) => ({ id, main: lastMain + index + 1, insertion: 0 }));
  return [...fixed, ...inserted, ...added].toSorted(compareExhibitNumbers);
}

/**
 * The order with one exhibit moved towards a place, counted from 1. Where kept numbers leave it where it is, it goes on in the
 * same direction until it moves or the end is reached.
 */
export function moveExhibit<Id extends string>(
  order: readonly Id[],
  kept: readonly KeptNumber[],
  { id, place }: { readonly id: Id; readonly place: number },
): readonly Id[] {
  const others = order.filter((other) => other !== id);
  const from = order.indexOf(id);
  const step = place - 1 < from ? -1 : 1;
  const before = numberExhibits(order, kept).map((each) => each.id);
  for (let at = Math.min(Math.max(place - 1, 0), others.length); at >= 0 && at <= others.length; at += step) {
    const moved = [...others.slice(0, at), id, ...others.slice(at)];
    const after = numberExhibits(moved, kept).map((each) => each.id);
    if (after.some((each, index) => each !== before[index])) return after;
  }
  return before;
}

/** Whether numbers run on from 1: each is the next one, or an insertion behind the one before it. */
export function runOn(numbers: readonly string[]): boolean {
  let before: ExhibitNumber = { main: 0, insertion: 0 };
  for (const text of numbers) {
    const number = readExhibitNumber(text);
    if (number === null) return false;
    const isNext = number.main === before.main + 1 && number.insertion === 0;
    const isInserted = number.main === before.main && number.insertion > before.insertion;
    if (!isNext && !isInserted) return false;
    before = number;
  }
  return true;
}
