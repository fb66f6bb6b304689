import { useState } from 'react';
import { stampCorners, type BundleExhibit, type StampCorner } from '../../../shared/exhibits/contract';
import type { CaseId, ExhibitId } from '../../../shared/kernel/ids';
import { languages, type Language } from '../../../shared/kernel/languages';
import type { CallError, ChannelFailure, ChannelOutput } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Columns, Row, Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import styles from './bundle-dialog.module.css';

/** Chooses exhibits and makes one PDF of them. What cannot be printed is said before. */
export function BundleDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props;
  const { data: plan } = useChannel('exhibits.bundlePlan', { caseId });
  const make = useCommand('exhibits.makeBundle');
  const work = useWork('makeBundle');
  const { data: opened } = useChannel('cases.read', { caseId });
  const [leftOut, setLeftOut] = useState<ReadonlySet<ExhibitId>>(new Set());
  // That of the authority's file until another one is chosen.
  const [otherLanguage, setLanguage] = useState<Language | null>(null);
  const language = otherLanguage ?? opened?.fileLanguage ?? 'fr';
  const [corner, setCorner] = useState<StampCorner>('topRight');
  const [failure, setFailure] = useState<string | null>(null);
  const [made, setMade] = useState<ChannelOutput<'exhibits.makeBundle'> | null>(null);
  const exhibits = plan ?? [];
  const chosen = exhibits.filter(({ exhibitId }) => !leftOut.has(exhibitId));

  const start = async (): Promise<void> => {
    if (make.isRunning || plan === undefined) return;
    setFailure(null);
    const done = await make.run({
      caseId,
      exhibitIds: chosen.map(({ exhibitId }) => exhibitId),
      language,
      corner,
    });
    if (done.ok) setMade(done.value);
    else if (done.error.kind !== 'dialogCancelled') setFailure(failureText(text, done.error));
  };

  const leave = (): void => {
    if (!make.isRunning) props.onClose();
  };

  if (made !== null) {
    return (
      <Dialog
        title={text('exhibits.bundle.title')}
        onClose={props.onClose}
        footer={
          <Button look="primary" onPress={props.onClose}>
            {text('exhibits.bundle.close')}
          </Button>
        }
      >
        <Stack>
          <Banner tone="success">
            {text('exhibits.bundle.done', {
              fileName: made.fileName,
              pages: made.pages,
              size: formats.size(made.byteLength),
            })}
          </Banner>
          <p className={styles.fingerprint}>{text('exhibits.bundle.fingerprint', { sha256: made.sha256 })}</p>
        </Stack>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={text('exhibits.bundle.title')}
      size="large"
      onClose={leave}
      onSubmit={() => void start()}
      footer={
        <>
          <Button disabled={make.isRunning} onPress={leave}>
            {text('ui.cancel')}
          </Button>
          <Button look="primary" type="submit" busy={make.isRunning}>
            {text('exhibits.bundle.make')}
          </Button>
        </>
      }
    >
      <Stack>
        <p className={styles.lead}>{text('exhibits.bundle.lead')}</p>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        {make.isRunning && work !== null && (
          <WorkProgress
            work={work}
            label={text('exhibits.bundle.running')}
            detail={
              work.total === null
                ? undefined
                : text('exhibits.bundle.bytes', {
                    done: formats.size(work.done),
                    total: formats.size(work.total),
                  })
            }
          />
        )}
        <Columns>
          <SelectField
            label={text('exhibits.bundle.language')}
            value={language}
            options={languages.map((value) => ({ value, label: text(`exhibits.bundle.language.${value}`) }))}
            onChange={setLanguage}
          />
          <SelectField
            label={text('exhibits.bundle.corner')}
            value={corner}
            options={stampCorners.map((value) => ({ value, label: text(`exhibits.bundle.corner.${value}`) }))}
            onChange={setCorner}
          />
        </Columns>
        <div className={styles.head}>
          <h3 className={styles.heading}>{text('exhibits.bundle.exhibits')}</h3>
          <Row gap={2}>
            <Button size="small" look="quiet" onPress={() => setLeftOut(new Set())}>
              {text('exhibits.bundle.all')}
            </Button>
            <Button
              size="small"
              look="quiet"
              onPress={() => setLeftOut(new Set(exhibits.map(({ exhibitId }) => exhibitId)))}
            >
              {text('exhibits.bundle.none')}
            </Button>
          </Row>
        </div>
        <div className={styles.region}>
          <ul className={styles.list}>
            {exhibits.map((exhibit) => (
              <li key={exhibit.exhibitId}>
                <Checkbox
                  label={text('exhibits.bundle.exhibit', { number: exhibit.number, title: exhibit.title })}
                  description={descriptionOf(text, exhibit)}
                  checked={!leftOut.has(exhibit.exhibitId)}
                  disabled={make.isRunning}
                  onChange={(isChosen) =>
                    setLeftOut((before) => {
                      const after = new Set(before);
                      if (isChosen) after.delete(exhibit.exhibitId);
                      else after.add(exhibit.exhibitId);
                      return after;
                    })
                  }
                />
              </li>
            ))}
          </ul>
        </div>
      </Stack>
    </Dialog>
  );
}

/** What will not be printed; nothing for an exhibit whose pages are all there. */
function descriptionOf(text: Text, { apart, isOnPaper }: BundleExhibit): string | undefined {
  if (isOnPaper) return text('exhibits.bundle.onPaper');
  if (apart.length === 0) return undefined;
  return text('exhibits.bundle.apart', { names: apart.join(', '), count: apart.length });
}

function failureText(
  text: Text,
  error: Exclude<ChannelFailure<'exhibits.makeBundle'>, { readonly kind: 'dialogCancelled' }> | CallError,
): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  switch (error.kind) {
    case 'fileRefused':
      return text(`exhibits.bundle.refused.${error.because}`, { number: error.number, name: error.name });
    case 'titleNotPrintable':
      return text('exhibits.bundle.failure.titleNotPrintable', { number: error.number });
    default:
      return text(`exhibits.bundle.failure.${error.kind}`);
  }
}
