import { UserPlus, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MemberId, VaultId } from '../../../shared/kernel/ids';
import type { BegunRecovery } from '../../../shared/recovery/contract';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useCommand } from '../../lib/queries';
import { RichText, useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { callErrorText } from '../../ui/error-boundary';
import { TextField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { PassphraseChoice, PassphraseField, useChosenPassphrase } from '../vault';
import styles from './open-with-papers.module.css';
import { paperFailureText } from './paper-failures';
import { noPapers, PapersEntry, typedPapers, type TypedPapers } from './papers-entry';

/**
 * Opens a vault without its passphrase: the paper first, then a new passphrase for somebody. The open vault ends the flow.
 *
 * @param props.onBack also when the person gives up half-way; what was opened is closed then
 */
export function OpenWithPapers(props: {
  readonly vault: { readonly id: VaultId; readonly name: string };
  readonly onBack: () => void;
}) {
  const abandon = useCommand('recovery.abandon');
  const [begun, setBegun] = useState<BegunRecovery | null>(null);

  function leave(): void {
    if (begun === null) props.onBack();
    else void abandon.run({}).then(props.onBack);
  }

  return begun === null ? (
    <PapersStep vault={props.vault} onBack={leave} onBegun={setBegun} />
  ) : (
    <NewPassphrase vaultName={props.vault.name} begun={begun} onBack={leave} />
  );
}

function PapersStep(props: {
  readonly vault: { readonly id: VaultId; readonly name: string };
  readonly onBack: () => void;
  readonly onBegun: (begun: BegunRecovery) => void;
}) {
  const text = useText();
  const begin = useCommand('recovery.begin');
  const [papers, setPapers] = useState<TypedPapers>(noPapers);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(): Promise<void> {
    const typed = typedPapers(papers);
    if (typed === null) {
      setFailure(text('recovery.entry.missing'));
      return;
    }
    setFailure(null);
    const begun = await begin.run({ vaultId: props.vault.id, typed });
    if (begun.ok) props.onBegun(begun.value);
    else setFailure(paperFailureText(begun.error, typed.length, text));
  }

  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <header>
        <h1 className={styles.title}>{text('recovery.open.title')}</h1>
        <p className={styles.lead}>{text('recovery.open.lead', { vault: props.vault.name })}</p>
      </header>
      <Failure sentence={failure} />
      <PapersEntry
        value={papers}
        onChange={(value) => {
          setPapers(value);
          setFailure(null);
        }}
      />
      <Row justify="between">
        <Button look="quiet" onPress={props.onBack}>
          {text('recovery.open.back')}
        </Button>
        <Button type="submit" look="primary" size="large" busy={begin.isRunning}>
          {text('recovery.open.run')}
        </Button>
      </Row>
    </form>
  );
}

/** The value of the radio card for somebody who is no member yet. */
const newAdvocate = 'newAdvocate';

/** Who gets which passphrase in a vault that papers have opened. The open vault ends the flow. */
export function NewPassphrase(props: {
  readonly vaultName: string;
  readonly begun: BegunRecovery;
  readonly onBack: () => void;
}) {
  const text = useText();
  const finish = useCommand('recovery.finish');
  const { advocates, warnings, mustAcceptWarnings } = props.begun;
  const [who, setWho] = useState<MemberId | typeof newAdvocate>(advocates[0]?.memberId ?? newAdvocate);
  const [name, setName] = useState('');
  const [isLast, setIsLast] = useState(false);
  const [again, setAgain] = useState('');
  const [accepted, setAccepted] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const nameOfWho =
    who === newAdvocate ? name : (advocates.find(({ memberId }) => memberId === who)?.name ?? '');
  const chosen = useChosenPassphrase([props.vaultName, nameOfWho]);
  const nameMissing = who === newAdvocate && name.trim() === '';
  const canGoOn = chosen.isReady && !nameMissing && (accepted || !mustAcceptWarnings);
  const isSame = chosen.isTypedAgain(again);

  // Once, when the paper has been taken.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => chosen.draw(), []);

  function goTo(last: boolean): void {
    setIsLast(last);
    setTried(false);
    setAgain('');
  }

  async function run(): Promise<void> {
    setTried(true);
    if (!isLast) {
      if (!canGoOn) return;
      setFailure(null);
      goTo(true);
      return;
    }
    if (!isSame) return;
    setFailure(null);
    const finished = await finish.run({
      who:
        who === newAdvocate
          ? { kind: 'newAdvocate', name: name.trim() }
          : { kind: 'advocate', memberId: who },
      passphrase: chosen.value,
      acceptWarnings: accepted,
    });
    if (finished.ok) return;
    setFailure(finishFailureText(finished.error, text));
    // What is to be mended stands on the step before.
    goTo(false);
  }

  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <header>
        <h1 className={styles.title}>
          {text(isLast ? 'vault.create.againTitle' : 'recovery.open.whoTitle')}
        </h1>
        <p className={styles.lead}>
          {isLast
            ? text(chosen.kind === 'suggested' ? 'vault.create.againLeadSuggested' : 'vault.create.againLead')
            : text('recovery.open.whoLead')}
        </p>
      </header>
      <Failure sentence={failure ?? (chosen.failure === null ? null : text(chosen.failure.id))} />
      {isLast ? (
        <PassphraseField
          label={text('vault.create.again')}
          hint={text('recovery.open.backups')}
          size="large"
          value={again}
          onChange={setAgain}
          error={tried && !isSame ? text('vault.create.notTheSame') : undefined}
          autoFocus
        />
      ) : (
        <>
          {mustAcceptWarnings && (
            <Stack gap={2}>
              {warnings.map((warning) => (
                <Banner key={warning} tone="warning">
                  <RichText id={`vault.warning.${warning}`} />
                </Banner>
              ))}
              <Checkbox label={text('recovery.open.accept')} checked={accepted} onChange={setAccepted} />
              {tried && !accepted && <Failure sentence={text('recovery.open.acceptMissing')} />}
            </Stack>
          )}
          <RadioCards
            legend={text('recovery.open.who')}
            value={who}
            onChange={setWho}
            column="14rem"
            options={[
              ...advocates.map((advocate) => ({
                value: advocate.memberId,
                label: advocate.name,
                description: text('recovery.open.advocateHint'),
                icon: <UserRound />,
              })),
              {
                value: newAdvocate,
                label: text('recovery.open.newAdvocate'),
                description: text('recovery.open.newAdvocateHint'),
                icon: <UserPlus />,
              },
            ]}
          />
          {who === newAdvocate && (
            <TextField
              label={text('recovery.open.name')}
              value={name}
              onChange={setName}
              maxLength={200}
              error={tried && nameMissing ? text('recovery.open.nameMissing') : undefined}
            />
          )}
          <PassphraseChoice chosen={chosen} tried={tried} />
        </>
      )}
      <Row justify="between">
        <Button look="quiet" onPress={isLast ? () => goTo(false) : props.onBack}>
          {text('recovery.open.back')}
        </Button>
        <Button type="submit" look="primary" size="large" busy={finish.isRunning}>
          {text(isLast ? 'recovery.open.finish' : 'vault.create.next')}
        </Button>
      </Row>
    </form>
  );
}

function Failure(props: { readonly sentence: string | null }) {
  return props.sentence === null ? null : (
    <Banner tone="danger" urgent>
      {props.sentence}
    </Banner>
  );
}

function finishFailureText(error: ChannelFailure<'recovery.finish'> | CallError, text: Text): string {
  if (isCallError(error)) {
    const sentence = callErrorText(error);
    return text(sentence.id, sentence.values);
  }
  switch (error.kind) {
    case 'warningsNotAccepted':
      return text('recovery.open.acceptMissing');
    case 'recoveryNotBegun':
    case 'passphraseTooWeak':
    case 'memberUnknown':
    case 'nameTaken':
    case 'tooManyMembers':
      return text(`recovery.failure.${error.kind}`);
  }
}
