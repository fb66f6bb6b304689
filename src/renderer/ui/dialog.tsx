import * as Ariakit from '@ariakit/react';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { useText } from '../lib/text';
import { Button, IconButton } from './button';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Called by Esc and by the cross. Unmount the dialog to close it; the focus goes back to where it was. */
  readonly onClose: () => void;
  readonly size?: 'small' | 'medium' | 'large' | 'full';
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  /** When given, dialog and footer are one form: Enter in a field and a button of type `submit` call it. */
  readonly onSubmit?: () => void;
  readonly children?: ReactNode;
}

/** A window over the page, for one thing to do. Mounted means open. */
export function Dialog(props: DialogProps) {
  return <ModalDialog {...props} className={styles[props.size ?? 'medium']} />;
}

/** A dialog at the right edge, as high as the window: for long forms beside a list. */
export function Drawer(props: DialogProps) {
  return <ModalDialog {...props} className={styles.drawer} />;
}

/** Asks before something that cannot be taken back. Say in `children` what will be gone or fixed. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  /** A verb: "Seal the statement". */
  readonly confirmLabel: string;
  readonly tone?: 'normal' | 'danger';
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}) {
  const text = useText();
  return (
    <Dialog
      title={props.title}
      size="small"
      onClose={props.onCancel}
      footer={
        <>
          <Button onPress={props.onCancel}>{text('ui.cancel')}</Button>
          <Button
            look={props.tone === 'danger' ? 'danger' : 'primary'}
            busy={props.busy === true}
            onPress={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}

function ModalDialog(props: DialogProps & { readonly className: string | undefined }) {
  const text = useText();
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);

  useEffect(() => {
    if (dialog === null) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    // Where nothing in it asks for the focus, showModal gives it to the cross; the title is the better beginning.
    if (document.activeElement?.closest('[data-dialog-close]') !== null) title.current?.focus();
    focusContent(dialog);
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [dialog]);

  const content = (
    <>
      <div className={styles.body}>{props.children}</div>
      {props.footer !== undefined && <div className={styles.foot}>{props.footer}</div>}
    </>
  );
  return (
    <dialog
      ref={setDialog}
      className={classNames(styles.dialog, props.className)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The file inputs and dialogs inside send cancel events of their own.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className={styles.head}>
        <div>
          <h2 ref={title} id={titleId} tabIndex={-1} className={styles.title}>
            {props.title}
          </h2>
          {props.description !== undefined && <div className={styles.description}>{props.description}</div>}
        </div>
        <span data-dialog-close>
          <IconButton label={text('ui.close')} icon={<X />} onPress={props.onClose} />
        </span>
      </div>
      {/* Menus and tooltips must mount inside: outside of the top layer they would lie below the dialog. */}
      <Ariakit.PortalContext.Provider value={dialog}>
        {props.onSubmit === undefined ? (
          content
        ) : (
          <DialogForm onSubmit={props.onSubmit}>{content}</DialogForm>
        )}
      </Ariakit.PortalContext.Provider>
    </dialog>
  );
}

/** Chromium would give the focus to the cross, where Enter throws everything away: the first field or button below it gets it. */
function focusContent(dialog: HTMLDialogElement): void {
  const first =
    dialog.querySelector<HTMLElement>(`.${styles.body} :is(input, select, textarea):not(:disabled)`) ??
    dialog.querySelector<HTMLElement>(`.${styles.foot} button`);
  first?.focus();
}

function DialogForm(props: { readonly onSubmit: () => void; readonly children: ReactNode }) {
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}
