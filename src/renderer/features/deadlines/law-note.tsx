import { CircleHelp, ScanSearch } from 'lucide-react';
import { useIntl } from 'react-intl';
import type { FactView } from '../../../shared/procedures/contract';
import type { Mark } from '../../../shared/procedures/schemas';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import styles from './law-note.module.css';

/** How far a statement of law can be trusted, where that is less than sure. */
export function MarkBadge(props: { readonly mark: Mark; readonly always?: boolean }) {
  const text = useText();
  if (props.mark === 'sure' && props.always !== true) return null;
  return (
    <Badge
      tone={props.mark === 'unconfirmed' ? 'warning' : 'neutral'}
      {...(props.mark === 'sure' ? {} : { icon: <CircleHelp aria-hidden="true" /> })}
    >
      {text(`procedures.mark.${props.mark}`)}
    </Badge>
  );
}

/** Stands wherever the law may have changed since it was read. */
export function VerifyBadge() {
  const text = useText();
  return (
    <Badge tone="warning" icon={<ScanSearch aria-hidden="true" />}>
      {text('procedures.verify')}
    </Badge>
  );
}

/** Where a statement of law comes from: articles, works, version of the law, and how far it can be trusted. */
export function LawNote(props: { readonly fact: FactView }) {
  const text = useText();
  const { fact } = props;
  return (
    <dl className={styles.note}>
      {fact.basis.length > 0 && (
        <>
          <dt>{text('procedures.law.basis')}</dt>
          <dd>
            {fact.basis.map((citation) => (
              <span key={citation} className={styles.line}>
                {citation}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>{text('procedures.law.asOf')}</dt>
      <dd>{fact.lawAsOf === null ? text('procedures.law.notRead') : <PartialDate date={fact.lawAsOf} />}</dd>
      {fact.sources.length > 0 && (
        <>
          <dt>{text('procedures.law.sources')}</dt>
          <dd>
            {fact.sources.map((source) => (
              <span key={source.key} className={styles.line}>
                {text('procedures.law.source', { key: source.key, title: source.title })}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>{text('procedures.law.mark')}</dt>
      <dd>
        <span className={styles.line}>{text(`procedures.mark.${fact.mark}.meaning`)}</span>
      </dd>
      {fact.verify && (
        <>
          <dt className={styles.verify}>{text('procedures.verify')}</dt>
          <dd>{fact.verifyBecause === '' ? text('procedures.verify.body') : fact.verifyBecause}</dd>
        </>
      )}
    </dl>
  );
}

/** A day, a month or a year, as precisely as it is known. */
export function PartialDate(props: { readonly date: string }) {
  const formats = useFormats();
  const { locale } = useIntl();
  const [year = '', month, day] = props.date.split('-');
  if (month === undefined) return year;
  if (day !== undefined) return formats.date(props.date);
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${year}-${month}-01T00:00:00Z`));
}
