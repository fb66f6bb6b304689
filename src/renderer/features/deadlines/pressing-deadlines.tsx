import { CalendarDays } from 'lucide-react';
import { navigate } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { OpenableList } from '../../ui/list';
import { deadlineKey } from './deadline-key';
import { DueWords } from './due-words';
import { usePackLanguage } from './pack-language';
import styles from './pressing-deadlines.module.css';

const mostShown = 3;

/** What presses in all cases, for the first screen after unlocking; nothing while nothing presses. */
export function PressingDeadlines() {
  const text = useText();
  const language = usePackLanguage();
  const { data } = useChannel('deadlines.agenda', { language }, { keepPrevious: true });
  const pressing = (data?.entries ?? []).filter(
    ({ urgency, snooze }) => urgency !== 'later' && snooze?.rests !== true,
  );
  if (data === undefined || pressing.length === 0) return null;
  const count = (urgency: string) => pressing.filter((entry) => entry.urgency === urgency).length;
  const counts = (['overdue', 'today', 'week'] as const)
    .filter((urgency) => count(urgency) > 0)
    .map((urgency) => text(`deadlines.start.${urgency}`, { count: count(urgency) }));
  return (
    <Card flush>
      <div className={styles.head}>
        <h2 className={styles.title}>{text('deadlines.start.title')}</h2>
        <p className={styles.counts}>{counts.join(' · ')}</p>
        <Button size="small" icon={<CalendarDays />} onPress={() => navigate({ kind: 'agenda' })}>
          {text('deadlines.start.agenda')}
        </Button>
      </div>
      <OpenableList
        label={text('deadlines.start.title')}
        items={pressing.slice(0, mostShown)}
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
            <span className={styles.what}>
              {`${entry.caseCode} · ${entry.title} `}
              {(entry.signature.kind === 'unsigned' || entry.signature.kind === 'unknownKey') && (
                <Badge tone="danger">{text(`packs.signature.${entry.signature.kind}`)}</Badge>
              )}
            </span>
            <DueWords deadline={entry} today={data.today} beside={entry.attentionOn} />
          </span>
        )}
      </OpenableList>
    </Card>
  );
}
