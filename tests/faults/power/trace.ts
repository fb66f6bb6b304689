import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What a process did to files below one folder, and what it said on its output, in the order it happened. */
export type TraceEvent =
  | { readonly kind: 'create' | 'makeFolder'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'write'; readonly path: string; readonly at: number | 'end'; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | {
      readonly kind: 'copy';
      readonly from: string;
      readonly path: string;
      readonly at: number;
      readonly length: number;
    }
  | { readonly kind: 'sync' | 'syncFolder'; readonly path: string }
  | { readonly kind: 'said'; readonly text: string };

const traced = [
  'openat,open,creat,close,dup,dup2,dup3,lseek',
  'write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,copy_file_range,sendfile,splice',
  'fsync,fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat',
  'mkdir,mkdirat,rmdir,mmap,clone,clone3,fork,vfork,io_uring_enter',
].join(',');

/** Why no process can be traced on this machine; null when one can. */
export async function reasonNotToTrace(): Promise<string | null> {
  const outcome = await finished('strace', ['-f', '-e', 'trace=openat', '-o', '/dev/null', '/bin/true']);
  if (outcome === 0) return null;
  return typeof outcome === 'string'
    ? `strace is not installed (${outcome})`
    : `strace may not trace here (it ended with ${outcome})`;
}

/**
 * Runs Node with these arguments under strace.
 *
 * @returns its exit code
 * @throws when strace cannot be started
 */
export async function traceNode(traceFile: string, args: readonly string[]): Promise<number> {
  // No seccomp filter: it lets system calls through untold in kernels that have bugs with it.
  const options = [
    '-f',
    '-xx',
    '-s',
    '17000000',
    '-e',
    `trace=${traced}`,
    '-e',
    'signal=none',
    '-o',
    traceFile,
  ];
  const outcome = await finished('strace', [...options, process.execPath, ...args]);
  if (typeof outcome === 'string') throw new Error(`strace did not start: ${outcome}`);
  return outcome;
}

function finished(program: string, args: readonly string[]): Promise<number | string> {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', (failure) => done(failure.message));
    child.once('exit', (code, signal) => done(code ?? `ended by ${signal}`));
  });
}

/**
 * Reads what strace wrote. Only the first process counts, with all its threads.
 *
 * @param folder what happens outside of it is left out
 * @param foldersBefore the folders below it that were there before the process started
 * @throws when the process wrote in a way that is not understood here: an image would then be wrong
 */
export async function readTrace(
  traceFile: string,
  folder: string,
  foldersBefore: readonly string[],
): Promise<readonly TraceEvent[]> {
  const lines = createInterface({ input: createReadStream(traceFile), crlfDelay: Number.POSITIVE_INFINITY });
  const reader = createReader(folder, foldersBefore);
  for await (const line of lines) reader.take(line);
  return reader.events;
}

interface OpenFile {
  readonly path: string;
  readonly isFolder: boolean;
  readonly appends: boolean;
  readonly reads: boolean;
  position: number;
}

function createReader(folder: string, foldersBefore: readonly string[]) {
  const events: TraceEvent[] = [];
  const files = new Map<number, OpenFile>();
  const unfinished = new Map<number, string>();
  /** Processes and threads by number: ours, or started by another program that we started. */
  const isOurs = new Map<number, boolean>();
  /** Lines of those of which it is not yet known. */
  const undecided = new Map<number, string[]>();
  const isInside = (path: string) => path === folder || path.startsWith(`${folder}/`);

  function take(line: string): void {
    const found = /^(\d+) +(.*)$/.exec(line);
    if (found === null) return;
    const pid = Number(found[1]);
    if (isOurs.size === 0) isOurs.set(pid, true);
    const ours = isOurs.get(pid);
    if (ours === undefined) undecided.set(pid, [...(undecided.get(pid) ?? []), line]);
    else takeCall(pid, ours, found[2] ?? '');
  }

  function takeCall(pid: number, ours: boolean, text: string): void {
    let call = text;
    if (call.startsWith('+++') || call.startsWith('---')) return;
    if (call.endsWith('<unfinished ...>')) {
      unfinished.set(pid, call.slice(0, -'<unfinished ...>'.length).trimEnd());
      return;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(call);
    if (resumed !== null) {
      call = (unfinished.get(pid) ?? '') + (resumed[1] ?? '').trimStart();
      unfinished.delete(pid);
    }
    const parsed = /^(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+|\?)/.exec(call);
    if (parsed === null) return;
    const [, name = '', args = '', answer = ''] = parsed;
    const result = Number(answer);
    if (/^(clone3?|v?fork)$/.test(name) && result > 0) {
      isOurs.set(result, ours && args.includes('CLONE_THREAD'));
      const waiting = undecided.get(result) ?? [];
      undecided.delete(result);
      for (const line of waiting) take(line);
    }
    // Another program does not touch the vault, and its numbers of files mean something else.
    if (!ours) return;
    if (Number.isNaN(result) || result < 0) return;
    perform(name, args, result);
  }

  function perform(name: string, args: string, result: number): void {
    switch (name) {
      case 'openat':
      case 'open':
      case 'creat':
        open(args, result);
        return;
      case 'close':
        files.delete(Number(args));
        return;
      case 'write':
      case 'pwrite64':
      case 'writev':
      case 'pwritev':
        write(name, args, result);
        return;
      case 'lseek': {
        const file = fileOf(args);
        if (file !== undefined) file.position = result;
        return;
      }
      case 'ftruncate': {
        const file = fileOf(args);
        if (file !== undefined) {
          events.push({ kind: 'truncate', path: file.path, size: Number(args.split(', ')[1]) });
        }
        return;
      }
      case 'fsync':
      case 'fdatasync': {
        const file = fileOf(args);
        if (file !== undefined) events.push({ kind: file.isFolder ? 'syncFolder' : 'sync', path: file.path });
        return;
      }
      case 'copy_file_range':
        copy(args, result);
        return;
      case 'rename':
      case 'renameat':
      case 'renameat2': {
        const [from = '', to = ''] = pathsIn(args);
        if (!isInside(from) && !isInside(to)) return;
        for (const file of files.values()) {
          if (file.path === from || file.path.startsWith(`${from}/`)) {
            // Files that are open keep what they are, under another name.
            Object.assign(file, { path: to + file.path.slice(from.length) });
          }
        }
        events.push({ kind: 'rename', from, to });
        return;
      }
      case 'unlink':
      case 'unlinkat':
      case 'rmdir': {
        const [path = ''] = pathsIn(args);
        if (isInside(path)) events.push({ kind: 'remove', path });
        return;
      }
      case 'mkdir':
      case 'mkdirat': {
        const [path = ''] = pathsIn(args);
        if (isInside(path)) events.push({ kind: 'makeFolder', path });
        return;
      }
      default:
        refuseIfInside(name, args);
    }
  }

  function refuseIfInside(name: string, args: string): void {
    const touched =
      name === 'mmap'
        ? args.includes('MAP_SHARED') && args.includes('PROT_WRITE') && files.has(Number(args.split(', ')[4]))
        : /^(clone|fork|vfork)/.test(name)
          ? false
          : name === 'io_uring_enter' || fileOf(args) !== undefined || pathsIn(args).some(isInside);
    if (touched) throw new Error(`The trace has a call of ${name} that the images would not know of`);
  }

  function open(args: string, number: number): void {
    const [path = ''] = pathsIn(args);
    files.delete(number);
    if (!isInside(path)) return;
    const flags = new Set(args.slice(args.lastIndexOf('"') + 1).match(/O_\w+/g));
    files.set(number, {
      path,
      isFolder: flags.has('O_DIRECTORY') || isKnownFolder(path),
      appends: flags.has('O_APPEND'),
      reads: !flags.has('O_WRONLY'),
      position: 0,
    });
    if (flags.has('O_CREAT')) events.push({ kind: 'create', path });
    if (flags.has('O_TRUNC')) events.push({ kind: 'truncate', path, size: 0 });
  }

  function write(name: string, args: string, length: number): void {
    const number = Number(args.slice(0, args.indexOf(',')));
    const file = files.get(number);
    if (file === undefined && number !== 1) return;
    const bytes = bytesIn(args);
    if (bytes.byteLength < length) throw new Error(`strace cut off what ${name} wrote`);
    const written = bytes.subarray(0, length);
    if (file === undefined) {
      events.push({ kind: 'said', text: written.toString('utf8') });
      return;
    }
    if (name.startsWith('p')) {
      const at = Number(args.slice(args.lastIndexOf(', ') + 2));
      events.push({ kind: 'write', path: file.path, at, bytes: written });
      return;
    }
    if (file.reads && !file.appends) throw new Error('A file is read and written at its own position');
    events.push({ kind: 'write', path: file.path, at: file.appends ? 'end' : file.position, bytes: written });
    file.position += length;
  }

  function copy(args: string, length: number): void {
    const parts = args.split(', ');
    const target = files.get(Number(parts[2]));
    if (target === undefined || length === 0) return;
    const source = files.get(Number(parts[0]));
    if (source === undefined) throw new Error('A file was copied in from outside');
    const at = /^\[(\d+)/.exec(parts[3] ?? '')?.[1] ?? String(target.position);
    events.push({ kind: 'copy', from: source.path, path: target.path, at: Number(at), length });
    if (parts[3] === 'NULL') target.position += length;
  }

  function fileOf(args: string): OpenFile | undefined {
    return files.get(Number(/^\d+/.exec(args)?.[0] ?? -1));
  }

  // A folder is opened for reading only, to make its names last; its path then has no more than a header's.
  function isKnownFolder(path: string): boolean {
    return folders.has(path);
  }

  const folders = new Set<string>([folder, ...foldersBefore]);
  return {
    events,
    take: (line: string) => {
      const before = events.length;
      take(line);
      for (const event of events.slice(before)) if (event.kind === 'makeFolder') folders.add(event.path);
    },
  };
}

function pathsIn(args: string): readonly string[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) =>
    hexBytes(match[1] ?? '').toString('utf8'),
  );
}

/** All byte strings of a call, one after the other. */
function bytesIn(args: string): Buffer {
  const parts = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) => hexBytes(match[1] ?? ''));
  return Buffer.concat(parts);
}

function hexBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
