import { showCitations } from '../../../shared/drafts/citations';
import type { CitableRecord, OpenedComment } from '../../../shared/drafts/contract';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Card } from '../../ui/card';
import { Stack } from '../../ui/layout';
import { Comment } from './block-comments';
import styles from './draft-desk.module.css';

/** What was remarked on paragraphs that the draft has no longer: it is not lost with them. */
export function GoneComments(props: {
  readonly comments: readonly OpenedComment[];
  readonly citable: readonly CitableRecord[];
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  return (
    <Card>
      <Stack gap={3}>
        <h2 className={styles.note}>{text('drafts.comments.gone', { count: props.comments.length })}</h2>
        {props.comments.map((comment) => (
          <div key={comment.id} className={styles.comments}>
            {comment.goneText !== null && comment.goneText !== '' && (
              <p dir="auto" className={styles.gonePassage}>
                {showCitations(comment.goneText, props.citable, language)}
              </p>
            )}
            <Comment comment={comment} />
          </div>
        ))}
      </Stack>
    </Card>
  );
}
