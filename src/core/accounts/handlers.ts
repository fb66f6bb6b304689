import type { accountsContract } from '../../shared/accounts/contract';
import type { Account, AccountFields, AccountStatement } from '../../shared/accounts/schemas';
import { isReadableEdtf } from '../../shared/filings/dates';
import { accountIdSchema, type AccountId, type CaseId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import { hasCase, touchCase } from '../cases/store';
import type { ReadableDatabase } from '../db/database';
import type { Handlers } from '../kernel/handlers';
import { isExhibitOfCase, isFactOfCase, isInterviewOfCase, readFact } from '../timeline/store';
import type { OpenVault } from '../vault/session';
import { deleteAskAgain, readBeforeAsking, writeAskAgain } from './before-asking';
import {
  deleteAccount,
  deleteStatement,
  findAccount,
  insertAccount,
  listAccounts,
  listFactsToCompare,
  listStatementsOfAccount,
  listStatementsOfCase,
  restoreStatements,
  updateAccount,
  writeStatement,
} from './store';

interface RemovedAccount {
  readonly account: Account;
  readonly statements: readonly AccountStatement[];
}

/** Only in memory: what was removed must not stay readable in the vault. */
const removedByVault = new WeakMap<OpenVault, Map<AccountId, RemovedAccount>>();

export const accountsHandlers: Handlers<typeof accountsContract> = {
  'accounts.concordance': ({ db }, { caseId }) =>
    hasCase(db, caseId)
      ? ok({
          accounts: [...listAccounts(db, caseId)],
          facts: [...listFactsToCompare(db, caseId)],
          statements: [...listStatementsOfCase(db, caseId)],
        })
      : err({ kind: 'caseNotFound' }),

  'accounts.beforeAsking': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok(readBeforeAsking(db, caseId)) : err({ kind: 'caseNotFound' }),

  'accounts.askAgain': (deps, { factId, reason }) => {
    const { db, clock, actor, audit } = deps;
    return db.transaction(() => {
      const caseId = readFact(db, factId)?.caseId ?? null;
      if (caseId === null) return err({ kind: 'factNotFound' } as const);
      if (reason === null) deleteAskAgain(db, [factId]);
      else writeAskAgain(db, [{ factId, reason, decidedAt: clock.now(), memberId: actor }]);
      touchCase(deps, caseId);
      audit({ action: 'fact.askedAgain', subjectId: factId, caseId });
      return ok({});
    });
  },

  'accounts.create': (deps, { caseId, account: fields }) => {
    const { db, clock, newId, audit } = deps;
    return db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      const wrong = whatIsWrong(db, caseId, fields);
      if (wrong !== null) return err({ kind: wrong });
      const account = { ...fields, id: accountIdSchema.parse(newId()), caseId };
      insertAccount(db, account, clock.now());
      touchCase(deps, caseId);
      audit({ action: 'account.created', subjectId: account.id, caseId });
      return ok(account);
    });
  },

  'accounts.change': (deps, { accountId, account: fields }) => {
    const { db, clock, audit } = deps;
    return db.transaction(() => {
      const before = findAccount(db, accountId);
      if (before === undefined) return err({ kind: 'accountNotFound' } as const);
      const { caseId } = before;
      const wrong = whatIsWrong(db, caseId, fields);
      if (wrong !== null) return err({ kind: wrong });
      const account = { ...before, ...fields };
      updateAccount(db, account, clock.now());
      touchCase(deps, caseId);
      audit({ action: 'account.changed', subjectId: accountId, caseId });
      return ok(account);
    });
  },

  'accounts.remove': (deps, { accountId }) => {
    const { db, audit } = deps;
    return db.transaction(() => {
      const account = findAccount(db, accountId);
      if (account === undefined) return err({ kind: 'accountNotFound' } as const);
      const statements = listStatementsOfAccount(db, accountId);
      deleteAccount(db, accountId);
      touchCase(deps, account.caseId);
      audit({ action: 'account.removed', subjectId: accountId, caseId: account.caseId });
      const removed = removedByVault.get(deps.vault) ?? new Map<AccountId, RemovedAccount>();
      removedByVault.set(deps.vault, removed.set(accountId, { account, statements }));
      return ok({});
    });
  },

  'accounts.restore': (deps, { accountId }) => {
    const { db, clock, audit } = deps;
    return db.transaction(() => {
      const there = findAccount(db, accountId);
      // Undone twice, e.g. by two clicks.
      if (there !== undefined) return ok(there);
      const removed = removedByVault.get(deps.vault)?.get(accountId);
      if (removed === undefined || !hasCase(db, removed.account.caseId)) {
        return err({ kind: 'accountNotFound' } as const);
      }
      const { caseId, exhibitId, interviewId } = removed.account;
      const isExhibitThere = exhibitId !== null && isExhibitOfCase(db, caseId, exhibitId);
      const isInterviewThere = interviewId !== null && isInterviewOfCase(db, caseId, interviewId);
      const account = {
        ...removed.account,
        exhibitId: isExhibitThere ? exhibitId : null,
        interviewId: isInterviewThere ? interviewId : null,
      };
      insertAccount(db, account, clock.now());
      restoreStatements(deps, removed.statements);
      touchCase(deps, caseId);
      audit({ action: 'account.restored', subjectId: accountId, caseId });
      removedByVault.get(deps.vault)?.delete(accountId);
      return ok(account);
    });
  },

  'accounts.compare': (deps, { accountId, factId, comparison }) => {
    const { db, audit } = deps;
    return db.transaction(() => {
      const account = findAccount(db, accountId);
      if (account === undefined) return err({ kind: 'accountNotFound' } as const);
      const { caseId } = account;
      if (!isFactOfCase(db, caseId, factId)) return err({ kind: 'factNotFound' } as const);
      if (comparison === null) deleteStatement(db, accountId, factId);
      else writeStatement(deps, { ...comparison, accountId, factId });
      touchCase(deps, caseId);
      audit({ action: 'account.compared', subjectId: accountId, caseId });
      return ok({});
    });
  },
};

function whatIsWrong(
  db: ReadableDatabase,
  caseId: CaseId,
  { dateEdtf, exhibitId, interviewId }: AccountFields,
): 'badDate' | 'placeNotFound' | 'twoPlaces' | null {
  if (!isReadableEdtf(dateEdtf)) return 'badDate';
  if (exhibitId !== null && interviewId !== null) return 'twoPlaces';
  if (exhibitId !== null && !isExhibitOfCase(db, caseId, exhibitId)) return 'placeNotFound';
  if (interviewId !== null && !isInterviewOfCase(db, caseId, interviewId)) return 'placeNotFound';
  return null;
}
