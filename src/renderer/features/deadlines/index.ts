export { CaseDeadlines } from './case-deadlines';
export { LawNote, MarkBadge, PartialDate, VerifyBadge } from './law-note';
export { PressingDeadlines } from './pressing-deadlines';
export { usePackLanguage } from './pack-language';
