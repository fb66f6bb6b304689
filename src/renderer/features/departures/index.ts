export { CopiesDialog } from './copies-dialog';
export { FilingDepartureDialog } from './filing-departure-dialog';
export { InterruptedCopies } from './interrupted-copies';
export { LeavingFields, useLeaving } from './leaving';
export { LeavingDialog } from './leaving-dialog';
