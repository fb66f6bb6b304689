import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { OpenedInterview } from '../../../shared/interviews/contract';
import { useFormats, useText } from '../../lib/text';
import styles from './seal-strip.module.css';

/** When a statement was sealed, whether it still is what was sealed, and its hash on demand. */
export function SealStrip(props: { readonly seal: NonNullable<OpenedInterview['seal']> }) {
  const text = useText();
  const formats = useFormats();
  const { seal } = props;
  return (
    <details className={styles.strip} data-valid={seal.valid}>
      <summary>
        {seal.valid ? <ShieldCheck aria-hidden="true" /> : <ShieldAlert aria-hidden="true" />}
        {text(seal.valid ? 'interviews.sealed.valid' : 'interviews.sealed.invalid', {
          time: formats.instant(seal.sealedAt),
        })}
        <code className={styles.short}>{seal.hash.slice(0, 8)}…</code>
      </summary>
      <p className={styles.explanation}>{text('interviews.sealed.hash')}</p>
      <code className={styles.hash}>{seal.hash.match(/.{1,8}/g)?.join(' ')}</code>
    </details>
  );
}
