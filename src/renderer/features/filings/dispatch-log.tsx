import { MailCheck, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Dispatch } from '../../../shared/filings/dispatches';
import type { FilingSummary } from '../../../shared/filings/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import type { EventWarning } from '../../../shared/procedures/contract';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { RowOpener, Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { usePackLanguage } from '../deadlines';
import { EventWarnings } from '../procedures';
import { DispatchForm } from './dispatch-form';
import styles from './dispatch-log.module.css';
import { kindLabel } from './filing-texts';

/** What went out of the case, with proof and answer. */
export function DispatchLog(props: { readonly caseId: CaseId; readonly made: readonly FilingSummary[] }) {
  const text = useText();
  const language = usePackLanguage();
  const { caseId } = props;
  const { data } = useChannel('filings.dispatches', { caseId, language }, { keepPrevious: true });
  const remove = useCommand('filings.removeDispatch');
  const restore = useCommand('filings.restoreDispatch');
  const [opened, setOpened] = useState<Dispatch | 'new' | null>(null);
  const [warnings, setWarnings] = useState<readonly EventWarning[]>([]);
  const [failure, setFailure] = useState<string | null>(null);

  const takeOut = async (dispatch: Dispatch) => {
    const removed = await remove.run({ dispatchId: dispatch.id });
    if (!removed.ok) {
      setFailure(dispatchFailure(text, removed.error));
      return;
    }
    setFailure(null);
    showToast({
      text: text('filings.log.removed', { what: whatWentOut(text, dispatch) }),
      action: {
        label: text('filings.log.undo'),
        onPress: () => {
          void restore.run(removed.value).then((restored) => {
            setFailure(restored.ok ? null : dispatchFailure(text, restored.error));
          });
        },
      },
    });
  };

  if (data === undefined) return null;
  const begin = (
    <Button icon={<Plus />} onPress={() => setOpened('new')}>
      {text('filings.log.add')}
    </Button>
  );
  return (
    <Section
      title={text('filings.log.title')}
      description={text('filings.log.lead')}
      {...(data.dispatches.length > 0 ? { actions: begin } : {})}
    >
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <EventWarnings warnings={warnings} onDismiss={() => setWarnings([])} />
      <Card flush={data.dispatches.length > 0}>
        {data.dispatches.length === 0 ? (
          <EmptyState icon={<MailCheck />} title={text('filings.log.empty.title')} actions={begin}>
            {text('filings.log.empty.body')}
          </EmptyState>
        ) : (
          <Entries dispatches={data.dispatches} onOpen={setOpened} onRemove={(each) => void takeOut(each)} />
        )}
      </Card>
      {opened !== null && (
        <DispatchForm
          caseId={caseId}
          dispatch={opened === 'new' ? null : opened}
          made={props.made}
          today={data.today}
          sentKinds={data.sentKinds}
          answerKinds={data.answerKinds}
          onClose={() => setOpened(null)}
          onSaved={(found) => {
            setOpened(null);
            setWarnings(found);
          }}
        />
      )}
    </Section>
  );
}

function Entries(props: {
  readonly dispatches: readonly Dispatch[];
  readonly onOpen: (dispatch: Dispatch) => void;
  readonly onRemove: (dispatch: Dispatch) => void;
}) {
  const text = useText();
  const formats = useFormats();
  return (
    <Table
      label={text('filings.log.title')}
      columns={[
        { key: 'what', label: text('filings.log.column.what') },
        { key: 'sent', label: text('filings.log.column.sent'), width: '12rem' },
        { key: 'proof', label: text('filings.log.column.proof'), width: '14rem' },
        { key: 'answer', label: text('filings.log.column.answer'), width: '15rem' },
        { key: 'actions', label: text('filings.made.column.actions'), hideLabel: true, width: '3.5rem' },
      ]}
    >
      {props.dispatches.map((dispatch) => {
        const { id, recipient, sentOn, way, reference, proof, proofExhibitNumber, answer, sentEvent } =
          dispatch;
        return (
          <TableRow key={id}>
            <TableCell isHeading>
              <RowOpener onOpen={() => props.onOpen(dispatch)}>{whatWentOut(text, dispatch)}</RowOpener>
              {recipient !== '' && (
                <div className={styles.under} dir="auto">
                  {recipient}
                </div>
              )}
            </TableCell>
            <TableCell>
              {formats.shortDate(sentOn)}
              <div className={styles.under}>{text(`filings.log.way.${way}`)}</div>
              {sentEvent !== null && <Badge tone="accent">{text('filings.log.inProcedure')}</Badge>}
            </TableCell>
            <TableCell>
              {proof === 'none' ? (
                <span className={styles.missing}>{text('filings.log.proof.none')}</span>
              ) : (
                text(`filings.log.proof.${proof}`)
              )}
              {(reference !== '' || proofExhibitNumber !== null) && (
                <div className={styles.under} dir="auto">
                  {[
                    ...(proofExhibitNumber === null
                      ? []
                      : [text('filings.log.exhibit', { number: proofExhibitNumber })]),
                    ...(reference === '' ? [] : [reference]),
                  ].join(' · ')}
                </div>
              )}
            </TableCell>
            <TableCell>
              {answer === null ? (
                <span className={styles.under}>{text('filings.log.noAnswer')}</span>
              ) : (
                <>
                  {text(`filings.log.outcome.${answer.outcome}`)}
                  <div className={styles.under} dir="auto">
                    {[formats.shortDate(answer.on), ...(answer.note === '' ? [] : [answer.note])].join(' · ')}
                  </div>
                  {answer.event !== null && <Badge tone="accent">{text('filings.log.inProcedure')}</Badge>}
                </>
              )}
            </TableCell>
            <TableCell inFront align="end">
              <IconButton
                size="small"
                label={text('filings.log.remove', { what: whatWentOut(text, dispatch) })}
                icon={<Trash2 />}
                onPress={() => props.onRemove(dispatch)}
              />
            </TableCell>
          </TableRow>
        );
      })}
    </Table>
  );
}

/** The title that was given, else the name of the filing. */
function whatWentOut(text: Text, { title, filingKind }: Dispatch): string {
  return title !== '' || filingKind === null ? title : kindLabel(text, filingKind);
}

function dispatchFailure(text: Text, error: { readonly kind: string }): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  return text('filings.log.failure.dispatchNotFound');
}
