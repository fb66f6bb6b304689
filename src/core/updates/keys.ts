import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { OrganisationKey } from '../../shared/policy/rules';
import type { OpenDeps } from '../kernel/deps';
import { parsePublicKey } from '../packs/minisign';

const fileSchema = z.strictObject({
  keys: z.array(z.strictObject({ name: z.string().min(1), publicKey: z.string() })),
});

/**
 * With whose keys an update may be signed: the organisation's, and those that whoever made this program put into
 * `resources/updates/keys.json`, unless the organisation wants its own alone.
 */
export function listUpdateKeys({
  policy,
  resourcesFolder,
}: Pick<OpenDeps, 'policy' | 'resourcesFolder'>): readonly OrganisationKey[] {
  const { updateKeys, onlyTheseUpdateKeys } = policy.rules;
  if (onlyTheseUpdateKeys) return updateKeys;
  const text = readFileSync(join(resourcesFolder, 'updates', 'keys.json'), 'utf8');
  const ofProgram = fileSchema.parse(JSON.parse(text)).keys.map(({ name, publicKey }) => {
    const key = parsePublicKey(publicKey);
    if (!key.ok) throw new Error('A key in resources/updates/keys.json is no key of minisign');
    return { name, keyId: key.value.keyId, publicKey: key.value.text };
  });
  return [...updateKeys, ...ofProgram.filter(({ keyId }) => updateKeys.every((key) => key.keyId !== keyId))];
}
