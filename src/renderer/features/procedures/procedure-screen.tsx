import { CalendarPlus, Signpost } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import type { EventView, EventWarning, ProcedureView } from '../../../shared/procedures/contract';
import { useScreenActions } from '../../lib/actions';
import { useIsClosed } from '../../lib/closed-case';
import type { RouteOf } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { CaseDeadlines, usePackLanguage } from '../deadlines';
import { ChangePhaseDialog } from './change-phase-dialog';
import { Conditions } from './conditions';
import { EventForm } from './event-form';
import { Events } from './events';
import { EventWarnings } from './event-warnings';
import { OtherWays } from './other-ways';
import { PackLine } from './pack-line';
import { PhaseCard } from './phase-card';
import { PhaseRail } from './phase-rail';
import styles from './procedure-screen.module.css';
import { ProcedureSteps } from './procedure-steps';
import { ReflectionCard } from './reflection-card';
import { Requirements } from './requirements';
import { StartProcedure } from './start-procedure';

/** Where a case stands in its procedure: phase, clock, deadlines, who has what, and what happened so far. */
export function ProcedureScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const language = usePackLanguage();
  const { caseId, focusId } = route;
  const { data } = useChannel('procedures.read', { caseId, language }, { keepPrevious: true });
  if (data === undefined) {
    return (
      <Screen title={text('procedures.title')} width="wide">
        <Skeleton label={text('procedures.loading')} lines={8} />
      </Screen>
    );
  }
  if (data.procedure === null) return <StartProcedure caseId={caseId} today={data.today} />;
  return (
    <StartedProcedure
      // What the route asks for is looked at once for each place one comes to.
      key={focusId ?? ''}
      caseId={caseId}
      procedure={data.procedure}
      today={data.today}
      focusId={focusId}
    />
  );
}

/** The form that is open: for a new event, perhaps of a given kind, or for one to put right. */
type OpenForm =
  | { readonly kind: 'new'; readonly eventKind: string | null }
  | { readonly kind: 'change'; readonly event: EventView };

function StartedProcedure(props: {
  readonly caseId: CaseId;
  readonly procedure: ProcedureView;
  readonly today: CivilDate;
  readonly focusId: string | undefined;
}) {
  const text = useText();
  const { caseId, procedure, today, focusId } = props;
  const [form, setForm] = useState<OpenForm | null>(() => {
    // A filing that lacks a date leads here with the kind of event it needs.
    const wanted = procedure.eventKinds.find(({ id }) => id === focusId);
    return wanted === undefined ? null : { kind: 'new', eventKind: wanted.id };
  });
  const [changesPhase, setChangesPhase] = useState(false);
  const [warnings, setWarnings] = useState<readonly EventWarning[]>([]);
  const phase = procedure.phases.find(({ id }) => id === procedure.phaseId);

  const isClosed = useIsClosed(caseId);
  useScreenActions(
    useMemo(
      () =>
        isClosed
          ? []
          : [
              {
                id: 'procedures.recordEvent',
                label: text('procedures.record'),
                isNew: true,
                run: () => setForm({ kind: 'new', eventKind: null }),
              },
              {
                id: 'procedures.changePhase',
                label: text('procedures.changePhase'),
                run: () => setChangesPhase(true),
              },
            ],
      [text, isClosed],
    ),
  );

  return (
    <Screen
      title={text('procedures.title')}
      lead={
        <PackLine
          pack={procedure.pack}
          signature={procedure.signature}
          startedVersion={procedure.startedVersion}
          {...(procedure.newerVersion === null ? {} : { move: { caseId, to: procedure.newerVersion } })}
        />
      }
      width="wide"
      actions={
        <>
          <Button icon={<Signpost />} disabled={isClosed} onPress={() => setChangesPhase(true)}>
            {text('procedures.changePhase')}
          </Button>
          <Button
            look="primary"
            icon={<CalendarPlus />}
            disabled={isClosed}
            onPress={() => setForm({ kind: 'new', eventKind: null })}
          >
            {text('procedures.record')}
          </Button>
        </>
      }
    >
      <PhaseRail phases={procedure.phases} />
      <EventWarnings warnings={warnings} onDismiss={() => setWarnings([])} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <ProcedureSteps caseId={caseId} />
          <CaseDeadlines caseId={caseId} focusKey={focusId} />
        </div>
        <div className={styles.side}>
          {procedure.reflection?.phaseId === procedure.phaseId && (
            <ReflectionCard reflection={procedure.reflection} />
          )}
          {phase !== undefined && <PhaseCard phase={phase} />}
        </div>
      </div>
      {procedure.requirements.length > 0 && (
        <Requirements caseId={caseId} procedure={procedure} focusId={focusId} />
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          <Events
            procedure={procedure}
            focusId={focusId}
            onRecord={() => setForm({ kind: 'new', eventKind: null })}
            onChange={(event) => setForm({ kind: 'change', event })}
          />
          <OtherWays caseId={caseId} />
        </div>
        <div className={styles.side}>
          <Conditions procedure={procedure} />
        </div>
      </div>
      {form !== null && (
        <EventForm
          caseId={caseId}
          procedure={procedure}
          today={today}
          event={form.kind === 'change' ? form.event : null}
          startKind={form.kind === 'new' ? form.eventKind : null}
          onClose={() => setForm(null)}
          onSaved={(found) => {
            setForm(null);
            setWarnings(found);
          }}
        />
      )}
      {changesPhase && (
        <ChangePhaseDialog
          caseId={caseId}
          procedure={procedure}
          today={today}
          onClose={() => setChangesPhase(false)}
        />
      )}
    </Screen>
  );
}
