import { PencilLine, Shuffle } from 'lucide-react';
import { useState } from 'react';
import type { PassphraseStrength } from '../../../shared/vault/passphrase';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { callErrorText } from '../../ui/error-boundary';
import { Stack } from '../../ui/layout';
import type { Sentence } from './failure-texts';
import styles from './passphrase-choice.module.css';
import { PassphraseField } from './passphrase-field';
import { StrengthMeter, usePassphraseStrength } from './strength-meter';

/** A passphrase that is being chosen: words drawn at random, or one's own. */
export interface ChosenPassphrase {
  readonly kind: 'suggested' | 'own';
  readonly setKind: (kind: 'suggested' | 'own') => void;
  /** Drawn by core; null until it has answered. */
  readonly suggested: string | null;
  readonly draw: () => void;
  readonly isDrawing: boolean;
  readonly own: string;
  readonly setOwn: (own: string) => void;
  /** Of one's own; null while it is empty or being weighed. */
  readonly strength: PassphraseStrength | null;
  /** What is chosen as it stands; empty when nothing is. */
  readonly value: string;
  /** It can be taken. */
  readonly isReady: boolean;
  /** True when this is what was chosen, typed once more. */
  readonly isTypedAgain: (again: string) => boolean;
  readonly failure: Sentence | null;
}

/**
 * Nothing is drawn before `draw` is called for the first time.
 *
 * @param context   what someone who knows the person would try: names
 */
export function useChosenPassphrase(context: readonly string[]): ChosenPassphrase {
  const suggest = useCommand('vault.suggestPassphrase');
  const language = useChannel('settings.read', {}).data?.language ?? 'en';
  const [kind, setKind] = useState<'suggested' | 'own'>('suggested');
  const [suggested, setSuggested] = useState<string | null>(null);
  const [own, setOwn] = useState('');
  const [failure, setFailure] = useState<Sentence | null>(null);
  const strength = usePassphraseStrength(own, context);

  async function draw(): Promise<void> {
    const drawn = await suggest.run({ language });
    if (drawn.ok) setSuggested(drawn.value.passphrase);
    setFailure(drawn.ok ? null : callErrorText(drawn.error));
  }

  return {
    kind,
    setKind,
    suggested,
    draw: () => void draw(),
    isDrawing: suggest.isRunning,
    own,
    setOwn,
    strength,
    value: kind === 'suggested' ? (suggested ?? '') : own,
    isReady: kind === 'suggested' ? suggested !== null : strength?.acceptable === true,
    // Words from paper may be typed with doubled spaces. One's own must be exact: what was typed first is what counts.
    isTypedAgain: (again) =>
      kind === 'suggested'
        ? again.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ') === suggested
        : again.normalize('NFKC') === own.normalize('NFKC'),
    failure,
  };
}

/**
 * Words drawn at random, or one's own with its strength.
 *
 * @param props.tried   the person has tried to go on: what is missing is said
 */
export function PassphraseChoice(props: { readonly chosen: ChosenPassphrase; readonly tried: boolean }) {
  const text = useText();
  const { chosen } = props;
  return (
    <>
      <RadioCards
        legend={text('vault.create.passphraseKind')}
        value={chosen.kind}
        onChange={chosen.setKind}
        column="13rem"
        options={[
          {
            value: 'suggested',
            label: text('vault.create.suggested'),
            description: text('vault.create.suggestedHint'),
            icon: <Shuffle />,
          },
          {
            value: 'own',
            label: text('vault.create.own'),
            description: text('vault.create.ownHint'),
            icon: <PencilLine />,
          },
        ]}
      />
      {chosen.kind === 'suggested' ? (
        <Stack gap={3}>
          <ol className={styles.words} aria-label={text('vault.create.words')}>
            {(chosen.suggested ?? '').split(' ').map((word, place) => (
              // The same word may be drawn twice.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${place} ${word}`} className={styles.word}>
                <span className={styles.wordNumber} aria-hidden="true">
                  {place + 1}
                </span>
                {word}
              </li>
            ))}
          </ol>
          <Banner tone="neutral" icon={<PencilLine />}>
            {text('vault.create.copyByHand')}
          </Banner>
          <div>
            <Button
              look="quiet"
              size="small"
              icon={<Shuffle />}
              busy={chosen.isDrawing}
              onPress={chosen.draw}
            >
              {text('vault.create.drawAgain')}
            </Button>
          </div>
        </Stack>
      ) : (
        <Stack gap={2}>
          <PassphraseField
            label={text('vault.passphrase')}
            size="large"
            value={chosen.own}
            onChange={chosen.setOwn}
            error={props.tried && !chosen.isReady ? text('vault.createFailure.passphraseTooWeak') : undefined}
            autoFocus
          />
          <StrengthMeter strength={chosen.strength} />
        </Stack>
      )}
    </>
  );
}
