/** The ways in which something of a case, or what opens a vault, comes to lie outside of it. */
export const exportKinds = [
  /** Filings, chronologies, transcripts and custody annexes as Word files. */
  'word',
  /** Filings and bundles of exhibits as PDF. */
  'pdf',
  /** One original, as it was received. */
  'originals',
  /** A folder of all exhibits with its page. */
  'exhibitFolder',
  /** A whole case in open formats. */
  'openExport',
  /** Whole cases, encrypted to a colleague or for a journey. */
  'casePackage',
  /** Deadlines as a calendar file. */
  'calendar',
  /** The log of the vault as a signed file. */
  'log',
  /** A recovery sheet as a PDF. */
  'recoverySheet',
  /** Anything on paper, recovery sheets among it. */
  'print',
] as const;
export type ExportKind = (typeof exportKinds)[number];
