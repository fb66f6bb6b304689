import { FolderOpen, House } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { vaultNameMaxLength } from '../../../shared/vault/contract';
import { classNames } from '../../lib/class-names';
import { useCommand } from '../../lib/queries';
import { useText, type TextId } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { createFailureText, type Sentence } from './failure-texts';
import styles from './lock-screen.module.css';
import { PassphraseChoice, useChosenPassphrase, type ChosenPassphrase } from './passphrase-choice';
import { PassphraseField } from './passphrase-field';

const steps = ['vault', 'passphrase', 'again'] as const;
type Step = (typeof steps)[number];

interface Draft {
  readonly name: string;
  readonly ownerName: string;
  readonly place: 'default' | 'choose';
}

/** Makes a vault in three steps: what it is, its passphrase, the passphrase again. The open vault ends the flow. */
export function CreateVault(props: { readonly onBack: () => void }) {
  const text = useText();
  const create = useCommand('vault.create');
  const [step, setStep] = useState<Step>('vault');
  const [failure, setFailure] = useState<Sentence | null>(null);
  const [draft, setDraft] = useState<Draft>(() => ({
    name: text('vault.create.nameProposed'),
    ownerName: '',
    place: 'default',
  }));
  const chosen = useChosenPassphrase([draft.name, draft.ownerName]);
  const change = (changes: Partial<Draft>) => {
    setFailure(null);
    setDraft((before) => ({ ...before, ...changes }));
  };

  async function make(): Promise<void> {
    const created = await create.run({
      name: draft.name.trim(),
      ownerName: draft.ownerName.trim(),
      place: draft.place,
      passphrase: chosen.value,
    });
    if (created.ok) return;
    setFailure(createFailureText(created.error));
    const { kind } = created.error;
    if (kind === 'nameNotUsable' || kind === 'nameTaken') setStep('vault');
    if (kind === 'passphraseTooWeak') setStep('passphrase');
  }

  const shared = { draft, onChange: change, chosen, failure: failure ?? chosen.failure };
  switch (step) {
    case 'vault':
      return (
        <VaultStep
          {...shared}
          onBack={props.onBack}
          onNext={() => {
            setStep('passphrase');
            if (chosen.suggested === null) chosen.draw();
          }}
        />
      );
    case 'passphrase':
      return <PassphraseStep {...shared} onBack={() => setStep('vault')} onNext={() => setStep('again')} />;
    case 'again':
      return (
        <AgainStep
          {...shared}
          busy={create.isRunning}
          onBack={() => setStep('passphrase')}
          onNext={() => void make()}
        />
      );
  }
}

interface StepProps {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly chosen: ChosenPassphrase;
  readonly failure: Sentence | null;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

function VaultStep({ draft, onChange, failure, onBack, onNext }: StepProps) {
  const text = useText();
  const [tried, setTried] = useState(false);
  const nameMissing = draft.name.trim() === '';
  const ownerMissing = draft.ownerName.trim() === '';
  return (
    <StepForm
      step="vault"
      title="vault.create.title"
      lead="vault.create.lead"
      failure={failure}
      next={text('vault.create.next')}
      onBack={onBack}
      onSubmit={() => {
        setTried(true);
        if (!nameMissing && !ownerMissing) onNext();
      }}
    >
      <TextField
        label={text('vault.create.name')}
        hint={text('vault.create.nameHint')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        maxLength={vaultNameMaxLength}
        error={tried && nameMissing ? text('vault.create.nameMissing') : undefined}
      />
      <TextField
        label={text('vault.create.ownerName')}
        hint={text('vault.create.ownerNameHint')}
        value={draft.ownerName}
        onChange={(ownerName) => onChange({ ownerName })}
        maxLength={200}
        error={tried && ownerMissing ? text('vault.create.ownerNameMissing') : undefined}
        autoFocus
      />
      <RadioCards
        legend={text('vault.create.place')}
        value={draft.place}
        onChange={(place) => onChange({ place })}
        column="13rem"
        options={[
          {
            value: 'default',
            label: text('vault.create.placeDefault'),
            description: text('vault.create.placeDefaultHint'),
            icon: <House />,
          },
          {
            value: 'choose',
            label: text('vault.create.placeChoose'),
            description: text('vault.create.placeChooseHint'),
            icon: <FolderOpen />,
          },
        ]}
      />
    </StepForm>
  );
}

function PassphraseStep({ chosen, failure, onBack, onNext }: StepProps) {
  const text = useText();
  const [tried, setTried] = useState(false);
  return (
    <StepForm
      step="passphrase"
      title="vault.create.passphraseTitle"
      lead="vault.create.passphraseLead"
      failure={failure}
      next={text('vault.create.next')}
      onBack={onBack}
      onSubmit={() => {
        setTried(true);
        if (chosen.isReady) onNext();
      }}
    >
      <PassphraseChoice chosen={chosen} tried={tried} />
    </StepForm>
  );
}

function AgainStep({ chosen, failure, onBack, onNext, busy }: StepProps & { readonly busy: boolean }) {
  const text = useText();
  const [again, setAgain] = useState('');
  const [understood, setUnderstood] = useState(false);
  const [tried, setTried] = useState(false);
  const isSame = chosen.isTypedAgain(again);
  return (
    <StepForm
      step="again"
      title="vault.create.againTitle"
      lead={chosen.kind === 'suggested' ? 'vault.create.againLeadSuggested' : 'vault.create.againLead'}
      failure={failure}
      next={text(busy ? 'vault.create.running' : 'vault.create.run')}
      busy={busy}
      onBack={onBack}
      onSubmit={() => {
        setTried(true);
        if (isSame && understood) onNext();
      }}
    >
      <PassphraseField
        label={text('vault.create.again')}
        size="large"
        value={again}
        onChange={(value) => {
          setAgain(value);
          setTried(false);
        }}
        error={tried && !isSame ? text('vault.create.notTheSame') : undefined}
        autoFocus
      />
      <Banner tone="warning" title={text('vault.create.noRecoveryTitle')}>
        {text('vault.create.noRecovery')}
      </Banner>
      <Stack gap={1}>
        <Checkbox label={text('vault.create.understood')} checked={understood} onChange={setUnderstood} />
        {tried && isSame && !understood && (
          <p role="alert" className={styles.missing}>
            {text('vault.create.understoodMissing')}
          </p>
        )}
      </Stack>
    </StepForm>
  );
}

function StepForm(props: {
  readonly step: Step;
  readonly title: TextId;
  readonly lead: TextId;
  readonly failure: Sentence | null;
  readonly next: string;
  readonly busy?: boolean;
  readonly onBack: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const text = useText();
  const place = steps.indexOf(props.step);
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <header>
        <div
          className={styles.steps}
          role="img"
          aria-label={text('vault.create.step', { step: place + 1, of: steps.length })}
        >
          {steps.map((each, index) => (
            <span key={each} className={classNames(styles.step, index <= place && styles.stepDone)} />
          ))}
        </div>
        <h1 className={styles.title}>{text(props.title)}</h1>
        <p className={styles.lead}>{text(props.lead)}</p>
      </header>
      {props.failure !== null && (
        <Banner tone="danger" urgent>
          {text(props.failure.id, props.failure.values)}
        </Banner>
      )}
      {props.children}
      <div className={styles.actions}>
        <Button look="quiet" disabled={props.busy === true} onPress={props.onBack}>
          {text('vault.create.back')}
        </Button>
        <Button type="submit" look="primary" size="large" busy={props.busy === true}>
          {props.next}
        </Button>
      </div>
    </form>
  );
}
