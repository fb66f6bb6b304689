import { useState } from 'react';
import type { DraftBlockId } from '../../../shared/drafts/blocks';
import type { DraftComment } from '../../../shared/drafts/contract';
import type { DraftId } from '../../../shared/kernel/ids';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import styles from './draft-desk.module.css';

/** What was remarked on a paragraph; open ones first. None of it gets into the document. */
export function BlockComments(props: {
  readonly draftId: DraftId;
  readonly blockId: DraftBlockId;
  readonly comments: readonly DraftComment[];
  readonly isWriting: boolean;
  readonly onDone: () => void;
  /** Settles once the paragraph is in the vault. */
  readonly onBefore: () => Promise<void>;
}) {
  const text = useText();
  const add = useCommand('drafts.addComment');
  const [words, setWords] = useState('');
  const [hasFailed, setFailed] = useState(false);
  const write = async (): Promise<void> => {
    await props.onBefore();
    const written = await add.run({ draftId: props.draftId, blockId: props.blockId, text: words });
    setFailed(!written.ok);
    if (!written.ok) return;
    setWords('');
    props.onDone();
  };
  const isOpen = ({ resolvedAt }: DraftComment) => resolvedAt === null;
  return (
    <div className={styles.comments}>
      {[...props.comments.filter(isOpen), ...props.comments.filter((each) => !isOpen(each))].map(
        (comment) => (
          <Comment key={comment.id} comment={comment} />
        ),
      )}
      {props.isWriting && (
        <Stack gap={2}>
          <TextArea
            label={text('drafts.comment.label')}
            value={words}
            onChange={setWords}
            rows={2}
            maxLength={2000}
            autoFocus
            error={hasFailed ? text('drafts.comment.failed') : undefined}
          />
          <Row gap={2} justify="end">
            <Button size="small" onPress={props.onDone}>
              {text('ui.cancel')}
            </Button>
            <Button
              size="small"
              look="primary"
              busy={add.isRunning}
              disabled={words.trim() === ''}
              onPress={() => void write()}
            >
              {text('drafts.comment.add')}
            </Button>
          </Row>
        </Stack>
      )}
    </div>
  );
}

/** A remark, to be settled or opened again. */
export function Comment({ comment }: { readonly comment: DraftComment }) {
  const text = useText();
  const formats = useFormats();
  const resolve = useCommand('drafts.resolveComment');
  const isResolved = comment.resolvedAt !== null;
  return (
    <div className={styles.comment} data-resolved={isResolved}>
      <p dir="auto">{comment.text}</p>
      <Row gap={2} justify="between">
        <span className={styles.note}>
          {text(isResolved ? 'drafts.comment.resolvedBy' : 'drafts.comment.by', {
            author: isResolved ? comment.resolvedBy : comment.author,
            when: formats.instant(comment.resolvedAt ?? comment.writtenAt),
          })}
        </span>
        <Button
          size="small"
          look="quiet"
          onPress={() => void resolve.run({ commentId: comment.id, resolved: !isResolved })}
        >
          {text(isResolved ? 'drafts.comment.reopen' : 'drafts.comment.resolve')}
        </Button>
      </Row>
    </div>
  );
}
