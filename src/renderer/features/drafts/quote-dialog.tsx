import type { OpenedDraft } from '../../../shared/drafts/contract';
import type { Language } from '../../../shared/kernel/languages';
import { civilDateSchema } from '../../../shared/kernel/time';
import { useFormats, useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { OpenableList } from '../../ui/list';
import { Quote } from 'lucide-react';
import styles from './draft-desk.module.css';

/** Her own words in sealed statements, one of which is put in as a paragraph between quotation marks. */
export function QuoteDialog(props: {
  readonly quotable: OpenedDraft['quotable'];
  readonly language: Language;
  readonly onQuote: (quote: { readonly text: string; readonly words: string }) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  return (
    <Dialog
      title={text('drafts.quote.title')}
      description={text('drafts.quote.lead')}
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{text('ui.close')}</Button>}
    >
      {props.quotable.length === 0 ? (
        <EmptyState icon={<Quote />} title={text('drafts.quote.none')}>
          {text('drafts.quote.noneBody')}
        </EmptyState>
      ) : (
        <div className={styles.scroll}>
          <OpenableList
            label={text('drafts.quote.title')}
            items={props.quotable}
            keyOf={(quote) => `${quote.heldOn} ${quote.title} ${quote.text}`}
            onOpen={({ text: words }) => props.onQuote({ words, text: between(words, props.language) })}
          >
            {(quote) => (
              <span>
                <span className={styles.note}>
                  {formats.shortDate(civilDateSchema.parse(quote.heldOn))} {quote.title}
                </span>
                <br />
                <span dir="auto">{quote.text}</span>
              </span>
            )}
          </OpenableList>
        </div>
      )}
    </Dialog>
  );
}

/** In the quotation marks of the document's language. */
function between(words: string, language: Language): string {
  switch (language) {
    case 'fr':
      return `«\u00a0${words}\u00a0»`;
    case 'de':
      return `„${words}“`;
    case 'nl':
    case 'en':
      return `“${words}”`;
  }
}
