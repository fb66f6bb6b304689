import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExportKind } from '../../../shared/policy/export-kinds';
import styles from './policy.module.css';
import { useRefusal } from './use-policy';

/** A button by which something leaves the vault, or why it is not there. */
export function Leaves(props: { readonly as: ExportKind; readonly children: ReactNode }) {
  const refusal = useRefusal()(props.as);
  if (refusal === null) return props.children;
  return (
    <span className={styles.refused}>
      <Lock aria-hidden="true" />
      {refusal}
    </span>
  );
}
