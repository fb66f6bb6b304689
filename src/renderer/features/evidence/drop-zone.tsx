import { FolderInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../../lib/text';
import styles from './drop-zone.module.css';

/**
 * Lets files and folders be let fall anywhere on the window. Where they lie the page never learns: it asks core to take what
 * was dropped, and the shell tells core.
 */
export function DropZone(props: { readonly onDrop: () => void }) {
  const text = useText();
  const { onDrop } = props;
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      // Without this the system shows that nothing can be dropped here, and nothing is.
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!bringsFiles(event)) return;
      event.preventDefault();
      onDrop();
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onDrop]);
  if (!isOver) return null;
  return (
    <div className={styles.zone} aria-hidden="true">
      <div className={styles.words}>
        <FolderInput />
        {text('evidence.dropHere')}
      </div>
    </div>
  );
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
