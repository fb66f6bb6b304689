import { Info, Lock, Monitor, Moon, Sun } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { interfaceLanguages } from '../../../shared/kernel/languages';
import type { Settings } from '../../../shared/settings/contract';
import type { CallError, ChannelFailure } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { RichText, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Kbd } from '../../ui/kbd';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { PolicySection, useOrganisation } from '../policy';
import { OwnWords } from '../spelling';
import styles from './settings-screen.module.css';

const lockChoices = [1, 2, 3, 5, 10, 15, 30, 60] as const;
const textSizes = [100, 115, 130, 150] as const;
const clipboardChoices = [15, 30, 45, 60, 120, 300] as const;
const atLock = 'atLock';
/** Windows and macOS keep a window out of captures when it asks for it. Linux has nothing of the kind. */
const canProtectScreen = /^(Win|Mac)/.test(navigator.platform);

/** What the program remembers on this laptop. Every change counts at once. */
export function SettingsScreen() {
  const text = useText();
  const settings = useChannel('settings.read', {}).data;
  const change = useCommand('settings.change');
  const organisation = useOrganisation();
  const [failure, setFailure] = useState<ChannelFailure<'settings.change'> | CallError | null>(null);
  // Shown at once; core's answer follows.
  const [chosen, setChosen] = useState<Partial<Settings>>({});
  if (settings === undefined) return <Skeleton label={text('app.loading')} />;

  async function save(changes: Partial<Settings>): Promise<void> {
    setChosen((before) => ({ ...before, ...changes }));
    const saved = await change.run(changes);
    setFailure(saved.ok ? null : saved.error);
    if (!saved.ok) setChosen({});
  }

  const sentence =
    failure === null
      ? null
      : isCallError(failure)
        ? callErrorText(failure)
        : ({ id: 'settings.fixed' } as const);
  const { lockAfterMinutesAtMost = null, locksOnMinimise = false } = organisation?.rules ?? {};
  const languages = interfaceLanguages.filter(
    (language) => organisation?.rules.languages.includes(language) ?? true,
  );
  const offeredLockChoices = lockChoices.filter((choice) => choice <= (lockAfterMinutesAtMost ?? choice));
  const shown = { ...settings, ...chosen };
  const clearing =
    shown.clearClipboardAfterSeconds === null
      ? atLock
      : clipboardChoices.some((choice) => choice === shown.clearClipboardAfterSeconds)
        ? String(shown.clearClipboardAfterSeconds)
        : null;
  const textSize = textSizes.find((choice) => choice === shown.textSize);
  const minutes = lockChoices.find((choice) => choice === shown.lockAfterMinutes);
  return (
    <Screen
      title={text('settings.title')}
      lead={text('settings.lead')}
      actions={
        <Button icon={<Info />} onPress={() => navigate({ kind: 'about' })}>
          {text('settings.about.open')}
        </Button>
      }
    >
      {sentence !== null && (
        <Banner tone="danger" urgent>
          {text(sentence.id, 'values' in sentence ? sentence.values : undefined)}
        </Banner>
      )}
      <div className={styles.rows}>
        <SettingsRow title={text('settings.language')} hint={text('settings.language.hint')}>
          <RadioCards
            legend={text('settings.language.legend')}
            hideLegend
            column="8rem"
            value={shown.language}
            onChange={(language) => void save({ language })}
            options={languages.map((language) => ({
              value: language,
              label: text(`settings.language.${language}`),
            }))}
          />
          {languages.length < interfaceLanguages.length && (
            <Decided>{text('settings.language.decided', { organisation: organisation?.name })}</Decided>
          )}
        </SettingsRow>
        <SettingsRow title={text('settings.appearance')}>
          <RadioCards
            legend={text('settings.appearance.legend')}
            hideLegend
            value={shown.appearance}
            onChange={(appearance) => void save({ appearance })}
            options={[
              {
                value: 'system',
                label: text('settings.appearance.system'),
                description: text('settings.appearance.systemHint'),
                icon: <Monitor />,
              },
              {
                value: 'light',
                label: text('settings.appearance.light'),
                description: text('settings.appearance.lightHint'),
                icon: <Sun />,
              },
              {
                value: 'dark',
                label: text('settings.appearance.dark'),
                description: text('settings.appearance.darkHint'),
                icon: <Moon />,
              },
            ]}
          />
          <div className={styles.narrow}>
            <SelectField
              label={text('settings.textSize')}
              value={textSize === undefined ? null : String(textSize)}
              emptyLabel={text('settings.textSize.percent', { percent: shown.textSize })}
              options={textSizes.map((size) => ({
                value: String(size),
                label:
                  size === 100
                    ? text('settings.textSize.usual')
                    : text('settings.textSize.percent', { percent: size }),
              }))}
              onChange={(value) => void save({ textSize: Number(value) })}
            />
          </div>
          <Checkbox
            label={text('settings.contrast')}
            description={text('settings.contrast.hint')}
            checked={shown.contrast === 'high'}
            onChange={(isHigh) => void save({ contrast: isHigh ? 'high' : 'system' })}
          />
          <Checkbox
            label={text('settings.motion')}
            description={text('settings.motion.hint')}
            checked={shown.motion === 'none'}
            onChange={(isStill) => void save({ motion: isStill ? 'none' : 'system' })}
          />
        </SettingsRow>
        <SettingsRow title={text('settings.spelling')} hint={text('settings.spelling.hint')}>
          <Checkbox
            label={text('settings.spelling.check')}
            checked={shown.checkSpelling}
            onChange={(checkSpelling) => void save({ checkSpelling })}
          />
          <OwnWords />
        </SettingsRow>
        <SettingsRow title={text('settings.lock')} hint={text('settings.lock.hint')}>
          <div className={styles.narrow}>
            <SelectField
              label={text('settings.lock.after')}
              value={minutes === undefined ? null : String(minutes)}
              emptyLabel={text('settings.lock.minutes', { minutes: shown.lockAfterMinutes })}
              options={offeredLockChoices.map((choice) => ({
                value: String(choice),
                label: text('settings.lock.minutes', { minutes: choice }),
              }))}
              onChange={(value) => void save({ lockAfterMinutes: Number(value) })}
            />
          </div>
          {lockAfterMinutesAtMost !== null && (
            <Decided>
              {text('settings.lock.decided', {
                organisation: organisation?.name,
                minutes: lockAfterMinutesAtMost,
              })}
            </Decided>
          )}
          <Checkbox
            label={text('settings.lock.minimise')}
            checked={shown.lockOnMinimise}
            disabled={locksOnMinimise}
            onChange={(lockOnMinimise) => void save({ lockOnMinimise })}
          />
          {locksOnMinimise && (
            <Decided>{text('settings.decided', { organisation: organisation?.name })}</Decided>
          )}
          <p className={styles.rowHint}>
            <RichText id="settings.lock.panic" values={{ keys: <Kbd keys={['Mod', 'Shift', 'L']} /> }} />
          </p>
        </SettingsRow>
        <SettingsRow title={text('settings.clipboard')} hint={text('settings.clipboard.hint')}>
          <div className={styles.narrow}>
            <SelectField
              label={text('settings.clipboard.after')}
              value={clearing}
              emptyLabel={text('settings.clipboard.seconds', {
                seconds: shown.clearClipboardAfterSeconds ?? 0,
              })}
              options={[
                ...clipboardChoices.map((choice) => ({
                  value: String(choice),
                  label: text('settings.clipboard.seconds', { seconds: choice }),
                })),
                { value: atLock, label: text('settings.clipboard.atLock') },
              ]}
              onChange={(value) =>
                void save({ clearClipboardAfterSeconds: value === atLock ? null : Number(value) })
              }
            />
          </div>
        </SettingsRow>
        <SettingsRow title={text('settings.screen')} hint={text('settings.screen.hint')}>
          {canProtectScreen ? (
            <Checkbox
              label={text('settings.screen.protect')}
              checked={shown.protectScreen}
              onChange={(protectScreen) => void save({ protectScreen })}
            />
          ) : (
            <Banner tone="info">{text('settings.screen.cannot')}</Banner>
          )}
        </SettingsRow>
      </div>
      <PolicySection />
    </Screen>
  );
}

/** Why a setting cannot be changed, or not so far. */
function Decided(props: { readonly children: ReactNode }) {
  return (
    <p className={styles.decided}>
      <Lock aria-hidden="true" />
      {props.children}
    </p>
  );
}

function SettingsRow(props: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section className={styles.row} aria-labelledby={titleId}>
      <div>
        <h2 id={titleId} className={styles.rowTitle}>
          {props.title}
        </h2>
        {props.hint !== undefined && <p className={styles.rowHint}>{props.hint}</p>}
      </div>
      <div className={styles.rowBody}>{props.children}</div>
    </section>
  );
}
