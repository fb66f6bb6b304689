import { GraduationCap } from 'lucide-react';
import { navigate, type RouteOf } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { isPracticeVault } from '../vault';
import { HelpPages } from './help-pages';
import { beginTour } from './tour';

/** The help inside an open vault; back leads to the section before, and out of it to where one was. */
export function HelpScreen({ route }: { readonly route: RouteOf<'help'> }) {
  const text = useText();
  const open = useChannel('vault.status', {}).data?.open ?? null;
  return (
    <HelpPages
      place={route}
      onGo={(place) => navigate({ kind: 'help', ...place })}
      actions={
        open !== null &&
        isPracticeVault(open) && (
          <Button icon={<GraduationCap />} onPress={beginTour}>
            {text('help.tour.begin')}
          </Button>
        )
      }
    />
  );
}
