import { Route } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import type { ChannelOutput } from '../../lib/core';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { DateField } from '../../ui/date-field';
import { SelectField } from '../../ui/field';
import { Columns, Row, Stack } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { usePackLanguage } from '../deadlines';
import { procedureFailureText } from './failure-text';
import { PackLine } from './pack-line';
import styles from './start-procedure.module.css';

/** The procedure a new case most often follows. */
const usualPackId = 'be-thb';

/** A case that has no procedure yet: under which law, and where in it she stands. */
export function StartProcedure(props: { readonly caseId: CaseId; readonly today: CivilDate }) {
  const text = useText();
  const language = usePackLanguage();
  const packs = useChannel('procedures.packs', { language }, { keepPrevious: true }).data?.packs;
  return (
    <Screen title={text('procedures.title')} lead={text('procedures.start.lead')}>
      {packs === undefined ? (
        <Skeleton label={text('procedures.loading')} lines={5} />
      ) : (
        <StartForm packs={packs} caseId={props.caseId} today={props.today} />
      )}
    </Screen>
  );
}

type Pack = ChannelOutput<'procedures.packs'>['packs'][number];

function StartForm(props: {
  readonly packs: readonly Pack[];
  readonly caseId: CaseId;
  readonly today: CivilDate;
}) {
  const text = useText();
  const { packs, caseId, today } = props;
  const start = useCommand('procedures.start');
  const [packId, setPackId] = useState(usualPackId);
  const pack = packs.find(({ id }) => id === packId) ?? packs[0];
  // Null until one is chosen: then the case begins in the first phase of the pack.
  const [chosenPhase, setPhaseId] = useState<string | null>(null);
  const [since, setSince] = useState<CivilDate | null>(today);
  const [failure, setFailure] = useState<string | null>(null);
  const isLate = since !== null && since > today;
  if (pack === undefined) return null;
  const phaseId = chosenPhase ?? pack.firstPhase;

  const submit = async () => {
    if (since === null || isLate) return;
    const started = await start.run({ caseId, packId: pack.id, phaseId, since });
    setFailure(started.ok ? null : procedureFailureText(text, started.error));
  };

  return (
    <Card>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <span className={styles.icon} aria-hidden="true">
            <Route />
          </span>
          <p className={styles.title}>{pack.title}</p>
          <PackLine pack={pack} signature={pack.signature} />
          <SelectField
            label={text('procedures.start.pack')}
            hint={text('procedures.start.packHint')}
            value={pack.id}
            options={packs.map(({ id, shortTitle }) => ({ value: id, label: shortTitle }))}
            onChange={(chosen) => {
              setPackId(chosen);
              setPhaseId(null);
            }}
          />
          {!pack.hasFilings && <Banner tone="info">{text('procedures.start.noFilings')}</Banner>}
          {failure !== null && (
            <Banner tone="danger" urgent>
              {failure}
            </Banner>
          )}
          <Columns>
            <SelectField
              label={text('procedures.start.phase')}
              hint={text('procedures.start.phaseHint')}
              value={phaseId}
              options={pack.phases.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setPhaseId}
            />
            <DateField
              label={text('procedures.phaseSince')}
              value={since}
              onChange={setSince}
              error={isLate ? text('procedures.failure.inFuture') : undefined}
            />
          </Columns>
          <Row>
            <Button type="submit" look="primary" busy={start.isRunning} disabled={since === null || isLate}>
              {text('procedures.start')}
            </Button>
          </Row>
        </Stack>
      </form>
    </Card>
  );
}
