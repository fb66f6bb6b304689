export { KeptNumberMark, SentInventories } from './sent-inventories';
