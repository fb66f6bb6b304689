export { FilingCoverage } from './filing-coverage';
export { EventWarnings } from './event-warnings';
