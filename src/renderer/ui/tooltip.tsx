import * as Ariakit from '@ariakit/react';
import type { ReactElement } from 'react';
import { Kbd } from './kbd';
import styles from './tooltip.module.css';

/** Words that appear beside an element under the pointer or with the focus. Never the only way to learn something. */
export function Tooltip(props: {
  readonly text: string;
  readonly keys?: readonly string[] | undefined;
  /** One element that can take the focus. */
  readonly children: ReactElement;
}) {
  return (
    <Ariakit.TooltipProvider timeout={450} placement="bottom">
      <Ariakit.TooltipAnchor render={props.children} />
      <Ariakit.Tooltip className={styles.tooltip} gutter={6} unmountOnHide>
        {props.text}
        {props.keys !== undefined && <Kbd keys={props.keys} onDark />}
      </Ariakit.Tooltip>
    </Ariakit.TooltipProvider>
  );
}
