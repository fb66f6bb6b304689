import { CircleCheck, FileText, Flag, Signpost } from 'lucide-react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { StepView } from '../../../shared/procedures/contract';
import { navigate } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { LawNote, MarkBadge, usePackLanguage, VerifyBadge } from '../deadlines';
import { Disclosure } from './disclosure';
import styles from './procedure-steps.module.css';

/** What the procedure asks to be done now, with the filings to prepare. Nothing is shown when nothing presses. */
export function ProcedureSteps({ caseId }: { readonly caseId: CaseId }) {
  const text = useText();
  const language = usePackLanguage();
  const { data } = useChannel('procedures.steps', { caseId, language }, { keepPrevious: true });
  if (data === undefined || data.steps.length === 0) return null;
  return (
    <Section title={text('procedures.steps')} description={text('procedures.steps.lead')}>
      <Card flush>
        <ul className={styles.steps}>
          {data.steps.map((step) => (
            <Step key={step.id} step={step} caseId={caseId} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function Step({ step, caseId }: { readonly step: StepView; readonly caseId: CaseId }) {
  const text = useText();
  const formats = useFormats();
  return (
    <li className={styles.step}>
      <span className={styles.icon} data-urgency={step.urgency} aria-hidden="true">
        {step.kind === 'prompt' ? <Flag /> : <Signpost />}
      </span>
      <div className={styles.body}>
        <h3 className={styles.title}>
          {step.title} <MarkBadge mark={step.fact.mark} /> {step.fact.verify && <VerifyBadge />}
        </h3>
        <p className={styles.when}>
          {step.urgency === 'atOnce'
            ? text('procedures.steps.atOnce')
            : step.by === null
              ? text('procedures.steps.beforeExpiry')
              : text('procedures.steps.by', { date: formats.date(step.by) })}
          {' · '}
          {text('procedures.steps.because', {
            event: step.because.name,
            date: formats.date(step.because.happenedOn),
          })}
        </p>
        <p className={styles.text}>{step.text}</p>
        {step.routes.length > 0 && (
          <p className={styles.ways}>
            {text('procedures.steps.routes', { names: step.routes.map(({ name }) => name).join(', ') })}
          </p>
        )}
        {step.remedies.length > 0 && (
          <p className={styles.ways}>
            {text('procedures.steps.remedies', { names: step.remedies.map(({ name }) => name).join(', ') })}
          </p>
        )}
        {step.filings.length > 0 && (
          <ul className={styles.filings}>
            {step.filings.map(({ filingKind, madeOn }) => (
              <li key={filingKind}>
                <Button
                  size="small"
                  icon={<FileText />}
                  onPress={() =>
                    navigate({ kind: 'filingReview', caseId, filingKind, language: step.filingLanguage })
                  }
                >
                  {text(`filings.kind.${filingKind}`)}
                </Button>
                {madeOn !== null && (
                  <span className={styles.made}>
                    <CircleCheck aria-hidden="true" />
                    {text('procedures.steps.made', { date: formats.date(madeOn) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
        <Disclosure title={text('procedures.law')}>
          <LawNote fact={step.fact} />
        </Disclosure>
      </div>
    </li>
  );
}
