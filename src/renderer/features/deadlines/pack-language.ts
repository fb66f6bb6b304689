import { useIntl } from 'react-intl';
import { interfaceLanguages, type InterfaceLanguage } from '../../../shared/kernel/languages';

/** The language in which texts of a procedure pack are shown: that of the interface. */
export function usePackLanguage(): InterfaceLanguage {
  const { locale } = useIntl();
  return interfaceLanguages.find((language) => locale.startsWith(language)) ?? 'en';
}
