import { z } from 'zod';
import {
  comparisonSchema,
  differenceReasons,
  joinComparisons,
  type Account,
  type AccountStatement,
  type Comparison,
} from '../../shared/accounts/schemas';
import type { AccountId, CaseId, FactId } from '../../shared/kernel/ids';
import type { Instant } from '../../shared/kernel/time';
import type { NamedFact } from '../../shared/timeline/schemas';
import type { ReadableDatabase, WritableDatabase } from '../db/database';
import { sql, type Sql } from '../db/sql';
import type { VaultDeps } from '../kernel/deps';
import { indexFact } from '../search/index-store';

const accountColumns = sql`
  id, case_id AS caseId, kind, date_edtf AS dateEdtf, taken_by AS takenBy, language, interpreter,
  exhibit_id AS exhibitId, interview_id AS interviewId, note
`;

export function listAccounts(db: ReadableDatabase, caseId: CaseId): readonly Account[] {
  return db.all<Account>(
    sql`SELECT ${accountColumns} FROM accounts WHERE case_id = ${caseId} ORDER BY created_at, id`,
  );
}

export function findAccount(db: ReadableDatabase, accountId: AccountId): Account | undefined {
  return db.get<Account>(sql`SELECT ${accountColumns} FROM accounts WHERE id = ${accountId}`);
}

/** Every fact of a case, in the order of the timeline. */
export function listFactsToCompare(db: ReadableDatabase, caseId: CaseId): readonly NamedFact[] {
  return db.all<NamedFact>(sql`
    SELECT id, statement, date_edtf AS edtf FROM facts WHERE case_id = ${caseId} ORDER BY sort_key, id
  `);
}

export function insertAccount(db: WritableDatabase, account: Account, now: Instant): void {
  db.run(sql`
    INSERT INTO accounts (
      id, case_id, kind, date_edtf, taken_by, language, interpreter, exhibit_id, interview_id, note, created_at,
      updated_at
    ) VALUES (
      ${account.id}, ${account.caseId}, ${account.kind}, ${account.dateEdtf}, ${account.takenBy}, ${account.language},
      ${account.interpreter}, ${account.exhibitId}, ${account.interviewId}, ${account.note}, ${now}, ${now}
    )
  `);
}

export function updateAccount(db: WritableDatabase, account: Account, now: Instant): void {
  db.run(sql`
    UPDATE accounts
    SET kind = ${account.kind}, date_edtf = ${account.dateEdtf}, taken_by = ${account.takenBy},
      language = ${account.language}, interpreter = ${account.interpreter}, exhibit_id = ${account.exhibitId},
      interview_id = ${account.interviewId}, note = ${account.note}, updated_at = ${now}
    WHERE id = ${account.id}
  `);
}

/** With all that was compared. */
export function deleteAccount(db: WritableDatabase, accountId: AccountId): void {
  const compared = listStatementsOfAccount(db, accountId);
  db.run(sql`DELETE FROM accounts WHERE id = ${accountId}`);
  for (const { factId } of compared) indexFact(db, factId);
}

export function listStatementsOfCase(db: ReadableDatabase, caseId: CaseId): readonly AccountStatement[] {
  return readStatements(db, sql`account_id IN (SELECT id FROM accounts WHERE case_id = ${caseId})`);
}

export function listStatementsOfAccount(
  db: ReadableDatabase,
  accountId: AccountId,
): readonly AccountStatement[] {
  return readStatements(db, sql`account_id = ${accountId}`);
}

export function listStatementsOfFacts(
  db: ReadableDatabase,
  factIds: readonly FactId[],
): readonly AccountStatement[] {
  return readStatements(db, sql`fact_id IN (SELECT value FROM JSON_EACH(${JSON.stringify(factIds)}))`);
}

const reasonsSchema = z.array(z.enum(differenceReasons));

function readStatements(db: ReadableDatabase, condition: Sql): readonly AccountStatement[] {
  return db
    .all<Omit<AccountStatement, 'reasons'> & { readonly reasons: string }>(
      sql`
        SELECT account_id AS accountId, fact_id AS factId, relation, wording, locator, reasons, reason
        FROM account_statements
        WHERE ${condition}
        ORDER BY account_id, fact_id
      `,
    )
    .map((row) => ({ ...row, reasons: reasonsSchema.parse(JSON.parse(row.reasons)) }));
}

/** In place of what stood there for the fact and the account. */
export function writeStatement(
  { db, clock }: Pick<VaultDeps, 'db' | 'clock'>,
  statement: AccountStatement,
): void {
  const { accountId, factId, relation, wording, locator, reasons, reason } = statement;
  const now = clock.now();
  db.run(sql`
    INSERT INTO account_statements (account_id, fact_id, relation, wording, locator, reasons, reason, updated_at)
    VALUES (${accountId}, ${factId}, ${relation}, ${wording}, ${locator}, ${JSON.stringify(reasons)}, ${reason}, ${now})
    ON CONFLICT (account_id, fact_id) DO UPDATE SET
      relation = excluded.relation, wording = excluded.wording, locator = excluded.locator,
      reasons = excluded.reasons, reason = excluded.reason, updated_at = excluded.updated_at
  `);
  indexFact(db, factId);
}

export function deleteStatement(db: WritableDatabase, accountId: AccountId, factId: FactId): void {
  db.run(sql`DELETE FROM account_statements WHERE account_id = ${accountId} AND fact_id = ${factId}`);
  indexFact(db, factId);
}

/** Takes out everything that was compared of these facts. */
export function clearStatements(db: WritableDatabase, factIds: readonly FactId[]): void {
  for (const { accountId, factId } of listStatementsOfFacts(db, factIds)) {
    deleteStatement(db, accountId, factId);
  }
}

/** Puts back what was compared, as far as account and fact are there. */
export function restoreStatements(
  deps: Pick<VaultDeps, 'db' | 'clock'>,
  statements: readonly AccountStatement[],
): void {
  for (const statement of statements) {
    const { accountId, factId } = statement;
    const bothThere = deps.db.get(sql`
      SELECT 1 FROM accounts JOIN facts ON facts.case_id = accounts.case_id
      WHERE accounts.id = ${accountId} AND facts.id = ${factId}
    `);
    if (bothThere !== undefined) writeStatement(deps, statement);
  }
}

/** Whether what was compared of these facts is short enough to stand with one of them. */
export function statementsFitTogether(db: ReadableDatabase, factIds: readonly FactId[]): boolean {
  const byAccount = new Map<AccountId, Comparison>();
  for (const { accountId, factId: _factId, ...comparison } of listStatementsOfFacts(db, factIds)) {
    const before = byAccount.get(accountId);
    byAccount.set(accountId, before === undefined ? comparison : joinComparisons(before, comparison));
  }
  return [...byAccount.values()].every((comparison) => comparisonSchema.safeParse(comparison).success);
}

/** What was compared of a fact that goes into another; where both were, the two are joined. */
export function moveStatements(deps: Pick<VaultDeps, 'db' | 'clock'>, from: FactId, to: FactId): void {
  const there = new Map(listStatementsOfFacts(deps.db, [to]).map((each) => [each.accountId, each]));
  for (const moved of listStatementsOfFacts(deps.db, [from])) {
    const other = there.get(moved.accountId);
    const comparison = other === undefined ? moved : joinComparisons(other, moved);
    deleteStatement(deps.db, moved.accountId, from);
    writeStatement(deps, { ...comparison, accountId: moved.accountId, factId: to });
  }
}

/** What was compared of a fact that becomes two holds for both until somebody says otherwise. */
export function copyStatements(deps: Pick<VaultDeps, 'db' | 'clock'>, from: FactId, to: FactId): void {
  for (const statement of listStatementsOfFacts(deps.db, [from])) {
    writeStatement(deps, { ...statement, factId: to });
  }
}
