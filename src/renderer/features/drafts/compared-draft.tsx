import { useMemo } from 'react';
import { showCitations } from '../../../shared/drafts/citations';
import {
  compareVersions,
  type ComparedParagraph,
  type VersionParagraph,
} from '../../../shared/drafts/compare';
import type { CitableRecord } from '../../../shared/drafts/contract';
import type { WordRun } from '../../../shared/interviews/compare';
import { classNames } from '../../lib/class-names';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import styles from './compared-draft.module.css';

/** A paragraph of a version, as kept. */
export interface KeptParagraph {
  readonly id: string;
  readonly text: string | null;
}

/** Two versions beside each other, word by word; what is the same is left out. */
export function ComparedDraft(props: {
  readonly older: readonly KeptParagraph[];
  readonly newer: readonly KeptParagraph[];
  readonly citable: readonly CitableRecord[];
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { older, newer, citable } = props;
  const changed = useMemo(() => {
    const shown = (blocks: readonly KeptParagraph[]): readonly VersionParagraph[] =>
      blocks.flatMap(({ id, text: kept }) =>
        kept === null || kept === '' ? [] : [{ id, text: showCitations(kept, citable, language) }],
      );
    return compareVersions(shown(older), shown(newer)).filter(({ change }) => change !== 'same');
  }, [older, newer, citable, language]);
  if (changed.length === 0) return <p className={styles.same}>{text('drafts.versions.same')}</p>;
  return (
    // Reachable by keyboard, since it scrolls and has nothing else to give the focus to.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.text} role="region" aria-label={text('drafts.versions.title')} tabIndex={0}>
      {changed.map((paragraph) => (
        <ChangedParagraph key={`${paragraph.change} ${paragraph.id}`} paragraph={paragraph} />
      ))}
    </div>
  );
}

function ChangedParagraph({ paragraph }: { readonly paragraph: ComparedParagraph }) {
  const text = useText();
  const { change } = paragraph;
  return (
    <div className={classNames(styles.block, styles[change])}>
      {change !== 'same' && (
        <Badge tone={change === 'added' ? 'success' : change === 'removed' ? 'danger' : 'neutral'}>
          {text(`drafts.versions.${change}`)}
        </Badge>
      )}
      <ComparedWords words={paragraph.words} />
    </div>
  );
}

/** Words of two texts as one: what was taken out is struck through, what was put in is underlined. */
export function ComparedWords({ words }: { readonly words: readonly WordRun[] }) {
  return (
    <p dir="auto" className={styles.words}>
      {words.map((run, place) => {
        const Tag = run.change === 'removed' ? 'del' : run.change === 'added' ? 'ins' : 'span';
        // The runs of one comparison never change places.
        // oxlint-disable-next-line react/no-array-index-key
        return <Tag key={place}>{run.text}</Tag>;
      })}
    </p>
  );
}
