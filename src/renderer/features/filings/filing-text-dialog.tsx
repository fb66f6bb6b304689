import { Download, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { FilingBlock, FilingSummary } from '../../../shared/filings/schemas';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { Waiting } from '../../ui/spinner';
import { FilingDepartureDialog } from '../departures';
import { NamesToggle, useNamesShown } from '../people';
import styles from './filing-text-dialog.module.css';
import { failureText, kindLabel } from './filing-texts';

/** A document of the vault, read inside the program, with the way to save it out. */
export function FilingTextDialog(props: {
  readonly filing: Pick<FilingSummary, 'id' | 'caseId' | 'filingKind'>;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const namesShown = useNamesShown();
  const { data, failure } = useChannel(
    'filings.text',
    { filingId: props.filing.id },
    { enabled: namesShown },
  );
  const [leaving, setLeaving] = useState(false);
  const title =
    data === undefined
      ? text('filings.title')
      : text('filings.text.title', {
          filing: kindLabel(text, data.filing.filingKind),
          version: data.filing.version,
        });
  // One window at a time: the way out takes the place of the text.
  if (leaving) return <FilingDepartureDialog filing={props.filing} onClose={props.onClose} />;
  return (
    <Dialog
      title={title}
      description={
        data === undefined
          ? undefined
          : text('filings.text.description', { when: formats.instant(data.filing.generatedAt) })
      }
      size="large"
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.close')}</Button>
          <Button look="primary" icon={<Download />} onPress={() => setLeaving(true)}>
            {text('filings.saveAs')}
          </Button>
        </>
      }
    >
      <Stack>
        {failure !== undefined && (
          <Banner tone="danger" urgent>
            {failureText(text, failure)}
          </Banner>
        )}
        {!namesShown && (
          <EmptyState icon={<EyeOff />} title={text('filings.text.namesHidden')} actions={<NamesToggle />}>
            {text('filings.text.namesHidden.body')}
          </EmptyState>
        )}
        {namesShown && data === undefined && failure === undefined && (
          <Waiting label={text('filings.read')} />
        )}
        {namesShown && data !== undefined && (
          // Reachable by keyboard, since it scrolls and has nothing else to give the focus to.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <article className={styles.page} lang={data.filing.language} tabIndex={0} aria-label={title}>
            {data.blocks.map((block, index) => (
              // The text never changes, so a block is known by its place.
              // oxlint-disable-next-line react/no-array-index-key
              <DocumentBlock key={index} block={block} />
            ))}
          </article>
        )}
      </Stack>
    </Dialog>
  );
}

function DocumentBlock({ block }: { readonly block: FilingBlock }) {
  if (block.kind === 'table') {
    return (
      <table className={styles.table}>
        <tbody>
          {block.rows.map((row, rowIndex) => (
            // As above.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={rowIndex} className={rowIndex < block.headerRows ? styles.headRow : undefined}>
              {row.map((cell, cellIndex) => (
                // oxlint-disable-next-line react/no-array-index-key
                <td key={cellIndex} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  if (block.text === '') return null;
  if (block.headingLevel !== null) return <h3 className={styles.heading}>{block.text}</h3>;
  const isLettered = block.number.endsWith(')');
  return (
    <p className={block.number === '' ? styles.plain : isLettered ? styles.lettered : styles.numbered}>
      {block.number !== '' && <span className={styles.number}>{block.number}</span>}
      <span>{block.text}</span>
    </p>
  );
}
