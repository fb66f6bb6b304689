import { BookCopy } from 'lucide-react';
import { useState } from 'react';
import { shortestReason } from '../../../shared/departures/schemas';
import {
  stampCorners,
  type BundleExhibit,
  type NotTaken,
  type StampCorner,
} from '../../../shared/exhibits/contract';
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
import { LeavingFields, useLeaving } from '../departures';

type Made = ChannelOutput<'exhibits.makeBundle'>;

/** Chooses exhibits, warns, and makes one PDF of them. What cannot be printed is said before. */
export function BundleDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  return made === null ? (
    <ChooseForBundle caseId={props.caseId} onMade={setMade} onClose={props.onClose} />
  ) : (
    <BundleMade made={made} onClose={props.onClose} />
  );
}

function ChooseForBundle(props: {
  readonly caseId: CaseId;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props;
  const exhibits = useChannel('exhibits.bundlePlan', { caseId }).data ?? [];
  const { data: record } = useChannel('cases.read', { caseId });
  const make = useCommand('exhibits.makeBundle');
  const work = useWork('makeBundle');
  const cancel = useCommand('work.cancel');
  // Nothing goes out that nobody chose.
  const [ticked, setTicked] = useState<ReadonlySet<ExhibitId>>(new Set());
  // That of the authority's file until another one is chosen.
  const [otherLanguage, setLanguage] = useState<Language | null>(null);
  const language = otherLanguage ?? record?.fileLanguage ?? 'fr';
  const [corner, setCorner] = useState<StampCorner>('topRight');
  const [isConfirmed, setConfirmed] = useState(false);
  const leaving = useLeaving();
  const [failure, setFailure] = useState<string | null>(null);
  const [notTaken, setNotTaken] = useState<readonly NotTaken[]>([]);
  const exhibitIds = exhibits.map(({ exhibitId }) => exhibitId).filter((id) => ticked.has(id));

  const start = async (standInsWanted: boolean): Promise<void> => {
    if (make.isRunning || !isConfirmed || exhibitIds.length === 0) return;
    if (!leaving.isSaid) {
      setFailure(text('departures.to.missing'));
      return;
    }
    setFailure(null);
    const done = await make.run({ caseId, exhibitIds, language, corner, standInsWanted, ...leaving.input });
    if (done.ok) props.onMade(done.value);
    else if (isCallError(done.error)) setFailure(failureText(text, done.error));
    else if (done.error.kind === 'reasonNeeded') {
      leaving.onNeeded(done.error);
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    } else if (done.error.kind === 'filesNotTaken') setNotTaken(done.error.files);
    else if (done.error.kind !== 'dialogCancelled') setFailure(failureText(text, done.error));
  };

  const choose = (chosen: ReadonlySet<ExhibitId>): void => {
    setTicked(chosen);
    setNotTaken([]);
  };

  // Whoever closes the window does not want a plain copy to be made behind it.
  const close = (): void => {
    if (!make.isRunning) props.onClose();
    else if (work !== null) void cancel.run({ id: work.id });
  };

  return (
    <Dialog
      title={text('exhibits.bundle.title')}
      description={text('exhibits.bundle.lead')}
      size="large"
      onClose={close}
      onSubmit={() => void start(false)}
      footer={
        <>
          <Button onPress={close}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="danger"
            icon={<BookCopy />}
            busy={make.isRunning}
            disabled={!isConfirmed || exhibitIds.length === 0}
          >
            {text('exhibits.bundle.make')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <LeavingFields caseId={caseId} leaving={leaving} />
        <fieldset aria-label={text('exhibits.bundle.which')} disabled={make.isRunning}>
          <Stack gap={2}>
            <Row gap={3}>
              <span>{text('exhibits.bundle.which')}</span>
              <Button
                look="link"
                size="small"
                onPress={() => choose(new Set(exhibits.map(({ exhibitId }) => exhibitId)))}
              >
                {text('exhibits.bundle.all')}
              </Button>
            </Row>
            {exhibits.map((exhibit) => (
              <Checkbox
                key={exhibit.exhibitId}
                label={
                  <bdi>{text('timeline.exhibit', { number: exhibit.number, title: exhibit.title })}</bdi>
                }
                description={descriptionOf(text, exhibit)}
                checked={ticked.has(exhibit.exhibitId)}
                onChange={(isTicked) => {
                  const next = new Set(ticked);
                  if (isTicked) next.add(exhibit.exhibitId);
                  else next.delete(exhibit.exhibitId);
                  choose(next);
                }}
              />
            ))}
          </Stack>
        </fieldset>
        <Columns>
          <SelectField
            label={text('exhibits.bundle.language')}
            value={language}
            options={languages.map((value) => ({ value, label: text(`chronology.language.${value}`) }))}
            onChange={setLanguage}
          />
          <SelectField
            label={text('exhibits.bundle.corner')}
            value={corner}
            options={stampCorners.map((value) => ({ value, label: text(`exhibits.bundle.corner.${value}`) }))}
            onChange={setCorner}
          />
        </Columns>
        <Banner tone="danger">{text('exhibits.bundle.warning')}</Banner>
        <Checkbox label={text('exhibits.bundle.confirm')} checked={isConfirmed} onChange={setConfirmed} />
        {/* Beside the button that was pressed, whatever the length of the list. */}
        {(failure !== null || notTaken.length > 0 || make.isRunning) && (
          <div key={make.isRunning ? 'running' : (failure ?? 'notTaken')} ref={scrollIntoView}>
            <Stack>
              {failure !== null && (
                <Banner tone="danger" urgent>
                  {failure}
                </Banner>
              )}
              {notTaken.length > 0 && !make.isRunning && (
                <Banner
                  tone="warning"
                  urgent
                  title={text('exhibits.bundle.notTaken.title', { count: notTaken.length })}
                  actions={
                    <Button size="small" disabled={!isConfirmed} onPress={() => void start(true)}>
                      {text('exhibits.bundle.notTaken.make')}
                    </Button>
                  }
                >
                  <NotTakenList files={notTaken} />
                  <p>{text('exhibits.bundle.notTaken.body')}</p>
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
            </Stack>{' '}
          </div>
        )}
      </Stack>
    </Dialog>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function BundleMade({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { fileName, pages, byteLength, sha256, notTaken } = made;
  return (
    <Dialog
      title={text('exhibits.bundle.title')}
      onClose={onClose}
      footer={
        <Button look="primary" onPress={onClose}>
          {text('exhibits.bundle.close')}
        </Button>
      }
    >
      <Stack>
        <Banner tone="success">
          {text('exhibits.bundle.done', { fileName, pages, size: formats.size(byteLength) })}
        </Banner>
        {notTaken.length > 0 && (
          <Banner tone="warning" title={text('exhibits.bundle.notTaken.done', { count: notTaken.length })}>
            <NotTakenList files={notTaken} />
          </Banner>
        )}
        <p className={styles.fingerprint}>{text('exhibits.bundle.fingerprint', { sha256 })}</p>
      </Stack>
    </Dialog>
  );
}

function NotTakenList({ files }: { readonly files: readonly NotTaken[] }) {
  const text = useText();
  return (
    <ul className={styles.list}>
      {files.map(({ number, name, because }, place) => (
        // Two files of an exhibit may bear one name.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place}>{text(`exhibits.bundle.refused.${because}`, { number, name })}</li>
      ))}
    </ul>
  );
}

/** What will not be printed; nothing for an exhibit whose pages are all there. */
function descriptionOf(text: Text, { apart, isOnPaper }: BundleExhibit): string | undefined {
  if (isOnPaper) return text('exhibits.bundle.onPaper');
  if (apart.length === 0) return undefined;
  return text('exhibits.bundle.apart', { names: apart.join(', '), count: apart.length });
}

type Failure = Exclude<
  ChannelFailure<'exhibits.makeBundle'>,
  { readonly kind: 'dialogCancelled' | 'filesNotTaken' | 'reasonNeeded' }
>;

function failureText(text: Text, error: Failure | CallError): string {
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
