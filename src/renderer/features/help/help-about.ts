import type { HelpPlace } from '../../../shared/help/guides';
import type { CaseSection, Route, VaultSection } from '../../lib/navigation';

const aboutSections: Readonly<Record<CaseSection, HelpPlace>> = {
  overview: { guide: 'advocates', section: 'case' },
  people: { guide: 'advocates', section: 'case' },
  interviews: { guide: 'advocates', section: 'interview' },
  timeline: { guide: 'advocates', section: 'timeline' },
  procedure: { guide: 'advocates', section: 'agenda' },
  exhibits: { guide: 'lawyers', section: 'exhibits' },
  filings: { guide: 'advocates', section: 'filing' },
  coverage: { guide: 'lawyers', section: 'reading' },
  conversations: { guide: 'advocates', section: 'evidence' },
  concordance: { guide: 'lawyers', section: 'concordance' },
  consent: { guide: 'advocates', section: 'consent' },
  departures: { guide: 'lawyers', section: 'leaves' },
};

const aboutVault: Readonly<Record<VaultSection, HelpPlace>> = {
  members: { guide: 'administrators', section: 'members' },
  recovery: { guide: 'administrators', section: 'recovery' },
  backups: { guide: 'administrators', section: 'backups' },
  packs: { guide: 'administrators', section: 'packs' },
  packages: { guide: 'lawyers', section: 'packages' },
  templates: { guide: 'advocates', section: 'filing' },
  retention: { guide: 'administrators', section: 'destroying' },
  travel: { guide: 'safety', section: 'travel' },
  integrity: { guide: 'administrators', section: 'damage' },
  laptop: { guide: 'administrators', section: 'laptop' },
  log: { guide: 'lawyers', section: 'leaves' },
};

/** What the help says about the screen one is at. */
export function helpAbout(route: Route): HelpPlace {
  switch (route.kind) {
    case 'case':
      return aboutSections[route.section];
    case 'interview':
      return aboutSections.interviews;
    case 'fact':
      return aboutSections.timeline;
    case 'filingReview':
    case 'draft':
      return aboutSections.filings;
    case 'agenda':
      return { guide: 'advocates', section: 'agenda' };
    case 'vault':
      return aboutVault[route.section];
    case 'help':
      return route;
    case 'cases':
    case 'search':
    case 'settings':
    case 'about':
      return { guide: 'advocates' };
  }
}
