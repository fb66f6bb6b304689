import type { FactId } from '../../../shared/kernel/ids';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import styles from './contradictions.module.css';
import type { LinkedTime } from './linked-time-query';
import { ContradictionSteps, shortStatement } from './time-sentences';

/** What is said of the times of facts and cannot all be true, with the facts to open. */
export function Contradictions(props: {
  readonly linkedTime: LinkedTime;
  readonly onOpen: (factId: FactId) => void;
}) {
  const text = useText();
  const { contradictions, facts } = props.linkedTime;
  if (contradictions.length === 0) return null;
  return (
    <Banner tone="warning" title={text('timeline.contradiction.count', { count: contradictions.length })}>
      <p>{text('timeline.contradiction.body')}</p>
      <ul className={styles.contradictions}>
        {contradictions.map((contradiction) => (
          <li key={JSON.stringify(contradiction)}>
            <ContradictionSteps contradiction={contradiction} facts={facts} />
            <div className={styles.facts}>
              {facts
                .filter(({ id }) => contradiction.factIds.includes(id))
                .map((fact) => (
                  <Button key={fact.id} look="link" size="small" onPress={() => props.onOpen(fact.id)}>
                    {text('timeline.contradiction.open', { statement: shortStatement(fact.statement) })}
                  </Button>
                ))}
            </div>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
