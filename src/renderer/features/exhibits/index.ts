export { KeptNumberMark, SentInventories } from './sent-inventories';
export { BundleDialog } from './bundle-dialog';
