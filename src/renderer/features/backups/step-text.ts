import type { Work } from '../../../shared/work/schemas';
import type { Text, TextId } from '../../lib/text';

const steps = ['copying', 'testing', 'originals', 'restoring', 'restoringOriginals'] as const;

/** What work with a backup is doing now, in words. */
export function stepText(work: Work | null, text: Text): string {
  const step = steps.find((each) => each === work?.step) ?? 'beginning';
  const id: TextId = `backups.step.${step}`;
  return text(id);
}
