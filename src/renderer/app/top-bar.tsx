import { ArrowLeft, ArrowRight, BookOpen, ChevronRight, CircleHelp, Keyboard, Search } from 'lucide-react';
import { Fragment } from 'react';
import { classNames } from '../lib/class-names';
import { caseIdOf, goBack, goForward, navigate, useHistory, type Route } from '../lib/navigation';
import { useChannel } from '../lib/queries';
import { useText, type Text } from '../lib/text';
import { IconButton } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { Menu } from '../ui/menu';
import { casePlaces } from './places';
import { sectionOf } from './side-navigation';
import styles from './top-bar.module.css';

/** Back, forward, where one is, and the way to the palette. */
export function TopBar(props: {
  readonly route: Route;
  readonly onOpenPalette: () => void;
  readonly onOpenHelp: () => void;
  readonly onOpenShortcuts: () => void;
}) {
  const text = useText();
  const { canGoBack, canGoForward } = useHistory();
  return (
    <div className={styles.bar}>
      <div className={styles.history}>
        <IconButton
          size="small"
          label={text('app.back')}
          keys={['Alt', 'Left']}
          icon={<ArrowLeft />}
          disabled={!canGoBack}
          onPress={goBack}
        />
        <IconButton
          size="small"
          label={text('app.forward')}
          keys={['Alt', 'Right']}
          icon={<ArrowRight />}
          disabled={!canGoForward}
          onPress={goForward}
        />
      </div>
      <Trail route={props.route} />
      <button type="button" className={styles.search} onClick={props.onOpenPalette}>
        <Search aria-hidden="true" />
        <span className={styles.searchText}>{text('app.palette.open')}</span>
        <Kbd keys={['Mod', 'K']} />
      </button>
      <Menu
        size="small"
        label={text('help.menu')}
        icon={<CircleHelp />}
        entries={[
          { label: text('help.title'), icon: <BookOpen />, keys: ['F1'], onSelect: props.onOpenHelp },
          {
            label: text('app.shortcuts.title'),
            icon: <Keyboard />,
            keys: ['Shift', 'F1'],
            onSelect: props.onOpenShortcuts,
          },
        ]}
      />
    </div>
  );
}

interface Step {
  readonly label: string;
  /** Null for the place one is at. */
  readonly route: Route | null;
}

function Trail(props: { readonly route: Route }) {
  const text = useText();
  const caseId = caseIdOf(props.route);
  const opened = useChannel(
    'cases.read',
    // Not asked while `enabled` is false.
    { caseId: caseId ?? '' },
    { enabled: caseId !== null, isBeside: true },
  );
  const steps = stepsTo(props.route, opened.data?.code ?? text('app.openCase'), text);
  return (
    <nav className={styles.trail} aria-label={text('app.trail')}>
      {steps.map((step, place) => (
        <Fragment key={step.label}>
          {place > 0 && <ChevronRight aria-hidden="true" />}
          {step.route === null ? (
            <span className={classNames(styles.step, styles.here)} aria-current="page">
              {step.label}
            </span>
          ) : (
            <button
              type="button"
              className={styles.step}
              onClick={() => {
                if (step.route !== null) navigate(step.route);
              }}
            >
              {step.label}
            </button>
          )}
        </Fragment>
      ))}
    </nav>
  );
}

function stepsTo(route: Route, caseCode: string, text: Text): readonly Step[] {
  const cases: Step = { label: text('app.cases'), route: { kind: 'cases' } };
  const section = sectionOf(route);
  if (!('caseId' in route) || section === null) {
    switch (route.kind) {
      case 'agenda':
        return [{ label: text('app.agenda'), route: null }];
      case 'search':
        return [{ label: text('app.search'), route: null }];
      case 'vault':
        return [{ label: text('app.vault'), route: null }];
      case 'settings':
        return [{ label: text('app.settings'), route: null }];
      case 'help':
        return [{ label: text('help.title'), route: null }];
      case 'about':
        return [
          { label: text('app.settings'), route: { kind: 'settings' } },
          { label: text('app.about'), route: null },
        ];
      default:
        return [{ ...cases, route: null }];
    }
  }
  const toCase: Step = {
    label: caseCode,
    route: { kind: 'case', caseId: route.caseId, section: 'overview' },
  };
  const toSection: Step = {
    label: text(casePlaces[section].label),
    route: route.kind === 'case' ? null : { kind: 'case', caseId: route.caseId, section },
  };
  switch (route.kind) {
    case 'case':
      return [cases, toCase, toSection];
    case 'interview':
      return [cases, toCase, toSection, { label: text('app.trail.interview'), route: null }];
    case 'fact':
      return [cases, toCase, toSection, { label: text('app.trail.fact'), route: null }];
    case 'filingReview':
      return [cases, toCase, toSection, { label: text('app.trail.filingReview'), route: null }];
    case 'draft':
      return [cases, toCase, toSection, { label: text('app.trail.draft'), route: null }];
  }
}
