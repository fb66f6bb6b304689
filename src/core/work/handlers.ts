import { ok } from '../../shared/kernel/result';
import type { workContract } from '../../shared/work/contract';
import type { Handlers } from '../kernel/handlers';

export const workHandlers: Handlers<typeof workContract> = {
  'work.list': ({ work }) => ok([...work.list()]),
  'work.cancel': ({ work }, { id }) => {
    work.cancel(id);
    return ok(null);
  },
  'work.pause': ({ work }, { id }) => {
    work.pause(id);
    return ok(null);
  },
  'work.resume': ({ work }, { id }) => {
    work.resume(id);
    return ok(null);
  },
};
