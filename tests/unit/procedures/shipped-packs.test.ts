import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentDigest } from '../../../src/core/packs/shelf';
import { listPackIds, readPackFolder, shippedPack } from '../../../src/core/procedures/pack-loader';

const resources = resolve(import.meta.dirname, '../../../resources');
const kept: unknown = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../fixtures/shipped-packs.json'), 'utf8'),
);

describe('the packs that come with the program', () => {
  // A case keeps the version it uses, and a vault refuses another content under it. So once an edition with a version has
  // gone out, a change of the content raises `version` in pack.yaml; then the fixture gets the new pair.
  it('change their version whenever their content changes', () => {
    const shipped = Object.fromEntries(
      listPackIds(resources).map((id) => [
        id,
        {
          version: shippedPack(resources, id)?.version,
          sha256: contentDigest(readPackFolder(resolve(resources, 'procedures', id))),
        },
      ]),
    );
    expect(shipped).toEqual(kept);
  });
});
