export { CustodyDialog } from './custody-dialog';
