export { ChoicePills } from './choice-pills';
export { FactDialog } from './fact-dialog';
export { useInterfaceLanguage } from './interface-language';
