import type { exhibitsContract } from '../../shared/exhibits/contract';
import { printExhibitNumber } from '../../shared/exhibits/numbering';
import { sentInventoryIdSchema } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import { caseExists, listExhibits } from '../evidence/store';
import type { Handlers } from '../kernel/handlers';
import { makeBundle, planBundle } from './bundle/make';
import { keepPicture } from './pictures';
import { saveRedactedCopy, useRedactedCopy } from './redaction/save';
import { listWithdrawnNumbers, renumber } from './numbers';
import { deleteSentInventory, findSentInventory, insertSentInventory, listSentInventories } from './store';

export const exhibitsHandlers: Handlers<typeof exhibitsContract> = {
  'exhibits.sent': ({ db, clock }, { caseId }) =>
    ok({
      today: clock.today(),
      inventories: [...listSentInventories(db, caseId)],
      withdrawnNumbers: listWithdrawnNumbers(db, caseId).map(printExhibitNumber),
    }),

  'exhibits.markSent': ({ db, clock, newId, audit }, { caseId, sentOn, recipient }) =>
    db.transaction(() => {
      if (!caseExists(db, caseId)) return err({ kind: 'caseNotFound' });
      const today = clock.today();
      if (sentOn > today) return err({ kind: 'dayInFuture', today });
      if (recipient === '') return err({ kind: 'recipientMissing' });
      if (listExhibits(db, caseId).length === 0) return err({ kind: 'noExhibits' });
      const id = sentInventoryIdSchema.parse(newId());
      insertSentInventory(db, { id, caseId, sentOn, recipient, createdAt: clock.now() });
      audit({ action: 'exhibit.inventorySent', subjectId: id, caseId });
      const written = listSentInventories(db, caseId).find((inventory) => inventory.id === id);
      if (written === undefined) throw new Error('An inventory written in this transaction is gone');
      return ok(written);
    }),

  'exhibits.bundlePlan': ({ db }, { caseId }) => ok(planBundle(db, caseId)),

  'exhibits.makeBundle': (deps, input) => makeBundle(deps, input),

  'exhibits.saveRedactedCopy': (deps, input) => saveRedactedCopy(deps, input),

  'exhibits.useRedactedCopy': (deps, input) => useRedactedCopy(deps, input),

  'exhibits.keepPicture': ({ db, clock }, drawn) => keepPicture(db, drawn, clock.now()),

  'exhibits.takeBackSent': ({ db, audit }, { sentInventoryId }) =>
    db.transaction(() => {
      const found = findSentInventory(db, sentInventoryId);
      if (found === undefined) return err({ kind: 'inventoryNotFound' });
      const { caseId } = found;
      deleteSentInventory(db, sentInventoryId);
      renumber(
        db,
        caseId,
        listExhibits(db, caseId).map(({ id }) => id),
      );
      audit({ action: 'exhibit.inventoryTakenBack', subjectId: sentInventoryId, caseId });
      return ok(null);
    }),
};
