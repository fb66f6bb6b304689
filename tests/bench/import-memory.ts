import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createTestCore } from '../support/core';
import { importFile } from './evidence-import';

// In a process of its own: what others left behind in memory would count.
const mebibytes = Number(process.argv[2]);
const core = createTestCore();
await core.createVault();
const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames: 'Salma' } });
const path = join(core.folder, 'film');
const file = openSync(path, 'w');
// Zeros that take no room: what is read, hashed, encrypted and written is as long as any other.
ftruncateSync(file, mebibytes * 2 ** 20);
closeSync(file);
const idle = process.memoryUsage().rss;
let peak = idle;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 10);
await importFile(core, caseId, path);
clearInterval(watch);
process.stdout.write(JSON.stringify({ idle: Math.round(idle / 2 ** 20), peak: Math.round(peak / 2 ** 20) }));
core.close();
