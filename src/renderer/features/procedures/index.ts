export { EventWarnings } from './event-warnings';
