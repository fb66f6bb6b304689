import { useEffect, useState } from 'react';
import { passphraseMinLength, type PassphraseStrength } from '../../../shared/vault/passphrase';
import { call } from '../../lib/core';
import { classNames } from '../../lib/class-names';
import { useText, type TextId, type TextValues } from '../../lib/text';
import styles from './strength-meter.module.css';

/** Long enough for a pause between two keys, short enough to feel live. */
const pauseMs = 150;

/**
 * Asks core how hard a passphrase is to guess, while it is being typed. Null until the first answer, and while empty.
 *
 * @param context   what someone who knows the person would try: own name, name of the vault
 */
export function usePassphraseStrength(
  passphrase: string,
  context: readonly string[],
): PassphraseStrength | null {
  const [answer, setAnswer] = useState<{
    readonly for: string;
    readonly strength: PassphraseStrength;
  } | null>(null);
  const joined = context.join('\n');
  useEffect(() => {
    if (passphrase === '') return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void call('vault.passphraseStrength', { passphrase, context: joined.split('\n') }).then((result) => {
        if (isCurrent && result.ok) setAnswer({ for: passphrase, strength: result.value });
      });
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [passphrase, joined]);
  return passphrase === '' || answer === null ? null : answer.strength;
}

/** The strength in words and as a bar; says the one thing that would help most. */
export function StrengthMeter(props: { readonly strength: PassphraseStrength | null }) {
  const text = useText();
  const { strength } = props;
  const advice = strength === null ? null : adviceFor(strength);
  // A passphrase that would be refused never looks good, however hard its letters are to guess.
  const level = strength === null ? 0 : strength.acceptable ? strength.score : Math.min(strength.score, 2);
  const tone = level >= 3 ? styles.good : level === 2 ? styles.fair : undefined;
  return (
    <div className={classNames(styles.meter, tone)}>
      <div className={styles.bars} aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <div
            key={bar}
            className={classNames(
              styles.bar,
              bar <= Math.max(level, 1) && strength !== null && styles.filled,
            )}
          />
        ))}
      </div>
      <p className={styles.words} role="status">
        {strength === null ? (
          text('vault.strength.rule', { count: passphraseMinLength })
        ) : (
          <>
            <span className={styles.verdict}>{text(`vault.strength.score${strength.score}`)}</span>{' '}
            {advice !== null && text(advice.id, advice.values)}
          </>
        )}
      </p>
    </div>
  );
}

/** What hurts most comes first: length, then what makes it easy to guess. */
function adviceFor(
  strength: PassphraseStrength,
): { readonly id: TextId; readonly values?: TextValues } | null {
  if (!strength.longEnough) return { id: 'vault.strength.tooShort', values: { count: passphraseMinLength } };
  if (strength.warning !== null) return { id: `vault.strength.warning.${strength.warning}` };
  const [suggestion] = strength.suggestions;
  return strength.acceptable || suggestion === undefined
    ? null
    : { id: `vault.strength.suggestion.${suggestion}` };
}
