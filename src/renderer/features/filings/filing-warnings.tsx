import type { FilingReview } from '../../../shared/filings/schemas';
import { useFormats, useText } from '../../lib/text';
import { Card } from '../../ui/card';
import { warningText } from './filing-texts';
import styles from './review-screen.module.css';

/** What a person should know before the filing goes out; nothing where there is nothing. */
export function FilingWarnings({ review }: { readonly review: FilingReview }) {
  const text = useText();
  const formats = useFormats();
  if (review.warnings.length === 0) return null;
  return (
    <Card>
      <h2 className={styles.stateTitle}>{text('filings.review.warnings.title')}</h2>
      <ul className={styles.warnings}>
        {review.warnings.map((warning) => (
          <li key={JSON.stringify(warning)}>{warningText(text, formats, warning)}</li>
        ))}
      </ul>
    </Card>
  );
}
