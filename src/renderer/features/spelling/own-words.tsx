import { X } from 'lucide-react';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { IconButton } from '../../ui/button';
import { forgetRightWords } from './mistakes';
import styles from './own-words.module.css';

/** The words of the open vault, each to be taken away again. */
export function OwnWords() {
  const text = useText();
  const words = useChannel('spelling.words', {}).data;
  const remove = useCommand('spelling.removeWord');
  if (words === undefined) return null;
  return (
    <details>
      <summary>{text('spelling.words', { count: words.length })}</summary>
      {words.length === 0 ? (
        <p className={styles.empty}>{text('spelling.words.empty')}</p>
      ) : (
        <ul className={styles.words}>
          {words.map(({ word }) => (
            <li key={word} className={styles.word}>
              <bdi>{word}</bdi>
              <IconButton
                size="small"
                label={text('spelling.words.remove', { word })}
                icon={<X />}
                onPress={() => void remove.run({ word }).then(forgetRightWords)}
              />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
