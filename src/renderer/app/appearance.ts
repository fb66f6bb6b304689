import { useEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/settings/contract';

/** Puts language, colours and movement on the document. `system` follows the desktop. */
export function useAppearance(
  settings: Pick<Settings, 'language' | 'appearance' | 'contrast' | 'motion'> | undefined,
): void {
  const language = settings?.language;
  const appearance = settings?.appearance;
  const isHighContrast = useDesktopAsksFor('(prefers-contrast: more)') || settings?.contrast === 'high';
  const isStill = useDesktopAsksFor('(prefers-reduced-motion: reduce)') || settings?.motion === 'none';
  useEffect(() => {
    const root = document.documentElement;
    if (language !== undefined) root.lang = language;
    if (appearance === undefined || appearance === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = appearance;
    root.toggleAttribute('data-high-contrast', isHighContrast);
    root.toggleAttribute('data-still', isStill);
  }, [language, appearance, isHighContrast, isStill]);
}

/** Whether a media query of the desktop's wishes holds, also when it changes. */
function useDesktopAsksFor(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}
