import { Flag } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { selectedPassage, type SelectedPassage } from './editor/quote';
import styles from './selection-bar.module.css';

/** A bar beside the words selected in `container`, with what can be done with them; also by Alt+Enter. */
export function SelectionBar(props: {
  readonly container: RefObject<HTMLElement | null>;
  readonly onMakeFact: (passage: SelectedPassage) => void;
}) {
  const text = useText();
  const { container, onMakeFact } = props;
  const [passage, setPassage] = useState<SelectedPassage | null>(null);

  useEffect(() => {
    let isPointerDown = false;
    const read = () => {
      const element = container.current;
      setPassage(element === null || isPointerDown ? null : selectedPassage(element));
    };
    const press = (event: PointerEvent) => {
      // Pressing a button of the bar itself does not end the selection.
      if (event.target instanceof Element && event.target.closest('[data-selection-bar]') !== null) return;
      isPointerDown = true;
      setPassage(null);
    };
    const release = () => {
      isPointerDown = false;
      read();
    };
    const makeFact = (event: KeyboardEvent) => {
      const element = container.current;
      if (event.key !== 'Enter' || !event.altKey || event.ctrlKey || event.metaKey || element === null)
        return;
      const selected = selectedPassage(element);
      if (selected === null) return;
      event.preventDefault();
      event.stopPropagation();
      onMakeFact(selected);
    };
    document.addEventListener('selectionchange', read);
    document.addEventListener('pointerdown', press);
    document.addEventListener('pointerup', release);
    document.addEventListener('scroll', read, { capture: true, passive: true });
    document.addEventListener('keydown', makeFact, { capture: true });
    // What stands above the words may come and go, and moves them.
    const desk = deskOf(container.current);
    const layout = new ResizeObserver(read);
    if (desk !== null) layout.observe(desk);
    return () => {
      layout.disconnect();
      document.removeEventListener('selectionchange', read);
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('scroll', read, { capture: true });
      document.removeEventListener('keydown', makeFact, { capture: true });
    };
  }, [container, onMakeFact]);

  const frame = deskOf(container.current)?.getBoundingClientRect();
  if (passage === null || frame === undefined) return null;
  const { rectangle } = passage;
  if (rectangle.bottom < frame.top || rectangle.top > frame.bottom) return null;
  const hasRoomBelow = rectangle.bottom + 52 < frame.bottom;
  const top = hasRoomBelow ? rectangle.bottom + 8 : Math.max(frame.top + 8, rectangle.top - 48);
  const left = Math.min(Math.max(rectangle.left, frame.left + 12), frame.right - 240);
  return (
    <div
      className={styles.bar}
      style={{ top, left }}
      data-selection-bar=""
      // The selection must outlive the press.
      onMouseDown={(event) => event.preventDefault()}
      role="toolbar"
      tabIndex={-1}
      aria-label={text('interviews.selection')}
    >
      <Button look="quiet" size="small" icon={<Flag />} onPress={() => onMakeFact(passage)}>
        {text('interviews.selection.makeFact')}
        <Kbd keys={['Alt', 'Enter']} />
      </Button>
    </div>
  );
}

/** The part of the screen that scrolls with the words. */
function deskOf(container: HTMLElement | null): Element | null {
  return container?.closest('[data-desk]') ?? container?.querySelector('[data-desk]') ?? null;
}
