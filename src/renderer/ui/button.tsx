import type { ReactNode, Ref } from 'react';
import { classNames } from '../lib/class-names';
import styles from './button.module.css';
import { Spinner } from './spinner';
import { Tooltip } from './tooltip';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';
export type ButtonSize = 'small' | 'medium' | 'large';

interface CommonProps {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  /** Greyed out but still reachable by keyboard, so that a reason shown beside it can be found. */
  readonly disabled?: boolean;
  readonly expanded?: boolean;
  readonly pressed?: boolean;
  readonly describedBy?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The classes of a button, for elements of other libraries that must look like one. */
export function buttonClasses(look: ButtonLook, size: ButtonSize, isIcon = false): string {
  return classNames(styles.button, styles[look], size !== 'medium' && styles[size], isIcon && styles.icon);
}

/** A button with words on it. One primary button to a screen. */
export function Button(
  props: CommonProps & {
    readonly children: ReactNode;
    readonly icon?: ReactNode;
    /** Shows a spinner and lets nothing be pressed. */
    readonly busy?: boolean;
    readonly wide?: boolean;
  },
) {
  const { look = 'secondary', size = 'medium', busy = false } = props;
  return (
    <button
      {...buttonAttributes(props, busy)}
      className={classNames(buttonClasses(look, size), props.wide === true && styles.wide)}
      aria-busy={busy}
    >
      {busy ? <Spinner /> : props.icon}
      {props.children}
    </button>
  );
}

/** A button with only a picture; its label is read out and shown as a tooltip. */
export function IconButton(
  props: CommonProps & {
    readonly label: string;
    readonly icon: ReactNode;
    /** Keys that do the same, shown in the tooltip, e.g. `['Mod', 'K']`. */
    readonly keys?: readonly string[];
  },
) {
  const { look = 'quiet', size = 'medium' } = props;
  return (
    <Tooltip text={props.label} keys={props.keys}>
      <button
        {...buttonAttributes(props, false)}
        className={buttonClasses(look, size, true)}
        aria-label={props.label}
      >
        {props.icon}
      </button>
    </Tooltip>
  );
}

function buttonAttributes(props: CommonProps, busy: boolean) {
  const off = props.disabled === true || busy;
  return {
    ref: props.ref,
    type: props.type ?? 'button',
    'aria-disabled': off,
    'aria-expanded': props.expanded,
    'aria-pressed': props.pressed,
    'aria-describedby': props.describedBy,
    onClick: (event: { readonly preventDefault: () => void }) => {
      // A button that is off must not submit its form either.
      if (off) event.preventDefault();
      else props.onPress?.();
    },
  };
}
