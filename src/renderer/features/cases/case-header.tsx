import type { CaseId } from '../../../shared/kernel/ids';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { PlaceBand } from '../packages';
import { NamesToggle, SafeContactBand } from '../people';
import styles from './case-header.module.css';
import { Due, Phase, Reflection } from './case-state';

/** Above every part of a case: where it stands, whether names are shown, and how its people may be reached. */
export function CaseHeader(props: { readonly caseId: CaseId }) {
  const text = useText();
  const formats = useFormats();
  const opened = useChannel('cases.read', { caseId: props.caseId }).data;
  return (
    <header className={styles.header} aria-label={text('cases.header')}>
      <div className={styles.line}>
        {opened !== undefined && (
          <>
            {opened.closedOn !== null && (
              <Badge>{text('cases.closedOn', { date: formats.shortDate(opened.closedOn) })}</Badge>
            )}
            <Phase phase={opened.phase} withLabel />
            {opened.reflection !== null && <Reflection reflection={opened.reflection} />}
            {opened.nextDeadline !== null && (
              <Due deadline={opened.nextDeadline} title={opened.nextDeadline.title} withIcon />
            )}
          </>
        )}
        <span className={styles.end}>
          <NamesToggle size="small" />
        </span>
      </div>
      <SafeContactBand caseId={props.caseId} />
      <PlaceBand caseId={props.caseId} />
    </header>
  );
}
