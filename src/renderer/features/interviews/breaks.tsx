import { Coffee, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { InterviewBreak } from '../../../shared/interviews/schemas';
import type { InterviewId } from '../../../shared/kernel/ids';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Button, IconButton } from '../../ui/button';
import { TextField } from '../../ui/field';
import styles from './breaks.module.css';

/** Says that a break is under way and how long it has lasted, with the button that ends it. */
export function BreakUnderWay(props: { readonly breaks: readonly InterviewBreak[] }) {
  const text = useText();
  const formats = useFormats();
  const end = useCommand('interviews.endBreak');
  const open = props.breaks.find((one) => one.endedAt === null);
  const lastedMs = useElapsed(open?.startedAt ?? null);
  if (open === undefined) return null;
  return (
    <div className={styles.underWay} role="status">
      <Coffee aria-hidden="true" />
      <span>{text('interviews.breaks.since', { time: formats.time(open.startedAt) })}</span>
      <span className={styles.timer} role="timer">
        {clockOf(lastedMs)}
      </span>
      <Button size="small" busy={end.isRunning} onPress={() => void end.run({ breakId: open.id })}>
        {text('interviews.breaks.end')}
      </Button>
    </div>
  );
}

/** Starts a break; off while one is under way. */
export function StartBreakButton(props: {
  readonly interviewId: InterviewId;
  readonly breaks: readonly InterviewBreak[];
}) {
  const text = useText();
  const start = useCommand('interviews.startBreak');
  const isUnderWay = props.breaks.some((one) => one.endedAt === null);
  return (
    <Button
      icon={<Coffee />}
      disabled={isUnderWay}
      busy={start.isRunning}
      onPress={() => void start.run({ interviewId: props.interviewId })}
    >
      {text('interviews.breaks.start')}
    </Button>
  );
}

/** Every break with its times and what it was for. */
export function BreakList(props: { readonly breaks: readonly InterviewBreak[]; readonly readOnly: boolean }) {
  const text = useText();
  if (props.breaks.length === 0) return <p className={styles.none}>{text('interviews.breaks.none')}</p>;
  return (
    <ul className={styles.list}>
      {props.breaks.map((one) => (
        <BreakRow key={one.id} break={one} readOnly={props.readOnly} />
      ))}
    </ul>
  );
}

function BreakRow(props: { readonly break: InterviewBreak; readonly readOnly: boolean }) {
  const text = useText();
  const formats = useFormats();
  const change = useCommand('interviews.changeBreak');
  const remove = useCommand('interviews.removeBreak');
  const { id, startedAt, endedAt, reason } = props.break;
  const [typed, setTyped] = useState(reason);
  const times =
    endedAt === null
      ? text('interviews.breaks.running', { from: formats.time(startedAt) })
      : text('interviews.breaks.times', {
          from: formats.time(startedAt),
          until: formats.time(endedAt),
          minutes: Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)),
        });
  return (
    <li className={styles.row}>
      <span className={styles.times}>{times}</span>
      {props.readOnly ? (
        <span>{reason}</span>
      ) : (
        <>
          <TextField
            label={text('interviews.breaks.reason')}
            hideLabel
            placeholder={text('interviews.breaks.reason')}
            maxLength={500}
            value={typed}
            onChange={setTyped}
            onBlur={() => {
              if (typed !== reason) void change.run({ breakId: id, reason: typed });
            }}
          />
          <IconButton
            size="small"
            label={text('interviews.breaks.remove', { times })}
            icon={<Trash2 />}
            onPress={() => void remove.run({ breakId: id })}
          />
        </>
      )}
    </li>
  );
}

/** Milliseconds since a moment, counted on every second; 0 while there is none. */
function useElapsed(since: string | null): number {
  // The reading of an earlier break may stand here for the first second; it is before `since` and counts as 0.
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [since]);
  return since === null ? 0 : Math.max(0, now - Date.parse(since));
}

function clockOf(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${two(minutes)}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
