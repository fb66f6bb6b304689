import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNamesShown } from '../people';

/**
 * Asks for filings anew when their screen opens: they are made from records of other domains, whose changes do not
 * reach their queries by themselves. Lets go of answers with names in them as soon as names are hidden.
 */
export function useFreshFilings(): void {
  const queries = useQueryClient();
  const namesShown = useNamesShown();
  useEffect(() => void queries.invalidateQueries({ queryKey: ['filings'] }), [queries]);
  useEffect(() => {
    if (namesShown) return;
    queries.removeQueries({ queryKey: ['filings', 'filings.text'] });
    queries.removeQueries({
      predicate: ({ queryKey: [, channel, input] }) =>
        channel === 'filings.review' &&
        typeof input === 'object' &&
        input !== null &&
        'withNames' in input &&
        input.withNames === true,
    });
  }, [namesShown, queries]);
}
