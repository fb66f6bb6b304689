import type { FoundBackup } from '../../../shared/backups/schemas';
import type { Formats, Text } from '../../lib/text';

/** The moment a found backup shows, as far as it is known. */
export function foundLabel(backup: FoundBackup, text: Text, formats: Formats): string {
  return backup.takenAt === null ? text('backups.found.unknownMoment') : formats.instant(backup.takenAt);
}
