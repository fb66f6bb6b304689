import { err, ok } from '../../shared/kernel/result';
import type { searchContract } from '../../shared/search/contract';
import type { Handlers } from '../kernel/handlers';
import { auditNamesShown } from '../people/names-shown';
import { findPassages, kindsWithNames } from './find';
import { rebuildSearchIndex } from './rebuild';

export const searchHandlers: Handlers<typeof searchContract> = {
  'search.find': (deps, wanted) => {
    const found = findPassages(deps.db, wanted);
    const showsNames = found.groups.some(({ results }) =>
      results.some(({ kind }) => kindsWithNames.has(kind)),
    );
    if (wanted.withNames && showsNames) auditNamesShown(deps, null);
    return ok(found);
  },

  'search.rebuild': async ({ db, work }) => {
    if (work.list().some(({ kind }) => kind === 'rebuildSearch')) return err({ kind: 'alreadyRunning' });
    return ok({ outcome: await work.run('rebuildSearch', (context) => rebuildSearchIndex(db, context)) });
  },
};
