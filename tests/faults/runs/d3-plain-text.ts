import { createReadStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { traceNode } from '../power/trace';
import { programOf } from '../support/programs';
import { casesWanted, firstOf, type FaultRun, type Figure, type RunOptions } from '../support/run';

/** Stands in every row, and nowhere else on this machine. */
const marker = 'Zwartebessenlaan-quetzalcoatlus';

export const plainText: FaultRun = {
  id: 'D3',
  about: 'Sorting, indexing, tidying up and copying, with every write traced',
  work: async (options) => {
    const rows = casesWanted(options, { short: 12_000, full: 60_000 });
    return [...(await trace(rows, 'inMemory', options)), ...(await trace(rows, 'inFiles', options))];
  },
};

async function trace(
  rows: number,
  temporary: 'inMemory' | 'inFiles',
  options: RunOptions,
): Promise<readonly Figure[]> {
  const folder = join(options.folder, temporary);
  mkdirSync(folder);
  const traceFile = `${folder}.trace`;
  const program = await programOf('sort-and-copy');
  const code = await traceNode(traceFile, [program, folder, String(rows), temporary, marker]);
  if (code !== 0) throw new Error(`The traced process ended with ${code}`);
  const { written, holding, outside, finished } = await readWrites(traceFile, folder);
  if (!finished) throw new Error('The traced process did not do its work');
  const megabytes = (written / 1e6).toFixed(1);
  if (temporary === 'inFiles') {
    return [
      {
        what: 'control: the same with temporary tables in files',
        asked: '> 0 writes of plain text',
        measured: `${holding} writes`,
        holds: holding > 0,
        remark: firstOf(outside),
      },
    ];
  }
  return [
    {
      what: `writes that hold a word of ${rows} rows`,
      asked: '0',
      measured: `${holding} in ${megabytes} MB`,
      holds: holding === 0 && written > rows * 200,
    },
    {
      what: 'files made or written to outside of the vault',
      asked: '0',
      measured: String(outside.length),
      holds: outside.length === 0,
      remark: firstOf(outside),
    },
  ];
}

async function readWrites(traceFile: string, folder: string) {
  const wanted = hexOf(marker);
  const inside = hexOf(folder);
  let written = 0;
  let holding = 0;
  let finished = false;
  const outside: string[] = [];
  const lines = createInterface({ input: createReadStream(traceFile), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (/^\d+ +(?:<\.\.\. )?p?write/.test(line)) {
      written += Number(/= (\d+)$/.exec(line)?.[1] ?? 0);
      if (line.includes(wanted)) holding += 1;
      if (line.includes(hexOf('"copied":true'))) finished = true;
    }
    const opened = /^\d+ +openat\([^"]*"((?:\\x[0-9a-f]{2})*)", (\S+)/.exec(line);
    if (opened === null) continue;
    const [, path = '', flags = ''] = opened;
    if (/O_CREAT|O_WRONLY|O_RDWR/.test(flags) && !path.startsWith(inside)) {
      const name = Buffer.from(path.replaceAll('\\x', ''), 'hex').toString('utf8');
      // Node waits on these; they hold nothing.
      if (!/^\/dev\/(null|tty)$/.test(name)) outside.push(name);
    }
  }
  return { written, holding, outside, finished };
}

function hexOf(text: string): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
