import { keepPreviousData, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ChannelName } from '../../shared/contract';
import type { Result } from '../../shared/kernel/result';
import {
  call,
  onTouched,
  type CallError,
  type ChannelFailure,
  type ChannelInput,
  type ChannelOutput,
} from './core';

/** A `CallError` on its way to the screen's error boundary, which has a sentence for each kind. */
export class CallFault extends Error {
  readonly error: CallError;

  constructor(error: CallError) {
    super(error.kind);
    this.error = error;
  }
}

const callErrorKinds: readonly string[] = [
  'unknownChannel',
  'badInput',
  'vaultLocked',
  'exportNotAllowed',
  'diskFull',
  'readOnlyFolder',
  'vaultReadOnly',
  'caseNotWorkedOnHere',
  'vaultDamaged',
  'unexpected',
  'coreLost',
] satisfies CallError['kind'][];

/** Tells what can go wrong on any channel from a channel's own failures. */
export function isCallError(error: { readonly kind: string }): error is CallError {
  return callErrorKinds.includes(error.kind);
}

/** The lock screen stands over the screen and the query is asked again after unlocking: nothing to show. */
function isAnsweredByLockScreen(error: unknown): boolean {
  return (
    error instanceof CallFault && (error.error.kind === 'coreLost' || error.error.kind === 'vaultLocked')
  );
}

/** One per page. Queries of a domain are asked again when a command has touched it, and at no other time. */
export function createQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // TanStack Query would otherwise wait for a network that this program never has.
        networkMode: 'always',
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        throwOnError: (error) => !isAnsweredByLockScreen(error),
      },
    },
  });
  onTouched((touched) => {
    for (const domain of touched) void queries.invalidateQueries({ queryKey: [domain] });
  });
  return queries;
}

export interface ChannelAnswer<Name extends ChannelName> {
  /** Undefined while the first answer is on its way, and after a failure. */
  readonly data: ChannelOutput<Name> | undefined;
  /** One of the failures the channel names in the contract; what can go wrong on any channel is thrown instead. */
  readonly failure: ChannelFailure<Name> | undefined;
  /** The first answer for this input is on its way. */
  readonly isLoading: boolean;
  /** `data` is an older answer, or one for the input before, and a newer one is on its way. */
  readonly isRefreshing: boolean;
  /** Asks once more, for what changes without the program knowing. */
  readonly askAgain: () => void;
}

/**
 * The answer of a query channel, kept up to date: asked again after each command that touches its domain.
 *
 * @param options.enabled        false: do not ask (yet)
 * @param options.askAnew        true: an answer kept from before is shown, and asked for again each time it is shown anew;
 *   for what changes with commands of any domain
 * @param options.keepPrevious   true: while the input changes (typing in a search field), show the answer before
 * @param options.isBeside       true: what stands around the screens, or beside what one came for. Where a part of the vault
 *   cannot be read it goes without an answer and without a word, since the screen whose business it is says so; thrown, it
 *   would take the whole window with it, and the way to the check of the vault
 */
export function useChannel<Name extends ChannelName>(
  channel: Name,
  input: ChannelInput<Name>,
  options: {
    readonly enabled?: boolean;
    readonly keepPrevious?: boolean;
    readonly askAnew?: boolean;
    readonly isBeside?: boolean;
  } = {},
): ChannelAnswer<Name> {
  const query = useQuery({
    queryKey: [channel.split('.')[0], channel, input],
    queryFn: async (): Promise<Result<ChannelOutput<Name>, ChannelFailure<Name>>> => {
      const result = await call(channel, input);
      if (result.ok) return result;
      // Every failure of a contract is an object with a literal kind.
      const error = result.error as CallError | ChannelFailure<Name>;
      if (isCallError(error as { readonly kind: string })) throw new CallFault(error as CallError);
      return { ok: false, error: error as ChannelFailure<Name> };
    },
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.askAnew === true ? { staleTime: 0 } : {}),
    ...(options.isBeside === true ? { throwOnError: false } : {}),
  });
  return {
    data: query.data?.ok === true ? query.data.value : undefined,
    failure: query.data?.ok === false ? query.data.error : undefined,
    isLoading: query.isLoading,
    isRefreshing: query.isFetching && !query.isLoading,
    askAgain: () => void query.refetch(),
  };
}

export interface Command<Name extends ChannelName> {
  readonly run: (
    input: ChannelInput<Name>,
  ) => Promise<Result<ChannelOutput<Name>, ChannelFailure<Name> | CallError>>;
  readonly isRunning: boolean;
}

/** A command channel. The domains it touches are fetched again by themselves; `run` never throws. */
export function useCommand<Name extends ChannelName>(channel: Name): Command<Name> {
  const [running, setRunning] = useState(0);
  const run = useCallback(
    async (input: ChannelInput<Name>) => {
      setRunning((count) => count + 1);
      const result = await call(channel, input);
      setRunning((count) => count - 1);
      return result;
    },
    [channel],
  );
  return { run, isRunning: running > 0 };
}

/** Asks everything again; for the moment after a vault was unlocked. */
export function useAskAgain(): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries(), [queries]);
}
