import { useEffect, useRef, useState } from 'react';
import type { BackedUpCase, CaseCounts, FoundBackup, ListedBackup } from '../../../shared/backups/schemas';
import type { ChannelOutput } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ConfirmDialog, Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Progress, WorkProgress } from '../../ui/progress';
import { showToast } from '../../ui/toast';
import {
  isPaperFailure,
  noPapers,
  PapersEntry,
  refusedPaperText,
  typedPapers,
  type TypedPapers,
} from '../recovery';
import { PassphraseField, useSecondsUntil } from '../vault';
import styles from './backups.module.css';
import { backupFailureText, type BackupFailure } from './failure-texts';
import { foundLabel } from './found-label';
import { stepText } from './step-text';

/** One of the vault's own list, or those found in a folder the person pointed to. */
export type BackupMeant =
  | { readonly kind: 'known'; readonly backup: ListedBackup }
  | { readonly kind: 'found'; readonly backups: readonly FoundBackup[] };

type Opened = ChannelOutput<'backups.openCases'>;

/** Opens a backup, shows its cases beside what they are today, and brings one back. */
export function RestoreCaseDialog(props: { readonly meant: BackupMeant; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { meant } = props;
  const open = useCommand('backups.openCases');
  const close = useCommand('backups.closeCases');
  const opening = useWork('verify');
  const [handle, setHandle] = useState(meant.kind === 'found' ? (meant.backups[0]?.handle ?? null) : null);
  const [passphrase, setPassphrase] = useState('');
  const [needsPassphrase, setNeedsPassphrase] = useState(false);
  // Null while the passphrase is what opens the backup.
  const [papers, setPapers] = useState<TypedPapers | null>(null);
  const [paperFailure, setPaperFailure] = useState<string | null>(null);
  const [retryAtMs, setRetryAtMs] = useState(0);
  const [isWrong, setWrong] = useState(false);
  const [failure, setFailure] = useState<BackupFailure | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const seconds = useSecondsUntil(retryAtMs);
  const begun = useRef(false);

  async function openBackup(given: string | null, typed: string[] | null): Promise<void> {
    setFailure(null);
    setPaperFailure(null);
    const backup =
      meant.kind === 'known'
        ? { kind: 'known' as const, id: meant.backup.id }
        : { kind: 'found' as const, handle: handle ?? '' };
    const answer = await open.run({ backup, passphrase: given, typed });
    if (answer.ok) {
      setPassphrase('');
      setPapers(null);
      setOpened(answer.value);
      return;
    }
    const { error } = answer;
    if (isPaperFailure(error)) {
      setPaperFailure(refusedPaperText(error, typed?.length ?? 1, text));
      return;
    }
    if (error.kind === 'passphraseNeeded') setNeedsPassphrase(true);
    if (error.kind === 'wrongPassphrase' || error.kind === 'tooSoon') {
      setRetryAtMs(Date.now() + error.retryAfterMs);
      setWrong(error.kind === 'wrongPassphrase');
    } else setFailure(error);
  }

  const openKnown = useRef(() => openBackup(null, null));
  useEffect(() => {
    // One of the vault's own list needs no choice and, as a rule, no passphrase.
    if (meant.kind === 'known' && !begun.current) {
      begun.current = true;
      void openKnown.current();
    }
  }, [meant.kind]);

  function leave(): void {
    void close.run({});
    props.onClose();
  }

  function submit(): void {
    if (opened !== null || open.isRunning || seconds > 0) return;
    if (papers === null) {
      void openBackup(needsPassphrase ? passphrase : null, null);
      return;
    }
    const typed = typedPapers(papers);
    if (typed === null) setPaperFailure(text('recovery.entry.missing'));
    else void openBackup(null, typed);
  }

  const sentence = failure === null ? null : backupFailureText(failure, text, formats);
  const asks = opened === null && (meant.kind === 'found' || needsPassphrase || sentence !== null);
  return (
    <Dialog
      title={text('backups.restoreCase.title')}
      description={
        opened === null || opened.takenAt === null
          ? text('backups.restoreCase.lead')
          : text('backups.restoreCase.leadOf', { takenAt: formats.instant(opened.takenAt) })
      }
      size="large"
      onClose={leave}
      onSubmit={submit}
      footer={
        <>
          <Button onPress={leave}>{text(opened === null ? 'ui.cancel' : 'ui.close')}</Button>
          {asks && (
            <Button type="submit" look="primary" busy={open.isRunning} disabled={seconds > 0}>
              {seconds > 0 ? text('vault.unlock.wait', { seconds }) : text('backups.restoreCase.open')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap={4}>
        {opened === null && meant.kind === 'found' && (
          <SelectField
            label={text('backups.which')}
            value={handle}
            options={meant.backups.map((backup) => ({
              value: backup.handle,
              label: foundLabel(backup, text, formats),
            }))}
            onChange={(chosen) => {
              setHandle(chosen);
              setNeedsPassphrase(false);
              setFailure(null);
            }}
          />
        )}
        {opened === null && needsPassphrase && (
          <Stack gap={2}>
            {papers === null ? (
              <PassphraseField
                label={text('backups.passphraseThen')}
                hint={text('backups.passphraseThen.hint')}
                value={passphrase}
                autoFocus
                onChange={(value) => {
                  setPassphrase(value);
                  setWrong(false);
                }}
                error={isWrong ? text('backups.failure.wrongPassphrase') : undefined}
              />
            ) : (
              <PapersEntry
                value={papers}
                onChange={(value) => {
                  setPapers(value);
                  setPaperFailure(null);
                }}
              />
            )}
            <div>
              <Button
                size="small"
                disabled={open.isRunning}
                onPress={() => {
                  setPapers(papers === null ? noPapers : null);
                  setPaperFailure(null);
                }}
              >
                {text(
                  papers === null ? 'backups.restoreVault.withSheet' : 'backups.restoreVault.withPassphrase',
                )}
              </Button>
            </div>
          </Stack>
        )}
        {paperFailure !== null && (
          <Banner tone="danger" urgent>
            {paperFailure}
          </Banner>
        )}
        {open.isRunning &&
          (opening === null ? (
            <Progress label={text('backups.opening')} fraction={null} />
          ) : (
            <WorkProgress work={opening} label={text('backups.opening')} detail={stepText(opening, text)} />
          ))}
        {sentence !== null && (
          <Banner tone="danger" urgent>
            {sentence}
          </Banner>
        )}
        {opened !== null && <Cases opened={opened} onRestored={leave} />}
      </Stack>
    </Dialog>
  );
}

function Cases(props: { readonly opened: Opened; readonly onRestored: () => void }) {
  const text = useText();
  const restore = useCommand('backups.restoreCase');
  const formats = useFormats();
  const underWay = useWork('restoreCase');
  const [asked, setAsked] = useState<BackedUpCase | null>(null);
  const [failure, setFailure] = useState<BackupFailure | null>(null);

  async function bringBack(wanted: BackedUpCase): Promise<void> {
    setAsked(null);
    setFailure(null);
    const restored = await restore.run({ handle: props.opened.handle, caseId: wanted.caseId });
    if (!restored.ok) {
      setFailure(restored.error);
      return;
    }
    const { caseId, code, damagedOriginals } = restored.value;
    props.onRestored();
    navigate({ kind: 'case', caseId, section: 'overview' });
    showToast({
      text:
        damagedOriginals === 0
          ? text('backups.caseRestored', { code })
          : text('backups.caseRestoredInPart', { code, count: damagedOriginals }),
    });
  }

  if (props.opened.cases.length === 0) return <p>{text('backups.noCases')}</p>;
  const sentence = failure === null ? null : backupFailureText(failure, text, formats);
  return (
    <>
      {underWay !== null && <WorkProgress work={underWay} label={text('backups.restoringCase')} />}
      {sentence !== null && (
        <Banner tone="danger" urgent>
          {sentence}
        </Banner>
      )}
      <ul className={styles.cases} aria-label={text('backups.cases')}>
        {props.opened.cases.map((each) => (
          <li key={each.caseId} className={styles.case}>
            <div>
              <div className={styles.caseCode}>
                <span dir="auto">{each.code}</span>
                <CaseState found={each} />
              </div>
              <div className={styles.counts}>{text('backups.counts.then', counts(each.inBackup))}</div>
              {each.today !== null && each.changed && (
                <div className={styles.counts}>{text('backups.counts.now', counts(each.today))}</div>
              )}
            </div>
            <Button
              size="small"
              busy={restore.isRunning}
              disabled={!each.changed}
              onPress={() => (each.today === null ? void bringBack(each) : setAsked(each))}
            >
              {text('backups.bringBack')}
            </Button>
          </li>
        ))}
      </ul>
      {asked !== null && (
        <ConfirmDialog
          title={text('backups.copy.title', { code: asked.code })}
          confirmLabel={text('backups.copy.confirm')}
          onCancel={() => setAsked(null)}
          onConfirm={() => void bringBack(asked)}
        >
          {text('backups.copy.body', { code: asked.code })}
        </ConfirmDialog>
      )}
    </>
  );
}

function counts({ people, interviews, facts, exhibits, filings }: CaseCounts) {
  return { people, interviews, facts, exhibits, filings };
}

function CaseState({ found }: { readonly found: BackedUpCase }) {
  const text = useText();
  if (found.today === null) return <Badge tone="warning">{text('backups.case.gone')}</Badge>;
  return found.changed ? (
    <Badge tone="info">{text('backups.case.changed')}</Badge>
  ) : (
    <Badge>{text('backups.case.same')}</Badge>
  );
}
