export { MoveCaseDialog } from './move-case-dialog';
export { SignatureBadge } from './signature-badge';
