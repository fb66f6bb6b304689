import { useEffect, useState, type RefObject } from 'react';

/** How wide something is inside, in whole pixels of the window; 0 until it is known. */
export function usePaneWidth(pane: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (pane.current === null) return undefined;
    // A dialog that is only just opening has no width yet, and a window may change its own.
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(pane.current);
    return () => observer.disconnect();
  }, [pane]);
  return width;
}
