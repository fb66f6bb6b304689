import { useEffect } from 'react';

/**
 * Keys that work wherever the focus stands in the viewer, but in what has a use of its own for them: a field.
 *
 * @param take true when the key was one of its own
 */
export function useKeys(take: (key: string) => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isElsewhere =
        event.target instanceof HTMLElement && event.target.closest('input, select') !== null;
      if (isElsewhere || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (take(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [take]);
}
