import { navigate, type RouteOf } from '../../lib/navigation';
import { HelpPages } from './help-pages';

/** The help inside an open vault; back leads to the section before, and out of it to where one was. */
export function HelpScreen({ route }: { readonly route: RouteOf<'help'> }) {
  return <HelpPages place={route} onGo={(place) => navigate({ kind: 'help', ...place })} />;
}
