import { classNames } from '../lib/class-names';
import { useText, type Text } from '../lib/text';
import styles from './kbd.module.css';

const isMac = navigator.platform.startsWith('Mac');

/** Keys pressed together. `Mod` is Ctrl, and Command on a Mac. */
export function Kbd(props: { readonly keys: readonly string[]; readonly onDark?: boolean }) {
  const text = useText();
  return (
    <span className={classNames(styles.keys, props.onDark === true && styles.onDark)}>
      {props.keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {keyName(key, text)}
        </kbd>
      ))}
    </span>
  );
}

function keyName(key: string, text: Text): string {
  switch (key) {
    case 'Mod':
      return isMac ? '⌘' : text('ui.key.control');
    case 'Alt':
      return isMac ? '⌥' : text('ui.key.alt');
    case 'Shift':
      return text('ui.key.shift');
    case 'Esc':
      return text('ui.key.escape');
    case 'Enter':
      return text('ui.key.enter');
    case 'Left':
      return '←';
    case 'Right':
      return '→';
    case 'Up':
      return '↑';
    case 'Down':
      return '↓';
    default:
      return key;
  }
}
