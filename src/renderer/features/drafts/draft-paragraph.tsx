import { MessageSquarePlus, Pilcrow, RotateCcw, Rows3, Scissors } from 'lucide-react';
import { memo, useState } from 'react';
import { paragraphLimit } from '../../../shared/drafts/blocks';
import { brokenCitations, showCitations } from '../../../shared/drafts/citations';
import type { CitableRecord, DraftComment, OpenedBlock } from '../../../shared/drafts/contract';
import type { DraftId } from '../../../shared/kernel/ids';
import { classNames } from '../../lib/class-names';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Menu, type MenuEntry } from '../../ui/menu';
import { BlockComments } from './block-comments';
import styles from './draft-desk.module.css';
import { goToParagraph } from './go-to-paragraph';
import { canBeAsGenerated, type Refusal, type WorkingDraft } from './working-draft';

/** What a paragraph needs of the draft it stands in. */
export interface ParagraphSurroundings {
  readonly working: WorkingDraft;
  readonly draftId: DraftId;
  readonly citable: readonly CitableRecord[];
  readonly comments: readonly DraftComment[];
  readonly refusal: Refusal['because'] | null;
  readonly onEnter: (field: HTMLTextAreaElement) => void;
}

interface ParagraphProps extends ParagraphSurroundings {
  readonly block: OpenedBlock;
  readonly canTakeOutRow?: boolean;
}

/** One paragraph, with its marks and what can be done with it. */
export const DraftParagraph = memo(function DraftParagraph(props: ParagraphProps) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { block, working, citable, comments } = props;
  const [isCommenting, setCommenting] = useState(false);
  const { form } = block;
  const gone = block.text === null;
  const shown = showCitations(block.text ?? block.base ?? '', citable, language);
  const broken = brokenCitations(block.text ?? '', citable);
  const { cell } = form;
  const words = shown.slice(0, 40);
  const name =
    cell === null
      ? text('drafts.paragraph', { number: form.number, words })
      : text('drafts.cell', { row: cell.row + 1, column: cell.column + 1, words });
  const isEmptyCell = block.base === '' && block.text === '';
  const entries: MenuEntry[] = [
    {
      label: text('drafts.comment'),
      icon: <MessageSquarePlus />,
      onSelect: () => setCommenting(true),
    },
    ...(cell !== null
      ? []
      : [
          {
            label: text('drafts.putIn'),
            icon: <Pilcrow />,
            keys: ['Mod', 'Enter'],
            onSelect: () => goToParagraph(working.putIn(block.id, null)),
          },
        ]),
    ...(canBeAsGenerated(block)
      ? [
          {
            label: text('drafts.asGenerated'),
            icon: <RotateCcw />,
            onSelect: () => working.asGenerated(block.id),
          },
        ]
      : []),
    ...(gone || form.locked || isEmptyCell
      ? []
      : [
          {
            label: text('drafts.takeOut'),
            icon: <Scissors />,
            tone: 'danger' as const,
            onSelect: () => working.takeOut(block.id),
          },
        ]),
    ...(props.canTakeOutRow === true
      ? [
          {
            label: text('drafts.takeOutRow'),
            icon: <Rows3 />,
            tone: 'danger' as const,
            onSelect: () => working.takeOutRow(block.id),
          },
        ]
      : []),
  ];
  // What was put in and taken out again is nowhere any more.
  if (gone && block.base === null) return null;
  return (
    <div
      className={classNames(
        styles.block,
        form.headingLevel !== null && styles.heading,
        cell !== null && styles.inCell,
        gone && styles.gone,
      )}
    >
      {(cell === null || form.number !== '') && <span className={styles.number}>{form.number}</span>}
      <div className={styles.words}>
        <Marks block={block} />
        {gone || form.locked ? (
          <p className={styles.fixed}>{shown}</p>
        ) : (
          <textarea
            className={styles.field}
            data-block={block.id}
            aria-label={name}
            aria-invalid={broken.length > 0 || props.refusal !== null}
            dir="auto"
            rows={1}
            spellCheck={false}
            value={shown}
            onChange={(event) => working.type(block.id, event.target.value, citable)}
            onFocus={(event) => props.onEnter(event.target)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || cell !== null) return;
              event.preventDefault();
              goToParagraph(working.putIn(block.id, null));
            }}
          />
        )}
        {broken.length > 0 && (
          <p className={styles.problem}>{text('drafts.brokenHere', { numbers: broken.join(', ') })}</p>
        )}
        {props.refusal === 'tooLong' && (
          <p className={styles.problem} role="alert">
            {text('drafts.tooLong', { limit: paragraphLimit })}
          </p>
        )}
        {props.refusal === 'quoteChanged' && (
          <div className={styles.problem} role="alert">
            {text('drafts.quoteChanged')}{' '}
            <Button size="small" onPress={() => working.paraphrase(block.id)}>
              {text('drafts.paraphrase')}
            </Button>
          </div>
        )}
        {(comments.length > 0 || isCommenting) && (
          <BlockComments
            draftId={props.draftId}
            blockId={block.id}
            comments={comments}
            isWriting={isCommenting}
            onDone={() => setCommenting(false)}
            onBefore={working.flush}
          />
        )}
      </div>
      <div className={styles.tools}>
        <Menu label={text('drafts.paragraphMenu', { name })} size="small" entries={entries} />
      </div>
    </div>
  );
});

/** What was done to a paragraph, in words. */
function Marks({ block }: { readonly block: OpenedBlock }) {
  const text = useText();
  const { form } = block;
  const marks = [
    ...(form.locked ? (['locked'] as const) : []),
    ...(block.text === null
      ? (['takenOut'] as const)
      : block.base === null
        ? (['putIn'] as const)
        : block.base === block.text
          ? []
          : (['changed'] as const)),
    ...(block.quotes.length === 0
      ? []
      : block.paraphrased
        ? (['paraphrase'] as const)
        : (['verbatim'] as const)),
  ];
  if (marks.length === 0) return null;
  return (
    <div className={styles.marks}>
      {marks.map((mark) => (
        <Badge
          key={mark}
          tone={
            mark === 'changed' || mark === 'putIn'
              ? 'accent'
              : mark === 'takenOut' || mark === 'paraphrase'
                ? 'warning'
                : 'neutral'
          }
        >
          {text(`drafts.mark.${mark}`)}
        </Badge>
      ))}
    </div>
  );
}
