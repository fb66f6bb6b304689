import { Lock, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { SentInventory } from '../../../shared/exhibits/contract';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextField } from '../../ui/field';
import { Stack, VisuallyHidden } from '../../ui/layout';
import { showToast } from '../../ui/toast';
import styles from './sent-inventories.module.css';

/** Beside a number that stays. */
export function KeptNumberMark() {
  const text = useText();
  return (
    <span className={styles.mark} title={text('exhibits.kept')}>
      <Lock aria-hidden="true" />
      <VisuallyHidden>{text('exhibits.kept')}</VisuallyHidden>
    </span>
  );
}

/** When exhibits of the case went out, to whom, and under how many numbers; those stay. */
export function SentInventories({ caseId }: { readonly caseId: CaseId }) {
  const text = useText();
  const formats = useFormats();
  const { data } = useChannel('exhibits.sent', { caseId });
  const takeBack = useCommand('exhibits.takeBackSent');
  const [isOpen, setOpen] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (data === undefined) return null;

  const undo = async ({ id }: SentInventory): Promise<void> => {
    const taken = await takeBack.run({ sentInventoryId: id });
    setFailure(taken.ok ? null : failureText(text, taken.error));
    if (taken.ok) showToast({ text: text('exhibits.sent.takenBack') });
  };

  return (
    <Section
      title={text('exhibits.sent.title')}
      description={text('exhibits.sent.lead')}
      actions={
        <Button icon={<Send />} onPress={() => setOpen(true)}>
          {text('exhibits.sent.mark')}
        </Button>
      }
    >
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <Card>
        <Stack gap={3}>
          {data.inventories.length === 0 ? (
            <p className={styles.quiet}>{text('exhibits.sent.empty')}</p>
          ) : (
            <ul className={styles.list}>
              {data.inventories.map((inventory) => {
                const date = formats.shortDate(inventory.sentOn);
                const { count, recipient } = inventory;
                return (
                  <li key={inventory.id} className={styles.entry}>
                    <span>{text('exhibits.sent.entry', { date, count, recipient })}</span>
                    <IconButton
                      icon={<Undo2 />}
                      size="small"
                      label={text('exhibits.sent.takeBackOf', { date })}
                      onPress={() => void undo(inventory)}
                    />
                  </li>
                );
              })}
            </ul>
          )}
          {data.withdrawnNumbers.length > 0 && (
            <p className={styles.quiet}>
              {text('exhibits.sent.withdrawn', { numbers: data.withdrawnNumbers.join(', ') })}
            </p>
          )}
        </Stack>
      </Card>
      {isOpen && <MarkSentDialog caseId={caseId} today={data.today} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function MarkSentDialog(props: {
  readonly caseId: CaseId;
  readonly today: CivilDate;
  readonly onClose: () => void;
}) {
  const text = useText();
  const mark = useCommand('exhibits.markSent');
  const [sentOn, setSentOn] = useState<CivilDate | null>(props.today);
  const [recipient, setRecipient] = useState('');
  const [failure, setFailure] = useState<string | null>(null);

  const save = async (): Promise<void> => {
    if (sentOn === null || mark.isRunning) return;
    const marked = await mark.run({ caseId: props.caseId, sentOn, recipient });
    if (marked.ok) props.onClose();
    else setFailure(failureText(text, marked.error));
  };

  return (
    <Dialog
      title={text('exhibits.sent.form.title')}
      description={text('exhibits.sent.form.lead')}
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" busy={mark.isRunning}>
            {text('exhibits.sent.form.save')}
          </Button>
        </>
      }
    >
      <Stack>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <TextField
          label={text('exhibits.sent.form.to')}
          hint={text('exhibits.sent.form.to.hint')}
          value={recipient}
          onChange={setRecipient}
          maxLength={200}
          required
          autoFocus
        />
        <DateField label={text('exhibits.sent.form.on')} value={sentOn} onChange={setSentOn} />
      </Stack>
    </Dialog>
  );
}

function failureText(
  text: Text,
  error: ChannelFailure<'exhibits.markSent'> | ChannelFailure<'exhibits.takeBackSent'> | CallError,
): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  return text(`exhibits.sent.failure.${error.kind}`);
}
