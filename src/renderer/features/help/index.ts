import { lazy } from 'react';

/** Loaded when it is asked for: the texts are long, and the lock screen has to come at once. */
export const HelpAtLock = lazy(async () => ({ default: (await import('./help-at-lock')).HelpAtLock }));

export { helpAbout } from './help-about';
