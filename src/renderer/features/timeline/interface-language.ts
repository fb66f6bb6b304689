import { useIntl } from 'react-intl';
import type { InterfaceLanguage } from '../../../shared/kernel/languages';
import type { CivilDate } from '../../../shared/kernel/time';

/** The language of the screen, in which dates are read first and shown. */
export function useInterfaceLanguage(): InterfaceLanguage {
  return useIntl().locale.startsWith('fr') ? 'fr' : 'en';
}

/** Today on the laptop's own calendar. */
export function todayHere(): CivilDate {
  const now = new Date();
  const month = String(now.getMonth() + 1).padStart(2, '0');
  const day = String(now.getDate()).padStart(2, '0');
  return `${now.getFullYear()}-${month}-${day}`;
}
