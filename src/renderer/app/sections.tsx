import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { CaseId } from '../../shared/kernel/ids';
import type { CaseSection, Route, RouteOf } from '../lib/navigation';

/** A screen gets the route that led to it. */
type ScreenOf<Kind extends Route['kind']> = LazyExoticComponent<
  ComponentType<{ readonly route: RouteOf<Kind> }>
>;

interface Screens {
  readonly cases?: ScreenOf<'cases'>;
  readonly agenda?: ScreenOf<'agenda'>;
  readonly search?: ScreenOf<'search'>;
  readonly interview?: ScreenOf<'interview'>;
  readonly fact?: ScreenOf<'fact'>;
  readonly filingReview?: ScreenOf<'filingReview'>;
  readonly draft?: ScreenOf<'draft'>;
  readonly vault?: ScreenOf<'vault'>;
  readonly settings?: ScreenOf<'settings'>;
  readonly about?: ScreenOf<'about'>;
  readonly help?: ScreenOf<'help'>;
  /** The parts of an open case. */
  readonly caseSections: { readonly [Section in CaseSection]?: ScreenOf<'case'> };
  /** Stands above every part of an open case: its code, phase and safe-contact rules. */
  readonly caseHeader?: LazyExoticComponent<ComponentType<{ readonly caseId: CaseId }>>;
}

// How a feature adds its screen: export a component that takes `{ route }` from `features/<domain>/<name>-screen.tsx`,
// and add its line below, e.g.
//
//   cases: lazy(async () => ({ default: (await import('../features/cases/cases-screen')).CasesScreen })),
//
// A screen that is not in the table does not appear in the navigation, nor in the palette. Each screen has one `h1`: give it
// through `ui/screen` (`Screen` or `ScreenTitle`), which also takes the focus after navigation.

/** Every screen of the program, each loaded when it is first shown. */
export const screens: Screens = {
  cases: lazy(async () => ({ default: (await import('../features/cases/cases-screen')).CasesScreen })),
  agenda: lazy(async () => ({
    default: (await import('../features/deadlines/agenda-screen')).AgendaScreen,
  })),
  search: lazy(async () => ({ default: (await import('../features/search/search-screen')).SearchScreen })),
  vault: lazy(async () => ({ default: (await import('../features/vault/vault-screen')).VaultScreen })),
  settings: lazy(async () => ({
    default: (await import('../features/settings/settings-screen')).SettingsScreen,
  })),
  about: lazy(async () => ({ default: (await import('../features/settings/about-screen')).AboutScreen })),
  help: lazy(async () => ({ default: (await import('../features/help/help-screen')).HelpScreen })),
  caseHeader: lazy(async () => ({ default: (await import('../features/cases/case-header')).CaseHeader })),
  interview: lazy(async () => ({
    default: (await import('../features/interviews/interview-screen')).InterviewScreen,
  })),
  fact: lazy(async () => ({ default: (await import('../features/timeline/timeline-screen')).FactScreen })),
  filingReview: lazy(async () => ({
    default: (await import('../features/filings/review-screen')).ReviewScreen,
  })),
  draft: lazy(async () => ({ default: (await import('../features/drafts/draft-screen')).DraftScreen })),
  caseSections: {
    procedure: lazy(async () => ({
      default: (await import('../features/procedures/procedure-screen')).ProcedureScreen,
    })),
    coverage: lazy(async () => ({
      default: (await import('../features/procedures/coverage-screen')).CoverageScreen,
    })),
    consent: lazy(async () => ({
      default: (await import('../features/consent/consent-screen')).ConsentScreen,
    })),
    departures: lazy(async () => ({
      default: (await import('../features/departures/departures-screen')).DeparturesScreen,
    })),
    concordance: lazy(async () => ({
      default: (await import('../features/accounts/concordance-screen')).ConcordanceScreen,
    })),
    conversations: lazy(async () => ({
      default: (await import('../features/conversations/conversations-screen')).ConversationsScreen,
    })),
    exhibits: lazy(async () => ({
      default: (await import('../features/evidence/exhibits-screen')).ExhibitsScreen,
    })),
    filings: lazy(async () => ({
      default: (await import('../features/filings/filings-screen')).FilingsScreen,
    })),
    interviews: lazy(async () => ({
      default: (await import('../features/interviews/interviews-screen')).InterviewsScreen,
    })),
    overview: lazy(async () => ({
      default: (await import('../features/cases/overview-screen')).OverviewScreen,
    })),
    people: lazy(async () => ({ default: (await import('../features/people/people-screen')).PeopleScreen })),
    timeline: lazy(async () => ({
      default: (await import('../features/timeline/timeline-screen')).TimelineScreen,
    })),
  },
};
