import { z } from 'zod';
import { command, query } from '../kernel/contract';
import { workSchema } from './schemas';

const workId = z.strictObject({ id: z.uuid() });
// Nothing happens to work that has ended meanwhile: the person was a moment late, and its result is there already.
const nothing = z.null();

export const workContract = {
  /** Work under way, oldest first. Answered while locked too, for a restore from the lock screen. */
  'work.list': query({ access: 'open', input: z.strictObject({}), output: z.array(workSchema) }),
  /** Asks work to stop; its own call answers when it has, and that nothing is half done then is up to it. */
  'work.cancel': command({ access: 'open', input: workId, output: nothing, touches: ['work'] }),
  'work.pause': command({ access: 'open', input: workId, output: nothing, touches: ['work'] }),
  'work.resume': command({ access: 'open', input: workId, output: nothing, touches: ['work'] }),
};
