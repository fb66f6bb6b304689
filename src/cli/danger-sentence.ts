import filings from '../../resources/locales/en/filings.json';
import type { DocumentDanger } from '../shared/filings/schemas';

/** What is dangerous in a file by its name, where it is, and what that means. */
export function dangerSentence({ reason, part }: Pick<DocumentDanger, 'reason' | 'part'>): string {
  const where = part === null ? '' : ` in ${part}`;
  return `${reason}${where}. ${filings[`filings.templateRefused.${reason}`]}`;
}
