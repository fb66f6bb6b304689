import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/kernel/result';
import { policyFileSchema, type PolicyFile } from '../../shared/policy/file';
import type { Expected, PolicyProblem } from '../../shared/policy/problems';
import { freeRules, type OrganisationKey, type PolicyRules } from '../../shared/policy/rules';
import { parsePublicKey } from '../packs/minisign';
import { fieldName, findFields, type FoundFields } from './json-fields';

export interface ParsedPolicy {
  readonly organisation: string;
  readonly contact: string;
  readonly rules: PolicyRules;
}

/**
 * Reads the text of an organisation's file.
 *
 * @param user takes the place of `{user}` in the folder for backups
 * @returns every problem found, in the order of the file
 */
export function parsePolicy(text: string, user: string): Result<ParsedPolicy, readonly PolicyProblem[]> {
  // Editors of Windows put a mark before the text that no JSON has.
  const bare = text.replace(/^\uFEFF/u, '');
  let json: unknown;
  try {
    json = JSON.parse(bare);
  } catch (failure) {
    return err([{ kind: 'notJson', line: lineOfFault(bare, failure) }]);
  }
  const fields = findFields(bare);
  const twice = fields.twice.map(({ field, line }): PolicyProblem => ({ kind: 'fieldTwice', field, line }));
  const parsed = policyFileSchema.safeParse(json);
  const problems = [
    ...twice,
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => issueToProblems(issue, fields))),
  ];
  if (!parsed.success) return err(inOrder(problems));
  const packKeys = readKeys(parsed.data.packs?.keys ?? [], 'packs', fields);
  const updateKeys = readKeys(parsed.data.updates?.keys ?? [], 'updates', fields);
  for (const keys of [packKeys, updateKeys]) if (!keys.ok) problems.push(...keys.error);
  if (!packKeys.ok || !updateKeys.ok || problems.length > 0) return err(inOrder(problems));
  const { organisation, contact = '' } = parsed.data;
  return ok({
    organisation,
    contact,
    rules: fileToRules(parsed.data, { packKeys: packKeys.value, updateKeys: updateKeys.value }, user),
  });
}

function fileToRules(
  file: PolicyFile,
  { packKeys, updateKeys }: Pick<PolicyRules, 'packKeys' | 'updateKeys'>,
  user: string,
): PolicyRules {
  const { lock, passphrase, exports, languages, backups, packs, updates } = file;
  return {
    lockAfterMinutesAtMost: lock?.afterMinutesAtMost ?? null,
    locksOnMinimise: lock?.onMinimise ?? false,
    passphraseFloor: passphrase ?? null,
    allowedExports: exports?.allowed ?? freeRules.allowedExports,
    languages: languages ?? freeRules.languages,
    backups:
      backups === undefined
        ? { kind: 'free' }
        : {
            kind: backups.fixed ? 'fixed' : 'suggested',
            folder: backups.folder.replaceAll('{user}', () => user),
          },
    packKeys,
    onlyThesePackKeys: packs?.onlyThese ?? false,
    updateKeys,
    onlyTheseUpdateKeys: updates?.onlyThese ?? false,
  };
}

function readKeys(
  keys: NonNullable<PolicyFile['packs']>['keys'],
  group: string,
  fields: FoundFields,
): Result<readonly OrganisationKey[], readonly PolicyProblem[]> {
  const read: OrganisationKey[] = [];
  const problems: PolicyProblem[] = [];
  for (const [index, { name, publicKey }] of keys.entries()) {
    const path = [group, 'keys', index, 'publicKey'];
    const key = parsePublicKey(publicKey);
    if (!key.ok) {
      problems.push({
        kind: 'wrongValue',
        ...placeOf(path, fields),
        expected: { kind: 'publicKey' },
      });
    } else if (read.some(({ keyId }) => keyId === key.value.keyId)) {
      problems.push({ kind: 'fieldTwice', ...placeOf(path, fields) });
    } else {
      read.push({ name, keyId: key.value.keyId, publicKey: key.value.text });
    }
  }
  return problems.length === 0 ? ok(read) : err(problems);
}

function issueToProblems(issue: z.core.$ZodIssue, fields: FoundFields): readonly PolicyProblem[] {
  const place = placeOf(issue.path, fields);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        kind: 'unknownField',
        ...placeOf([...issue.path, key], fields),
      }));
    case 'invalid_type':
    case 'invalid_value':
      // A field that stands there as `undefined` cannot be written in JSON.
      if (!fields.lines.has(place.field)) return [{ kind: 'fieldMissing', ...place }];
      return [{ kind: 'wrongValue', ...place, expected: expectedBy(issue, place.field) }];
    default:
      return [{ kind: 'wrongValue', ...place, expected: expectedBy(issue, place.field) }];
  }
}

const numbersByField: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
  'lock.afterMinutesAtMost': { min: 1, max: 60 },
  'passphrase.memoryMib': { min: 64, max: 1024 },
  'passphrase.passes': { min: 1, max: 16 },
};

function expectedBy(issue: z.core.$ZodIssue, field: string): Expected {
  const range = numbersByField[field];
  if (range !== undefined) return { kind: 'number', ...range };
  if (field === 'backups.folder') return { kind: 'fullPath' };
  if (issue.code === 'invalid_value') return { kind: 'oneOf', choices: issue.values.map(String).join(', ') };
  const expected = issue.code === 'invalid_type' ? issue.expected : 'origin' in issue ? issue.origin : '';
  switch (expected) {
    case 'boolean':
      return { kind: 'yesOrNo' };
    case 'array':
      return { kind: 'list' };
    case 'object':
      return { kind: 'group' };
    default:
      return { kind: 'text' };
  }
}

/** A missing field has the line of the group that lacks it. */
function placeOf(path: readonly PropertyKey[], fields: FoundFields) {
  let line = 1;
  for (let length = path.length; length > 0; length -= 1) {
    const found = fields.lines.get(fieldName(path.slice(0, length)));
    if (found !== undefined) {
      line = found;
      break;
    }
  }
  return { field: fieldName(path), line };
}

function inOrder(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const lineOf = (problem: PolicyProblem) => ('line' in problem ? problem.line : 0);
  return problems.toSorted((one, other) => lineOf(one) - lineOf(other));
}

/** The engine names the character in its message, or nothing when the text ends too early. */
function lineOfFault(text: string, failure: unknown): number {
  const position = failure instanceof Error ? /at position (\d+)/u.exec(failure.message)?.[1] : undefined;
  return text.slice(0, position === undefined ? text.trimEnd().length : Number(position)).split('\n').length;
}
