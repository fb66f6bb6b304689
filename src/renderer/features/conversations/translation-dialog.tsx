import { useState } from 'react';
import type { ConversationMessage, MessageTranslation } from '../../../shared/conversations/schemas';
import type { ConversationId } from '../../../shared/kernel/ids';
import { isCallError, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import styles from './translation-dialog.module.css';
import { writeSender } from './sender-name';
import { writeWallClock } from './wall-clock-text';

/** Writes what a message says in another language. The message itself stays as it was received. */
export function TranslationDialog(props: {
  readonly conversationId: ConversationId;
  readonly message: ConversationMessage;
  /** What was typed before and not saved, or who translated the one before. */
  readonly begins: MessageTranslation;
  /** Closed without saving, by Escape perhaps: what was typed is there again when the dialog is opened anew. */
  readonly onKept: (typed: MessageTranslation) => void;
  readonly onSaved: (translator: string) => void;
  /** Goes to the next message; undefined for the last. */
  readonly onNext: (() => void) | undefined;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { message, conversationId, onNext, begins } = props;
  const { sequence } = message;
  const before = message.translation;
  const translate = useCommand('conversations.translate');
  const [words, setWords] = useState(begins.text);
  const [translator, setTranslator] = useState(begins.translator);
  const [failure, setFailure] = useState<string | null>(null);

  const save = async (andThen: () => void): Promise<void> => {
    if (translate.isRunning) return;
    const translation = words.trim() === '' ? null : { text: words, translator };
    const isSame = translation?.text === before?.text && translation?.translator === before?.translator;
    if (!isSame) {
      const saved = await translate.run({ conversationId, sequence, translation });
      if (!saved.ok) {
        if (isCallError(saved.error)) {
          const { id, values } = callErrorText(saved.error);
          setFailure(text(id, values));
        } else setFailure(text('conversations.translation.gone'));
        return;
      }
    }
    props.onSaved(translator);
    andThen();
  };

  const close = (): void => {
    props.onKept({ text: words, translator });
    props.onClose();
  };

  return (
    <Dialog
      title={text('conversations.translation.title', { time: writeWallClock(formats, message.at) })}
      onClose={close}
      onSubmit={() => void save(onNext ?? props.onClose)}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          {onNext !== undefined && (
            <Button busy={translate.isRunning} onPress={() => void save(props.onClose)}>
              {text('conversations.translation.save')}
            </Button>
          )}
          <Button type="submit" look="primary" busy={translate.isRunning}>
            {text(
              onNext === undefined
                ? 'conversations.translation.save'
                : 'conversations.translation.saveAndNext',
            )}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <figure className={styles.original}>
          <figcaption>
            <bdi>{writeSender(text, message.sender)}</bdi>
          </figcaption>
          <blockquote dir="auto">
            {message.text === '' ? message.attachments.join(', ') : message.text}
          </blockquote>
        </figure>
        <TextArea
          label={text('conversations.translation.words')}
          hint={text('conversations.translation.words.hint')}
          value={words}
          onChange={setWords}
          rows={6}
          maxLength={20_000}
          words
          autoFocus
        />
        <TextField
          label={text('conversations.translation.translator')}
          hint={text('conversations.translation.translator.hint')}
          value={translator}
          onChange={setTranslator}
          maxLength={200}
        />
      </Stack>
    </Dialog>
  );
}
