export { focusSearchField } from './search-field';
