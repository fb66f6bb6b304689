import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '../../../src/core/db/sql';
import { testPassphrase } from '../../support/core';
import { coreOnFolder } from './core-on-folder';
import { openWorkplace, type Workplace } from './workload';

/** A file that is saved again and again, by turns as one document and as another. */
export const overwrittenName = 'again.docx';

export const temporaryNames = (outside: string): readonly string[] =>
  readdirSync(outside).filter((name) => /\.(?:tmp|incomplete)$/u.test(name));

/** Older files that wait for the copy of their name to be written down. */
export const olderNames = (outside: string): readonly string[] =>
  readdirSync(outside).filter((name) => /\.[0-9a-f]{8}\.old$/u.test(name));

/**
 * Opens the vault as the next start does, and compares the copies outside with its register.
 *
 * @param acknowledged names of all copies that core has acknowledged, one for each time
 * @param kills so far: each may have let one more out before its answer was heard
 */
export async function compareCopies(
  folder: string,
  workplace: Workplace,
  {
    outside,
    acknowledged,
    kills,
  }: { readonly outside: string; readonly acknowledged: readonly string[]; readonly kills: number },
): Promise<{ readonly complaints: readonly string[]; readonly recordedLate: number }> {
  const { caseId } = workplace;
  const core = coreOnFolder(folder);
  await openWorkplace(core, folder, workplace, testPassphrase);
  try {
    while (core.deps.work.list().length > 0) await delay(5);
    const complaints: string[] = [
      ...temporaryNames(outside).map(() => 'a temporary file was left'),
      ...olderNames(outside).map(() => 'an older file was left aside'),
    ];
    const db = core.deps.session.current()?.db;
    const left = db?.all(sql`SELECT id FROM copies_under_way`).length;
    if (left !== 0) complaints.push(`${left} copies are said to be under way`);
    // Newest first.
    const register = await core.value('departures.list', { caseId });
    const packages = new Set((await core.value('packages.list', {})).map(({ fileName }) => fileName));
    const entriesOf = (name: string) => register.filter(({ fileName }) => fileName === name);
    const outsideNow = readdirSync(outside, { withFileTypes: true });
    for (const entry of outsideNow) {
      const { name } = entry;
      const sha256 = entry.isDirectory() ? '' : hashOf(join(outside, name));
      const entries = entriesOf(name);
      if (entries[0]?.sha256 !== sha256) complaints.push('a copy stands outside without its entry');
      if (name !== overwrittenName && entries.length > 1) complaints.push('a copy has two entries');
      if (name.endsWith('.dossier-package') && !packages.has(name))
        complaints.push('a package stands outside and is not in the list');
    }
    const there = new Set(outsideNow.map(({ name }) => name));
    if (register.some(({ fileName }) => !there.has(fileName))) complaints.push('an entry has no copy');
    if (acknowledged.some((name) => entriesOf(name).length === 0))
      complaints.push('a copy was acknowledged and has no entry');
    const overwritten = acknowledged.filter((name) => name === overwrittenName).length;
    const more = entriesOf(overwrittenName).length - overwritten;
    if (more < 0 || more > kills) complaints.push(`${more} entries more than copies of the same name`);
    const recordedLate =
      db?.all(sql`SELECT sequence FROM audit_entries WHERE action = 'departure.recordedLate'`).length ?? 0;
    return { complaints, recordedLate };
  } finally {
    await core.value('vault.prepareLock', {});
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
