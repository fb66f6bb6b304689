export { CopiesDialog } from './copies-dialog';
export { FilingDepartureDialog } from './filing-departure-dialog';
export { ReasonField, useReasonNeeded } from './reason-needed';
