// What other features may use of the log.
export { LogEntries } from './log-entries';
