export { OwnWords } from './own-words';
export { Spelling, useUnderlines } from './spelling';
