import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import type { Tone } from './badge';
import styles from './banner.module.css';

const icons: Readonly<Record<Tone, ReactNode>> = {
  neutral: <Info />,
  accent: <Info />,
  info: <Info />,
  success: <CircleCheck />,
  warning: <TriangleAlert />,
  danger: <CircleAlert />,
};

/** A sentence that stays on the screen as long as it is true. With `urgent` it is read out at once, and comes into view. */
export function Banner(props: {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly icon?: ReactNode;
  readonly actions?: ReactNode;
  readonly urgent?: boolean;
  readonly children?: ReactNode;
}) {
  const tone = props.tone ?? 'info';
  const isUrgent = props.urgent === true;
  // By its words alone: elements are new each time the page is drawn.
  const words = [props.title, props.children].filter((part) => typeof part === 'string').join(' ');
  return (
    <div
      key={isUrgent ? words : undefined}
      ref={isUrgent ? comeIntoView : undefined}
      className={classNames(styles.banner, styles[tone])}
      role={isUrgent ? 'alert' : 'status'}
    >
      <span className={styles.icon} aria-hidden="true">
        {props.icon ?? icons[tone]}
      </span>
      <div className={styles.content}>
        {props.title !== undefined && <p className={styles.title}>{props.title}</p>}
        {props.children !== undefined && <div className={styles.body}>{props.children}</div>}
        {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
      </div>
    </div>
  );
}

/** The button that was pressed often stands at the end of a long form, and the answer at its beginning. */
function comeIntoView(banner: HTMLElement | null): void {
  banner?.scrollIntoView({ block: 'nearest' });
}
