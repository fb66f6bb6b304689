export { CaseDeadlines } from './case-deadlines';
export { LawNote, MarkBadge, VerifyBadge } from './law-note';
export { usePackLanguage } from './pack-language';
export { scrollIntoScreen } from './scroll-into-screen';
