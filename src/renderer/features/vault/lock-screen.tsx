import {
  ArchiveRestore,
  CircleHelp,
  FolderOpen,
  FolderPlus,
  HardDrive,
  KeyRound,
  WifiOff,
} from 'lucide-react';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { interfaceLanguages } from '../../../shared/kernel/languages';
import type { VaultId } from '../../../shared/kernel/ids';
import type { FoundBackup } from '../../../shared/backups/schemas';
import type { KnownVault } from '../../../shared/vault/contract';
import { classNames } from '../../lib/class-names';
import { handFocusToNextHeading } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useShortcuts } from '../../lib/shortcuts';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Stack } from '../../ui/layout';
import { ProductMark } from '../../ui/product-mark';
import { backupFailureText } from '../backups';
import { HelpAtLock } from '../help';
import { PolicyBroken, useOrganisation } from '../policy';
import { OpenWithPapers } from '../recovery';
import { Choice } from './choice';
import { CreateVault } from './create-vault';
import { locateFailureText, type Sentence } from './failure-texts';
import { readLockReason } from './lock-reason';
import styles from './lock-screen.module.css';
import { PracticeVault } from './practice-vault';
import { RestoreVault } from './restore-vault';
import { UnlockForm } from './unlock-form';

/** What stands in the window while no vault is open: unlock one, make one, or find one. */
export function LockScreen(props: { readonly settingsDamaged: boolean }) {
  const text = useText();
  const known = useChannel('vault.list', {});
  const [creating, setCreating] = useState(false);
  const [restoring, setRestoring] = useState<readonly FoundBackup[] | null>(null);
  const [recovering, setRecovering] = useState<KnownVault | null>(null);
  const help = useHelp();
  const vaults = known.data?.vaults;
  return (
    <>
      {help.isOpen && (
        <Suspense fallback={null}>
          <HelpAtLock onClose={help.close} />
        </Suspense>
      )}
      {/* What was typed so far stays, out of sight. */}
      <div className={classNames(styles.screen, help.isOpen && styles.away)}>
        <Brand />
        <div className={styles.side}>
          <main
            className={classNames(
              styles.center,
              (creating || restoring !== null || recovering !== null) && styles.wide,
            )}
          >
            <Stack gap={5}>
              <PolicyBroken />
              {props.settingsDamaged && <Banner tone="warning">{text('vault.settingsDamaged')}</Banner>}
              {known.data?.listDamaged === true && (
                <Banner tone="warning">{text('vault.listDamaged')}</Banner>
              )}
              {creating ? (
                <CreateVault onBack={() => setCreating(false)} />
              ) : restoring !== null ? (
                <RestoreVault backups={restoring} onBack={() => setRestoring(null)} />
              ) : recovering !== null ? (
                <OpenWithPapers vault={recovering} onBack={() => setRecovering(null)} />
              ) : vaults === undefined ? null : vaults.length === 0 ? (
                <Welcome onCreate={() => setCreating(true)} onRestore={setRestoring} />
              ) : (
                <Unlock
                  vaults={vaults}
                  onCreate={() => setCreating(true)}
                  onRecover={setRecovering}
                  onRestore={setRestoring}
                />
              )}
            </Stack>
          </main>
          <footer className={styles.foot}>
            <Button look="quiet" size="small" icon={<CircleHelp />} onPress={help.open}>
              {text('help.title')}
            </Button>
            <LanguageChoice />
          </footer>
        </div>
      </div>
    </>
  );
}

/** F1 opens the help, Escape closes it and leads back to where the focus was. */
function useHelp() {
  const [isOpen, setIsOpen] = useState(false);
  const before = useRef<Element | null>(null);
  const open = useCallback(() => {
    if (!isOpen) before.current = document.activeElement;
    handFocusToNextHeading();
    setIsOpen(true);
  }, [isOpen]);
  const close = useCallback(() => setIsOpen(false), []);
  useEffect(() => {
    if (!isOpen && before.current instanceof HTMLElement) before.current.focus();
  }, [isOpen]);
  useShortcuts(
    useMemo(
      () => [{ key: 'F1', run: open }, ...(isOpen ? [{ key: 'Escape', run: close }] : [])],
      [isOpen, open, close],
    ),
  );
  return { isOpen, open, close };
}

function Brand() {
  const text = useText();
  return (
    <aside className={styles.brand}>
      <div className={styles.product}>
        <ProductMark size={44} />
        <span className={styles.name}>{text('app.name')}</span>
      </div>
      <p className={styles.statement}>{text('vault.brand.statement')}</p>
      <ul className={styles.promises}>
        <Point icon={<WifiOff />}>{text('vault.brand.noNetwork')}</Point>
        <Point icon={<KeyRound />}>{text('vault.brand.encrypted')}</Point>
        <Point icon={<HardDrive />}>{text('vault.brand.yours')}</Point>
      </ul>
    </aside>
  );
}

function Point(props: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li className={styles.promise}>
      {props.icon}
      <span>{props.children}</span>
    </li>
  );
}

function Unlock(props: {
  readonly vaults: readonly KnownVault[];
  readonly onCreate: () => void;
  readonly onRestore: (backups: readonly FoundBackup[]) => void;
  readonly onRecover: (vault: KnownVault) => void;
}) {
  const text = useText();
  const reason = readLockReason(window.location.search);
  const settings = useChannel('settings.read', {}).data;
  const [located, setLocated] = useState<VaultId | null>(null);
  return (
    <>
      <header>
        <h1 className={styles.title}>{text('vault.unlock.title')}</h1>
        <p className={styles.lead}>
          {text(`vault.reason.${reason}`, { minutes: settings?.lockAfterMinutes ?? 0 })}
        </p>
      </header>
      {/* A vault just found is the one meant: the form starts anew with it chosen. */}
      <UnlockForm
        key={located}
        vaults={props.vaults}
        preferred={located}
        onLocated={setLocated}
        onRecover={props.onRecover}
      />
      <div className={styles.below}>
        <LocateVault look="link" onLocated={setLocated} />
        <Button look="link" onPress={props.onCreate}>
          {text('vault.create.begin')}
        </Button>
        <FindBackups look="link" onFound={props.onRestore} />
        <PracticeVault look="link" />
      </div>
    </>
  );
}

function Welcome(props: {
  readonly onCreate: () => void;
  readonly onRestore: (backups: readonly FoundBackup[]) => void;
}) {
  const text = useText();
  return (
    <>
      <header>
        <h1 className={styles.title}>{text('vault.welcome.title')}</h1>
        <p className={styles.lead}>{text('vault.welcome.lead')}</p>
      </header>
      <div className={styles.choices}>
        <Choice
          icon={<FolderPlus />}
          label={text('vault.create.begin')}
          description={text('vault.welcome.create')}
          onChoose={props.onCreate}
        />
        <LocateVault look="card" onLocated={() => undefined} />
        <FindBackups look="card" onFound={props.onRestore} />
        <PracticeVault look="card" />
      </div>
    </>
  );
}

/** Lets the person point to a vault's folder; says why when it is none. */
function LocateVault(props: {
  readonly look: 'link' | 'card';
  readonly onLocated: (vaultId: VaultId) => void;
}) {
  const text = useText();
  const locate = useCommand('vault.locate');
  const [failure, setFailure] = useState<Sentence | null>(null);

  async function choose(): Promise<void> {
    setFailure(null);
    const located = await locate.run({});
    if (located.ok) props.onLocated(located.value.id);
    else setFailure(locateFailureText(located.error));
  }

  const label = text('vault.locate.begin');
  return (
    <>
      {props.look === 'link' ? (
        <Button look="link" onPress={() => void choose()}>
          {label}
        </Button>
      ) : (
        <Choice
          icon={<FolderOpen />}
          label={label}
          description={text('vault.welcome.locate')}
          onChoose={() => void choose()}
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

/** Lets the person point to a backup; says why when there is none. */
function FindBackups(props: {
  readonly look: 'link' | 'card';
  readonly onFound: (backups: readonly FoundBackup[]) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const find = useCommand('backups.find');
  const [failure, setFailure] = useState<string | null>(null);

  async function choose(): Promise<void> {
    setFailure(null);
    const found = await find.run({});
    if (found.ok) props.onFound(found.value.backups);
    else setFailure(backupFailureText(found.error, text, formats));
  }

  const label = text('backups.restoreVault.begin');
  return (
    <>
      {props.look === 'link' ? (
        <Button look="link" onPress={() => void choose()}>
          {label}
        </Button>
      ) : (
        <Choice
          icon={<ArchiveRestore />}
          label={label}
          description={text('backups.restoreVault.welcome')}
          onChoose={() => void choose()}
        />
      )}
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
    </>
  );
}

function LanguageChoice() {
  const text = useText();
  const settings = useChannel('settings.read', {}).data;
  const change = useCommand('settings.change');
  const organisation = useOrganisation();
  const offered = interfaceLanguages.filter(
    (language) => organisation?.rules.languages.includes(language) ?? true,
  );
  return (
    <div role="group" aria-label={text('settings.language')}>
      {offered.map((language) => (
        <Button
          key={language}
          look="quiet"
          size="small"
          pressed={settings?.language === language}
          onPress={() => void change.run({ language })}
        >
          {text(`settings.language.${language}`)}
        </Button>
      ))}
    </div>
  );
}
