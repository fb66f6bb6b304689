import { writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../../src/core/db/driver';
import { closeDatabase, createDatabase } from '../../../src/core/db/open-database';
import { sql } from '../../../src/core/db/sql';
import { writeVerifiedCopy } from '../../../src/core/vault/verified-copy';
import { unwrapped } from '../support/run';

// Does what makes an engine write temporary files: sorts, builds an index, tidies up, copies. `inFiles` lets it.
const [folder = '', rowsText = '', inFiles = '', marker = ''] = process.argv.slice(2);
const key = Buffer.alloc(32, 7);
const db: Connection = unwrapped(createDatabase(join(folder, 'vault.db'), key));
if (inFiles === 'inFiles') db.pragma('temp_store = FILE');
// As small as can be, so that a sort does not stay in memory for being small.
db.pragma('cache_size = 10');
db.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
db.transaction(() => {
  for (let number = 0; number < Number(rowsText); number += 1) {
    const text = `${(number * 7919) % 1_000_003} ${marker} ${'of what she said '.repeat(12)}`;
    db.run(sql`INSERT INTO notes (text) VALUES (${text})`);
  }
});
const sorted = db.all(sql`SELECT id FROM notes ORDER BY text DESC`).length;
db.execute('CREATE INDEX notes_by_text ON notes (text)');
db.execute('CREATE VIRTUAL TABLE notes_found USING fts5 (text, content = notes, content_rowid = id)');
db.execute("INSERT INTO notes_found (notes_found) VALUES ('rebuild')");
db.all(sql`SELECT DISTINCT substr(text, 1, 9) AS beginning FROM notes ORDER BY 1`);
db.execute('VACUUM');
const copied = writeVerifiedCopy(db, key, join(folder, 'copy.db'));
closeDatabase(db);
writeSync(1, `${JSON.stringify({ sorted, copied })}\n`);
