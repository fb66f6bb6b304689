import { Suspense } from 'react';
import { vaultSectionScreens } from '../../app/vault-sections';
import { navigate, vaultSections, type RouteOf } from '../../lib/navigation';
import { useText } from '../../lib/text';
import { ErrorBoundary } from '../../ui/error-boundary';
import { Screen } from '../../ui/screen';
import { Waiting } from '../../ui/spinner';
import { Tabs } from '../../ui/tabs';

/** All that concerns the vault as a whole: who may open it, how it is recovered, copied, checked, and what was done in it. */
export function VaultScreen({ route }: { readonly route: RouteOf<'vault'> }) {
  const text = useText();
  return (
    <Screen title={text('vault.screen.title')} lead={text('vault.screen.lead')}>
      <Tabs
        label={text('vault.screen.title')}
        value={route.section}
        onChange={(section) => navigate({ kind: 'vault', section }, { replace: true })}
        tabs={vaultSections.flatMap((section) => {
          const Section = vaultSectionScreens[section];
          if (Section === undefined) return [];
          return [
            {
              value: section,
              label: text(`vault.section.${section}`),
              content: (
                // One section that cannot be read leaves the others, the check of the vault among them.
                <ErrorBoundary>
                  <Suspense fallback={<Waiting label={text('app.loading')} />}>
                    <Section />
                  </Suspense>
                </ErrorBoundary>
              ),
            },
          ];
        })}
      />
    </Screen>
  );
}
