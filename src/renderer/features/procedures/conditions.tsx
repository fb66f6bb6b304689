import type { ConditionView, ProcedureView } from '../../../shared/procedures/contract';
import { useText } from '../../lib/text';
import { Card, Section } from '../../ui/card';
import { LawNote, MarkBadge, VerifyBadge } from '../deadlines';
import { Disclosure } from './disclosure';
import styles from './conditions.module.css';

/** The legal elements of the present phase and of those that can follow: what must be shown. */
export function Conditions({ procedure }: { readonly procedure: ProcedureView }) {
  const text = useText();
  const current = procedure.phases.find(({ id }) => id === procedure.phaseId);
  const wanted = new Set(
    procedure.phases
      .filter(({ id }) => id === current?.id || current?.next.includes(id) === true)
      .flatMap(({ needs }) => needs),
  );
  const conditions = procedure.conditions.filter(({ id }) => wanted.has(id));
  return (
    <Section title={text('procedures.conditions')} description={text('procedures.conditions.lead')}>
      <Card flush>
        {conditions.map((condition) => (
          <Disclosure
            key={condition.id}
            title={condition.name}
            aside={<MarkBadge mark={condition.fact.mark} />}
          >
            <ConditionText condition={condition} />
          </Disclosure>
        ))}
      </Card>
    </Section>
  );
}

function ConditionText({ condition }: { readonly condition: ConditionView }) {
  return (
    <div className={styles.text}>
      <p>
        {condition.text} {condition.fact.verify && <VerifyBadge />}
      </p>
      <LawNote fact={condition.fact} />
    </div>
  );
}
