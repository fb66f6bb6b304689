import { useEffect } from 'react';
import type { Settings } from '../../shared/settings/contract';

/** Puts language and colours on the document. `system` follows the desktop. */
export function useAppearance(settings: Pick<Settings, 'language' | 'appearance'> | undefined): void {
  const language = settings?.language;
  const appearance = settings?.appearance;
  useEffect(() => {
    const root = document.documentElement;
    if (language !== undefined) root.lang = language;
    if (appearance === undefined || appearance === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = appearance;
  }, [language, appearance]);
}
