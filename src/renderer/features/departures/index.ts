export { CopiesDialog } from './copies-dialog';
export { FilingDepartureDialog } from './filing-departure-dialog';
export { LeavingFields, useLeaving } from './leaving';
export { LeavingDialog } from './leaving-dialog';
