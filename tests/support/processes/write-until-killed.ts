import { writeSync } from 'node:fs';
import { openDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';

// Writes rows two by two and says each number only once it is committed, until the process is killed.
const [path = '', keyHex = ''] = process.argv.slice(2);
const opened = openDatabase(path, Buffer.from(keyHex, 'hex'));
if (!opened.ok) throw new Error(opened.error.kind);
const db = opened.value;
const last = db.get<{ last: number | null }>(sql`SELECT max(number) AS last FROM notes`)?.last ?? 0;
for (let number = last + 1; ; number += 1) {
  db.transaction(() => {
    db.run(sql`INSERT INTO notes (number, half, text) VALUES (${number}, 1, ${'x'.repeat(number % 3000)})`);
    db.run(sql`INSERT INTO notes (number, half, text) VALUES (${number}, 2, ${'y'.repeat(number % 500)})`);
  });
  writeSync(1, `${number}\n`);
}
