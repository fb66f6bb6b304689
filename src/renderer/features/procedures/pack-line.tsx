import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { SignatureState } from '../../../shared/packs/signature';
import type { PackView } from '../../../shared/procedures/contract';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { MoveCaseDialog, SignatureBadge } from '../packs';
import styles from './pack-line.module.css';

/** Which law the screen shows, of which day, and who has checked it. Stands on every screen that shows rules. */
export function PackLine(props: {
  readonly pack: PackView;
  readonly signature: SignatureState;
  readonly startedVersion?: string;
  /** A case that can be moved to another version. */
  readonly move?: { readonly caseId: CaseId; readonly to: string };
}) {
  const text = useText();
  const formats = useFormats();
  const { pack, startedVersion, move } = props;
  const [compares, setCompares] = useState(false);
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
      <SignatureBadge signature={props.signature} />
      {pack.isWorkingTranslation && (
        <span className={styles.facts}>{text('procedures.pack.workingTranslation')}</span>
      )}
      {startedVersion !== undefined && startedVersion !== pack.version && (
        <span className={styles.facts}>
          {text('procedures.pack.changed', { before: startedVersion, now: pack.version })}
        </span>
      )}
      {move !== undefined && (
        <span className={styles.facts}>
          {text('packs.newer', { version: move.to })}{' '}
          <Button look="link" size="small" onPress={() => setCompares(true)}>
            {text('packs.newer.compare')}
          </Button>
        </span>
      )}
      {compares && move !== undefined && (
        <MoveCaseDialog caseId={move.caseId} onClose={() => setCompares(false)} />
      )}
    </span>
  );
}
