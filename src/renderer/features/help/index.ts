import { lazy } from 'react';

/** Loaded when it is asked for: the texts are long, and the lock screen has to come at once. */
export const HelpAtLock = lazy(async () => ({ default: (await import('./help-at-lock')).HelpAtLock }));

export { helpAbout } from './help-about';
export { beginTour, useTour } from './tour';

/** Only while the tour is under way. */
export const TourPanel = lazy(async () => ({ default: (await import('./tour-panel')).TourPanel }));
