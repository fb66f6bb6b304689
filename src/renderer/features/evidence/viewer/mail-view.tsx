import PostalMime, { type Address, type Email } from 'postal-mime';
import { useEffect, useState } from 'react';
import { htmlToText } from '../../../../shared/conversations/html-to-text';
import { withoutDirectionMarks } from '../../../../shared/conversations/marks';
import { useFormats, useText } from '../../../lib/text';
import { Badge } from '../../../ui/badge';
import { Definitions } from '../../../ui/card';
import { Waiting } from '../../../ui/spinner';
import { TextView } from './text-view';
import styles from './viewer.module.css';

/**
 * A mail as it says it was sent: heads, words, names of what is attached. Its HTML is read for its words only, so nothing
 * in it is fetched, runs, or tells the sender that it was opened. A mail that cannot be taken apart is shown as it stands.
 */
export function MailView(props: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const text = useText();
  const formats = useFormats();
  const [mail, setMail] = useState<Email | null | 'reading'>('reading');
  const { bytes } = props;
  useEffect(() => {
    let isGone = false;
    void PostalMime.parse(bytes, { forceRfc822Attachments: true })
      // The parser refuses what is nested or long beyond reason.
      .catch(() => null)
      .then((parsed) => {
        if (!isGone) setMail(parsed);
      });
    return () => {
      isGone = true;
    };
  }, [bytes]);
  if (mail === 'reading') return <Waiting label={text('evidence.viewer.reading')} />;
  if (mail === null) return <TextView bytes={bytes} encoding="utf-8" />;
  const head = (
    [
      ['from', addresses(mail.from === undefined ? [] : [mail.from])],
      ['to', addresses(mail.to)],
      ['cc', addresses(mail.cc)],
      ['date', mail.headers.find(({ key }) => key === 'date')?.value ?? ''],
      ['subject', mail.subject ?? ''],
    ] as const
  ).filter(([, value]) => value !== '');
  const plain = mail.text !== undefined && mail.text.trim() !== '';
  return (
    <div className={styles.sheet}>
      {!plain && mail.html !== undefined && (
        <div className={styles.tools}>
          <Badge>{text('evidence.viewer.mail.fromHtml')}</Badge>
        </div>
      )}
      {/* It scrolls, and so must be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.pane} tabIndex={0} role="region" aria-label={text('evidence.viewer.words')}>
        <div className={styles.mailHead}>
          <Definitions
            entries={head.map(([name, value]) => ({
              term: text(`evidence.viewer.mail.${name}`),
              value: <bdi>{withoutDirectionMarks(value)}</bdi>,
            }))}
          />
        </div>
        <p className={styles.mailWords} dir="auto">
          {(plain ? (mail.text ?? '') : htmlToText(mail.html ?? '')).trim()}
        </p>
        {mail.attachments.length > 0 && (
          <div className={styles.mailHead}>
            <h3 className={styles.factsTitle}>{text('evidence.viewer.mail.attached')}</h3>
            <ul className={styles.attached}>
              {mail.attachments.map(({ filename, mimeType, content }, index) => (
                // Two may bear one name; their places tell them apart.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={index}>
                  <bdi>{filename ?? text('evidence.viewer.mail.noName')}</bdi> · {mimeType}
                  {typeof content !== 'string' && ` · ${formats.size(content.byteLength)}`}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}

function addresses(list: readonly Address[] | undefined): string {
  return (list ?? [])
    .flatMap((each) => (each.group === undefined ? [each] : each.group))
    .map(({ name, address }) => (name === '' ? address : `${name} <${address}>`))
    .join(', ');
}
