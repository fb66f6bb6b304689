const endOfChain = -2;
const noEntry = -1;
const entryBytes = 128;
const smallBlockBytes = 64;
/** Streams shorter than this lie in small blocks. */
const smallStreamBytes = 4096;

/**
 * Whether the chains of blocks and the tree of names of a compound file end. The reader of Outlook's messages follows both
 * without counting: in a damaged file they may run in a circle, and it would fill the memory and never come back.
 * Source: [MS-CFB] sections 2.2 to 2.6.
 */
export function isSoundCompoundFile(bytes: Buffer): boolean {
  if (bytes.length < 512) return false;
  const blockBytes = bytes[30] === 12 ? 4096 : 512;
  const blocks = Math.ceil(bytes.length / blockBytes) - 1;
  const next = readTable(bytes, { blockBytes, blocks });
  if (next === null) return false;
  const directory = chainFrom(next, bytes.readInt32LE(48), blocks);
  const smallTable = chainFrom(next, bytes.readInt32LE(60), blocks);
  if (directory === null || smallTable === null) return false;

  const perBlock = blockBytes / 4;
  const nextSmall = (index: number) => {
    const block = smallTable[Math.floor(index / perBlock)];
    return block === undefined ? endOfChain : intAt(bytes, (block + 1) * blockBytes + 4 * (index % perBlock));
  };
  const entries: number[] = directory.flatMap((block) =>
    Array.from(
      { length: blockBytes / entryBytes },
      (_, index) => (block + 1) * blockBytes + index * entryBytes,
    ),
  );
  for (const at of entries) {
    if (at + entryBytes > bytes.length) continue;
    const kind = bytes[at + 66];
    // Anything else is not looked at: 1 a folder, 2 a stream, 5 the root, whose stream holds all small blocks.
    if (kind !== 1 && kind !== 2 && kind !== 5) continue;
    const size = bytes.readInt32LE(at + 120);
    const start = bytes.readInt32LE(at + 116);
    if (size < 0 || size > bytes.length) return false;
    if (kind === 1) continue;
    const isSmall = kind === 2 && size < smallStreamBytes;
    const chain =
      size === 0 && kind === 2
        ? []
        : chainFrom(isSmall ? nextSmall : next, start, isSmall ? bytes.length / smallBlockBytes : blocks);
    if (chain === null) return false;
  }
  return isTree(bytes, entries);
}

/** What follows each block; null when the table itself is not whole. */
function readTable(
  bytes: Buffer,
  { blockBytes, blocks }: { readonly blockBytes: number; readonly blocks: number },
): ((index: number) => number) | null {
  const perBlock = blockBytes / 4;
  const count = bytes.readInt32LE(44);
  const further = bytes.readInt32LE(72);
  if (count < 0 || count > blocks || further < 0 || further > blocks) return null;
  const tables: number[] = [];
  for (let index = 0; index < Math.min(count, 109); index += 1)
    tables.push(bytes.readInt32LE(76 + 4 * index));
  let list = bytes.readInt32LE(68);
  for (let round = 0; round < further && list >= 0 && list < blocks; round += 1) {
    const at = (list + 1) * blockBytes;
    for (let index = 0; index < perBlock - 1 && tables.length < count; index += 1) {
      tables.push(intAt(bytes, at + 4 * index));
    }
    list = intAt(bytes, at + 4 * (perBlock - 1));
  }
  if (tables.some((table) => table < 0 || table >= blocks)) return null;
  return (index) => {
    const table = tables[Math.floor(index / perBlock)];
    return table === undefined ? endOfChain : intAt(bytes, (table + 1) * blockBytes + 4 * (index % perBlock));
  };
}

/** Null for a chain that leads out of the file, or that has more links than there are blocks. */
function chainFrom(next: (index: number) => number, start: number, most: number): readonly number[] | null {
  const chain: number[] = [];
  for (let at = start; at !== endOfChain; at = next(at)) {
    // An empty chain may begin with the mark of a free block.
    if (at === noEntry && chain.length === 0) return chain;
    if (at < 0 || at >= most || chain.length > most) return null;
    chain.push(at);
  }
  return chain;
}

/** Whether each entry is reached once at most. */
function isTree(bytes: Buffer, entries: readonly number[]): boolean {
  const seen = new Set<number>([0]);
  const open = [0];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const at = entries[index];
    if (at === undefined || at + entryBytes > bytes.length) return false;
    // The root has no neighbours, only what is in it.
    for (const link of index === 0 ? [76] : [68, 72, 76]) {
      const to = bytes.readInt32LE(at + link);
      if (to === noEntry) continue;
      if (seen.has(to)) return false;
      seen.add(to);
      open.push(to);
    }
  }
  return true;
}

function intAt(bytes: Buffer, at: number): number {
  return at >= 0 && at + 4 <= bytes.length ? bytes.readInt32LE(at) : endOfChain;
}
