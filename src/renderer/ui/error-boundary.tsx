import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { navigate } from '../lib/navigation';
import { CallFault } from '../lib/queries';
import { useText, type TextId, type TextValues } from '../lib/text';
import type { CallError } from '../lib/core';
import { Button } from './button';
import { EmptyState } from './card';

/** Shows one calm sentence where a part of the screen failed, and tries again on request. */
export function ErrorBoundary(props: { readonly children: ReactNode }) {
  const { reset } = useQueryErrorResetBoundary();
  return <Boundary onReset={reset}>{props.children}</Boundary>;
}

/** The sentence for what can go wrong on any channel, for screens that show it beside a button. */
export function callErrorText(error: CallError): { readonly id: TextId; readonly values?: TextValues } {
  switch (error.kind) {
    case 'diskFull':
      return { id: 'ui.error.diskFull' };
    case 'readOnlyFolder':
      return { id: 'ui.error.readOnlyFolder' };
    case 'vaultReadOnly':
      return { id: 'ui.error.vaultReadOnly' };
    case 'caseNotWorkedOnHere':
      return { id: 'ui.error.caseNotWorkedOnHere' };
    case 'vaultDamaged':
      return { id: 'ui.error.vaultDamaged' };
    case 'vaultLocked':
      return { id: 'ui.error.vaultLocked' };
    case 'exportNotAllowed':
      return { id: 'ui.error.exportNotAllowed' };
    case 'coreLost':
      return { id: 'ui.error.coreLost' };
    case 'unexpected':
      return { id: 'ui.error.unexpected', values: { incidentId: error.incidentId.slice(-8) } };
    case 'badInput':
    case 'unknownChannel':
      return { id: 'ui.error.mismatch' };
  }
}

interface BoundaryProps {
  readonly onReset: () => void;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly fault: { readonly cause: unknown } | null;
}

// React has error boundaries only as classes.
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override readonly state: BoundaryState = { fault: null };

  static getDerivedStateFromError(cause: unknown): BoundaryState {
    return { fault: { cause } };
  }

  readonly #retry = () => {
    this.props.onReset();
    this.setState({ fault: null });
  };

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return <Fault cause={this.state.fault.cause} onRetry={this.#retry} />;
  }
}

function Fault(props: { readonly cause: unknown; readonly onRetry: () => void }) {
  const text = useText();
  const sentence =
    props.cause instanceof CallFault ? callErrorText(props.cause.error) : ({ id: 'ui.error.page' } as const);
  const isDamage = props.cause instanceof CallFault && props.cause.error.kind === 'vaultDamaged';
  return (
    <div role="alert">
      <EmptyState
        icon={<CircleAlert />}
        title={text('ui.error.title')}
        actions={
          <>
            <Button onPress={props.onRetry}>{text('ui.error.retry')}</Button>
            {isDamage && (
              <Button look="primary" onPress={() => navigate({ kind: 'vault', section: 'integrity' })}>
                {text('vault.check.run')}
              </Button>
            )}
          </>
        }
      >
        {text(sentence.id, 'values' in sentence ? sentence.values : undefined)}
      </EmptyState>
    </div>
  );
}
