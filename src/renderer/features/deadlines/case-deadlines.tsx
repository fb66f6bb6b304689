import { AlarmClock, AlarmClockOff, Check, ChevronRight, CircleCheck, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DeadlineView } from '../../../shared/deadlines/contract';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import { classNames } from '../../lib/class-names';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { Row } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import styles from './case-deadlines.module.css';
import { DateLeaf } from './date-leaf';
import { useDeadlineActs } from './deadline-dialogs';
import { deadlineKey } from './deadline-key';
import { DueWords } from './due-words';
import { LawNote, MarkBadge, VerifyBadge } from './law-note';
import { usePackLanguage } from './pack-language';
import { SnoozeWords } from './snooze-words';

/** The deadlines of a case; each opens to the way it was worked out. */
export function CaseDeadlines(props: {
  readonly caseId: CaseId;
  /** Key of the deadline that is meant; it is shown open. */
  readonly focusKey?: string | undefined;
}) {
  const text = useText();
  const language = usePackLanguage();
  const { data } = useChannel('deadlines.list', { caseId: props.caseId, language }, { keepPrevious: true });
  const [failure, setFailure] = useState<string | null>(null);
  const [shownSettled, setShownSettled] = useState(false);
  if (data === undefined) {
    return (
      <Section title={text('deadlines.title')}>
        <Skeleton label={text('deadlines.loading')} lines={4} />
      </Section>
    );
  }
  const open = data.deadlines.filter(({ settled }) => settled === null);
  const settled = data.deadlines.filter((deadline) => deadline.settled !== null);
  const item = (deadline: DeadlineView) => (
    <li key={deadlineKey(deadline)}>
      <DeadlineItem
        deadline={deadline}
        today={data.today}
        isFocused={deadlineKey(deadline) === props.focusKey}
        onFailure={setFailure}
      />
    </li>
  );
  return (
    <Section title={text('deadlines.title')} description={text('deadlines.lead')}>
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <Card flush>
        {open.length === 0 ? (
          <p className={styles.none}>
            <CircleCheck aria-hidden="true" />
            {text(settled.length === 0 ? 'deadlines.noneYet' : 'deadlines.noneOpen')}
          </p>
        ) : (
          <ul>{open.map(item)}</ul>
        )}
        {settled.length > 0 && (
          <>
            <button
              type="button"
              className={styles.more}
              aria-expanded={shownSettled}
              onClick={() => setShownSettled(!shownSettled)}
            >
              <ChevronRight
                aria-hidden="true"
                className={classNames(styles.chevron, shownSettled && styles.turned)}
              />
              {text('deadlines.settledCount', { count: settled.length })}
            </button>
            {shownSettled && <ul className={styles.settledList}>{settled.map(item)}</ul>}
          </>
        )}
      </Card>
    </Section>
  );
}

function DeadlineItem(props: {
  readonly deadline: DeadlineView;
  readonly today: CivilDate;
  readonly isFocused: boolean;
  readonly onFailure: (sentence: string | null) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { deadline, today } = props;
  const { settled } = deadline;
  const details = useRef<HTMLDetailsElement>(null);
  const { isFocused } = props;
  useEffect(() => {
    if (isFocused) details.current?.scrollIntoView();
  }, [isFocused]);
  return (
    <details ref={details} className={styles.item} open={isFocused}>
      <summary className={styles.summary}>
        <DateLeaf date={deadline.actBy} urgency={settled === null ? deadline.urgency : 'settled'} />
        <span className={styles.words}>
          <span className={styles.title}>{deadline.title}</span>
          {settled === null ? (
            <>
              <DueWords deadline={deadline} today={today} beside={deadline.actBy} />
              {deadline.snooze !== null && <SnoozeWords snooze={deadline.snooze} />}
            </>
          ) : (
            <span className={styles.settled}>
              <Check aria-hidden="true" />
              {text(settled.outcome === 'done' ? 'deadlines.doneOn' : 'deadlines.notNeededSince', {
                date: formats.date(settled.on),
              })}
              {settled.byEvent !== null && <> · {settled.byEvent}</>}
            </span>
          )}
        </span>
        <span className={styles.badges}>
          <MarkBadge mark={deadline.mark} />
          {deadline.verify && settled === null && <VerifyBadge />}
          <ChevronRight aria-hidden="true" className={styles.chevron} />
        </span>
      </summary>
      <div className={styles.body}>
        <p className={styles.consequence}>{deadline.consequence}</p>
        {settled !== null && settled.note !== '' && (
          <p className={styles.consequence} dir="auto">
            {text('deadlines.reason', { note: settled.note })}
          </p>
        )}
        <div>
          <h3 className={styles.subtitle}>{text('deadlines.steps')}</h3>
          <Steps steps={deadline.steps} />
        </div>
        {deadline.laterDate !== null && (
          <div>
            <h3 className={styles.subtitle}>
              {text('deadlines.otherwise', { date: formats.longDate(deadline.laterDate) })}
            </h3>
            <Steps steps={deadline.laterSteps} />
          </div>
        )}
        {deadline.note !== '' && <p className={styles.consequence}>{deadline.note}</p>}
        <div>
          <h3 className={styles.subtitle}>
            {text('procedures.law')} <span className={styles.ruleId}>{deadline.ruleId}</span>
          </h3>
          <LawNote fact={deadline.fact} />
        </div>
        <Actions deadline={deadline} today={today} onFailure={props.onFailure} />
      </div>
    </details>
  );
}

function Steps(props: { readonly steps: DeadlineView['steps'] }) {
  return (
    <ol className={styles.steps}>
      {props.steps.map((step) => (
        <li key={step.kind + step.text}>
          <span>
            {step.text} {step.mark !== null && <MarkBadge mark={step.mark} />}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Actions(props: {
  readonly deadline: DeadlineView;
  readonly today: CivilDate;
  readonly onFailure: (sentence: string | null) => void;
}) {
  const text = useText();
  const { deadline, today } = props;
  const acts = useDeadlineActs(today, props.onFailure);

  if (deadline.settled !== null) {
    // What a later event has met is open again when that event is removed.
    if (deadline.settled.byEvent !== null) {
      return (
        <p className={styles.hint}>{text('deadlines.metByEvent', { event: deadline.settled.byEvent })}</p>
      );
    }
    return (
      <Row>
        <Button
          size="small"
          icon={<RotateCcw />}
          busy={acts.isRunning}
          onPress={() => void acts.openAgain(deadline)}
        >
          {text('deadlines.reopen')}
        </Button>
      </Row>
    );
  }
  return (
    <Row wrap>
      <Button size="small" icon={<Check />} onPress={() => acts.begin(deadline, 'done')}>
        {text('deadlines.markDone')}
      </Button>
      {deadline.snooze !== null ? (
        <Button
          size="small"
          look="quiet"
          icon={<AlarmClockOff />}
          busy={acts.isRunning}
          onPress={() => void acts.takeUp(deadline)}
        >
          {text('deadlines.snooze.wake')}
        </Button>
      ) : (
        deadline.actBy > today && (
          <Button
            size="small"
            look="quiet"
            icon={<AlarmClock />}
            onPress={() => acts.begin(deadline, 'snooze')}
          >
            {text('deadlines.snooze')}
          </Button>
        )
      )}
      <Button size="small" look="quiet" onPress={() => acts.begin(deadline, 'notNeeded')}>
        {text('deadlines.setAside')}
      </Button>
      {acts.dialog}
    </Row>
  );
}
