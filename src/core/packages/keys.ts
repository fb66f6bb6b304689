import { randomBytes } from 'node:crypto';
import { sql } from '../db/sql';
import { ageIdentity } from '../evidence/age-keys';
import type { VaultDeps } from '../kernel/deps';

// A key pair of its own, not that of a member: what opens the vault is used for nothing else, and whoever works in the
// vault can take in what is sent to it. A new vault key brings a new pair, since someone who left knows the old one.

/** The public key of the vault for packages; null until one was made since its last new key. */
export function findPublicKey({ db, vault }: Pick<VaultDeps, 'db' | 'vault'>): string | null {
  const { epoch } = vault.header();
  return (
    db.get<{ readonly recipient: string }>(sql`SELECT recipient FROM package_keys WHERE epoch = ${epoch}`)
      ?.recipient ?? null
  );
}

export function makePublicKey(deps: VaultDeps): string {
  const { db, vault, clock, audit } = deps;
  return db.transaction(() => {
    const there = findPublicKey(deps);
    if (there !== null) return there;
    const { identity, recipient } = ageIdentity(randomBytes(32));
    db.run(sql`
      INSERT INTO package_keys (epoch, identity, recipient, made_at)
      VALUES (${vault.header().epoch}, ${identity}, ${recipient}, ${clock.now()})
    `);
    audit({ action: 'package.keyMade', subjectId: null, caseId: null });
    return recipient;
  });
}

/** Newest first. The earlier ones still open what is on its way. */
export function listIdentities({ db }: Pick<VaultDeps, 'db'>): readonly string[] {
  return db
    .all<{ readonly identity: string }>(sql`SELECT identity FROM package_keys ORDER BY epoch DESC`)
    .map(({ identity }) => identity);
}
