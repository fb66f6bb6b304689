import type { FilingKind } from '../../../shared/filings/kinds';
import type { CaseId } from '../../../shared/kernel/ids';
import { navigate } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Stack } from '../../ui/layout';
import { usePackLanguage } from '../deadlines';
import styles from './coverage.module.css';
import { holeTarget } from './hole-target';

/** What the law wants shown for this filing, and on what it rests so far. Nothing of it stops the filing. */
export function FilingCoverage(props: { readonly caseId: CaseId; readonly filingKind: FilingKind }) {
  const text = useText();
  const language = usePackLanguage();
  const { caseId, filingKind } = props;
  const { data } = useChannel(
    'procedures.coverage',
    { caseId, language, filingKind },
    { keepPrevious: true, askAnew: true },
  );
  const needed = (data?.rows ?? []).filter(({ isNeeded }) => isNeeded);
  if (needed.length === 0) return null;
  return (
    <Card>
      <Stack gap={3}>
        <h2 className={styles.idleTitle}>{text('procedures.coverage.forFiling')}</h2>
        <ul className={styles.list}>
          {needed.map((row) => (
            <li key={row.id}>
              <div className={styles.item}>
                <span>{row.name}</span>
                <span className={styles.whole}>
                  {text('procedures.coverage.counts', {
                    facts: row.facts.count,
                    exhibits: row.exhibits.count,
                  })}
                </span>
              </div>
              {row.holes.map((hole) => (
                <div key={hole}>
                  <Button look="link" onPress={() => holeTarget(caseId, row, hole)}>
                    {text(`procedures.coverage.${hole}`)}
                  </Button>
                </div>
              ))}
            </li>
          ))}
        </ul>
        <Button size="small" onPress={() => navigate({ kind: 'case', caseId, section: 'coverage' })}>
          {text('procedures.coverage.open')}
        </Button>
      </Stack>
    </Card>
  );
}
