import type { Migration } from '../migrate';

/**
 * The first schema. Ids are UUIDv7 as text, instants UTC ISO text, dates civil ISO text unless named `_edtf`
 * (ISO 8601-2). Truth values are 0 and 1. JSON columns are parsed with the domain's zod schema by their store.
 */
export const firstSchema: Migration = {
  version: 1,
  sql: `
    -- vault ------------------------------------------------------------------------------------------------------
    -- One row. The epoch must equal the header's, else one of the two was put back from an older copy.
    CREATE TABLE vault_state (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      vault_id TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      header_sequence INTEGER NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    -- Names of the members in the header, which carries none.
    CREATE TABLE members (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      created_at TEXT NOT NULL,
      -- Null for those who can open the vault. The others stay for the sake of the log.
      revoked_at TEXT
    ) STRICT;

    -- At most one row: the header that is about to be written, as it stands in the file, and what it brings, JSON.
    CREATE TABLE next_header (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      header TEXT NOT NULL,
      change TEXT NOT NULL
    ) STRICT;

    -- Originals that were, or are being, encrypted to the identity of a new vault key. The file named second goes away
    -- when no row refers to it and no re-key is planned.
    CREATE TABLE rekey_originals (
      stored_as_before TEXT PRIMARY KEY,
      stored_as_after TEXT NOT NULL UNIQUE
    ) STRICT;

    -- recovery ---------------------------------------------------------------------------------------------------
    -- Ways back without a passphrase: a sheet, or a set of three shares. Each is a member of the header until it is revoked.
    CREATE TABLE recovery_ways (
      member_id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('sheet', 'shares')),
      -- Both stand on the paper; neither is given twice.
      number INTEGER NOT NULL UNIQUE,
      label TEXT NOT NULL UNIQUE,
      made_at TEXT NOT NULL,
      -- Proved to fit, last; null when never since it was made.
      rehearsed_at TEXT,
      revoked_at TEXT
    ) STRICT;
    CREATE TABLE recovery_papers (
      member_id TEXT NOT NULL REFERENCES recovery_ways (member_id),
      -- 0 on a sheet, else 1 to 3.
      share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 3),
      -- Where it lies, in the person's own words; empty when not written down.
      kept_at TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (member_id, share)
    ) STRICT;
    -- One row once the reminder was put off.
    CREATE TABLE recovery_reminder (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      put_off_until TEXT NOT NULL
    ) STRICT;

    -- audit ------------------------------------------------------------------------------------------------------
    -- Append-only. hash = HMAC-SHA256(audit key, previous hash and every other column).
    CREATE TABLE audit_entries (
      sequence INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      member_id TEXT NOT NULL,
      action TEXT NOT NULL,
      subject_id TEXT,
      case_id TEXT,
      previous_hash BLOB NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX audit_entries_by_case ON audit_entries (case_id, sequence);
    -- Entries that a salvage of a damaged vault could not read. The chain goes on after them.
    CREATE TABLE audit_gaps (
      first INTEGER PRIMARY KEY,
      last INTEGER NOT NULL CHECK (last >= first),
      salvaged_at TEXT NOT NULL
    ) STRICT;
    -- Keys of earlier epochs: up to this entry the log was sealed with this key, and not with that of the vault of today.
    CREATE TABLE earlier_audit_keys (
      last_sequence INTEGER PRIMARY KEY,
      mac_key BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON audit_entries
      BEGIN SELECT RAISE(ABORT, 'audit entries never change'); END;
    CREATE TRIGGER audit_entries_never_go BEFORE DELETE ON audit_entries
      BEGIN SELECT RAISE(ABORT, 'audit entries never go'); END;

    -- backups ----------------------------------------------------------------------------------------------------
    -- One row once a folder was chosen or the reminder changed.
    CREATE TABLE backup_settings (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      -- Absolute path on the laptop it was chosen on; null until then.
      folder TEXT,
      -- Null for no reminder.
      remind_after_days INTEGER,
      -- An instant; null when the reminder was not put aside.
      reminder_aside_until TEXT
    ) STRICT;

    -- Backups that stood their test. Their folder may be on a stick that is not there.
    CREATE TABLE backups (
      id TEXT PRIMARY KEY,
      taken_at TEXT NOT NULL,
      -- Folder of the backup, an absolute path.
      folder TEXT NOT NULL,
      -- As it lies beside the backup, JSON, signed.
      certificate TEXT NOT NULL,
      -- When it last stood its test again; null when it was tested once, as it was made.
      checked_at TEXT,
      -- When a later test found damage in it; it counts no more from then on.
      damaged_at TEXT,
      -- When it made room for newer ones; null while it is kept.
      removed_at TEXT
    ) STRICT;
    CREATE INDEX backups_by_moment ON backups (taken_at);

    -- When this vault was put back from a backup.
    CREATE TABLE vault_restores (
      id TEXT PRIMARY KEY,
      restored_at TEXT NOT NULL,
      -- The moment the backup showed.
      taken_at TEXT NOT NULL
    ) STRICT;

    -- Rows that were brought back as a copy beside a case that is still there, and the ids they had: a seal is taken
    -- over the ids of its time.
    CREATE TABLE restored_ids (
      id TEXT PRIMARY KEY,
      original_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- cases ------------------------------------------------------------------------------------------------------
    CREATE TABLE cases (
      id TEXT PRIMARY KEY,
      -- What everyone sees instead of a name, e.g. BR-2026-014.
      code TEXT NOT NULL UNIQUE CHECK (code <> ''),
      -- Language in which the authority keeps the file: fr, nl or de. Filings default to it.
      file_language TEXT NOT NULL,
      -- n° SP / OV-nummer of the Immigration Office, n° de notices, n° de PV; empty until known.
      immigration_office_number TEXT NOT NULL DEFAULT '',
      prosecution_number TEXT NOT NULL DEFAULT '',
      police_report_number TEXT NOT NULL DEFAULT '',
      -- Who follows the case here, and the recognised centre; empty until known.
      advocate_name TEXT NOT NULL DEFAULT '',
      centre_name TEXT NOT NULL DEFAULT '',
      centre_address TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      opened_on TEXT NOT NULL,
      closed_on TEXT,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;

    -- One row from the first change on; without it codes start with BR.
    CREATE TABLE case_settings (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      code_prefix TEXT NOT NULL
    ) STRICT;

    -- The last number given out per prefix and year, so that a number is never given twice.
    CREATE TABLE case_code_series (
      prefix TEXT NOT NULL,
      year INTEGER NOT NULL,
      last_number INTEGER NOT NULL,
      PRIMARY KEY (prefix, year)
    ) STRICT, WITHOUT ROWID;

    -- people -----------------------------------------------------------------------------------------------------
    CREATE TABLE people (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- client, child, familyMember, witness, allegedExploiter, guardian, interpreter, officer, magistrate, lawyer, centreWorker, doctor, other
      role TEXT NOT NULL,
      -- Tells people of one role apart where names are hidden ("witness 2"). Counts from 1 in each case and role.
      role_number INTEGER NOT NULL,
      -- As in the passport; family_name may be empty for one who has a single name.
      family_name TEXT NOT NULL DEFAULT '',
      given_names TEXT NOT NULL DEFAULT '',
      native_script_name TEXT NOT NULL DEFAULT '',
      -- Other spellings and names used, one per line.
      other_names TEXT NOT NULL DEFAULT '',
      -- What search compares: one line for each way the name is written, folded and transliterated.
      name_keys TEXT NOT NULL DEFAULT '',
      birth_date_edtf TEXT NOT NULL DEFAULT '',
      birth_place TEXT NOT NULL DEFAULT '',
      -- ISO 3166-1 alpha-3 codes, JSON list; empty list when unknown; XXA stands for stateless.
      nationalities TEXT NOT NULL DEFAULT '[]',
      -- female, male, x, unknown
      gender TEXT NOT NULL DEFAULT 'unknown',
      -- BCP 47 language tags, JSON list.
      spoken_languages TEXT NOT NULL DEFAULT '[]',
      -- Passport, identity card or consular document; empty until known.
      identity_document TEXT NOT NULL DEFAULT '',
      national_number TEXT NOT NULL DEFAULT '',
      organisation TEXT NOT NULL DEFAULT '',
      telephone TEXT NOT NULL DEFAULT '',
      email TEXT NOT NULL DEFAULT '',
      -- Address for service (élection de domicile). The real address of a shelter is never asked for.
      elected_domicile TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      UNIQUE (case_id, role, role_number)
    ) STRICT;

    -- How a person may be reached without putting her in danger.
    CREATE TABLE safe_contact_rules (
      person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
      never_call INTEGER NOT NULL DEFAULT 0,
      never_write INTEGER NOT NULL DEFAULT 0,
      leave_no_message INTEGER NOT NULL DEFAULT 0,
      -- Local wall-clock times HH:MM; both null when any time is safe.
      safe_from TEXT,
      safe_until TEXT,
      code_word TEXT NOT NULL DEFAULT '',
      instructions TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL
    ) STRICT;

    -- interviews -------------------------------------------------------------------------------------------------
    CREATE TABLE interviews (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      title TEXT NOT NULL,
      held_on TEXT NOT NULL,
      -- Wall-clock times HH:MM; null while unknown.
      started_at TEXT,
      ended_at TEXT,
      -- The kind of place, never the place itself.
      place_kind TEXT NOT NULL DEFAULT '',
      -- BCP 47 tags; empty while unknown.
      language TEXT NOT NULL DEFAULT '',
      interpreter TEXT NOT NULL DEFAULT '',
      interpreter_language TEXT NOT NULL DEFAULT '',
      persons_present TEXT NOT NULL DEFAULT '',
      stop_reason TEXT NOT NULL DEFAULT '',
      stop_note TEXT NOT NULL DEFAULT '',
      -- ProseMirror document as JSON; its blocks carry id, provenance and sensitive.
      document TEXT NOT NULL,
      word_count INTEGER NOT NULL DEFAULT 0,
      -- Rises by one with every change of the document, so that an older copy never overwrites a newer one.
      revision INTEGER NOT NULL DEFAULT 0,
      sealed_at TEXT,
      -- SHA-256 in hex over the canonical JSON of the sealed statement; null until sealed.
      sealed_hash TEXT,
      -- Put aside by the user and not shown; null for all others.
      removed_at TEXT,
      created_at TEXT NOT NULL,
      -- When the document last changed.
      updated_at TEXT NOT NULL,
      CHECK ((sealed_at IS NULL) = (sealed_hash IS NULL))
    ) STRICT;
    CREATE INDEX interviews_by_case ON interviews (case_id, held_on);
    CREATE TRIGGER sealed_interviews_never_change BEFORE UPDATE ON interviews WHEN OLD.sealed_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a sealed interview never changes'); END;
    -- It goes only together with its case, whose row is gone by then.
    CREATE TRIGGER sealed_interviews_never_go BEFORE DELETE ON interviews
      WHEN OLD.sealed_at IS NOT NULL AND EXISTS (SELECT 1 FROM cases WHERE cases.id = OLD.case_id)
      BEGIN SELECT RAISE(ABORT, 'a sealed interview never goes'); END;

    -- Part of the sealed statement.
    CREATE TABLE interview_breaks (
      id TEXT PRIMARY KEY,
      interview_id TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
      started_at TEXT NOT NULL,
      -- Null while the break lasts.
      ended_at TEXT,
      reason TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX interview_breaks_by_interview ON interview_breaks (interview_id, started_at);
    CREATE TRIGGER breaks_of_sealed_interviews_never_begin BEFORE INSERT ON interview_breaks
      WHEN EXISTS (SELECT 1 FROM interviews WHERE interviews.id = NEW.interview_id AND sealed_at IS NOT NULL)
      BEGIN SELECT RAISE(ABORT, 'a sealed interview never changes'); END;
    CREATE TRIGGER breaks_of_sealed_interviews_never_change BEFORE UPDATE ON interview_breaks
      WHEN EXISTS (SELECT 1 FROM interviews WHERE interviews.id = OLD.interview_id AND sealed_at IS NOT NULL)
      BEGIN SELECT RAISE(ABORT, 'a sealed interview never changes'); END;
    CREATE TRIGGER breaks_of_sealed_interviews_never_go BEFORE DELETE ON interview_breaks
      WHEN EXISTS (SELECT 1 FROM interviews WHERE interviews.id = OLD.interview_id AND sealed_at IS NOT NULL)
      BEGIN SELECT RAISE(ABORT, 'a sealed interview never changes'); END;

    -- The ticks and notes beside the guide, JSON keyed by point of the guide. Not part of the statement.
    CREATE TABLE interview_guides (
      interview_id TEXT PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
      answers TEXT NOT NULL,
      -- When a change was last written to the audit chain; later ones within five minutes are not.
      audited_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE interview_versions (
      id TEXT PRIMARY KEY,
      interview_id TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      document TEXT NOT NULL,
      word_count INTEGER NOT NULL,
      -- beforeOpening, opening, typing, closing, sealing, beforeRestoring, restoring
      occasion TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      UNIQUE (interview_id, revision)
    ) STRICT;
    CREATE TRIGGER interview_versions_never_change BEFORE UPDATE ON interview_versions
      BEGIN SELECT RAISE(ABORT, 'a version never changes'); END;

    CREATE TABLE interview_addenda (
      id TEXT PRIMARY KEY,
      interview_id TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
      -- Place among the addenda of its interview, from 1.
      ordinal INTEGER NOT NULL,
      text TEXT NOT NULL,
      reason TEXT NOT NULL DEFAULT '',
      written_at TEXT NOT NULL,
      -- SHA-256 in hex over the addendum and the hash before it.
      hash TEXT NOT NULL,
      UNIQUE (interview_id, ordinal)
    ) STRICT;
    -- An addendum being typed: it may still change and go, and is no part of anything yet.
    CREATE TABLE interview_addendum_drafts (
      interview_id TEXT PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
      text TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER addenda_never_change BEFORE UPDATE ON interview_addenda
      BEGIN SELECT RAISE(ABORT, 'an addendum never changes'); END;
    CREATE TRIGGER addenda_never_go BEFORE DELETE ON interview_addenda
      WHEN EXISTS (SELECT 1 FROM interviews WHERE interviews.id = OLD.interview_id)
      BEGIN SELECT RAISE(ABORT, 'an addendum never goes'); END;

    -- timeline ---------------------------------------------------------------------------------------------------
    CREATE TABLE facts (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- What happened, in a sentence.
      statement TEXT NOT NULL CHECK (statement <> ''),
      -- As typed, as read (EDTF, '' when undated), and the range that follows; null ends are open.
      date_text TEXT NOT NULL DEFAULT '',
      date_edtf TEXT NOT NULL DEFAULT '',
      earliest TEXT,
      latest TEXT,
      -- Earliest and latest as one text that sorts; '~' when undated, which comes last.
      sort_key TEXT NOT NULL DEFAULT '~',
      place TEXT NOT NULL DEFAULT '',
      -- clientStatement, witness, document, message, photograph, authority, medical, inferred
      source_kind TEXT NOT NULL,
      -- certain, probable, uncertain
      confidence TEXT NOT NULL,
      disputed INTEGER NOT NULL DEFAULT 0,
      dispute_note TEXT NOT NULL DEFAULT '',
      -- Ids of the conditions of the procedure it serves, JSON list.
      condition_ids TEXT NOT NULL DEFAULT '[]',
      note TEXT NOT NULL DEFAULT '',
      -- What the filter looks through: statement, place and notes in lower case without accents.
      search_text TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    -- Holds what the filters ask, so that counting a long chronology does not read every fact.
    CREATE INDEX facts_by_case
      ON facts (case_id, sort_key, id, earliest, latest, source_kind, confidence, disputed, place);
    CREATE INDEX facts_by_place ON facts (case_id, place);

    CREATE TABLE fact_people (
      fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
      person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
      PRIMARY KEY (fact_id, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX fact_people_by_person ON fact_people (person_id);

    CREATE TABLE fact_citations (
      id TEXT PRIMARY KEY,
      fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
      -- Place among the citations of its fact, from 1.
      ordinal INTEGER NOT NULL DEFAULT 1,
      -- Exactly one of the two.
      interview_id TEXT REFERENCES interviews (id) ON DELETE RESTRICT,
      exhibit_id TEXT REFERENCES exhibits (id) ON DELETE RESTRICT,
      -- Block of the interview, and the words quoted; page or place in the exhibit.
      block_id TEXT,
      quote TEXT NOT NULL DEFAULT '',
      locator TEXT NOT NULL DEFAULT '',
      CHECK ((interview_id IS NULL) <> (exhibit_id IS NULL))
    ) STRICT;
    CREATE INDEX fact_citations_by_fact ON fact_citations (fact_id, ordinal);
    CREATE INDEX fact_citations_by_interview ON fact_citations (interview_id);
    CREATE INDEX fact_citations_by_exhibit ON fact_citations (exhibit_id);

    -- What was being typed about a fact and is not in it yet, kept in case the program ends. JSON of the form.
    CREATE TABLE fact_drafts (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- Null for a new fact.
      fact_id TEXT REFERENCES facts (id) ON DELETE CASCADE,
      content TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX fact_drafts_by_case ON fact_drafts (case_id, updated_at);

    -- evidence ---------------------------------------------------------------------------------------------------
    CREATE TABLE exhibits (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- Place in the inventory, from 1 without gaps.
      number INTEGER NOT NULL,
      title TEXT NOT NULL CHECK (title <> ''),
      date_edtf TEXT NOT NULL DEFAULT '',
      author TEXT NOT NULL DEFAULT '',
      pages INTEGER,
      language TEXT NOT NULL DEFAULT '',
      -- none, free, sworn, needed
      translation TEXT NOT NULL DEFAULT 'none',
      origin TEXT NOT NULL DEFAULT '',
      -- paper, digital
      medium TEXT NOT NULL DEFAULT 'paper',
      sha256 TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      UNIQUE (case_id, number)
    ) STRICT;

    -- The originals: what was received, byte for byte, one age file each in the folder evidence/.
    CREATE TABLE evidence_files (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- Null while it belongs to no exhibit.
      exhibit_id TEXT REFERENCES exhibits (id) ON DELETE SET NULL,
      -- Name of the age file without .age: 32 hexadecimal digits, random.
      stored_as TEXT NOT NULL UNIQUE CHECK (stored_as NOT GLOB '*[^0-9a-f]*' AND length(stored_as) = 32),
      -- Of the bytes as received. The age file holds more: an end mark and padding.
      sha256 TEXT NOT NULL CHECK (sha256 NOT GLOB '*[^0-9a-f]*' AND length(sha256) = 64),
      byte_length INTEGER NOT NULL CHECK (byte_length >= 0),
      -- The file's own name, as it came.
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      -- When the file was last changed by its own account, an instant; null when it came without.
      modified_at TEXT,
      -- The custody form. Empty while unknown; received_on is a day.
      received_from TEXT NOT NULL DEFAULT '',
      received_on TEXT NOT NULL DEFAULT '',
      received_how TEXT NOT NULL DEFAULT '',
      device TEXT NOT NULL DEFAULT '',
      -- Whether there is an original on paper, and where it is kept.
      paper_original TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      imported_at TEXT NOT NULL,
      -- Put aside by the user and not shown; null for all others.
      removed_at TEXT
    ) STRICT;
    CREATE INDEX evidence_files_by_case ON evidence_files (case_id, imported_at);
    CREATE INDEX evidence_files_by_exhibit ON evidence_files (exhibit_id);
    CREATE INDEX evidence_files_by_hash ON evidence_files (sha256);
    CREATE TRIGGER originals_never_change
      BEFORE UPDATE OF sha256, byte_length, name, modified_at, imported_at ON evidence_files
      BEGIN SELECT RAISE(ABORT, 'an original never changes'); END;
    -- It goes only together with its case, whose row is gone by then.
    CREATE TRIGGER originals_never_go BEFORE DELETE ON evidence_files
      WHEN EXISTS (SELECT 1 FROM cases WHERE cases.id = OLD.case_id)
      BEGIN SELECT RAISE(ABORT, 'an original never goes'); END;

    -- What happened to an original since it was received: append-only.
    CREATE TABLE custody_entries (
      id TEXT PRIMARY KEY,
      evidence_file_id TEXT NOT NULL REFERENCES evidence_files (id) ON DELETE CASCADE,
      -- imported, attached, detached, formChanged, copied, checkedWhole, checkedMissing, checkedDamaged, removed, restored
      action TEXT NOT NULL,
      at TEXT NOT NULL,
      -- The advocate's id and her name at that time.
      member_id TEXT NOT NULL,
      member_name TEXT NOT NULL,
      -- JSON: what the action was about, e.g. the custody form as it was before.
      details TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    CREATE INDEX custody_entries_by_file ON custody_entries (evidence_file_id, at, id);
    CREATE TRIGGER custody_entries_never_change BEFORE UPDATE ON custody_entries
      BEGIN SELECT RAISE(ABORT, 'a custody entry never changes'); END;
    CREATE TRIGGER custody_entries_never_go BEFORE DELETE ON custody_entries
      WHEN EXISTS (SELECT 1 FROM evidence_files WHERE evidence_files.id = OLD.evidence_file_id)
      BEGIN SELECT RAISE(ABORT, 'a custody entry never goes'); END;

    -- Files chosen for an import that has not ended, so that it can go on after a crash.
    CREATE TABLE evidence_batches (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- The custody form and what becomes of the files, JSON; null until the import was started.
      plan TEXT,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX evidence_batches_by_case ON evidence_batches (case_id, created_at);
    CREATE TABLE evidence_batch_files (
      batch_id TEXT NOT NULL REFERENCES evidence_batches (id) ON DELETE CASCADE,
      -- Place in the batch, from 1.
      ordinal INTEGER NOT NULL,
      -- Where the file lies on this laptop, and its name in the folder chosen.
      path TEXT NOT NULL,
      name TEXT NOT NULL,
      byte_length INTEGER NOT NULL,
      -- waiting, reading, done, duplicate, refused
      state TEXT NOT NULL,
      -- The age file under way, of which nothing may be left after a crash unless its row was written.
      stored_as TEXT,
      -- Why it was refused, or the original it equals, JSON; null for all others.
      outcome TEXT,
      PRIMARY KEY (batch_id, ordinal)
    ) STRICT, WITHOUT ROWID;

    -- procedures and deadlines -----------------------------------------------------------------------------------
    CREATE TABLE case_procedures (
      case_id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
      pack_id TEXT NOT NULL,
      pack_version TEXT NOT NULL,
      phase_id TEXT NOT NULL,
      phase_since TEXT NOT NULL
    ) STRICT;

    -- Every phase the case has been in, the present one included; a renewal comes in again each time.
    CREATE TABLE case_phases (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      phase_id TEXT NOT NULL,
      since TEXT NOT NULL,
      recorded_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX case_phases_by_case ON case_phases (case_id, since);

    -- Things that happened in the procedure and start, move or end deadlines.
    CREATE TABLE case_events (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- Kind of event of the pack, e.g. annexe15Issued.
      kind TEXT NOT NULL,
      happened_on TEXT NOT NULL,
      -- A second possible start when it is disputed; null when it is not.
      disputed_on TEXT,
      -- Dates printed on the document; they win over computed ones. Null where none are printed.
      printed_from TEXT,
      printed_until TEXT,
      -- handed, registered, post, other; null where the way of notification does not matter.
      channel TEXT,
      detained INTEGER NOT NULL DEFAULT 0,
      -- 2 for the second removal measure, and so on.
      ordinal INTEGER NOT NULL DEFAULT 1,
      reference TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX case_events_by_case ON case_events (case_id, happened_on);

    CREATE TABLE settled_deadlines (
      case_event_id TEXT NOT NULL REFERENCES case_events (id) ON DELETE CASCADE,
      rule_id TEXT NOT NULL,
      -- Which of the dates of a rule that gives several; empty for a rule that gives one.
      stage TEXT NOT NULL DEFAULT '',
      settled_on TEXT NOT NULL,
      -- done, notNeeded
      outcome TEXT NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (case_event_id, rule_id, stage)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE case_requirements (
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      requirement_id TEXT NOT NULL,
      -- missing, requested, received, notNeeded
      state TEXT NOT NULL,
      -- Who has it or must bring it.
      holder_person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
      holder_note TEXT NOT NULL DEFAULT '',
      exhibit_id TEXT REFERENCES exhibits (id) ON DELETE SET NULL,
      note TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL,
      PRIMARY KEY (case_id, requirement_id)
    ) STRICT, WITHOUT ROWID;

    -- filings ----------------------------------------------------------------------------------------------------
    CREATE TABLE filings (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- e.g. F7, and the language of the document.
      filing_kind TEXT NOT NULL,
      language TEXT NOT NULL,
      template_version TEXT NOT NULL,
      pack_version TEXT NOT NULL,
      -- The snapshot it was made from, JSON, and the answers given on the review screen.
      snapshot TEXT NOT NULL,
      document BLOB NOT NULL,
      sha256 TEXT NOT NULL,
      generated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX filings_by_case ON filings (case_id, generated_at);
    CREATE TRIGGER filings_never_change BEFORE UPDATE ON filings
      BEGIN SELECT RAISE(ABORT, 'a generated filing never changes'); END;

    -- What was answered for a filing and belongs to no other record, kept for the next draft. JSON by field.
    CREATE TABLE filing_answers (
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      filing_kind TEXT NOT NULL,
      language TEXT NOT NULL,
      answers TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      PRIMARY KEY (case_id, filing_kind, language)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE filing_exports (
      id TEXT PRIMARY KEY,
      filing_id TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
      exported_at TEXT NOT NULL
    ) STRICT;

    -- search -----------------------------------------------------------------------------------------------------
    -- What search looks through, drawn from the records: one row per record, per paragraph of an interview and per
    -- addendum. Written by core/search with the record, in its transaction; can be made anew from the records.
    CREATE TABLE search_passages (
      id INTEGER PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- case, person, interview, fact, exhibit, answers, filing
      kind TEXT NOT NULL,
      -- Id of the record; for answers case, kind and language of the filing, with a space between.
      subject_id TEXT NOT NULL,
      -- '' for a record as a whole, else block id, details, or addendum and its id with a space between.
      part TEXT NOT NULL,
      -- The days it is about, open ends as 0000-01-01 and 9999-12-31; both '' when undated.
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL,
      is_sensitive INTEGER NOT NULL,
      -- Of a paragraph of an interview; '' for everything else.
      provenance TEXT NOT NULL,
      -- As written, on one line.
      text TEXT NOT NULL,
      -- Its words as they are compared, divided by one space: letters, figures and vowel signs, nothing else.
      folded TEXT NOT NULL,
      -- One word for its case and one for its kind, so that the index itself can filter.
      facets TEXT NOT NULL,
      UNIQUE (subject_id, part)
    ) STRICT;
    CREATE INDEX search_passages_by_case ON search_passages (case_id);

    -- Words are divided before they come here: the tokenizer of ASCII takes every other sign for part of a word.
    CREATE VIRTUAL TABLE search_words USING fts5 (
      folded, facets, content='search_passages', content_rowid='id', tokenize='ascii'
    );
    -- Else what was deleted would stay readable in the index until a later merge.
    INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
    -- A word of a facet says nothing about how well a passage fits.
    INSERT INTO search_words (search_words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');

    -- Every word of the passages once, for what is looked for inside longer words.
    CREATE TABLE search_vocabulary (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

    -- One row. whole; unfinished: a rebuilding was broken off and passages are missing; emptying: within the one
    -- transaction that empties the index, where the triggers hold still.
    CREATE TABLE search_state (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      state TEXT NOT NULL
    ) STRICT;
    INSERT INTO search_state (singleton, state) VALUES (1, 'whole');

    CREATE TRIGGER search_passages_added AFTER INSERT ON search_passages
    BEGIN
      INSERT INTO search_words (rowid, folded, facets) VALUES (NEW.id, NEW.folded, NEW.facets);
      INSERT INTO search_vocabulary (word)
        SELECT value FROM json_each('["' || replace(NEW.folded, ' ', '","') || '"]') WHERE value <> ''
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER search_passages_removed AFTER DELETE ON search_passages
      WHEN (SELECT state FROM search_state) <> 'emptying'
    BEGIN
      INSERT INTO search_words (search_words, rowid, folded, facets)
        VALUES ('delete', OLD.id, OLD.folded, OLD.facets);
      DELETE FROM search_vocabulary
        WHERE word IN (SELECT value FROM json_each('["' || replace(OLD.folded, ' ', '","') || '"]'))
        AND NOT EXISTS (SELECT 1 FROM search_words WHERE search_words = 'folded : "' || word || '"');
    END;
    CREATE TRIGGER search_passages_changed AFTER UPDATE OF folded, facets ON search_passages
    BEGIN
      INSERT INTO search_words (search_words, rowid, folded, facets)
        VALUES ('delete', OLD.id, OLD.folded, OLD.facets);
      INSERT INTO search_words (rowid, folded, facets) VALUES (NEW.id, NEW.folded, NEW.facets);
      INSERT INTO search_vocabulary (word)
        SELECT value FROM json_each('["' || replace(NEW.folded, ' ', '","') || '"]') WHERE value <> ''
        ON CONFLICT DO NOTHING;
      DELETE FROM search_vocabulary
        WHERE word IN (
          SELECT value FROM json_each('["' || replace(OLD.folded, ' ', '","') || '"]')
          EXCEPT SELECT value FROM json_each('["' || replace(NEW.folded, ' ', '","') || '"]')
        )
        AND NOT EXISTS (SELECT 1 FROM search_words WHERE search_words = 'folded : "' || word || '"');
    END;

    -- Records also go by themselves when what they belong to goes; a case takes its passages along.
    CREATE TRIGGER people_leave_search AFTER DELETE ON people
      BEGIN DELETE FROM search_passages WHERE subject_id = OLD.id; END;
    CREATE TRIGGER interviews_leave_search AFTER DELETE ON interviews
      BEGIN DELETE FROM search_passages WHERE subject_id = OLD.id; END;
    CREATE TRIGGER facts_leave_search AFTER DELETE ON facts
      BEGIN DELETE FROM search_passages WHERE subject_id = OLD.id; END;
    CREATE TRIGGER exhibits_leave_search AFTER DELETE ON exhibits
      BEGIN DELETE FROM search_passages WHERE subject_id = OLD.id; END;
    CREATE TRIGGER filings_leave_search AFTER DELETE ON filings
      BEGIN DELETE FROM search_passages WHERE subject_id = OLD.id; END;
  `,
};
