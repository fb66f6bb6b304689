export { KeepingSection } from './keeping-section';
export { HoldDialog } from './hold-dialog';
