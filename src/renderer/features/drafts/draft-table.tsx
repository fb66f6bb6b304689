import { useMemo } from 'react';
import type { DraftTable as TableForm, OpenedBlock } from '../../../shared/drafts/contract';
import { useText } from '../../lib/text';
import styles from './draft-desk.module.css';
import { DraftParagraph, type ParagraphSurroundings } from './draft-paragraph';
import { columnShares, layTable } from './table-layout';

/** A table of the document, each of its cells to be worked on. */
export function DraftTable(props: {
  readonly form: TableForm;
  readonly blocks: readonly OpenedBlock[];
  readonly surroundings: (block: OpenedBlock) => ParagraphSurroundings;
}) {
  const text = useText();
  const { form, blocks } = props;
  const rows = useMemo(() => layTable(blocks, form.columns.length), [blocks, form]);
  return (
    <table className={styles.table} aria-label={text('drafts.table')}>
      <colgroup>
        {columnShares(form.columns).map((share, column) => (
          // The columns of one table never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <col key={column} style={{ width: `${share}%` }} />
        ))}
      </colgroup>
      <tbody>
        {rows.map(({ row, cells, canGo }) => (
          <tr key={row}>
            {cells.map(({ column, columns, rows: height, blocks: inCell }) => {
              const Cell = row < form.headerRows ? 'th' : 'td';
              return (
                <Cell key={column} colSpan={columns} rowSpan={height}>
                  {inCell.map((block) => (
                    <DraftParagraph
                      key={block.id}
                      {...props.surroundings(block)}
                      block={block}
                      canTakeOutRow={canGo}
                    />
                  ))}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
