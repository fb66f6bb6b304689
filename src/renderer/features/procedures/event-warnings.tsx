import type { EventWarning } from '../../../shared/procedures/contract';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import styles from './event-warnings.module.css';

/** What looked like a slip in the event just recorded; stays until it was read. */
export function EventWarnings(props: {
  readonly warnings: readonly EventWarning[];
  readonly onDismiss: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  if (props.warnings.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title={text('procedures.warning.title')}
      actions={
        <Button size="small" onPress={props.onDismiss}>
          {text('procedures.warning.dismiss')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {props.warnings.map((warning) => (
          <li key={warning.kind}>{warningText(text, formats, warning)}</li>
        ))}
      </ul>
    </Banner>
  );
}

function warningText(text: Text, formats: Formats, warning: EventWarning): string {
  switch (warning.kind) {
    case 'beforeOpening':
      return text('procedures.warning.beforeOpening', { date: formats.date(warning.openedOn) });
    case 'unusualEnd':
      return text('procedures.warning.unusualEnd', {
        printed: formats.date(warning.printed),
        expected: formats.date(warning.expected),
        rule: warning.ruleId,
      });
    case 'afterReflection':
      return text('procedures.warning.afterReflection', { date: formats.date(warning.endsOn) });
    case 'longAgo':
    case 'maybeBeforeBirth':
    case 'alreadyRecorded':
      return text(`procedures.warning.${warning.kind}`);
  }
}
