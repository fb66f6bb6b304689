import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { UnlockedHeader } from '../../../src/core/vault/open-vault';
import { lookAtImages, type CutImage } from '../power/images';
import { readTrace, reasonNotToTrace, traceNode, type TraceEvent } from '../power/trace';
import type { Wanted } from '../processes/work-until-ended';
import { doneFrom, lookInto, unlockWorkplace } from '../support/look-into';
import { programOf } from '../support/programs';
import { casesWanted, noneOf, type FaultRun, type Figure, type RunOptions } from '../support/run';
import { makeWorkplace, type Workplace } from '../support/workload';

type Mode = Wanted['synchronous'];

interface Verdicts {
  lostImages: number;
  partial: number;
  corrupt: number;
  broken: number;
  readonly complaints: string[];
}

export const powerCuts: FaultRun = {
  id: 'D4',
  about: 'The power goes while core writes; disks are built from the trace of its system calls',
  work: async (options) => {
    const reason = await reasonNotToTrace();
    if (reason !== null) throw new Error(`cannot run: ${reason}`);
    const base = join(options.folder, 'base');
    const workplace = await makeWorkplace(base);
    const unlocked = await unlockWorkplace(base, workplace);
    const images = casesWanted(options, { short: 60, full: 1000 });
    const controls = casesWanted(options, { short: 40, full: 300 });
    return [
      await cutPower('FULL', images, { base, workplace, unlocked }, options),
      await cutPower('NORMAL', controls, { base, workplace, unlocked }, options),
      await cutPower('OFF', controls, { base, workplace, unlocked }, options),
    ];
  },
};

async function cutPower(
  mode: Mode,
  wanted: number,
  place: { readonly base: string; readonly workplace: Workplace; readonly unlocked: UnlockedHeader },
  options: RunOptions,
): Promise<Figure> {
  const { base, workplace, unlocked } = place;
  const pieces = options.size === 'full' ? 150 : 30;
  const { folder, events } = await traceWork(base, options.folder, {
    workplace,
    from: 1,
    pieces,
    seed: options.seed,
    synchronous: mode,
    checkpointsOften: true,
    lockAtEnd: true,
  });
  const ready = events.findIndex((event) => event.kind === 'said' && event.text.includes('ready'));
  if (ready < 0 || !events.some((event) => event.kind === 'said' && event.text.includes('locked'))) {
    throw new Error('The traced process did not do its work');
  }
  const verdicts: Verdicts = { lostImages: 0, partial: 0, corrupt: 0, broken: 0, complaints: [] };
  const seen = await lookAtImages(
    base,
    // Paths in the trace are those of the copy it worked in.
    events.map((event) => moved(event, folder, base)),
    // Where SQLite is told not to sync, it first did while it opened.
    { wanted, random: options.random, from: mode === 'FULL' ? 0 : ready },
    (image) => judge(image, workplace, unlocked, verdicts),
  );
  const { lostImages, partial, corrupt, broken, complaints } = verdicts;
  const tale = `${lostImages} lost work, ${partial} half a transaction, ${corrupt} damaged`;
  if (mode === 'FULL') {
    const what = 'power cuts while core saves text, facts, filings, originals';
    return noneOf(
      what,
      { done: seen, wanted, of: 'images' },
      complaints,
      `${pieces} pieces of work; ${tale}`,
    );
  }
  const count = mode === 'NORMAL' ? lostImages : broken;
  const limit = mode === 'NORMAL' ? 20 : 50;
  const share = Math.round((count / Math.max(1, seen)) * 100);
  return {
    what: `control: the same with synchronous=${mode}`,
    asked: mode === 'NORMAL' ? `> ${limit} % lose work` : `> ${limit} % broken`,
    measured: `${share} % of ${seen}`,
    holds: share > limit,
    remark: tale,
  };
}

async function traceWork(
  base: string,
  parent: string,
  wanted: Wanted,
): Promise<{ readonly folder: string; readonly events: readonly TraceEvent[] }> {
  const folder = join(parent, `work-${wanted.synchronous}`);
  cpSync(base, folder, { recursive: true });
  const traceFile = `${folder}.trace`;
  const code = await traceNode(traceFile, [
    await programOf('work-until-ended'),
    folder,
    JSON.stringify(wanted),
  ]);
  if (code !== 0) throw new Error(`The traced process ended with ${code}`);
  return { folder, events: await readTrace(traceFile, folder, foldersBelow(folder)) };
}

export function foldersBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The same event in another folder. */
export function moved(event: TraceEvent, from: string, to: string): TraceEvent {
  const at = (path: string) => to + path.slice(from.length);
  switch (event.kind) {
    case 'said':
      return event;
    case 'rename':
      return { ...event, from: at(event.from), to: at(event.to) };
    case 'copy':
      return { ...event, from: at(event.from), path: at(event.path) };
    default:
      return { ...event, path: at(event.path) };
  }
}

async function judge(
  image: CutImage,
  workplace: Workplace,
  unlocked: UnlockedHeader,
  verdicts: Verdicts,
): Promise<void> {
  let lost = 0;
  let isPartial = false;
  let isCorrupt = false;
  try {
    const found = await lookInto(image.folder, { workplace, unlocked, done: doneFrom(image.said) });
    ({ lost } = found);
    isPartial = found.partial.length > 0;
    isCorrupt = found.problems.length > 0;
    for (const problem of [...found.partial, ...found.problems])
      verdicts.complaints.push(`${image.place}: ${problem}`);
    if (lost > 0) verdicts.complaints.push(`${image.place}: ${lost} lost`);
  } catch (failure) {
    isCorrupt = true;
    verdicts.complaints.push(
      `${image.place}: ${failure instanceof Error ? failure.message : String(failure)}`,
    );
  }
  verdicts.lostImages += Number(lost > 0);
  verdicts.partial += Number(isPartial);
  verdicts.corrupt += Number(isCorrupt);
  verdicts.broken += Number(lost > 0 || isPartial || isCorrupt);
}
