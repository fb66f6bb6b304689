import { createElement, Fragment, useMemo, type ReactNode } from 'react';
import type { Block, Inline, InterviewDocument, ListItem } from '../../../shared/interviews/document';
import { classNames } from '../../lib/class-names';
import { useText } from '../../lib/text';
import styles from './page.module.css';
import { useMarginLabels } from './provenance';

/** An interview to be read: nothing in it can be typed over. */
export function StatementView(props: {
  readonly document: InterviewDocument;
  readonly hideSensitive: boolean;
  /** How many facts cite each paragraph; those with none are left out. */
  readonly citationsByBlock?: ReadonlyMap<string, number>;
  readonly onOpenCitations?: (blockId: string) => void;
}) {
  const labels = useMarginLabels();
  const text = useText();
  const { document, citationsByBlock, onOpenCitations } = props;
  const content = useMemo(() => {
    const mark = (blockId: string): ReactNode => {
      const count = citationsByBlock?.get(blockId);
      if (count === undefined) return null;
      const label = text('interviews.citations.count', { count });
      return (
        <button
          type="button"
          className="citations"
          title={label}
          aria-label={label}
          onClick={() => onOpenCitations?.(blockId)}
        >
          {count}
        </button>
      );
    };
    return renderBlocks(document.content, mark);
  }, [document, citationsByBlock, onOpenCitations, text]);
  return (
    <div
      className={classNames(styles.page, styles.reading)}
      style={labels}
      data-sensitive-hidden={props.hideSensitive}
    >
      <div>{content}</div>
    </div>
  );
}

type Mark = (blockId: string) => ReactNode;

function renderBlocks(blocks: readonly (Block | ListItem)[], mark: Mark): ReactNode {
  return blocks.map((block, place) => {
    switch (block.type) {
      case 'paragraph':
      case 'heading': {
        const { id, provenance, sensitive } = block.attrs;
        const attributes = {
          key: id,
          dir: 'auto',
          'data-id': id,
          'data-provenance': provenance,
          'data-sensitive': sensitive ? 'true' : undefined,
        };
        const tag = block.type === 'paragraph' ? 'p' : `h${block.attrs.level}`;
        const words = block.content === undefined ? <br /> : renderInline(block.content);
        return createElement(tag, attributes, words, mark(id));
      }
      case 'listItem':
        // Items have no id of their own and never change places in a text that is only read.
        // oxlint-disable-next-line react/no-array-index-key
        return <li key={place}>{renderBlocks(block.content, mark)}</li>;
      case 'bulletList':
        // oxlint-disable-next-line react/no-array-index-key
        return <ul key={place}>{renderBlocks(block.content, mark)}</ul>;
      case 'orderedList':
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <ol key={place} start={block.attrs.start}>
            {renderBlocks(block.content, mark)}
          </ol>
        );
      default:
        return null;
    }
  });
}

function renderInline(content: readonly Inline[]): ReactNode {
  return content.map((node, place) => {
    if (node.type === 'hardBreak') {
      // As above.
      // oxlint-disable-next-line react/no-array-index-key
      return <br key={place} />;
    }
    const marks = new Set(node.marks?.map((mark) => mark.type));
    let words: ReactNode = node.text;
    if (marks.has('italic')) words = <em>{words}</em>;
    if (marks.has('bold')) words = <strong>{words}</strong>;
    // oxlint-disable-next-line react/no-array-index-key
    return <Fragment key={place}>{words}</Fragment>;
  });
}
