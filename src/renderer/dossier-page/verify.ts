import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

// The one script of the page that goes out with an evidence dossier. It is made into one file by
// scripts/build-dossier-page.ts and stands in that page; it runs in any browser, asks for nothing and sends nothing.

interface Listed {
  readonly path: string;
  readonly sha256: string;
}

type Texts = Readonly<Record<string, string>>;

interface PageData {
  readonly language: string;
  readonly texts: Readonly<Record<string, Texts>>;
  readonly files: readonly Listed[];
  /** In the folder, and not to be checked by themselves: this page, and the list that holds its hash. */
  readonly unchecked: readonly string[];
}

const data = JSON.parse(element('data').textContent ?? '') as PageData;
let language = data.language;
let run = 0;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`No element ${id}`);
  return found;
}

function text(id: string): string {
  return data.texts[language]?.[id] ?? id;
}

function translate(): void {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]')) {
    each.textContent = text(each.dataset['text'] ?? '');
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset['language'] === language));
  }
}

function tell(node: HTMLElement | null, id: string): void {
  if (node === null) return;
  node.dataset['text'] = id;
  node.className = id;
  node.textContent = text(id);
}

/** A file piece by piece, so that a film of an hour takes no more memory than a picture. */
async function hashOf(
  file: File,
  isStopped: () => boolean,
  onBytes: (count: number) => void,
): Promise<string | null> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (isStopped()) {
      await reader.cancel();
      return null;
    }
    if (done) return bytesToHex(hash.digest());
    hash.update(value);
    onBytes(value.byteLength);
  }
}

async function check(found: ReadonlyMap<string, File>): Promise<void> {
  run += 1;
  const mine = run;
  const isStopped = (): boolean => mine !== run;
  const progress = element('progress') as HTMLProgressElement;
  const listed = new Set(data.files.map(({ path }) => path));
  const strangers = [...found.keys()].filter((path) => !listed.has(path) && !data.unchecked.includes(path));
  const cells = new Map(
    [...document.querySelectorAll<HTMLElement>('[data-path]')].map((cell) => [cell.dataset['path'], cell]),
  );
  for (const cell of cells.values()) tell(cell, 'waiting');
  element('strangers').replaceChildren(
    ...strangers.map((path) => {
      const item = document.createElement('li');
      item.textContent = path;
      return item;
    }),
  );
  element('strangersPart').hidden = strangers.length === 0;
  element('working').hidden = false;
  tell(element('summary'), 'checking');

  const counts = { same: 0, changed: 0, missing: 0 };
  progress.max = Math.max(
    1,
    data.files.reduce((sum, { path }) => sum + (found.get(path)?.size ?? 0), 0),
  );
  progress.value = 0;
  for (const { path, sha256: expected } of data.files) {
    const file = found.get(path);
    let result: keyof typeof counts = 'missing';
    if (file !== undefined) {
      // A file that cannot be read is not the one that was given out.
      const hash = await hashOf(file, isStopped, (count) => (progress.value += count)).catch(() => '');
      if (hash === null) return;
      result = hash === expected ? 'same' : 'changed';
    }
    if (isStopped()) return;
    counts[result] += 1;
    tell(cells.get(path) ?? null, result);
  }
  element('working').hidden = true;
  const isWhole = counts.changed === 0 && counts.missing === 0 && strangers.length === 0;
  tell(element('summary'), isWhole ? 'allSame' : 'notAllSame');
}

/** Paths without the name of the folder that was chosen. */
function byPath(files: readonly (readonly [path: string, file: File])[]): ReadonlyMap<string, File> {
  return new Map(files.map(([path, file]) => [path.split('/').slice(1).join('/'), file]));
}

async function filesBelow(entry: FileSystemEntry): Promise<readonly (readonly [string, File])[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [[entry.fullPath.replace(/^\//, ''), file]];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: (readonly [string, File])[] = [];
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (entries.length === 0) return found;
    for (const each of entries) found.push(...(await filesBelow(each)));
  }
}

for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
  button.addEventListener('click', () => {
    language = button.dataset['language'] ?? language;
    translate();
  });
}
element('folder').addEventListener('change', (event) => {
  const files = [...((event.target as HTMLInputElement).files ?? [])];
  void check(byPath(files.map((file) => [file.webkitRelativePath, file])));
});
element('stop').addEventListener('click', () => {
  run += 1;
  element('working').hidden = true;
  tell(element('summary'), 'stopped');
});
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const entry = event.dataTransfer?.items[0]?.webkitGetAsEntry();
  if (entry?.isDirectory !== true) return;
  void filesBelow(entry).then((files) => check(byPath(files)));
});
translate();
