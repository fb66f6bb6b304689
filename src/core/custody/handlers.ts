import { basename } from 'node:path';
import type { custodyContract } from '../../shared/custody/contract';
import { custodyWords } from '../../shared/custody/wording';
import { err, ok, type Result } from '../../shared/kernel/result';
import { readCase } from '../cases/store';
import { passGateForDocument } from '../departures/depart';
import { letOutDocument } from '../departures/let-out';
import { checkOriginal } from '../evidence/originals';
import { safeInFileName, withExtension } from '../filings/file-name';
import type { VaultDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import type { WorkContext } from '../work/registry';
import { readCustody, type CheckedExhibit, type CheckedOriginal, type KeptExhibit } from './read';

export const custodyHandlers: Handlers<typeof custodyContract> = {
  'exhibits.saveCustodyAnnex': async (deps, { caseId, language, withGiver, to, reason, reasonKind }) => {
    const { db, host, clock, work } = deps;
    const record = readCase(db, caseId);
    if (record === null) return err({ kind: 'caseNotFound' });
    if (readCustody(db, caseId).length === 0) return err({ kind: 'noExhibits' });
    const today = clock.today();
    const chosen = await host.chooseSavePath({
      title: dialogText(deps, 'dialogs.saveCustody'),
      suggestedName: `${safeInFileName(record.code)}_${custodyWords.fileName[language]}_${today}.docx`,
      kinds: [{ name: 'Word', extensions: ['docx'] }],
    });
    if (chosen === null) return err({ kind: 'dialogCancelled' });
    const path = withExtension(chosen, '.docx');
    return work.run('custodyAnnex', async (context) => {
      const checked = await checkExhibits(deps, readCustody(db, caseId), context);
      if (!checked.ok) return checked;
      const exhibits = checked.value;
      // The writer of Word files is large, and most sessions make no document with it.
      const { buildCustodyAnnex } = await import('./document');
      const document = await buildCustodyAnnex({
        caseCode: record.code,
        language,
        today,
        withGiver,
        exhibits,
      });
      if (context.signal.aborted) return err({ kind: 'cancelled' });
      const passed = passGateForDocument(deps, { caseId, to, told: ['papers'], document, reason });
      if (!passed.ok) return passed;
      const originals = exhibits.flatMap((exhibit) => exhibit.originals);
      const saved = letOutDocument(deps, {
        path,
        document,
        record: {
          departures: [
            { caseId, kind: 'custodyAnnex', to, objections: [...passed.value], reason, reasonKind },
          ],
          custody: originals.map(({ id, found, checkedAt }) => ({
            fileId: id,
            action: checkActions[found],
            at: checkedAt,
          })),
          audit: [{ action: 'exhibit.custodySaved', subjectId: caseId, caseId }],
        },
      });
      if (!saved.ok) return saved;
      return ok({
        fileName: basename(path),
        originals: originals.length,
        notWhole: originals.filter(({ found }) => found !== 'whole').length,
      });
    });
  },
};

/** Reads every original through, and says how each was found. */
async function checkExhibits(
  { vault, clock }: VaultDeps,
  exhibits: readonly KeptExhibit[],
  context: WorkContext,
): Promise<Result<readonly CheckedExhibit[], { readonly kind: 'cancelled' }>> {
  const total = exhibits
    .flatMap(({ originals }) => originals)
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
  let done = 0;
  const checked: CheckedExhibit[] = [];
  try {
    for (const exhibit of exhibits) {
      const originals: CheckedOriginal[] = [];
      for (const original of exhibit.originals) {
        context.signal.throwIfAborted();
        const found = await checkOriginal(vault.originals, original, {
          signal: context.signal,
          breathe: context.breathe,
          onBytes: (count) => {
            done += count;
            context.report({ done, total });
          },
        });
        originals.push({ ...original, found, checkedAt: clock.now() });
      }
      checked.push({ ...exhibit, originals });
    }
  } catch (failure) {
    if (context.signal.aborted) return err({ kind: 'cancelled' });
    throw failure;
  }
  return ok(checked);
}

const checkActions = {
  whole: 'checkedWhole',
  missing: 'checkedMissing',
  damaged: 'checkedDamaged',
} as const;
