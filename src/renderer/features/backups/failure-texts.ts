import type {
  CheckFailure,
  ChooseFolderFailure,
  FindFailure,
  MakeFailure,
  OpenCasesFailure,
  RestoreCaseFailure,
  RestoreFailure,
  RestoreWithPapersFailure,
} from '../../../shared/backups/contract';
import type { BackupDamage } from '../../../shared/backups/schemas';
import type { PaperFailure } from '../../../shared/recovery/contract';
import type { CallError } from '../../lib/core';
import { isCallError } from '../../lib/queries';
import type { Formats, Text } from '../../lib/text';
import { callErrorText } from '../../ui/error-boundary';

export type BackupFailure =
  | CheckFailure
  | ChooseFolderFailure
  | FindFailure
  | MakeFailure
  | Exclude<OpenCasesFailure, PaperFailure>
  | RestoreCaseFailure
  | RestoreFailure
  | Exclude<RestoreWithPapersFailure, PaperFailure>
  | CallError;

/** What is said when something with a backup did not work; null when there is nothing to tell: the person stopped it. */
export function backupFailureText(failure: BackupFailure, text: Text, formats: Formats): string | null {
  if (isCallError(failure)) {
    const sentence = callErrorText(failure);
    return text(sentence.id, sentence.values);
  }
  switch (failure.kind) {
    case 'dialogCancelled':
    case 'cancelled':
    // The form says these with its countdown.
    case 'tooSoon':
    case 'passphraseNeeded':
      return null;
    case 'notEnoughRoom':
      return failure.neededBytes <= failure.freeBytes
        ? text('backups.failure.full')
        : text('backups.failure.notEnoughRoom', {
            needed: formats.size(failure.neededBytes),
            free: formats.size(failure.freeBytes),
          });
    case 'backupDamaged':
      return text('backups.failure.backupDamaged', { damage: damageText(failure.damage, text) });
    case 'vaultFileDamaged':
      return text('backups.failure.vaultFileDamaged', { damage: damageText(failure.damage, text) });
    default:
      return text(`backups.failure.${failure.kind}`);
  }
}

function damageText(damage: BackupDamage, text: Text): string {
  const { database, pages, damagedPages, originals, damagedOriginals } = damage;
  switch (database) {
    case 'missing':
    case 'notEncrypted':
      return text(`backups.damage.${database}`);
    case 'damaged':
      return damagedPages > 0
        ? text('backups.damage.pages', { damaged: damagedPages, pages })
        : text('backups.damage.replaced');
    case 'whole':
      return text('backups.damage.originals', { damaged: damagedOriginals, originals });
  }
}
