import { CalendarPlus, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { EventView, ProcedureView } from '../../../shared/procedures/contract';
import { classNames } from '../../lib/class-names';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { Menu } from '../../ui/menu';
import { showToast } from '../../ui/toast';
import styles from './events.module.css';
import { procedureFailureText } from './failure-text';

/** What happened in the procedure, the latest first. Deadlines follow from these. */
export function Events(props: {
  readonly procedure: ProcedureView;
  readonly focusId: string | undefined;
  readonly onRecord: () => void;
  readonly onChange: (event: EventView) => void;
}) {
  const text = useText();
  const { procedure, focusId } = props;
  const remove = useCommand('procedures.removeEvent');
  const restore = useCommand('procedures.restoreEvent');
  const [failure, setFailure] = useState<string | null>(null);

  const takeOut = async (event: EventView) => {
    const removed = await remove.run({ caseEventId: event.id });
    setFailure(removed.ok ? null : procedureFailureText(text, removed.error));
    if (!removed.ok) return;
    showToast({
      text: text('procedures.event.removed', { name: event.name }),
      action: {
        label: text('procedures.undo'),
        onPress: () =>
          void restore.run(removed.value).then((restored) => {
            if (!restored.ok) setFailure(procedureFailureText(text, restored.error));
          }),
      },
    });
  };

  return (
    <Section
      title={text('procedures.events')}
      description={text('procedures.events.lead')}
      actions={
        procedure.events.length === 0 ? undefined : (
          <Button size="small" icon={<CalendarPlus />} onPress={props.onRecord}>
            {text('procedures.record')}
          </Button>
        )
      }
    >
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <Card flush>
        {procedure.events.length === 0 ? (
          <EmptyState
            icon={<CalendarPlus />}
            title={text('procedures.events.empty.title')}
            actions={<Button onPress={props.onRecord}>{text('procedures.record')}</Button>}
          >
            {text('procedures.events.empty.body')}
          </EmptyState>
        ) : (
          <ul>
            {procedure.events.map((event) => (
              <EventRow
                key={event.id}
                event={event}
                isFocused={event.id === focusId}
                onChange={() => props.onChange(event)}
                onRemove={() => void takeOut(event)}
              />
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
}

function EventRow(props: {
  readonly event: EventView;
  readonly isFocused: boolean;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { event, isFocused } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isFocused) row.current?.scrollIntoView();
  }, [isFocused]);
  return (
    <li ref={row} className={classNames(styles.event, isFocused && styles.focused)}>
      <time dateTime={event.happenedOn} className={styles.date}>
        {formats.shortDate(event.happenedOn)}
      </time>
      <div className={styles.words}>
        <span className={styles.name}>{event.name}</span>
        <span className={styles.details}>
          {event.printedUntil !== null && (
            <span>{text('procedures.event.validUntil', { date: formats.date(event.printedUntil) })}</span>
          )}
          {event.channel !== null && <span>{text(`procedures.channel.${event.channel}`)}</span>}
          {event.reference !== '' && <bdi>{event.reference}</bdi>}
        </span>
        {event.note !== '' && (
          <p className={styles.note} dir="auto">
            {event.note}
          </p>
        )}
        {(event.disputedOn !== null || event.detained || event.ordinal > 1) && (
          <span className={styles.badges}>
            {event.disputedOn !== null && (
              <Badge tone="warning">
                {text('procedures.event.disputed', { date: formats.shortDate(event.disputedOn) })}
              </Badge>
            )}
            {event.detained && <Badge tone="warning">{text('procedures.event.detained')}</Badge>}
            {event.ordinal > 1 && (
              <Badge>{text('procedures.event.ordinal', { ordinal: event.ordinal })}</Badge>
            )}
          </span>
        )}
      </div>
      <Menu
        label={text('procedures.event.actions', { name: event.name })}
        size="small"
        entries={[
          { label: text('procedures.event.change'), icon: <Pencil />, onSelect: props.onChange },
          {
            label: text('procedures.event.remove'),
            icon: <Trash2 />,
            tone: 'danger',
            onSelect: props.onRemove,
          },
        ]}
      />
    </li>
  );
}
