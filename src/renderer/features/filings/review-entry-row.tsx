import { CircleAlert } from 'lucide-react';
import type { AnswerValue } from '../../../shared/filings/answers';
import type { Language } from '../../../shared/kernel/languages';
import type { ReviewEntry } from '../../../shared/filings/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { classNames } from '../../lib/class-names';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { AnswerControl, isManyToChooseFrom } from './answer-control';
import { entryElementId, fieldLabel, goToTarget } from './filing-texts';
import styles from './review-screen.module.css';

/** One value: what it is, what will be printed, where it comes from and how old it is. */
export function ReviewEntryRow(props: {
  readonly caseId: CaseId;
  readonly entry: ReviewEntry;
  readonly language: Language;
  readonly onAnswer: (question: string, value: AnswerValue) => Promise<boolean>;
}) {
  const text = useText();
  const { entry, caseId } = props;
  const { question, state, target } = entry;
  const isMissing = state === 'missing';
  return (
    <div
      id={entryElementId(question ?? entry.field)}
      className={classNames(styles.entry, isMissing && styles.missingEntry)}
    >
      <div className={styles.label}>
        {isMissing && <CircleAlert aria-hidden="true" />}
        <span>{fieldLabel(text, entry.field)}</span>
      </div>
      <div className={styles.value}>
        {question !== null && entry.control !== null ? (
          <AnswerControl
            caseId={caseId}
            entry={entry}
            language={props.language}
            onAnswer={(value) => props.onAnswer(question, value)}
          />
        ) : (
          <PrintedValue entry={entry} language={props.language} />
        )}
        {listsWhatIsPrinted(entry) && <PrintedValue entry={entry} language={props.language} />}
      </div>
      <div className={styles.origin}>
        <Origin entry={entry} onGo={() => goToTarget(caseId, target)} />
      </div>
    </div>
  );
}

/** Boxes of exhibits say already what is printed; of other lists the words differ, and a drawer shows nothing. */
function listsWhatIsPrinted({ shown, question, control, field }: ReviewEntry): boolean {
  if (shown.kind !== 'list' || question === null || control === null) return false;
  return field !== 'exhibits' || isManyToChooseFrom(control);
}

function PrintedValue(props: { readonly entry: ReviewEntry; readonly language: Language }) {
  const text = useText();
  const { shown, state } = props.entry;
  if (state === 'empty') return <span className={styles.empty}>{text('filings.review.empty')}</span>;
  if (shown.kind === 'hiddenName')
    return <span className={styles.empty}>{text('filings.review.nameHidden')}</span>;
  if (shown.kind === 'printed') {
    return (
      <span className={styles.printed} dir="auto" lang={props.language}>
        {shown.text}
      </span>
    );
  }
  if (shown.kind !== 'list') return null;
  return (
    <ul className={styles.items} lang={props.language}>
      {shown.items.map(({ recordId, pieces }) => (
        <li key={recordId ?? pieces.join(' ')} dir="auto">
          {pieces.join(' · ')}
        </li>
      ))}
    </ul>
  );
}

/** Where the value comes from, with the way there, and when that record last changed. */
function Origin(props: { readonly entry: ReviewEntry; readonly onGo: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { source, changedAt, suggested, control, state, target } = props.entry;
  const place =
    source === null || state === 'missing'
      ? text('filings.review.goThere')
      : source.kind === 'program'
        ? null
        : text(`filings.source.${source.kind}`);
  const isProposed = suggested && control !== null && control.kind !== 'records';
  return (
    <>
      {place !== null &&
        (target.screen === 'review' ? (
          source !== null && <span>{place}</span>
        ) : (
          <Button look="link" size="small" onPress={props.onGo}>
            {place}
          </Button>
        ))}
      {changedAt !== null && (
        <span>{text('filings.source.changed', { when: formats.days(daysSince(changedAt)) })}</span>
      )}
      {isProposed && <Badge tone="info">{text('filings.source.program')}</Badge>}
    </>
  );
}

/** Whole days on the laptop's calendar from an instant to today, 0 or negative. */
function daysSince(instant: string): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.min(0, Math.round((midnight(new Date(instant)) - midnight(new Date())) / 86_400_000));
}
