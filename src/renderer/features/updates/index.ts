export { UpdateSection } from './update-section';
