import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { DraftBlockId } from '../../../shared/drafts/blocks';
import { showCitations } from '../../../shared/drafts/citations';
import type { CitableRecord, RegenerationStep } from '../../../shared/drafts/contract';
import { compareWords } from '../../../shared/interviews/compare';
import { useCommand } from '../../lib/queries';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { DrawingProgress, useDrawnPictures } from '../evidence';
import { failureText } from '../filings';
import styles from './compared-draft.module.css';
import { ComparedWords } from './compared-draft';
import type { WorkingDraft } from './working-draft';

/** What generating the text anew would change. Where both changed a paragraph, the person chooses; else hers stays. */
export function RegenerateDialog(props: {
  readonly working: WorkingDraft;
  readonly steps: readonly RegenerationStep[];
  readonly hasOtherPictures: boolean;
  readonly citable: readonly CitableRecord[];
  readonly onClose: () => void;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { working, steps } = props;
  const regenerate = useCommand('drafts.regenerate');
  const [theirs, setTheirs] = useState<readonly DraftBlockId[]>([]);
  const pictures = useDrawnPictures();
  const [failure, setFailure] = useState<string | null>(null);
  const shown = (kept: string | null) => showCitations(kept ?? '', props.citable, language);
  const disputed = steps.filter(({ change }) => change === 'both');
  const taken = steps.filter(({ change }) => change !== 'both');

  const go = async (): Promise<void> => {
    await working.flush();
    const { status, revision } = working.state();
    if (status.kind !== 'saved') return;
    setFailure(null);
    const done = await pictures.drawnFor(() =>
      regenerate.run({ draftId: working.draftId, baseRevision: revision, theirs: [...theirs] }),
    );
    if (done.ok) {
      props.onClose();
      return;
    }
    const { error } = done;
    const isOfDraft = error.kind === 'draftNotFound' || error.kind === 'revisionConflict';
    setFailure(
      [text('drafts.regenerate.failed'), ...(isOfDraft ? [] : [failureText(text, error)])].join(' '),
    );
  };

  return (
    <Dialog
      title={text('drafts.regenerate.title')}
      description={text('drafts.regenerate.lead')}
      size="large"
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button
            look="primary"
            icon={<RefreshCw />}
            busy={regenerate.isRunning || pictures.drawing !== null}
            onPress={() => void go()}
          >
            {text('drafts.regenerate.go', { count: theirs.length })}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <DrawingProgress of={pictures} />
        {props.hasOtherPictures && <p>{text('drafts.ahead.pictures')}</p>}
        {disputed.length > 0 && (
          <section
            className={styles.steps}
            aria-label={text('drafts.regenerate.both', { count: disputed.length })}
          >
            <h3>{text('drafts.regenerate.both', { count: disputed.length })}</h3>
            {disputed.map(({ blockId, mine, theirs: generated }) => {
              const isTheirs = theirs.includes(blockId);
              const choose = (chosen: boolean) =>
                setTheirs(chosen ? [...theirs, blockId] : theirs.filter((id) => id !== blockId));
              return (
                <fieldset key={blockId} className={styles.step}>
                  <legend className={styles.same}>{shown(mine ?? generated).slice(0, 60)}</legend>
                  <div className={styles.beside}>
                    <div className={styles.side}>
                      <h4>{text('drafts.regenerate.mine')}</h4>
                      <p dir="auto" className={styles.words}>
                        {mine === null ? text('drafts.regenerate.mineOut') : shown(mine)}
                      </p>
                    </div>
                    <div className={styles.side}>
                      <h4>{text('drafts.regenerate.theirs')}</h4>
                      {generated === null ? (
                        <p className={styles.words}>{text('drafts.regenerate.theirsOut')}</p>
                      ) : (
                        <ComparedWords words={compareWords(shown(mine), shown(generated))} />
                      )}
                    </div>
                  </div>
                  <div className={styles.choices}>
                    <label>
                      <input type="radio" name={blockId} checked={!isTheirs} onChange={() => choose(false)} />
                      {text('drafts.regenerate.keepMine')}
                    </label>
                    <label>
                      <input type="radio" name={blockId} checked={isTheirs} onChange={() => choose(true)} />
                      {text('drafts.regenerate.takeTheirs')}
                    </label>
                  </div>
                </fieldset>
              );
            })}
          </section>
        )}
        {taken.length > 0 && (
          <section
            className={styles.steps}
            aria-label={text('drafts.regenerate.taken', { count: taken.length })}
          >
            <h3>{text('drafts.regenerate.taken', { count: taken.length })}</h3>
            {taken.map(({ blockId, mine, theirs: generated }) => (
              <ComparedWords key={blockId} words={compareWords(shown(mine), shown(generated))} />
            ))}
          </section>
        )}
      </Stack>
    </Dialog>
  );
}
