import {
  AlarmClock,
  AlarmClockOff,
  CalendarCheck,
  CalendarPlus,
  Check,
  CircleSlash,
  FolderPlus,
  Printer,
  Signpost,
} from 'lucide-react';
import { useState } from 'react';
import type { AgendaEntry, AgendaFork } from '../../../shared/deadlines/contract';
import { urgencies, type Urgency } from '../../../shared/deadlines/case-deadlines';
import type { CivilDate } from '../../../shared/kernel/time';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { OpenableList } from '../../ui/list';
import { Menu, orRefused, type MenuEntry } from '../../ui/menu';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import styles from './agenda-screen.module.css';
import { DateLeaf } from './date-leaf';
import { useDeadlineActs } from './deadline-dialogs';
import { deadlineKey } from './deadline-key';
import { SignatureBadge } from '../packs';
import { useRefusal } from '../policy';
import { DueWords } from './due-words';
import { MarkBadge, VerifyBadge } from './law-note';
import { usePackLanguage } from './pack-language';
import { PrintedCalendar } from './printed-calendar';
import { SnoozeWords } from './snooze-words';

/** What presses in all cases. Codes only: nobody's name stands on this screen. */
export function AgendaScreen() {
  const text = useText();
  const formats = useFormats();
  const language = usePackLanguage();
  const { data } = useChannel('deadlines.agenda', { language }, { keepPrevious: true });
  const [advocate, setAdvocate] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const acts = useDeadlineActs(data?.today ?? '', setFailure);

  if (data === undefined) {
    return (
      <Screen title={text('deadlines.agenda')}>
        <Skeleton label={text('deadlines.loading')} lines={8} />
      </Screen>
    );
  }
  const advocates = [...new Set([...data.entries, ...data.forks].map(({ advocateName }) => advocateName))]
    .filter((name) => name !== '')
    .sort((one, other) => one.localeCompare(other));
  const chosen = advocate !== null && advocates.includes(advocate) ? advocate : null;
  const isWanted = ({ advocateName }: { readonly advocateName: string }) =>
    chosen === null || advocateName === chosen;
  const entries = data.entries.filter(isWanted);
  const forks = data.forks.filter(isWanted);
  return (
    <Screen
      title={text('deadlines.agenda')}
      lead={text('deadlines.agendaLead', { date: formats.longDate(data.today) })}
      actions={
        <>
          {advocates.length > 1 && (
            <div className={styles.filter}>
              <SelectField
                label={text('deadlines.advocate')}
                hideLabel
                value={chosen}
                options={advocates.map((name) => ({ value: name, label: name }))}
                onChange={setAdvocate}
                emptyLabel={text('deadlines.allAdvocates')}
                onClear={() => setAdvocate(null)}
              />
            </div>
          )}
          {entries.length > 0 && <CalendarMenu advocateName={chosen} onFailure={setFailure} />}
        </>
      }
    >
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <Forks forks={forks} />
      {entries.length === 0 && forks.length === 0 ? (
        <Nothing openCases={data.openCases} />
      ) : (
        groups.map((group) => (
          <Group
            key={group}
            group={group}
            today={data.today}
            entries={entries.filter((entry) => groupOf(entry) === group)}
            acts={acts}
          />
        ))
      )}
      {acts.dialog}
      {entries.length > 0 && <PrintedCalendar today={data.today} entries={entries} />}
    </Screen>
  );
}

/** Those that rest come last; none rests whose last safe day has come. */
const groups = [...urgencies, 'resting'] as const;

function groupOf({ snooze, urgency }: AgendaEntry): Urgency | 'resting' {
  return snooze?.rests === true ? 'resting' : urgency;
}

/** The calendar on paper and as a file: codes and a neutral word, for it leaves the vault. */
function CalendarMenu(props: {
  readonly advocateName: string | null;
  readonly onFailure: (sentence: string | null) => void;
}) {
  const text = useText();
  const print = useCommand('deadlines.printCalendar');
  const save = useCommand('deadlines.exportCalendar');
  const refusal = useRefusal();

  const printIt = async () => {
    const printed = await print.run({});
    if (printed.ok || printed.error.kind === 'printCancelled') props.onFailure(null);
    else if (isCallError(printed.error)) {
      const { id, values } = callErrorText(printed.error);
      props.onFailure(text(id, values));
    } else props.onFailure(text('deadlines.calendar.failure.printFailed'));
  };
  const saveIt = async () => {
    const saved = await save.run({ advocateName: props.advocateName });
    if (saved.ok) {
      props.onFailure(null);
      if (saved.value.outcome === 'saved') {
        const { fileName, entries } = saved.value;
        showToast({ text: text('deadlines.calendar.saved', { fileName, count: entries }) });
      }
    } else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      props.onFailure(text(id, values));
    } else props.onFailure(text(`deadlines.calendar.failure.${saved.error.kind}`));
  };
  return (
    <Menu
      label={text('deadlines.calendar')}
      entries={[
        orRefused(refusal('print'), {
          label: text('deadlines.calendar.print'),
          icon: <Printer />,
          onSelect: () => void printIt(),
        }),
        orRefused(refusal('calendar'), {
          label: text('deadlines.calendar.save'),
          icon: <CalendarPlus />,
          onSelect: () => void saveIt(),
        }),
      ]}
    >
      <CalendarPlus aria-hidden="true" />
      {text('deadlines.calendar')}
    </Menu>
  );
}

function Nothing(props: { readonly openCases: number }) {
  const text = useText();
  const hasCases = props.openCases > 0;
  return (
    <Card>
      <EmptyState
        icon={hasCases ? <CalendarCheck /> : <FolderPlus />}
        title={text(hasCases ? 'deadlines.agendaEmpty.title' : 'deadlines.agendaNoCases.title')}
        actions={<Button onPress={() => navigate({ kind: 'cases' })}>{text('deadlines.toCases')}</Button>}
      >
        {text(hasCases ? 'deadlines.agendaEmpty.body' : 'deadlines.agendaNoCases.body')}
      </EmptyState>
    </Card>
  );
}

function Group(props: {
  readonly group: (typeof groups)[number];
  readonly today: CivilDate;
  readonly entries: readonly AgendaEntry[];
  readonly acts: ReturnType<typeof useDeadlineActs>;
}) {
  const text = useText();
  if (props.entries.length === 0) return null;
  const title = text(`deadlines.group.${props.group}`);
  const actsOn = (entry: AgendaEntry): readonly MenuEntry[] => [
    {
      label: text('deadlines.markDone'),
      icon: <Check />,
      onSelect: () => props.acts.begin(entry, 'done'),
    },
    ...(entry.snooze !== null
      ? [
          {
            label: text('deadlines.snooze.wake'),
            icon: <AlarmClockOff />,
            onSelect: () => void props.acts.takeUp(entry),
          },
        ]
      : entry.actBy > props.today
        ? [
            {
              label: text('deadlines.snooze'),
              icon: <AlarmClock />,
              onSelect: () => props.acts.begin(entry, 'snooze'),
            },
          ]
        : []),
    {
      label: text('deadlines.setAside'),
      icon: <CircleSlash />,
      onSelect: () => props.acts.begin(entry, 'notNeeded'),
    },
  ];
  return (
    <Section title={title} description={text(`deadlines.group.${props.group}.lead`)}>
      <Card flush>
        <OpenableList
          label={title}
          items={props.entries}
          keyOf={deadlineKey}
          renderActions={(entry) => (
            <Menu
              label={text('deadlines.actsOn', { title: entry.title, code: entry.caseCode })}
              entries={actsOn(entry)}
            />
          )}
          onOpen={(entry) =>
            navigate({
              kind: 'case',
              caseId: entry.caseId,
              section: 'procedure',
              focusId: deadlineKey(entry),
            })
          }
        >
          {(entry) => (
            <span className={styles.entry}>
              <DateLeaf date={entry.attentionOn} urgency={entry.urgency} />
              <span className={styles.words}>
                <span className={styles.title}>{entry.title}</span>
                <DueWords deadline={entry} today={props.today} beside={entry.attentionOn} />
                {entry.snooze !== null && <SnoozeWords snooze={entry.snooze} />}
                {entry.urgency !== 'later' && <span className={styles.consequence}>{entry.consequence}</span>}
              </span>
              <span className={styles.side}>
                <span className={styles.code}>{entry.caseCode}</span>
                <span className={styles.badges}>
                  <WindowOpen entry={entry} today={props.today} />
                  <MarkBadge mark={entry.mark} />
                  {entry.verify && <VerifyBadge />}
                  {entry.signature.kind !== 'signed' && <SignatureBadge signature={entry.signature} />}
                </span>
              </span>
            </span>
          )}
        </OpenableList>
      </Card>
    </Section>
  );
}

/** Cases at a fork: what is decided there does not wait for a deadline. */
function Forks(props: { readonly forks: readonly AgendaFork[] }) {
  const text = useText();
  const formats = useFormats();
  if (props.forks.length === 0) return null;
  const title = text('deadlines.forks');
  return (
    <Section title={title} description={text('deadlines.forks.lead')}>
      <Card flush>
        <OpenableList
          label={title}
          items={props.forks}
          keyOf={({ id, caseId }) => `${caseId} ${id}`}
          onOpen={({ caseId }) => navigate({ kind: 'case', caseId, section: 'procedure' })}
        >
          {(fork) => (
            <span className={styles.fork}>
              <Signpost aria-hidden="true" />
              <span className={styles.words}>
                <span className={styles.title}>{fork.title}</span>
                <span className={styles.consequence}>
                  {fork.by === null
                    ? text(`deadlines.forks.${fork.urgency}`)
                    : text('deadlines.forks.by', { date: formats.longDate(fork.by) })}
                </span>
              </span>
              <span className={styles.side}>
                <span className={styles.code}>{fork.caseCode}</span>
                <span className={styles.badges}>
                  <MarkBadge mark={fork.mark} />
                  {fork.verify && <VerifyBadge />}
                  {fork.signature.kind !== 'signed' && <SignatureBadge signature={fork.signature} />}
                </span>
              </span>
            </span>
          )}
        </OpenableList>
      </Card>
    </Section>
  );
}

function WindowOpen(props: { readonly entry: AgendaEntry; readonly today: CivilDate }) {
  const text = useText();
  const opens = props.entry.points.find(({ kind }) => kind === 'opens')?.date;
  if (opens === undefined || opens > props.today || props.entry.date < props.today) return null;
  return <Badge tone="accent">{text('deadlines.windowOpen')}</Badge>;
}
