export { ChronologyDialog } from './chronology-dialog';
