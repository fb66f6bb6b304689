import { ScanSearch } from 'lucide-react';
import type { PackView } from '../../../shared/procedures/contract';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import styles from './pack-line.module.css';

/** Which law the screen shows, of which day, and who has checked it. Stands on every screen that shows rules. */
export function PackLine(props: { readonly pack: PackView; readonly startedVersion?: string }) {
  const text = useText();
  const formats = useFormats();
  const { pack, startedVersion } = props;
  return (
    <span className={styles.line}>
      <span>
        {pack.shortTitle} · {text('procedures.pack.asOf', { date: formats.date(pack.lawAsOf) })}
      </span>
      {pack.review.state === 'unreviewed' ? (
        <Badge tone="warning" icon={<ScanSearch aria-hidden="true" />}>
          {text('procedures.pack.unreviewed')}
        </Badge>
      ) : (
        <Badge tone="success">
          {text('procedures.pack.reviewed', {
            by: pack.review.by ?? '',
            date: pack.review.on === null ? '' : formats.date(pack.review.on),
          })}
        </Badge>
      )}
      {pack.isWorkingTranslation && (
        <span className={styles.facts}>{text('procedures.pack.workingTranslation')}</span>
      )}
      {startedVersion !== undefined && startedVersion !== pack.version && (
        <span className={styles.facts}>
          {text('procedures.pack.changed', { before: startedVersion, now: pack.version })}
        </span>
      )}
    </span>
  );
}
