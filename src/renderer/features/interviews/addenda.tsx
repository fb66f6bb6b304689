import { useCallback, useState } from 'react';
import type { AddendumText, OpenedInterview } from '../../../shared/interviews/contract';
import { call } from '../../lib/core';
import { isCallError, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Section } from '../../ui/card';
import { ConfirmDialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea, TextField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { SaveMark, useAutosave } from '../people';
import styles from './addenda.module.css';

/** What was put right or added after sealing, each with its date, and the form for the next one. */
export function Addenda(props: { readonly interview: OpenedInterview }) {
  const text = useText();
  const formats = useFormats();
  const { interview } = props;
  const [isWriting, setWriting] = useState(interview.addendumDraft.text !== '');
  return (
    <Section
      title={text('interviews.addenda')}
      description={text('interviews.addenda.description')}
      actions={
        !isWriting && <Button onPress={() => setWriting(true)}>{text('interviews.addenda.add')}</Button>
      }
    >
      <Stack gap={4}>
        {interview.addenda.map((addendum) => (
          <article key={addendum.id} className={styles.addendum}>
            <p className={styles.head}>
              <span className={styles.date}>{formats.instant(addendum.writtenAt)}</span>
              {addendum.reason !== '' && <span dir="auto">{addendum.reason}</span>}
              {!addendum.valid && <Badge tone="danger">{text('interviews.addenda.invalid')}</Badge>}
            </p>
            <p dir="auto" className={styles.words}>
              {addendum.text}
            </p>
          </article>
        ))}
        {isWriting && <AddendumForm interview={interview} onDone={() => setWriting(false)} />}
      </Stack>
    </Section>
  );
}

/** What is typed here is kept like any text, and becomes final only when it is added. */
function AddendumForm(props: { readonly interview: OpenedInterview; readonly onDone: () => void }) {
  const text = useText();
  const { id: interviewId, addendumDraft } = props.interview;
  const add = useCommand('interviews.addAddendum');
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = useCallback(
    (draft: Partial<AddendumText>) =>
      call('interviews.saveAddendumDraft', { interviewId, draft: { text: '', reason: '', ...draft } }),
    [interviewId],
  );
  const form = useAutosave<{ readonly draft: AddendumText }, { readonly kind: string }>(
    { draft: addendumDraft },
    (changes) => save(changes.draft ?? {}),
  );
  const { draft } = form.fields;
  const isEmpty = draft.text.trim() === '';

  const confirm = async (): Promise<void> => {
    await form.saveNow();
    const added = await add.run({ interviewId, ...draft });
    setAsking(false);
    if (added.ok) {
      props.onDone();
      return;
    }
    const sentence = isCallError(added.error) ? callErrorText(added.error) : null;
    setFailure(sentence === null ? text('interviews.gone.body') : text(sentence.id, sentence.values));
  };

  return (
    <Stack gap={3}>
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <TextArea
        label={text('interviews.addenda.text')}
        words
        rows={4}
        maxLength={20_000}
        autoFocus
        value={draft.text}
        onChange={(typed) => form.change({ draft: { ...draft, text: typed } })}
      />
      <TextField
        label={text('interviews.addenda.reason')}
        hint={text('interviews.addenda.reasonHint')}
        optional
        maxLength={500}
        value={draft.reason}
        onChange={(reason) => form.change({ draft: { ...draft, reason } })}
      />
      <Row gap={3} justify="between">
        <SaveMark state={form.state} onRetry={() => void form.saveNow()} />
        <Row gap={2}>
          <Button
            onPress={() => {
              form.change({ draft: { text: '', reason: '' } });
              props.onDone();
            }}
          >
            {text('interviews.addenda.discard')}
          </Button>
          <Button look="primary" disabled={isEmpty} onPress={() => setAsking(true)}>
            {text('interviews.addenda.confirm')}
          </Button>
        </Row>
      </Row>
      {isAsking && (
        <ConfirmDialog
          title={text('interviews.addenda.confirm.title')}
          confirmLabel={text('interviews.addenda.confirm')}
          busy={add.isRunning}
          onConfirm={() => void confirm()}
          onCancel={() => setAsking(false)}
        >
          {text('interviews.addenda.confirm.body')}
        </ConfirmDialog>
      )}
    </Stack>
  );
}
