import { useEffect, useState, type ReactNode } from 'react';
import type { PassphraseStrength } from '../../../shared/vault/passphrase';
import type { ChannelOutput } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ConfirmDialog, Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { showToast } from '../../ui/toast';
import { useSecondsUntil } from './countdown';
import type { Sentence } from './failure-texts';
import { PassphraseChoice, useChosenPassphrase, type ChosenPassphrase } from './passphrase-choice';
import { PassphraseField } from './passphrase-field';

export type ListedMember = ChannelOutput<'members.list'>['members'][number];

/** Lets another advocate in: her name and her passphrase, then the passphrase again. She types herself. */
export function AddMemberDialog(props: { readonly onClose: () => void }) {
  const text = useText();
  const add = useCommand('members.add');
  const vaultName = useChannel('vault.status', {}).data?.open?.name ?? '';
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<Sentence | null>(null);
  const [tried, setTried] = useState(false);
  const [nameTaken, setNameTaken] = useState(false);
  const chosen = useChosenPassphrase([name, vaultName]);

  async function run(back: () => void): Promise<void> {
    const added = await add.run({ name: name.trim(), passphrase: chosen.value });
    if (added.ok) {
      showToast({ text: text('members.add.done', { name: name.trim() }) });
      props.onClose();
      return;
    }
    if (added.error.kind === 'nameTaken') setNameTaken(true);
    else setFailure(memberFailureText(added.error));
    if (['nameTaken', 'passphraseTooWeak', 'passphraseInUse'].includes(added.error.kind)) back();
  }

  const nameMissing = name.trim() === '';
  return (
    <TwoStepDialog
      title={text('members.add.title')}
      lead={text('members.add.lead')}
      chosen={chosen}
      failure={failure}
      canGoOn={!nameMissing}
      confirmLabel={text('members.add.run')}
      busy={add.isRunning}
      tried={tried}
      onTried={setTried}
      onClose={props.onClose}
      onRun={(back) => void run(back)}
      before={
        <TextField
          label={text('members.add.name')}
          hint={text('members.add.nameHint')}
          value={name}
          onChange={(value) => {
            setName(value);
            setNameTaken(false);
          }}
          maxLength={200}
          error={
            nameTaken
              ? text('members.failure.nameTaken')
              : tried && nameMissing
                ? text('members.add.nameMissing')
                : undefined
          }
          autoFocus
        />
      }
    />
  );
}

/** Another passphrase for whoever opened the vault: the old one first. */
export function ChangePassphraseDialog(props: { readonly name: string; readonly onClose: () => void }) {
  const text = useText();
  const change = useCommand('members.changePassphrase');
  const vaultName = useChannel('vault.status', {}).data?.open?.name ?? '';
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState(false);
  const [retryAtMs, setRetryAtMs] = useState(0);
  const seconds = useSecondsUntil(retryAtMs);
  const [failure, setFailure] = useState<Sentence | null>(null);
  const [tried, setTried] = useState(false);
  const chosen = useChosenPassphrase([props.name, vaultName]);

  async function run(back: () => void): Promise<void> {
    const changed = await change.run({ passphrase, newPassphrase: chosen.value });
    if (changed.ok) {
      showToast({ text: text('members.change.done') });
      props.onClose();
      return;
    }
    const { error } = changed;
    if (error.kind === 'wrongPassphrase' || error.kind === 'tooSoon') {
      setWrong(error.kind === 'wrongPassphrase');
      setRetryAtMs(Date.now() + error.retryAfterMs);
      back();
      return;
    }
    setFailure(memberFailureText(error));
    if (error.kind === 'passphraseTooWeak' || error.kind === 'passphraseInUse') back();
  }

  return (
    <TwoStepDialog
      title={text('members.change.title')}
      lead={text('members.change.lead')}
      chosen={chosen}
      failure={failure}
      canGoOn={passphrase !== ''}
      confirmLabel={text('members.change.run')}
      busy={change.isRunning}
      waitSeconds={seconds}
      tried={tried}
      onTried={setTried}
      onClose={props.onClose}
      onRun={(back) => void run(back)}
      before={
        <PassphraseField
          label={text('members.change.old')}
          value={passphrase}
          onChange={(value) => {
            setPassphrase(value);
            setWrong(false);
          }}
          error={
            wrong
              ? text('vault.failure.wrongPassphrase')
              : tried && passphrase === ''
                ? text('members.change.oldMissing')
                : undefined
          }
          autoFocus
        />
      }
      after={<Banner tone="info">{text('members.change.oldCopies')}</Banner>}
    />
  );
}

/** A passphrase is chosen, then typed again. */
function TwoStepDialog(props: {
  readonly title: string;
  readonly lead: string;
  readonly chosen: ChosenPassphrase;
  readonly failure: Sentence | null;
  readonly canGoOn: boolean;
  readonly confirmLabel: string;
  readonly busy: boolean;
  readonly waitSeconds?: number;
  /** The person has tried to go on: what is missing is said. */
  readonly tried: boolean;
  readonly onTried: (tried: boolean) => void;
  /** What is asked for before the passphrase. */
  readonly before: ReactNode;
  /** What is to be known before the last step. */
  readonly after?: ReactNode;
  readonly onClose: () => void;
  /** Given a way back to the first step. */
  readonly onRun: (back: () => void) => void;
}) {
  const text = useText();
  const [isLast, setIsLast] = useState(false);
  const [again, setAgain] = useState('');
  const { chosen, tried, onTried } = props;
  const { suggested, draw } = chosen;
  const wait = props.waitSeconds ?? 0;
  const failure = props.failure ?? chosen.failure;

  // Once, when the dialog opens.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => draw(), []);

  function back(): void {
    setIsLast(false);
    onTried(false);
    setAgain('');
  }

  function submit(): void {
    onTried(true);
    if (!isLast) {
      if (!props.canGoOn || !chosen.isReady || wait > 0) return;
      setIsLast(true);
      onTried(false);
    } else if (chosen.isTypedAgain(again) && !props.busy) {
      props.onRun(back);
    }
  }

  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onPress={isLast ? back : props.onClose} disabled={props.busy}>
            {text(isLast ? 'vault.create.back' : 'ui.cancel')}
          </Button>
          <Button type="submit" look="primary" busy={props.busy} disabled={!isLast && wait > 0}>
            {isLast
              ? props.confirmLabel
              : wait > 0
                ? text('vault.unlock.wait', { seconds: wait })
                : text('vault.create.next')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {text(failure.id, failure.values)}
          </Banner>
        )}
        {isLast ? (
          <>
            <p>
              {text(
                suggested !== null && chosen.kind === 'suggested'
                  ? 'vault.create.againLeadSuggested'
                  : 'vault.create.againLead',
              )}
            </p>
            <PassphraseField
              label={text('vault.create.again')}
              size="large"
              value={again}
              onChange={(value) => {
                setAgain(value);
                onTried(false);
              }}
              error={tried && !chosen.isTypedAgain(again) ? text('vault.create.notTheSame') : undefined}
              autoFocus
            />
            {props.after}
          </>
        ) : (
          <>
            <p>{props.lead}</p>
            {props.before}
            <PassphraseChoice chosen={chosen} tried={tried} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}

export function RenameMemberDialog(props: { readonly member: ListedMember; readonly onClose: () => void }) {
  const text = useText();
  const rename = useCommand('members.rename');
  const [name, setName] = useState(props.member.name);
  const [failure, setFailure] = useState<Sentence | null>(null);

  async function save(): Promise<void> {
    if (name.trim() === '') {
      setFailure({ id: 'members.add.nameMissing' });
      return;
    }
    const renamed = await rename.run({ memberId: props.member.memberId, name: name.trim() });
    if (renamed.ok) props.onClose();
    else setFailure(memberFailureText(renamed.error));
  }

  return (
    <Dialog
      title={text('members.rename.title')}
      size="small"
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={rename.isRunning}>
            {text('members.rename.run')}
          </Button>
        </>
      }
    >
      <TextField
        label={text('members.column.name')}
        hint={text('members.rename.hint')}
        value={name}
        onChange={(value) => {
          setName(value);
          setFailure(null);
        }}
        maxLength={200}
        error={failure === null ? undefined : text(failure.id, failure.values)}
        autoFocus
      />
    </Dialog>
  );
}

/** Asks, takes the way in away, and then leads to the new key. */
export function RevokeMemberDialog(props: {
  readonly member: ListedMember;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}) {
  const text = useText();
  const revoke = useCommand('members.revoke');
  const [failure, setFailure] = useState<Sentence | null>(null);
  const { memberId, name, kind } = props.member;

  async function run(): Promise<void> {
    const revoked = await revoke.run({ memberId });
    if (revoked.ok) props.onRevoked();
    else setFailure(memberFailureText(revoked.error));
  }

  return (
    <ConfirmDialog
      title={text('members.revoke.title', { name })}
      confirmLabel={text('members.revoke.run')}
      tone="danger"
      busy={revoke.isRunning}
      onCancel={props.onClose}
      onConfirm={() => void run()}
    >
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {text(failure.id, failure.values)}
          </Banner>
        )}
        <p>{text(kind === 'advocate' ? 'members.revoke.body' : 'members.revoke.bodySheet')}</p>
        <p>{text('members.revoke.key')}</p>
      </Stack>
    </ConfirmDialog>
  );
}

/** What is said when a change of members was refused. */
function memberFailureText(
  error:
    | { readonly kind: 'passphraseTooWeak'; readonly strength: PassphraseStrength }
    | {
        readonly kind:
          | 'passphraseInUse'
          | 'rekeyUnderWay'
          | 'nameTaken'
          | 'tooManyMembers'
          | 'memberUnknown'
          | 'ownMembership'
          | 'lastAdvocate';
      }
    | Parameters<typeof callErrorText>[0],
): Sentence {
  if (isCallError(error)) return callErrorText(error);
  if (error.kind === 'passphraseTooWeak') return { id: 'vault.createFailure.passphraseTooWeak' };
  return { id: `members.failure.${error.kind}` };
}
