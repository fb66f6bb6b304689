import { Lock, Settings, Vault } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaseId } from '../../shared/kernel/ids';
import type { UnlockedVault } from '../../shared/vault/contract';
import {
  caseIdOf,
  caseSections,
  navigate,
  vaultSections,
  type CaseSection,
  type Route,
} from '../lib/navigation';
import { useChannel, type ChannelAnswer } from '../lib/queries';
import { tellShell } from '../lib/shell';
import { useFormats, useText } from '../lib/text';
import { beginTour } from '../features/help';
import { isPracticeVault } from '../features/vault/practice';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { ProductMark } from '../ui/product-mark';
import { Tooltip } from '../ui/tooltip';
import { agendaIcon, casePlaces, casesIcon, searchIcon } from './places';
import { screens } from './sections';
import styles from './side-navigation.module.css';

/** The column at the left: where one can go, and the lock. */
export function SideNavigation(props: { readonly route: Route; readonly vault: UnlockedVault }) {
  const text = useText();
  const { route } = props;
  const caseId = caseIdOf(route);
  return (
    <nav className={styles.side} aria-label={text('app.navigation')}>
      <div className={styles.product}>
        <ProductMark size={32} />
        <div className={styles.productText}>
          <div className={styles.name}>{text('app.name')}</div>
          <div className={styles.vault} dir="auto">
            {props.vault.name}
          </div>
        </div>
      </div>
      {isPracticeVault(props.vault) && (
        <div className={styles.practice}>
          <Badge tone="warning">{text('vault.practice.mark')}</Badge>
          <p>{text('vault.practice.markHint')}</p>
          <Button look="link" size="small" onPress={beginTour}>
            {text('help.tour.begin')}
          </Button>
        </div>
      )}
      <div className={styles.group}>
        {screens.cases !== undefined && (
          <Place
            icon={casesIcon}
            label={text('app.cases')}
            current={route.kind === 'cases'}
            onGo={() => navigate({ kind: 'cases' })}
          />
        )}
        {screens.agenda !== undefined && (
          <Place
            icon={agendaIcon}
            label={text('app.agenda')}
            current={route.kind === 'agenda'}
            onGo={() => navigate({ kind: 'agenda' })}
          />
        )}
        {screens.search !== undefined && (
          <Place
            icon={searchIcon}
            label={text('app.search')}
            current={route.kind === 'search'}
            onGo={() => navigate({ kind: 'search', text: '', filter: {} })}
          />
        )}
      </div>
      {caseId !== null && <OpenCase caseId={caseId} section={sectionOf(route)} />}
      <div className={`${styles.group} ${styles.bottom}`}>
        {screens.vault !== undefined && (
          <Place
            icon={<Vault />}
            label={text('app.vault')}
            current={route.kind === 'vault'}
            onGo={() => navigate({ kind: 'vault', section: vaultSections[0] })}
          />
        )}
        <Place
          icon={<Settings />}
          label={text('app.settings')}
          current={route.kind === 'settings' || route.kind === 'about'}
          onGo={() => navigate({ kind: 'settings' })}
        />
        <Tooltip text={text('app.lockHint')} keys={['Mod', 'L']}>
          <button type="button" className={styles.place} onClick={() => tellShell({ kind: 'lock' })}>
            <Lock aria-hidden="true" />
            <span className={styles.label}>{text('app.lock')}</span>
            <Kbd keys={['Mod', 'L']} />
          </button>
        </Tooltip>
      </div>
    </nav>
  );
}

/** The part of the case a route belongs to; an interview belongs to the interviews. */
export function sectionOf(route: Route): CaseSection | null {
  switch (route.kind) {
    case 'case':
      return route.section;
    case 'interview':
      return 'interviews';
    case 'fact':
      return 'timeline';
    case 'filingReview':
    case 'draft':
      return 'filings';
    case 'cases':
    case 'agenda':
    case 'search':
    case 'vault':
    case 'settings':
    case 'about':
    case 'help':
      return null;
  }
}

function OpenCase(props: { readonly caseId: CaseId; readonly section: CaseSection | null }) {
  const text = useText();
  const opened = useChannel('cases.read', { caseId: props.caseId }, { isBeside: true });
  const label = opened.data?.code ?? text('app.openCase');
  return (
    <div className={styles.case} role="group" aria-label={label}>
      <div className={styles.caseCode} aria-hidden="true">
        {label}
      </div>
      <div className={styles.group}>
        {caseSections
          .filter((section) => screens.caseSections[section] !== undefined)
          .map((section) => (
            <Place
              key={section}
              icon={casePlaces[section].icon}
              label={text(casePlaces[section].label)}
              count={countIn(section, opened)}
              current={section === props.section}
              onGo={() => navigate({ kind: 'case', caseId: props.caseId, section })}
            />
          ))}
      </div>
    </div>
  );
}

function countIn(section: CaseSection, opened: ChannelAnswer<'cases.read'>): number | null {
  const counts = opened.data?.counts;
  if (counts === undefined) return null;
  switch (section) {
    case 'people':
      return counts.people;
    case 'interviews':
      return counts.interviews;
    case 'timeline':
      return counts.facts;
    case 'exhibits':
      return counts.exhibits;
    case 'overview':
    case 'procedure':
    case 'filings':
    case 'coverage':
    case 'conversations':
    case 'concordance':
    case 'consent':
    case 'departures':
      return null;
  }
}

function Place(props: {
  readonly icon: ReactNode;
  readonly label: string;
  readonly count?: number | null;
  readonly current: boolean;
  readonly onGo: () => void;
}) {
  const formats = useFormats();
  const count = props.count ?? 0;
  return (
    <button
      type="button"
      className={styles.place}
      aria-current={props.current ? 'page' : undefined}
      onClick={props.onGo}
    >
      {props.icon}
      <span className={styles.label}>{props.label}</span>
      {count > 0 && <span className={styles.count}>{formats.number(count)}</span>}
    </button>
  );
}
