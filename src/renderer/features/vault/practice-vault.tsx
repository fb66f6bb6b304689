import { GraduationCap } from 'lucide-react';
import { useState } from 'react';
import { practicePassphrase, practiceVaultName } from '../../../shared/practice/contract';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Choice } from './choice';
import { createFailureText, type Sentence } from './failure-texts';

/** Makes a vault with invented cases and opens it. */
export function PracticeVault(props: { readonly look: 'link' | 'card' }) {
  const text = useText();
  const create = useCommand('practice.create');
  const [failure, setFailure] = useState<Sentence | null>(null);

  async function make(): Promise<void> {
    if (create.isRunning) return;
    setFailure(null);
    const created = await create.run({});
    if (!created.ok) setFailure(createFailureText(created.error));
  }

  const label = text(create.isRunning ? 'vault.practice.running' : 'vault.practice.begin');
  return (
    <>
      {props.look === 'link' ? (
        <Button look="link" busy={create.isRunning} onPress={() => void make()}>
          {label}
        </Button>
      ) : (
        <Choice
          icon={<GraduationCap />}
          label={label}
          description={text('vault.practice.what')}
          onChoose={() => void make()}
        />
      )}
      {failure !== null && (
        <Banner tone="danger" urgent>
          {text(failure.id, failure.values)}
        </Banner>
      )}
    </>
  );
}

/** Recalls the passphrase that every practice vault has. Nothing for other vaults. */
export function PracticeHint(props: { readonly vaultName: string }) {
  const text = useText();
  if (!props.vaultName.startsWith(practiceVaultName)) return null;
  return (
    <Banner tone="neutral" icon={<GraduationCap />}>
      {text('vault.practice.hint', { passphrase: practicePassphrase })}
    </Banner>
  );
}
