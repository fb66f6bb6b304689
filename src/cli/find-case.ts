import type { CaseId } from '../shared/kernel/ids';
import type { OpenCore } from './context';
import { CommandFailure } from './failure';

/** The case with this code; ends the command when there is none. */
export async function findCase({ call }: OpenCore, code: string): Promise<CaseId> {
  const { cases } = await call('cases.list', { filter: code, state: 'all' });
  const found = cases.find((each) => each.code === code);
  if (found === undefined) throw new CommandFailure({ kind: 'caseNotFound' });
  return found.id;
}
