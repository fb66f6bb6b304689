export { BeforeAsking } from './before-asking';
