// What other features may use of packages.
export { PlaceBand } from './place-band';
export { SendPackageDialog } from './send-package-dialog';
