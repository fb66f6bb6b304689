import { ArrowUpRight, Paperclip, Quote, X } from 'lucide-react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CitationDraft } from '../../../shared/timeline/schemas';
import { navigate } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button, IconButton } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import styles from './citation-list.module.css';

type InterviewCitation = Extract<CitationDraft, { kind: 'interview' }>;
type ExhibitCitation = Extract<CitationDraft, { kind: 'exhibit' }>;

/** On what a fact rests: quoted passages of interviews, and exhibits with the page. */
export function CitationList(props: {
  readonly caseId: CaseId;
  readonly citations: readonly CitationDraft[];
  readonly onChange: (citations: readonly CitationDraft[]) => void;
  /** Called before the screen goes to a passage, so that what is typed is kept. */
  readonly onLeave: () => Promise<void>;
}) {
  const text = useText();
  const { citations, caseId } = props;
  const { data: exhibits } = useChannel('evidence.list', { caseId });
  const replace = (index: number, citation: CitationDraft | null): void =>
    props.onChange(
      citation === null ? citations.toSpliced(index, 1) : citations.toSpliced(index, 1, citation),
    );
  return (
    <fieldset className={styles.citations}>
      <legend className={styles.legend}>{text('timeline.form.sources')}</legend>
      {citations.length === 0 && <p className={styles.none}>{text('timeline.form.sources.none')}</p>}
      {citations.length > 0 && (
        <ul className={styles.list}>
          {citations.map((citation, index) =>
            citation.kind === 'interview' ? (
              <QuotedPassage
                key={`${citation.blockId} ${citation.quote}`}
                caseId={caseId}
                citation={citation}
                onRemove={() => replace(index, null)}
                onLeave={props.onLeave}
              />
            ) : (
              <CitedExhibit
                // One exhibit can be cited at two pages; its place tells the two apart.
                // oxlint-disable-next-line react/no-array-index-key
                key={`${citation.exhibitId} ${index}`}
                title={exhibits?.find(({ id }) => id === citation.exhibitId)?.title ?? ''}
                number={exhibits?.find(({ id }) => id === citation.exhibitId)?.number}
                citation={citation}
                onChange={(changed) => replace(index, changed)}
                onRemove={() => replace(index, null)}
              />
            ),
          )}
        </ul>
      )}
      {exhibits !== undefined && exhibits.length > 0 && (
        <SelectField
          label={text('timeline.form.sources.addExhibit')}
          hideLabel
          value={null}
          emptyLabel={text('timeline.form.sources.addExhibit')}
          options={exhibits.map((exhibit) => ({
            value: exhibit.id,
            label: text('timeline.exhibit', { number: exhibit.number, title: exhibit.title }),
          }))}
          onChange={(exhibitId) =>
            props.onChange([...citations, { kind: 'exhibit', exhibitId, locator: '' }])
          }
        />
      )}
    </fieldset>
  );
}

function QuotedPassage(props: {
  readonly caseId: CaseId;
  readonly citation: InterviewCitation;
  readonly onRemove: () => void;
  readonly onLeave: () => Promise<void>;
}) {
  const text = useText();
  const formats = useFormats();
  const { interviewId, blockId, quote } = props.citation;
  const { data: passage, failure } = useChannel('interviews.passage', { interviewId, blockId, quote });
  const words = quote === '' ? (passage?.text ?? '') : quote;
  return (
    <li className={styles.passage}>
      <blockquote className={styles.quote}>
        <p dir="auto">{words}</p>
      </blockquote>
      <div className={styles.origin}>
        <Quote aria-hidden="true" />
        <span className={styles.from}>
          {passage === undefined
            ? failure !== undefined && text('timeline.form.sources.gone')
            : text('timeline.interview', { title: passage.title, date: formats.shortDate(passage.heldOn) })}
        </span>
        {passage !== undefined && <Badge>{text(`interviews.provenance.${passage.provenance}`)}</Badge>}
        {passage?.match === 'changed' && (
          <Badge tone="warning">{text('timeline.form.sources.changed')}</Badge>
        )}
        <span className={styles.end}>
          {passage !== undefined && (
            <Button
              look="link"
              size="small"
              icon={<ArrowUpRight />}
              onPress={() => {
                void props.onLeave().then(() =>
                  navigate({
                    kind: 'interview',
                    caseId: props.caseId,
                    interviewId,
                    blockId: passage.blockId,
                  }),
                );
              }}
            >
              {text('timeline.form.sources.open')}
            </Button>
          )}
          <IconButton
            size="small"
            label={text('timeline.form.sources.remove')}
            icon={<X />}
            onPress={props.onRemove}
          />
        </span>
      </div>
    </li>
  );
}

function CitedExhibit(props: {
  readonly title: string;
  readonly number: string | undefined;
  readonly citation: ExhibitCitation;
  readonly onChange: (citation: ExhibitCitation) => void;
  readonly onRemove: () => void;
}) {
  const text = useText();
  return (
    <li className={styles.exhibit}>
      <Paperclip aria-hidden="true" />
      <span className={styles.exhibitTitle}>
        {props.number === undefined
          ? text('timeline.form.sources.gone')
          : text('timeline.exhibit', { number: props.number, title: props.title })}
      </span>
      <span className={styles.locator}>
        <TextField
          label={text('timeline.form.sources.locator', { number: props.number ?? 0 })}
          hideLabel
          value={props.citation.locator}
          onChange={(locator) => props.onChange({ ...props.citation, locator })}
          placeholder={text('timeline.form.sources.locator.placeholder')}
          maxLength={200}
        />
      </span>
      <IconButton
        size="small"
        label={text('timeline.form.sources.remove')}
        icon={<X />}
        onPress={props.onRemove}
      />
    </li>
  );
}
