import { CalendarCheck, FolderPlus } from 'lucide-react';
import { useState } from 'react';
import type { AgendaEntry } from '../../../shared/deadlines/contract';
import { urgencies, type Urgency } from '../../../shared/deadlines/case-deadlines';
import type { CivilDate } from '../../../shared/kernel/time';
import { navigate } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { SelectField } from '../../ui/field';
import { OpenableList } from '../../ui/list';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import styles from './agenda-screen.module.css';
import { DateLeaf } from './date-leaf';
import { deadlineKey } from './deadline-key';
import { DueWords } from './due-words';
import { MarkBadge, VerifyBadge } from './law-note';
import { usePackLanguage } from './pack-language';

/** What presses in all cases. Codes only: nobody's name stands on this screen. */
export function AgendaScreen() {
  const text = useText();
  const formats = useFormats();
  const language = usePackLanguage();
  const { data } = useChannel('deadlines.agenda', { language }, { keepPrevious: true });
  const [advocate, setAdvocate] = useState<string | null>(null);

  if (data === undefined) {
    return (
      <Screen title={text('deadlines.agenda')}>
        <Skeleton label={text('deadlines.loading')} lines={8} />
      </Screen>
    );
  }
  const advocates = [...new Set(data.entries.map(({ advocateName }) => advocateName))]
    .filter((name) => name !== '')
    .sort((one, other) => one.localeCompare(other));
  const chosen = advocate !== null && advocates.includes(advocate) ? advocate : null;
  const entries = data.entries.filter(({ advocateName }) => chosen === null || advocateName === chosen);
  return (
    <Screen
      title={text('deadlines.agenda')}
      lead={text('deadlines.agendaLead', { date: formats.longDate(data.today) })}
      actions={
        advocates.length > 1 ? (
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
        ) : undefined
      }
    >
      {entries.length === 0 ? (
        <Nothing openCases={data.openCases} />
      ) : (
        urgencies.map((urgency) => (
          <Group
            key={urgency}
            urgency={urgency}
            today={data.today}
            entries={entries.filter((entry) => entry.urgency === urgency)}
          />
        ))
      )}
    </Screen>
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
  readonly urgency: Urgency;
  readonly today: CivilDate;
  readonly entries: readonly AgendaEntry[];
}) {
  const text = useText();
  if (props.entries.length === 0) return null;
  const title = text(`deadlines.group.${props.urgency}`);
  return (
    <Section title={title} description={text(`deadlines.group.${props.urgency}.lead`)}>
      <Card flush>
        <OpenableList
          label={title}
          items={props.entries}
          keyOf={deadlineKey}
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
                {entry.urgency !== 'later' && <span className={styles.consequence}>{entry.consequence}</span>}
              </span>
              <span className={styles.side}>
                <span className={styles.code}>{entry.caseCode}</span>
                <span className={styles.badges}>
                  <WindowOpen entry={entry} today={props.today} />
                  <MarkBadge mark={entry.mark} />
                  {entry.verify && <VerifyBadge />}
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
