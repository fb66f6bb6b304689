import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import { compareDocuments, type ComparedBlock } from '../../../shared/interviews/compare';
import type { InterviewDocument } from '../../../shared/interviews/document';
import { classNames } from '../../lib/class-names';
import { useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import styles from './compared-text.module.css';

/** Unchanged paragraphs around a change that are shown with it; longer runs are folded. */
const shownAround = 1;

/** Two texts of one interview, paragraph beside paragraph: what was taken out, put in, and marked anew. */
export function ComparedText(props: {
  readonly older: InterviewDocument;
  readonly newer: InterviewDocument;
  readonly hideSensitive: boolean;
}) {
  const text = useText();
  const { older, newer } = props;
  const runs = useMemo(() => foldUnchanged(compareDocuments(older, newer)), [older, newer]);
  if (runs.every((run) => run.kind === 'folded')) {
    return <p className={styles.same}>{text('interviews.compare.same')}</p>;
  }
  return (
    <div className={styles.text} data-sensitive-hidden={props.hideSensitive}>
      {runs.map((run) =>
        run.kind === 'folded' ? (
          <p key={`folded ${run.firstId}`} className={styles.folded}>
            {text('interviews.compare.unchanged', { count: run.count })}
          </p>
        ) : (
          <ComparedParagraph
            key={`${run.compared.change} ${run.compared.block.id}`}
            compared={run.compared}
          />
        ),
      )}
    </div>
  );
}

function ComparedParagraph(props: { readonly compared: ComparedBlock }) {
  const text = useText();
  const { compared } = props;
  const { block } = compared;
  const isEmpty = block.text === '';
  return (
    <div className={classNames(styles.block, styles[compared.change])}>
      <ChangeNotes compared={compared} />
      <p
        dir="auto"
        // A passage that was sensitive once is treated so in every comparison.
        data-sensitive={
          block.sensitive || (compared.change === 'changed' && compared.sensitiveBefore === true)
        }
        className={classNames(styles.words, block.kind === 'heading' && styles.headingWords)}
      >
        {compared.change === 'changed'
          ? compared.words.map((run, place) => {
              const Tag = run.change === 'removed' ? 'del' : run.change === 'added' ? 'ins' : 'span';
              // The runs of one comparison never change places.
              // oxlint-disable-next-line react/no-array-index-key
              return <Tag key={place}>{run.text}</Tag>;
            })
          : block.text}
        {isEmpty && compared.change !== 'changed' && <em>{text('interviews.compare.emptyParagraph')}</em>}
      </p>
    </div>
  );
}

/** What happened to the paragraph, in words: colour alone would not say it. */
function ChangeNotes(props: { readonly compared: ComparedBlock }) {
  const text = useText();
  const { compared } = props;
  if (compared.change === 'same') return null;
  if (compared.change !== 'changed') {
    return (
      <div className={styles.notes}>
        <Badge tone={compared.change === 'added' ? 'success' : 'danger'}>
          {text(`interviews.compare.${compared.change}`)}
        </Badge>
      </div>
    );
  }
  const { block, provenanceBefore, sensitiveBefore, formChanged, moved, words } = compared;
  return (
    <div className={styles.notes}>
      {words.some((run) => run.change !== 'same') && <Badge>{text('interviews.compare.changed')}</Badge>}
      {moved && <Badge>{text('interviews.compare.moved')}</Badge>}
      {formChanged && <Badge>{text('interviews.compare.form')}</Badge>}
      {provenanceBefore !== null && (
        <Badge tone="warning">
          {text(`interviews.provenance.${provenanceBefore}`)}
          <ArrowRight aria-label={text('interviews.compare.became')} />
          {text(`interviews.provenance.${block.provenance}`)}
        </Badge>
      )}
      {sensitiveBefore !== null && (
        <Badge tone="warning">
          {text(block.sensitive ? 'interviews.compare.madeSensitive' : 'interviews.compare.madeOrdinary')}
        </Badge>
      )}
    </div>
  );
}

type Run =
  | { readonly kind: 'shown'; readonly compared: ComparedBlock }
  | { readonly kind: 'folded'; readonly count: number; readonly firstId: string };

function foldUnchanged(compared: readonly ComparedBlock[]): readonly Run[] {
  const isNear = compared.map((_each, place) =>
    compared
      .slice(Math.max(0, place - shownAround), place + shownAround + 1)
      .some((neighbour) => neighbour.change !== 'same'),
  );
  const runs: Run[] = [];
  for (const [place, each] of compared.entries()) {
    const last = runs.at(-1);
    if (isNear[place] === true) runs.push({ kind: 'shown', compared: each });
    else if (last?.kind === 'folded') runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ kind: 'folded', count: 1, firstId: each.block.id });
  }
  return runs;
}
