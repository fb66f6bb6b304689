import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo } from 'react';
import type { TourStop } from '../../../shared/help/guides';
import type { CaseId } from '../../../shared/kernel/ids';
import { navigate, type Route } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useShortcuts } from '../../lib/shortcuts';
import { useInterfaceLanguage, useText, type TextId } from '../../lib/text';
import { Button, IconButton } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { helpIn } from './help-texts';
import { endTour, goToStop, type TourAt } from './tour';
import styles from './tour-panel.module.css';
import { Words } from './words';

/** The stop of the tour one is at, below its screen: what to look at there, and the way on. */
export function TourPanel(props: { readonly at: TourAt }) {
  const text = useText();
  const help = helpIn(useInterfaceLanguage());
  const { at } = props;
  const { place } = at;
  const stop = help.tour[place];
  const isLast = place === help.tour.length - 1;
  // The first case of the practice vault, which has the most in it.
  const cases = useChannel('cases.list', { filter: '-001', state: 'all' }, { isBeside: true });
  const caseId = cases.data?.cases.find(({ code }) => code.endsWith('-001'))?.id ?? null;
  const isKnown = cases.data !== undefined;

  const go = useEffectEvent((to: TourAt) => {
    const next = help.tour[to.place];
    if (next !== undefined) navigate(routeOf(next.stop, caseId));
  });
  useEffect(() => {
    if (isKnown) go(at);
  }, [at, isKnown]);

  useShortcuts(
    useMemo(
      () => [
        { key: 'F2', shift: false, run: () => (isLast ? endTour() : goToStop(place + 1)) },
        { key: 'F2', shift: true, run: () => goToStop(Math.max(0, place - 1)) },
      ],
      [place, isLast],
    ),
  );

  if (stop === undefined) return null;
  return (
    <aside className={styles.panel} aria-label={text('help.tour.title')}>
      <div className={styles.words} aria-live="polite">
        <h2 className={styles.title}>
          {text(names[stop.stop])}
          <span className={styles.count}>
            {text('help.tour.stop', { place: place + 1, count: help.tour.length })}
          </span>
        </h2>
        <p>
          <Words help={help} said={stop.text} onGo={(to) => navigate({ kind: 'help', ...to })} />
        </p>
      </div>
      <div className={styles.buttons}>
        <Button
          size="small"
          icon={<ArrowLeft />}
          disabled={place === 0}
          onPress={() => goToStop(Math.max(0, place - 1))}
        >
          {text('help.tour.before')}
        </Button>
        {isLast ? (
          <Button size="small" look="primary" onPress={endTour}>
            {text('help.tour.done')}
          </Button>
        ) : (
          <Button size="small" look="primary" icon={<ArrowRight />} onPress={() => goToStop(place + 1)}>
            {text('help.tour.next')}
          </Button>
        )}
        <Kbd keys={['F2']} />
      </div>
      <IconButton size="small" label={text('help.tour.end')} icon={<X />} onPress={endTour} />
    </aside>
  );
}

const names: Readonly<Record<TourStop, TextId>> = {
  cases: 'app.cases',
  overview: 'app.section.overview',
  people: 'app.section.people',
  interviews: 'app.section.interviews',
  timeline: 'app.section.timeline',
  procedure: 'app.section.procedure',
  exhibits: 'app.section.exhibits',
  coverage: 'app.section.coverage',
  filings: 'app.section.filings',
  recovery: 'vault.section.recovery',
};

/** Where a stop is; the list of cases where the practice case was taken away. */
function routeOf(stop: TourStop, caseId: CaseId | null): Route {
  if (stop === 'recovery') return { kind: 'vault', section: 'recovery' };
  if (stop === 'cases' || caseId === null) return { kind: 'cases' };
  return { kind: 'case', caseId, section: stop };
}
