import { basename, extname } from 'node:path';
import type { packagesContract } from '../../shared/packages/contract';
import { err, ok } from '../../shared/kernel/result';
import { keyFingerprint } from '../audit/signature';
import { findCaseTables, readCaseRows } from '../backups/case-rows';
import { hasCase, readCase } from '../cases/store';
import { lookAtConsent, objectionOfConsent } from '../departures/consent';
import { passGate } from '../departures/depart';
import { isWithin } from '../dossiers/places';
import { recipientPublicKey } from '../evidence/age-keys';
import { safeInFileName } from '../filings/file-name';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { auditNamesShown } from '../people/names-shown';
import { measureStrength } from '../vault/passphrase-strength';
import { createPackage } from './create-package';
import { toDecision, toEntry } from './entries';
import { rowKey } from './fields';
import { findPublicKey, makePublicKey } from './keys';
import { compareOnce, findShown, forgetPackage, recallPackage, rememberPackage } from './looked-at';
import { readPackage } from './read-package';
import { readReceivedLog } from './received-log';
import { planOf } from './sides';
import {
  clearCasePlace,
  findCasePlace,
  findReceivedLog,
  findTakenIn,
  listDecisions,
  listPackages,
} from './store';
import { findBrokenSeal, importPackage, makerStanding } from './take-in';
import { undoPackage } from './undo';

const extension = 'dossier-package';

export const packagesHandlers: Handlers<typeof packagesContract> = {
  'packages.key': (deps) =>
    ok({
      publicKey: findPublicKey(deps),
      fingerprint: keyFingerprint(deps.vault.auditSigner.publicKey),
    }),

  'packages.makeKey': (deps) => ok({ publicKey: makePublicKey(deps) }),

  'packages.create': async (deps, { caseIds, lock, recipient, purpose, forReading, reason }) => {
    const { db, host, vault, clock, work } = deps;
    const cases = [...new Set(caseIds)];
    if (cases.some((caseId) => !hasCase(db, caseId))) return err({ kind: 'caseNotFound' });
    if (forReading && purpose !== 'copy') return err({ kind: 'readersDoNotWork' });
    for (const caseId of cases) {
      const place = findCasePlace(db, caseId);
      if (place !== null && place.kind !== 'checkedOut') {
        return err({ kind: 'caseElsewhere', code: readCase(db, caseId)?.code ?? '' });
      }
    }
    if (lock.kind === 'publicKeys') {
      if (lock.recipients.some((each) => recipientPublicKey(each) === null))
        return err({ kind: 'notAPublicKey' });
    } else if (!(await measureStrength(lock.passphrase, [recipient])).acceptable) {
      return err({ kind: 'passphraseTooWeak' });
    }
    const objections = cases.flatMap((caseId) => {
      const look = lookAtConsent(db, caseId, {
        recipient: 'other',
        recipientName: recipient.trim(),
        purpose: null,
        told: null,
        today: clock.today(),
      });
      return objectionOfConsent(look) ?? [];
    });
    const passed = passGate([...new Set(objections)], [], reason);
    if (!passed.ok) return passed;
    const [first] = cases;
    const code = first === undefined ? '' : (readCase(db, first)?.code ?? '');
    const name = cases.length === 1 ? safeInFileName(code) : dialogText(deps, 'dialogs.packageName');
    const chosen = await host.chooseSavePath({
      title: dialogText(deps, 'dialogs.savePackage'),
      suggestedName: `${name}_${clock.today()}.${extension}`,
      kinds: [{ name: 'Dossier', extensions: [extension] }],
    });
    if (chosen === null) return err({ kind: 'dialogCancelled' });
    const path = extname(chosen) === `.${extension}` ? chosen : `${chosen}.${extension}`;
    if (isWithin(path, vault.originals.folder)) return err({ kind: 'insideVault' });
    return work.run('makePackage', (context) =>
      createPackage(deps, context, {
        caseIds: cases,
        lock,
        recipient: recipient.trim(),
        purpose,
        forReading,
        objections: [...new Set(objections)],
        reason,
        path,
      }),
    );
  },

  'packages.look': async (deps, { handle, passphrase }) => {
    const { db, host, vault, work } = deps;
    const before = handle === null ? undefined : recallPackage(vault, handle);
    if (handle !== null && before === undefined) return err({ kind: 'packageNotOpen' });
    const path =
      before?.path ??
      (await host.chooseFile({
        title: dialogText(deps, 'dialogs.openPackage'),
        kinds: [{ name: 'Dossier', extensions: [extension] }],
      }));
    if (path === null) return err({ kind: 'dialogCancelled' });
    const fileName = basename(path);
    const newHandle = handle ?? deps.newId();
    const read = await work.run('readPackage', (context) =>
      readPackage(deps, context, { path, key: passphrase }),
    );
    if (!read.ok) {
      if (read.error.kind !== 'passphraseNeeded' && read.error.kind !== 'wrongPassphrase')
        return err(read.error);
      rememberPackage(vault, newHandle, { path, fileName, read: null });
      return read.error.kind === 'wrongPassphrase'
        ? err({ kind: 'wrongPassphrase' })
        : err({ kind: 'passphraseNeeded', handle: newHandle, fileName });
    }
    const broken = findBrokenSeal(deps, read.value);
    if (broken !== null) return err({ kind: 'sealBroken', code: broken });
    rememberPackage(vault, newHandle, { path, fileName, read: read.value });
    const compared = compareOnce(deps, read.value);
    if (!compared.ok) {
      forgetPackage(vault);
      return err({ kind: 'sealedDiffers', table: compared.table, code: compared.code });
    }
    const { head, publicKey } = read.value;
    return ok({
      handle: newHandle,
      fileName,
      packageId: head.packageId,
      madeAt: head.madeAt,
      purpose: head.purpose,
      forReading: head.forReading,
      maker: {
        name: head.maker.name,
        fingerprint: keyFingerprint(publicKey),
        standing: makerStanding(deps, read.value),
      },
      takenInAt: findTakenIn(db, head.packageId),
      cases: compared.cases.map(planOf),
    });
  },

  'packages.differences': (deps, { handle, caseId, withNames, from, limit }) => {
    const read = recallPackage(deps.vault, handle)?.read ?? null;
    if (read === null) return err({ kind: 'packageNotOpen' });
    const compared = compareOnce(deps, read);
    const found = compared.ok ? compared.cases.find((each) => each.caseId === caseId) : undefined;
    if (found === undefined) return err({ kind: 'caseNotFound' });
    if (withNames && found.codeHere !== null) auditNamesShown(deps, caseId);
    const rows = { tables: read.tables, here: found.here, there: found.read.rows };
    // What is for a person to settle comes first.
    const sorted = found.differences.toSorted((one, other) => order[one.kind] - order[other.kind]);
    return ok({
      entries: sorted.slice(from, from + limit).map((each) => toEntry(each, rows, withNames)),
      total: sorted.length,
    });
  },

  'packages.takeIn': async (deps, { handle, choices, makerConfirmed }) => {
    const lookedAt = recallPackage(deps.vault, handle);
    const read = lookedAt?.read ?? null;
    if (lookedAt === undefined || read === null) return err({ kind: 'packageNotOpen' });
    const shown = findShown(deps.vault, read);
    const source = { ...lookedAt, read, ...(shown === null ? {} : { shown }) };
    const taken = await deps.work.run('takeInPackage', (context) =>
      importPackage(deps, context, source, { choices, makerConfirmed }),
    );
    if (!taken.ok) return taken;
    forgetPackage(deps.vault);
    return ok({ packageId: taken.value.packageId, cases: [...taken.value.cases] });
  },

  'packages.undo': (deps, { packageId }) => undoPackage(deps, packageId),

  'packages.list': ({ db }) => ok([...listPackages(db)]),

  'packages.place': ({ db }, { caseId }) =>
    hasCase(db, caseId) ? ok(findCasePlace(db, caseId)) : err({ kind: 'caseNotFound' }),

  'packages.takeBack': ({ db, audit }, { caseId }) =>
    db.transaction(() => {
      if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' } as const);
      const place = findCasePlace(db, caseId);
      if (place === null) return err({ kind: 'notElsewhere' } as const);
      if (place.kind === 'forReading') return err({ kind: 'onlyForReading' } as const);
      clearCasePlace(db, caseId);
      audit({ action: 'package.caseTakenBack', subjectId: caseId, caseId });
      return ok({});
    }),

  'packages.decisions': (deps, { caseId, withNames }) => {
    if (!hasCase(deps.db, caseId)) return err({ kind: 'caseNotFound' });
    const decisions = listDecisions(deps.db, caseId);
    if (decisions.length === 0) return ok([]);
    if (withNames) auditNamesShown(deps, caseId);
    const wanted = new Set(decisions.map(({ table }) => table));
    const tables = findCaseTables(deps.db);
    const rows = readCaseRows(deps.db, tables, caseId);
    const rowsByKey = new Map(
      tables
        .filter(({ name }) => wanted.has(name))
        .map((table) => [
          table.name,
          new Map((rows.get(table.name) ?? []).map((row) => [rowKey(table, row), row])),
        ]),
    );
    return ok(
      decisions.map((each) => toDecision(each, rowsByKey.get(each.table)?.get(each.key) ?? null, withNames)),
    );
  },

  'packages.log': ({ db }, { packageId, caseId, limit }) => {
    if (!hasCase(db, caseId)) return err({ kind: 'caseNotFound' });
    const kept = findReceivedLog(db, packageId, caseId);
    return kept === null
      ? err({ kind: 'packageNotFound' })
      : ok(readReceivedLog(db, { ...kept, caseId, limit }));
  },
};

const order = {
  conflict: 0,
  removedHere: 1,
  sealedHere: 2,
  placeTaken: 2,
  changedThere: 3,
  new: 4,
  removedThere: 5,
} as const;
