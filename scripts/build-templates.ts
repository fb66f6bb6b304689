import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildTemplates } from './templates/index';

// Writes the Word templates of the filings. They are committed, and a test compares them with a fresh build: change
// the wording in scripts/templates, run `npm run templates`, and read the difference before committing.
const folder = resolve(import.meta.dirname, '../resources/templates');

for (const [path, bytes] of await buildTemplates()) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  console.log(`${path}  ${bytes.byteLength} bytes`);
}
