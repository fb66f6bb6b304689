import type { Migration } from '../migrate';

/** Deadlines that rest until a day, and what went out of a case with what came back. */
export const snoozesAndDispatches: Migration = {
  version: 2,
  sql: `
    CREATE TABLE deadline_snoozes (
      case_event_id TEXT NOT NULL REFERENCES case_events (id) ON DELETE CASCADE,
      rule_id TEXT NOT NULL,
      -- As in settled_deadlines.
      stage TEXT NOT NULL DEFAULT '',
      -- The day on which it comes back; never later than its last safe day when it was written.
      until TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> ''),
      snoozed_at TEXT NOT NULL,
      PRIMARY KEY (case_event_id, rule_id, stage)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE dispatches (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      -- The document made here that went out; null for a paper that was written elsewhere.
      filing_id TEXT REFERENCES filings (id) ON DELETE SET NULL,
      -- What it was: the number of a filing such as F7, '' for another paper, which then has a title.
      filing_kind TEXT NOT NULL DEFAULT '',
      title TEXT NOT NULL DEFAULT '',
      recipient TEXT NOT NULL DEFAULT '',
      sent_on TEXT NOT NULL,
      -- handed, registered, registeredWithReceipt, post, email, electronic, fax, other
      way TEXT NOT NULL,
      -- Number of the registered letter or of the electronic deposit.
      reference TEXT NOT NULL DEFAULT '',
      -- none, sendingReceipt, deliveryReceipt, stampedCopy, electronicReceipt, other
      proof TEXT NOT NULL DEFAULT 'none',
      proof_exhibit_id TEXT REFERENCES exhibits (id) ON DELETE SET NULL,
      -- Null until an answer came.
      answered_on TEXT,
      -- granted, partlyGranted, refused, moreAsked, receiptConfirmed, other; null until an answer came.
      outcome TEXT,
      answer_note TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      -- Events of the procedure that were written down with it; null where it starts and ends no deadline.
      sent_event_id TEXT REFERENCES case_events (id) ON DELETE SET NULL,
      answer_event_id TEXT REFERENCES case_events (id) ON DELETE SET NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      CHECK (filing_kind <> '' OR title <> ''),
      CHECK ((answered_on IS NULL) = (outcome IS NULL))
    ) STRICT;
    CREATE INDEX dispatches_by_case ON dispatches (case_id, sent_on);
  `,
};
