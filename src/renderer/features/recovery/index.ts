// What other features may use of recovery.
export { OpenWithPapers } from './open-with-papers';
export { RecoveryNotice } from './recovery-notice';
export { RehearseDialog } from './rehearse-dialog';
