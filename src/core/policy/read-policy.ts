import { lstatSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { PolicyProblem } from '../../shared/policy/problems';
import { freeRules, strictestRules, type PolicyRules } from '../../shared/policy/rules';
import { parsePolicy } from './parse-policy';

/** What an organisation decides for this laptop, as it was when core started. */
export interface OrganisationPolicy {
  readonly state: 'none' | 'active' | 'broken';
  readonly path: string;
  readonly organisation: string;
  readonly contact: string;
  readonly problems: readonly PolicyProblem[];
  readonly rules: PolicyRules;
}

const mostBytes = 64 * 1024;

/** Reads the file once. What cannot be understood is told, and the strictest rules count meanwhile (ADR 12). */
export function readPolicy(path: string): OrganisationPolicy {
  const found = readText(path);
  if (found === null) {
    return { state: 'none', path, organisation: '', contact: '', problems: [], rules: freeRules };
  }
  const broken = (problems: readonly PolicyProblem[]): OrganisationPolicy => ({
    state: 'broken',
    path,
    organisation: '',
    contact: '',
    problems,
    rules: strictestRules,
  });
  if (typeof found !== 'string') return broken([found]);
  const parsed = parsePolicy(found, nameOfUser());
  if (!parsed.ok) return broken(parsed.error);
  return { state: 'active', path, problems: [], ...parsed.value };
}

/** Null when there is no file. A link that leads nowhere is one that should be there. */
function readText(path: string): string | PolicyProblem | null {
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
    if (statSync(path).size > mostBytes) return { kind: 'tooLarge' };
    return readFileSync(path, 'utf8');
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure)) throw failure;
    return { kind: 'unreadable', code: String(failure.code) };
  }
}

/** From the system's own list of accounts, not from the environment. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in that list; a folder with its name in it is then not there, and is told so.
    return '{user}';
  }
}
