import { Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../../../lib/class-names';
import { useText } from '../../../lib/text';
import { Button } from '../../../ui/button';
import styles from './viewer.module.css';

/** Whether what a file holds may be seen, and what to do when somebody asks to see it. */
export interface Veil {
  readonly isClear: boolean;
  readonly onShow: () => void;
}

/**
 * Blurs what a file holds until somebody asks to see it.
 *
 * @param props.instead  said while there is nothing to see, and why; never blurred. Null where there is something
 */
export function Curtain(props: {
  readonly veil: Veil;
  readonly instead?: ReactNode;
  readonly children: ReactNode;
}) {
  const text = useText();
  const { veil, instead = null } = props;
  return (
    <div className={styles.curtain}>
      <div
        className={classNames(styles.inner, !veil.isClear && styles.blurred)}
        // What is blurred must not be read aloud, nor be reached with Tab.
        inert={!veil.isClear}
      >
        {props.children}
      </div>
      {instead !== null && <div className={styles.instead}>{instead}</div>}
      {instead === null && !veil.isClear && (
        <div className={styles.ask}>
          <Button look="primary" icon={<Eye />} onPress={veil.onShow}>
            {text('evidence.viewer.show')}
          </Button>
        </div>
      )}
    </div>
  );
}
