import type { Migration } from '../migrate';

/** Whatever brings an original into the vault says so first, so that a crash leaves none that belongs to nothing. */
export const looseOriginals: Migration = {
  version: 25,
  sql: `
    -- Age files that have no row yet, or none any more: the next opening takes them away. Was for packages alone.
    ALTER TABLE package_originals RENAME TO loose_originals;

    CREATE TRIGGER evidence_files_hold AFTER INSERT ON evidence_files
      BEGIN DELETE FROM loose_originals WHERE stored_as = NEW.stored_as; END;

    -- Was meant for the same and never written.
    ALTER TABLE evidence_batch_files DROP COLUMN stored_as;
  `,
};
