import type { VaultReport } from './contract';

/** Kinds of damage a full check tells apart: each has a sentence of what it is and one of what to do. */
export const vaultProblems = [
  'headerCopies',
  'searchIndex',
  'otherMoment',
  'pages',
  'structure',
  'references',
  'auditLog',
  'originalsMissing',
  'originalsDamaged',
  'originalsWithoutRecord',
] as const;

export interface FoundProblem {
  readonly kind: (typeof vaultProblems)[number];
  /** How many; of the audit log the number of the first entry that does not fit. */
  readonly count: number;
  /** Codes of the cases concerned, where they are known. */
  readonly caseCodes: readonly string[];
}

/** What a report has to say, gravest first. */
export function problemsOf(report: VaultReport): readonly FoundProblem[] {
  const { originals } = report;
  const codes = (found: VaultReport['originals']['missing']) => [
    ...new Set(found.flatMap(({ caseCode }) => (caseCode === '' ? [] : [caseCode]))),
  ];
  // A page with a wrong code makes the engine complain as well: that is one problem and not two.
  const pages = Math.max(
    report.damagedPages.length + (report.trailingBytes > 0 ? 1 : 0),
    Math.min(report.cipherProblems, 1),
  );
  const found: readonly FoundProblem[] = [
    { kind: 'pages', count: pages, caseCodes: [] },
    // What hangs on a damaged page is faulty for that reason.
    { kind: 'structure', count: pages > 0 ? 0 : report.integrityProblems, caseCodes: [] },
    // The engine gives up on references at the first page it cannot read, and that counts as one.
    { kind: 'references', count: pages > 0 ? 0 : report.foreignKeyProblems, caseCodes: [] },
    { kind: 'auditLog', count: report.auditBrokenAt ?? 0, caseCodes: [] },
    { kind: 'otherMoment', count: report.stateMatchesHeader ? 0 : 1, caseCodes: [] },
    { kind: 'originalsMissing', count: originals.missing.length, caseCodes: codes(originals.missing) },
    { kind: 'originalsDamaged', count: originals.damaged.length, caseCodes: codes(originals.damaged) },
    { kind: 'headerCopies', count: 2 - report.headerCopies, caseCodes: [] },
    // What lies on a damaged page cannot be found either, and a rebuilding would meet the same page.
    { kind: 'searchIndex', count: pages > 0 ? 0 : report.searchProblems, caseCodes: [] },
    { kind: 'originalsWithoutRecord', count: originals.withoutRecord, caseCodes: [] },
  ];
  return found.filter(({ count }) => count > 0);
}

/** True for what takes nothing from any record: the search index is drawn from them, and a stray file is no damage. */
export function leavesRecordsWhole(problem: FoundProblem): boolean {
  return ['searchIndex', 'originalsWithoutRecord'].includes(problem.kind);
}

/** True for damage that a salvage into a new vault is the answer to, when there is no backup to restore. */
export function callsForSalvage(problem: FoundProblem): boolean {
  return ['pages', 'structure', 'references'].includes(problem.kind);
}
