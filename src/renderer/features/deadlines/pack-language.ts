/** The language in which texts of a procedure pack are shown: that of the interface. */
export { useInterfaceLanguage as usePackLanguage } from '../../lib/text';
