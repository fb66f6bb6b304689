import { basename } from 'node:path';
import type { transferContract } from '../../shared/transfer/contract';
import { consentData } from '../../shared/filings/fill-consent';
import { err, ok } from '../../shared/kernel/result';
import { passGateWith } from '../departures/depart';
import { isWithin } from '../dossiers/places';
import { beginBag, type Bag } from '../dossiers/write-dossier';
import { isOriginalDamaged } from '../evidence/originals';
import { safeInFileName } from '../filings/file-name';
import { dialogText } from '../kernel/dialog-texts';
import { targetFailureOf } from '../kernel/target-failure';
import type { Handlers } from '../kernel/handlers';
import { fillExport, readCaseContents } from './export-case';
import { importCase } from './import-case';

export const transferHandlers: Handlers<typeof transferContract> = {
  'cases.exportOpen': async (deps, { caseId, to, reason, reasonKind }) => {
    const { host, vault, clock, work } = deps;
    if (readCaseContents(deps, caseId) === null) return err({ kind: 'caseNotFound' });
    // Everything of the case is meant to go, so nothing of it is looked for; her will is asked about all the same.
    const passed = passGateWith(deps, { caseId, to, told: consentData, findings: [], reason });
    if (!passed.ok) return passed;
    const parent = await host.chooseFolder({ title: dialogText(deps, 'dialogs.exportCaseIn') });
    if (parent === null) return err({ kind: 'dialogCancelled' });
    if (isWithin(parent, vault.originals.folder)) return err({ kind: 'insideVault' });

    return work.run('exportCase', async (context) => {
      let bag: Bag | null = null;
      let current = '';
      try {
        const contents = readCaseContents(deps, caseId);
        if (contents === null) return err({ kind: 'caseNotFound' });
        bag = await beginBag(deps, {
          parent,
          name: `${safeInFileName(contents.code)}_${clock.today()}`,
          record: {
            departures: [{ caseId, kind: 'folder', to, objections: [...passed.value], reason, reasonKind }],
            custody: contents.originals.map(({ id }) => ({ fileId: id, action: 'copied', at: clock.now() })),
            audit: [{ action: 'case.exported', subjectId: caseId, caseId }],
          },
        });
        const filled = await fillExport(deps, contents, {
          bag,
          context,
          onOriginal: (name) => {
            current = name;
          },
        });
        context.pointOfNoReturn();
        const folderName = basename(bag.finish(filled.byteLength));
        bag = null;
        return ok({ folderName, originals: contents.originals.length, ...filled });
      } catch (failure) {
        if (context.signal.aborted) return err({ kind: 'cancelled' });
        if (isOriginalDamaged(failure)) return err({ kind: 'caseOriginalNotWhole', name: current });
        const kind = targetFailureOf(failure);
        if (kind === null) throw failure;
        return err({ kind: kind === 'targetFull' ? kind : 'targetNotWritable' });
      } finally {
        bag?.discard();
      }
    });
  },

  'cases.importOpen': async (deps) => {
    const folder = await deps.host.chooseFolder({ title: dialogText(deps, 'dialogs.importCaseFrom') });
    if (folder === null) return err({ kind: 'dialogCancelled' });
    return deps.work.run('importCase', (context) => importCase(deps, context, folder));
  },
};
