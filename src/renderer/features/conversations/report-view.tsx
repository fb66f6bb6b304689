import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import type { conversationsContract } from '../../../shared/conversations/contract';
import type { DateOrder } from '../../../shared/conversations/report';
import type { ReportSummary } from '../../../shared/conversations/schemas';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import { navigate } from '../../lib/navigation';
import { isCallError, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Definitions, Section } from '../../ui/card';
import { RadioCards } from '../../ui/choice';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextField } from '../../ui/field';
import { Columns, Row, Stack } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { usePeople } from '../people';
import { MessageRow } from './message-row';
import { useReportTexts } from './report-texts';
import styles from './report-view.module.css';
import { writeSender } from './sender-name';
import { writePeriod, writeWallClock } from './wall-clock-text';

export type LookedAt = z.output<(typeof conversationsContract)['conversations.look']['output']>;

const listed = 10;
const zones = Intl.supportedValuesOf('timeZone');

/** What a file was found to hold, said before anything of it is kept; and the step that keeps it. */
export function ReportView(props: {
  readonly caseId: CaseId;
  readonly looked: LookedAt;
  readonly isReading: boolean;
  /** Why reading it again failed. */
  readonly told: ReactNode;
  /** Where the telephone is believed to have been; null while nobody said. */
  readonly zone: string | null;
  readonly onReadAgain: (changes: { readonly order?: DateOrder; readonly zone?: string }) => void;
  readonly onLeave: () => void;
}) {
  const text = useText();
  const texts = useReportTexts();
  const { caseId, looked } = props;
  const { report, sample } = looked;
  const isAmbiguous = report.warnings.some(({ kind }) => kind === 'dateAmbiguous');
  // Where the dates allow two readings nobody goes on without having chosen one.
  const [chosen, setChosen] = useState<DateOrder | null>(null);
  const warnings = report.warnings.filter(({ kind }) => kind !== 'dateAmbiguous');
  return (
    <Screen
      title={text('conversations.report.title')}
      lead={text('conversations.report.lead', { name: report.fileName })}
      actions={<Button onPress={props.onLeave}>{text('conversations.report.leave')}</Button>}
    >
      {props.told}
      <Sum lines={report.lines} />
      <Found report={report} />
      {report.zone.kind === 'unknown' && (
        <ZoneField zone={props.zone} onChange={(zone) => props.onReadAgain({ zone })} />
      )}
      {report.readings.length > 1 && (
        <Section title={text('conversations.dates.title')} description={text('conversations.dates.lead')}>
          <Stack gap={3}>
            {isAmbiguous && (
              <Banner tone="warning" title={text('conversations.dates.ambiguous')}>
                {text('conversations.dates.ask')}
              </Banner>
            )}
            <Readings
              report={report}
              value={isAmbiguous ? chosen : (report.readings.find((each) => each.chosen)?.order ?? null)}
              onChange={(order) => {
                setChosen(order);
                props.onReadAgain({ order });
              }}
            />
          </Stack>
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={text('conversations.warnings.title')}>
          <ul className={styles.sentences}>
            {warnings.map((warning) => (
              <li key={JSON.stringify(warning)}>{texts.warning(warning)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Left report={report} />
      <Section title={text('conversations.sample.title')} description={text('conversations.sample.lead')}>
        <Card>
          {sample.map((message) => (
            <MessageRow key={message.sequence} message={message} showsDay />
          ))}
        </Card>
      </Section>
      <Confirm
        caseId={caseId}
        reportId={looked.reportId}
        report={report}
        isReady={!props.isReading && (!isAmbiguous || chosen !== null)}
        onLeave={props.onLeave}
      />
    </Screen>
  );
}

/** The sum of the lines, as a sum. */
function Sum({ lines }: { readonly lines: ReportSummary['lines'] }) {
  const text = useText();
  const formats = useFormats();
  const parts = ['messages', 'continuation', 'notices', 'notUnderstood'] as const;
  const shown = parts.filter((part) => part !== 'continuation' || lines.unit === 'line');
  return (
    <div className={styles.sum}>
      <div className={styles.figure}>
        <span className={styles.number}>{formats.number(lines.total)}</span>
        <span className={styles.what}>{text(`conversations.sum.${lines.unit}`, { count: lines.total })}</span>
      </div>
      {shown.map((part, index) => (
        <div key={part} className={styles.part}>
          <span className={styles.sign} aria-hidden="true">
            {index === 0 ? '=' : '+'}
          </span>
          <div className={styles.figure}>
            <span className={part === 'notUnderstood' && lines[part] > 0 ? styles.doubt : styles.number}>
              {formats.number(lines[part])}
            </span>
            <span className={styles.what}>{text(`conversations.sum.${part}`, { count: lines[part] })}</span>
          </div>
        </div>
      ))}
    </div>
  );
}

function Found({ report }: { readonly report: ReportSummary }) {
  const text = useText();
  const texts = useReportTexts();
  const formats = useFormats();
  const chosen = report.readings.find((reading) => reading.chosen);
  return (
    <Card>
      <Definitions
        entries={[
          {
            term: text('conversations.found.profile'),
            value: text(`conversations.profile.${report.profile}`),
          },
          {
            term: text('conversations.found.period'),
            value:
              report.first === null || report.last === null
                ? text('conversations.found.none')
                : writePeriod(text, report.first, report.last, (at) => writeWallClock(formats, at)),
          },
          { term: text('conversations.found.clock'), value: texts.zone(report.zone) },
          ...(chosen === undefined || chosen.calendar === 'gregorian'
            ? []
            : [
                {
                  term: text('conversations.found.calendar'),
                  value: text(`conversations.calendar.${chosen.calendar}`),
                },
              ]),
          {
            term: text('conversations.found.hash'),
            value: <code className={styles.hash}>{report.sha256}</code>,
          },
        ]}
      />
    </Card>
  );
}

/** Where it is known in which zone the telephone was: hours that its clock never showed speak against it. */
function ZoneField(props: { readonly zone: string | null; readonly onChange: (zone: string) => void }) {
  const text = useText();
  return (
    <div className={styles.zone}>
      <SelectField<string>
        label={text('conversations.zone.where')}
        hint={text('conversations.zone.hint')}
        optional
        value={props.zone}
        emptyLabel={text('conversations.zone.unsaid')}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={props.onChange}
      />
    </div>
  );
}

function Readings(props: {
  readonly report: ReportSummary;
  readonly value: DateOrder | null;
  readonly onChange: (order: DateOrder) => void;
}) {
  const text = useText();
  const texts = useReportTexts();
  const formats = useFormats();
  const options = props.report.readings
    .filter((reading, index, all) => all.findIndex(({ order }) => order === reading.order) === index)
    .filter(({ unusual, chosen }) => chosen || !unusual)
    .map((reading) => ({
      value: reading.order,
      label: text(`conversations.order.${reading.order}`),
      description: [
        reading.first === null || reading.last === null
          ? ''
          : writePeriod(text, reading.first, reading.last, formats.shortDate),
        texts.proof(reading),
      ]
        .filter((part) => part !== '')
        .join('. '),
    }));
  return (
    <RadioCards
      legend={text('conversations.dates.title')}
      hideLegend
      column="18rem"
      options={options}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

/** What was left: silences, missing files, lines that are no message. */
function Left({ report }: { readonly report: ReportSummary }) {
  const text = useText();
  const formats = useFormats();
  return (
    <>
      {report.gaps.length > 0 && (
        <Section title={text('conversations.gaps.title')}>
          <ul className={styles.sentences}>
            {report.gaps.map((gap) => (
              <li key={gap.from}>
                {text('conversations.gaps.gap', {
                  days: gap.days,
                  from: writeWallClock(formats, gap.from),
                  to: writeWallClock(formats, gap.to),
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Lines
        title={text('conversations.missing.title')}
        total={report.attachmentsMissingCount}
        lines={report.attachmentsMissing.map((name) => ({ key: name, text: name }))}
      />
      <Lines
        title={text('conversations.notUnderstood.title')}
        total={report.lines.notUnderstood}
        lines={report.notUnderstood.map((line) => ({
          key: String(line.position),
          before: text(`conversations.reason.${line.reason}`, { position: line.position }),
          text: line.text,
        }))}
      />
      <Lines
        title={text('conversations.lookalikes.title')}
        total={report.lookalikes.length}
        lines={report.lookalikes.map((line) => ({
          key: String(line.position),
          before: text('conversations.line', { position: line.position }),
          text: line.text,
        }))}
      />
    </>
  );
}

function Lines(props: {
  readonly title: string;
  readonly total: number;
  readonly lines: readonly { readonly key: string; readonly before?: string; readonly text: string }[];
}) {
  const text = useText();
  const [shown, setShown] = useState(listed);
  if (props.total === 0) return null;
  return (
    <Section title={props.title}>
      <ul className={styles.lines}>
        {props.lines.slice(0, shown).map((line) => (
          <li key={line.key}>
            {line.before !== undefined && <span className={styles.before}>{line.before}</span>}
            <span className={styles.line} dir="auto">
              {line.text}
            </span>
          </li>
        ))}
      </ul>
      {props.lines.length > shown && (
        <Button look="link" size="small" onPress={() => setShown(props.lines.length)}>
          {text('conversations.showAll', { count: props.lines.length })}
        </Button>
      )}
    </Section>
  );
}

function Confirm(props: {
  readonly caseId: CaseId;
  readonly reportId: string;
  readonly report: ReportSummary;
  readonly isReady: boolean;
  readonly onLeave: () => void;
}) {
  const text = useText();
  const texts = useReportTexts();
  const { caseId, reportId, report } = props;
  const { people } = usePeople(caseId);
  const confirm = useCommand('conversations.confirm');
  const [title, setTitle] = useState(text(`conversations.profile.${report.profile}`));
  const [receivedFrom, setReceivedFrom] = useState('');
  const [receivedHow, setReceivedHow] = useState('');
  const [personBySender, setPersonBySender] = useState<ReadonlyMap<string, PersonId>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const isEmpty = report.lines.messages + report.lines.notices === 0;

  const name = (sender: string, personId: PersonId | null): void => {
    const next = new Map(personBySender);
    if (personId === null) next.delete(sender);
    else next.set(sender, personId);
    setPersonBySender(next);
  };

  const take = async (): Promise<void> => {
    setFailure(null);
    const senders = new Set(report.senders.map((sender) => sender.name));
    const taken = await confirm.run({
      reportId,
      caseId,
      title,
      people: [...personBySender]
        .filter(([sender]) => senders.has(sender))
        .map(([sender, personId]) => ({ sender, personId })),
      receivedFrom,
      receivedHow,
    });
    if (taken.ok) {
      props.onLeave();
      navigate({ kind: 'case', caseId, section: 'conversations', focusId: taken.value.conversationId });
      return;
    }
    const { error } = taken;
    if (isCallError(error)) {
      const { id, values } = callErrorText(error);
      setFailure(text(id, values));
    } else if (error.kind === 'notRead') setFailure(texts.failure(error.because));
    else setFailure(text(`conversations.confirm.${error.kind}`));
  };

  return (
    <Section title={text('conversations.confirm.title')} description={text('conversations.confirm.lead')}>
      <Card>
        <Stack gap={4}>
          {report.senders.length > 0 && (people ?? []).length > 0 && (
            <div>
              <p className={styles.legend}>{text('conversations.confirm.who')}</p>
              <Columns gap={3} column="16rem">
                {report.senders.slice(0, 24).map((sender) => (
                  <SelectField<PersonId>
                    key={sender.name}
                    label={text('conversations.confirm.sender', {
                      name: writeSender(text, sender.name),
                      messages: sender.messages,
                    })}
                    value={personBySender.get(sender.name) ?? null}
                    emptyLabel={text('conversations.confirm.nobody')}
                    options={(people ?? []).map((person) => ({ value: person.id, label: person.shownAs }))}
                    onChange={(personId) => name(sender.name, personId)}
                    onClear={() => name(sender.name, null)}
                  />
                ))}
              </Columns>
            </div>
          )}
          <Columns gap={3} column="16rem">
            <TextField
              label={text('conversations.confirm.name')}
              value={title}
              onChange={setTitle}
              maxLength={200}
              required
            />
            <TextField
              label={text('conversations.confirm.from')}
              optional
              value={receivedFrom}
              onChange={setReceivedFrom}
              maxLength={300}
            />
            <TextField
              label={text('conversations.confirm.how')}
              optional
              value={receivedHow}
              onChange={setReceivedHow}
              maxLength={300}
            />
          </Columns>
          {failure !== null && (
            <Banner tone="danger" urgent>
              {failure}
            </Banner>
          )}
          <Row gap={3} wrap>
            <Button
              look="primary"
              icon={<Check />}
              busy={confirm.isRunning}
              disabled={!props.isReady || isEmpty || title.trim() === ''}
              onPress={() => void take()}
            >
              {text('conversations.confirm.take', { count: report.lines.messages })}
            </Button>
            {!props.isReady && (
              <span className={styles.hint}>{text('conversations.confirm.chooseFirst')}</span>
            )}
          </Row>
        </Stack>
      </Card>
    </Section>
  );
}
