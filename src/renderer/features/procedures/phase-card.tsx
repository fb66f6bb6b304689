import { ArrowRight, EyeOff } from 'lucide-react';
import type { PhaseView } from '../../../shared/procedures/contract';
import { useFormats, useText } from '../../lib/text';
import { Card, Definitions, Section } from '../../ui/card';
import { LawNote, MarkBadge } from '../deadlines';
import { Disclosure } from './disclosure';
import styles from './phase-card.module.css';

/** The phase the case is in: what the person holds, what comes next, and what could end it. */
export function PhaseCard({ phase }: { readonly phase: PhaseView }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Section title={text('procedures.now')}>
      <Card flush>
        <div className={styles.head}>
          <p className={styles.name}>
            {phase.name} <MarkBadge mark={phase.fact.mark} />
          </p>
          {phase.since !== null && (
            <p className={styles.since}>{text('procedures.since', { date: formats.date(phase.since) })}</p>
          )}
          <p className={styles.summary}>{phase.summary}</p>
        </div>
        {phase.nextStep !== '' && (
          <div className={styles.next}>
            <ArrowRight aria-hidden="true" />
            <div>
              <p className={styles.nextTitle}>{text('procedures.next')}</p>
              <p>{phase.nextStep}</p>
            </div>
          </div>
        )}
        {phase.document?.discreet === true && (
          <p className={styles.discreet}>
            <EyeOff aria-hidden="true" />
            {text('procedures.discreet')}
          </p>
        )}
        <Disclosure title={text('procedures.document')}>
          <Definitions
            entries={[
              ...(phase.document === null
                ? []
                : [{ term: text('procedures.holds'), value: phase.document.name }]),
              // A compact pack leaves out what it does not have.
              ...[
                { term: text('procedures.duration'), value: phase.duration },
                { term: text('procedures.filedWith'), value: phase.filedWith },
                { term: text('procedures.discretion'), value: phase.discretion },
              ].filter(({ value }) => value !== ''),
              ...(phase.work === null
                ? []
                : [
                    {
                      term: text('procedures.work'),
                      value: (
                        <>
                          {phase.work.text} <MarkBadge mark={phase.work.mark} />
                        </>
                      ),
                    },
                  ]),
            ]}
          />
        </Disclosure>
        {phase.endGrounds.length > 0 && (
          <Disclosure title={text('procedures.endGrounds')}>
            <ul className={styles.grounds}>
              {phase.endGrounds.map((ground) => (
                <li key={ground.id}>
                  {ground.text} <MarkBadge mark={ground.fact.mark} />
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
        <Disclosure title={text('procedures.law')}>
          <LawNote fact={phase.fact} />
        </Disclosure>
      </Card>
    </Section>
  );
}
