export { CustodyDialog } from './custody-dialog';
export { DossierDialog } from './dossier-dialog';
