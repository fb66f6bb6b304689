import { Languages, Paperclip, Quote } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationMessage } from '../../../shared/conversations/schemas';
import { classNames } from '../../lib/class-names';
import { useFormats, useText } from '../../lib/text';
import { IconButton } from '../../ui/button';
import styles from './message-row.module.css';
import { writeSender } from './sender-name';
import { writeWallClock } from './wall-clock-text';

/** One message, or a notice of the program that made the export. */
export function MessageRow(props: {
  readonly message: ConversationMessage;
  /** The day beside the hour, where no heading says it. */
  readonly showsDay?: boolean;
  /** Who it is, where somebody said so; else as the export writes it. */
  readonly sender?: ReactNode;
  /** The one that was looked for. */
  readonly isSought?: boolean;
  /** Makes a fact that cites it. */
  readonly onCite?: () => void;
  /** Writes or changes its translation. */
  readonly onTranslate?: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { message } = props;
  const hour = message.at.slice(11);
  return (
    <div className={classNames(styles.row, props.isSought === true && styles.sought)}>
      <div className={styles.time}>
        {props.showsDay === true && message.at !== '' && (
          <span>{formats.shortDate(message.at.slice(0, 10))}</span>
        )}
        <span>{hour}</span>
        {message.offset !== null && <span className={styles.offset}>{message.offset}</span>}
      </div>
      {message.kind === 'notice' ? (
        <p className={styles.notice} dir="auto">
          {message.text}
        </p>
      ) : (
        <div className={styles.said}>
          <p className={styles.sender}>
            {props.sender ?? <bdi>{writeSender(text, message.sender)}</bdi>}
            {message.chat !== '' && (
              <span className={styles.chat}>
                <bdi>{message.chat}</bdi>
              </span>
            )}
          </p>
          {message.forwardedFrom !== '' && (
            <p className={styles.forwarded}>
              {text('conversations.forwarded', { name: message.forwardedFrom })}
            </p>
          )}
          {message.recipients.length > 0 && (
            <p className={styles.forwarded}>
              {text('conversations.recipients', { names: formats.list(message.recipients) })}
            </p>
          )}
          {message.subject !== '' && (
            <p className={styles.subject} dir="auto">
              {message.subject}
            </p>
          )}
          {message.text !== '' && (
            <p className={styles.text} dir="auto">
              {message.text}
            </p>
          )}
          {message.attachments.map((name) => (
            <p key={name} className={styles.attachment}>
              <Paperclip aria-hidden="true" />
              <bdi>{name}</bdi>
            </p>
          ))}
          {message.translation !== null && (
            <div className={styles.translation}>
              <p className={styles.translator}>
                {message.translation.translator === ''
                  ? text('conversations.translation.shown')
                  : text('conversations.translation.shownBy', { name: message.translation.translator })}
              </p>
              <p className={styles.text} dir="auto">
                {message.translation.text}
              </p>
            </div>
          )}
        </div>
      )}
      {message.kind === 'message' && (
        <div className={styles.actions}>
          {props.onTranslate !== undefined && (
            <IconButton
              size="small"
              label={text('conversations.translation.write', { time: writeWallClock(formats, message.at) })}
              icon={<Languages />}
              onPress={props.onTranslate}
            />
          )}
          {props.onCite !== undefined && (
            <IconButton
              size="small"
              label={text('conversations.cite', { time: writeWallClock(formats, message.at) })}
              icon={<Quote />}
              onPress={props.onCite}
            />
          )}
        </div>
      )}
    </div>
  );
}
