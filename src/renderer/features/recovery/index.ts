// What other features may use of recovery.
export { NewPassphrase, OpenWithPapers } from './open-with-papers';
export { isPaperFailure, refusedPaperText } from './paper-failures';
export { noPapers, PapersEntry, typedPapers, type TypedPapers } from './papers-entry';
export { RecoveryNotice } from './recovery-notice';
export { RehearseDialog } from './rehearse-dialog';
