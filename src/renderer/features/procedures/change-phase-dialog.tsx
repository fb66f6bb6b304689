import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import type { ProcedureView } from '../../../shared/procedures/contract';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { procedureFailureText } from './failure-text';

/** Puts the case into another phase: for one that skips a phase, or to put a slip right. */
export function ChangePhaseDialog(props: {
  readonly caseId: CaseId;
  readonly procedure: ProcedureView;
  readonly today: CivilDate;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { caseId, procedure, today } = props;
  const change = useCommand('procedures.setPhase');
  const current = procedure.phases.find(({ id }) => id === procedure.phaseId);
  const [phaseId, setPhaseId] = useState(current?.next[0] ?? procedure.phaseId);
  const [since, setSince] = useState<CivilDate | null>(today);
  const [failure, setFailure] = useState<string | null>(null);
  const isLate = since !== null && since > today;

  const submit = async () => {
    if (since === null || isLate) return;
    const changed = await change.run({ caseId, phaseId, since });
    if (changed.ok) props.onClose();
    else setFailure(procedureFailureText(text, changed.error));
  };

  return (
    <Dialog
      size="small"
      title={text('procedures.changePhase')}
      description={text('procedures.changePhase.lead')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={change.isRunning} disabled={since === null || isLate}>
            {text('procedures.changePhase.confirm')}
          </Button>
        </>
      }
    >
      <Stack>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <SelectField
          label={text('procedures.phase')}
          value={phaseId}
          options={procedure.phases.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setPhaseId}
        />
        <DateField
          label={text('procedures.phaseSince')}
          value={since}
          onChange={setSince}
          error={isLate ? text('procedures.failure.inFuture') : undefined}
        />
      </Stack>
    </Dialog>
  );
}
