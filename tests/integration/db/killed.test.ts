import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase, createDatabase, openDatabase } from '../../../src/core/db/open-database';
import { checkIntegrity } from '../../../src/core/db/integrity';
import { sql } from '../../../src/core/db/sql';
import { useTemporaryFolder } from '../../support/vault-folders';

const { path } = useTemporaryFolder();
const key = randomBytes(32);

/** Lets a process write for a while, kills it, and gives the last number it said was saved. */
function writeAndKill(file: string, afterMs: number): Promise<number> {
  const script = resolve('tests/support/processes/write-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, key.toString('hex')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      output += text;
    });
    child.once('close', () => {
      const whole = output.slice(0, output.lastIndexOf('\n'));
      done(Number(whole.slice(whole.lastIndexOf('\n') + 1)));
    });
  });
}

describe('a database whose process is killed while it writes', () => {
  it('has all that was acknowledged, nothing by halves, and no damage', async () => {
    const file = path('vault.db');
    const created = createDatabase(file, key);
    if (!created.ok) throw new Error(created.error.kind);
    created.value.execute(
      'CREATE TABLE notes (number INTEGER, half INTEGER, text TEXT, PRIMARY KEY (number, half)) STRICT',
    );
    closeDatabase(created.value);

    const lost: unknown[] = [];
    for (const afterMs of [1, 10, 35, 80, 130, 200]) {
      const acknowledged = await writeAndKill(file, afterMs);
      const opened = openDatabase(file, key);
      if (!opened.ok) throw new Error(opened.error.kind);
      const db = opened.value;
      const found = db.get<{ numbers: number; rows: number; last: number }>(sql`
        SELECT count(DISTINCT number) AS numbers, count(*) AS rows, max(number) AS last FROM notes
      `);
      const { integrityProblems, cipherProblems } = checkIntegrity(db);
      closeDatabase(db);
      const sound =
        found !== undefined &&
        acknowledged > 0 &&
        found.last >= acknowledged &&
        found.numbers === found.last &&
        found.rows === 2 * found.numbers &&
        integrityProblems + cipherProblems === 0;
      if (!sound) lost.push({ afterMs, acknowledged, ...found, integrityProblems, cipherProblems });
    }
    expect(lost).toEqual([]);
  });
});
