export { backupFailureText, type BackupFailure } from './failure-texts';
export { foundLabel } from './found-label';
export { stepText } from './step-text';
