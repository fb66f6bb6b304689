import type { CivilDate } from '../../../shared/kernel/time';

/** The language of the screen, in which dates are read first and shown. */
export { useInterfaceLanguage } from '../../lib/text';

/** Today on the laptop's own calendar. */
export function todayHere(): CivilDate {
  const now = new Date();
  const month = String(now.getMonth() + 1).padStart(2, '0');
  const day = String(now.getDate()).padStart(2, '0');
  return `${now.getFullYear()}-${month}-${day}`;
}
