import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findObstacle, makeLab, type Lab } from './lab';
import { makeNothing, workInNothing } from './nothing';
import { openEveryWordFile } from './opened';
import { chromiumsOwn, watchSockets } from './sockets';

// That nothing leaves the laptop: the end-to-end tests run in a network of their own, whose every packet is seen. Started by
// scripts/test.mjs with screens to show windows on; what stands after -- is for Vitest. Ends as Vitest does on those tests.

const { values, positionals } = parseArgs({
  options: { report: { type: 'string' } },
  allowPositionals: true,
});

interface Figure {
  readonly about: string;
  readonly holds: boolean;
  readonly measured: string;
}

const obstacle = findObstacle();
const figures: Figure[] = [];
if (obstacle === null) {
  const lab = await makeLab();
  try {
    figures.push(await nothingLeaves(lab), await plantedIsSeen(lab), await noInternetSocket(lab));
  } finally {
    await lab.remove();
  }
  figures.push(...(await worksInNothing()));
} else {
  process.exitCode = (await runVitest([], positionals)) ?? 1;
  console.log(`\nThe packets: skipped: ${obstacle}`);
}
for (const { about, holds, measured } of figures)
  console.log(`${holds ? '  holds ' : '  MISSED'} ${about}: ${measured}`);
const failed = figures.filter(({ holds }) => !holds).length;
if (values.report !== undefined)
  writeFileSync(values.report, JSON.stringify({ passed: figures.length - failed, failed }));

/** That the tests themselves pass stands in their own report. */
async function nothingLeaves(lab: Lab): Promise<Figure> {
  const capture = await lab.capture();
  process.exitCode = (await runVitest(lab.inside, positionals)) ?? 1;
  const packets = await capture.stop();
  for (const packet of packets.slice(0, 10)) console.log(`  ${packet}`);
  return {
    about: 'packets during the end-to-end tests, pasted remote content and a hostile page',
    holds: packets.length === 0,
    measured: String(packets.length),
  };
}

async function plantedIsSeen(lab: Lab): Promise<Figure> {
  const capture = await lab.capture();
  const code = await runVitest(lab.inside, ['run', '--project=planted', '--reporter=dot']);
  const packets = await capture.stop();
  return {
    about: 'packets of one planted request, which must be seen',
    holds: code === 0 && packets.length > 0,
    measured: `${packets.length}${code === 0 ? '' : ', but it could not be planted'}`,
  };
}

async function noInternetSocket(lab: Lab): Promise<Figure> {
  const first = await watchSockets(lab);
  // Keys of the screen can come before the page takes them. Once, and said aloud; what was seen counts all the same.
  if (first.obstacle !== null) console.log(`  watched once more: ${first.obstacle}`);
  const {
    kinds,
    obstacle: stopped,
    made: madeThen,
  } = first.obstacle === null ? first : await watchSockets(lab);
  const made = first.obstacle === null ? madeThen : [...first.made, ...madeThen];
  const wrong = made.filter(
    ({ kind, call }) => !chromiumsOwn.includes(kind) || !/^(?:socket|connect)/u.test(call),
  );
  for (const { kind, call } of wrong.slice(0, 10)) console.log(`  ${kind}: ${call}`);
  const isAllThere =
    stopped === null &&
    ['main', 'network.mojom.NetworkService', 'node.mojom.NodeService', 'renderer'].every((kind) =>
      kinds.includes(kind),
    );
  return {
    about: 'internet sockets of main, core and the page, and messages to the internet of any process',
    holds: isAllThere && wrong.length === 0,
    measured: `${wrong.length}; ${made.length - wrong.length} calls of Chromium that send nothing${isAllThere ? '' : `; ${stopped ?? 'a vault was made'}, seen were only ${kinds.join(', ')}`}`,
  };
}

/** That the program misses nothing where there is no network at all. */
async function worksInNothing(): Promise<readonly Figure[]> {
  const nothing = makeNothing();
  try {
    const links = nothing.linksUp();
    const wordFiles = await workInNothing(nothing);
    const opened = await openEveryWordFile(nothing);
    nothing.bringLoopbackUp();
    const code = await runVitest(nothing.inside, ['run', '--project=empty', '--reporter=default']);
    return [
      {
        about: 'Word files made where there is no network, not even loopback, by keys and the command line',
        holds: links.length === 0 && typeof wordFiles === 'number' && wordFiles > 1,
        measured: `${wordFiles}${links.length === 0 ? '' : `; links were up: ${links.join(', ')}`}`,
      },
      {
        about:
          'calls to a network while LibreOffice opens every Word file that is made; words that it reads otherwise',
        holds: opened.files > 60 && opened.calls.length === 0 && opened.otherWords.length === 0,
        measured: [
          `${opened.calls.length} and ${opened.otherWords.length} in ${opened.files} files`,
          ...[...opened.calls, ...opened.otherWords].slice(0, 5),
        ].join('; '),
      },
      {
        about: 'calls to a network for one planted picture elsewhere, which must be seen',
        holds: opened.callsOfPlanted.length > 0,
        measured: String(opened.callsOfPlanted.length),
      },
      {
        about: 'an interview, a filing and a lock where there is nothing but loopback, for Playwright',
        holds: code === 0,
        measured: code === 0 ? 'works' : `ended with ${code}`,
      },
    ];
  } finally {
    nothing.remove();
  }
}

/** The screens are sockets in the file system, which a network namespace does not hide. */
function runVitest(inside: readonly string[], args: readonly string[]): Promise<number | null> {
  const [program = '', ...words] = [...inside, process.execPath, 'node_modules/vitest/vitest.mjs', ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code));
  });
}
