import { Pause, Play } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Work } from '../../shared/work/schemas';
import { useCommand } from '../lib/queries';
import { useText } from '../lib/text';
import { Button } from './button';
import styles from './progress.module.css';

/** How far something is. Without a `fraction` it only moves. */
export function Progress(props: {
  readonly label: ReactNode;
  /** What is being done now, or how much is left. */
  readonly detail?: ReactNode;
  /** From 0 to 1; null while not known. */
  readonly fraction: number | null;
  readonly actions?: ReactNode;
}) {
  const labelId = useId();
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <div id={labelId} className={styles.label}>
          {props.label}
        </div>
        {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
      </div>
      <progress
        className={styles.bar}
        aria-labelledby={labelId}
        {...(props.fraction === null ? {} : { value: props.fraction, max: 1 })}
      />
      {props.detail !== undefined && <div className={styles.detail}>{props.detail}</div>}
    </div>
  );
}

/** Long work under way, with what stops it. */
export function WorkProgress(props: {
  readonly work: Work;
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  /** True where going on later makes sense to a person, as with an import of many files. */
  readonly canPause?: boolean;
}) {
  const text = useText();
  const cancel = useCommand('work.cancel');
  const pause = useCommand('work.pause');
  const resume = useCommand('work.resume');
  const { id, done, total, state, canCancel } = props.work;
  return (
    <Progress
      label={props.label}
      detail={state === 'cancelling' ? text('ui.work.cancelling') : props.detail}
      fraction={total === null || total === 0 ? null : Math.min(1, done / total)}
      actions={
        <>
          {props.canPause === true && state === 'running' && canCancel && (
            <Button size="small" icon={<Pause />} onPress={() => void pause.run({ id })}>
              {text('ui.work.pause')}
            </Button>
          )}
          {state === 'paused' && (
            <Button size="small" icon={<Play />} onPress={() => void resume.run({ id })}>
              {text('ui.work.resume')}
            </Button>
          )}
          {canCancel && (
            <Button size="small" disabled={state === 'cancelling'} onPress={() => void cancel.run({ id })}>
              {text('ui.work.cancel')}
            </Button>
          )}
        </>
      }
    />
  );
}
