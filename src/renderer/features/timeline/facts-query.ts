import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { FactCursor, FactFilter, FactGlimpse } from '../../../shared/timeline/schemas';
import { call } from '../../lib/core';
import { CallFault, isCallError } from '../../lib/queries';

/** The first page is small, so that it is there at once; the ones after it are fetched while nobody waits. */
const firstPageSize = 200;
const pageSize = 500;

export interface FactsOfCase {
  /** Undefined while the first page is on its way. */
  readonly facts: readonly FactGlimpse[] | undefined;
  /** How many pass the filter, loaded or not. */
  readonly total: number;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  /** Every page there is, for going to the last fact. */
  readonly loadAll: () => void;
  /** What is shown belongs to the filter before. */
  readonly isRefreshing: boolean;
}

/** The facts of a case that pass a filter, page by page as they are scrolled to. */
export function useFacts(caseId: CaseId, filter: FactFilter): FactsOfCase {
  const query = useInfiniteQuery({
    queryKey: ['timeline', 'timeline.list', caseId, filter],
    queryFn: async ({ pageParam }) => {
      const limit = pageParam === null ? firstPageSize : pageSize;
      const result = await call('timeline.list', { caseId, filter, cursor: pageParam, limit });
      if (result.ok) return result.value;
      if (isCallError(result.error)) throw new CallFault(result.error);
      // The case is gone: the screen above says so.
      return { facts: [], next: null, total: 0 };
    },
    initialPageParam: null as FactCursor | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, isPlaceholderData } = query;
  return useMemo(
    () => ({
      facts: data?.pages.flatMap((page) => page.facts),
      total: data?.pages[0]?.total ?? 0,
      hasMore: hasNextPage,
      loadMore: () => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
      },
      loadAll: () => {
        const next = async (): Promise<void> => {
          const answer = await fetchNextPage();
          if (answer.hasNextPage && !answer.isError) await next();
        };
        if (hasNextPage) void next();
      },
      isRefreshing: isPlaceholderData,
    }),
    [data, fetchNextPage, hasNextPage, isFetchingNextPage, isPlaceholderData],
  );
}
