import { PackageCheck, Reply } from 'lucide-react';
import { useState } from 'react';
import type { ConsentFields } from '../../../shared/consent/schemas';
import type { Departure } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { civilDateSchema } from '../../../shared/kernel/time';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Row, Stack } from '../../ui/layout';
import { Waiting } from '../../ui/spinner';
import styles from './findings.module.css';
import { SettleDialog, whatLeft } from './settle-dialog';

/** Where copies went that a decision on sharing is about, each with what can be done and written down now. */
export function CopiesDialog(props: {
  readonly caseId: CaseId;
  readonly decision: Pick<ConsentFields, 'recipient' | 'recipientName' | 'purposes'>;
  /** Who it is, in words. */
  readonly who: string;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { recipient, recipientName, purposes } = props.decision;
  const { data } = useChannel(
    'departures.listSentTo',
    { caseId: props.caseId, recipient, recipientName, purposes },
    { keepPrevious: true },
  );
  const [settling, setSettling] = useState<Departure | null>(null);
  if (settling !== null) return <SettleDialog departure={settling} onClose={() => setSettling(null)} />;
  return (
    <Dialog
      title={text('departures.copies.title', { who: props.who })}
      description={text('departures.copies.lead')}
      onClose={props.onClose}
      footer={
        <Button look="primary" onPress={props.onClose}>
          {text('departures.copies.done')}
        </Button>
      }
    >
      {data === undefined ? (
        <Waiting label={text('departures.copies.reading')} />
      ) : (
        <Stack gap={4}>
          {data.sent.length === 0 && <Banner tone="success">{text('departures.copies.none')}</Banner>}
          <Copies copies={data.sent} onSettle={setSettling} />
          {data.unknown.length > 0 && (
            <>
              <Banner tone="warning">{text('departures.copies.unknown')}</Banner>
              <Copies copies={data.unknown} onSettle={setSettling} />
            </>
          )}
        </Stack>
      )}
    </Dialog>
  );
}

function Copies(props: {
  readonly copies: readonly Departure[];
  readonly onSettle: (departure: Departure) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const askBack = useCommand('departures.askBack');
  return (
    <ul className={styles.list}>
      {props.copies.map((departure) => {
        const { id, fileName, leftAt, recipientName, state, askedBackOn, settledOn } = departure;
        return (
          <li key={id}>
            <Row justify="between" align="center" gap={3} wrap>
              <div>
                <bdi>{whatLeft(text, departure)}</bdi>{' '}
                <Badge tone={state === 'out' ? 'warning' : 'success'}>
                  {text(`departures.state.${state}`)}
                </Badge>
                <div className={styles.under} dir="auto">
                  {[
                    formats.instant(leftAt),
                    ...(fileName === '' ? [] : [fileName]),
                    ...(recipientName === '' ? [] : [recipientName]),
                    ...(askedBackOn === null
                      ? []
                      : [text('departures.askedBack', { date: formats.shortDate(askedBackOn) })]),
                    ...(settledOn === null ? [] : [formats.shortDate(settledOn)]),
                  ].join(' · ')}
                </div>
              </div>
              {state === 'out' && (
                <Row gap={2} wrap>
                  {askedBackOn === null && (
                    <Button
                      size="small"
                      icon={<Reply />}
                      busy={askBack.isRunning}
                      onPress={() => void askBack.run({ departureId: id, on: today() })}
                    >
                      {text('departures.askBack')}
                    </Button>
                  )}
                  <Button size="small" icon={<PackageCheck />} onPress={() => props.onSettle(departure)}>
                    {text('departures.cameBack')}
                  </Button>
                </Row>
              )}
            </Row>
          </li>
        );
      })}
    </ul>
  );
}

/** Today on the laptop's calendar. */
function today() {
  return civilDateSchema.parse(new Date().toLocaleDateString('sv-SE'));
}
