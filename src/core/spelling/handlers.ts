import { ok } from '../../shared/kernel/result';
import type { spellingContract } from '../../shared/spelling/contract';
import { isLookedUp, wordKeys } from '../../shared/spelling/words';
import type { Handlers } from '../kernel/handlers';
import { askSpelling } from './off-thread';
import { deleteOwnWord, insertOwnWord, listOwnWords, readKnownKeys } from './store';

export const spellingHandlers: Handlers<typeof spellingContract> = {
  'spelling.check': async ({ db }, { language, words }) => {
    const unknown = await askSpelling({ kind: 'mistakes', language, words: words.filter(isLookedUp) });
    if (unknown.length === 0) return ok({ mistakes: [] });
    const known = readKnownKeys(db);
    return ok({ mistakes: unknown.filter((word) => !wordKeys(word).some((key) => known.has(key))) });
  },

  'spelling.suggest': async (_deps, { language, word }) =>
    ok({ suggestions: [...(await askSpelling({ kind: 'suggestions', language, word }))] }),

  'spelling.words': ({ db }) => ok([...listOwnWords(db)]),

  'spelling.addWord': ({ db, clock, actor }, { word }) =>
    db.transaction(() => {
      insertOwnWord(db, { word, addedAt: clock.now(), memberId: actor });
      return ok([...listOwnWords(db)]);
    }),

  'spelling.removeWord': ({ db }, { word }) =>
    db.transaction(() => {
      deleteOwnWord(db, word);
      return ok([...listOwnWords(db)]);
    }),
};
