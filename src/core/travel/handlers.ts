import { extname } from 'node:path';
import { err, ok } from '../../shared/kernel/result';
import type { travelContract } from '../../shared/travel/contract';
import { isWithin } from '../dossiers/places';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { makePublicKey } from '../packages/keys';
import { findCasePlace } from '../packages/store';
import { isPurging } from '../retention/purge-cases';
import { measureStrength } from '../vault/passphrase-strength';
import { leaveBehind, refusalOf } from './leave-behind';
import { listCasesAway, listCasesHere } from './store';

const extension = 'dossier-package';

export const travelHandlers: Handlers<typeof travelContract> = {
  'travel.list': ({ db }) => ok({ here: [...listCasesHere(db)], away: [...listCasesAway(db)] }),

  'travel.leaveBehind': async (deps, { caseIds, lock }) => {
    const { db, host, vault, clock } = deps;
    if (isPurging(deps)) return err({ kind: 'purgeUnderWay' });
    const cases = [...new Set(caseIds)];
    const refused = refusalOf(deps, cases);
    if (refused !== null) return err(refused);
    for (const { caseId, code } of listCasesHere(db)) {
      if (cases.includes(caseId) && findCasePlace(db, caseId) !== null) {
        return err({ kind: 'caseElsewhere', code });
      }
    }
    if (lock.kind === 'passphrase' && !(await measureStrength(lock.passphrase, [vault.name])).acceptable) {
      return err({ kind: 'passphraseTooWeak' });
    }
    const chosen = await host.chooseSavePath({
      title: dialogText(deps, 'dialogs.savePackage'),
      suggestedName: `${dialogText(deps, 'dialogs.packageName')}_${clock.today()}.${extension}`,
      kinds: [{ name: 'Dossier', extensions: [extension] }],
    });
    if (chosen === null) return err({ kind: 'dialogCancelled' });
    const path = extname(chosen) === `.${extension}` ? chosen : `${chosen}.${extension}`;
    if (isWithin(path, vault.originals.folder)) return err({ kind: 'insideVault' });
    return leaveBehind(deps, {
      caseIds: cases,
      lock: lock.kind === 'passphrase' ? lock : { kind: 'publicKeys', recipients: [makePublicKey(deps)] },
      path,
    });
  },
};
