import * as Ariakit from '@ariakit/react';
import { EllipsisVertical, Lock } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { buttonClasses, type ButtonLook, type ButtonSize } from './button';
import { Kbd } from './kbd';
import styles from './menu.module.css';

/** Something that can be chosen. */
export interface MenuAction {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: readonly string[];
  readonly tone?: 'normal' | 'danger';
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export type MenuEntry = 'separator' | MenuAction;

/** The action, or in its place the sentence why it is not there. */
export function orRefused(refusal: string | null, action: MenuAction): MenuAction {
  if (refusal === null) return action;
  // Nothing happens: an entry that is off is not chosen.
  return { label: refusal, icon: <Lock />, disabled: true, onSelect: () => undefined };
}

/** A button that opens a list of actions. Without `children` it is three dots, or `icon`, and `label` is read out. */
export function Menu(props: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  /** What stands on the button. */
  readonly children?: ReactNode;
}) {
  const isIcon = props.children === undefined;
  return (
    <Ariakit.MenuProvider placement="bottom-end">
      <Ariakit.MenuButton
        className={buttonClasses(
          props.look ?? (isIcon ? 'quiet' : 'secondary'),
          props.size ?? 'medium',
          isIcon,
        )}
        aria-label={isIcon ? props.label : undefined}
      >
        {props.children ?? props.icon ?? <EllipsisVertical />}
      </Ariakit.MenuButton>
      <Ariakit.Menu className={styles.menu} gutter={4} portal unmountOnHide aria-label={props.label}>
        <Entries entries={props.entries} />
      </Ariakit.Menu>
    </Ariakit.MenuProvider>
  );
}

/** A list of actions about something at a place in the window, such as a word. Mounted means open. */
export function MenuAt(props: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly place: { readonly x: number; readonly y: number; readonly height: number };
  /** The dialog that the place is in, if it is in one. */
  readonly inside: HTMLDialogElement | null;
  /** After an action too. The focus is left to it. */
  readonly onClose: () => void;
}) {
  const menu = Ariakit.useMenuStore({
    open: true,
    setOpen: (isOpen) => {
      if (!isOpen) props.onClose();
    },
    placement: 'bottom-start',
  });
  useEffect(() => {
    // As a button would say when it is pressed by key: without it the keys would still go to the text.
    menu.setInitialFocus('first');
    menu.setAutoFocusOnShow(true);
  }, [menu]);
  return (
    <Ariakit.Menu
      store={menu}
      className={styles.menu}
      gutter={4}
      portal
      portalElement={props.inside}
      getAnchorRect={() => props.place}
      autoFocusOnHide={false}
      aria-label={props.label}
    >
      <Entries entries={props.entries} />
    </Ariakit.Menu>
  );
}

function Entries(props: { readonly entries: readonly MenuEntry[] }) {
  return props.entries.map((entry, place) =>
    entry === 'separator' ? (
      // A separator is known by its place alone.
      // oxlint-disable-next-line react/no-array-index-key
      <Ariakit.MenuSeparator key={`separator ${place}`} className={styles.separator} />
    ) : (
      <Ariakit.MenuItem
        key={entry.label}
        className={classNames(styles.item, entry.tone === 'danger' && styles.danger)}
        disabled={entry.disabled ?? false}
        accessibleWhenDisabled
        onClick={entry.onSelect}
      >
        {entry.icon}
        <span className={styles.label}>{entry.label}</span>
        {entry.keys !== undefined && <Kbd keys={entry.keys} />}
      </Ariakit.MenuItem>
    ),
  );
}
